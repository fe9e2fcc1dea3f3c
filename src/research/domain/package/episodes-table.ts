import { recoveryBases, triggerKinds } from '../../../episodes/domain/episode.js';
import { listedStates } from '../../../episodes/domain/listed-state.js';
import { codebook, type FieldReading, type ReadField } from '../../../lessons/domain/codebook.js';
import { episodeAreas } from '../../../vocabulary/domain/episode-areas.js';
import type { RecoveryCase } from '../recovery-case.js';
import { dayOfMoment, whenIn, whenOf } from './dates.js';
import type { PackageEpisodeRow } from './package-record.js';
import {
  type MissingReason,
  notApplicable,
  notRecorded,
  type PackageColumn,
  type PackageTable,
  packageTable,
  whenColumns,
} from './package-table.js';

/** An episode of the cohort with all that its row says. */
export type PackagedEpisode = {
  readonly of: RecoveryCase;
  readonly row: PackageEpisodeRow;
  readonly listedState: string;
  /** The core fields as they stand. */
  readonly fields: readonly ReadField[];
  /** The two who coded it, by their numbers in this package; null: fewer than two have finished. */
  readonly coders: readonly [string, string] | null;
  /** Whether more is told of it than its judgements. */
  readonly isTold: boolean;
};

const reasonOf: Readonly<Record<Exclude<FieldReading['status'], 'filled'>, MissingReason>> = {
  not_recorded: 'not recorded',
  not_applicable: 'not applicable',
  not_yet: 'not yet',
};

function readingOf({ fields, coders }: PackagedEpisode, key: string): FieldReading {
  if (key === 'coders' && coders) return { status: 'filled', value: coders.join(', '), sourced: true };
  return fields.find(({ field }) => field.key === key)?.reading ?? { status: 'not_recorded' };
}

const codersAre =
  'The two who coded the episode for research, by their numbers in this package. codings.csv has what each wrote.';

/** A column for each core field (record B3), from the one codebook that lesson 6 counts as well. */
const coreColumns: readonly PackageColumn<PackagedEpisode>[] = codebook.map(({ key, name, how }) => ({
  name: `core_${key}`,
  type: 'text',
  is: `${name}. ${key === 'coders' ? codersAre : how}`,
  value: (episode) => {
    const reading = readingOf(episode, key);
    return reading.status === 'filled' ? reading.value : null;
  },
  missing: (episode) => {
    const reading = readingOf(episode, key);
    return reading.status === 'filled' ? 'not recorded' : reasonOf[reading.status];
  },
}));

const sourcedShare = ({ fields }: PackagedEpisode): number | null => {
  const filled = fields.flatMap(({ reading }) => (reading.status === 'filled' ? [reading.sourced] : []));
  return filled.length === 0 ? null : Number((filled.filter(Boolean).length / filled.length).toFixed(4));
};

export const episodesTable = (episodes: readonly PackagedEpisode[]): PackageTable =>
  packageTable<PackagedEpisode>(
    {
      name: 'episodes',
      title: 'Episodes of failure',
      rowIs: 'An episode of failure with the core fields of the codebook',
      key: ['episode'],
      references: [{ column: 'organisation', table: 'organisations', to: 'organisation' }],
      columns: [
        { name: 'episode', type: 'text', is: 'Its reference on this record', value: ({ of }) => of.ref },
        { name: 'title', type: 'text', is: 'Its title', value: ({ of }) => of.title },
        {
          name: 'organisation',
          type: 'text',
          is: 'The organisation that failed',
          value: ({ row }) => row.organisationRef,
        },
        {
          name: 'area',
          type: 'code',
          is: 'The part of the work that failed',
          codes: episodeAreas,
          value: ({ of }) => of.area,
        },
        {
          name: 'unit',
          type: 'text',
          is: 'The service or site that failed',
          value: ({ row }) => row.unit,
          missing: notApplicable,
        },
        {
          name: 'told',
          type: 'yesno',
          is: 'Whether more is told of it than its judgements: signals and conditions are read of those that are',
          value: ({ isTold }) => String(isTold),
        },
        {
          name: 'state',
          type: 'code',
          is: 'Its state: as somebody decided or, where nobody did, as judgements say',
          codes: listedStates,
          value: ({ listedState }) => listedState,
        },
        {
          name: 'state_decided',
          type: 'yesno',
          is: 'Whether somebody decided its state',
          value: ({ row }) => String(row.status !== null),
        },
        {
          name: 'trigger_kind',
          type: 'code',
          is: 'What opened it',
          codes: triggerKinds,
          value: ({ of }) => of.triggerKind,
        },
        ...whenColumns<PackagedEpisode>(
          'trigger_on',
          'When it was triggered',
          ({ of }) => whenOf(of.triggered.on),
          notRecorded,
        ),
        {
          name: 'trigger_inspection',
          type: 'text',
          is: 'The inspection that opened it',
          value: ({ row }) => row.triggerInspectionRef,
          missing: ({ of }) => (of.triggerKind === 'judgement' ? 'not recorded' : 'not applicable'),
        },
        {
          name: 'trigger_by_area',
          type: 'yesno',
          is: 'Whether it opened by a serious finding in an area, since its framework has no formal failure',
          value: ({ row }) => String(row.byArea === 1),
        },
        ...whenColumns<PackagedEpisode>(
          'onset_on',
          'When it is said to have begun',
          ({ row }) => whenIn(row.onsetOn),
          notRecorded,
        ),
        {
          name: 'framework',
          type: 'text',
          is: 'The framework under which it was judged to fail, by its key',
          value: ({ of }) => of.framework?.key ?? null,
          missing: ({ of }) => (of.triggerKind === 'judgement' ? 'not recorded' : 'not applicable'),
        },
        ...whenColumns<PackagedEpisode>(
          'not_failing_on',
          'The first judgement that was not failing or, where none is, the recovery that was decided',
          ({ of }) => whenOf(of.notFailing?.on ?? null),
          () => 'not yet',
        ),
        {
          name: 'not_failing_inspection',
          type: 'text',
          is: 'The inspection that found it not failing',
          value: ({ row }) => row.notFailingInspectionRef,
          missing: ({ of }) => (of.notFailing ? 'not applicable' : 'not yet'),
        },
        {
          name: 'recovery_basis',
          type: 'code',
          is: 'On what it was decided to have recovered',
          codes: recoveryBases,
          value: ({ row }) => row.recoveryBasis,
          missing: ({ of }) => (of.notFailing ? 'not recorded' : 'not yet'),
        },
        {
          name: 'level',
          type: 'whole',
          is: 'The highest level of intervention on the record of it, 0 (none) to 5',
          value: ({ of }) => of.level,
        },
        {
          name: 'early_peers',
          type: 'yesno',
          is: 'Whether help from peers is on the record within 6 months of the trigger',
          value: ({ of }) => String(of.hadEarlyPeers),
        },
        {
          name: 'structural_change',
          type: 'yesno',
          is: 'Whether a structural change during it is on the record',
          value: ({ of }) => String(of.hadStructuralChange),
        },
        {
          name: 'followed_to',
          type: 'date',
          is: 'The day up to which the record tells of it: the end of its series or, where somebody keeps it, the day of this edition',
          value: ({ of }) => of.followedTo,
        },
        {
          name: 'watch_until',
          type: 'date',
          is: 'The last day of the watch for relapse, 84 months after recovery',
          value: ({ row }) => row.watchUntil,
          missing: ({ of }) => (of.notFailing ? 'not recorded' : 'not yet'),
        },
        {
          name: 'relapse_of',
          type: 'text',
          is: 'The earlier episode of which it is the relapse; it need not be in this package',
          value: ({ row }) => row.relapseOfRef,
          missing: notApplicable,
        },
        ...coreColumns,
        {
          name: 'sourced_share',
          type: 'number',
          is: 'Of its core fields that are filled, the share that rests on a source, 0 to 1',
          value: sourcedShare,
          missing: notRecorded,
        },
        {
          name: 'verified',
          type: 'yesno',
          is: 'Whether somebody read its sources and found them to say so',
          value: ({ row }) => String(row.verified === 1),
        },
        {
          name: 'inferred',
          type: 'yesno',
          is: 'Whether a part of it was worked out rather than read',
          value: ({ row }) => String(row.inferred === 1),
        },
        {
          name: 'address',
          type: 'text',
          is: 'Its page on this record, without the name of the site',
          value: ({ of }) => `/episodes/${of.ref}`,
        },
        {
          name: 'recorded_on',
          type: 'date',
          is: 'The day on which this record got it',
          value: ({ row }) => dayOfMoment(row.recordedAt),
        },
      ],
    },
    episodes,
  );
