import {
  earlyMovements,
  frequencies,
  measureRoles,
  measureStatuses,
  polarityWords,
  valueFlags,
  valueStatuses,
} from '../../../measures/domain/measure.js';
import type { Entry } from '../../../measures/domain/series.js';
import { whenOf } from './dates.js';
import { type MissingReason, notRecorded, type PackageTable, packageTable, whenColumns } from './package-table.js';

export type PackagedMeasure = {
  readonly ref: string;
  readonly organisation: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  readonly role: string;
  readonly polarity: string;
  readonly frequency: string;
  readonly earlyMovement: string;
  readonly target: number | null;
  readonly comparator: string | null;
  readonly status: string;
  readonly pairRef: string | null;
  readonly smallNumbers: boolean;
  readonly threshold: number;
  readonly definitionVersion: number | null;
  readonly definition: string | null;
};

export const measuresTable = (measures: readonly PackagedMeasure[]): PackageTable =>
  packageTable<PackagedMeasure>(
    {
      name: 'measures',
      title: 'Measures',
      rowIs: 'A public measure of an organisation of an episode',
      key: ['measure'],
      references: [{ column: 'organisation', table: 'organisations', to: 'organisation' }],
      columns: [
        { name: 'measure', type: 'text', is: 'Its reference on this record', value: ({ ref }) => ref },
        { name: 'organisation', type: 'text', is: 'The organisation', value: ({ organisation }) => organisation },
        { name: 'name', type: 'text', is: 'What is measured', value: ({ name }) => name },
        { name: 'unit', type: 'text', is: 'In what', value: ({ unit }) => unit },
        {
          name: 'kind',
          type: 'code',
          is: 'What is counted, which decides whether small numbers are withheld',
          codes: { people: 'People', share: 'A share of people', other: 'Anything else' },
          value: ({ kind }) => kind,
        },
        { name: 'role', type: 'code', is: 'What it is a measure of', codes: measureRoles, value: ({ role }) => role },
        {
          name: 'polarity',
          type: 'code',
          is: 'Which way is better',
          codes: polarityWords,
          value: ({ polarity }) => polarity,
        },
        {
          name: 'frequency',
          type: 'code',
          is: 'How often it is counted',
          codes: frequencies,
          value: (row) => row.frequency,
        },
        {
          name: 'early_movement',
          type: 'code',
          is: 'How it is expected to move early in a recovery',
          codes: earlyMovements,
          value: (row) => row.earlyMovement,
        },
        {
          name: 'target',
          type: 'number',
          is: 'Its target, in its unit',
          value: ({ target }) => target,
          missing: notRecorded,
        },
        {
          name: 'comparator',
          type: 'text',
          is: 'With what it is compared',
          value: (row) => row.comparator,
          missing: notRecorded,
        },
        {
          name: 'paired_with',
          type: 'text',
          is: 'The measure that it must be read with',
          value: (row) => row.pairRef,
          missing: notRecorded,
        },
        {
          name: 'status',
          type: 'code',
          is: 'Whether it is still kept',
          codes: measureStatuses,
          value: ({ status }) => status,
        },
        {
          name: 'small_numbers',
          type: 'yesno',
          is: 'Whether its numbers may be small enough to recognise somebody by',
          value: (row) => String(row.smallNumbers),
        },
        {
          name: 'threshold',
          type: 'whole',
          is: 'A count of people below it is withheld',
          value: ({ threshold }) => threshold,
        },
        {
          name: 'definition_version',
          type: 'whole',
          is: 'The edition of its definition that stands',
          value: (row) => row.definitionVersion,
          missing: notRecorded,
        },
        {
          name: 'definition',
          type: 'text',
          is: 'Its definition',
          value: ({ definition }) => definition,
          missing: notRecorded,
        },
      ],
    },
    measures,
  );

export type PackagedValue = {
  readonly measure: string;
  readonly position: number;
  readonly edition: number;
  readonly entry: Pick<Entry, 'shown' | 'note' | 'startsScale' | 'isNewerWithheld'> & {
    readonly fact: Pick<Entry['fact'], 'on' | 'status' | 'flag' | 'verified' | 'inferred'>;
  };
};

function withoutNumber({ entry: { shown } }: PackagedValue): MissingReason {
  if (shown.is === 'number' || shown.letter === 'x') return 'not recorded';
  return shown.letter === 'z' ? 'not applicable' : 'suppressed';
}

const flagCodes = { ...valueFlags, c: 'Withheld, so that nobody can be recognised', k: 'Not zero, and rounds to it' };

/** Values as everybody may see them: what the one disclosure function leaves. */
export const valuesTable = (values: readonly PackagedValue[]): PackageTable =>
  packageTable<PackagedValue>(
    {
      name: 'values',
      title: 'Values of measures',
      rowIs: 'What everybody may see of a measure for a period: the edition that stands',
      key: ['measure', 'position'],
      references: [{ column: 'measure', table: 'measures', to: 'measure' }],
      columns: [
        { name: 'measure', type: 'text', is: 'The measure', value: ({ measure }) => measure },
        {
          name: 'position',
          type: 'whole',
          is: 'The place of the period among those of the measure',
          value: (row) => row.position,
        },
        ...whenColumns<PackagedValue>('period', 'The period', ({ entry }) => whenOf(entry.fact.on), notRecorded),
        {
          name: 'value',
          type: 'number',
          is: 'The value, in the unit of the measure',
          value: ({ entry: { shown } }) => (shown.is === 'number' ? shown.value : null),
          missing: withoutNumber,
        },
        {
          name: 'flag',
          type: 'code',
          is: 'c withheld, k rounds to zero, x not known, z does not apply, b break, p provisional, r revised, e estimate',
          codes: flagCodes,
          value: ({ entry: { shown, fact } }) => (shown.is === 'letter' ? shown.letter : fact.flag),
          missing: () => 'not applicable',
        },
        {
          name: 'status',
          type: 'code',
          is: 'How final it is',
          codes: valueStatuses,
          value: ({ entry }) => entry.fact.status,
        },
        { name: 'edition', type: 'whole', is: 'How often it was revised, from 1', value: ({ edition }) => edition },
        {
          name: 'newer_withheld',
          type: 'yesno',
          is: 'Whether a newer number is withheld, since the difference would tell of few people',
          value: ({ entry }) => String(entry.isNewerWithheld),
        },
        {
          name: 'starts_scale',
          type: 'yesno',
          is: 'Whether another scale or definition begins with it: do not join it to the one before',
          value: ({ entry }) => String(entry.startsScale),
        },
        {
          name: 'note',
          type: 'text',
          is: 'What was written beside it',
          value: ({ entry }) => entry.note,
          missing: notRecorded,
        },
        {
          name: 'verified',
          type: 'yesno',
          is: 'Whether somebody read its source',
          value: ({ entry }) => String(entry.fact.verified),
        },
        {
          name: 'inferred',
          type: 'yesno',
          is: 'Whether it was worked out',
          value: ({ entry }) => String(entry.fact.inferred),
        },
      ],
    },
    values,
  );
