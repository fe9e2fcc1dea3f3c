import type { NewInspection } from '../domain/new-inspection.js';
import type { SealedContent } from '../domain/seal.js';
import type { Inspection, Judgement } from './inspection.entity.js';

/** A new inspection whose framework, area and grades have been found. */
export type PreparedInspection = Pick<Inspection, 'frameworkId' | 'area'> & {
  readonly given: NewInspection;
  readonly supersededById: string | null;
  /** The scale of its framework, on which a grade stands that names no other. */
  readonly scaleKey: string | null;
  readonly judgements: readonly PreparedJudgement[];
};
export type PreparedJudgement = Pick<
  Judgement,
  'areaKey' | 'areaText' | 'unit' | 'isOverall' | 'gradeId' | 'label' | 'absence' | 'limiting' | 'narrative'
>;

/**
 * What a new inspection says, from what was just written of it: the same that `SealsQueries.contents` would read, which
 * a spec holds it to. An import seals tens of thousands, and reading all of them back takes longer than writing them.
 */
export function newContent(row: Inspection, { given, judgements, scaleKey }: PreparedInspection): SealedContent {
  const { findings = [], monitoringNote: note } = given;
  return {
    id: row.id,
    ref: row.ref,
    organisationId: row.organisationId,
    framework: given.framework,
    frameworkInferred: row.frameworkInferred,
    inspectorateName: row.inspectorateName,
    subject: row.subject,
    area: row.area,
    unit: row.unit,
    type: row.type,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    publishedOn: row.publishedOn,
    receivedOn: row.receivedOn,
    judgedOn: row.judgedOn,
    dateInferred: row.dateInferred,
    overallLabel: row.overallLabel,
    category: row.categoryKey,
    headline: row.headline,
    reportText: row.reportText,
    quote: row.quote,
    reportUrl: row.reportUrl,
    visibility: row.kept.visibility,
    withdrawnAt: row.kept.withdrawnAt,
    withdrawnReason: row.kept.withdrawnReason,
    edition: row.edition,
    judgements: judgements.map(
      ({ areaKey, areaText, unit, isOverall, gradeId, label, absence, limiting, narrative }, index) => {
        const told = given.judgements?.[index];
        return {
          area: areaKey,
          areaText,
          unit,
          isOverall,
          scale: gradeId === null ? null : (told?.scale ?? scaleKey),
          grade: gradeId === null ? null : (told?.grade ?? null),
          label,
          absence,
          limiting,
          narrative,
        };
      },
    ),
    findings: findings.map(({ area, text, kind, cause }) => ({ area: area ?? null, text, kind, cause: cause ?? null })),
    note: note
      ? {
          improved: note.improved ?? null,
          notImproved: note.notImproved ?? null,
          pace: note.pace ?? null,
          next: note.next ?? null,
        }
      : null,
  };
}
