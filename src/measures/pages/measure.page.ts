import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { asKnown, knownParameter } from '../../shell/as-known.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import type { Figure } from '../../shell/figure.js';
import { formatDay, formatPeriod, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Citation as Mark, SummaryList, SummaryRow } from '../../shell/parts.js';
import type { Table } from '../../shell/table.js';
import { measuredOf, readingOf } from '../data/measure-facts.js';
import type { MeasureConflictRow, MeasureEventRow, MeasureRow } from '../data/measure-pages.row.js';
import { drawnLimits, type DrawnLimits } from '../domain/drawn-limits.js';
import { earlyMovements, frequencies, measureRoles, measureStatuses, polarityWords } from '../domain/measure.js';
import { asSentence, sayAssurance, sayCount, sayNumber, sayValue, sayVariation } from '../domain/measure-words.js';
import type { Series } from '../domain/series.js';
import { eventKinds, eventsOf, figureOf, headlineOf, spanOf } from './measure-chart.page.js';
import { dipsOf } from './measure-dips.page.js';
import { knownDay, labelOf, Marks, type MeasurePageInput, seriesOf } from './measure-input.page.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { sinceTrigger } from './measure-since.page.js';
import { valueTable } from './measure-values.page.js';
import { historyPaths } from '../../overview/pages/history.paths.js';
import { measurePaths } from './measures.paths.js';

type Pin = { readonly number: number; readonly on: string; readonly kind: string; readonly link: Link };

type Conflict = {
  readonly topic: string;
  readonly why: string;
  readonly claims: readonly { readonly text: string; readonly isFirst: boolean; readonly marks: readonly Mark[] }[];
};

export type MeasurePage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly headline: string;
  readonly variation: string | null;
  readonly assurance: string | null;
  readonly note: string | null;
  readonly figure: Figure | null;
  readonly pins: readonly Pin[];
  /** How it stands since the newest failure of the body, in sentences. */
  readonly since: readonly string[];
  readonly lesson: Link;
  /** Dips that were written down beforehand, in words. */
  readonly dips: readonly string[];
  readonly values: Table;
  readonly about: SummaryList;
  readonly limits: SummaryList | null;
  readonly conflicts: readonly Conflict[];
  readonly organisation: Link;
};

const whenWords = (text: string): string => {
  const on = parsePeriod(text);
  return on ? formatPeriod(on) : text;
};

const disclosureWords = ({
  smallNumbers,
  threshold,
  suppressZero,
  roundTo,
  disclosureReason,
  kind,
}: MeasureRow): string => {
  const rule =
    smallNumbers === 1 && kind !== 'other'
      ? `Counts of people below ${threshold} are withheld${suppressZero === 1 ? ', and zeros too' : ''}.${roundTo === null ? '' : ` What is left is rounded to the nearest ${roundTo}.`}`
      : 'Nothing is withheld.';
  return [rule, disclosureReason ?? ''].filter(Boolean).join(' ');
};

function aboutRows(input: MeasurePageInput, marks: Marks): readonly SummaryRow[] {
  const { measure, parts } = input;
  const definitions = parts.filter(({ part }) => part === 'definition');
  const [newest, ...older] = definitions;
  const row = (label: string, text: string | null, more: Partial<SummaryRow> = {}): SummaryRow[] =>
    text === null ? [] : [{ label, text, ...more }];
  const reading = readingOf(measure);
  return [
    ...row('Organisation', measure.organisationName, {
      href: address(organisationPaths.show(measure.organisationSlug), { [knownParameter]: knownDay(input) }),
    }),
    ...row('Definition', newest?.text ?? 'None was published', {
      citations: marks.of(measure.id),
      note:
        [
          newest && newest.edition > 1 ? `Edition ${newest.edition}.` : '',
          newest?.numerator ? `Numerator: ${newest.numerator}.` : '',
          newest?.denominator ? `Denominator: ${newest.denominator}.` : '',
          newest && newest.edition > 1 && newest.startsOn ? `Counted so since ${whenWords(newest.startsOn)}.` : '',
          newest && newest.edition > 1 && newest.reason ? `Why it changed: ${asSentence(newest.reason)}` : '',
          ...older.map(({ edition, text }) => `Edition ${edition} said: ${text}`),
        ]
          .filter(Boolean)
          .join(' ') || null,
    }),
    ...row('Unit', measure.unit === '%' ? 'Per cent' : measure.unit),
    ...row('What it tells of', labelOf(measureRoles, measure.role)),
    ...row('Which way is better', polarityWords[reading.polarity], { note: measure.polarityNote }),
    ...row('Early movement', measure.earlyMovement === 'none' ? null : labelOf(earlyMovements, measure.earlyMovement)),
    ...row('How often', labelOf(frequencies, measure.frequency), {
      note: measure.lagDays === null ? null : `Numbers come ${plural(measure.lagDays, 'day')} after their period.`,
    }),
    ...row('Target', measure.target === null ? 'None is on the record' : sayValue(measure.target, measure.unit), {
      note:
        [measure.targetSource, measure.tolerance === null ? null : `within ${sayNumber(measure.tolerance)}`]
          .filter(Boolean)
          .join(', ') || null,
    }),
    ...row('Compared with', measure.comparator),
    ...row('Read it with', measure.pairName, {
      href: measure.pairRef === null ? null : measurePaths.show(measure.pairRef),
      note: 'Timeliness without quality says little.',
    }),
    ...row('Safety-critical', measure.safetyCritical === 1 ? 'Yes' : null, {
      note: 'A fall is never explained as an early dip.',
    }),
    ...row('Small numbers', disclosureWords(measure), { note: null }),
    ...row('Whose', measure.ownerPost),
    ...row('Status', measure.status === 'active' ? null : labelOf(measureStatuses, measure.status)),
    ...row('Reference', measure.ref),
  ];
}

/** Why a limit has no line on the chart. */
function openWords({ open }: DrawnLimits): string {
  if (open.length === 2) return 'Neither has a line on the chart: no number can lie beyond it.';
  return open.length === 0 ? '' : `The ${open[0]} one has no line on the chart: no number can lie beyond it.`;
}

/** How the limits came about, with the numbers to work it out again. */
function limitRows(series: Series, { measure, parts }: MeasurePageInput): SummaryList | null {
  const { current } = series;
  if (!current) return null;
  const say = (value: number): string => sayValue(value, measure.unit);
  const decided = parts.filter(({ part }) => part === 'baseline');
  const screened =
    current.rangesScreened > 0 ? ` ${plural(current.rangesScreened, 'range')} left out as a signal itself.` : '';
  return {
    rows: [
      {
        label: 'Limits',
        text: `${say(current.lower)} to ${say(current.upper)}`,
        note: [
          'Mean plus and minus 2.66 mean ranges.',
          current.kind === 'trial' ? 'Trial limits: they settle at 12 values.' : '',
          openWords(drawnLimits(current, measuredOf(measure, series))),
        ]
          .filter(Boolean)
          .join(' '),
      },
      { label: 'Mean', text: say(current.mean), note: `Of ${plural(current.count, 'value')}.` },
      {
        label: 'Mean range',
        text: say(current.meanRange),
        note: `From one value to the next. A range above ${say(current.upperRange)} is a jump.${screened}`,
      },
      ...decided.map(({ startsOn, endsOn, lockedOn, text, decisionRef }, index) => ({
        label: index === decided.length - 1 ? 'Baseline' : 'Baseline before',
        text: `${startsOn ? whenWords(startsOn) : ''} to ${endsOn ? whenWords(endsOn) : ''}`,
        note: [
          asSentence(text),
          lockedOn ? `Locked ${whenWords(lockedOn)}.` : '',
          decisionRef ? `Decision ${decisionRef}.` : '',
        ]
          .filter(Boolean)
          .join(' '),
      })),
    ],
  };
}

function conflictsOf(rows: readonly MeasureConflictRow[], marks: Marks): readonly Conflict[] {
  return [...new Set(rows.map(({ conflictId }) => conflictId))].flatMap((id) => {
    const own = rows.filter(({ conflictId }) => conflictId === id);
    const [first] = own;
    if (!first) return [];
    return [
      {
        topic: first.topic,
        why: first.why,
        claims: own.map(({ claimId, position, text }) => ({
          text,
          isFirst: position === first.shownFirst,
          marks: marks.of(claimId),
        })),
      },
    ];
  });
}

function hrefOf(event: MeasureEventRow, { organisationSlug }: MeasureRow): string {
  if (event.kind === 'event') return organisationPaths.fact(organisationSlug, event.id);
  if (event.kind === 'judgement') return inspectionPaths.show(event.ref);
  return event.kind === 'episode' ? episodePaths.show(event.ref) : organisationPaths.fact(organisationSlug, event.id);
}

/** One measure: what it says, what was happening, every number, and how it is made. */
export function measurePage(input: MeasurePageInput): MeasurePage {
  const { measure } = input;
  const day = knownDay(input);
  const series = seriesOf(input);
  const marks = new Marks(input.citations);
  const dips = day ? [] : dipsOf(input, series);
  const span = spanOf(series.entries);
  const events = span ? eventsOf(input, span) : [];
  const since = sinceTrigger(input, series);
  const figure = figureOf(input, series, { events, since });
  const values = valueTable(input, series, marks);
  const about = { rows: aboutRows(input, marks) };
  const conflicts = day ? [] : conflictsOf(input.conflicts, marks);
  const keep = (path: string): string => address(path, { [knownParameter]: day });
  return {
    title: `${measure.name}: ${measure.organisationName}`,
    description: `${measure.name}, ${measure.organisationName}: every number on the record, and what it says.`,
    breadcrumbs: [
      { text: 'Organisations', href: organisationPaths.index() },
      { text: measure.organisationName, href: keep(organisationPaths.show(measure.organisationSlug)) },
      { text: 'Measures', href: keep(organisationPaths.measures(measure.organisationSlug)) },
    ],
    historyHref: historyPaths.of('measure', measure.ref),
    lastChanged: input.recordedOn ? { on: formatDay(input.recordedOn) } : null,
    asKnown: asKnown(input.known, { path: measurePaths.show(measure.ref) }),
    caption: `${measure.organisationName}: ${labelOf(measureRoles, measure.role).toLowerCase()}`,
    heading: measure.name,
    headline: headlineOf(series, measure.unit),
    variation: series.count > 1 ? sayVariation(series) : series.count === 1 ? sayCount(1) : null,
    assurance: measure.target === null || series.count === 0 ? null : sayAssurance(series.assurance),
    note: day ? null : measure.note,
    figure,
    pins: figure
      ? events.map(({ number, on, event }) => ({
          number,
          on: formatPeriod(on),
          kind: eventKinds[event.kind],
          link: { text: event.text, href: keepFragment(hrefOf(event, measure), day) },
        }))
      : [],
    since: since.sentences,
    lesson: { text: 'How a dip is told from a decline', href: lessonPaths.show(7) },
    dips,
    values,
    about,
    limits: limitRows(series, input),
    conflicts,
    organisation: { text: measure.organisationName, href: keep(organisationPaths.measures(measure.organisationSlug)) },
    sources: marks.list(),
    sourcesNote: measure.origin === 'library' ? 'Compiled from public sources; not checked by the organisation.' : null,
  };
}

/** The day as known goes before the place on the page. */
function keepFragment(href: string, day: CalendarDay | null): string {
  const [path = href, fragment] = href.split('#');
  return `${address(path, { [knownParameter]: day })}${fragment ? `#${fragment}` : ''}`;
}
