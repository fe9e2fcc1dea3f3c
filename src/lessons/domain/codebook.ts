import { isFromOutside } from '../../boards/domain/board.js';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodMiddle, periodText } from '../../kernel/period.js';
import type { HeldMeeting } from './lesson3/facts.js';
import type { PlanAction } from './lesson4/facts.js';

/** Something with a date that rests on a source, or on none. */
export type Sourced = { readonly on: Period | null; readonly sourced: boolean };
type Named = Sourced & { readonly what: string };

/** What the core fields of an episode are read from. A list is in the order of dates. */
export type CodebookFacts = {
  readonly organisation: {
    readonly name: string;
    readonly kind: string;
    readonly sector: string;
    readonly region: string | null;
    readonly sourced: boolean;
  };
  /** Staff, or people served. */
  readonly size: (Sourced & { readonly value: number }) | null;
  readonly area: string;
  readonly episodeSourced: boolean;
  readonly firstWarning: Sourced | null;
  readonly trigger: Named | null;
  readonly gradeBefore: Named | null;
  readonly gradeAtTrigger: (Named & { readonly scale: string }) | null;
  readonly firstPeer: Named | null;
  readonly supportTrigger: Named | null;
  readonly interventions: readonly (Sourced & { readonly level: number })[];
  /** Who began to hold a post at the top; the chief officer is the chief executive, director or head. */
  readonly posts: readonly (Sourced & { readonly post: string })[];
  readonly structuralChanges: readonly Named[];
  readonly meetings: readonly HeldMeeting[];
  /** Versions of plans that were agreed. */
  readonly planVersions: number;
  readonly actions: readonly PlanAction[];
  readonly notFailing: Sourced | null;
  readonly lastFailing: Sourced | null;
  readonly interventionEnd: Sourced | null;
  readonly recoveredOn: Period | null;
  readonly recoveryBasis: string | null;
  readonly relapsedOn: Period | null;
  /** The last day of the watch after recovery. */
  readonly watchUntil: CalendarDay | null;
  readonly close: (Named & { readonly isCompeting: boolean }) | null;
  readonly sources: { readonly count: number; readonly verified: number };
  readonly asOf: CalendarDay;
};

/**
 * How one field stands. `not_recorded`: it could be known and is not on the record. `not_applicable`: there is nothing
 * to know. `not_yet`: it has not happened. Only the first two count when it is asked how complete a record is.
 */
export type FieldReading =
  | { readonly status: 'filled'; readonly value: string; readonly sourced: boolean }
  | { readonly status: 'not_recorded' | 'not_applicable' | 'not_yet' };

export type CodebookField = {
  readonly key: string;
  readonly name: string;
  /** How it is read from the record, in words. */
  readonly how: string;
  readonly read: (facts: CodebookFacts) => FieldReading;
};

const notRecorded: FieldReading = { status: 'not_recorded' };
const notApplicable: FieldReading = { status: 'not_applicable' };
const notYet: FieldReading = { status: 'not_yet' };
/** What is worked out from the minutes, plans and cases of this record has them as its source. */
const ownRecord = true;

const filled = (value: string, sourced: boolean): FieldReading => ({ status: 'filled', value, sourced });
const text = (value: string | null, sourced: boolean): FieldReading =>
  value === null || value === '' ? notRecorded : filled(value, sourced);
const dated = (fact: Sourced | null, what = ''): FieldReading =>
  fact?.on ? filled([periodText(fact.on), what].filter(Boolean).join(' '), fact.sourced) : notRecorded;
const named = (fact: Named | null): FieldReading => (fact ? dated(fact, fact.what) : notRecorded);
const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;

/** Days after the trigger in which a new chief officer or chair counts as a change. */
const changeWithinDays = 365;
const chiefOfficers: readonly string[] = ['chief_executive', 'director', 'head'];

/** Whether somebody new came to one of these posts within a year of the trigger; unknown where nobody is on record. */
function changeOf(facts: CodebookFacts, posts: readonly string[]): FieldReading {
  const held = facts.posts.filter(({ post }) => posts.includes(post));
  const triggered = facts.trigger?.on;
  if (held.length === 0 || !triggered) return notRecorded;
  const from = periodMiddle(triggered);
  const until = addDays(from, changeWithinDays);
  const changes = held.filter(({ on }) => on && periodMiddle(on) > from && periodMiddle(on) <= until);
  const [first] = changes;
  if (first?.on) return filled(`yes ${periodText(first.on)}`, first.sourced);
  return facts.asOf <= until
    ? notYet
    : filled(
        'no',
        held.every(({ sourced }) => sourced),
      );
}

/** What can only be known once the organisation was found to be failing no more. */
const afterRecovery = (facts: CodebookFacts, field: FieldReading): FieldReading =>
  field.status === 'not_recorded' && !facts.notFailing && !facts.recoveredOn && !facts.close ? notYet : field;

/**
 * The core fields of an episode (record B3), each with how it is read: what the record must hold for others to use it.
 * Lesson 6 counts them, and the export for researchers writes them, from this one table.
 */
export const codebook: readonly CodebookField[] = [
  {
    key: 'organisation',
    name: 'Organisation',
    how: 'The name of the body.',
    read: ({ organisation }) => text(organisation.name, organisation.sourced),
  },
  {
    key: 'kind',
    name: 'Kind',
    how: 'What kind of body it is.',
    read: ({ organisation }) => text(organisation.kind, organisation.sourced),
  },
  {
    key: 'sector',
    name: 'Sector',
    how: 'The sector of the body.',
    read: ({ organisation }) => text(organisation.sector, organisation.sourced),
  },
  {
    key: 'region',
    name: 'Region',
    how: 'The region or nation in which the body works.',
    read: ({ organisation }) => text(organisation.region, organisation.sourced),
  },
  {
    key: 'size',
    name: 'Population or size',
    how: 'The newest count of staff of the body.',
    read: ({ size }) => (size ? filled(String(size.value), size.sourced) : notRecorded),
  },
  {
    key: 'deprivation',
    name: 'Deprivation decile at the trigger',
    how: 'Not kept in this record yet.',
    read: () => notRecorded,
  },
  {
    key: 'area',
    name: 'Area',
    how: 'The part of the work that failed.',
    read: ({ area, episodeSourced }) => text(area, episodeSourced),
  },
  {
    key: 'first_warning',
    name: 'First warning',
    how: 'The date of the first warning sign of the episode, as exactly as it is known.',
    read: ({ firstWarning }) => dated(firstWarning),
  },
  {
    key: 'trigger',
    name: 'Trigger',
    how: 'When the failing judgement or notice was published, and which of them it was.',
    read: ({ trigger }) => named(trigger),
  },
  {
    key: 'grade_before',
    name: 'Grade before',
    how: 'The headline of the last graded judgement of the area before the trigger.',
    read: ({ gradeBefore }) => named(gradeBefore),
  },
  {
    key: 'grade_at_trigger',
    name: 'Grade at the trigger',
    how: 'The headline of the judgement that opened the episode; a notice or a declaration has none.',
    read: ({ gradeAtTrigger, trigger }) =>
      gradeAtTrigger ? named(gradeAtTrigger) : isGradeless(trigger) ? notApplicable : notRecorded,
  },
  {
    key: 'scale',
    name: 'Scale version',
    how: 'The version of the scale on which that grade stands.',
    read: ({ gradeAtTrigger, trigger }) =>
      gradeAtTrigger
        ? text(gradeAtTrigger.scale, gradeAtTrigger.sourced)
        : isGradeless(trigger)
          ? notApplicable
          : notRecorded,
  },
  {
    key: 'first_peer',
    name: 'First peer support',
    how: 'When help from peers first began, and of what kind.',
    read: ({ firstPeer }) => named(firstPeer),
  },
  {
    key: 'support_trigger',
    name: 'Trigger for support',
    how: 'What had been agreed to bring help, and since when.',
    read: ({ supportTrigger }) => named(supportTrigger),
  },
  {
    key: 'interventions',
    name: 'Intervention levels and dates',
    how: 'The level and the start of each step on the ladder from 0 to 5.',
    read: ({ interventions }) =>
      interventions.length === 0
        ? notRecorded
        : filled(
            interventions.map(({ level, on }) => `${level}${on ? ` from ${periodText(on)}` : ''}`).join(', '),
            interventions.every(({ sourced }) => sourced),
          ),
  },
  {
    key: 'chief_officer_change',
    name: 'Chief officer change within 12 months',
    how: 'Whether a chief executive, director or head began in the 365 days after the trigger.',
    read: (facts) => changeOf(facts, chiefOfficers),
  },
  {
    key: 'chair_change',
    name: 'Chair change',
    how: 'Whether a chair began in the 365 days after the trigger.',
    read: (facts) => changeOf(facts, ['chair']),
  },
  {
    key: 'structural_change',
    name: 'Structural change',
    how: 'Whether a structural change is on record, and the date of the first. None on record is not known, not "no".',
    read: ({ structuralChanges: [first] }) =>
      first ? text(`yes ${first.on ? periodText(first.on) : ''}`.trim(), first.sourced) : notRecorded,
  },
  {
    key: 'board_independence',
    name: 'Board independence share',
    how: 'Of all who were in the room at meetings, the share from outside.',
    read: ({ meetings }) => {
      const room = meetings.flatMap((meeting) => meeting.room).filter(({ independence }) => independence !== null);
      const outside = room.filter(({ independence }) => independence !== null && isFromOutside(independence)).length;
      return room.length === 0 ? notRecorded : filled(percent(outside, room.length), ownRecord);
    },
  },
  {
    key: 'plan_versions',
    name: 'Number of plan versions',
    how: 'How many versions of plans a board has agreed.',
    read: ({ planVersions }) => (planVersions === 0 ? notRecorded : filled(String(planVersions), ownRecord)),
  },
  {
    key: 'lever_mix',
    name: 'Lever mix',
    how: 'Of the actions of the agreed plan that are marked with a lever, how many have which.',
    read: ({ actions }) => {
      const counts = new Map<string, number>();
      for (const { lever } of actions) if (lever) counts.set(lever, (counts.get(lever) ?? 0) + 1);
      return counts.size === 0
        ? notRecorded
        : filled(
            [...counts]
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .map(([lever, count]) => `${lever} ${count}`)
              .join(', '),
            ownRecord,
          );
    },
  },
  {
    key: 'first_not_failing',
    name: 'First not-failing date',
    how: 'The first judgement that found the failure ended.',
    read: (facts) => afterRecovery(facts, dated(facts.notFailing)),
  },
  {
    key: 'last_failing',
    name: 'Last known failing date',
    how: 'The last judgement that still found a failure: the end lies between the two.',
    read: ({ lastFailing }) => dated(lastFailing),
  },
  {
    key: 'intervention_end',
    name: 'Intervention end',
    how: 'When the last intervention ended.',
    read: (facts) => afterRecovery(facts, dated(facts.interventionEnd)),
  },
  {
    key: 'recovery_basis',
    name: 'Basis of recovery',
    how: 'On what it was said to have recovered: a judgement, the end of the intervention, both, its own word.',
    read: (facts) => afterRecovery(facts, text(facts.recoveryBasis, ownRecord)),
  },
  {
    key: 'relapse',
    name: 'Relapse',
    how: 'Whether it failed again in the same area within 84 months, and when. "No" once the watch has ended.',
    read: ({ relapsedOn, watchUntil, asOf }) => {
      if (relapsedOn) return filled(`yes ${periodText(relapsedOn)}`, ownRecord);
      return watchUntil && watchUntil < asOf ? filled('no', ownRecord) : notYet;
    },
  },
  {
    key: 'competing_event',
    name: 'Competing event',
    how: 'Whether it was merged, abolished or transferred before it recovered, and when.',
    read: (facts) => {
      if (facts.close?.isCompeting) return named(facts.close);
      return facts.close || facts.recoveredOn || facts.notFailing ? filled('no', ownRecord) : notYet;
    },
  },
  {
    key: 'sources',
    name: 'Number of sources',
    how: 'How many different sources the episode and its facts cite.',
    read: ({ sources }) => (sources.count === 0 ? notRecorded : filled(String(sources.count), ownRecord)),
  },
  {
    key: 'verified',
    name: 'Share verified',
    how: 'Of these sources, the share that somebody read and found to say so.',
    read: ({ sources }) =>
      sources.count === 0 ? notRecorded : filled(percent(sources.verified, sources.count), ownRecord),
  },
  {
    key: 'coders',
    name: 'Coders 1 and 2',
    how: 'The two who coded the episode for research. Told with its coding and in data packages, not here.',
    read: () => notRecorded,
  },
];

const isGradeless = (trigger: Named | null): boolean => trigger !== null && trigger.what !== 'judgement';

export type ReadField = { readonly field: CodebookField; readonly reading: FieldReading };

/** Every field as it stands for one episode. */
export const readCodebook = (facts: CodebookFacts): readonly ReadField[] =>
  codebook.map((field) => ({ field, reading: field.read(facts) }));
