import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditChecksService } from '../../src/access/audit-checks.service.js';
import { AuditService, theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { scansOf } from '../builders/query-plans.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { testedKind } from '../builders/test-database.js';
import { unzip } from '../builders/unzip.js';

const path = '/admin/audit';

const rowsOf = (html: string): string[][] =>
  named(readHtml(html), 'tr')
    .slice(1)
    .map((row) =>
      row.children.flatMap((cell) =>
        typeof cell === 'object' && ['td', 'th'].includes(cell.name) ? [textWithin(cell)] : [],
      ),
    );

const linkCalled = (html: string, text: string): string | undefined =>
  named(readHtml(html), 'a')
    .filter((link) => textWithin(link) === text)
    .map((link) => attributeOf(link, 'href') ?? '')[0];

describe('the audit trail', () => {
  let test: TestApp;
  let admin: Person;
  let secretary: Person;
  let bodies: { id: string; ref: string }[];

  beforeAll(async () => {
    test = await startTestApp();
    bodies = await test.app.get(OrganisationsService).registerMany(theService, [
      { name: 'Northwick Council', kind: 'council', sector: 'councils' },
      { name: 'Eastmere Council', kind: 'council', sector: 'councils' },
    ]);
    admin = await aPerson(test, { name: 'Ada Admin', grants: [aGrant({ role: 'administrator' })] });
    secretary = await aPerson(test, {
      name: 'Sam Secretary',
      grants: [aGrant({ role: 'board_secretary', organisationId: bodies[0]?.id })],
    });
    const act = (entityId: string, actor: Person, action = 'organisation.renamed') =>
      test.app.get(AuditService).record(
        { name: actor.account.ref, role: 'administrator', requestId: 'r-1', account: null },
        {
          action,
          entity: 'organisation',
          entityId,
          after: { name: 'a very secret word' },
          reason: 'a secret reason',
        },
      );
    await test.database.transaction(async () => {
      await act(bodies[0]?.id ?? '', admin);
      await act(bodies[1]?.id ?? '', admin);
      await act(bodies[0]?.id ?? '', admin, 'sign_in.refused');
      for (let time = 0; time < 60; time += 1)
        await test.app
          .get(AuditService)
          .record(theService, { action: 'source.added', entity: 'source', entityId: `s-${time}` });
    });
  });
  afterAll(() => test.close());

  it('is for administrators, secretaries and lead inspectors; others are told who can', async () => {
    await test.get(path).expect(303);
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    const refused = await researcher.get(path);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('This is for: board secretary, lead inspector and administrator.');
    for (const act of ['checks', 'archives']) {
      const answer = await secretary.post(`${path}/${act}`, {}, { from: path });
      expect(answer.status).toBe(403);
    }
  });

  it('is a page in order, which shows the head of the chain and never what was written', async () => {
    const { text } = await admin.get(path).expect(200);
    expect(pageFaults(readHtml(text))).toEqual([]);
    const head = await test.app.get(AuditService).head();
    expect(text).toContain(head.hash);
    expect(text).not.toContain('secret');
    expect(rowsOf(text)[0]?.join(' ')).toMatch(/The service/);
  });

  it('goes back by the number of the line, never by counting', async () => {
    const first = await admin.get(path);
    const older = linkCalled(first.text, 'Older lines');
    expect(older).toMatch(/before=\d+/);
    const second = await admin.get(older ?? '').expect(200);
    const numbers = (html: string) => rowsOf(html).map((row) => row.at(-1)?.match(/[\d,]+/)?.[0]);
    expect(numbers(first.text)).toHaveLength(50);
    expect(numbers(first.text).filter((number) => numbers(second.text).includes(number))).toEqual([]);
    expect(linkCalled(second.text, 'Back to the latest')).toBe(path);
  });

  it.each([
    ['who, by name', 'who=ada+adm', 3],
    ['what', 'action=organisation.renamed', 2],
    ['refusals only', 'refusals=yes', 1],
    ['a refusal of another kind', 'refusals=yes&action=source.added', 0],
    ['days before all of it', 'to=2001-01-01', 0],
    ['nobody', 'who=nobody+at+all', 0],
  ])('is filtered by %s', async (_, query, count) => {
    const { text } = await admin.get(`${path}?${query}`).expect(200);
    expect(rowsOf(text)).toHaveLength(count);
  });

  it('says what of a filter made no sense', async () => {
    const { text } = await admin.get(`${path}?from=yesterday&action=nonsense`).expect(200);
    expect(text).toContain('is not a day such as 2026-03-04');
    expect(text).toContain('is not one of the choices');
  });

  it('shows a secretary their own organisation and their own acts, acts on many among them', async () => {
    const { text } = await secretary.get(path).expect(200);
    // The history of an account is not theirs to read, so nothing leads there.
    expect(text).not.toContain('/history/account/');
    const rows = rowsOf(text).map((row) => row.join(' '));
    expect(rows).toHaveLength(3);
    expect(rows.filter((row) => row.includes('Put it on the record'))).toHaveLength(1);
    expect(text).not.toContain('The chain');
    expect(text).not.toContain(bodies[1]?.id);
  });

  it('is asked by an index, also within a scope', async () => {
    test.statements.take();
    await secretary.get(path).expect(200);
    const statements = test.statements.take().filter(({ text }) => text.includes('audit_entry'));
    expect(statements.length).toBeGreaterThan(0);
    if (testedKind !== 'sqlite') return;
    const scans = (await Promise.all(statements.map((one) => scansOf(test.database, one)))).flat();
    expect(scans).toEqual([]);
  });

  it('is checked as an act of its own, whose finding stands in the trail', async () => {
    const answer = await admin.post(`${path}/checks`, {}, { from: path });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${path}?done=check-begun`);
    await test.app.get(AuditChecksService).settled();
    const { text } = await admin.get(path);
    expect(text).toMatch(/All \d+\u00a0lines hold/);
    const line = await test.database.row<{ actor: string }>(sql`
      SELECT audit_entry.actor FROM audit_entry WHERE audit_entry.action = 'audit.checked'`);
    expect(line?.actor).toBe(admin.account.ref);
  });

  it('is downloaded as a table by whoever reads it, and says so itself', async () => {
    const answer = await secretary.post(`${path}/exports`, {}, { from: path });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toContain('audit-trail.csv');
    expect(answer.headers['cache-control']).toMatch(/no-store|private|no-cache/);
    expect(answer.text).toContain('organisation.renamed');
    expect(answer.text).not.toContain(bodies[1]?.id);
    expect(answer.text).not.toMatch(/secret (word|reason)/);
    const line = await test.database.row<{ actor: string; after: string }>(sql`
      SELECT audit_entry.actor, audit_entry.after FROM audit_entry
       WHERE audit_entry.action = 'audit.exported' ORDER BY audit_entry.seq DESC LIMIT 1`);
    expect(line?.actor).toBe(secretary.account.ref);
    expect(line?.after).toContain('CSV');
  });

  it('is downloaded whole with its verifier, without the words that are not an administrator’s', async () => {
    await test.database.transaction(() =>
      test.app.get(AuditService).record(theService, {
        action: 'file.stored',
        entity: 'stored_file',
        entityId: 'f',
        after: { name: 'provisional.pdf' },
      }),
    );
    const page = await admin.get(path);
    const form = named(readHtml(page.text), 'form').filter((one) => attributeOf(one, 'action') === `${path}/archives`);
    expect(form).toHaveLength(1);
    const answer = await admin.download(`${path}/archives`, {}, { from: path });
    expect(answer.status).toBe(200);
    const files = unzip(answer.body as Buffer);
    const trail = files.get('trail.jsonl')?.toString() ?? '';
    expect(trail).toContain('secret reason');
    expect(trail).not.toContain('provisional.pdf');
    const folder = mkdtempSync(join(tmpdir(), 'turnaround-trail-'));
    try {
      for (const [name, content] of files) writeFileSync(join(folder, name), content);
      const run = spawnSync(process.execPath, [join(folder, 'verify-trail.mjs')], { encoding: 'utf8' });
      expect(run.stdout).toContain('lines hold');
      expect(run.stdout).toContain('1 lines are withheld');
      expect(run.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names the line that somebody changed behind the service’s back', async () => {
    const runner = test.database.writer.createQueryRunner();
    try {
      if (testedKind === 'sqlite') await runner.query('DROP TRIGGER "TR_audit_entry_no_update"');
      else await runner.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL');
      await runner.query(`UPDATE audit_entry SET actor = 'AC-9999' WHERE seq = 5`);
    } finally {
      await runner.release();
    }
    await admin.post(`${path}/checks`, {}, { from: path });
    await test.app.get(AuditChecksService).settled();
    const { text } = await admin.get(path);
    expect(text).toContain('Line 5 was changed after it was sealed. The 4 lines before it hold.');
  });
});
