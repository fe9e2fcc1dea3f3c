import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

export type DraftRow = {
  readonly id: string;
  readonly key: string;
  readonly inspectorateId: string;
  readonly inspectorate: string;
  readonly baseKey: string | null;
  readonly baseTitle: string | null;
  /** JSON: what was typed. */
  readonly content: string;
  readonly state: string;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly frameworkKey: string | null;
  readonly version: number;
};

/** What each grade means in the words of the framework, by the id of the grade. */
export type GradeMeanings = Readonly<Record<string, string>>;

export type ClosingRow = { readonly closesOn: CalendarDay; readonly reason: string; readonly closedBy: string };
export type InspectorateRow = { readonly id: string; readonly key: string; readonly name: string };

type FailingGrade = { readonly key: string; readonly label: string };
export type ScaleRow = {
  readonly id: string;
  readonly label: string;
  readonly grades: readonly string[];
  readonly failing: readonly FailingGrade[];
};

const columns = fixed(`framework_draft.id, framework_draft.key, framework_draft.inspectorate_id AS "inspectorateId",
       inspectorate.name AS "inspectorate", base.key AS "baseKey", base.title AS "baseTitle", framework_draft.content,
       framework_draft.state, framework_draft.saved_by AS "savedBy", framework_draft.saved_at AS "savedAt",
       framework_draft.decided_by AS "decidedBy", framework_draft.decided_at AS "decidedAt",
       became.key AS "frameworkKey", framework_draft.version`);

/** What administrators write before it is agreed. Nothing public reads it. */
@Injectable()
export class FrameworkDraftsQueries {
  constructor(private readonly db: Database) {}

  waiting(): Promise<DraftRow[]> {
    return this.db.rows<DraftRow>(sql`
      SELECT ${columns}
        FROM framework_draft
        JOIN inspectorate ON inspectorate.id = framework_draft.inspectorate_id
        LEFT JOIN framework AS base ON base.id = framework_draft.base_id
        LEFT JOIN framework AS became ON became.id = framework_draft.framework_id
       WHERE framework_draft.state = 'draft'
       ORDER BY framework_draft.saved_at DESC, framework_draft.id`);
  }

  byId(id: string): Promise<DraftRow | null> {
    return this.db.row<DraftRow>(sql`
      SELECT ${columns}
        FROM framework_draft
        JOIN inspectorate ON inspectorate.id = framework_draft.inspectorate_id
        LEFT JOIN framework AS base ON base.id = framework_draft.base_id
        LEFT JOIN framework AS became ON became.id = framework_draft.framework_id
       WHERE framework_draft.id = ${id}`);
  }

  /** Whether a version or another draft goes by this key. */
  async isTaken(key: string, exceptDraft: string | null): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT 1 AS one FROM framework WHERE framework.key = ${key}
      UNION ALL
      SELECT 1 AS one FROM framework_draft
       WHERE framework_draft.key = ${key} AND framework_draft.state = 'draft'
         AND framework_draft.id <> ${exceptDraft ?? ''}`);
    return row !== null;
  }

  closingOf(frameworkId: string): Promise<ClosingRow | null> {
    return this.db.row<ClosingRow>(sql`
      SELECT framework_closing.closes_on AS "closesOn", framework_closing.reason,
             framework_closing.recorded_by AS "closedBy"
        FROM framework_closing
       WHERE framework_closing.framework_id = ${frameworkId}`);
  }

  /** What its grades mean, by the id of each, and how often that was saved; version 0 where nobody has said. */
  async meaningsOf(frameworkId: string): Promise<{ readonly meanings: GradeMeanings; readonly version: number }> {
    const row = await this.db.row<{ content: string; version: number }>(sql`
      SELECT grade_meaning.content, grade_meaning.version FROM grade_meaning
       WHERE grade_meaning.framework_id = ${frameworkId}`);
    return row
      ? { meanings: JSON.parse(row.content) as GradeMeanings, version: row.version }
      : { meanings: {}, version: 0 };
  }

  inspectorates(): Promise<InspectorateRow[]> {
    return this.db.rows<InspectorateRow>(sql`
      SELECT inspectorate.id, inspectorate.key, inspectorate.name FROM inspectorate
       ORDER BY lower(inspectorate.name), inspectorate.key`);
  }

  async inspectorateOf(frameworkId: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT framework.inspectorate_id AS "id" FROM framework WHERE framework.id = ${frameworkId}`);
    return row?.id ?? null;
  }

  /** Every scale of the record with its grades, the worst first. */
  async scales(): Promise<ScaleRow[]> {
    const rows = await this.db.rows<{
      id: string;
      label: string;
      key: string | null;
      grade: string | null;
      isFailing: number | null;
    }>(sql`
      SELECT rating_scale.id, rating_scale.label, rating_grade.key, rating_grade.label AS "grade",
             rating_grade.is_failing AS "isFailing"
        FROM rating_scale
        LEFT JOIN rating_grade ON rating_grade.scale_id = rating_scale.id
       ORDER BY lower(rating_scale.label), rating_scale.key, rating_grade.ordinal, rating_grade.key`);
    const scales = new Map<string, { id: string; label: string; grades: string[]; failing: FailingGrade[] }>();
    for (const { id, label, key, grade, isFailing } of rows) {
      const scale = scales.get(id) ?? { id, label, grades: [], failing: [] };
      scales.set(id, scale);
      if (key === null || grade === null) continue;
      scale.grades.push(grade);
      if (isFailing === 1) scale.failing.push({ key, label: grade });
    }
    return [...scales.values()];
  }

  /** The areas of a version as they are copied. */
  areasOf(
    frameworkId: string,
  ): Promise<{ key: string; label: string; isOverall: number; conditional: number; scaleId: string | null }[]> {
    return this.db.rows(sql`
      SELECT framework_area.key, framework_area.label, framework_area.is_overall AS "isOverall",
             framework_area.conditional, framework_area.scale_id AS "scaleId"
        FROM framework_area
       WHERE framework_area.framework_id = ${frameworkId}
       ORDER BY framework_area.position`);
  }
}
