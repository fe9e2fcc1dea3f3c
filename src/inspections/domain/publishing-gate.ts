import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type AssurerRefusal, accuracyProgress, assurerRefusal, type Moment } from './accuracy.js';
import { type InspectionState, isInConfidence, isOut, mayMove } from './inspection-state.js';
import type { InspectionWork } from './inspection-work.js';
import type { Relation } from './relation.js';

export type PublishRefusal =
  | AssurerRefusal
  | 'already-published'
  | 'not-in-accuracy-check'
  | 'points-open'
  | 'time-left'
  | 'ahead'
  | 'before-it-ended';

/** Whether the quality assurer may publish now, as of `publishedOn`. The first reason that stands in the way, or null. */
export function publishRefusal(
  work: InspectionWork,
  relation: Relation,
  { publishedOn, now }: { readonly publishedOn: CalendarDay | null; readonly now: Moment },
): PublishRefusal | null {
  const assurer = assurerRefusal(relation);
  if (assurer) return assurer;
  if (isOut(work.state)) return 'already-published';
  if (!mayMove(work.state, 'published')) return 'not-in-accuracy-check';
  const progress = accuracyProgress(work, now);
  if (progress !== 'settled') return progress;
  if (publishedOn === null) return null;
  if (publishedOn > now.day) return 'ahead';
  return publishedOn < (work.endedOn ?? work.startedOn) ? 'before-it-ended' : null;
}

export type WithdrawRefusal = 'not-the-lead' | 'two-people' | 'withdrawn-already';

/** Before publication the lead withdraws alone, and it never becomes public; afterwards it takes two people. */
export function withdrawRefusal(state: InspectionState, { part }: Relation): WithdrawRefusal | null {
  if (state === 'withdrawn') return 'withdrawn-already';
  if (isOut(state)) return 'two-people';
  return isInConfidence(state) && part === 'lead' ? null : 'not-the-lead';
}

/** What two people do to a published inspection: one asks, the other confirms. */
export const requestKinds = { correction: 'Correction', withdrawal: 'Withdrawal' } as const;
export type RequestKind = keyof typeof requestKinds;

export type RequestRefusal = 'not-published' | 'not-one-of-the-two' | 'same-person' | AssurerRefusal;

/** In which capacity somebody may take part in putting right or withdrawing what is published; null: in none. */
export function capacityFor(
  kind: RequestKind,
  relation: Relation,
): 'lead' | 'quality_assurer' | 'administrator' | null {
  if (relation.part === 'lead') return 'lead';
  if (kind === 'withdrawal') return relation.isAdministrator ? 'administrator' : null;
  return assurerRefusal(relation) === null ? 'quality_assurer' : null;
}

/** A correction is asked for by the lead. A withdrawal by the lead or an administrator. */
export function askRefusal(kind: RequestKind, state: InspectionState, relation: Relation): RequestRefusal | null {
  if (!isOut(state)) return 'not-published';
  const capacity = capacityFor(kind, relation);
  const mayAsk = kind === 'correction' ? capacity === 'lead' : capacity !== null;
  return mayAsk ? null : 'not-one-of-the-two';
}

/** Confirmed by the other of the two, who is never the one that asked, in person or in capacity. */
export function confirmRefusal(
  { kind, askedById, askedAs }: { readonly kind: RequestKind; readonly askedById: string; readonly askedAs: string },
  state: InspectionState,
  { accountId, relation }: { readonly accountId: string; readonly relation: Relation },
): RequestRefusal | null {
  if (!isOut(state)) return 'not-published';
  if (accountId === askedById) return 'same-person';
  const capacity = capacityFor(kind, relation);
  return capacity === null || capacity === askedAs ? 'not-one-of-the-two' : null;
}
