import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditExportsService } from '../../src/access/audit-exports.service.js';
import { AuditService, theService } from '../../src/access/audit.service.js';
import { AuditQueries } from '../../src/access/data/audit.queries.js';
import { AuditStore } from '../../src/access/data/audit.store.js';
import { zipFile } from '../../src/access/zip-file.js';
import type { Database } from '../../src/database/database.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { closeTestDatabase, openTestDatabase, testedKind } from '../builders/test-database.js';
import { unzip } from '../builders/unzip.js';

const gathered = async (pieces: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
};

describe('an exported trail', () => {
  let database: Database;
  let audit: AuditService;
  let exports: AuditExportsService;
  let folder: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    const [queries, clock] = [new AuditQueries(database), new FixedClock()];
    audit = new AuditService(new AuditStore(database), queries, clock);
    exports = new AuditExportsService(database, queries, audit, clock);
    await database.transaction(async () => {
      for (let number = 1; number <= 1_205; number += 1)
        await audit.record(theService, {
          action: number % 2 ? 'organisation.registered' : 'inspection.recorded',
          entity: 'organisation',
          entityId: `OR-${number}`,
          after: { name: `Council “${number}”`, "it's": ['é\n\u2028', null, 0.1] },
          reason: number % 3 ? undefined : 'Because\tof this',
        });
    });
  });
  afterAll(() => closeTestDatabase(database));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'turnaround-trail-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function take(withholds?: (line: { action: string }) => boolean): Promise<string[]> {
    for (const { name, content } of await exports.files(theService, withholds ? { withholds } : {}))
      writeFileSync(join(folder, name), await gathered(content));
    return readFileSync(join(folder, 'trail.jsonl'), 'utf8').trimEnd().split('\n');
  }

  const verify = (...words: string[]) => {
    const run = spawnSync(process.execPath, [join(folder, 'verify-trail.mjs'), folder, ...words], { encoding: 'utf8' });
    return { code: run.status, said: run.stdout + run.stderr };
  };

  const write = (lines: readonly string[]): void =>
    writeFileSync(join(folder, 'trail.jsonl'), lines.map((line) => `${line}\n`).join(''));

  it('holds, ends with the line that tells of the export, and leads to the seal of the service', async () => {
    const lines = await take();
    const last = JSON.parse(lines.at(-1) ?? '') as { action: string; hash: string };
    expect(last.action).toBe('audit.exported');
    expect(await audit.verify()).toMatchObject({ lines: lines.length, head: last.hash, fault: null });
    expect(verify()).toEqual({ code: 0, said: expect.stringContaining(`All ${lines.length} lines hold`) });
    expect(verify(last.hash).code).toBe(0);
    expect(verify('0'.repeat(64))).toEqual({ code: 1, said: expect.stringContaining('another trail') });
  });

  it.each<[string, (lines: string[]) => string[], string]>([
    [
      'a word altered',
      (lines) => lines.with(700, lines[700]?.replace('Council', 'Counci1') ?? ''),
      'Line 701 of trail.jsonl was changed after it was sealed. The 700 lines before it hold.',
    ],
    [
      'a time altered',
      (lines) => lines.with(2, lines[2]?.replace(/"at":"\d{4}/, '"at":"1999') ?? ''),
      'Line 3 of trail.jsonl was changed',
    ],
    [
      'a line taken out',
      (lines) => lines.toSpliced(41, 1),
      'Line 42 of trail.jsonl has number 43 where 42 should follow: a line is missing',
    ],
    [
      'two lines the other way round',
      (lines) => lines.with(10, lines[11] ?? '').with(11, lines[10] ?? ''),
      'Line 11 of trail.jsonl has number 12',
    ],
    [
      'the same line twice',
      (lines) => lines.toSpliced(5, 0, lines[4] ?? ''),
      'Line 6 of trail.jsonl has number 5 where 6 should follow: the lines are out of order',
    ],
    ['the end cut off', (lines) => lines.slice(0, -1), 'cut short or added to'],
    [
      'the last line cut in two',
      (lines) => [...lines.slice(0, -1), lines.at(-1)?.slice(0, 40) ?? ''],
      'cannot be read as JSON',
    ],
    [
      'a number taken over by another line',
      (lines) => lines.with(3, lines[4]?.replace('"seq":5', '"seq":4') ?? ''),
      'Line 4 of trail.jsonl does not follow from the line before it',
    ],
    [
      'another seal',
      (lines) => lines.with(9, lines[9]?.replace(/"hash":"./, '"hash":"x') ?? ''),
      'Line 10 of trail.jsonl is not a line',
    ],
  ])('names the first bad line with %s', async (_, change, said) => {
    const lines = await take();
    write(change([...lines]));
    expect(verify()).toEqual({ code: 1, said: expect.stringContaining(said) });
  });

  it('shows a trail that was made anew only to whoever kept a seal', async () => {
    const lines = await take();
    const kept = (JSON.parse(lines.at(-1) ?? '') as { hash: string }).hash;
    const shorter = lines.slice(0, 100);
    write(shorter);
    const { hash } = JSON.parse(shorter.at(-1) ?? '') as { hash: string };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ lines: 100, head: hash }));
    expect(verify().code).toBe(0);
    expect(verify(kept).code).toBe(1);
  });

  it('withholds words without breaking the chain, and says how many', async () => {
    const lines = await take(({ action }) => action === 'inspection.recorded');
    const withheld = lines.filter((line) => line.includes('"withheld":true'));
    expect(withheld).toHaveLength(602);
    expect(withheld.join('')).not.toContain('Council');
    expect(verify()).toEqual({ code: 0, said: expect.stringContaining('602 lines are withheld') });
    write(lines.with(101, lines[101]?.replace(/"prevHash":"......../, '"prevHash":"00000000') ?? ''));
    expect(verify().said).toContain('Line 102');
  });

  it('is one ZIP file that any reader opens', async () => {
    const files = unzip(await gathered(await exports.zip(theService)));
    expect([...files.keys()]).toEqual(['README.md', 'verify-trail.mjs', 'manifest.json', 'trail.jsonl']);
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    expect(verify().code).toBe(0);
  });

  it('is found by the service itself when the list beside a line was changed', async () => {
    await database.transaction(() =>
      audit.record(theService, {
        action: 'organisation.registered',
        entity: 'organisation',
        entityId: '2 records',
        subjects: [
          { entity: 'organisation', entityId: 'a' },
          { entity: 'organisation', entityId: 'b' },
        ],
      }),
    );
    const { lines } = await audit.verify();
    const runner = database.writer.createQueryRunner();
    try {
      if (testedKind === 'sqlite') await runner.query('DROP TRIGGER "TR_audit_subject_no_delete"');
      else await runner.query('ALTER TABLE audit_subject DISABLE TRIGGER ALL');
      await runner.query(`DELETE FROM audit_subject WHERE entity_id = 'b'`);
    } finally {
      await runner.release();
    }
    expect((await audit.verify()).fault).toEqual({ seq: lines, fault: 'subjects-changed' });
  });
});

describe('a ZIP file', () => {
  it('gives the same bytes for the same content, in however many pieces', async () => {
    async function* pieces(...texts: string[]) {
      for (const text of texts) yield Buffer.from(text);
    }
    const made = () => gathered(zipFile([{ name: 'ä.txt', content: pieces('one', 'two', '') }]));
    const first = await made();
    expect(await made()).toEqual(first);
    expect(unzip(first).get('ä.txt')?.toString()).toBe('onetwo');
    expect(unzip(await gathered(zipFile([{ name: 'empty', content: pieces() }]))).get('empty')?.length).toBe(0);
  });
});
