import type { NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import { type InspectionWork, membersOf, type WorkJudgement } from './inspection-work.js';

/** Reasons that say that an area was not looked at: there is nothing that evidence could be of. */
const notLookedAt: readonly NotRatedReason[] = ['not_applicable', 'exempt', 'ungraded_by_design'];

export const needsEvidence = ({ absence }: Pick<WorkJudgement, 'absence'>): boolean =>
  absence === null || !notLookedAt.includes(absence);

export const evidenceOf = ({ evidence }: Pick<InspectionWork, 'evidence'>, area: string | null): number =>
  evidence.get(area ?? '') ?? 0;

export type GradeRefusal = 'no-evidence' | 'grade-and-reason' | 'neither';

/** What may be said of an area: a grade that rests on evidence, or a reason for giving none; never both. */
export function gradeRefusal(given: Pick<WorkJudgement, 'gradeId' | 'absence'>, evidence: number): GradeRefusal | null {
  if (given.gradeId !== null && given.absence !== null) return 'grade-and-reason';
  if (given.gradeId === null && given.absence === null) return 'neither';
  if (needsEvidence(given) && evidence === 0) return 'no-evidence';
  return null;
}

/** What an inspection still lacks before it can be provisional, or before it can be sent to the organisation. */
export type Missing =
  | { readonly kind: 'judgement' | 'evidence'; readonly area: string | null; readonly areaText: string }
  | { readonly kind: 'any-evidence' | 'note' | 'lead' | 'second-inspector' | 'summary' | 'report-text' | 'end' };

export const isDecided = ({ gradeId, absence }: Pick<WorkJudgement, 'gradeId' | 'absence'>): boolean =>
  gradeId !== null || absence !== null;

/**
 * What is missing before provisional: a grade or a reason for every area, evidence for every area that was looked at,
 * and the confirmation of the lead and one other inspector, of the judgements as they are now. An inspection that
 * grades nothing needs evidence, and a monitoring visit its note. `digest`: of `judgementsText` now.
 */
export function missingForProvisional(work: InspectionWork, digest: string): readonly Missing[] {
  return [...missingWork(work), ...missingConfirmations(work, digest)];
}

/** The same without the confirmations: what the team can see to before anybody confirms. */
export function missingWork(work: InspectionWork): readonly Missing[] {
  const missing: Missing[] = work.judgements.flatMap((judgement) => {
    const { area, areaText } = judgement;
    const lacks: Missing[] = isDecided(judgement) ? [] : [{ kind: 'judgement', area, areaText }];
    if (needsEvidence(judgement) && evidenceOf(work, area) === 0) lacks.push({ kind: 'evidence', area, areaText });
    return lacks;
  });
  const anyEvidence = [...work.evidence.values()].some((count) => count > 0);
  if (work.judgements.length === 0 && !anyEvidence) missing.push({ kind: 'any-evidence' });
  if (work.type === 'monitoring' && !work.hasNote) missing.push({ kind: 'note' });
  if (work.endedOn === null) missing.push({ kind: 'end' });
  return missing;
}

export function missingConfirmations(work: InspectionWork, digest: string): readonly Missing[] {
  const stands = (part: 'lead' | 'inspector'): boolean =>
    membersOf(work, part).some(({ confirmed }) => confirmed?.digest === digest);
  return [
    ...(stands('lead') ? [] : [{ kind: 'lead' } as const]),
    ...(stands('inspector') ? [] : [{ kind: 'second-inspector' } as const]),
  ];
}

/** What is missing before the organisation is asked to check: the words that it checks, and judgements still stood by. */
export const missingForAccuracy = (work: InspectionWork, digest: string): readonly Missing[] => [
  ...(work.summary ? [] : [{ kind: 'summary' } as const]),
  ...(work.reportText ? [] : [{ kind: 'report-text' } as const]),
  ...missingConfirmations(work, digest),
];
