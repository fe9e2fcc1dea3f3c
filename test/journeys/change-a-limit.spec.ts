import request from 'supertest';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { SignalLimitsQueries } from '../../src/lessons/data/signal-limits.queries.js';
import { signals } from '../../src/lessons/domain/signals.js';
import { SignalLimitsService } from '../../src/lessons/signal-limits.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let ada: Person;
let ben: Person;

const plain = (html: string): string =>
  html.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').replaceAll('&#x27;', "'");
const page = async (path: string, person: Person = ada): Promise<string> => plain((await person.get(path)).text);
const publicly = async (path: string): Promise<string> => plain((await request(test.url).get(path)).text);

const place = '/admin/thresholds/signals/L1.1';
const reason = 'Six months is longer than a term, and schools plan in terms.';
const typed = {
  limit1: '4',
  limit2: '12',
  'validFrom-day': '23',
  'validFrom-month': '11',
  'validFrom-year': '2026',
  owner: 'Head of methods',
  reason,
};

beforeAll(async () => {
  test = await startTestApp();
  const grants = [aGrant({ role: 'administrator' })];
  ada = await aPerson(test, { name: 'Ada First', grants });
  ben = await aPerson(test, { name: 'Ben Second', grants });
});
afterAll(() => test.close());

const ask = async (more: Partial<typeof typed> = {}): Promise<string> => {
  const asked = await ada.post(place, { ...typed, ...more });
  expect(asked.status).toBe(303);
  return asked.headers.location?.split('?')[0] ?? '';
};

describe('the limits of a signal', () => {
  it('come with the product, once, whatever is started again', async () => {
    const before = await test.app.get(SignalLimitsQueries).editions();
    expect(before.map(({ signalKey }) => signalKey).toSorted()).toEqual(signals.map(({ key }) => key).toSorted());
    expect(before.every(({ edition, agreedBy }) => edition === 1 && agreedBy === null)).toBe(true);
    await test.app.get(SignalLimitsService).onApplicationBootstrap();
    expect(await test.app.get(SignalLimitsQueries).editions()).toEqual(before);
  });

  it('are read by everybody, with the formula in words and who answers for them', async () => {
    const methods = await publicly('/methods/signals');
    expect(methods).toContain('More than 6 months and up to 12 months');
    expect(methods).toContain('The makers of this record');
    expect(await publicly('/lessons/1')).toContain('More than 6 months and up to 12 months');
    expect(await publicly('/methods')).toContain('href="/methods/signals"');
  });

  it('are listed for administrators, and for nobody else', async () => {
    expect(await page('/my-work')).toContain('href="/admin/thresholds"');
    expect(await page('/admin/thresholds')).toContain('Supported up to 6 months. A challenge beyond 12 months.');
    const reader = await aPerson(test, { name: 'Cleo Reader', grants: [aGrant({ role: 'researcher' })] });
    expect((await reader.get('/admin/thresholds')).status).toBe(403);
    expect((await ada.get('/admin/thresholds/signals/L9.9')).status).toBe(404);
    expect((await ada.get('/admin/thresholds/requests/nothing')).status).toBe(404);
  });

  it.each([
    ['nothing changes', { limit1: '6' }, 'Change at least one limit'],
    ['a limit is no number', { limit1: 'six' }, 'Enter a number that this limit can be'],
    ['supported passes challenge', { limit1: '13' }, 'Supported and challenge must stay on their sides'],
    ['it would change the past', { 'validFrom-day': '22' }, 'First day must be today or later'],
    ['no reason is given', { reason: 'Better' }, 'Reason must be 20 characters or more'],
    ['nobody answers for it', { owner: '' }, 'Enter who answers for these limits'],
  ])('cannot be asked for where %s, with what was typed', async (_what, more, message) => {
    const refused = await ada.post(place, { ...typed, ...more });
    expect(refused.status).toBe(422);
    expect(plain(refused.text)).toContain(message);
    expect(plain(refused.text)).toContain('value="12"');
  });

  it('are refused by another with a reason, or taken back by who asked', async () => {
    const refused = await ask();
    expect((await ben.post(`${refused}/closing`, {}, { from: refused })).status).toBe(422);
    const closed = await ben.post(`${refused}/closing`, { answer: 'Terms differ by place.' }, { from: refused });
    expect(closed.headers.location).toBe(`${refused}?done=refused`);
    expect(await page(refused)).toContain('Terms differ by place.');
    const taken = await ask();
    expect((await ada.post(`${taken}/closing`, {}, { from: taken })).headers.location).toBe(`${taken}?done=taken_back`);
    expect(await publicly('/methods/signals')).not.toContain('Head of methods');
  });

  it('are agreed by another than who asked, and used from then on', async () => {
    const asked = await ask();
    expect(await page(asked)).toContain('another administrator must agree it: Ben Second.');
    expect(await page('/admin/thresholds', ben)).toContain(`href="${asked}"`);
    expect(await page(asked, ben)).toContain('From 23 November 2026 on every reading of this signal uses these limits');
    const own = await ada.post(`${asked}/agreement`, { version: '1' }, { from: asked });
    expect(own.status).toBe(422);
    expect(plain(own.text)).toContain('another administrator must agree it');
    const agreed = await ben.post(`${asked}/agreement`, {}, { from: asked });
    expect(agreed.headers.location).toBe(`${asked}?done=agreed`);
    const methods = await publicly('/methods/signals');
    expect(methods).toContain('More than 4 months and up to 12 months');
    expect(methods).toContain('Supported up to 4 months, before 6 months.');
    expect(methods).toContain(reason);
    expect(await publicly('/lessons/1')).toContain('More than 4 months and up to 12 months');
    expect(await page(place)).toContain('Ada First, agreed by Ben Second');
    const again = await ben.post(`${asked}/agreement`, { version: '1' }, { from: asked });
    expect(again.status).toBe(409);
    const answer = 'The board has not talked about it yet';
    const late = await ben.post(`${asked}/closing`, { answer, version: '1' }, { from: asked });
    expect(late.status).toBe(409);
    expect(late.text).toContain('What you wrote, which was not saved');
    expect(late.text).toContain(answer);
  });

  it('are in the trail with both people and the reason', async () => {
    const rows = await test.database.rows<{ action: string; actor: string; reason: string | null }>(sql`
      SELECT audit_entry.action, audit_entry.actor, audit_entry.reason FROM audit_entry
       WHERE audit_entry.action LIKE 'signal_limits.%' ORDER BY audit_entry.seq`);
    expect(rows.map(({ action }) => action)).toEqual([
      'signal_limits.shipped',
      'signal_limits.asked',
      'signal_limits.refused',
      'signal_limits.asked',
      'signal_limits.taken_back',
      'signal_limits.asked',
      'signal_limits.agreed',
    ]);
    expect(rows.at(-1)).toMatchObject({ actor: ben.account.ref, reason });
  });

  it('cannot be agreed once another edition was agreed meanwhile', async () => {
    const [first, second] = [await ask({ limit1: '5' }), await ask({ limit1: '7' })];
    expect((await ben.post(`${first}/agreement`, {}, { from: first })).status).toBe(303);
    const late = await ben.post(`${second}/agreement`, {}, { from: second });
    expect(late.status).toBe(409);
    expect(plain(late.text)).toContain('Another edition was agreed after this was asked for');
  });

  it('read an earlier day, as recorded, by the limits of that day', async () => {
    const limitsOn = async (asOf: string, mode: 'recorded' | 'known') => {
      const of = await test.app.get(SignalLimitsService).inForce({ asOf: day(asOf), mode });
      const [first] = signals;
      return first && of(first);
    };
    expect(await limitsOn('2026-11-22', 'recorded')).toMatchObject({ edition: 1, limits: { supports: 6 } });
    expect(await limitsOn('2026-11-22', 'known')).toMatchObject({ edition: 3, limits: { supports: 5 } });
  });

  it.each([`UPDATE signal_threshold SET limits = '{}'`, 'DELETE FROM signal_threshold'])(
    'are changed by nobody: %s',
    async (statement) => {
      await expect(test.database.writer.query(statement)).rejects.toThrow(/added to the record, never changed/);
    },
  );
});
