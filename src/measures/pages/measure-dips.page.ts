import { addMonths, type CalendarDay, earlier, parseCalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import type { MeasureBand, MeasureBreak } from '../../shell/charts/measure-chart.js';
import { formatDay, plural } from '../../shell/format.js';
import { readingOf } from '../data/measure-facts.js';
import { dipEnds, isBeyondDip } from '../domain/expected-dip.js';
import { asSentence, sayValue } from '../domain/measure-words.js';
import type { Series } from '../domain/series.js';
import { periodWords } from './entry-words.page.js';
import type { MeasurePageInput } from './measure-input.page.js';

type Dip = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly months: number;
  readonly limit: number;
  readonly reason: string;
  readonly decisionRef: string | null;
};

const dipsIn = ({ parts }: MeasurePageInput): readonly Dip[] =>
  parts.flatMap(({ part, startsOn, months, limitValue, text, decisionRef }) => {
    const from = parseCalendarDay(startsOn ?? '');
    if (part !== 'dip' || !from || months === null || limitValue === null) return [];
    return [{ from, to: dipEnds(from, months), months, limit: limitValue, reason: text, decisionRef }];
  });

/** A few months of a dip are drawn even where its numbers are still to come. */
const drawnAhead = 3;

/** How far the chart reaches for the dips that were written down. */
export function dipsReach(input: MeasurePageInput): CalendarDay | null {
  const ends = dipsIn(input).map(({ from, to }) => earlier(to, addMonths(from, drawnAhead)));
  return ends.toSorted().at(-1) ?? null;
}

const notBeyond = (input: MeasurePageInput, { limit }: Dip): string =>
  `not ${readingOf(input.measure).polarity === 'lower' ? 'above' : 'below'} ${sayValue(limit, input.measure.unit)}`;

export const bandsOf = (input: MeasurePageInput, span: { readonly to: CalendarDay }): readonly MeasureBand[] =>
  dipsIn(input).map((dip) => ({
    from: dip.from,
    to: earlier(dip.to, span.to),
    limit: dip.limit,
    text: `Dip written down in advance: up to ${plural(dip.months, 'month')}, ${notBeyond(input, dip)}`,
  }));

/** What was written down beforehand, and how it went, in words beside the chart. */
export function dipsOf(input: MeasurePageInput, { entries }: Series): readonly string[] {
  const { polarity } = readingOf(input.measure);
  return dipsIn(input).map((dip) => {
    const within = entries.filter(({ fact, shown }) => {
      const on = fact.on;
      return on !== null && on.start >= dip.from && on.start <= dip.to && shown.is === 'number';
    });
    const beyond = within.find(({ shown }) => shown.is === 'number' && isBeyondDip(shown.value, dip.limit, polarity));
    const went =
      within.length === 0
        ? 'No number since then.'
        : beyond?.fact.on
          ? `It went beyond the limit in ${periodWords(beyond.fact.on)}: this is more than was expected.`
          : 'It has stayed within the limit.';
    return [
      `Written down on ${formatDay(dip.from)}: a dip of up to ${plural(dip.months, 'month')} is expected, ${notBeyond(input, dip)}.`,
      `Why: ${asSentence(dip.reason)}`,
      dip.decisionRef ? `Decision ${dip.decisionRef}.` : '',
      went,
    ]
      .filter(Boolean)
      .join(' ');
  });
}

/** Where the definition changed, or somebody marked that the scale did. */
export function marksOfBreaks({ parts }: MeasurePageInput, { entries }: Series): readonly MeasureBreak[] {
  const changed = parts.flatMap(({ part, edition, startsOn }): MeasureBreak[] => {
    const on = part === 'definition' && edition > 1 && startsOn ? parsePeriod(startsOn) : null;
    return on ? [{ on, title: `The definition changed: edition ${edition}` }] : [];
  });
  const flagged = entries.flatMap(({ fact, joined }): MeasureBreak[] =>
    fact.flag === 'b' && fact.on && !joined ? [{ on: fact.on, title: 'The scale changed' }] : [],
  );
  return [...changed, ...flagged];
}
