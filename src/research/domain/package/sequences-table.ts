import { addMonths, type CalendarDay, dayFromNumber, dayNumber } from '../../../kernel/calendar-day.js';
import { parsePeriod, type Period, periodMiddle } from '../../../kernel/period.js';
import type { RecoveryCase } from '../recovery-case.js';
import { type PackageTable, packageTable } from './package-table.js';

/** A span of intervention as the record dates it; `to` null: it went on, or nobody knows when it ended. */
export type LevelSpan = { readonly level: number; readonly from: string | null; readonly to: string | null };

export type SequencedEpisode = {
  readonly of: RecoveryCase;
  readonly spans: readonly LevelSpan[];
  /** The first warning sign of it. */
  readonly warnedOn: Period | null;
};

const states = {
  warned: 'A warning sign is on the record, and no failure yet',
  failing: 'It was judged to fail, or declared so, and not found better',
  not_failing: 'Judged not failing',
  good: 'Judged to meet what is expected, or better',
  failed_again: 'The next episode within the watch had begun',
  ended: 'Closed, merged or transferred without recovering',
} as const;
type State = keyof typeof states;

const zeros = {
  trigger: 'Month 0 begins on the day of the trigger',
  first_warning: 'Month 0 begins on the day of the first warning sign',
} as const;
type Zero = keyof typeof zeros;

/** A recovery is followed for as long as a relapse would count as one. */
const watchMonths = 84;

type Month = {
  readonly episode: string;
  readonly zero: Zero;
  readonly month: number;
  readonly from: CalendarDay;
  readonly state: State;
  readonly level: number;
  readonly rough: boolean;
};

type Turn = { readonly day: number; readonly state: State; readonly rough: boolean };

function turnsOf({ of, warnedOn }: SequencedEpisode): readonly Turn[] {
  const turn = (date: { readonly on: Period; readonly day: number } | null, state: State): readonly Turn[] =>
    date ? [{ day: date.day, state, rough: date.on.precision !== 'day' }] : [];
  const warned = warnedOn && { on: warnedOn, day: dayNumber(periodMiddle(warnedOn)) };
  return [
    ...turn(warned && warned.day < of.triggered.day ? warned : null, 'warned'),
    ...turn(of.triggered, 'failing'),
    ...turn(of.notFailing, 'not_failing'),
    ...turn(of.good, 'good'),
    ...turn(of.failedAgain, 'failed_again'),
    ...turn(of.stopped, 'ended'),
  ].toSorted((a, b) => a.day - b.day);
}

const middleOf = (text: string | null): number | null => {
  const on = text === null ? null : parsePeriod(text);
  return on && dayNumber(periodMiddle(on));
};

/**
 * An episode month by month: what held on the first day of each. Months are counted from the day of zero; an episode
 * runs to where the record of it ends, and no further than 84 months beyond its recovery, nor than its ending.
 */
export function monthsOf(episode: SequencedEpisode, zero: Zero): readonly Month[] {
  const { of, spans } = episode;
  const turns = turnsOf(episode);
  const start = zero === 'trigger' ? of.triggered.day : turns.find(({ state }) => state === 'warned')?.day;
  if (start === undefined) return [];
  const recovered = of.notFailing ? dayNumber(addMonths(periodMiddle(of.notFailing.on), watchMonths)) : Infinity;
  const last = Math.min(of.lastDay, recovered, of.stopped?.day ?? Infinity);
  const levels = spans.map(({ level, from, to }) => ({ level, from: middleOf(from), to: middleOf(to) }));
  const zeroDay = dayFromNumber(start);
  const months: Month[] = [];
  for (let month = 0; ; month += 1) {
    const from = addMonths(zeroDay, month);
    const day = dayNumber(from);
    if (month > 0 && day > last) return months;
    const held = turns.findLast((turn) => turn.day <= day);
    if (!held) return months;
    months.push({
      episode: of.ref,
      zero,
      month,
      from,
      state: held.state,
      level: Math.max(
        0,
        ...levels
          .filter((span) => span.from !== null && span.from <= day && (span.to === null || day < span.to))
          .map(({ level }) => level),
      ),
      rough: held.rough,
    });
  }
}

export const sequencesTable = (episodes: readonly SequencedEpisode[]): PackageTable =>
  packageTable<Month>(
    {
      name: 'sequences',
      title: 'Episodes month by month',
      rowIs: 'An episode in a month counted from its zero',
      key: ['zero', 'episode', 'month'],
      references: [{ column: 'episode', table: 'episodes', to: 'episode' }],
      columns: [
        { name: 'episode', type: 'text', is: 'The episode', value: ({ episode }) => episode },
        { name: 'zero', type: 'code', is: 'From what months are counted', codes: zeros, value: ({ zero }) => zero },
        { name: 'month', type: 'whole', is: 'Whole months from zero', value: ({ month }) => month },
        { name: 'from', type: 'date', is: 'The first day of the month', value: ({ from }) => from },
        { name: 'state', type: 'code', is: 'What held on that day', codes: states, value: ({ state }) => state },
        {
          name: 'level',
          type: 'whole',
          is: 'The highest level of intervention that was on, 0 (none) to 5. One without an end on the record counts as going on',
          value: ({ level }) => level,
        },
        {
          name: 'rough',
          type: 'yesno',
          is: 'Whether the date at which that state began is known only to a month, quarter or year',
          value: ({ rough }) => String(rough),
        },
      ],
    },
    episodes.flatMap((episode) => [...monthsOf(episode, 'trigger'), ...monthsOf(episode, 'first_warning')]),
  );
