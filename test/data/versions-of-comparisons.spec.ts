import { createHash } from 'node:crypto';
import { AccountsService } from '../../src/access/accounts.service.js';
import { type PersonActing, theService } from '../../src/access/audit.service.js';
import { fixed, type Sql, sql } from '../../src/database/sql.js';
import { Database } from '../../src/database/database.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { schema } from '../../src/schema.js';
import { type ShownComparison, ComparisonsService } from '../../src/research/comparisons.service.js';
import { ComparisonsQueries } from '../../src/research/data/comparisons.queries.js';
import type { Aligned } from '../../src/research/domain/clock-range.js';
import { comparedCase } from '../../src/research/domain/compared-case.js';
import { comparisonEditionPath } from '../../src/research/domain/comparison-package/comparison-papers.js';
import type { ComparedSeries } from '../../src/research/domain/comparison-numbers.js';
import { readPlainCsv } from '../../src/research/domain/package/plain-csv.js';
import { comparisonPaths } from '../../src/research/pages/comparisons.paths.js';
import { VerifyingComparisonsService } from '../../src/research/verifying-comparisons.service.js';
import { aComparedRow, aRecoveryCase, dated } from '../builders/a-compared-case.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';
import { emptyPlace, testedKind } from '../builders/test-database.js';

const clock = new FixedClock(day('2026-11-23'));
let record: TestRecord;
let researcher: PersonActing;

async function aResearcher(of: TestRecord): Promise<PersonActing> {
  const { id, ref } = await of
    .get(AccountsService)
    .add(theService, { name: 'Rosa', email: 'rosa@turnaround.example', passwordHash: null, status: 'active' }, []);
  const account = { id, ref, name: 'Rosa', email: 'rosa@turnaround.example', grants: [] };
  return { name: ref, role: 'researcher', requestId: null, account };
}

beforeAll(async () => {
  record = await openTestRecord({ clock });
  researcher = await aResearcher(record);
});
afterAll(() => record.close());

const first: Aligned = {
  one: comparedCase(aRecoveryCase('EP-1', { notFailing: dated('2017-06') }), [
    aComparedRow('judgement', { startsOn: '2015-01-01', code: 'failing', label: 'Inadequate', frameworkTitle: 'SIF' }),
    aComparedRow('intervention', { startsOn: '2015-03', code: 'commissioner', level: 4, detail: 'DfE' }),
    aComparedRow('warning', { startsOn: '2014', code: 'internal_report', label: '=1+1, "said"\nin two lines' }),
    aComparedRow('plan', { startsOn: '2015-04-01', level: 2 }),
  ]),
  zero: period('2015-01-01'),
};
const second: Aligned = { one: comparedCase(aRecoveryCase('EP-2'), []), zero: null };

const caseload: ComparedSeries = {
  caseRef: 'EP-1',
  ref: 'MS-1',
  name: 'Caseload',
  unit: 'cases',
  definition: 'Open cases for each worker.',
  numbers: [
    { position: 1, on: period('2015-Q2'), value: 23.5, letter: null, range: null, startsScale: false },
    { position: 2, on: period('2015-Q3'), value: null, letter: 'c', range: null, startsScale: true },
  ],
};

const shown: ShownComparison = {
  cases: [first, second],
  align: 'trigger',
  lanes: ['judgements', 'warnings'],
  series: [caseload],
  shownAs: 'case=EP-1&case=EP-2',
};

async function filesOf(of: TestRecord, ref: string, account: string): Promise<ReadonlyMap<string, string>> {
  const row = await of.get(ComparisonsQueries).byRef(ref, account);
  const [newest] = await of.get(ComparisonsQueries).editions(row?.id ?? '');
  const files = await of.get(ComparisonsQueries).wholeFiles(newest?.id ?? '');
  return new Map(files.map(({ name, content }) => [name, content]));
}

/** The rows of a table by the names of its columns. */
function rowsOf(files: ReadonlyMap<string, string>, name: string): readonly Record<string, string>[] {
  const { names, rows } = readPlainCsv(files.get(name) ?? '');
  return rows.map((row) => Object.fromEntries(names.map((column, place) => [column, row[place] ?? ''])));
}

describe('a version of a comparison', () => {
  let files: ReadonlyMap<string, string>;
  let ref: string;
  beforeAll(async () => {
    ({ ref } = await record.get(ComparisonsService).save(researcher, { name: 'CS-1', note: null }, shown));
    files = await filesOf(record, ref, researcher.account.id);
  });

  it('has the checksum of every file, and their hash is in the trail', async () => {
    const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
    const sums = files.get('checksums.txt') ?? '';
    const others = [...files].filter(([name]) => name !== 'checksums.txt');
    expect(sums.split('\n').filter(Boolean)).toEqual(others.map(([name, content]) => `${hashOf(content)}  ${name}`));
    const row = await record.get(ComparisonsQueries).byRef(ref, researcher.account.id);
    expect(row?.hash).toBe(hashOf(sums));
    const [line] = await record.get(ComparisonsQueries).toldSaved();
    expect(JSON.parse(line?.after ?? '')).toEqual({ ref, edition: 1, hash: hashOf(sums) });
  });

  it('holds each fact with its months from zero, and says why a field is empty', () => {
    const facts = rowsOf(files, 'facts.csv');
    expect(facts.map(({ kind }) => kind)).toEqual(['intervention', 'judgement', 'plan', 'warning']);
    expect(facts[0]).toMatchObject({
      case: 'EP-1',
      from: '2015-03',
      from_earliest: '2015-03-01',
      from_latest: '2015-03-31',
      from_month: '2.4',
      from_month_plus_or_minus: '0.5',
      until: '',
      until_missing: 'not recorded',
      type: 'commissioner',
      level: '4',
      row: 'interventions',
      row_shown: 'false',
      band: '',
      band_missing: 'not applicable',
    });
    expect(facts[1]).toMatchObject({ band: 'failing', row_shown: 'true', until_missing: 'not applicable' });
    // A spreadsheet runs none of it, and nothing is lost.
    expect(facts[3]?.label).toBe('=1+1, "said"\nin two lines');
    expect(files.get('facts.csv')).toContain(`"'=1+1`);
    expect(rowsOf(files, 'cases.csv')[1]).toMatchObject({ month_zero: '', month_zero_missing: 'not recorded' });
    const turns = rowsOf(files, 'turns.csv').filter((turn) => turn.case === 'EP-1');
    expect(turns.find(({ turn }) => turn === 'not_failing')).toMatchObject({ on: '2017-06', on_month: '29.4' });
    expect(turns.find(({ turn }) => turn === 'good')).toMatchObject({ on: '', on_missing: 'not yet' });
  });

  it('holds the numbers as everybody may see them', () => {
    expect(rowsOf(files, 'numbers.csv')).toMatchObject([
      { on: '2015-Q2', value: '23.5', letter: '' },
      { on: '2015-Q3', value: '', value_missing: 'suppressed', letter: 'c', starts_scale: 'true' },
    ]);
  });

  it('has a codebook of exactly its columns, its rows and its measure', () => {
    const columns = rowsOf(files, 'codebook.csv');
    for (const name of ['cases', 'turns', 'facts', 'numbers', 'definitions'])
      expect(columns.filter(({ table }) => table === name).map(({ column }) => column)).toEqual(
        readPlainCsv(files.get(`${name}.csv`) ?? '').names,
      );
    expect(columns.find(({ table, column }) => table === 'facts' && column === 'type')?.codes).toBe(
      'commissioner = Commissioner (children’s services); internal_report = Internal report',
    );
    const terms = rowsOf(files, 'definitions.csv');
    const keys = (wanted: string): readonly (string | undefined)[] =>
      terms.filter(({ kind }) => kind === wanted).map(({ key }) => key);
    expect(keys('row')).toEqual(['judgements', 'warnings']);
    expect(keys('band')).toEqual(['failing']);
    expect(keys('level')).toEqual([]);
    expect(keys('framework')).toEqual(['SIF']);
    expect(terms.find(({ kind, key }) => kind === 'turn' && key === 'not_failing')?.rows).toBe('1');
    expect(terms.find(({ kind }) => kind === 'measure')).toMatchObject({
      key: 'EP-1 MS-1',
      is: 'Open cases for each worker.',
      rows: '2',
    });
  });

  it('is cited by its address, as the pages have it', () => {
    expect(comparisonEditionPath('CP-0001', 2)).toBe(comparisonPaths.edition('CP-0001', 2));
    expect(files.get('CITATION.cff')).toContain(comparisonPaths.edition(ref, 1));
  });

  it('gives the same bytes for the same facts', async () => {
    const again = await record.get(ComparisonsService).save(researcher, { name: 'CS-1', note: 'Another' }, shown);
    const other = await filesOf(record, again.ref, researcher.account.id);
    const named = (text: string | undefined): string => (text ?? '').replaceAll(ref, again.ref);
    const whole = [...files].filter(([name]) => name !== 'checksums.txt');
    expect(whole.map(([name]) => [name, other.get(name)])).toEqual(
      whole.map(([name, content]) => [name, named(content)]),
    );
  });

  it.each(['comparison_edition', 'comparison_file'])('cannot be changed in the database: %s', async (table) => {
    const asked = (change: Sql): Promise<void> => record.database.transaction(() => record.database.run(change));
    const refusal = 'A version of a comparison is added, never changed';
    await expect(asked(sql`UPDATE ${fixed(table)} SET id = id`)).rejects.toThrow(refusal);
    await expect(asked(sql`DELETE FROM ${fixed(table)}`)).rejects.toThrow(refusal);
  });

  it('is found out where it was changed behind the back of the database, taken away or put there', async () => {
    const lone = await openTestRecord({ clock });
    try {
      const { database } = lone;
      const faults = async () => (await lone.get(VerifyingComparisonsService).verify()).faults;
      const saved = await lone.get(ComparisonsService).save(await aResearcher(lone), { name: 'A', note: null }, shown);
      const about = { ref: saved.ref, edition: 1 };
      expect(await lone.get(VerifyingComparisonsService).verify()).toEqual({ editions: 1, faults: [] });
      for (const table of ['comparison_edition', 'comparison_file'])
        for (const act of ['update', 'delete'])
          await database.writer.query(
            `DROP TRIGGER "TR_${table}_no_${act}"${testedKind === 'sqlite' ? '' : ` ON ${table}`}`,
          );
      const change = (text: Sql): Promise<void> => database.transaction(() => database.run(text));
      await change(sql`UPDATE comparison_file SET content = 'x' WHERE comparison_file.name = 'facts.csv'`);
      expect(await faults()).toEqual([{ kind: 'file-changed', ...about, file: 'facts.csv' }]);
      await change(sql`DELETE FROM comparison_file WHERE comparison_file.name = 'turns.csv'`);
      expect(await faults()).toContainEqual({ kind: 'file-changed', ...about, file: 'turns.csv' });
      await change(sql`UPDATE comparison_edition SET hash = ${'0'.repeat(64)}`);
      expect(await faults()).toEqual([{ kind: 'edition-changed', ...about }]);
      await change(sql`UPDATE comparison_edition SET number = 2`);
      expect(await faults()).toEqual([
        { kind: 'never-frozen', ref: about.ref, edition: 2 },
        { kind: 'edition-gone', ...about },
      ]);
    } finally {
      await lone.close();
    }
  });
});

describe('a comparison of an earlier version of the service', () => {
  it('becomes a first version of lines, with the hash that the trail tells, and is found out where it is changed', async () => {
    const place = await emptyPlace();
    const before = schema.migrations.findIndex(({ name }) => name.startsWith('KeepVersionsOfComparisons'));
    expect(before).toBeGreaterThan(0);
    const text = 'EP-1 turn trigger\ttrigger: 2015-01-01\nEP-1 warning w\twarning; 2014; Seen\n';
    const hash = createHash('sha256').update(text).digest('hex');
    try {
      const older = await Database.open(place.address, { ...schema, migrations: schema.migrations.slice(0, before) });
      const at = '2026-11-20T09:00:00.000Z';
      for (const statement of [
        `INSERT INTO account (id, ref, name, email, status, created_at, created_by, version)
         VALUES ('a-1', 'AC-0001', 'Rosa', 'rosa@turnaround.example', 'active', '${at}', 'service', 1)`,
        `INSERT INTO comparison (id, ref, account_id, name, episodes, align_on, shown_as, facts, hash, as_on,
                                 recorded_at, recorded_by, version, visibility)
         VALUES ('c-1', 'CP-0001', 'a-1', 'It''s old', '[]', 'trigger', 'case=EP-1',
                 '[{"key":"EP-1 turn trigger","ref":"EP-1","text":"trigger: 2015-01-01"},{"key":"EP-1 warning w","ref":"EP-1","text":"warning; 2014; Seen"}]', '${hash}', '2026-11-22',
                 '${at}', 'AC-0001', 3, 'restricted')`,
      ])
        await older.writer.query(statement);
      await older.close();
      const newer = await Database.open(place.address, schema);
      try {
        const queries = new ComparisonsQueries(newer);
        const row = await queries.byRef('CP-0001', 'a-1');
        expect(row).toMatchObject({
          name: "It's old",
          edition: 1,
          hash,
          asOn: '2026-11-22',
          version: 3,
        });
        const [edition] = await queries.editions('c-1');
        expect(edition).toMatchObject({ facts: 1, shape: 'lines', savedAt: '2026-11-22T00:00:00.000Z' });
        expect(await queries.contentOf(edition?.id ?? '', 'facts.txt')).toBe(text);
        // The trail of this test tells of no save.
        expect((await new VerifyingComparisonsService(queries).verify()).faults).toEqual([
          { kind: 'never-frozen', ref: 'CP-0001', edition: 1 },
        ]);
      } finally {
        await newer.close();
      }
    } finally {
      await place.remove();
    }
  });
});
