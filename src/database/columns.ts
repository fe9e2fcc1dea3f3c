import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * The few kinds of column that the record is made of, alike on SQLite and PostgreSQL. SQLite does not hold a text to
 * its length, so each kind carries the CHECK that does.
 */
type Options = { nullable?: boolean; default?: string | number };

const both =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };

const columnName = (property: string | symbol): string =>
  String(property).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const checked =
  (column: PropertyDecorator, rule: (column: string) => string): PropertyDecorator =>
  (target, property) => {
    column(target, property);
    const name = columnName(property);
    Check(`CK_${tableName(target.constructor.name)}_${name}`, rule(`"${name}"`))(target, property as string);
  };

export const tableName = (className: string): string => columnName(className).slice(1);

export const visibilities = ['public', 'board', 'inspection', 'restricted'] as const;
export type Visibility = (typeof visibilities)[number];

/** A table named for its class, in the singular. */
export const Table = (): ClassDecorator => (target) => Entity(tableName(target.name))(target);

type Checks = Readonly<Record<string, string>>;

const checkEach = (target: object & { name: string }, checks: Checks): void => {
  for (const [column, rule] of Object.entries(checks))
    Check(`CK_${tableName(target.name)}_${column}`, rule)(target as never);
};

/** What holds for the columns of `Kept`: TypeORM does not carry a check from an embedded class to its table. */
const keptChecks: Checks = {
  visibility: `"visibility" IN ('${visibilities.join(`', '`)}')`,
  version: '"version" >= 1',
  recorded_at: 'length("recorded_at") = 24',
  recorded_by: 'length("recorded_by") <= 120',
  published_at: 'length("published_at") = 24',
  withdrawn_at: 'length("withdrawn_at") = 24',
  withdrawn_reason: 'length("withdrawn_reason") <= 500',
};

/** What holds for the columns of `Known`. */
const knownChecks: Checks = {
  known_on: 'length("known_on") IN (4, 7, 10)',
  verified: '"verified" IN (0, 1)',
  inferred: '"inferred" IN (0, 1)',
};

/** A table whose rows are records: seen by whom, and changed how often. */
export const RecordTable = (): ClassDecorator => (target) => {
  Table()(target);
  checkEach(target, keptChecks);
};

export const Id = (): PropertyDecorator => PrimaryColumn('varchar', { length: 36 });

/** Text of at most `length` characters. */
export const Words = (length: number, options: Options = {}): PropertyDecorator =>
  checked(Column('varchar', { length, ...options }), (column) => `length(${column}) <= ${length}`);

/** Text of any length. */
export const Prose = (options: Options = {}): PropertyDecorator => Column('text', options);

/** A word from a list that is kept in code. */
export const Code = (options: Options = {}): PropertyDecorator => Words(60, options);

export const Whole = (options: Options = {}): PropertyDecorator => Column('integer', options);

/** A number that need not be whole. */
export const Real = (options: Options = {}): PropertyDecorator => Column('double precision', options);

/** Yes or no, as 1 or 0; with `nullable`, not known. */
export const Flag = (options: Options = {}): PropertyDecorator =>
  checked(Column('integer', options), (column) => `${column} IN (0, 1)`);

/** A date as exactly as it is known: `2018`, `2018-Q2`, `2018-03` or `2018-03-09`. */
export const When = (options: Options = { nullable: true }): PropertyDecorator =>
  checked(Column('varchar', { length: 10, ...options }), (column) => `length(${column}) IN (4, 7, 10)`);

/** One day, `2018-03-09`. */
export const Day = (options: Options = { nullable: true }): PropertyDecorator =>
  checked(Column('varchar', { length: 10, ...options }), (column) => `length(${column}) = 10`);

/** A moment in UTC, `2018-03-09T10:42:00.000Z`. */
export const Instant = (options: Options = {}): PropertyDecorator =>
  checked(Column('varchar', { length: 24, ...options }), (column) => `length(${column}) = 24`);

/** The id of a row of another table, named as text so that no feature imports another's entity. */
export const Refers =
  (entity: string, options: Options = {}): PropertyDecorator =>
  (target, property) => {
    const name = `FK_${tableName(target.constructor.name)}_${columnName(property)}`;
    both(Column('varchar', { length: 36, ...options }), ForeignKey(entity, { name }))(target, property);
  };

/** What every record carries beside its facts. */
export class Kept {
  /** When this system got it; never edited. */
  @Column('varchar', { length: 24 })
  recordedAt: string;

  @Column('varchar', { length: 120 })
  recordedBy: string;

  /** Counts the saves, so that nobody overwrites words that they have not read. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('varchar', { length: 20 })
  visibility: Visibility;

  @Column('varchar', { length: 24, nullable: true })
  publishedAt: string | null;

  @Column('varchar', { length: 24, nullable: true })
  withdrawnAt: string | null;

  @Column('varchar', { length: 500, nullable: true })
  withdrawnReason: string | null;
}

export const KeptColumns = (): PropertyDecorator => Column(() => Kept, { prefix: false });

/** How sure a fact is, and when it became known. */
export class Known {
  /** When it could first have been known; empty: not known when. */
  @Column('varchar', { length: 10, nullable: true })
  knownOn: string | null;

  /** 1 when the cited source was read and says so. */
  @Column('integer', { default: 0 })
  verified: number;

  /** 1 when a part of it was worked out rather than read. */
  @Column('integer', { default: 0 })
  inferred: number;

  @Column('text', { nullable: true })
  note: string | null;
}

export const KnownColumns = (): PropertyDecorator => (target, property) => {
  Column(() => Known, { prefix: false })(target, property);
  checkEach(target.constructor, knownChecks);
};
