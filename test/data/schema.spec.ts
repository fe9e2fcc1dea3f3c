import { Check, Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { Database } from '../../src/database/database.js';
import { writerOptions } from '../../src/database/data-source-options.js';
import { entities } from '../../src/entities.js';
import { migrations } from '../../src/migrations.js';
import { schema } from '../../src/schema.js';
import {
  closeTestDatabase,
  emptyPlace,
  openTestDatabase,
  testedKind,
  type TestPlace,
} from '../builders/test-database.js';

const onSqlite = testedKind === 'sqlite';

/** Every trigger that there must be. A table rebuilt on SQLite loses its own, and says nothing. */
const onlyHere = onSqlite ? 'replace' : 'truncate';
const addedToOnly = [
  'audit_entry',
  'audit_subject',
  'cohort',
  'cohort_edition',
  'cohort_file',
  'comparison_edition',
  'comparison_file',
  'date_change',
  'inspection_edition',
  'inspection_seal',
  'lesson_assessment',
  'lesson_assessment_evidence',
  'lesson_assessment_signal',
  'signal_result',
  'signal_threshold',
];
const published = ['finding', 'judgement', 'monitoring_note'];
const issued = ['pack', 'pack_supplement', 'minutes_addendum'];
const agreed = ['minutes_item', 'minutes_public'];
const expectedTriggers = [
  ...addedToOnly.flatMap((table) => ['delete', onlyHere, 'update'].map((change) => `TR_${table}_no_${change}`)),
  ...issued.flatMap((table) => ['delete', onlyHere, 'update'].map((change) => `TR_${table}_no_${change}`)),
  ...agreed.flatMap((table) =>
    ['delete', 'insert', 'update', ...(onSqlite ? [] : ['truncate'])].map((change) => `TR_${table}_no_${change}`),
  ),
  ...['change', 'delete', onlyHere, 'return'].map((change) => `TR_minutes_no_${change}`),
  'TR_board_action_no_update',
  'TR_milestone_baseline_once',
  'TR_milestone_no_delete',
  `TR_milestone_no_${onlyHere}`,
  'TR_inspection_no_delete',
  'TR_inspection_no_silent_update',
  ...published.flatMap((table) =>
    [...(onSqlite ? ['replace'] : []), 'silent_delete', 'silent_update'].map((change) => `TR_${table}_no_${change}`),
  ),
].toSorted();

const triggersOf = async (source: DataSource): Promise<string[]> => {
  const rows: { name: string }[] = await source.query(
    onSqlite
      ? `SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name`
      : `SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname`,
  );
  return rows.map(({ name }) => name);
};

const driftOf = async (source: DataSource): Promise<string[]> =>
  (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

/** As a person at the database's own prompt would: past the queue and past every rule of ours. */
const statement = async (database: Database, text: string): Promise<unknown> => {
  const runner = database.writer.createQueryRunner();
  try {
    return await runner.query(text);
  } finally {
    await runner.release();
  }
};

const anInstant = '2026-11-23T09:00:00.000Z';

const auditLine = (seq: number): string => `
  INSERT INTO audit_entry (seq, at, actor, role, action, entity, entity_id, prev_hash, hash)
  VALUES (${seq}, '${anInstant}', 'a', 'service', 'made', 'organisation', 'OR-0001', '${'0'.repeat(64)}', '${'1'.repeat(64)}')`;

const organisation = (change: Partial<Record<string, string>> = {}): string => {
  const values: Record<string, string> = {
    id: `'00000000-0000-4000-8000-000000000001'`,
    ref: `'OR-0001'`,
    slug: `'a-council'`,
    name: `'A council'`,
    sort_name: `'council'`,
    kind: `'council'`,
    sector: `'councils'`,
    verified: '0',
    inferred: '0',
    recorded_at: `'${anInstant}'`,
    recorded_by: `'a'`,
    version: '1',
    visibility: `'public'`,
    ...change,
  };
  return `INSERT INTO organisation (${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`;
};

describe('the schema', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => closeTestDatabase(database));

  it('is what the entities say', async () => {
    expect(await driftOf(database.writer)).toEqual([]);
  });

  it('has every trigger after the last migration', async () => {
    expect(await triggersOf(database.writer)).toEqual(expectedTriggers);
  });

  it('names every constraint and index itself, so that a message can be read', async () => {
    const tables = database.writer.entityMetadatas.map(({ tableName }) => tableName);
    const runner = database.writer.createQueryRunner();
    const found = await runner.getTables(tables);
    await runner.release();
    const names = found.flatMap(({ checks, foreignKeys, indices, uniques }) =>
      [...checks, ...foreignKeys, ...indices, ...uniques].map(({ name }) => name),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !/^(CK|FK|IX)_[a-z0-9_]+$/.test(name ?? ''))).toEqual([]);
  });

  it('holds every text to its length, every date to its shape and every flag to yes or no', async () => {
    const checked = (table: string, column: string): boolean =>
      database.writer.getMetadata(table).checks.some(({ expression }) => expression.includes(`"${column}"`));
    const unchecked = database.writer.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns
        .filter(({ isPrimary, referencedColumn }) => !isPrimary && !referencedColumn)
        .filter(({ length, databaseName }) => length !== '' || ['verified', 'inferred'].includes(databaseName))
        .filter(({ databaseName }) => !databaseName.endsWith('_id') && !checked(tableName, databaseName))
        .map(({ databaseName }) => `${tableName}.${databaseName}`),
    );
    expect(unchecked).toEqual([]);
  });
});

describe('the entities and the migrations', () => {
  /** The same table with another length, another check and one column more than the migration makes. */
  @Entity('data_version')
  @Check('CK_data_version_number', '"number" > 0')
  class DriftedDataVersion {
    @PrimaryColumn('integer')
    id: number;

    @Column('integer')
    number: number;

    @Column('varchar', { length: 10, nullable: true })
    planted: string | null;
  }

  it('are found out when they differ', async () => {
    const place = await emptyPlace();
    try {
      const others = entities.filter(({ name }) => name !== 'DataVersion');
      const source = await new DataSource(
        writerOptions(place.address, { entities: [DriftedDataVersion, ...others], migrations }),
      ).initialize();
      await source.runMigrations();
      const drift = (await driftOf(source)).join('\n');
      await source.destroy();
      expect(drift).toContain('planted');
      expect(drift).toContain('CK_data_version_number');
    } finally {
      await place.remove();
    }
  });
});

describe('a database made by the first migration', () => {
  let place: TestPlace;
  let upgraded: Database;

  beforeAll(async () => {
    place = await emptyPlace();
    const first = await new DataSource(
      writerOptions(place.address, { entities: [], migrations: migrations.slice(0, 1) }),
    ).initialize();
    await first.runMigrations();
    await first.query(organisation());
    await first.query(auditLine(1));
    await first.query(`INSERT INTO reference_counter (prefix, next) VALUES ('OR', 2)`);
    await first.destroy();
    upgraded = await Database.open(place.address, schema);
  });
  afterAll(async () => {
    await upgraded?.close();
    await place?.remove();
  });

  it('upgrades with every row intact', async () => {
    const [held] = (await statement(upgraded, 'SELECT * FROM organisation')) as Record<string, unknown>[];
    expect(held).toMatchObject({ ref: 'OR-0001', name: 'A council', recorded_at: anInstant, version: 1 });
    expect(await statement(upgraded, 'SELECT seq, actor FROM audit_entry')).toEqual([{ seq: 1, actor: 'a' }]);
    expect(await upgraded.transaction(() => upgraded.nextReferences('OR', 1))).toEqual(['OR-0002']);
  });

  it('is then what the entities say, with every trigger', async () => {
    expect(await driftOf(upgraded.writer)).toEqual([]);
    expect(await triggersOf(upgraded.writer)).toEqual(expectedTriggers);
  });

  it('is opened a second time without a step to take', async () => {
    const again = await Database.open(place.address, schema);
    const pending = await again.writer.showMigrations();
    await again.close();
    expect(pending).toBe(false);
  });
});

describe('the audit trail', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    await statement(database, auditLine(1));
  });
  afterAll(() => closeTestDatabase(database));

  const changes = [
    `UPDATE audit_entry SET actor = 'somebody else'`,
    'DELETE FROM audit_entry',
    'DELETE FROM audit_entry WHERE seq = 1',
    ...(onSqlite
      ? [`REPLACE INTO audit_entry SELECT * FROM audit_entry`]
      : ['TRUNCATE audit_entry', 'TRUNCATE audit_entry CASCADE']),
  ];

  it.each(changes)('refuses %s, whoever asks', async (change) => {
    await expect(statement(database, change)).rejects.toThrow(/The audit trail is added to, never changed|UNIQUE|PK_/);
    expect(await statement(database, 'SELECT seq, actor FROM audit_entry')).toEqual([{ seq: 1, actor: 'a' }]);
  });

  it('takes another line', async () => {
    await statement(database, auditLine(2));
    expect(await statement(database, 'SELECT seq FROM audit_entry ORDER BY seq')).toEqual([{ seq: 1 }, { seq: 2 }]);
  });
});

describe('a row that cannot be', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => closeTestDatabase(database));
  beforeEach(() => statement(database, 'DELETE FROM organisation'));

  it.each([
    ['a flag that is neither yes nor no', { verified: '2' }, 'CK_organisation_verified'],
    ['a visibility that nobody has', { visibility: `'everybody'` }, 'CK_organisation_visibility'],
    ['a version before the first', { version: '0' }, 'CK_organisation_version'],
    ['a reference that is too long', { ref: `'OR-${'1'.repeat(30)}'` }, 'CK_organisation_ref|too long'],
    ['a name that is too long', { name: `'${'x'.repeat(301)}'` }, 'CK_organisation_name|too long'],
    ['a date of no known exactness', { opened_on: `'2018-3'` }, 'CK_organisation_opened_on'],
    ['a body within none that there is', { parent_id: `'nobody'` }, 'FK_organisation_parent_id|FOREIGN KEY'],
    ['a body without a name', { name: 'NULL' }, 'organisation.name|null value in column'],
  ])('is refused: %s', async (_what, change, reason) => {
    await expect(statement(database, organisation(change))).rejects.toThrow(new RegExp(reason));
    expect(await statement(database, 'SELECT id FROM organisation')).toEqual([]);
  });

  it('is a second one with a reference that is taken', async () => {
    await statement(database, organisation());
    await expect(statement(database, organisation({ id: `'2'`, ref: `'OR-0001'`, slug: `'b'` }))).rejects.toThrow(
      /IX_organisation_ref|organisation.ref/,
    );
    expect(await statement(database, 'SELECT ref FROM organisation')).toEqual([{ ref: 'OR-0001' }]);
  });
});
