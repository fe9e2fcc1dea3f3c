import type { EpisodeRun, SpanFact, StepFact } from '../../src/lessons/domain/episode-run.js';
import type { PlanAction } from '../../src/lessons/domain/plan-action.js';
import type { Limits, Reading, Signal, UsedFact } from '../../src/lessons/domain/signal.js';
import { addDays, day, isCalendarDay } from '../../src/kernel/calendar-day.js';
import { period, type Period } from '../../src/kernel/period.js';

/** What a signal is read with in tests: the board's reading of the record on 1 June 2026, unless told. */
export const aReading = (more: Partial<Reading> = {}): Reading => ({
  asOf: day('2026-06-01'),
  mode: 'recorded',
  scope: 'board',
  ...more,
});

export const on = (text: string | null): Period | null => (text === null ? null : period(text));

/** A fact whose label is its id. `date`: as exactly as it is known. */
export const used = (id: string, date: string | null = null, kind = 'record'): UsedFact => ({
  kind,
  id,
  ref: null,
  label: id,
  on: on(date),
});

export const span = (id: string, from: string | null, to: string | null = null, kind = 'peer_support'): SpanFact => ({
  fact: used(id, from, kind),
  from: on(from),
  to: on(to),
});

export const step = (
  id: string,
  level: StepFact['level'],
  from: string | null,
  to: string | null = null,
  plannedEnds: readonly (readonly [announced: string | null, plannedEnd: string])[] = [],
): StepFact => ({
  ...span(id, from, to, 'intervention'),
  level,
  plannedEnds: plannedEnds.map(([announced, plannedEnd]) => ({
    announcedOn: on(announced),
    plannedEndOn: period(plannedEnd),
    note: null,
  })),
});

/** A council’s failure that was judged on 1 June 2024, and nothing else on the record. */
export const aRun = (more: Partial<EpisodeRun> = {}): EpisodeRun => ({
  id: 'episode',
  ref: 'EP-0001',
  organisationId: 'council',
  bodies: ['council'],
  area: 'children',
  unit: null,
  trigger: used('trigger', '2024-06-01', 'inspection'),
  notFailing: null,
  recovered: null,
  ended: null,
  warnings: [],
  peers: [],
  steps: [],
  wentOn: [],
  earlierOver: null,
  ...more,
});

/** The limits that the product comes with. */
export const firstLimits = ({ limits }: Pick<Signal<never>, 'limits'>): Limits =>
  Object.fromEntries(limits.map(({ name, initial }) => [name, initial]));

/**
 * The same facts with every exact day moved by so many days, wherever it stands. Days alone: a month moved by days is no
 * month, so facts for this are dated to the day.
 */
export function moved<Facts>(facts: Facts, days: number): Facts {
  const move = (value: unknown): unknown => {
    if (isCalendarDay(value)) return addDays(value, days);
    if (Array.isArray(value)) return value.map(move);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, move(held)]));
  };
  return move(facts) as Facts;
}

/** An action of a plan: on the record since 1 January 2024, with an owner, in the states given, each with its day. */
export const action = (
  id: string,
  states: readonly (readonly [day: string, to: PlanAction['changes'][number]['to']])[] = [],
  more: Partial<PlanAction> = {},
): PlanAction => ({
  fact: used(id, null, 'milestone'),
  hasOwner: true,
  horizon: 'improve',
  since: day('2024-01-01'),
  changes: states.map(([date, to]) => ({ on: day(date), to })),
  ...more,
});
