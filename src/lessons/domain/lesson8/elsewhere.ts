import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { periodEnd } from '../../../kernel/period.js';
import type { Lesson3Facts } from '../lesson3/facts.js';
import type { Lesson5Facts } from '../lesson5/facts.js';
import type { Lesson7Facts } from '../lesson7/facts.js';
import { yearBefore } from '../readable.js';
import type { WatchedElsewhere } from './facts.js';

type Facts = {
  readonly three: Pick<Lesson3Facts, 'checks' | 'record'> | null;
  readonly five: Pick<Lesson5Facts, 'quarters'> | null;
  readonly seven: Pick<Lesson7Facts, 'measures'> | null;
};

/** What the other lessons were read from and the watch for relapse asks of too, so that nothing is fetched twice. */
export const elsewhereFrom = ({ three, five, seven }: Facts, asOf: CalendarDay): WatchedElsewhere => ({
  outside: three && outsideOf(three, asOf),
  quarters: five && five.quarters.length > 0 ? five.quarters : null,
  outcomes: seven && outcomesOf(seven),
});

/** A record that nobody keeps tells of no look from outside: something of the last year must be on it. */
function outsideOf({ checks, record }: NonNullable<Facts['three']>, asOf: CalendarDay): WatchedElsewhere['outside'] {
  return record && periodEnd(record.upTo) >= yearBefore(asOf) ? { checks, from: record.from } : null;
}

/** Outcome measures that are held against limits, each with the periods in which it was worse beyond chance. */
const outcomesOf = ({ measures }: NonNullable<Facts['seven']>): WatchedElsewhere['outcomes'] =>
  measures
    .filter(({ role, charted }) => role === 'outcome' && charted.length > 0)
    .map(({ fact, charted }) => ({
      fact,
      worseOn: charted.filter(({ meaning }) => meaning === 'concern').map(({ on }) => on),
    }));
