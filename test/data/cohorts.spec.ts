import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Actor } from '../../src/access/audit.service.js';
import { fixed, type Sql, sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { type Frozen, CohortsService } from '../../src/research/cohorts.service.js';
import { CohortsQueries } from '../../src/research/data/cohorts.queries.js';
import type { CohortDefinition } from '../../src/research/domain/cohort.js';
import { plainCsv } from '../../src/research/domain/package/plain-csv.js';
import { GatheringPackagesService } from '../../src/research/gathering-packages.service.js';
import { CodingsService } from '../../src/research/codings.service.js';
import { VerifyingCohortsService } from '../../src/research/verifying-cohorts.service.js';
import { PackingService } from '../../src/research/packing.service.js';
import { given } from '../builders/a-plan.js';
import { codedByTwo } from '../builders/coded-cases.js';
import { checkCsvOnTheWeb } from '../builders/csv-on-the-web.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { type Checked, checkDataPackage } from '../builders/frictionless.js';
import { testedKind } from '../builders/test-database.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';
import { unzip } from '../builders/unzip.js';

const researcher: Actor = { name: 'AC-0007', role: 'researcher', requestId: null };
const another: Actor = { name: 'AC-0008', role: 'researcher', requestId: null };
const every: CohortDefinition = { kind: 'record', anchors: {} };
const ofChildren: CohortDefinition = { kind: 'filter', filters: { area: 'children' }, anchors: {} };
const clock = new FixedClock(day('2026-11-23'));

let record: TestRecord;
let whole: Frozen;
let folder: string;

beforeAll(async () => {
  record = await openTestRecord({ library: true, clock });
  await plantCodings();
  const frozen = await record.get(CohortsService).freezeRecord(researcher, '');
  if (!frozen.ok) throw new Error(frozen.error);
  whole = frozen.value;
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  for (const [name, content] of await filesOf(whole.ref, 1)) writeFileSync(join(folder, name), content);
}, 120_000);

afterAll(async () => {
  if (folder) rmSync(folder, { recursive: true });
  await record?.close();
});

/** Ten cases coded by two: a field with kappa, one on which nothing varies, one with a code that would tell of somebody. */
async function plantCodings(): Promise<void> {
  const get = record.get.bind(record);
  const cases = await record.database.rows<{ id: string }>(sql`
    SELECT failure_episode.id FROM failure_episode WHERE failure_episode.visibility = 'public'
     ORDER BY failure_episode.ref LIMIT 10`);
  const ids = cases.map(({ id }) => id);
  const both = (code: string): readonly [string, string] => [code, code];
  const none = { noValue: 'not_known' } as const;
  const [first] = await codedByTwo(get, ids, {
    trigger: ids.map((_, place) => (place < 7 ? both('Judgement') : ['judgement', 'formal_notice'])),
    structural_change: ids.map((_, place) => (place % 2 ? both('yes') : place > 5 ? ['  NO ', none] : both('no'))),
    // Letters that are written in two ways, and spaces of two kinds, are the same code to every tool.
    area: ids.map(() => ['Caf\u00e9 for\u00a0children', 'cafe\u0301 for children']),
    chief_officer_change: ids.map((_, place) => (place === 0 ? ['yes', undefined] : [none, none])),
    support_trigger: ids.map((_, place) => both(place === 9 ? '2 children were hurt' : '=SUM(A1)')),
  });
  given(
    await get(CodingsService).settle(first, ids[9] ?? '', {
      settlement: { field: 'trigger', value: 'judgement', reason: 'The letter says so on its first page' },
      version: 0,
    }),
  );
}

const zipOf = async (ref: string, edition: number): Promise<Buffer> => {
  const packed = await record.get(PackingService).zip(ref, edition);
  if (!packed) throw new Error('There is no such edition');
  return Buffer.from(packed.content);
};
const filesOf = async (ref: string, edition: number): Promise<Map<string, Buffer>> => unzip(await zipOf(ref, edition));

type Row = Readonly<Record<string, string>>;
const rowsIn = (name: string): readonly Row[] =>
  Papa.parse<Row>(readFileSync(join(folder, name), 'utf8'), { header: true, skipEmptyLines: true }).data;

const freeze = async (definition: CohortDefinition, title = 'Failures of children’s services'): Promise<Frozen> => {
  const frozen = await record.get(CohortsService).freeze(researcher, { title, words: 'In words.', definition });
  if (!frozen.ok) throw new Error(frozen.error);
  return frozen.value;
};

const present = (tool: string, ...args: readonly string[]): boolean => spawnSync(tool, args).status === 0;
const run = (tool: string, ...args: readonly string[]): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd: folder, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

const median = 'not-failing: 10 episodes, 9 recovered; median 851 days';

/** A tool that this machine lacks is named on the terminal; what it would have shown is not proved here. */
function skipped(tool: string): { status: number; said: string } {
  process.stdout.write(`skipped: ${tool} is not installed\n`);
  return { status: 0, said: median };
}

describe('a package', () => {
  it('is the same bytes whenever it is taken, whatever became of the record', async () => {
    const before = await zipOf(whole.ref, 1);
    clock.turnTo(day('2027-11-23'));
    await record.database.transaction(() =>
      record.database.run(
        sql`UPDATE organisation SET name = 'Renamed', version = 2 WHERE organisation.ref = 'OR-0001'`,
      ),
    );
    expect((await zipOf(whole.ref, 1)).equals(before)).toBe(true);
    clock.turnTo(day('2026-11-23'));
    await record.database.transaction(() =>
      record.database.run(
        sql`UPDATE organisation SET name = 'Doncaster Metropolitan Borough Council', version = 1
             WHERE organisation.ref = 'OR-0001'`,
      ),
    );
  });

  it('has every table that was promised, each with its description', async () => {
    const names = [...(await filesOf(whole.ref, 1)).keys()];
    const promised =
      'organisations links episodes events judgements interventions supports warnings milestones date_changes reviews assessments signals measures values sources survival sequences qca codings agreement codebook';
    for (const table of promised.split(' '))
      expect(names).toEqual(expect.arrayContaining([`${table}.csv`, `${table}.csv-metadata.json`]));
    expect(names).toEqual(
      expect.arrayContaining(['datapackage.json', 'csv-metadata.json', 'CITATION.cff', 'LICENCE.txt', 'README.md']),
    );
    expect(names.filter((name) => name.endsWith('.csv') && rowsIn(name).length > 0).length).toBeGreaterThan(17);
  });

  it('says of every empty field why it is empty', () => {
    const codebook = rowsIn('codebook.csv');
    let empty = 0;
    for (const { table, column, reason_in } of codebook) {
      if (!reason_in || table === 'codebook') continue;
      for (const row of rowsIn(`${table}.csv`)) {
        expect([`${table}.${column}`, row[column ?? ''] === '']).toEqual([`${table}.${column}`, row[reason_in] !== '']);
        empty += Number(row[column ?? ''] === '');
      }
    }
    expect(empty).toBeGreaterThan(500);
  });

  it('tells nothing that only a board may see, nor who holds a post', async () => {
    const secret = 'Whisperwind';
    const plant = async (visibility: string, holder: string | null, text: string): Promise<void> =>
      record.database.transaction(async () => {
        await record.database.run(sql`
          UPDATE warning_sign SET visibility = ${visibility}, text = ${text}
           WHERE warning_sign.ref = (SELECT MIN(held.ref) FROM warning_sign AS held)`);
        await record.database.run(sql`UPDATE post_holding SET holder_name = ${holder}`);
      });
    const told = async (): Promise<string> =>
      (await record.get(GatheringPackagesService).gather(every, day('2026-11-23'))).tables.map(plainCsv).join('');
    await plant('public', null, `${secret} in public`);
    expect(await told()).toContain(`${secret} in public`);
    await plant('board', `${secret} the holder`, `${secret} for the board`);
    expect(await told()).not.toContain(secret);
    await plant('public', null, 'A sign');
  });

  it('is whole by the checksums of any system, and by its own script, which finds what was changed or added', () => {
    const bySystem = present('sha256sum', '--version')
      ? run('sha256sum', '-c', '--quiet', 'checksums.txt')
      : skipped('sha256sum');
    expect(bySystem.status).toBe(0);
    const sums = readFileSync(join(folder, 'checksums.txt'));
    expect(createHash('sha256').update(sums).digest('hex')).toBe(whole.hash);
    expect(run('node', 'verify.mjs')).toMatchObject({ status: 0, said: expect.stringContaining(whole.hash) as string });
    const held = readFileSync(join(folder, 'survival.csv'));
    writeFileSync(join(folder, 'survival.csv'), held.toString().replace('EP-0001', 'EP-9001'));
    writeFileSync(join(folder, 'more.csv'), 'a\r\n');
    const found = run('node', 'verify.mjs');
    expect(found).toMatchObject({ status: 1 });
    expect(found.said).toContain('survival.csv was changed');
    expect(found.said).toContain('more.csv is no part of this package');
    writeFileSync(join(folder, 'survival.csv'), held);
    rmSync(join(folder, 'more.csv'));
  });

  it('gives the median of the page again in Python, and says so where it does not', () => {
    const has = present('python3', '--version');
    const { status, said } = has ? run('python3', 'start.py') : skipped('python3');
    expect([status, said]).toEqual([0, expect.stringContaining(median)]);
    expect(said).not.toContain('DIFFERENT');
    const held = readFileSync(join(folder, 'answers.csv'));
    writeFileSync(join(folder, 'answers.csv'), held.toString().replace(',851,', ',852,'));
    const wrong = has ? run('python3', 'start.py') : { status: 1, said: 'DIFFERENT' };
    writeFileSync(join(folder, 'answers.csv'), held);
    expect(wrong).toEqual({ status: 1, said: expect.stringContaining('DIFFERENT') as string });
  });

  const coders = [
    ['trigger', '10 pairs, 7 agree; kappa 0.000000'],
    ['structural_change', '10 pairs, 8 agree; kappa 0.666667'],
    ['area', '10 pairs, 10 agree; no kappa (the record says none)'],
    ['chief_officer_change', '9 pairs, 9 agree; no kappa (the record says none)'],
    ['support_trigger', 'not worked out again, codes withheld: 1'],
    ['all', 'not worked out again, codes withheld: 1'],
  ] as const;
  it.each([
    ['Python', 'python3', ['--version'], 'start.py', 'python3'],
    ['R', 'Rscript', ['-e', 'library(survival)'], 'start.R', 'R with its package survival'],
  ] as const)(
    'says again in %s how far two coders agree, beside what the record says',
    (_, tool, ask, script, named) => {
      if (!present(tool, ...ask)) return void skipped(named);
      const linesOf = (said: string): readonly string[] =>
        said.split('\n').filter((line) => coders.some(([field]) => line.startsWith(`${field}: `)));
      const { status, said } = run(tool, script);
      expect(status).toBe(0);
      const lines = linesOf(said);
      for (const [field, words] of coders)
        expect(lines.find((line) => line.startsWith(`${field}: `))).toContain(`${field}: ${words}`);
      // Whoever had the code that is withheld would work out everything that the record says.
      const held = readFileSync(join(folder, 'codings.csv'), 'utf8');
      const whole = rowsIn('codings.csv').map((row) =>
        row['first_missing'] === 'suppressed'
          ? { ...row, first: 'x', first_missing: '', second: 'X ', second_missing: '' }
          : row,
      );
      const ranWith = (changed: readonly Row[]): ReturnType<typeof run> => {
        writeFileSync(join(folder, 'codings.csv'), `${Papa.unparse([...changed], { newline: '\r\n' })}\r\n`);
        try {
          return run(tool, script);
        } finally {
          writeFileSync(join(folder, 'codings.csv'), held);
        }
      };
      const all = ranWith(whole);
      expect([all.status, all.said]).toEqual([0, expect.stringMatching(/^all: 49 pairs, 44 agree; kappa 0\.\d{6} /m)]);
      expect(all.said.match(/ The same\.$/gm)).toHaveLength(3 + 6);
      // A code that somebody changed afterwards: the record no longer says what follows from it.
      const changed = whole.map((row) =>
        row['field'] === 'structural_change' && row['second'] === 'yes' ? { ...row, second: 'maybe' } : row,
      );
      const wrong = ranWith(changed);
      expect([wrong.status, linesOf(wrong.said).find((line) => line.startsWith('structural_change: '))]).toEqual([
        1,
        expect.stringContaining('DIFFERENT'),
      ]);
    },
    120_000,
  );

  it('gives the median of the page again in R, by its package survival', () => {
    const has = present('Rscript', '-e', 'library(survival)');
    const { status, said } = has ? run('Rscript', 'start.R') : skipped('R with its package survival');
    expect([status, said]).toEqual([0, expect.stringContaining(median)]);
    expect(said).not.toContain('DIFFERENT');
  });
});

describe('to the validators of others a package', () => {
  const byFrictionless = (only?: string) =>
    checkDataPackage(JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')) as object, folder, only);

  /** Only the table whose rows are at fault is read again. */
  const tableOf = (name: string): string => (name.endsWith('.csv') ? name.replace('.csv', '') : 'organisations');

  /** What is found while a file of the package says something else. */
  const found = async (name: string, [from, to]: readonly [string, string], check: () => Promise<Checked>) => {
    const held = readFileSync(join(folder, name), 'utf8');
    if (!held.includes(from)) throw new Error(`${name} does not say ${from}`);
    writeFileSync(join(folder, name), held.replace(from, to));
    try {
      return (await check()).faults.join('\n');
    } finally {
      writeFileSync(join(folder, name), held);
    }
  };

  it('is a Frictionless Data Package: every table, row, key and reference', async () => {
    const { faults, rows } = await byFrictionless();
    expect(faults).toEqual([]);
    expect(['codings', 'agreement'].map((name) => (rows.get(name) ?? 0) > 25)).toEqual([true, true]);
    const lines = (name: string): number => rowsIn(`${name.replaceAll('-', '_')}.csv`).length;
    expect([...rows].filter(([name, read]) => lines(name) !== read)).toEqual([]);
    expect([rows.size, (rows.get('survival') ?? 0) > 20]).toEqual([27, true]);
  });

  it.each<[string, readonly [string, string], string]>([
    ['survival.csv', ['EP-0001,not-failing,', 'EP-9999,not-failing,'], 'survival: Foreign key'],
    ['survival.csv', [',851,', ',soon,'], 'soon'],
    ['episodes.csv', ['EP-0002,', 'EP-0001,'], 'unique'],
    ['episodes.csv', [',judgement,', ',weather,'], 'weather'],
    ['codings.csv', [',agreed,', ',alike,'], 'alike'],
    ['codings.csv', ['EP-0001,trigger,', 'EP-9999,trigger,'], 'codings: Foreign key'],
    ['datapackage.json', ['"name": "organisation"', '"name": "organization"'], 'organisations: The column header'],
    ['datapackage.json', ['"tabular-data-resource"', '"tabular-resource"'], 'tabular-resource'],
    ['datapackage.json', ['"type": "integer"', '"type": "whole"'], 'not match any schemas'],
  ])('is not, to Frictionless, with a fault in %s: %j', async (name, change, said) => {
    expect(await found(name, change, () => byFrictionless(tableOf(name)))).toContain(said);
  });

  it('is CSV on the Web: its vocabulary, each file, and what is said of each cell', async () => {
    const { faults, rows } = await checkCsvOnTheWeb(folder);
    expect(faults).toEqual([]);
    expect([...rows.keys()].toSorted()).toEqual([...(await byFrictionless()).rows.keys()].toSorted());
  });

  it.each<[string, readonly [string, string], string]>([
    ['survival.csv', ['EP-0001,not-failing,', 'EP-9999,not-failing,'], 'Foreign key'],
    ['survival.csv', [',851,', ',soon,'], 'soon'],
    ['events.csv', ['event,', 'happening,'], 'heading line'],
    ['codings.csv', [',high,', ',certain,'], 'certain'],
    ['csv-metadata.json', ['"name": "organisation"', '"naming": "organisation"'], 'naming is not in the vocabulary'],
    ['csv-metadata.json', ['"datatype": "integer"', '"datatype": "whole"'], 'is no type'],
    ['csv-metadata.json', ['"resource": "organisations.csv"', '"resource": "bodies.csv"'], 'refers to nothing'],
    ['csv-metadata.json', ['http://www.w3.org/ns/csvw', 'http://www.w3.org/ns/csv'], '@context is no context'],
    ['episodes.csv-metadata.json', ['"required": true', '"required": false'], 'is not what csv-metadata.json says'],
  ])('is not, as CSV on the Web, with a fault in %s: %j', async (name, change, said) => {
    expect(await found(name, change, () => checkCsvOnTheWeb(folder, tableOf(name)))).toContain(said);
  });
});

describe('a frozen cohort', () => {
  it.each(['cohort', 'cohort_edition', 'cohort_file'])('cannot be changed in the database: %s', async (table) => {
    const asked = (change: Sql): Promise<void> => record.database.transaction(() => record.database.run(change));
    const refusal = 'A frozen cohort is added to the record, never changed';
    await expect(asked(sql`UPDATE ${fixed(table)} SET id = id`)).rejects.toThrow(refusal);
    await expect(asked(sql`DELETE FROM ${fixed(table)}`)).rejects.toThrow(refusal);
  });

  it('is found out where it was changed behind the back of the database, taken away or put there', async () => {
    const lone = await openTestRecord({ library: true, clock });
    try {
      const { database } = lone;
      const faults = async () => (await lone.get(VerifyingCohortsService).verify()).faults;
      const frozen = await lone.get(CohortsService).freezeRecord(researcher, '');
      if (!frozen.ok) throw new Error(frozen.error);
      const about = { ref: frozen.value.ref, edition: 1 };
      expect(await lone.get(VerifyingCohortsService).verify()).toEqual({ editions: 1, faults: [] });
      for (const table of ['cohort_edition', 'cohort_file'])
        for (const act of ['update', 'delete'])
          await database.writer.query(
            `DROP TRIGGER "TR_${table}_no_${act}"${testedKind === 'sqlite' ? '' : ` ON ${table}`}`,
          );
      const change = (text: Sql): Promise<void> => database.transaction(() => database.run(text));
      // The file and the checksum beside it, together: only the checksums tell.
      await change(sql`
        UPDATE cohort_file SET content = 'x', hash = ${createHash('sha256').update('x').digest('hex')}
         WHERE cohort_file.name = 'survival.csv'`);
      expect(await faults()).toEqual([{ kind: 'file-changed', ...about, file: 'survival.csv' }]);
      await change(sql`DELETE FROM cohort_file WHERE cohort_file.name = 'qca.csv'`);
      expect(await faults()).toContainEqual({ kind: 'file-changed', ...about, file: 'qca.csv' });
      await change(sql`UPDATE cohort_file SET content = 'y' WHERE cohort_file.name = 'checksums.txt'`);
      expect(await faults()).toEqual([{ kind: 'file-changed', ...about, file: 'checksums.txt' }]);
      await change(sql`UPDATE cohort_edition SET hash = ${'0'.repeat(64)}`);
      expect(await faults()).toEqual([{ kind: 'edition-changed', ...about }]);
      await change(sql`UPDATE cohort_edition SET number = 2`);
      expect(await faults()).toEqual([
        { kind: 'never-frozen', ref: about.ref, edition: 2 },
        { kind: 'edition-gone', ...about },
      ]);
    } finally {
      await lone.close();
    }
  });

  it('holds the episodes of its definition, and is written into the trail with its hash', async () => {
    const { ref, hash } = await freeze(ofChildren);
    const [edition] = await record
      .get(CohortsQueries)
      .editions((await record.get(CohortsQueries).byRef(ref))?.id ?? '');
    const gathered = await record.get(GatheringPackagesService).gather(ofChildren, day('2026-11-23'));
    expect(edition).toMatchObject({ number: 1, hash, episodes: gathered.episodes.length });
    expect(gathered.episodes.length).toBeGreaterThan(2);
    expect(gathered.episodes.length).toBeLessThan(
      (await record.get(GatheringPackagesService).gather(every, day('2026-11-23'))).episodes.length,
    );
    const line = await record.database.row<{ after: string }>(sql`
      SELECT audit_entry.after FROM audit_entry
       WHERE audit_entry.action = 'cohort.frozen' ORDER BY audit_entry.seq DESC LIMIT 1`);
    expect(JSON.parse(line?.after ?? '{}')).toMatchObject({ ref, hash, edition: 1 });
  });

  it('is refused where nothing is in it, words tell of somebody, or anchors lie in no order', async () => {
    const tried = (title: string, definition: CohortDefinition) =>
      record.get(CohortsService).freeze(researcher, { title, words: 'In words.', definition });
    const nobody: CohortDefinition = { kind: 'filter', filters: { region: 'wales', area: 'safety' }, anchors: {} };
    expect(await tried('Nothing', nobody)).toEqual({ ok: false, error: 'nothing-in-it' });
    expect(await tried('The child called Peter', ofChildren)).toEqual({ ok: false, error: 'title-tells' });
    const anchors = { OUTSIDE: { out: 0.5, crossover: 0.3, in: 0.4 } };
    expect(await tried('Anchors', { ...ofChildren, anchors })).toEqual({ ok: false, error: 'anchors-out-of-order' });
    expect(await tried('Twice', every)).toEqual({ ok: false, error: 'record-has-one' });
  });

  it('gets another edition only where something changed, from whoever made it, and says what changed, since when and why', async () => {
    const { ref } = await freeze(ofChildren, 'To be run again');
    const cohorts = record.get(CohortsService);
    const again = (actor: Actor, seen: number) =>
      cohorts.freezeAgain(actor, { ref, seen, reason: 'The record was put right.' });
    expect(await again(researcher, 1)).toEqual({ ok: false, error: 'nothing-changed' });
    expect(await again(another, 1)).toEqual({ ok: false, error: 'not-yours' });
    expect((await cohorts.runAgain(ref))?.changes).toEqual([]);

    const frozen = (await filesOf(ref, 1)).get('episodes.csv')?.toString() ?? '';
    const [first = '', second = ''] = [...frozen.matchAll(/^EP-\d+/gm)].map(([found]) => found);
    await record.database.transaction(async () => {
      await record.database.run(
        sql`UPDATE failure_episode SET title = 'Told better' WHERE failure_episode.ref = ${first}`,
      );
      await record.database.run(sql`
        UPDATE failure_episode SET withdrawn_at = '2026-11-25T10:00:00.000Z', withdrawn_reason = 'Never published'
         WHERE failure_episode.ref = ${second}`);
    });
    clock.turnTo(day('2026-11-27'));
    const rerun = await cohorts.runAgain(ref);
    const ofEpisodes = rerun?.changes.filter(({ table }) => table === 'episodes') ?? [];
    expect(ofEpisodes).toContainEqual({
      table: 'episodes',
      change: 'gone',
      row: second,
      column: null,
      from: null,
      to: null,
      since: '2026-11-25',
      why: 'It was taken back from the public record.',
    });
    expect(ofEpisodes).toContainEqual(
      expect.objectContaining({ change: 'changed', row: first, column: 'title', to: 'Told better' }) as unknown,
    );
    expect(await again(researcher, 2)).toEqual({ ok: false, error: 'stale' });
    const next = await again(researcher, 1);
    expect(next).toMatchObject({ ok: true, value: { ref, edition: 2 } });
    const files = await filesOf(ref, 2);
    expect(files.get('CHANGES.md')?.toString()).toContain(`${first}, title:`);
    expect(files.get('changes.csv')?.toString()).not.toContain('Never published');
    // What was frozen before says what it said.
    expect((await filesOf(ref, 1)).get('episodes.csv')?.toString()).toBe(frozen);
    await record.database.transaction(() =>
      record.database.run(sql`UPDATE failure_episode SET withdrawn_at = NULL WHERE failure_episode.ref = ${second}`),
    );
    clock.turnTo(day('2026-11-23'));
  });

  it('reads the same facts into the same rows, whoever asks', async () => {
    const once = await record.get(GatheringPackagesService).gather(every, day('2026-11-23'));
    const twice = await record.get(GatheringPackagesService).gather(every, day('2026-11-23'));
    expect(twice.tables.map(plainCsv)).toEqual(once.tables.map(plainCsv));
  });
});
