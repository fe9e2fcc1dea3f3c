import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Result } from '../../kernel/result.js';
import type { KnownRefusal } from '../../shell/as-known.js';
import { cite, type CitedSource } from '../../shell/cited.js';
import { type Citation as Mark, Citations, type Source } from '../../shell/parts.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { baselinesOf, breaksOf, readingOf } from '../data/measure-facts.js';
import type { MeasureConflictRow, MeasureEventRow, MeasurePartRow, MeasureRow } from '../data/measure-pages.row.js';
import type { Scope } from '../domain/disclosure.js';
import { readSeries, type Series, type ValueFact, valuesKnownBy } from '../domain/series.js';

/** What the page of one measure, and its file, are made from. */
export type MeasurePageInput = {
  readonly measure: MeasureRow;
  readonly values: readonly ValueFact[];
  readonly parts: readonly MeasurePartRow[];
  readonly events: readonly MeasureEventRow[];
  readonly conflicts: readonly MeasureConflictRow[];
  readonly citations: ReadonlyMap<string, readonly CitedSource[]>;
  readonly known: Result<CalendarDay | null, KnownRefusal>;
  /** For whom the page is made: the people of the body see true numbers, and what is for them alone. */
  readonly scope: Scope;
  readonly today: CalendarDay;
  /** The latest day on which any of it was written down. */
  readonly recordedOn: CalendarDay | null;
};

export const labelOf = (labels: Readonly<Record<string, string>>, code: string): string => labels[code] ?? code;

/** Marks for records, numbered in the order in which the page prints them. */
export class Marks {
  readonly #numbered = new Citations();

  constructor(private readonly byRecord: MeasurePageInput['citations']) {}

  of(recordId: string): readonly Mark[] {
    return (this.byRecord.get(recordId) ?? []).map((source) =>
      cite(this.#numbered, source, sourcePaths.show(source.ref)),
    );
  }

  list(): readonly Source[] {
    return this.#numbered.list();
  }
}

/** The day as known that was asked for; null for today. */
export const knownDay = ({ known }: MeasurePageInput): CalendarDay | null => (known.ok ? known.value : null);

/** The numbers as the page reads them: what its reader may see, known by the day that was asked for. */
export function seriesOf(input: MeasurePageInput): Series {
  const day = knownDay(input);
  const values = day ? valuesKnownBy(input.values, day) : input.values;
  return readSeries(values, readingOf(input.measure), {
    scope: input.scope,
    baselines: baselinesOf(input.parts),
    breaks: breaksOf(input.parts),
  });
}
