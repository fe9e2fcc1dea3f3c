import { ApiTokensService } from '../../src/access/api-tokens.service.js';
import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { addDays, day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { DeadlinesService } from '../../src/office/deadlines.service.js';
import { FilesService } from '../../src/office/files.service.js';
import { OutboxService } from '../../src/office/outbox.service.js';
import { SendingLettersService } from '../../src/office/sending-letters.service.js';
import { TokenLettersService } from '../../src/office/token-letters.service.js';
import { SendingDigestsService } from '../../src/overview/sending-digests.service.js';
import { EarlyHelpService } from '../../src/interventions/early-help.service.js';
import { hiddenFields, encodeForm } from '../builders/a-person.js';
import { startMailServer, type TestMailServer } from '../builders/a-mail-server.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aTeam, anOutline } from '../builders/an-inspection-team.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { testedKind } from '../builders/test-database.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import request from 'supertest';

let test: TestApp;
let mail: TestMailServer;
const clock = new MovingClock();
let administrator: Person;
let body: { id: string; slug: string; name: string };

const words = (html: string): string => html.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ');
const page = async (path: string, person = administrator): Promise<string> => {
  const { status, text } = await person.get(path);
  if (status !== 200) throw new Error(`${path} answers ${status}`);
  return words(text);
};
/** Sends what is due: letters that did not go out are tried again minutes later, as the service does by itself. */
const sendLetters = async (): Promise<number> => {
  let sent = 0;
  let faults = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    sent += await test.app.get(SendingLettersService).sendDue();
    const kept = await test.database.rows<{ error: string }>(sql`
      SELECT outbox_message.last_error AS error FROM outbox_message WHERE outbox_message.next_attempt_at IS NOT NULL`);
    if (kept.length === 0) return sent;
    faults = kept.map(({ error }) => error).join('; ');
    clock.forward(5);
  }
  throw new Error(`Letters did not go out: ${faults}`);
};

beforeAll(async () => {
  mail = await startMailServer();
  test = await startTestApp({ library: true, smtpUrl: mail.url, clock });
  administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
  const row = await test.database.row<typeof body>(sql`
    SELECT organisation.id, organisation.slug, organisation.name
      FROM organisation WHERE organisation.kind = 'council' ORDER BY organisation.ref LIMIT 1`);
  if (!row) throw new Error('The library is not there');
  body = row;
}, 120_000);
afterAll(async () => {
  await test.close();
  await mail.close();
});

describe('the health of the service', () => {
  it('is for administrators, who find it from their work', async () => {
    expect(await page('/my-work')).toContain('Health of the service');
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    expect((await researcher.get('/admin/health')).status).toBe(403);
    expect((await researcher.post('/admin/health/verification', {}, { from: '/my-work' })).status).toBe(403);
  });

  it('says what is not known, until somebody looks', async () => {
    expect(await page('/admin/health')).toContain('Nobody has looked yet');
    const looked = await administrator.post('/admin/health/verification', {}, { from: '/admin/health' });
    expect([looked.status, looked.headers.location]).toEqual([303, '/admin/health?done=well']);
    const html = await page('/admin/health?done=well');
    expect(html).toContain('All is well');
    expect(html).toMatch(/\d+ lines, all sealed in order/);
    expect(html).toMatch(/\d+ inspections, all as they were published/);
    expect(html).toContain('Looked at 23 November 2026');
    expect(html).toMatch(/\d [MG]B free/);
    expect(html).toContain('0.1.0');
  });

  it('names what was changed behind its back', async () => {
    const runner = test.database.writer.createQueryRunner();
    if (testedKind === 'postgres') await runner.query('ALTER TABLE inspection DISABLE TRIGGER USER');
    else
      for (const { name } of await runner.query(
        `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'inspection'`,
      ))
        await runner.query(`DROP TRIGGER "${name}"`);
    const [inspection] = await test.database.rows<{ id: string; ref: string; label: string }>(sql`
      SELECT inspection.id, inspection.ref, inspection.overall_label AS label FROM inspection
       WHERE inspection.overall_label IS NOT NULL ORDER BY inspection.ref LIMIT 1`);
    const set = (label: string) =>
      runner.query(`UPDATE inspection SET overall_label = '${label}' WHERE id = '${inspection?.id}'`);
    await set('Outstanding');
    const looked = await administrator.post('/admin/health/verification', {}, { from: '/admin/health' });
    expect(looked.headers.location).toBe('/admin/health?done=unwell');
    expect(await page('/admin/health')).toContain(`${inspection?.ref}</span>: changed`);
    await set(inspection?.label ?? '');
    await runner.release();
    const again = await administrator.post('/admin/health/verification', {}, { from: '/admin/health' });
    expect(again.headers.location).toBe('/admin/health?done=well');
  });

  it('shows a letter that did not go out, which is tried again or removed', async () => {
    mail.refuseWith(550, 'No such mailbox');
    const invitation = { kind: 'invitation', to: 'gone@council.example', subject: 'You are invited', text: 'A link' };
    await test.app.get(OutboxService).send(invitation);
    await test.app.get(OutboxService).send({ ...invitation, to: 'other@council.example' });
    await sendLetters();
    mail.takeAgain();
    expect(await page('/my-work')).toContain('2 letters could not be sent');
    const html = await page('/admin/health');
    expect(html).toContain('gone@council.example');
    expect(html).toContain('No such mailbox');
    expect(html).toContain('0 waiting, 2 given up');
    const places = [...html.matchAll(/href="(\/admin\/health\/letters\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(places).toHaveLength(2);
    const [first = '', second = ''] = places;
    expect((await administrator.post(`${first}/retry`, {}, { from: first })).status).toBe(303);
    expect(await sendLetters()).toBe(1);
    expect((await administrator.post(`${second}/removal`, {}, { from: second })).status).toBe(303);
    expect(await page('/admin/health')).toContain('Every letter went out.');
    expect(await page('/my-work')).not.toContain('could not be sent');
    expect((await administrator.get(first)).status).toBe(404);
    expect((await administrator.post(`${first}/retry`, {}, { from: '/admin/health' })).status).toBe(404);
    mail.letters.length = 0;
  });
});

describe('invitations', () => {
  it('that nobody took stand in the work of administrators, and of nobody else', async () => {
    expect(await page('/my-work')).not.toContain('invitation');
    const account = { name: 'Olu', email: 'olu@council.example', passwordHash: null, status: 'invited' as const };
    await test.app.get(AccountsService).add(theService, account, []);
    expect(await page('/my-work')).toContain('One person has not taken the invitation');
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    expect(await page('/my-work', researcher)).not.toContain('invitation');
  });
});

describe('holding a record', () => {
  const place = (fields: Record<string, string>) =>
    administrator.post('/admin/holds', fields, { from: '/admin/holds' });

  it('is for administrators', async () => {
    expect(await page('/my-work')).toContain('Retention holds');
    const researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    expect((await researcher.get('/admin/holds')).status).toBe(403);
  });

  it('says what cannot stand, and keeps what was typed', async () => {
    const empty = await place({});
    expect(empty.status).toBe(422);
    for (const message of ['Enter the reference of the record', 'Enter why the record is held'])
      expect(empty.text.split(message)).toHaveLength(3);
    const unknown = await place({ record: 'IN-9999', reason: 'An inquiry asks for it' });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('There is no public record with that reference');
    expect(unknown.text).toContain('An inquiry asks for it');
    const past = { record: 'IN-0001', reason: 'x', 'until-day': '1', 'until-month': '1', 'until-year': '2020' };
    expect((await place(past)).text).toContain('Last day of the hold must be today or in the future');
  });

  it('does not tell of a draft, not even to administrators', async () => {
    const team = await aTeam(test.app.get.bind(test.app), test.database, { name: 'Hushbury Council' });
    const { StartingInspectionsService } = await import('../../src/inspections/starting-inspections.service.js');
    const started = await test.app.get(StartingInspectionsService).start(team.lead, anOutline(team));
    const ref = started.ok ? started.value.ref : '';
    expect(ref).toMatch(/^IN-/);
    const asked = await place({ record: ref, reason: 'An inquiry asks for it' });
    expect([asked.status, asked.text.includes('Hushbury')]).toEqual([422, false]);
  });

  it('keeps what belongs to it from being withdrawn, until the hold ends', async () => {
    const deadlines = test.app.get(DeadlinesService);
    const files = test.app.get(FilesService);
    const started = await deadlines.startDeadline(theService, {
      organisationId: body.id,
      rule: 'action-plan',
      text: 'Send the plan',
      startsOn: day('2026-11-02'),
      days: 5,
      unit: 'working',
      recordKind: 'organisation',
      recordId: body.id,
      visibility: 'public',
    });
    const letter = { name: 'a.pdf', content: new TextEncoder().encode('%PDF-1.7'), visibility: 'public' as const };
    const stored = await files.store(theService, { ...letter, recordKind: 'organisation', recordId: body.id });
    const fileId = stored.ok ? stored.value.id : '';
    const held = await place({ record: started.ref.toLowerCase(), reason: 'The inquiry of 2026, reference 12' });
    expect([held.status, held.headers.location]).toEqual([303, '/admin/holds?done=placed']);
    const [row] = await test.database.rows<{ ref: string }>(
      sql`SELECT organisation.ref FROM organisation WHERE organisation.id = ${body.id}`,
    );
    expect((await place({ record: row?.ref ?? '', reason: 'The same inquiry' })).status).toBe(303);
    expect((await place({ record: row?.ref ?? '', reason: 'Again' })).text).toContain('That record is held already');
    expect(await page('/admin/holds')).toMatch(/<h1[^>]*>2 records held<\/h1>/);
    expect(await deadlines.withdraw(theService, started.id, 'No longer')).toEqual({ ok: false, error: 'held' });
    expect(await files.withdraw(theService, fileId, 'No longer')).toEqual({ ok: false, error: 'held' });
    for (const ref of ['RH-0001', 'RH-0002']) {
      const shown = `/admin/holds/${ref}`;
      expect((await administrator.post(`${shown}/ending`, {}, { from: shown })).text).toContain(
        'Enter why the hold ends',
      );
      expect((await administrator.post(`${shown}/ending`, { reason: 'It has reported' }, { from: shown })).status).toBe(
        303,
      );
    }
    expect(await page('/admin/holds')).toMatch(/<h1[^>]*>0 records held<\/h1>/);
    expect(await deadlines.withdraw(theService, started.id, 'No longer')).toEqual({ ok: true, value: null });
    expect(await files.withdraw(theService, fileId, 'No longer')).toEqual({ ok: true, value: null });
    expect((await administrator.get('/admin/holds/RH-9999')).status).toBe(404);
  });
});

describe('the daily letter', () => {
  let reader: Person;
  const digests = (): Promise<number> => test.app.get(SendingDigestsService).sendDue();
  const warn = (text: string): Promise<unknown> =>
    test.app
      .get(EarlyHelpService)
      .noteWarnings(theService, [
        { organisationId: body.id, occurredOn: period('2026-11-20'), kind: 'performance_data', text },
      ]);

  beforeAll(async () => {
    reader = await aPerson(test, {
      name: 'Ada Okafor',
      email: 'ada@turnaround.example',
      grants: [aGrant({ role: 'researcher' })],
    });
    clock.forward(1);
    await reader.post(`/organisations/${body.slug}/watch`, {}, { from: `/organisations/${body.slug}` });
  });

  it('tells once a day what became public since, and nothing on a day without news', async () => {
    expect(await page('/my-work', reader)).toContain('A letter each morning');
    clock.forward(60);
    await warn('Half of the visits were late.');
    expect(await digests()).toBe(0);
    clock.forward(24 * 60);
    expect(await digests()).toBe(1);
    expect(await digests()).toBe(0);
    await sendLetters();
    expect(mail.letters).toHaveLength(1);
    expect(mail.letters[0]?.to).toEqual(['ada@turnaround.example']);
    expect(mail.letters[0]?.text).toContain('Half of the visits were late.');
    const header = (mail.letters[0]?.source ?? '').replaceAll(/\r\n\s+/g, ' ');
    expect(header).toContain('List-Unsubscribe: <http://localhost:3000/unsubscribe/');
    clock.forward(24 * 60);
    expect(await digests()).toBe(0);
  });

  it('is not written in the night', async () => {
    await warn('A second sign.');
    clock.forward(20 * 60);
    expect(clock.now().slice(11, 13)).toBe('06');
    expect(await digests()).toBe(0);
    clock.forward(2 * 60);
    expect(await digests()).toBe(1);
    await sendLetters();
    expect(mail.letters).toHaveLength(2);
  });

  it('ends by its own address, without signing in, once a person says so', async () => {
    const source = mail.letters[1]?.text ?? '';
    const [, place = ''] = /(\/unsubscribe\/[\w-]{43})/.exec(source) ?? [];
    const asked = await test.get(place);
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Send me no more');
    await warn('A third sign.');
    expect((await test.get('/unsubscribe/nothing')).status).toBe(404);
    const cookies = (asked.headers['set-cookie'] as unknown as string[])
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const ended = await request(test.url)
      .post(place)
      .set('Cookie', cookies)
      .type('form')
      .send(encodeForm(hiddenFields(asked.text, place)));
    expect([ended.status, ended.text.includes('The daily letters have ended')]).toEqual([200, true]);
    clock.forward(24 * 60);
    expect(await digests()).toBe(0);
    expect(await page('/my-work', await again())).toContain('You get no letter');
  });

  /** Days have gone by: the session ended. */
  const again = async (): Promise<Person> => {
    const { SessionsService } = await import('../../src/access/sessions.service.js');
    const cookie = `turnaround=${await test.app.get(SessionsService).start(reader.account.id, 'Firefox')}`;
    const get = (path: string) => request(test.url).get(path).set('Cookie', cookie);
    return {
      ...reader,
      cookie,
      get,
      post: async (path, fields = {}, { from = path } = {}) =>
        request(test.url)
          .post(path)
          .set('Cookie', cookie)
          .type('form')
          .send(encodeForm({ ...hiddenFields((await get(from)).text, path), ...fields })),
    };
  };

  it('begins again when it is asked for, with what comes from then on', async () => {
    const person = await again();
    const wanted = await person.post('/my-work/digest', {}, { from: '/my-work' });
    expect(wanted.headers.location).toBe('/my-work?done=digest-wanted');
    clock.forward(24 * 60);
    expect(await digests()).toBe(0);
    await warn('A fourth sign.');
    clock.forward(24 * 60);
    expect(await digests()).toBe(1);
    await sendLetters();
    const last = mail.letters.at(-1)?.text ?? '';
    expect(last).toContain('A fourth sign.');
    expect(last).not.toContain('A third sign.');
  });

  it('left no fault behind', () => expect(test.faults).toEqual([]));
});

describe('a token for programs that ends soon', () => {
  const due = (): Promise<number> => test.app.get(TokenLettersService).sendDue();
  const linesOf = (ref: string) =>
    test.database.rows<{ action: string; actor: string }>(sql`
      SELECT audit_entry.action, audit_entry.actor FROM audit_entry
       WHERE audit_entry.entity = ${'api_token'} AND audit_entry.entity_id = ${ref} ORDER BY audit_entry.seq`);

  it('is told to its person by letter, once, a week before, in the morning, with the others of theirs', async () => {
    while (clock.now().slice(11, 13) !== '12') clock.forward(60);
    const holder = await aPerson(test, { name: 'Tom Ade', email: 'tom@turnaround.example', grants: [] });
    const account = { ...holder.account, email: 'tom@turnaround.example', grants: [] };
    const actor = { name: account.ref, role: 'signed-in', requestId: null, account };
    const make = async (name: string, days: number): Promise<string> => {
      const endsOn = addDays(clock.today(), days);
      const made = await test.app.get(ApiTokensService).make(actor, { name, scopes: ['record'], endsOn });
      if (!made.ok) throw new Error(made.error);
      return made.value.ref;
    };
    const [copy, board, long, revoked] = [
      await make('Nightly copy', 9),
      await make('Dashboard', 10),
      await make('Later', 60),
      await make('Revoked', 10),
    ];
    await make('Made for a week', 7);
    await test.app.get(ApiTokensService).revokeOwn(actor, revoked);
    await sendLetters();
    const before = mail.letters.length;
    expect(await due()).toBe(0);
    clock.forward(3 * 24 * 60 - 6 * 60);
    expect([clock.now().slice(11, 13), await due()]).toEqual(['06', 0]);
    clock.forward(6 * 60);
    expect([await due(), await due()]).toEqual([1, 0]);
    await sendLetters();
    const [letter, ...more] = mail.letters.slice(before);
    expect([letter?.to, more]).toEqual([['tom@turnaround.example'], []]);
    expect(letter?.text).toContain(`- Nightly copy (${copy}): its last day is `);
    expect(letter?.text).toContain(`- Dashboard (${board}): its last day is `);
    for (const other of ['Later', 'Revoked', 'Made for a week', 'turnaround_'])
      expect(letter?.text).not.toContain(other);
    expect(letter?.text).toContain('/account/tokens');
    expect((await linesOf(copy)).map(({ action }) => action)).toEqual(['api_token.made', 'api_token.end_told']);
    expect((await linesOf(long)).map(({ action }) => action)).toEqual(['api_token.made']);
  });
});
