import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { type CalendarDay } from '../../kernel/calendar-day.js';
import { onDay, type Period, periodEnd, periodMiddle, periodText } from '../../kernel/period.js';
import { type SwimLaneFacts, swimLanes } from '../../shell/charts/swim-lanes.js';
import type { Figure } from '../../shell/figure.js';
import { formatDay, formatPeriod, plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { type Aligned, type ClockRange, dayAt, notDrawn, onClock } from '../domain/clock-range.js';
import { type ComparedCase, type ComparedFact, type Zero, zeros } from '../domain/compared-case.js';
import type { ComparedKind } from '../domain/compared-record.js';
import { competingWords } from '../domain/recovery-case.js';
import { comparedKindWords } from '../domain/compared-words.js';
import type { LaneName } from '../domain/lanes.js';
import {
  factNote,
  factWords,
  gradeOfFact,
  howItWent,
  nameOfCase,
  sayClock,
  sayWhen,
  shortWords,
  stateWords,
} from './compare-words.page.js';

export type CaseBlock = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly href: string;
  readonly about: string;
  readonly figure: Figure | null;
  /** Why nothing is drawn; null where something is. */
  readonly notDrawn: string | null;
  readonly table: Table | null;
};

const nameIn = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;

type Span = {
  readonly start: Period;
  readonly end: Period | null;
  readonly endUnknown?: boolean;
  readonly label: string;
};

/** A span that has a date at all. One that still runs ends on the clock today, never in months to come. */
function spanOf(
  fact: ComparedFact,
  { today, last, isOver }: { readonly today: CalendarDay; readonly last: CalendarDay; readonly isOver: boolean },
): readonly Span[] {
  const start = fact.from ?? fact.to;
  if (!start) return [];
  const label = shortWords(fact);
  if (fact.to) return [{ start, end: fact.to, label }];
  if (isOver) return [{ start, end: null, endUnknown: true, label }];
  return [{ start, end: today < last ? onDay(today) : null, label }];
}

const pointOf = (fact: ComparedFact): readonly { on: Period; label: string }[] =>
  fact.from ? [{ on: fact.from, label: shortWords(fact) }] : [];

function lanesOf(
  { one, zero }: { readonly one: ComparedCase; readonly zero: Period },
  range: ClockRange,
  { lanes, today }: { readonly lanes: readonly LaneName[]; readonly today: CalendarDay },
): SwimLaneFacts {
  const { of, facts, spells, breaks } = one;
  const last = dayAt(zero, range.until);
  const isOver = of.notFailing !== null || of.stopped !== null;
  const ofKind = (kind: ComparedKind): readonly ComparedFact[] => facts.filter((fact) => fact.kind === kind);
  const asked = <Item>(lane: LaneName, items: () => readonly Item[]): readonly Item[] | null =>
    lanes.includes(lane) ? items() : null;
  return {
    zero: periodMiddle(zero),
    ...range,
    states: asked('states', () =>
      spells.map(({ state, start, end }) => ({
        state,
        start,
        end: end ?? onDay(of.followedTo),
        label: stateWords[state],
      })),
    ),
    judgements: asked('judgements', () =>
      ofKind('judgement').flatMap((fact) =>
        fact.from
          ? [
              {
                on: fact.from,
                band: fact.band,
                short: shortWords(fact),
                label: [fact.detail, shortWords(fact)].filter(Boolean).join(': '),
                serious: fact.flag && fact.band !== 'failing',
              },
            ]
          : [],
      ),
    ),
    interventions: asked('interventions', () =>
      ofKind('intervention').flatMap((fact) =>
        spanOf(fact, { today, last, isOver }).map((span) => ({
          ...span,
          plannedEnd: null,
          level: Math.min(5, Math.max(0, fact.level)) as 0 | 1 | 2 | 3 | 4 | 5,
        })),
      ),
    ),
    support: asked('support', () => ofKind('support').flatMap((fact) => spanOf(fact, { today, last, isOver }))),
    posts: asked('posts', () =>
      ofKind('post').flatMap((fact) =>
        spanOf(fact, { today, last, isOver: true }).map((span) => ({ ...span, interim: fact.flag })),
      ),
    ),
    boards: asked('boards', () => ofKind('board').flatMap((fact) => spanOf(fact, { today, last, isOver: false }))),
    plans: asked('plans', () => ofKind('plan').flatMap(pointOf)),
    warnings: asked('warnings', () => ofKind('warning').flatMap(pointOf)),
    frameworkChanges: lanes.includes('judgements') ? breaks : [],
    stop:
      of.stopped && of.stopped.day >= of.triggered.day
        ? { on: of.stopped.on, label: competingWords[of.stopped.as] }
        : null,
  };
}

const countOf = (facts: readonly ComparedFact[], kind: ComparedKind, one: string, many?: string): readonly string[] => {
  const count = facts.filter((fact) => fact.kind === kind).length;
  return count === 0 ? [] : [plural(count, one, many)];
};

/** The drawing in words, for those who do not see it. */
function describe({ one, zero }: { readonly one: ComparedCase; readonly zero: Period }): string {
  const { facts, spells, of } = one;
  const states = spells.map(
    ({ state, start, end }) =>
      `${stateWords[state].toLowerCase()} from month ${sayClock(onClock(zero, start))} to ${end ? `month ${sayClock(onClock(zero, end))}` : `the end of the record, ${formatDay(of.followedTo)}`}`,
  );
  const counts = [
    ...countOf(facts, 'judgement', 'judgement'),
    ...countOf(facts, 'intervention', 'intervention'),
    ...countOf(facts, 'support', 'spell of help', 'spells of help'),
    ...countOf(facts, 'post', 'post held', 'posts held'),
    ...countOf(facts, 'plan', 'plan version'),
    ...countOf(facts, 'warning', 'warning'),
  ];
  return `Month zero is ${formatPeriod(zero)}. ${states.join('; ')}. ${counts.join(', ')}.`.replaceAll('\u00a0', ' ');
}

/** Everything that is on the public record of a case, drawn or not, on the clock and on the calendar. */
function factsTable({ one, zero }: Aligned): Table | null {
  if (one.facts.length === 0) return null;
  return stacked(
    {
      id: `facts-${one.of.ref}`,
      caption: `Facts of ${one.of.ref}`,
      captionHidden: true,
      head: tableHead([
        { text: 'When' },
        { text: 'Months from zero', numeric: true },
        { text: 'Kind' },
        { text: 'What' },
      ]),
      rows: one.facts.map((fact) => {
        const on = fact.from ?? fact.to;
        return {
          cells: [
            {
              text: sayWhen(fact),
              header: true,
              written: { From: fact.from && periodText(fact.from), Until: fact.to && periodText(fact.to) },
            },
            { text: zero && on ? sayClock(onClock(zero, on)) : 'no month', numeric: true },
            { text: comparedKindWords[fact.kind] },
            { grade: gradeOfFact(fact), text: factWords(fact), note: factNote(fact) },
          ],
        };
      }),
    },
    ['', 'Month', 'Kind', 'What'],
  );
}

export type BlockOptions = {
  readonly zeroName: Zero;
  readonly range: ClockRange | null;
  readonly lanes: readonly LaneName[];
  readonly today: CalendarDay;
};

/** One case: its drawing on the clock that all share, and the table under it. */
export function caseBlock(aligned: Aligned, { zeroName, range, lanes, today }: BlockOptions): CaseBlock {
  const { one, zero } = aligned;
  const { of } = one;
  const table = factsTable(aligned);
  const base = {
    id: `case-${of.ref}`,
    ref: of.ref,
    title: nameOfCase(of),
    href: episodePaths.show(of.ref),
    about: `${[of.organisation, nameIn(episodeAreas, of.area), of.unit, of.region && nameIn(regions, of.region)].filter(Boolean).join(', ')}.`,
  };
  if (!zero || !range)
    return {
      ...base,
      figure: null,
      notDrawn: `The public record has no ${zeros[zeroName].toLowerCase()} of this case, so it has no month zero and is not drawn. Its facts are in the table.`,
      table,
    };
  const { outside, undated } = notDrawn(aligned, range);
  const left = [
    outside > 0 ? `${plural(outside, 'fact')} outside these months` : '',
    undated > 0 ? `${plural(undated, 'fact')} without a date` : '',
  ].filter(Boolean);
  const zeroSpan =
    zero.precision === 'day' ? '' : ` (the middle of ${formatPeriod(zero)}, up to ${formatDay(periodEnd(zero))})`;
  return {
    ...base,
    figure: {
      id: `lanes-${of.ref}`,
      headline: howItWent(of),
      subtitle: `Months from the ${zeros[zeroName].toLowerCase()}, ${formatPeriod(zero)}${zeroSpan}.`,
      pictures: swimLanes(lanesOf({ one, zero }, range, { lanes, today }), {
        id: `drawing-${of.ref}`,
        title: `${nameOfCase(of)} in months from the ${zeros[zeroName].toLowerCase()}`,
        description: describe({ one, zero }),
      }),
      source:
        left.length === 0
          ? 'Everything on the public record of this case is drawn or in the table.'
          : `Not drawn: ${left.join(' and ')}. The table has them.`,
      table,
      tableSummary: 'The facts as a table',
    },
    notDrawn: null,
    table: null,
  };
}
