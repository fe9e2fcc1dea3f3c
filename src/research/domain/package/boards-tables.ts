import { evidenceStrengths } from '../../../vocabulary/domain/evidence-kinds.js';
import { signalResults } from '../../../lessons/domain/signal.js';
import type { SignalReading } from '../../../lessons/domain/signals.js';
import type { FrozenMilestone } from '../../../plans/domain/frozen-plan.js';
import { horizons, levers, weights } from '../../../plans/domain/milestone-words.js';
import { milestoneStates } from '../../../plans/domain/milestone-state.js';
import type { PackageReviewRow } from './package-record.js';
import { notApplicable, notRecorded, type PackageTable, packageTable } from './package-table.js';

/** A milestone as the newest published version of its plan holds it. */
export type PackagedMilestone = FrozenMilestone & {
  readonly plan: string;
  readonly version: number;
  readonly agreedOn: string;
  readonly organisation: string;
  readonly episode: string | null;
};

export const milestonesTable = (milestones: readonly PackagedMilestone[]): PackageTable =>
  packageTable<PackagedMilestone>(
    {
      name: 'milestones',
      title: 'Milestones',
      rowIs: 'A milestone as the newest published version of its plan holds it',
      key: ['milestone'],
      references: [
        { column: 'organisation', table: 'organisations', to: 'organisation' },
        { column: 'episode', table: 'episodes', to: 'episode' },
      ],
      columns: [
        { name: 'milestone', type: 'text', is: 'Its reference on this record', value: ({ ref }) => ref },
        { name: 'plan', type: 'text', is: 'The plan', value: ({ plan }) => plan },
        { name: 'plan_version', type: 'whole', is: 'The version of the plan', value: ({ version }) => version },
        {
          name: 'agreed_on',
          type: 'date',
          is: 'The day on which the board agreed that version',
          value: (row) => row.agreedOn,
        },
        { name: 'organisation', type: 'text', is: 'The organisation', value: ({ organisation }) => organisation },
        {
          name: 'episode',
          type: 'text',
          is: 'The episode that the plan is for, where it is in this package',
          value: ({ episode }) => episode,
          missing: notApplicable,
        },
        {
          name: 'priority',
          type: 'whole',
          is: 'The number of its priority in the plan',
          value: ({ priority }) => priority,
        },
        { name: 'title', type: 'text', is: 'What is to be done', value: ({ title }) => title },
        {
          name: 'lever',
          type: 'code',
          is: 'What kind of change it is',
          codes: levers,
          value: (row) => row.lever,
          missing: notRecorded,
        },
        {
          name: 'horizon',
          type: 'code',
          is: 'How far it reaches',
          codes: horizons,
          value: (row) => row.horizon,
          missing: notRecorded,
        },
        { name: 'weight', type: 'code', is: 'How large it is', codes: weights, value: ({ weight }) => weight },
        {
          name: 'first_due',
          type: 'date',
          is: 'The date that it was first due, which never changes',
          value: ({ firstDue }) => firstDue,
          missing: notRecorded,
        },
        { name: 'current_due', type: 'date', is: 'The date due in that version', value: ({ dueOn }) => dueOn },
        {
          name: 'state',
          type: 'code',
          is: 'Where it stood when that version was proposed; where it stands today is not published',
          codes: milestoneStates,
          value: ({ state }) => state,
        },
      ],
    },
    milestones,
  );

/** A move of a date between two published versions. */
export type PackagedMove = {
  readonly milestone: string;
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly inVersion: number;
  readonly agreedOn: string;
};

export const dateChangesTable = (moves: readonly PackagedMove[]): PackageTable =>
  packageTable<PackagedMove>(
    {
      name: 'date_changes',
      title: 'Moved dates',
      rowIs: 'A move of a milestone’s date from one published version of its plan to the next',
      key: ['milestone', 'number'],
      references: [],
      columns: [
        {
          name: 'milestone',
          type: 'text',
          is: 'The milestone, which a later version may have dropped',
          value: (row) => row.milestone,
        },
        {
          name: 'number',
          type: 'whole',
          is: 'Which of its published moves it is, from 1',
          value: ({ number }) => number,
        },
        { name: 'from', type: 'date', is: 'The date due before', value: ({ from }) => from },
        { name: 'to', type: 'date', is: 'The date due after', value: ({ to }) => to },
        { name: 'plan_version', type: 'whole', is: 'The version that has the new date', value: (row) => row.inVersion },
        {
          name: 'agreed_on',
          type: 'date',
          is: 'The day on which the board agreed that version',
          value: (row) => row.agreedOn,
        },
        {
          name: 'reason',
          type: 'text',
          is: 'Why it moved: boards do not publish that with a version',
          value: () => null,
          missing: () => 'suppressed',
        },
      ],
    },
    moves,
  );

type Review = PackageReviewRow & { readonly organisation: string };

export const reviewsTable = (reviews: readonly Review[]): PackageTable =>
  packageTable<Review>(
    {
      name: 'reviews',
      title: 'Reviews by boards',
      rowIs: 'A meeting of a public board whose minutes are published',
      key: ['review'],
      references: [{ column: 'organisation', table: 'organisations', to: 'organisation' }],
      columns: [
        { name: 'review', type: 'text', is: 'Its reference on this record', value: ({ ref }) => ref },
        { name: 'board', type: 'text', is: 'The board’s reference', value: ({ boardRef }) => boardRef },
        { name: 'board_name', type: 'text', is: 'The board', value: ({ boardName }) => boardName },
        { name: 'organisation', type: 'text', is: 'The organisation', value: ({ organisation }) => organisation },
        { name: 'held_on', type: 'date', is: 'The day on which it was held', value: ({ heldOn }) => heldOn },
        {
          name: 'quorate',
          type: 'yesno',
          is: 'Whether enough members were there',
          value: ({ quorate }) => (quorate === null ? null : String(quorate === 1)),
          missing: notRecorded,
        },
        {
          name: 'minutes_public_on',
          type: 'date',
          is: 'From when everybody may read its minutes',
          value: (row) => row.publicOn,
        },
      ],
    },
    reviews,
  );

export type PackagedAssessment = {
  readonly episode: string;
  readonly lesson: number;
  readonly review: string;
  readonly asOf: string;
  readonly level: string;
  readonly strength: string;
  readonly direction: string;
  readonly edition: number;
  readonly pieces: number;
};

export const assessmentsTable = (assessments: readonly PackagedAssessment[]): PackageTable =>
  packageTable<PackagedAssessment>(
    {
      name: 'assessments',
      title: 'What boards said of the lessons',
      rowIs: 'What a board last said of a lesson of an episode in published minutes',
      key: ['episode', 'lesson'],
      references: [
        { column: 'episode', table: 'episodes', to: 'episode' },
        { column: 'review', table: 'reviews', to: 'review' },
      ],
      columns: [
        { name: 'episode', type: 'text', is: 'The episode', value: ({ episode }) => episode },
        { name: 'lesson', type: 'whole', is: 'The lesson, 1 to 8', value: ({ lesson }) => lesson },
        { name: 'review', type: 'text', is: 'The meeting at which it was said', value: ({ review }) => review },
        {
          name: 'as_of',
          type: 'date',
          is: 'The day as of which the record was read for it',
          value: ({ asOf }) => asOf,
        },
        {
          name: 'level',
          type: 'text',
          is: 'The level, 0 to 4, or that the board did not assess it',
          value: ({ level }) => level,
        },
        {
          name: 'strength',
          type: 'code',
          is: 'How strong the board took its evidence to be',
          codes: evidenceStrengths,
          value: ({ strength }) => strength,
        },
        {
          name: 'direction',
          type: 'text',
          is: 'Which way it is going, as a code',
          value: ({ direction }) => direction,
        },
        { name: 'edition', type: 'whole', is: 'How often it was put right, from 1', value: ({ edition }) => edition },
        {
          name: 'evidence',
          type: 'whole',
          is: 'How many pieces of evidence it rests on',
          value: ({ pieces }) => pieces,
        },
      ],
    },
    assessments,
  );

export type PackagedSignal = { readonly episode: string; readonly asOf: string; readonly reading: SignalReading };

const resultCodes: Readonly<Record<(typeof signalResults)[number], string>> = {
  supports: 'Inside the first limit',
  discuss: 'Between the limits, or the dates are not exact enough',
  challenge: 'Beyond the second limit',
  not_enough: 'The least data are not there',
  not_yet: 'Its clock has not begun',
};

/** Signals, read with hindsight from what is published. */
export const signalsTable = (signals: readonly PackagedSignal[]): PackageTable =>
  packageTable<PackagedSignal>(
    {
      name: 'signals',
      title: 'Signals of the eight lessons',
      rowIs: 'A signal of an episode of which more is told than judgements, read with hindsight from what is published',
      key: ['episode', 'signal'],
      references: [{ column: 'episode', table: 'episodes', to: 'episode' }],
      columns: [
        { name: 'episode', type: 'text', is: 'The episode', value: ({ episode }) => episode },
        { name: 'signal', type: 'text', is: 'The key of the signal', value: ({ reading }) => reading.key },
        { name: 'lesson', type: 'whole', is: 'The lesson, 1 to 8', value: ({ reading }) => reading.lesson },
        { name: 'name', type: 'text', is: 'What it asks', value: ({ reading }) => reading.name },
        { name: 'as_of', type: 'date', is: 'The day up to which it was read', value: ({ asOf }) => asOf },
        {
          name: 'result',
          type: 'code',
          is: 'What it says',
          codes: resultCodes,
          value: ({ reading }) => reading.outcome.result,
        },
        {
          name: 'value',
          type: 'number',
          is: 'Months, a share from 0 to 1, or a count, by its formula',
          value: ({ reading }) => reading.outcome.value,
          missing: ({ reading }) => (reading.outcome.result === 'not_yet' ? 'not yet' : 'not recorded'),
        },
        {
          name: 'u',
          type: 'number',
          is: 'The ± in the unit of the value; empty where the value is exact',
          value: ({ reading }) => reading.outcome.uncertainty,
          missing: notApplicable,
        },
        {
          name: 'n',
          type: 'whole',
          is: 'How many facts it rests on: the denominator of a share',
          value: (row) => row.reading.outcome.n,
        },
        {
          name: 'formula_version',
          type: 'whole',
          is: 'The version of the formula',
          value: ({ reading }) => reading.version,
        },
        {
          name: 'limits_edition',
          type: 'whole',
          is: 'The edition of the limits',
          value: ({ reading }) => reading.edition,
        },
        {
          name: 'missing',
          type: 'text',
          is: 'What would have to be on the record, with semicolons between',
          value: ({ reading }) => reading.outcome.missing.join('; ') || null,
          missing: notApplicable,
        },
      ],
    },
    signals,
  );
