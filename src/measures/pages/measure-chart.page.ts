import { addDays, type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period, periodEnd } from '../../kernel/period.js';
import { measureCharts, type MeasurePoint } from '../../shell/charts/measure-chart.js';
import type { Figure } from '../../shell/figure.js';
import { formatPeriod, plural } from '../../shell/format.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { measuredOf, readingOf } from '../data/measure-facts.js';
import type { MeasureEventRow } from '../data/measure-pages.row.js';
import { drawnLimits } from '../domain/drawn-limits.js';
import { polarityWords } from '../domain/measure.js';
import { meaningWords, sayEntry, sayNumber, saySignal, sayShort, sayVariation } from '../domain/measure-words.js';
import type { Entry, Series } from '../domain/series.js';
import { bandsOf, dipsReach, marksOfBreaks } from './measure-dips.page.js';
import type { SinceTrigger } from './measure-since.page.js';
import { knownDay, type MeasurePageInput } from './measure-input.page.js';

const dated = ({ entries }: Series): readonly Entry[] =>
  entries.filter(({ fact, shown }) => fact.on !== null && shown.is === 'number');

export const whenOf = (on: Period | null): string => (on ? formatPeriod(on) : 'Date not known');

/** "in 2018", "on 24 September 2010", "in April to June 2010". */
const inPeriod = (on: Period): string => `${on.precision === 'day' ? 'on' : 'in'} ${formatPeriod(on)}`;

/** The point of the page, as a sentence. */
export function headlineOf(series: Series, unit: string): string {
  const known = dated(series);
  const [first, last] = [known[0], known.at(-1)];
  if (!first?.fact.on || !last?.fact.on) {
    const [undated] = series.entries.filter(({ shown }) => shown.is === 'number');
    return undated
      ? `${sayEntry(undated, unit)}; nobody wrote down when.`
      : 'No number that can be shown is on the record.';
  }
  const end = `${sayEntry(last, unit)} ${inPeriod(last.fact.on)}`;
  if (known.length === 1) return `${capital(end)}. One value says nothing about a change.`;
  if (series.current) return `${capital(end)}.`;
  if (!isOneScale(series))
    return `${capital(end)}. The values are not on one scale, so nothing is said about a change.`;
  return `From ${sayEntry(first, unit)} ${inPeriod(first.fact.on)} to ${end}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether the first and the last number may be compared: no break of the scale lies between them. */
const isOneScale = (series: Series): boolean =>
  dated(series).every(({ fact }, index) => index === 0 || fact.flag !== 'b');

export const eventKinds: Readonly<Record<MeasureEventRow['kind'], string>> = {
  judgement: 'Judgement',
  intervention: 'Intervention',
  episode: 'Failure opened',
  event: 'Event',
};

type DatedEvent = { readonly event: MeasureEventRow; readonly on: Period; readonly number: number };

/** What happened while the numbers were counted, and was known by the day that was asked for. */
export function eventsOf(input: MeasurePageInput, { from, to }: Span): readonly DatedEvent[] {
  const day = knownDay(input);
  return input.events
    .flatMap((event) => {
      const on = parsePeriod(event.on);
      const knownOn = event.knownOn === null ? null : parsePeriod(event.knownOn);
      if (!on || on.start < from || periodEnd(on) > to || (day && !knownBy({ knownOn }, day))) return [];
      return [{ event, on }];
    })
    .map((one, index) => ({ ...one, number: index + 1 }));
}

type Span = { readonly from: CalendarDay; readonly to: CalendarDay };

/** The days that the chart shows: those of the numbers, and a little on both sides. */
export function spanOf(entries: readonly Entry[], reaches: CalendarDay | null = null): Span | null {
  const periods = entries.flatMap(({ fact }) => fact.on ?? []);
  const from = periods.map(({ start }) => start).toSorted()[0];
  const to = periods.map(periodEnd).toSorted().at(-1);
  if (!from || !to) return null;
  const room = Math.max(15, Math.round(daysBetween(from, to) * 0.05));
  const end = addDays(to, room);
  return { from: addDays(from, -room), to: reaches && reaches > end ? reaches : end };
}

function pointsOf({ entries }: Series, unit: string): readonly MeasurePoint[] {
  let before: string | null = null;
  return entries.flatMap((entry): MeasurePoint[] => {
    const { fact, shown, range, joined, point } = entry;
    if (!fact.on) return [];
    const [signal] = point?.signals ?? [];
    const meaning = point?.meaning ?? null;
    const isFirst = meaning !== before;
    before = meaning;
    const special =
      signal && point?.meaning
        ? { side: signal.side, meaning: point.meaning, word: isFirst ? meaningWords[point.meaning] : null }
        : null;
    const value = shown.is === 'number' ? shown.value : null;
    return [
      {
        on: fact.on,
        value,
        letter: shown.is === 'letter' ? shown.letter : null,
        low: range?.low ?? null,
        high: range?.high ?? null,
        joined,
        special,
        text: range
          ? `${sayNumber(range.low)}–${sayShort(range.high, unit)}`
          : value === null
            ? ''
            : sayShort(value, unit),
        title: `${formatPeriod(fact.on)}: ${sayEntry(entry, unit)}${signal ? `, ${saySignal(signal)}` : ''}`,
      },
    ];
  });
}

export function figureOf(
  input: MeasurePageInput,
  series: Series,
  { events, since }: { readonly events: readonly DatedEvent[]; readonly since: SinceTrigger },
): Figure | null {
  const { measure } = input;
  const span = spanOf(series.entries, knownDay(input) ? null : dipsReach(input));
  if (!span || dated(series).length < 2) return null;
  const { unit } = measure;
  const drawn = plural(dated(series).length, 'value');
  const ranges = series.entries.some(({ range }) => range !== null)
    ? ' A bar shows a range as it was printed; its middle is drawn.'
    : '';
  return {
    id: 'chart',
    headline: headlineOf(series, unit),
    subtitle: `${measure.name}, ${measure.organisationName}. ${polarityWords[readingOf(measure).polarity]}.${ranges}`,
    pictures: measureCharts(
      {
        ...span,
        points: pointsOf(series, unit),
        limits: series.limits.map(({ from, to, mean, kind, ...own }) => ({
          from,
          to,
          mean,
          ...drawnLimits(own, measuredOf(measure, series)),
          trial: kind === 'trial',
        })),
        target: measure.target,
        bands: knownDay(input) ? [] : bandsOf(input, span),
        breaks: marksOfBreaks(input, series),
        triggers: since.triggers.filter(({ on }) => on.start >= span.from && periodEnd(on) <= span.to),
        trough: since.trough,
        pins: events.map(({ on, number, event }) => ({
          on,
          number,
          title: `${formatPeriod(on)}: ${eventKinds[event.kind]}, ${event.text}`,
        })),
        say: (value) => sayShort(value, unit),
      },
      {
        id: 'chart',
        title: `${measure.name}, ${measure.organisationName}`,
        description: `${drawn} over time. ${headlineOf(series, unit)} ${sayVariation(series)}`.replaceAll(
          '\u00a0',
          ' ',
        ),
      },
    ),
    source: 'Every number stands in the table below, with its sources.',
  };
}
