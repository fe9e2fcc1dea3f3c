import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { tableName } from '../../src/database/columns.js';
import { entities } from '../../src/entities.js';
import { holdsSql, tableUse } from './sql-in-source.js';

const ladder = JSON.parse(readFileSync(join(rootFolder, 'test/architecture/ladder.json'), 'utf8')) as string[];
const sourceFolder = join(rootFolder, 'src');
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
  .map((path) => ({ path, text: readFileSync(join(sourceFolder, path), 'utf8') }));

/** Which feature keeps which table: the folder that its entity lies in, and the few that have none. */
function readOwners(): { tables: Map<string, string>; classes: Map<string, string> } {
  const tables = new Map([
    ['search_entry', 'office'],
    ['search_word', 'office'],
    ['search_vocabulary', 'office'],
    ['migrations', 'database'],
  ]);
  const classes = new Map<string, string>();
  for (const { path, text } of sources.filter((source) => source.path.endsWith('.entity.ts'))) {
    const owner = path.split('/')[0] ?? '';
    for (const [, name = ''] of text.matchAll(/@(?:Record)?Table\(\)[\s\S]*?export class (\w+)/g)) {
      classes.set(name, owner);
      tables.set(tableName(name), owner);
    }
  }
  return { tables, classes };
}

const { tables, classes } = readOwners();
const systemTables = /^(sqlite_|pg_|pragma_|information_schema$)/;

type Faults = readonly string[];

/** What a file under `src/` may not ask of the tables. */
function faultsOf(path: string, text: string): Faults {
  const feature = path.split('/')[0] ?? '';
  const rung = ladder.indexOf(feature);
  const isDatabase = feature === 'database';
  const use = tableUse(text, (name) => tables.has(name));
  // Whoever looks whether the database is sound reads every table, without knowing one; and what is inserted in bulk is
  // named by its entity where it is asked for, which is looked at there.
  const isBulk = path === 'database/bulk-insert.ts';
  const faults: string[] = use.hidden
    .filter((place) => !(isDatabase && place.startsWith('FROM')) && !(isBulk && place.startsWith('INSERT')))
    .map((place) => `does not write out its table: ${place}`);
  for (const table of use.writes)
    if (tables.get(table) !== feature) faults.push(`writes ${table}, which ${tables.get(table) ?? 'nobody'} keeps`);
  for (const table of use.reads) {
    const owner = tables.get(table);
    const isBelow = owner !== undefined && owner !== 'database' && ladder.indexOf(owner) <= rung;
    if (isDatabase ? owner !== feature && !systemTables.test(table) : !isBelow)
      faults.push(`reads ${table}, which ${owner ?? 'nobody'} keeps`);
  }
  for (const entity of use.inserts)
    if (!isDatabase && classes.get(entity) !== feature)
      faults.push(`inserts ${entity}, which ${classes.get(entity) ?? 'nobody'} keeps`);
  if (!isDatabase) for (const detour of use.detours) faults.push(`goes round the one way to the tables by ${detour}`);
  return faults;
}

const holdsTables = ({ path }: { path: string }): boolean => path.includes('/data/') || path.startsWith('database/');

describe('the tables', () => {
  it('each have one keeper, in the folder of their entity', () => {
    expect([...classes.keys()].toSorted()).toEqual(entities.map(({ name }) => name).toSorted());
    expect([...new Set(classes.values())].filter((owner) => owner !== 'database' && !ladder.includes(owner))).toEqual(
      [],
    );
  });

  it('are written only by their keeper, and read only from the same rung or higher', () => {
    const faults = sources
      .filter(holdsTables)
      .flatMap(({ path, text }) => faultsOf(path, text).map((fault) => `src/${path} ${fault}`));
    expect(faults).toEqual([]);
  });

  it('are asked for in data/ and database/, and nowhere else', () => {
    const elsewhere = sources.filter((source) => !holdsTables(source) && holdsSql(source.text)).map(({ path }) => path);
    expect(elsewhere).toEqual([]);
  });
});

describe('what is planted against the tables', () => {
  it.each<[string, string, Faults]>([
    [
      'organisations/data/a.queries.ts',
      'sql`SELECT episode.id FROM failure_episode AS episode`',
      ['reads failure_episode, which episodes keeps'],
    ],
    [
      'episodes/data/a.store.ts',
      'sql`UPDATE organisation SET name = ${name}`',
      ['writes organisation, which organisations keeps'],
    ],
    ['episodes/data/b.store.ts', 'sql`DELETE FROM organisation`', ['writes organisation, which organisations keeps']],
    [
      'sources/data/a.queries.ts',
      'sql`SELECT 1 FROM source, organisation AS o`',
      ['reads organisation, which organisations keeps'],
    ],
    [
      'sources/data/b.queries.ts',
      'sql`SELECT 1 FROM source s LEFT JOIN "judgement" ON 1 = 1`',
      ['reads judgement, which inspections keeps'],
    ],
    [
      'sources/data/c.queries.ts',
      'sql`SELECT (SELECT count(*) FROM inspection) FROM source WHERE id IN (${sql`SELECT id FROM outcome`})`',
      ['reads inspection, which inspections keeps', 'reads outcome, which episodes keeps'],
    ],
    ['episodes/data/c.queries.ts', 'sql`SELECT 1 FROM ${fixed(table)}`', ['does not write out its table: FROM …']],
    [
      'sources/data/d.queries.ts',
      `const count = (table: 'source' | 'episode_fact') => sql\`SELECT count(*) FROM \${fixed(table)}\``,
      ['reads episode_fact, which episodes keeps'],
    ],
    ['episodes/data/d.queries.ts', 'sql`SELECT 1 FROM nowhere`', ['reads nowhere, which nobody keeps']],
    [
      'episodes/data/e.queries.ts',
      'sql`SELECT number FROM data_version`',
      ['reads data_version, which database keeps'],
    ],
    [
      'episodes/data/d.store.ts',
      'const add = (db: Database) => db.insert(Organisation, rows)',
      ['inserts Organisation, which organisations keeps'],
    ],
    [
      'episodes/data/e.store.ts',
      'const take = (db: Database) => db.writer.getRepository(FailureEpisode)',
      ['goes round the one way to the tables by getRepository', 'goes round the one way to the tables by writer'],
    ],
    ['database/b.ts', 'sql`DELETE FROM ${fixed(table)}`', ['does not write out its table: DELETE FROM …']],
    ['database/a.ts', `runner.query('DELETE FROM organisation')`, ['writes organisation, which organisations keeps']],
  ])('in %s is found', (path, text, faults) => {
    expect(faultsOf(path, text).toSorted()).toEqual([...faults].toSorted());
  });

  it.each([
    ['overview/data/a.queries.ts', 'sql`SELECT 1 FROM organisation JOIN failure_episode ON true, judgement AS j`'],
    [
      'episodes/data/a.store.ts',
      'sql`UPDATE failure_episode SET title = ${title} WHERE id IN (SELECT id FROM inspection)`',
    ],
    [
      'episodes/data/b.store.ts',
      'sql`INSERT INTO outcome (id) VALUES (${id}) ON CONFLICT (id) DO UPDATE SET state = excluded.state`',
    ],
    [
      'episodes/data/a.queries.ts',
      'sql`WITH latest AS (SELECT 1 FROM judgement), ${sql`older(n) AS (SELECT 2 FROM inspection)`} SELECT 1 FROM latest JOIN older ON true`',
    ],
    ['episodes/data/b.queries.ts', "sql`SELECT 'FROM nowhere' FROM outcome WHERE a IS DISTINCT FROM b -- FROM here`"],
    ['episodes/data/c.queries.ts', '/* Rows FROM nowhere. */ sql`SELECT 1 FROM (SELECT 2) AS two`'],
    ['episodes/data/d.queries.ts', 'sql`SELECT value FROM json_each(${list}) JOIN outcome ON true FOR UPDATE`'],
    ['office/data/a.queries.ts', 'sql`SELECT 1 FROM search_entry, to_tsquery(${words}) AS question`'],
    ['episodes/data/e.queries.ts', `const one = (table: 'outcome') => sql\`SELECT 1 FROM \${fixed(table)}\``],
    ['database/a.ts', `runner.query('UPDATE data_version SET number = number + 1')`],
    ['database/soundness.ts', 'sql`SELECT count(*) FROM ${fixed(table)}`'],
    ['database/b.ts', `connection.prepare("SELECT name FROM sqlite_master")`],
  ])('may be what is not: %s', (path, text) => {
    expect(faultsOf(path, text)).toEqual([]);
  });
});
