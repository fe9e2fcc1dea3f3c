import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { dayFromNumber } from '../../../kernel/calendar-day.js';
import { censored, happened } from '../follow-up.js';
import {
  competingEnds,
  competingWords,
  type Definition,
  definitions,
  followCase,
  type FollowedCase,
  followRecovery,
  type LeftOut,
  type RecoveryCase,
} from '../recovery-case.js';
import { readRecovery } from '../recovery-reading.js';
import type { IntervalKind } from '../kaplan-meier.js';
import { notApplicable, type PackageTable, packageTable } from './package-table.js';

const definitionKeys = Object.keys(definitions) as readonly Definition[];
const definitionCodes = Object.fromEntries(definitionKeys.map((key) => [key, definitions[key].words]));

/** Recovered 1, ended otherwise 2, still running when the record ends 0. */
const eventOf = (end: number): 0 | 1 | 2 => (end === censored ? 0 : end === happened ? 1 : 2);

const competingKind = (end: number): string | null =>
  Object.entries(competingEnds).find(([, code]) => code === end)?.[0] ?? null;

type Timed = { readonly definition: Definition; readonly followed: FollowedCase };

/** Every episode under every definition by which it can be timed. */
export const timedUnder = (cases: readonly RecoveryCase[]): readonly Timed[] =>
  definitionKeys.flatMap((definition) =>
    cases.flatMap((one): Timed[] => {
      const followed = followCase(one, definition);
      return typeof followed === 'string' ? [] : [{ definition, followed }];
    }),
  );

/** Those that cannot, with why. */
export const notTimed = (
  cases: readonly RecoveryCase[],
): readonly { readonly ref: string; readonly definition: Definition; readonly why: LeftOut }[] =>
  definitionKeys.flatMap((definition) =>
    cases.flatMap((one) => {
      const followed = followCase(one, definition);
      return typeof followed === 'string' ? [{ ref: one.ref, definition, why: followed }] : [];
    }),
  );

const onDay = (number: number): CalendarDay => dayFromNumber(number);

/** The columns that R's `Surv` and its like ask for (journey of a researcher; record B7), times in whole days. */
export const survivalTable = (cases: readonly RecoveryCase[]): PackageTable =>
  packageTable<Timed>(
    {
      name: 'survival',
      title: 'Time to recovery',
      rowIs: 'An episode under a definition of recovery',
      key: ['definition', 'episode'],
      references: [{ column: 'episode', table: 'episodes', to: 'episode' }],
      columns: [
        { name: 'episode', type: 'text', is: 'The episode', value: ({ followed }) => followed.of.ref },
        {
          name: 'definition',
          type: 'code',
          is: 'What is timed',
          codes: definitionCodes,
          value: ({ definition }) => definition,
        },
        {
          name: 'entry',
          type: 'whole',
          is: 'Days after the trigger from which it is followed: 0, since every episode is followed from its trigger',
          value: () => 0,
        },
        {
          name: 'entry_on',
          type: 'date',
          is: 'The middle of what is known of the trigger',
          value: ({ followed }) => onDay(followed.of.triggered.day),
        },
        {
          name: 'time',
          type: 'whole',
          is: 'Whole days from the trigger to the event or, without one, to the end of what the record tells',
          value: ({ followed }) => followed.days,
        },
        {
          name: 'event',
          type: 'code',
          is: 'How following it stopped',
          codes: { 0: 'Censored: it still ran', 1: 'Recovered', 2: 'Ended without recovering: a competing event' },
          value: ({ followed }) => String(eventOf(followed.end)),
        },
        {
          name: 'competing_kind',
          type: 'code',
          is: 'How it ended without recovering',
          codes: competingWords,
          value: ({ followed }) => competingKind(followed.end),
          missing: notApplicable,
        },
        {
          name: 'last_failing',
          type: 'whole',
          is: 'Days from the trigger to the last judgement by which it still failed: recovery came later than this',
          value: ({ followed: { of, days } }) => Math.max(0, Math.min(days, of.lastFailing - of.triggered.day)),
        },
        {
          name: 'first_not_failing',
          type: 'whole',
          is: 'Days from the trigger to what showed the event: recovery came no later than this. Recovery lies between the two',
          value: ({ followed }) => (followed.end === happened ? followed.days : null),
          missing: ({ followed }) => (followed.end === censored ? 'not yet' : 'not applicable'),
        },
        {
          name: 'rough',
          type: 'yesno',
          is: 'Whether a date of it is known only to a month, quarter or year; its middle was used',
          value: ({ followed }) => String(followed.isRough),
        },
        {
          name: 'changed_scale',
          type: 'yesno',
          is: 'Whether it was judged to recover on another scale than to fail',
          value: ({ followed }) => String(followed.changedScale),
        },
        {
          name: 'relapse_time',
          type: 'whole',
          is: 'Days from the first judgement that was not failing to the next failure within the watch or, without one, to the end of what the record tells',
          value: ({ followed }) => followRecovery(followed.of)?.days ?? null,
          missing: ({ followed }) => (followed.of.stopped ? 'not applicable' : 'not yet'),
        },
        {
          name: 'relapse',
          type: 'code',
          is: 'How following the recovery stopped',
          codes: { 0: 'Censored: it still held', 1: 'Failed again', 2: 'Closed, merged or transferred' },
          value: ({ followed }) => {
            const held = followRecovery(followed.of);
            return held && String(eventOf(held.end));
          },
          missing: ({ followed }) => (followed.of.stopped ? 'not applicable' : 'not yet'),
        },
      ],
    },
    timedUnder(cases),
  );

/** What the pages of this record say of the same episodes, so that whoever reckons again can compare. */
export type PackageAnswer = {
  readonly definition: Definition;
  readonly interval: IntervalKind;
  readonly n: number;
  readonly events: number;
  readonly competing: number;
  readonly censored: number;
  readonly medianDays: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly naiveN: number;
  readonly naiveMedianDays: number | null;
};

export const answersOf = (cases: readonly RecoveryCase[]): readonly PackageAnswer[] =>
  definitionKeys.map((definition): PackageAnswer => {
    const { all } = readRecovery(cases, { definition, interval: 'log-log', by: null, within: null });
    return {
      definition,
      interval: 'log-log',
      n: all.n,
      events: all.events,
      competing: all.competing,
      censored: all.censored,
      medianDays: all.median.days,
      lower: all.median.lower,
      upper: all.median.upper,
      naiveN: all.naive.n,
      naiveMedianDays: all.naive.medianDays,
    };
  });

/** No value: fewer than 10 episodes, or the curve does not come that far while 5 are followed. */
const notReached = ({ n }: PackageAnswer) => (n < 10 ? 'not applicable' : 'not yet');

export const answersTable = (answers: readonly PackageAnswer[]): PackageTable =>
  packageTable<PackageAnswer>(
    {
      name: 'answers',
      title: 'What this record says of time to recovery',
      rowIs: 'A definition of recovery with the median by the curve of Kaplan and Meier',
      key: ['definition'],
      references: [],
      columns: [
        {
          name: 'definition',
          type: 'code',
          is: 'What is timed',
          codes: definitionCodes,
          value: (row) => row.definition,
        },
        { name: 'n', type: 'whole', is: 'Episodes that are timed', value: ({ n }) => n },
        { name: 'events', type: 'whole', is: 'Of those, recovered', value: ({ events }) => events },
        { name: 'competing', type: 'whole', is: 'Of those, ended without recovering', value: (row) => row.competing },
        {
          name: 'censored',
          type: 'whole',
          is: 'Of those, still running when the record ends',
          value: (row) => row.censored,
        },
        {
          name: 'median_days',
          type: 'number',
          is: 'Days within which half had recovered; none of fewer than 10 episodes, nor where fewer than 5 are followed that far',
          value: (row) => row.medianDays,
          missing: notReached,
        },
        {
          name: 'lower',
          type: 'number',
          is: 'Lower end of its 95% interval, log–log, in days',
          value: ({ lower }) => lower,
          missing: notReached,
        },
        {
          name: 'upper',
          type: 'number',
          is: 'Upper end of its 95% interval, log–log, in days',
          value: ({ upper }) => upper,
          missing: notReached,
        },
        {
          name: 'naive_n',
          type: 'whole',
          is: 'How many the naive figure counts: those that recovered',
          value: (row) => row.naiveN,
        },
        {
          name: 'naive_median_days',
          type: 'number',
          is: 'The middle of the days of those that recovered: too short, since the others are left out',
          value: (row) => row.naiveMedianDays,
          missing: () => 'not yet',
        },
      ],
    },
    answers,
  );
