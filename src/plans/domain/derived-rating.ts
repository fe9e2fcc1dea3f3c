import { type CalendarDay, daysBetween, later } from '../../kernel/calendar-day.js';
import { type MilestoneState, owesEvidence, stateOn } from './milestone-state.js';
import { type OwnerRating, ownerRatings } from './milestone-words.js';

/** What the record itself says of a milestone, beside what its owner says (record B4). Neither overwrites the other. */
export const derivedRatings = {
  complete: 'Complete',
  impact_due: 'Complete, impact due',
  impact_overdue: 'Complete, impact overdue',
  cancelled: 'Cancelled',
  paused: 'Paused',
  off_track: 'Off track',
  no_recent_update: 'No recent update',
  at_risk: 'At risk',
  on_track: 'On track',
} as const;
export type DerivedRating = keyof typeof derivedRatings;

/** Another milestone for which this one waits. */
export type AwaitedFacts = {
  readonly ref: string;
  readonly state: MilestoneState;
  readonly evidenceOwedUntil: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly forecastDue: CalendarDay | null;
};

export type RatedFacts = {
  readonly state: MilestoneState;
  readonly evidenceOwedUntil: CalendarDay | null;
  readonly impactDue: CalendarDay | null;
  readonly startOn: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly forecastDue: CalendarDay | null;
  /** The day of the last update; null: nobody has given one. */
  readonly updatedOn: CalendarDay | null;
  readonly recordedOn: CalendarDay;
  /** How often the board has moved the date; mistakes put right within a day are none. */
  readonly moves: number;
  readonly awaits: readonly AwaitedFacts[];
};

/** The rating, and the rule that fired: `because` goes on after "The record says off track: ". */
export type Rated = { readonly rating: DerivedRating; readonly because: string };

const staleAfterDays = 45;
const lateForecastDays = 30;
const soonDays = 30;
const oftenMoved = 2;

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** What holds up a milestone: one that is past its date, or is expected only after this one is due. */
export const isHeldUpBy = (
  { currentDue }: Pick<RatedFacts, 'currentDue'>,
  awaited: AwaitedFacts,
  today: CalendarDay,
): boolean => {
  const state = stateOn(awaited, today);
  if (state === 'cancelled') return false;
  if (['action_complete', 'impact_shown', 'embedded'].includes(state) && !owesEvidence(awaited)) return false;
  return awaited.currentDue < today || (awaited.forecastDue ?? awaited.currentDue) > currentDue;
};

/**
 * The first rule that applies, in the order of record B4. Days are whole days. Without an update, days are counted
 * from when the milestone was written down or from when it is to start, whichever is later. Evidence that is owed
 * leaves a milestone open: the rules for open ones apply.
 */
export function rate(facts: RatedFacts, today: CalendarDay): Rated {
  const state = stateOn(facts, today);
  if (state === 'cancelled') return { rating: 'cancelled', because: 'it was cancelled' };
  if (state === 'impact_shown' || state === 'embedded') return { rating: 'complete', because: 'impact has been shown' };
  if (state === 'action_complete' && !owesEvidence(facts)) return rateComplete(facts, today);
  if (state === 'paused') return { rating: 'paused', because: 'the board paused it' };
  return rateOpen(facts, state, today);
}

function rateComplete({ impactDue }: RatedFacts, today: CalendarDay): Rated {
  if (impactDue === null) return { rating: 'complete', because: 'the action is complete' };
  return impactDue < today
    ? { rating: 'impact_overdue', because: `impact was to be shown ${days(daysBetween(impactDue, today))} ago` }
    : { rating: 'impact_due', because: 'the action is complete and impact is still to be shown' };
}

function rateOpen(facts: RatedFacts, state: MilestoneState, today: CalendarDay): Rated {
  const { currentDue, forecastDue, moves } = facts;
  if (currentDue < today) return { rating: 'off_track', because: 'the date has passed' };
  const expectedLate = forecastDue === null ? 0 : daysBetween(currentDue, forecastDue);
  if (expectedLate > lateForecastDays)
    return { rating: 'off_track', because: `it is expected ${days(expectedLate)} after its date` };
  const silent = daysBetween(lastHeardOn(facts), today);
  if (silent >= staleAfterDays)
    return { rating: 'no_recent_update', because: `nothing was reported for ${days(silent)}` };
  if (expectedLate > 0) return { rating: 'at_risk', because: `it is expected ${days(expectedLate)} after its date` };
  if (state === 'not_started' && daysBetween(today, currentDue) <= soonDays)
    return { rating: 'at_risk', because: 'it is due within 30 days and has not started' };
  if (moves >= oftenMoved) return { rating: 'at_risk', because: `its date has moved ${moves} times` };
  const late = facts.awaits.find((awaited) => isHeldUpBy(facts, awaited, today));
  if (late) return { rating: 'at_risk', because: `it waits for ${late.ref}, which is late` };
  return { rating: 'on_track', because: 'no rule says otherwise' };
}

const lastHeardOn = ({ updatedOn, recordedOn, startOn }: RatedFacts): CalendarDay =>
  updatedOn ?? (startOn ? later(recordedOn, startOn) : recordedOn);

const compared: readonly DerivedRating[] = ['on_track', 'at_risk', 'off_track', 'no_recent_update'];

/**
 * "Owner says on track. The record says off track: the date has passed." Null where both agree, where the owner has
 * said nothing, and where there is nothing left to rate.
 */
export function mismatchOf(owner: OwnerRating | null, { rating, because }: Rated): string | null {
  if (owner === null || rating === owner || !compared.includes(rating)) return null;
  const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
  return `Owner says ${lower(ownerRatings[owner])}. The record says ${lower(derivedRatings[rating])}: ${because}.`;
}
