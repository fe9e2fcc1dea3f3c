import { interventionKinds } from '../../../interventions/domain/intervention-record.js';
import { interventionLevels } from '../../../interventions/domain/intervention.js';
import { warningKinds } from '../../../vocabulary/domain/warning-kinds.js';
import { dayOfMoment, whenIn } from './dates.js';
import type { PackageFactRow } from './package-record.js';
import {
  notApplicable,
  notRecorded,
  type PackageColumn,
  type PackageTable,
  packageTable,
  type Reference,
  whenColumns,
} from './package-table.js';

/** A dated fact of a body, with the episodes that it belongs to. */
export type PackagedFact = PackageFactRow & {
  readonly organisation: string;
  readonly episodes: readonly { readonly ref: string; readonly level: number | null }[];
};

const ofBody: readonly Reference[] = [{ column: 'organisation', table: 'organisations', to: 'organisation' }];
const body: PackageColumn<PackagedFact> = {
  name: 'organisation',
  type: 'text',
  is: 'The organisation that it is of',
  value: ({ organisation }) => organisation,
};
const episodesOf: PackageColumn<PackagedFact> = {
  name: 'episodes',
  type: 'text',
  is: 'The episodes of this package that it belongs to, with semicolons between',
  value: ({ episodes }) => episodes.map(({ ref }) => ref).join('; ') || null,
  missing: notApplicable,
};
const words: PackageColumn<PackagedFact> = {
  name: 'text',
  type: 'text',
  is: 'What it was, in words',
  value: ({ text }) => text,
  missing: notRecorded,
};
const how: readonly PackageColumn<PackagedFact>[] = [
  ...whenColumns<PackagedFact>(
    'known_on',
    'When it could first have been known',
    ({ knownOn }) => whenIn(knownOn),
    notRecorded,
  ),
  {
    name: 'verified',
    type: 'yesno',
    is: 'Whether somebody read its source',
    value: ({ verified }) => String(verified === 1),
  },
  {
    name: 'inferred',
    type: 'yesno',
    is: 'Whether a part of it was worked out',
    value: ({ inferred }) => String(inferred === 1),
  },
  {
    name: 'recorded_on',
    type: 'date',
    is: 'The day on which this record got it',
    value: ({ recordedAt }) => dayOfMoment(recordedAt),
  },
];
const nameOf = (name: string): PackageColumn<PackagedFact> => ({
  name,
  type: 'text',
  is: 'Its reference on this record',
  value: ({ ref, id }) => ref ?? id,
});

export const interventionsTable = (facts: readonly PackagedFact[]): PackageTable =>
  packageTable<PackagedFact>(
    {
      name: 'interventions',
      title: 'Interventions',
      rowIs: 'A step of intervention in an organisation of an episode',
      key: ['intervention'],
      references: ofBody,
      columns: [
        nameOf('intervention'),
        body,
        episodesOf,
        {
          name: 'kind',
          type: 'code',
          is: 'What kind of step it is',
          codes: interventionKinds,
          value: ({ kind }) => kind,
        },
        {
          name: 'level',
          type: 'code',
          is: 'How far it reaches, 0 to 5',
          codes: Object.fromEntries(Object.entries(interventionLevels)),
          value: ({ level }) => (level === null ? null : String(level)),
          missing: notRecorded,
        },
        { name: 'authority', type: 'text', is: 'Who took it', value: ({ by }) => by, missing: notRecorded },
        { name: 'legal_basis', type: 'text', is: 'Under which law', value: ({ basis }) => basis, missing: notRecorded },
        words,
        ...whenColumns<PackagedFact>('started_on', 'When it began', ({ startsOn }) => whenIn(startsOn), notRecorded),
        ...whenColumns<PackagedFact>(
          'planned_end_on',
          'The end that was announced last',
          ({ otherOn }) => whenIn(otherOn),
          notRecorded,
        ),
        ...whenColumns<PackagedFact>(
          'ended_on',
          'When it ended',
          ({ endsOn }) => whenIn(endsOn),
          ({ reason }) => (reason === null ? 'not yet' : 'not recorded'),
        ),
        {
          name: 'end_reason',
          type: 'text',
          is: 'Why it ended',
          value: ({ reason }) => reason,
          missing: ({ endsOn }) => (endsOn === null ? 'not yet' : 'not recorded'),
        },
        ...how,
      ],
    },
    facts,
  );

export const supportsTable = (facts: readonly PackagedFact[]): PackageTable =>
  packageTable<PackagedFact>(
    {
      name: 'supports',
      title: 'Help from peers',
      rowIs: 'Help from peers to an organisation of an episode',
      key: ['support'],
      references: ofBody,
      columns: [
        nameOf('support'),
        body,
        episodesOf,
        { name: 'kind', type: 'text', is: 'What kind of help it is, as a code', value: ({ kind }) => kind },
        { name: 'provider', type: 'text', is: 'Who helped', value: ({ by }) => by, missing: notRecorded },
        {
          name: 'basis',
          type: 'text',
          is: 'Whether it was voluntary, commissioned or required',
          value: ({ basis }) => basis,
          missing: notRecorded,
        },
        { ...words, name: 'focus', is: 'What it was about' },
        ...whenColumns<PackagedFact>('agreed_on', 'When it was agreed', ({ otherOn }) => whenIn(otherOn), notRecorded),
        ...whenColumns<PackagedFact>('started_on', 'When it began', ({ startsOn }) => whenIn(startsOn), notRecorded),
        ...whenColumns<PackagedFact>('ended_on', 'When it ended', ({ endsOn }) => whenIn(endsOn), notRecorded),
        ...how,
      ],
    },
    facts,
  );

export const warningsTable = (facts: readonly PackagedFact[]): PackageTable =>
  packageTable<PackagedFact>(
    {
      name: 'warnings',
      title: 'Warning signs',
      rowIs: 'A sign of failure, seen or to be seen before it was found',
      key: ['warning'],
      references: ofBody,
      columns: [
        nameOf('warning'),
        body,
        episodesOf,
        { name: 'kind', type: 'code', is: 'What it was seen in', codes: warningKinds, value: ({ kind }) => kind },
        words,
        ...whenColumns<PackagedFact>(
          'occurred_on',
          'When it was there',
          ({ startsOn }) => whenIn(startsOn),
          notRecorded,
        ),
        ...whenColumns<PackagedFact>(
          'responded_on',
          'When it was answered',
          ({ otherOn }) => whenIn(otherOn),
          notRecorded,
        ),
        { name: 'response', type: 'text', is: 'What was done', value: ({ reason }) => reason, missing: notRecorded },
        ...how,
      ],
    },
    facts,
  );

/** Something with a date in the life of an episode or of its body. */
export type PackagedEvent = {
  readonly event: string;
  /** Null: it is of the body, and not tied to an episode. */
  readonly episode: string | null;
  readonly organisation: string;
  readonly kind: keyof typeof eventKinds;
  /** A code within the kind, such as which post. */
  readonly what: string | null;
  readonly on: string | null;
  readonly recordedAt: string;
  readonly text: string | null;
  readonly source: string | null;
};

const eventKinds = {
  triggered: 'The episode was triggered',
  not_failing: 'The first judgement that was not failing, or the recovery that was decided',
  good: 'The first judgement that met what is expected, or was better',
  recovered: 'Recovery was decided',
  intervention_ended: 'The last intervention ended',
  closed: 'The episode was closed',
  failed_again: 'The next episode within the watch was triggered',
  judgement: 'An inspection was judged',
  warning: 'A warning sign',
  intervention_began: 'An intervention began',
  intervention_planned_end: 'The end of an intervention that was announced last',
  intervention_over: 'An intervention ended',
  support_began: 'Help from peers began',
  support_ended: 'Help from peers ended',
  structural_change: 'A body or a service was reorganised, moved or made anew',
  post_began: 'Somebody began to hold a post at the top',
  post_ended: 'Somebody ceased to hold a post at the top',
  other_event: 'Another event of the body',
} as const;
export type PackagedEventKind = keyof typeof eventKinds;

const precisionOf = (text: string): string =>
  text.length === 4 ? 'year' : text.includes('Q') ? 'quarter' : text.length === 7 ? 'month' : 'day';

export const eventsTable = (events: readonly PackagedEvent[]): PackageTable =>
  packageTable<PackagedEvent>(
    {
      name: 'events',
      title: 'Events',
      rowIs: 'Something with a date in the life of an episode or of its organisation',
      key: ['event'],
      references: [
        { column: 'episode', table: 'episodes', to: 'episode' },
        ...ofBody,
        { column: 'source', table: 'sources', to: 'source' },
      ],
      columns: [
        { name: 'event', type: 'text', is: 'The name of this row', value: ({ event }) => event },
        {
          name: 'episode',
          type: 'text',
          is: 'The episode that it belongs to',
          value: ({ episode }) => episode,
          missing: notApplicable,
        },
        { name: 'organisation', type: 'text', is: 'The organisation', value: ({ organisation }) => organisation },
        { name: 'kind', type: 'code', is: 'What happened', codes: eventKinds, value: ({ kind }) => kind },
        {
          name: 'what',
          type: 'text',
          is: 'Which of its kind, as a code',
          value: ({ what }) => what,
          missing: notApplicable,
        },
        {
          name: 'date',
          type: 'when',
          is: 'When, as exactly as it is known',
          value: ({ on }) => whenIn(on)?.text ?? null,
          missing: notRecorded,
        },
        {
          name: 'precision',
          type: 'code',
          is: 'How exactly that is known',
          codes: { day: 'To the day', month: 'To the month', quarter: 'To the quarter', year: 'To the year' },
          value: ({ on }) => {
            const when = whenIn(on);
            return when && precisionOf(when.text);
          },
          reasonIn: 'date_missing',
        },
        {
          name: 'earliest',
          type: 'date',
          is: 'The first day that it may be',
          value: ({ on }) => whenIn(on)?.first ?? null,
          reasonIn: 'date_missing',
        },
        {
          name: 'latest',
          type: 'date',
          is: 'The last day that it may be',
          value: ({ on }) => whenIn(on)?.last ?? null,
          reasonIn: 'date_missing',
        },
        {
          name: 'recorded_on',
          type: 'date',
          is: 'The day on which this record got it',
          value: ({ recordedAt }) => dayOfMoment(recordedAt),
        },
        { name: 'text', type: 'text', is: 'In words', value: ({ text }) => text, missing: notRecorded },
        {
          name: 'source',
          type: 'text',
          is: 'The first source that it rests on',
          value: ({ source }) => source,
          missing: notRecorded,
        },
      ],
    },
    events,
  );
