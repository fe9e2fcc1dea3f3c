import { type CalendarDay, dayOf, earlier, partsOf } from '../../kernel/calendar-day.js';
import { byPeriod, parsePeriod, type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import type { Band } from '../../inspections/domain/grade-scale.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';

export type LifeLineRowKind = 'judgement' | 'episode' | 'intervention' | 'planned-end' | 'support' | 'warning' | 'post';

/**
 * One fact of a life line as it is read, whatever its kind:
 *
 * | kind | startsOn | endsOn | code | label | detail | level | flag |
 * |--|--|--|--|--|--|--|--|
 * | judgement, one row a headline | judged on | – | band of the headline | its published word | who judged | – | an area was found failing |
 * | episode | trigger | end | how it ended | title | id of the episode that it relapsed from | – | a relapse |
 * | intervention | start | end | – | what it is called | by whom | 0–5 | – |
 * | planned-end, one row an announcement | announced on | planned end | – | – | – | – | – |
 * | support | start | end | – | by whom | id of the intervention that records the same | – | – |
 * | warning | on | – | kind | – | – | – | – |
 * | post | start | end | post | – | – | – | interim |
 */
export type LifeLineRow = {
  /** Whose line it belongs to: the body that was asked for, not always the one that the fact is about. */
  readonly organisationId: string;
  readonly kind: LifeLineRowKind;
  readonly recordId: string;
  readonly position: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly detail: string | null;
  readonly unit: string | null;
  readonly area: string | null;
  readonly frameworkKey: string | null;
  readonly frameworkTitle: string | null;
  readonly level: number | null;
  readonly flag: number;
  readonly knownOn: string | null;
  readonly watchUntil: string | null;
};

type Level = 0 | 1 | 2 | 3 | 4 | 5;
type EpisodeEnd = 'not-failing' | 'recovered' | 'closed' | 'open';
type Point = { readonly on: Period; readonly label: string };

/** What a life line is drawn from. */
export type LifeLineOf = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly episodes: readonly {
    readonly start: Period;
    readonly end: Period | null;
    readonly endKind: EpisodeEnd;
    readonly label: string;
    readonly relapse: boolean;
    /** Of a relapse: the end of the failure before it, where that is among these. */
    readonly heldFrom: Period | null;
    /** No more exact than the end that it is counted from; null while open, and once the relapse has come. */
    readonly watchUntil: Period | null;
  }[];
  readonly judgements: readonly {
    readonly on: Period;
    readonly band: Band;
    readonly label: string;
    readonly short: string;
    readonly serious: boolean;
  }[];
  readonly interventions: readonly {
    readonly start: Period;
    readonly end: Period | null;
    /** The record has no end for it, and the failure that it belongs to is over. */
    readonly endUnknown: boolean;
    readonly plannedEnd: Period | null;
    readonly level: Level;
    readonly label: string;
  }[];
  readonly support: readonly {
    readonly start: Period;
    readonly end: Period | null;
    readonly endUnknown: boolean;
    readonly label: string;
  }[];
  readonly warnings: readonly Point[];
  readonly posts: readonly Point[];
  readonly reviews: readonly Point[];
  readonly frameworkChanges: readonly Point[];
};

export type LifeLineScale = {
  readonly from: CalendarDay;
  /** Today, or the day as known. */
  readonly to: CalendarDay;
  /** Leaves out what was not known on that day; with hindsight when absent. */
  readonly knownBy?: CalendarDay | null;
};

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

const spoken = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

const only = (rows: readonly LifeLineRow[], kind: LifeLineRowKind): readonly LifeLineRow[] =>
  rows.filter((row) => row.kind === kind);

/** What happened after the day as known had not happened yet. */
const endBy = (text: string | null, to: CalendarDay): Period | null => {
  const end = read(text);
  return end && end.start <= to ? end : null;
};

const bandsWorstFirst: readonly Band[] = ['failing', 'below', 'meeting', 'exceeding', 'none'];

const worstFirst = (a: LifeLineRow, b: LifeLineRow): number =>
  bandsWorstFirst.indexOf((a.code ?? 'none') as Band) - bandsWorstFirst.indexOf((b.code ?? 'none') as Band) ||
  a.position - b.position;

/**
 * One mark for an inspection. Its band is that of the published headline; of two headlines the lower, with both words
 * in the label. Without a headline there is no band: one is never made from the areas. A failing area is marked.
 */
function judgementOf(headlines: readonly LifeLineRow[]): LifeLineOf['judgements'][number] | null {
  const [first, ...others] = headlines.toSorted(worstFirst);
  const on = read(first?.startsOn ?? null);
  if (!first || !on) return null;
  const band = (first.code ?? 'none') as Band;
  const short = first.label ?? 'no overall';
  const words = [short, ...others.flatMap(({ label }) => label ?? [])].join(' and ');
  const who = [first.detail, first.unit].filter(Boolean).join(', ');
  return { on, band, short, label: who ? `${who}: ${words}` : words, serious: first.flag === 1 && band !== 'failing' };
}

function byRecord(rows: readonly LifeLineRow[]): readonly (readonly LifeLineRow[])[] {
  const records = new Map<string, LifeLineRow[]>();
  for (const row of rows) records.set(row.recordId, [...(records.get(row.recordId) ?? []), row]);
  return [...records.values()];
}

/** Each fact once, though two bodies of one line may both have it. */
function once(rows: readonly LifeLineRow[]): readonly LifeLineRow[] {
  const seen = new Map(rows.map((row) => [`${row.kind} ${row.recordId} ${row.position}`, row]));
  return [...seen.values()];
}

/** Where a judgement was made under another framework than the one before it, of the same part of the work. */
function frameworkChangesOf(judgements: readonly LifeLineRow[]): readonly Point[] {
  const parts = new Map<string, { on: Period; row: LifeLineRow }[]>();
  for (const [row] of byRecord(judgements)) {
    const on = read(row?.startsOn ?? null);
    if (!row || !on || row.frameworkKey === null) continue;
    const part = `${row.area} ${row.unit}`;
    parts.set(part, [...(parts.get(part) ?? []), { on, row }]);
  }
  return [...parts.values()].flatMap((part) => {
    const inTurn = part.toSorted((a, b) => byPeriod(a.on, b.on));
    return inTurn.flatMap(({ on, row }, index) => {
      const before = inTurn[index - 1]?.row;
      const isOther = before !== undefined && before.frameworkKey !== row.frameworkKey;
      return isOther ? [{ on, label: row.frameworkTitle ?? 'Another framework' }] : [];
    });
  });
}

/** The end of the watch, as exactly as the end that it is counted from: a month stays a month. */
function watchEnd(end: Period, until: string): Period | null {
  if (end.precision === 'day') return parsePeriod(until);
  return parsePeriod(until.slice(0, end.precision === 'year' ? 4 : 7));
}

function episodesOf(rows: readonly LifeLineRow[], to: CalendarDay): LifeLineOf['episodes'] {
  const known = only(rows, 'episode').flatMap((row) => {
    const start = read(row.startsOn);
    return start ? [{ row, start, end: endBy(row.endsOn, to) }] : [];
  });
  return known.map(({ row, start, end }) => {
    const before = known.find(({ row: other }) => other.recordId === row.detail)?.end ?? null;
    const relapsed = known.some(({ row: other }) => other.detail === row.recordId);
    return {
      start,
      end,
      endKind: end ? ((row.code ?? 'closed') as EpisodeEnd) : ('open' as const),
      label: row.label ?? 'Episode',
      relapse: row.flag === 1,
      heldFrom: before && byPeriod(before, start) < 0 ? before : null,
      watchUntil: end && !relapsed && row.watchUntil !== null ? watchEnd(end, row.watchUntil) : null,
    };
  });
}

type EndUnknown = (row: LifeLineRow, start: Period) => boolean;

/** The record has no end for it, and no failure is open in which it may still run. */
function endIsUnknown(episodes: LifeLineOf['episodes']): EndUnknown {
  const running = episodes.filter(({ end }) => end === null);
  return ({ endsOn }, start) => endsOn === null && !running.some((episode) => periodEnd(start) >= episode.start.start);
}

function interventionsOf(
  rows: readonly LifeLineRow[],
  { to, isUnknown }: { to: CalendarDay; isUnknown: EndUnknown },
): LifeLineOf['interventions'] {
  const planned = only(rows, 'planned-end').toSorted((a, b) => a.position - b.position);
  const helpFromPeers = new Set(only(rows, 'support').flatMap(({ detail }) => detail ?? []));
  return only(rows, 'intervention').flatMap((row) => {
    const start = read(row.startsOn);
    if (!start || helpFromPeers.has(row.recordId)) return [];
    const lastPlan = planned.filter(({ recordId }) => recordId === row.recordId).at(-1);
    const level = Math.min(5, Math.max(0, row.level ?? 0)) as Level;
    const end = endBy(row.endsOn, to);
    const endUnknown = isUnknown(row, start);
    const plannedEnd = read(lastPlan?.endsOn ?? null);
    return [{ start, end, endUnknown, plannedEnd, level, label: row.label ?? 'Intervention' }];
  });
}

const pointsOf = (rows: readonly LifeLineRow[], labelOf: (row: LifeLineRow) => string): readonly Point[] =>
  rows.flatMap((row) => {
    const on = read(row.startsOn) ?? read(row.endsOn);
    return on ? [{ on, label: labelOf(row) }] : [];
  });

const warningLabel = ({ code }: LifeLineRow): string =>
  (warningKinds as Readonly<Record<string, string>>)[code ?? ''] ?? spoken(code ?? 'warning');

const postLabel = ({ code, startsOn, flag }: LifeLineRow): string =>
  `${spoken(code ?? 'post')}${flag === 1 ? ' (interim)' : ''} ${startsOn === null ? 'left' : 'began'}`;

/**
 * Turns the facts of one body, or of several that continue one another, into what its life line is drawn from, in the
 * order of time. Facts without any date cannot stand on a line and are left out. Help from peers that is also on
 * record as an intervention is drawn once, as help. With `knownBy`, only facts known by that day are drawn, and an
 * end that came later has not come.
 */
export function lifeLineOf(rows: readonly LifeLineRow[], { from, to, knownBy: day }: LifeLineScale): LifeLineOf {
  const known = once(rows).filter((row) => !day || knownBy({ knownOn: read(row.knownOn) }, day));
  const judgements = only(known, 'judgement');
  const inOrder = <Fact>(facts: readonly Fact[], dateOf: (fact: Fact) => Period): readonly Fact[] =>
    facts.toSorted((a, b) => byPeriod(dateOf(a), dateOf(b)));
  const on = (point: Point): Period => point.on;

  const episodes = episodesOf(known, to);
  const isUnknown = endIsUnknown(episodes);
  const support = only(known, 'support').flatMap((row) => {
    const start = read(row.startsOn) ?? read(row.endsOn);
    if (!start) return [];
    const label = row.label ?? 'Help from peers';
    return [{ start, end: endBy(row.endsOn, to), endUnknown: isUnknown(row, start), label }];
  });

  return {
    from,
    to,
    episodes: inOrder(episodes, ({ start }) => start),
    judgements: inOrder(
      byRecord(judgements).flatMap((headlines) => judgementOf(headlines) ?? []),
      ({ on: judged }) => judged,
    ),
    interventions: inOrder(interventionsOf(known, { to, isUnknown }), ({ start }) => start),
    support: inOrder(support, ({ start }) => start),
    warnings: inOrder(pointsOf(only(known, 'warning'), warningLabel), on),
    posts: inOrder(pointsOf(only(known, 'post'), postLabel), on),
    reviews: [],
    frameworkChanges: inOrder(frameworkChangesOf(judgements), on),
  };
}

/** 1 January of the year in which the first of these facts may have begun, or of `yearsAtLeast` years ago. */
export function firstJanuary(
  rows: readonly LifeLineRow[],
  { today, yearsAtLeast }: { today: CalendarDay; yearsAtLeast: number },
): CalendarDay {
  const latest = dayOf(partsOf(today).year - yearsAtLeast, 1, 1);
  const first = rows.flatMap(({ startsOn }) => read(startsOn)?.start ?? []).reduce<CalendarDay>(earlier, latest);
  return dayOf(partsOf(first).year, 1, 1);
}

/** Whether nothing at all would be drawn within the scale. */
export const isBlank = (facts: LifeLineOf): boolean =>
  [facts.episodes, facts.interventions, facts.support].every((spans) =>
    spans.every(({ start, end }) => periodMiddle(start) > facts.to || (end !== null && periodEnd(end) < facts.from)),
  ) &&
  [facts.judgements, facts.warnings, facts.posts].every((points) =>
    points.every(({ on: date }) => periodEnd(date) < facts.from || date.start > facts.to),
  );
