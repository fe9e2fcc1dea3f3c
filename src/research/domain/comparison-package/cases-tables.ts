import { triggerKinds } from '../../../episodes/domain/episode.js';
import type { Period } from '../../../kernel/period.js';
import { episodeAreas } from '../../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../../vocabulary/domain/regions.js';
import { sectors } from '../../../vocabulary/domain/sectors.js';
import type { Aligned } from '../clock-range.js';
import { zeroOf, zeros, zeroWords } from '../compared-case.js';
import { whenOf } from '../package/dates.js';
import {
  type MissingReason,
  notApplicable,
  notRecorded,
  type PackageTable,
  packageTable,
  whenColumns,
} from '../package/package-table.js';
import { competingWords } from '../recovery-case.js';
import { clockColumns, type KeptComparison, standing, yesNo } from './kept-comparison.js';

/** `cases.csv`: what is compared, in the order in which it was chosen. */
export function casesTable({ cases }: KeptComparison): PackageTable {
  const of = cases.map(({ one }) => one.of);
  return packageTable<{ readonly aligned: Aligned; readonly place: number }>(
    {
      name: 'cases',
      title: 'Cases',
      rowIs: 'A case that is compared: an episode of failure',
      key: ['place'],
      references: [],
      columns: [
        {
          name: 'place',
          type: 'whole',
          is: 'Its place in the order in which the cases were chosen, from 1: nothing is ranked',
          value: ({ place }) => place,
        },
        { name: 'case', type: 'text', is: 'The reference of the episode', value: ({ aligned }) => aligned.one.of.ref },
        { name: 'title', type: 'text', is: 'What it is called', value: ({ aligned }) => aligned.one.of.title },
        {
          name: 'organisation',
          type: 'text',
          is: 'The body that failed, as it is called now',
          value: ({ aligned }) => aligned.one.of.organisation,
        },
        {
          name: 'area',
          type: 'code',
          is: 'The part of its work that failed',
          codes: standing(
            episodeAreas,
            of.map(({ area }) => area),
          ),
          value: ({ aligned }) => aligned.one.of.area,
        },
        {
          name: 'unit',
          type: 'text',
          is: 'The part of the body that failed',
          value: ({ aligned }) => aligned.one.of.unit,
          missing: notApplicable,
        },
        {
          name: 'kind',
          type: 'code',
          is: 'What kind of body it is',
          codes: standing(
            organisationKinds,
            of.map(({ kind }) => kind),
          ),
          value: ({ aligned }) => aligned.one.of.kind,
        },
        {
          name: 'sector',
          type: 'code',
          is: 'Its sector',
          codes: standing(
            sectors,
            of.map(({ sector }) => sector),
          ),
          value: ({ aligned }) => aligned.one.of.sector,
        },
        {
          name: 'region',
          type: 'code',
          is: 'Its region',
          codes: standing(
            regions,
            of.map(({ region }) => region),
          ),
          value: ({ aligned }) => aligned.one.of.region,
          missing: notRecorded,
        },
        {
          name: 'trigger',
          type: 'code',
          is: 'What opened the episode',
          codes: standing(
            triggerKinds,
            of.map(({ triggerKind }) => triggerKind),
          ),
          value: ({ aligned }) => aligned.one.of.triggerKind,
        },
        {
          name: 'framework',
          type: 'text',
          is: 'The framework under which it was found failing',
          value: ({ aligned }) => aligned.one.of.framework?.title ?? null,
          missing: notRecorded,
        },
        {
          name: 'scale',
          type: 'text',
          is: 'The scale of its grades. Grades of two scales are never compared',
          value: ({ aligned: { one } }) => one.of.framework?.scaleLabel ?? one.of.framework?.scale ?? null,
          missing: notRecorded,
        },
        ...whenColumns<{ readonly aligned: Aligned }>(
          'month_zero',
          'Month zero of its clock',
          ({ aligned }) => whenOf(aligned.zero),
          notRecorded,
        ),
        {
          name: 'followed_to',
          type: 'date',
          is: 'The day up to which the record tells of it',
          value: ({ aligned }) => aligned.one.of.followedTo,
        },
      ],
    },
    cases.map((aligned, index) => ({ aligned, place: index + 1 })),
  );
}

const upperFirst = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** What each turn of a case is called, and how it is read. */
export const turnNames = {
  ...zeros,
  not_failing: 'Not failing',
  good: 'Good or better',
  failed_again: 'Failed again',
  ended_otherwise: 'Ended otherwise',
} as const;
type Turn = keyof typeof turnNames;

export const turnMeanings: Readonly<Record<Turn, string>> = {
  warning: upperFirst(zeroWords.warning),
  trigger: upperFirst(zeroWords.trigger),
  intervention: upperFirst(zeroWords.intervention),
  board: upperFirst(zeroWords.board),
  not_failing:
    'The first judgement after the trigger that was not failing; where nothing was judged, the recovery that a board or an inspectorate decided',
  good: 'The first judgement after that which met what is expected, or was better',
  failed_again: 'The trigger of the next episode of the same work, within 84 months of this one’s recovery',
  ended_otherwise: 'The body closed, merged, or handed the work over: an end, and no recovery',
};

type TurnRow = {
  readonly ref: string;
  readonly turn: Turn;
  readonly zero: Period | null;
  readonly isZero: boolean;
  readonly on: Period | null;
  readonly missing: MissingReason;
  readonly how: string | null;
};

function turnsOf(aligned: Aligned, align: KeptComparison['align']): readonly TurnRow[] {
  const { one, zero } = aligned;
  const { of } = one;
  const stopped = of.stopped && of.stopped.day >= of.triggered.day ? of.stopped : null;
  const later: MissingReason = stopped ? 'not applicable' : 'not yet';
  const row = (turn: Turn, on: Period | null | undefined, missing: MissingReason): TurnRow => ({
    ref: of.ref,
    turn,
    zero,
    isZero: turn === align,
    on: on ?? null,
    missing,
    how: turn === 'ended_otherwise' ? (stopped?.as ?? null) : null,
  });
  return [
    row('warning', zeroOf(one, 'warning'), 'not recorded'),
    row('trigger', of.triggered.on, 'not recorded'),
    row('intervention', zeroOf(one, 'intervention'), 'not recorded'),
    row('board', zeroOf(one, 'board'), 'not recorded'),
    row('not_failing', of.notFailing?.on, later),
    row('good', of.good?.on, later),
    row('failed_again', of.failedAgain?.on, of.notFailing ? later : 'not applicable'),
    row('ended_otherwise', stopped?.on, 'not applicable'),
  ];
}

/** How many of the cases have each turn. */
export const casesWithTurn = ({ cases, align }: KeptComparison, turn: Turn): number =>
  cases.flatMap((aligned) => turnsOf(aligned, align)).filter((row) => row.turn === turn && row.on !== null).length;

/** `turns.csv`: the turns of each case, on the calendar and on its clock. */
export function turnsTable({ cases, align }: KeptComparison): PackageTable {
  const rows = cases.flatMap((aligned) => turnsOf(aligned, align));
  return packageTable<TurnRow>(
    {
      name: 'turns',
      title: 'Turns of each case',
      rowIs: 'A turn of a case',
      key: ['case', 'turn'],
      references: [],
      columns: [
        { name: 'case', type: 'text', is: 'The reference of the episode', value: ({ ref }) => ref },
        {
          name: 'turn',
          type: 'code',
          is: 'Which turn it is: definitions.csv says how each is read',
          codes: turnNames,
          value: ({ turn }) => turn,
        },
        {
          name: 'month_zero',
          type: 'yesno',
          is: 'Whether the clocks are set by it',
          value: ({ isZero }) => yesNo(isZero),
        },
        ...clockColumns<TurnRow>('on', 'When it was', {
          isZero: ({ isZero }) => isZero,
          zero: ({ zero }) => zero,
          on: ({ on }) => on,
          missing: ({ missing }) => missing,
        }),
        {
          name: 'how',
          type: 'code',
          is: 'How it ended, where that was no recovery',
          codes: standing(
            competingWords,
            rows.map(({ how }) => how),
          ),
          value: ({ how }) => how,
          missing: notApplicable,
        },
      ],
    },
    rows,
  );
}
