import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { StatedDeadline } from '../domain/clocks.js';
import type { Band } from '../domain/grade-scale.js';

export type WorkshopFramework = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly inspectorateId: string;
  readonly inspectorate: string;
  readonly episodeArea: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly status: string;
};

export type AreaChoice = {
  readonly key: string;
  readonly label: string;
  readonly isOverall: boolean;
  readonly conditional: boolean;
  readonly scaleId: string | null;
};

export type GradeChoice = {
  readonly id: string;
  readonly scaleId: string;
  readonly scale: string;
  readonly key: string;
  readonly label: string;
  readonly ordinal: number;
  readonly band: Band;
  readonly altBand: Band | null;
  readonly isFailing: boolean;
  /** What it means in the words of the framework; null where no administrator has entered it. */
  readonly meaning: string | null;
};

export type FactText = { readonly text: string; readonly verified: boolean; readonly detail: string | null };

const frameworkColumns = sql`
  framework.id, framework.key, framework.title, framework.inspectorate_id AS "inspectorateId",
  inspectorate.name AS inspectorate, framework.episode_area AS "episodeArea",
  framework.effective_from AS "effectiveFrom", framework.effective_to AS "effectiveTo", framework.status`;

/** What a framework offers to whoever inspects by it. */
@Injectable()
export class WorkshopFrameworkQueries {
  constructor(private readonly db: Database) {}

  /** Those of an inspectorate, the newest first. */
  async ofInspectorates(inspectorateIds: readonly string[]): Promise<WorkshopFramework[]> {
    const all = await this.db.rows<WorkshopFramework>(sql`
      SELECT ${frameworkColumns}
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
       ORDER BY COALESCE(framework.effective_from, '') DESC, framework.title`);
    return all.filter(({ inspectorateId }) => inspectorateIds.includes(inspectorateId));
  }

  /** Of every inspectorate, by its name, the newest first. */
  async everyOne(): Promise<WorkshopFramework[]> {
    return this.db.rows<WorkshopFramework>(sql`
      SELECT ${frameworkColumns}
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
       ORDER BY inspectorate.name, COALESCE(framework.effective_from, '') DESC, framework.title`);
  }

  async byKey(key: string): Promise<WorkshopFramework | null> {
    return this.db.row<WorkshopFramework>(sql`
      SELECT ${frameworkColumns}
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
       WHERE framework.key = ${key}`);
  }

  async areas(frameworkId: string): Promise<AreaChoice[]> {
    type Row = Omit<AreaChoice, 'isOverall' | 'conditional'> & { isOverall: number; conditional: number };
    const rows = await this.db.rows<Row>(sql`
      SELECT framework_area.key, framework_area.label, framework_area.is_overall AS "isOverall",
             framework_area.conditional, COALESCE(framework_area.scale_id, framework.scale_id) AS "scaleId"
        FROM framework_area
        JOIN framework ON framework.id = framework_area.framework_id
       WHERE framework_area.framework_id = ${frameworkId}
       ORDER BY framework_area.position`);
    return rows.map((row) => ({ ...row, isOverall: row.isOverall === 1, conditional: row.conditional === 1 }));
  }

  /** The grades of every scale that the framework uses, the worst first. */
  async grades(frameworkId: string): Promise<GradeChoice[]> {
    const said = await this.db.row<{ content: string }>(sql`
      SELECT grade_meaning.content FROM grade_meaning WHERE grade_meaning.framework_id = ${frameworkId}`);
    const meanings = said ? (JSON.parse(said.content) as Readonly<Record<string, string>>) : {};
    const rows = await this.db.rows<Omit<GradeChoice, 'isFailing' | 'meaning'> & { isFailing: number }>(sql`
      SELECT rating_grade.id, rating_grade.scale_id AS "scaleId", rating_scale.key AS scale, rating_grade.key,
             rating_grade.label, rating_grade.ordinal, rating_grade.band, rating_grade.alt_band AS "altBand",
             rating_grade.is_failing AS "isFailing"
        FROM rating_grade
        JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
       WHERE rating_grade.scale_id IN (
             SELECT framework.scale_id FROM framework WHERE framework.id = ${frameworkId}
              UNION SELECT framework_area.scale_id FROM framework_area
                     WHERE framework_area.framework_id = ${frameworkId} AND framework_area.scale_id IS NOT NULL)
       ORDER BY rating_scale.key, rating_grade.ordinal`);
    return rows.map((row) => ({ ...row, isFailing: row.isFailing === 1, meaning: meanings[row.id] ?? null }));
  }

  async facts(frameworkId: string, kind: string): Promise<FactText[]> {
    const rows = await this.db.rows<{ text: string; verified: number | null; detail: string | null }>(sql`
      SELECT framework_fact.text, framework_fact.verified, framework_fact.detail
        FROM framework_fact
       WHERE framework_fact.framework_id = ${frameworkId} AND framework_fact.kind = ${kind}
       ORDER BY framework_fact.position`);
    return rows.map((row) => ({ ...row, verified: row.verified === 1 }));
  }

  async factsOf(frameworkId: string, kinds: readonly string[]): Promise<(FactText & { readonly kind: string })[]> {
    const rows = await this.db.rows<{ kind: string; text: string; verified: number | null; detail: string | null }>(sql`
      SELECT framework_fact.kind, framework_fact.text, framework_fact.verified, framework_fact.detail
        FROM framework_fact
       WHERE framework_fact.framework_id = ${frameworkId} AND framework_fact.kind IN (${list(kinds)})
       ORDER BY framework_fact.kind, framework_fact.position`);
    return rows.map((row) => ({ ...row, verified: row.verified === 1 }));
  }

  async deadlines(frameworkId: string): Promise<StatedDeadline[]> {
    const rows = await this.db.rows<{ id: string; text: string; verified: number | null; detail: string | null }>(sql`
      SELECT framework_fact.id, framework_fact.text, framework_fact.verified, framework_fact.detail
        FROM framework_fact
       WHERE framework_fact.framework_id = ${frameworkId} AND framework_fact.kind = 'deadline'
       ORDER BY framework_fact.position`);
    return rows.map(({ id, text, verified, detail }) => {
      const { value, unit, from } = JSON.parse(detail ?? '{}') as { value?: number; unit?: string; from?: string };
      return { id, text, verified: verified === 1, value: value ?? 0, unit: unit ?? '', from: from ?? '' };
    });
  }
}

/** What the record holds of an inspection that is made here, beside what its gates read. */
export type WorkBackground = {
  readonly frameworkId: string;
  readonly frameworkKey: string;
  readonly frameworkTitle: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly country: string | null;
  readonly typeText: string | null;
  readonly subject: string;
  readonly unit: string | null;
  readonly reportUrl: string | null;
  readonly inspectorateName: string;
  readonly previousRef: string | null;
  readonly provisionalOn: CalendarDay | null;
  readonly accuracySentOn: CalendarDay | null;
  readonly accuracyDays: number | null;
  readonly publishedOn: string | null;
  readonly receivedOn: string | null;
  readonly edition: number;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
  readonly supersededByRef: string | null;
  readonly visibility: string;
};

export type EvidenceRow = {
  readonly ref: string;
  readonly area: string | null;
  readonly kind: string;
  readonly method: string;
  readonly summary: string;
  readonly strength: string;
  readonly contradicts: number;
  readonly page: string | null;
  readonly paragraph: string | null;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly personalChecked: number;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly version: number;
};

export type FindingRow = {
  readonly id: string;
  readonly area: string | null;
  readonly text: string;
  readonly kind: string;
  readonly cause: string | null;
  readonly dueOn: CalendarDay | null;
  readonly version: number;
};

export type NoteRow = {
  readonly improved: string | null;
  readonly notImproved: string | null;
  readonly pace: string | null;
  readonly next: string | null;
  readonly version: number;
};

export type PointRow = {
  readonly number: number;
  readonly section: string;
  readonly paragraph: string;
  readonly text: string;
  readonly evidence: string | null;
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly decision: string | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly version: number;
};

export type ChangeRow = {
  readonly areaText: string;
  readonly before: string;
  readonly after: string;
  readonly wordsOnly: number;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
};

export type RequestRow = {
  readonly id: string;
  readonly kind: string;
  readonly edition: number;
  readonly what: string;
  readonly why: string;
  readonly statement: string | null;
  readonly changes: string | null;
  readonly askedById: string;
  readonly askedBy: string;
  readonly askedAs: string;
  readonly askedAt: string;
  readonly answer: string | null;
  readonly answerReason: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
};

export type MemberNameRow = { readonly accountId: string; readonly name: string; readonly ref: string };

/** What its team reads of an inspection. Whoever asks has been let in by `InspectionDesk`. */
@Injectable()
export class WorkspaceQueries {
  constructor(private readonly db: Database) {}

  async background(id: string): Promise<WorkBackground> {
    const row = await this.db.row<WorkBackground>(sql`
      SELECT framework.id AS "frameworkId", framework.key AS "frameworkKey", framework.title AS "frameworkTitle",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug", organisation.country,
             inspection.type_text AS "typeText", inspection.subject, inspection.unit,
             inspection.report_url AS "reportUrl", inspection.inspectorate_name AS "inspectorateName",
             previous.ref AS "previousRef", inspection_workspace.provisional_on AS "provisionalOn",
             inspection_workspace.accuracy_sent_on AS "accuracySentOn",
             inspection_workspace.accuracy_days AS "accuracyDays", inspection.published_on AS "publishedOn",
             inspection.received_on AS "receivedOn", inspection.edition, inspection.withdrawn_at AS "withdrawnAt",
             inspection.withdrawn_reason AS "withdrawnReason", later.ref AS "supersededByRef", inspection.visibility
        FROM inspection
        JOIN inspection_workspace ON inspection_workspace.inspection_id = inspection.id
        JOIN organisation ON organisation.id = inspection.organisation_id
        JOIN framework ON framework.id = inspection.framework_id
        LEFT JOIN inspection AS previous ON previous.id = inspection_workspace.previous_id
        LEFT JOIN inspection AS later ON later.id = inspection.superseded_by_id
       WHERE inspection.id = ${id}`);
    if (!row) throw new Error(`The inspection ${id} was not made here`);
    return row;
  }

  /** A body that everybody may see: the only kind that is inspected here. */
  async openOrganisation(
    id: string,
  ): Promise<{ id: string; name: string; slug: string; country: string | null } | null> {
    return this.db.row(sql`
      SELECT organisation.id, organisation.name, organisation.slug, organisation.country
        FROM organisation
       WHERE organisation.id = ${id} AND ${ofOpenBody('organisation.id')}`);
  }

  async memberNames(id: string): Promise<MemberNameRow[]> {
    return this.db.rows<MemberNameRow>(sql`
      SELECT account.id AS "accountId", account.name, account.ref
        FROM inspection_member
        JOIN account ON account.id = inspection_member.account_id
       WHERE inspection_member.inspection_id = ${id}`);
  }

  async evidence(id: string): Promise<EvidenceRow[]> {
    return this.db.rows<EvidenceRow>(sql`
      SELECT inspection_evidence.ref, inspection_evidence.area_key AS area, inspection_evidence.kind,
             inspection_evidence.method, inspection_evidence.summary, inspection_evidence.strength,
             inspection_evidence.contradicts, inspection_evidence.page, inspection_evidence.paragraph,
             inspection_evidence.file_id AS "fileId", inspection_evidence.file_name AS "fileName",
             inspection_evidence.personal_checked AS "personalChecked", account.name AS "addedBy",
             inspection_evidence.added_at AS "addedAt", inspection_evidence.version
        FROM inspection_evidence
        JOIN account ON account.id = inspection_evidence.added_by_id
       WHERE inspection_evidence.inspection_id = ${id} AND inspection_evidence.withdrawn_at IS NULL
       ORDER BY inspection_evidence.added_at, inspection_evidence.ref`);
  }

  async findings(id: string): Promise<FindingRow[]> {
    return this.db.rows<FindingRow>(sql`
      SELECT finding.id, finding.area_key AS area, finding.text, finding.kind, finding.cause, finding.due_on AS "dueOn",
             finding.version
        FROM finding
       WHERE finding.inspection_id = ${id}
       ORDER BY finding.position`);
  }

  async note(id: string): Promise<NoteRow | null> {
    return this.db.row<NoteRow>(sql`
      SELECT monitoring_note.improved, monitoring_note.not_improved AS "notImproved", monitoring_note.pace,
             monitoring_note.next, monitoring_note.version
        FROM monitoring_note
       WHERE monitoring_note.inspection_id = ${id}`);
  }

  async points(id: string): Promise<PointRow[]> {
    return this.db.rows<PointRow>(sql`
      SELECT accuracy_point.number, accuracy_point.section, accuracy_point.paragraph, accuracy_point.text,
             accuracy_point.evidence, raiser.name AS "raisedBy", accuracy_point.raised_at AS "raisedAt",
             accuracy_point.decision, accuracy_point.reason, decider.name AS "decidedBy",
             accuracy_point.decided_at AS "decidedAt", accuracy_point.version
        FROM accuracy_point
        JOIN account AS raiser ON raiser.id = accuracy_point.raised_by_id
        LEFT JOIN account AS decider ON decider.id = accuracy_point.decided_by_id
       WHERE accuracy_point.inspection_id = ${id}
       ORDER BY accuracy_point.number`);
  }

  async changes(id: string): Promise<ChangeRow[]> {
    return this.db.rows<ChangeRow>(sql`
      SELECT judgement_change.area_text AS "areaText", judgement_change.before, judgement_change.after,
             judgement_change.words_only AS "wordsOnly", judgement_change.reason, judgement_change.at,
             account.name AS by
        FROM judgement_change
        JOIN account ON account.id = judgement_change.by_id
       WHERE judgement_change.inspection_id = ${id}
       ORDER BY judgement_change.at, judgement_change.id`);
  }

  async requests(id: string): Promise<RequestRow[]> {
    return this.db.rows<RequestRow>(sql`
      SELECT inspection_request.id, inspection_request.kind, inspection_request.edition, inspection_request.what,
             inspection_request.why, inspection_request.statement, inspection_request.changes,
             inspection_request.asked_by_id AS "askedById", asker.name AS "askedBy",
             inspection_request.asked_as AS "askedAs", inspection_request.asked_at AS "askedAt",
             inspection_request.answer, inspection_request.answer_reason AS "answerReason",
             answerer.name AS "answeredBy", inspection_request.answered_at AS "answeredAt"
        FROM inspection_request
        JOIN account AS asker ON asker.id = inspection_request.asked_by_id
        LEFT JOIN account AS answerer ON answerer.id = inspection_request.answered_by_id
       WHERE inspection_request.inspection_id = ${id}
       ORDER BY inspection_request.asked_at, inspection_request.id`);
  }

  /** Bodies by their ids, as a list names them. */
  async organisations(ids: readonly string[]): Promise<{ id: string; name: string; slug: string }[]> {
    if (ids.length === 0) return [];
    return this.db.rows(sql`
      SELECT organisation.id, organisation.name, organisation.slug
        FROM organisation
       WHERE organisation.id IN (${list(ids)}) AND ${ofOpenBody('organisation.id')}`);
  }

  async organisationBySlug(slug: string): Promise<{ id: string; name: string; slug: string } | null> {
    return this.db.row(sql`
      SELECT organisation.id, organisation.name, organisation.slug
        FROM organisation
       WHERE organisation.slug = ${slug} AND ${ofOpenBody('organisation.id')}`);
  }

  /** Public inspections of a body that may be the one that a new one follows up, the latest first. */
  async earlier(
    organisationId: string,
  ): Promise<{ id: string; ref: string; subject: string; judgedOn: string | null }[]> {
    return this.db.rows(sql`
      SELECT inspection.id, inspection.ref, inspection.subject, inspection.judged_on AS "judgedOn"
        FROM inspection
       WHERE inspection.organisation_id = ${organisationId}
         AND inspection.visibility = 'public'
         AND inspection.withdrawn_at IS NULL
       ORDER BY inspection.judged_day DESC, inspection.ref DESC
       LIMIT 30`);
  }
}
