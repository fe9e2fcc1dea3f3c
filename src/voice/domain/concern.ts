import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { addWorkingDays, type WorkingCalendar } from '../../office/domain/working-days.js';

/** What a concern is about. */
export const concernThemes = [
  'safety',
  'quality_of_practice',
  'workload',
  'bullying_or_behaviour',
  'data_or_records',
  'money',
  'leadership',
  'other',
] as const;
export type ConcernTheme = (typeof concernThemes)[number];

/** How it came. `online` is the form of this service; the others are written down by the speak-up lead. */
export const concernRoutes = ['online', 'in_person', 'telephone', 'letter', 'other'] as const;
export type ConcernRoute = (typeof concernRoutes)[number];

/**
 * Raised → acknowledged → being looked into → outcome shared → closed. What was answered or closed may be reopened, and
 * is then looked into again.
 */
const next = {
  raised: ['acknowledged'],
  acknowledged: ['looked_into'],
  looked_into: ['outcome_shared'],
  outcome_shared: ['closed', 'reopened'],
  closed: ['reopened'],
  reopened: ['looked_into', 'outcome_shared'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ConcernState = keyof typeof next;

/** What a concern can become: nothing goes back to its beginning. */
export type StepState = Exclude<ConcernState, 'raised'>;
export const concernStates = Object.keys(next) as readonly ConcernState[];

/** What may follow, in the order in which a page offers it. */
export const stepsFrom = (state: ConcernState): readonly ConcernState[] => next[state];

/** Nobody waits for anything. */
export const isSettled = (state: ConcernState): boolean => state === 'closed';

const daysToAcknowledge = 2;

/** The last working day on which it is acknowledged in time: the second after the day on which it was raised. */
export const acknowledgeBy = (raisedOn: CalendarDay, calendar: WorkingCalendar): CalendarDay =>
  addWorkingDays(raisedOn, daysToAcknowledge, calendar);

export type StepRefusal = 'no-such-step' | 'needs-outcome' | 'needs-reason';

export type ConcernDays = {
  readonly acknowledgedOn: CalendarDay | null;
  readonly outcomeSharedOn: CalendarDay | null;
  readonly closedOn: CalendarDay | null;
  readonly outcome: string | null;
};

/**
 * A concern after a step. The days of the first acknowledgement and of the first outcome stay when it is reopened: they
 * are what staff were told, and when. `words`: the outcome as whoever raised it reads it, or why it is reopened.
 */
export function takeStep(
  concern: ConcernDays & { readonly state: ConcernState },
  { to, words, today }: { readonly to: ConcernState; readonly words: string | null; readonly today: CalendarDay },
): Result<ConcernDays & { readonly state: StepState }, StepRefusal> {
  if (to === 'raised' || !stepsFrom(concern.state).includes(to)) return refused('no-such-step');
  if (to === 'outcome_shared' && words === null) return refused('needs-outcome');
  if (to === 'reopened' && words === null) return refused('needs-reason');
  return ok({
    state: to,
    acknowledgedOn: to === 'acknowledged' ? today : concern.acknowledgedOn,
    outcomeSharedOn: to === 'outcome_shared' ? (concern.outcomeSharedOn ?? today) : concern.outcomeSharedOn,
    closedOn: to === 'closed' ? today : to === 'reopened' ? null : concern.closedOn,
    outcome: to === 'outcome_shared' ? words : concern.outcome,
  });
}
