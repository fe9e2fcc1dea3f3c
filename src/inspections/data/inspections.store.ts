import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { newId } from '../../database/new-id.js';
import { list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { periodMiddle } from '../../kernel/period.js';
import { keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import { judgedOn } from '../domain/judgement.js';
import type { SealedContent } from '../domain/seal.js';
import type { HeldJudgement } from '../domain/missing-judgements.js';
import type { InspectionDetails, NewFinding, NewInspection, NewJudgement } from '../domain/new-inspection.js';
import type { InSequence } from '../domain/superseding.js';
import type { FrameworkLookup } from './framework-lookup.queries.js';
import { Correction, Finding, Inspection, Judgement, MonitoringNote } from './inspection.entity.js';
import { newContent, type PreparedInspection, type PreparedJudgement } from './new-content.js';

/** An inspection as it stands, for the trail and for what is about to change it. */
export type StandingInspection = {
  id: string;
  ref: string;
  organisationId: string;
  framework: string | null;
  frameworkInferred: number;
  area: string | null;
  unit: string | null;
  type: InspectionType;
  graded: number;
  startedOn: string | null;
  endedOn: string | null;
  publishedOn: string | null;
  receivedOn: string | null;
  judgedOn: string | null;
  judgedDay: CalendarDay | null;
  dateInferred: number;
  overallLabel: string | null;
  categoryKey: string | null;
  headline: string | null;
  quote: string | null;
  reportUrl: string | null;
  setting: string | null;
  status: string;
  edition: number;
  version: number;
  withdrawnAt: string | null;
};

@Injectable()
export class InspectionsStore {
  constructor(private readonly db: Database) {}

  /**
   * Adds inspections with all that belongs to them, and gives what each of them says. A later one comes before the one
   * that it supersedes.
   */
  async add(stamp: Stamp, prepared: readonly PreparedInspection[], ids: readonly string[]): Promise<SealedContent[]> {
    const refs = await this.db.nextReferences('IN', prepared.length);
    const made = prepared.map((inspection, index) => ({ inspection, id: ids[index], ref: refs[index] }));
    const kept = keptColumns(stamp);
    const rows = made.map(({ inspection, id, ref }) => rowOf(kept, inspection, { id, ref }));
    await this.db.insert(
      Inspection,
      rows.toSorted((a, b) => ((a.judgedDay ?? '') > (b.judgedDay ?? '') ? -1 : 1)),
    );
    await this.db.insert(
      Judgement,
      made.flatMap(({ inspection, id }) => judgementRows(id, inspection.judgements, 0)),
    );
    await this.db.insert(
      Finding,
      made.flatMap(({ inspection, id }) => findingRows(id, inspection.given.findings ?? [])),
    );
    await this.db.insert(
      MonitoringNote,
      made.flatMap(({ inspection: { given }, id }) =>
        given.monitoringNote
          ? [
              {
                id: newId(),
                inspectionId: id,
                improved: given.monitoringNote.improved ?? null,
                notImproved: given.monitoringNote.notImproved ?? null,
                pace: given.monitoringNote.pace ?? null,
                next: given.monitoringNote.next ?? null,
                version: 1,
              },
            ]
          : [],
      ),
    );
    return made.map(({ inspection }, index) => newContent(rows[index], inspection));
  }

  async addJudgements(inspectionId: string, judgements: readonly PreparedJudgement[]): Promise<void> {
    const last = await this.db.row<{ next: number }>(sql`
      SELECT CAST(COALESCE(max(judgement.position) + 1, 0) AS integer) AS next
        FROM judgement
       WHERE judgement.inspection_id = ${inspectionId}`);
    await this.db.insert(Judgement, judgementRows(inspectionId, judgements, last?.next ?? 0));
  }

  async replaceJudgements(inspectionId: string, judgements: readonly PreparedJudgement[]): Promise<void> {
    await this.db.run(sql`DELETE FROM judgement WHERE judgement.inspection_id = ${inspectionId}`);
    await this.addJudgements(inspectionId, judgements);
  }

  async heldJudgements(inspectionId: string): Promise<HeldJudgement[]> {
    const rows = await this.db.rows<Omit<HeldJudgement, 'hasGrade'> & { gradeId: string | null }>(sql`
      SELECT judgement.id, judgement.area_key AS area, judgement.grade_id AS "gradeId", judgement.absence
        FROM judgement
       WHERE judgement.inspection_id = ${inspectionId}
       ORDER BY judgement.position`);
    return rows.map(({ gradeId, ...row }) => ({ ...row, hasGrade: gradeId !== null }));
  }

  /** Gives a judgement the grade that it lacked. */
  async fillGrade(judgementId: string, { gradeId, label, limiting }: PreparedJudgement): Promise<void> {
    await this.db.run(sql`
      UPDATE judgement
         SET grade_id = ${gradeId}, label = ${label}, limiting = ${limiting}, absence = NULL
       WHERE judgement.id = ${judgementId}`);
  }

  /** Fills in details that an inspection lacks, and gives those that it lacked; null when there were none. */
  async fill(held: StandingInspection, details: InspectionDetails): Promise<InspectionDetails | null> {
    const words = ['overallLabel', 'reportUrl', 'headline', 'quote', 'setting'] as const;
    const lacked = Object.fromEntries(
      words.flatMap((name) => (details[name] && !held[name] ? [[name, details[name]] as const] : [])),
    ) as InspectionDetails;
    const { readFramework } = details;
    const isRead = readFramework?.framework === held.framework && held.frameworkInferred === 1;
    if (Object.keys(lacked).length === 0 && !isRead) return null;
    const { overallLabel = null, reportUrl = null, headline = null, quote = null, setting = null } = lacked;
    await this.db.run(sql`
      UPDATE inspection
         SET overall_label = COALESCE(overall_label, ${overallLabel}), report_url = COALESCE(report_url, ${reportUrl}),
             headline = COALESCE(headline, ${headline}), quote = COALESCE(quote, ${quote}),
             setting = COALESCE(setting, ${setting}), version = version + 1
       WHERE inspection.id = ${held.id}`);
    if (!isRead) return lacked;
    await this.db.run(sql`
      UPDATE inspection
         SET framework_inferred = 0, inferred = 0, note = ${readFramework?.note ?? null}
       WHERE inspection.id = ${held.id}`);
    return { ...lacked, readFramework };
  }

  standing(ids: readonly string[]): Promise<StandingInspection[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<StandingInspection>(sql`
        SELECT inspection.id, inspection.ref, inspection.organisation_id AS "organisationId", framework.key AS framework,
               inspection.framework_inferred AS "frameworkInferred", inspection.area, inspection.unit, inspection.type,
               inspection.graded, inspection.started_on AS "startedOn", inspection.ended_on AS "endedOn",
               inspection.published_on AS "publishedOn", inspection.received_on AS "receivedOn",
               inspection.judged_on AS "judgedOn", inspection.judged_day AS "judgedDay",
               inspection.date_inferred AS "dateInferred", inspection.overall_label AS "overallLabel",
               inspection.category_key AS "categoryKey", inspection.headline, inspection.quote,
               inspection.report_url AS "reportUrl", inspection.setting, inspection.status, inspection.edition,
               inspection.version,
               inspection.withdrawn_at AS "withdrawnAt"
          FROM inspection
          LEFT JOIN framework ON framework.id = inspection.framework_id
         WHERE inspection.id IN (${list(chunk)})`),
    );
  }

  /** Published inspections of these bodies that may be superseded or supersede. */
  async inSequence(organisationIds: readonly string[]): Promise<(InSequence & { supersededById: string | null })[]> {
    type Row = Omit<InSequence, 'graded'> & { graded: number; supersededById: string | null };
    const rows = await inChunks(organisationIds, (chunk) =>
      this.db.rows<Row>(sql`
        SELECT inspection.id, inspection.organisation_id AS "organisationId", framework.key AS framework,
               inspection.unit, inspection.type, inspection.graded, inspection.judged_day AS "judgedDay",
               inspection.superseded_by_id AS "supersededById"
          FROM inspection
          JOIN framework ON framework.id = inspection.framework_id
         WHERE inspection.organisation_id IN (${list(chunk)})
           AND inspection.graded = 1
           AND inspection.visibility = 'public'
           AND inspection.withdrawn_at IS NULL`),
    );
    return rows.map((row) => ({ ...row, graded: row.graded === 1 }));
  }

  async supersede(id: string, byId: string): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection
         SET superseded_by_id = ${byId}, status = 'superseded', version = version + 1
       WHERE inspection.id = ${id}`);
  }

  /** The inspection that took its place is not there any more. */
  async restore(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection
         SET superseded_by_id = NULL, status = 'published', version = version + 1
       WHERE inspection.id = ${id}`);
  }

  /** Gives inspections to another body: a service that has come onto the record in its own right. */
  async moveTo(organisationId: string, ids: readonly string[]): Promise<void> {
    await inChunks(ids, async (chunk) => {
      await this.db.run(sql`
        UPDATE inspection
           SET organisation_id = ${organisationId}, version = version + 1
         WHERE inspection.id IN (${list(chunk)})`);
      return [];
    });
  }

  async rewrite(
    id: string,
    { given, frameworkId, area }: Pick<PreparedInspection, 'given' | 'frameworkId' | 'area'>,
    edition: number,
  ): Promise<void> {
    const { judged, judgedDay } = judgedColumns(given);
    await this.db.run(sql`
      UPDATE inspection
         SET framework_id = ${frameworkId}, framework_inferred = ${Number(given.frameworkInferred ?? false)},
             area = ${area}, unit = ${given.unit ?? null}, type = ${given.type},
             started_on = ${whenText(given.startedOn)}, ended_on = ${whenText(given.endedOn)},
             published_on = ${whenText(given.publishedOn)}, received_on = ${whenText(given.receivedOn)},
             judged_on = ${judged}, judged_day = ${judgedDay},
             date_inferred = ${Number(given.dateInferred ?? false)}, overall_label = ${given.overallLabel ?? null},
             category_key = ${given.category ?? null}, headline = ${given.headline ?? null},
             quote = ${given.quote ?? null}, report_url = ${given.reportUrl ?? null}, edition = ${edition},
             version = version + 1
       WHERE inspection.id = ${id}`);
  }

  async addCorrection(correction: Omit<Correction, 'id'>): Promise<void> {
    await this.db.insert(Correction, [{ id: newId(), ...correction }]);
  }

  async judgementsOf(
    inspectionId: string,
  ): Promise<
    { area: string | null; areaText: string; unit: string | null; label: string | null; absence: string | null }[]
  > {
    return this.db.rows(sql`
      SELECT judgement.area_key AS area, judgement.area_text AS "areaText", judgement.unit, judgement.label,
             judgement.absence
        FROM judgement
       WHERE judgement.inspection_id = ${inspectionId}
       ORDER BY judgement.position`);
  }
}

export const newInspectionId = (): string => newId();

/** Finds the framework and the grades that a new inspection names. Throws on a name that the record does not have. */
export function prepareInspection(
  given: NewInspection,
  frameworks: FrameworkLookup,
  supersededById: string | null,
): PreparedInspection {
  const framework = given.framework === null ? null : frameworks.byKey.get(given.framework);
  if (framework === undefined) throw new Error(`There is no framework ${given.framework} on the record`);
  const overall = new Set(framework?.rules.areas.filter(({ isOverall }) => isOverall).map(({ key }) => key));
  const known = new Set(framework?.rules.areas.map(({ key }) => key));
  if (given.category && framework === null) throw new Error(`The category ${given.category} needs a framework`);
  return {
    given,
    frameworkId: framework?.id ?? null,
    area: given.area ?? framework?.episodeArea ?? null,
    supersededById,
    scaleKey: framework?.scaleKey ?? null,
    judgements: (given.judgements ?? []).map((judgement) => {
      if (judgement.area !== null && !known.has(judgement.area))
        throw new Error(`The framework ${given.framework} has no area ${judgement.area}`);
      if (judgement.unit && (judgement.area !== null || judgement.isOverall))
        throw new Error(`What is said of ${judgement.unit} alone is no judgement of the whole`);
      return preparedJudgement(judgement, {
        isOverall: judgement.isOverall ?? (judgement.area !== null && overall.has(judgement.area)),
        gradeId: gradeIdOf(judgement, framework?.scaleKey ?? null, frameworks),
      });
    }),
  };
}

function gradeIdOf(
  { grade, scale }: NewJudgement,
  ownScale: string | null,
  frameworks: FrameworkLookup,
): string | null {
  if (grade === null || grade === undefined) return null;
  const scaleKey = scale ?? ownScale;
  const id = scaleKey === null ? null : frameworks.gradeId(scaleKey, grade);
  if (id === null) throw new Error(`The scale ${scaleKey ?? '(none)'} has no grade ${grade}`);
  return id;
}

const preparedJudgement = (
  judgement: NewJudgement,
  { isOverall, gradeId }: { readonly isOverall: boolean; readonly gradeId: string | null },
): PreparedJudgement => ({
  areaKey: judgement.area,
  areaText: judgement.areaText,
  unit: judgement.unit ?? null,
  isOverall: Number(isOverall),
  gradeId,
  label: judgement.label ?? null,
  // A grade and a reason for having none are never kept together.
  absence: gradeId === null ? (judgement.absence ?? 'not_in_the_source') : null,
  limiting: Number(judgement.limiting ?? false),
  narrative: judgement.narrative ?? null,
});

const judgementRows = (inspectionId: string, judgements: readonly PreparedJudgement[], from: number) =>
  judgements.map((judgement, index) => ({
    id: newId(),
    inspectionId,
    position: from + index,
    ...judgement,
    version: 1,
  }));

const findingRows = (inspectionId: string, findings: readonly NewFinding[]) =>
  findings.map(({ area, text, kind, cause, status, dueOn }, position) => ({
    id: newId(),
    inspectionId,
    position,
    areaKey: area ?? null,
    text,
    kind,
    cause: cause ?? null,
    status: status ?? 'open',
    dueOn: dueOn ?? null,
    version: 1,
  }));

function judgedColumns(given: Pick<NewInspection, 'startedOn' | 'endedOn' | 'publishedOn'>) {
  const judged = judgedOn({
    startedOn: given.startedOn ?? null,
    endedOn: given.endedOn ?? null,
    publishedOn: given.publishedOn ?? null,
  });
  return { judged: whenText(judged), judgedDay: judged && periodMiddle(judged) };
}

function rowOf(
  kept: Inspection['kept'],
  { given, frameworkId, area, supersededById }: PreparedInspection,
  { id, ref }: Recorded,
): Inspection {
  const { judged, judgedDay } = judgedColumns(given);
  return {
    id,
    ref,
    organisationId: given.organisationId,
    frameworkId,
    frameworkInferred: Number(given.frameworkInferred ?? false),
    publishedFramework: given.publishedFramework ?? null,
    inspectorateName: given.inspectorateName,
    subject: given.subject,
    area,
    unit: given.unit ?? null,
    type: given.type,
    typeText: given.typeText ?? null,
    graded: Number(given.graded),
    startedOn: whenText(given.startedOn),
    endedOn: whenText(given.endedOn),
    publishedOn: whenText(given.publishedOn),
    receivedOn: whenText(given.receivedOn),
    judgedOn: judged,
    dateInferred: Number(given.dateInferred ?? false),
    judgedDay,
    overallLabel: given.overallLabel ?? null,
    categoryKey: given.category ?? null,
    headline: given.headline ?? null,
    quote: given.quote ?? null,
    reportUrl: given.reportUrl ?? null,
    reportText: null,
    setting: given.setting ?? null,
    status: supersededById === null ? 'published' : 'superseded',
    edition: 1,
    supersededById,
    importBatchId: given.importBatchId ?? null,
    amending: 0,
    known: knownColumns({
      knownOn: given.knownOn === undefined ? given.publishedOn : given.knownOn,
      verified: given.verified,
      inferred: given.inferred,
      note: given.note,
    }),
    kept,
  };
}
