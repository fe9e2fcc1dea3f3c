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
  // By the alphabet, as it is sealed: then nothing has to be put in order.
  return {
    area: row.area,
    category: row.categoryKey,
    dateInferred: row.dateInferred,
    edition: row.edition,
    endedOn: row.endedOn,
    findings: findings.map(({ area, text, kind, cause }) => ({ area: area ?? null, cause: cause ?? null, kind, text })),
    framework: given.framework,
    frameworkInferred: row.frameworkInferred,
    headline: row.headline,
    id: row.id,
    inspectorateName: row.inspectorateName,
    judgedOn: row.judgedOn,
    judgements: judgements.map(
      ({ areaKey, areaText, unit, isOverall, gradeId, label, absence, limiting, narrative }, index) => {
        const told = given.judgements?.[index];
        return {
          absence,
          area: areaKey,
          areaText,
          grade: gradeId === null ? null : (told?.grade ?? null),
          isOverall,
          label,
          limiting,
          narrative,
          scale: gradeId === null ? null : (told?.scale ?? scaleKey),
          unit,
        };
      },
    ),
    note: note
      ? {
          improved: note.improved ?? null,
          next: note.next ?? null,
          notImproved: note.notImproved ?? null,
          pace: note.pace ?? null,
        }
      : null,
    organisationId: row.organisationId,
    overallLabel: row.overallLabel,
    publishedOn: row.publishedOn,
    quote: row.quote,
    receivedOn: row.receivedOn,
    ref: row.ref,
    reportText: row.reportText,
    reportUrl: row.reportUrl,
    startedOn: row.startedOn,
    subject: row.subject,
    type: row.type,
    unit: row.unit,
    visibility: row.kept.visibility,
    withdrawnAt: row.kept.withdrawnAt,
    withdrawnReason: row.kept.withdrawnReason,
  };
}
