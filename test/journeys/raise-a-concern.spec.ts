import { createHash } from 'node:crypto';
import request from 'supertest';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { RaisingConcernsService } from '../../src/voice/raising-concerns.service.js';
import { aGrant, aPerson, encodeForm, hiddenFields, type Person, signedIn } from '../builders/a-person.js';
import { everythingStored } from '../builders/everything-stored.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const words = 'Rotas are changed after the shift so that the ward looks staffed. QUILLMARK';
const marks = { agent: 'MarkedBrowser/7.7', address: '203.0.113.77', words: 'QUILLMARK' };

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

const receiptIn = (html: string): string | null =>
  /[a-z]+-[a-z]+-[a-z]+-[1-9]\d\d/.exec(html.split('receipt-word')[1] ?? '')?.[0] ?? null;

/** A browser without an account, with marks by which it would be known again. */
async function aBrowser(test: TestApp, path: string) {
  const page = await request(test.url).get(path).set('User-Agent', marks.agent).set('X-Forwarded-For', marks.address);
  const cookies = ((page.headers['set-cookie'] as unknown as string[] | undefined) ?? []).map(
    (cookie) => cookie.split(';')[0] ?? '',
  );
  return {
    page,
    cookies,
    send: (to: string, fields: Record<string, string>) =>
      request(test.url)
        .post(to)
        .set('User-Agent', marks.agent)
        .set('X-Forwarded-For', marks.address)
        .set('Cookie', cookies)
        .type('form')
        .send(encodeForm({ ...hiddenFields(page.text, to), ...fields })),
  };
}

describe('raising a concern', () => {
  const clock = new FixedClock(day('2026-03-03'));
  let test: TestApp;
  let lead: Person;
  let other: Person;
  let administrator: Person;
  let board: Person;
  let slug = '';
  let raised = { service: '', theme: 'safety', words, reply: 'yes' };

  beforeAll(async () => {
    test = await startTestApp({ clock, settings: { TRUSTED_PROXIES: '127.0.0.1' } });
    const [body, elsewhere] = await test.app.get(OrganisationsService).registerMany(theService, [
      { name: 'Northwick Council', kind: 'council', sector: 'councils' },
      { name: 'Eastmere Trust', kind: 'nhs_trust', sector: 'health' },
      { name: 'Nowhere Council', kind: 'council', sector: 'councils' },
    ]);
    slug = body?.slug ?? '';
    const of = (role: 'speak_up_lead' | 'board_member', organisationId: string | undefined) =>
      aGrant({ role, organisationId: organisationId ?? null });
    lead = await aPerson(test, { name: 'Lee Listener', grants: [of('speak_up_lead', body?.id)] });
    other = await aPerson(test, { grants: [of('speak_up_lead', elsewhere?.id)] });
    board = await aPerson(test, { grants: [of('board_member', body?.id)] });
    administrator = await aPerson(test, { grants: [aGrant({ role: 'administrator' })] });
    raised = { ...raised, service: slug };
  });
  afterAll(() => test.close());

  /** Time passes, and everybody signs in anew. */
  const turnTo = async (date: string, time?: string): Promise<void> => {
    clock.turnTo(day(date), time);
    [lead, other, board, administrator] = (await Promise.all(
      [lead, other, board, administrator].map(({ account }) => signedIn(test, account)),
    )) as [Person, Person, Person, Person];
  };

  it('asks only where somebody listens, and keeps what was typed where something is missing', async () => {
    const { page, send } = await aBrowser(test, '/raise-a-concern');
    expect(page.status).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('Northwick Council');
    expect(page.text).not.toContain('Nowhere Council');
    const empty = await send('/raise-a-concern', { words: 'Nobody counts the beds.' });
    expect(empty.status).toBe(422);
    expect(errorsOf(empty.text)).toEqual([
      'Select where you work',
      'Select what your concern is about',
      'Select whether you want a reply',
    ]);
    expect(empty.text).toContain('Nobody counts the beds.');
    const nobody = await send('/raise-a-concern', { ...raised, service: 'nowhere-council' });
    expect(errorsOf(nobody.text)).toEqual(['Select where you work']);
  });

  it('takes no words that could identify a person', async () => {
    const { send } = await aBrowser(test, '/raise-a-concern');
    const named = await send('/raise-a-concern', { ...raised, words: 'Mrs Harrow hides the incident forms.' });
    expect(named.status).toBe(422);
    expect(errorsOf(named.text)).toEqual([
      'This looks like it could identify a person. Take out names, dates of birth and case numbers',
    ]);
  });

  it('is one concern however often the form is sent, and shows one receipt', async () => {
    const { send } = await aBrowser(test, '/raise-a-concern');
    const fields = { ...raised, theme: 'money', words: 'Invoices are split.' };
    const answers = await Promise.all([send('/raise-a-concern', fields), send('/raise-a-concern', fields)]);
    answers.push(await send('/raise-a-concern', fields));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ text }) => receiptIn(text))).size).toBe(1);
    const rows = await test.database.rows<{ theme: string }>(sql`SELECT concern.theme FROM concern`);
    expect(rows).toEqual([{ theme: 'money' }]);
  });

  it('leaves no trace of who raised it or when: not in the database, its log, or the log of the service', async () => {
    clock.turnTo(day('2026-03-03'), '14:37');
    const { page, cookies, send } = await aBrowser(test, '/raise-a-concern');
    const answer = await send('/raise-a-concern', raised);
    expect(answer.status).toBe(200);
    expect(pageFaults(readHtml(answer.text))).toEqual([]);
    const receipt = receiptIn(answer.text) ?? '';
    expect(receipt).not.toBe('');
    const asked = await aBrowser(test, '/concern');
    expect((await asked.send('/concern', { receipt })).text).toContain('Raised');
    expect((await asked.send('/concern', { receipt: 'harbour-otter-maple-293' })).text).toContain(
      'We cannot find that receipt word.',
    );
    await test.get(`/concern/${receipt}`).set('User-Agent', marks.agent).expect(200);
    await turnTo('2026-03-03', '16:05');
    const opened = await lead.post('/concerns/CN-0002/words', {}, { from: '/concerns/CN-0002' });
    expect(opened.text).toContain('QUILLMARK');

    const hidden = hiddenFields(page.text, '/raise-a-concern');
    const kept = await everythingStored(test.database);
    const log = test.faults.join('\n');
    const tokens = [...cookies.map((cookie) => cookie.split('=')[1] ?? ''), ...Object.values(hidden)];
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    const traces = {
      ...marks,
      minute: '2026-03-03T14:37',
      receipt,
      receiptInOneWord: receipt.replaceAll('-', ''),
      plainHash: hash(receipt),
      hashOfWords: hash(words),
      hashOfAddress: hash(marks.address),
      ...Object.fromEntries(tokens.map((token, index) => [`token ${index}`, token])),
    };
    expect(tokens.every((token) => token.length > 20)).toBe(true);
    expect(Object.entries(traces).filter(([, trace]) => kept.includes(trace) || log.includes(trace))).toEqual([]);
    // The look itself can find something: what the speak-up lead did an hour later is there with its minute.
    expect(kept).toContain('2026-03-03T16:05');
    const [row] = await test.database.rows<Record<string, unknown>>(sql`
      SELECT concern.* FROM concern WHERE concern.ref = ${'CN-0002'}`);
    expect(Object.values(row ?? {}).filter((value) => /\d\d:\d\d/.test(String(value)))).toEqual([]);
    expect(
      await test.database.rows(sql`SELECT sent_form.key FROM sent_form WHERE sent_form.sent_at LIKE '%14:37%'`),
    ).toEqual([]);
  });

  it('leaves nothing in the log where it fails, apart from that something failed', async () => {
    const raising = jest
      .spyOn(test.app.get(RaisingConcernsService), 'raise')
      .mockRejectedValueOnce(new Error(`INSERT failed for ${words}`));
    const { send } = await aBrowser(test, '/raise-a-concern');
    expect((await send('/raise-a-concern', raised)).status).toBe(500);
    raising.mockRestore();
    const lines = test.faults.splice(0);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ fault: 'Error', path: 'without trace' });
    expect(lines.join('')).not.toMatch(/QUILLMARK|INSERT|raise-a-concern/);
  });

  it('is followed from the desk to its answer, and whoever holds the receipt reads it', async () => {
    await turnTo('2026-03-03');
    const { send } = await aBrowser(test, '/raise-a-concern');
    const receipt = receiptIn((await send('/raise-a-concern', { ...raised, theme: 'workload' })).text) ?? '';
    const at = '/concerns/CN-0003';
    const desk = await lead.get('/concerns').expect(200);
    expect(pageFaults(readHtml(desk.text))).toEqual([]);
    expect(textWithin(named(readHtml(desk.text), 'h1')[0] as never)).toBe('3 concerns of staff');
    expect(desk.text).toContain('Acknowledge by 5\u00a0March\u00a02026');
    expect((await lead.get('/my-work')).text).toContain('3 concerns wait to be acknowledged');
    const page = await lead.get(at).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).not.toContain('QUILLMARK');

    const step = async (fields: Record<string, string>) => lead.post(`${at}/steps`, fields, { from: at });
    expect((await step({ to: 'acknowledged' })).status).toBe(303);
    await turnTo('2026-03-04');
    expect((await step({ to: 'closed' })).status).toBe(422);
    expect((await step({ to: 'looked_into' })).status).toBe(303);
    const wordless = await step({ to: 'outcome_shared' });
    expect(errorsOf(wordless.text)).toEqual(['Enter what came of it, as whoever raised it will read it']);
    const personal = await step({ to: 'outcome_shared', words: 'Mr Harrow has left.' });
    expect(errorsOf(personal.text)).toHaveLength(1);
    expect((await step({ to: 'outcome_shared', words: 'Rotas are now kept by a second person.' })).status).toBe(303);

    const { send: read } = await aBrowser(test, '/concern');
    const answer = await read('/concern', { receipt: receipt.toUpperCase().replaceAll('-', ' ') });
    expect(pageFaults(readHtml(answer.text))).toEqual([]);
    expect(answer.text).toContain('Rotas are now kept by a second person.');
    expect(answer.text).toContain('4\u00a0March\u00a02026');
    expect(answer.text).not.toMatch(/Workload|QUILLMARK|Northwick/);

    const again = await lead.get(at);
    expect(again.text).toContain('Lee Listener');
    const version = hiddenFields(again.text, `${at}/steps`).version ?? '';
    expect((await step({ to: 'reopened', words: 'It has happened again.' })).status).toBe(303);
    const stale = await step({ to: 'closed', version });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Someone changed this concern at');
  });

  it('is nobody’s business but the speak-up lead’s', async () => {
    for (const path of ['/concerns', '/concerns/CN-0002', '/concerns/new']) {
      await administrator.get(path).expect(403);
      await board.get(path).expect(403);
      expect((await test.get(path)).status).toBe(303);
    }
    await other.get('/concerns/CN-0002').expect(404);
    expect((await other.get('/concerns')).text).not.toContain('CN-0002');
    const foreign = await other.post('/concerns/CN-0002/words', {}, { from: '/concerns/new' });
    expect(foreign.status).toBe(404);
    const answers = await test.get('/search?q=QUILLMARK');
    expect(answers.text).not.toContain('Rotas are changed');
  });

  it('has each opening of the words in the trail, as a hash and nothing else', async () => {
    const lines = await test.database.rows<{ action: string; actor: string; after: string }>(sql`
      SELECT audit_entry.action, audit_entry.actor, audit_entry.after
        FROM audit_entry WHERE audit_entry.entity = 'concern' ORDER BY audit_entry.seq`);
    expect(lines.filter(({ action }) => action === 'concern.words_read')).toEqual([
      {
        action: 'concern.words_read',
        actor: lead.account.ref,
        after: expect.stringMatching(/^\{"hash":"[0-9a-f]{64}"\}$/),
      },
    ]);
    expect(lines.map(({ action }) => action)).not.toContain('concern.raised');
    expect(JSON.stringify(lines)).not.toMatch(/QUILLMARK|second person/);
  });

  it('opens no page to whoever guesses: a receipt that nobody has is not found, and tries are slowed down', async () => {
    const guess = await test.get('/concern/harbour-otter-maple-293').expect(404);
    expect(pageFaults(readHtml(guess.text))).toEqual([]);
    expect(guess.text).not.toContain('page=%2Fconcern%2Fharbour');
    const slow = await startTestApp({ clock, settings: { COSTLY_PER_MINUTE: '60' } });
    const statuses: number[] = [];
    for (let tried = 0; tried < 8; tried += 1)
      statuses.push((await slow.get(`/concern/harbour-otter-maple-${200 + tried}`)).status);
    await slow.close();
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 429, 429]);
  });

  it('is counted for the board by quarter and for everybody by year, and never when it could tell of one', async () => {
    await turnTo('2026-03-05');
    const path = `/organisations/${slug}/concerns`;
    const now = [(await board.get(path)).text, (await test.get(path)).text];
    await lead.post('/concerns/new', {
      service: slug,
      'raisedOn-day': '5',
      'raisedOn-month': '3',
      'raisedOn-year': '2026',
      route: 'telephone',
      theme: 'safety',
      words: 'Told by telephone.',
    });
    const plain = (html: string): string => html.replaceAll(/name="_(?:csrf|once)" value="[^"]*"/g, '');
    expect([(await board.get(path)).text, (await test.get(path)).text].map(plain)).toEqual(now.map(plain));

    await turnTo('2027-01-04');
    const public27 = await test.get(path).expect(200);
    expect(pageFaults(readHtml(public27.text))).toEqual([]);
    expect(public27.text).toContain('Concerns raised in each year');
    expect(public27.text).not.toContain('quarter by quarter');
    const board27 = await board.get(path).expect(200);
    expect(pageFaults(readHtml(board27.text))).toEqual([]);
    const file = (await board.get(`${path}.csv`)).text;
    // Four concerns: too few to tell, and the next quarters have nobody in them to cover it.
    expect(file).toContain('2026-Q1,c,');
    expect(file).toContain('2026-Q2,0,');
    expect((await test.get(`${path}.csv`)).text).toContain('2026,c,');
    expect((await other.get(`${path}.csv`)).text).not.toContain('Q1');
    expect((await administrator.get(`${path}.csv`)).text).not.toContain('Q1');
  });
});
