import * as fc from 'fast-check';
import { addDays, type CalendarDay } from '../../src/kernel/calendar-day.js';
import { type Period, periodEnd } from '../../src/kernel/period.js';
import { isReadable } from '../../src/lessons/domain/readable.js';
import type { Reading, Signal, SignalOutcome } from '../../src/lessons/domain/signal.js';
import { aReading, firstLimits, moved } from './signal-facts.js';

/** A signal with the limits that the product comes with, read by the board on 1 June 2026 unless told. */
export const reader =
  <Facts>(signal: Signal<Facts>, nothing: Facts) =>
  (facts: Partial<Facts>, reading: Partial<Reading> = {}): SignalOutcome =>
    signal.read({ ...nothing, ...facts }, aReading(reading), firstLimits(signal));

const withoutDates = ({ result, value, uncertainty, n, missing, used }: SignalOutcome) => ({
  result,
  value,
  uncertainty,
  n,
  missing: missing.length,
  used: used.map(({ id }) => id),
});

/** That a signal says the same of facts that are all dated so many days earlier or later. */
export function isMovedByNoDays<Facts>(signal: Signal<Facts>, facts: Facts, asOf: CalendarDay): void {
  const limits = firstLimits(signal);
  const before = signal.read(facts, aReading({ asOf }), limits);
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
      const after = signal.read(moved(facts, days), aReading({ asOf: addDays(asOf, days) }), limits);
      expect(withoutDates(after)).toEqual(withoutDates(before));
    }),
    { numRuns: 60 },
  );
}

/** That a signal says the same, to the letter, with facts that are not its business. */
export function isChangedByNone<Facts>(
  signal: Signal<Facts>,
  facts: Facts,
  { asOf, more }: { readonly asOf: CalendarDay; readonly more: fc.Arbitrary<Partial<Facts>> },
): void {
  const limits = firstLimits(signal);
  const before = signal.read(facts, aReading({ asOf }), limits);
  fc.assert(
    fc.property(more, (others) => {
      const together = Object.fromEntries(
        Object.entries(facts as Record<string, unknown>).map(([name, held]) => {
          const added = (others as Record<string, unknown>)[name];
          return [name, Array.isArray(held) && Array.isArray(added) ? [...held, ...added] : (added ?? held)];
        }),
      ) as Facts;
      expect(signal.read(together, aReading({ asOf }), limits)).toEqual(before);
    }),
    { numRuns: 60 },
  );
}

/** What a reading may use of facts that became known later than they happened; each was recorded when it was known. */
export const readable = <Fact>(
  facts: readonly { readonly fact: Fact; readonly on: Period; readonly knownOn: Period }[],
  reading: Partial<Reading>,
): readonly Fact[] =>
  facts
    .filter(({ on, knownOn }) =>
      isReadable(
        {
          on,
          knownOn,
          recordedAt: `${periodEnd(knownOn)}T09:00:00.000Z`,
          publishedAt: null,
          withdrawnAt: null,
          visibility: 'board',
        },
        aReading(reading),
      ),
    )
    .map(({ fact }) => fact);
