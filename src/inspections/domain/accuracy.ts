import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { InspectionState } from './inspection-state.js';
import { type InspectionWork, membersOf } from './inspection-work.js';
import type { Relation } from './relation.js';

/** Working days that an organisation has where its framework names no other number. */
export const usualAccuracyDays = 10;

/** What the framework gives the organisation: its deadline from the draft report, where its reference file has one. */
export const accuracyDaysOf = (
  deadlines: readonly { readonly value: number; readonly unit: string; readonly from: string }[],
): number =>
  deadlines.find(({ unit, from }) => unit === 'working days' && from === 'draft report')?.value ?? usualAccuracyDays;

/** On the last day points are taken until five in the afternoon. */
const closingHour = 17;

export const pointSections = {
  a: 'A: a mistake of wording, spelling or number',
  b: 'B: a fact behind a judgement',
  c: 'C: something that was left out',
} as const;
export type PointSection = keyof typeof pointSections;

export const pointDecisions = {
  accepted: 'Accepted',
  partly: 'Partly accepted',
  not_accepted: 'Not accepted',
} as const;
export type PointDecision = keyof typeof pointDecisions;

/** A moment in the United Kingdom, as far as a deadline needs it. */
export type Moment = { readonly day: CalendarDay; readonly hour: number };

export const isClosed = (dueOn: CalendarDay, { day, hour }: Moment): boolean =>
  day > dueOn || (day === dueOn && hour >= closingHour);

export type RaiseRefusal = 'not-a-contact' | 'not-in-accuracy-check' | 'after-the-deadline';

/** Whether a point may be sent now: by a named contact, in the accuracy check, until five on its last day. */
export function raiseRefusal(
  { state, accuracyDueOn }: Pick<InspectionWork, 'state' | 'accuracyDueOn'>,
  relation: Relation,
  now: Moment,
): RaiseRefusal | null {
  if (relation.part !== 'contact') return 'not-a-contact';
  if (state !== 'accuracy_check' || accuracyDueOn === null) return 'not-in-accuracy-check';
  return isClosed(accuracyDueOn, now) ? 'after-the-deadline' : null;
}

export type AssurerRefusal = 'led-it' | 'was-on-the-visit' | 'not-an-inspector-here';

/** Whether somebody checks from outside: an inspector of the same inspectorate who neither led nor was on the visit. */
export function assurerRefusal({ part, onVisit, isInspectorHere }: Relation): AssurerRefusal | null {
  if (part === 'lead') return 'led-it';
  if (onVisit || part === 'inspector') return 'was-on-the-visit';
  return isInspectorHere && part === 'quality_assurer' ? null : 'not-an-inspector-here';
}

export type DecideRefusal = AssurerRefusal | 'not-in-accuracy-check' | 'no-reason' | 'nothing-chosen';

export function decideRefusal(
  state: InspectionState,
  relation: Relation,
  { decision, reason }: { readonly decision: PointDecision | null; readonly reason: string },
): DecideRefusal | null {
  const assurer = assurerRefusal(relation);
  if (assurer) return assurer;
  if (state !== 'accuracy_check') return 'not-in-accuracy-check';
  if (decision === null) return 'nothing-chosen';
  return reason.trim() === '' ? 'no-reason' : null;
}

/** Whether every contact said that there is nothing more to send; never when nobody could say so. */
export function contactsAreDone(work: Pick<InspectionWork, 'members'>): boolean {
  const contacts = membersOf(work, 'contact');
  return contacts.length > 0 && contacts.every(({ doneAt }) => doneAt !== null);
}

export type AccuracyProgress = 'points-open' | 'time-left' | 'settled';

/**
 * How far the check is. Points that came are all decided before anything else. Then it is settled when the time is up,
 * when every contact has said that nothing more will come, or when points came and all of them are decided; an
 * organisation that has sent nothing since it was asked keeps its time.
 */
export function accuracyProgress(
  work: Pick<InspectionWork, 'accuracySentOn' | 'accuracyDueOn' | 'members' | 'points'>,
  now: Moment,
): AccuracyProgress {
  if (work.points.some(({ isDecided }) => !isDecided)) return 'points-open';
  const isOver = work.accuracyDueOn !== null && isClosed(work.accuracyDueOn, now);
  const sentOn = work.accuracySentOn;
  const hasPoints = sentOn !== null && work.points.some(({ raisedOn }) => raisedOn >= sentOn);
  return isOver || hasPoints || contactsAreDone(work) ? 'settled' : 'time-left';
}
