import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

describe('the summary of a case', () => {
  let test: TestApp;
  let writer: Person;
  let second: Person;
  let stranger: Person;
  let ref = '';
  const path = (): string => `/episodes/${ref}/summary`;

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    const row = await test.database.row<{ ref: string; organisationId: string }>(sql`
      SELECT failure_episode.ref, failure_episode.organisation_id AS "organisationId"
        FROM failure_episode WHERE failure_episode.ref = 'EP-0002'`);
    ref = row?.ref ?? '';
    const elsewhere = await test.database.row<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.id <> ${row?.organisationId} LIMIT 1`);
    writer = await aPerson(test, {
      name: 'Wanda Writer',
      grants: [aGrant({ role: 'board_secretary', organisationId: row?.organisationId })],
    });
    second = await aPerson(test, { name: 'Sid Second', grants: [aGrant({ role: 'record_keeper' })] });
    stranger = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', organisationId: elsewhere?.id })],
    });
  }, 120_000);
  afterAll(() => test.close());

  const send = (who: Person, step: string, fields: Record<string, string> = {}) =>
    who.post(`${path()}${step}`, fields, { from: path() });
  /** As if those days had gone by: a session would end meanwhile. */
  const daysGoBy = () =>
    test.database.transaction(() =>
      test.database.run(sql`UPDATE case_summary SET publishable_on = ${'2026-11-23'} WHERE status = 'notified'`),
    );

  it('is written by the secretary of the organisation or the record keeper; for another it is not there', async () => {
    expect((await stranger.get(path())).status).toBe(404);
    const page = await writer.get(path()).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const empty = await send(writer, '');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter what is to be said of the case');
    const saved = await send(writer, '', { text: 'The service failed. Two children were hurt.' });
    expect(saved.status).toBe(303);
  });

  it('is not checked by whoever wrote it, nor while somebody could be known by it', async () => {
    const own = await writer.get(path());
    expect(own.text).toContain('You wrote this draft, so somebody else must check it');
    const { version = '' } = hiddenFields(own.text, path());
    const tried = await writer.post(`${path()}/checks`, { version }, { from: path() });
    expect(tried.status).toBe(422);
    expect(tried.text).toContain('Somebody else than the person who wrote the draft must do this');
    const personal = await send(second, '/checks');
    expect(personal.status).toBe(422);
    expect(personal.text).toContain('Confirm that you have read what looks as if it could identify a person');
    await send(writer, '', { text: 'The service failed in 2019 and was judged good in 2023.' });
    expect((await send(second, '/checks')).status).toBe(303);
  });

  it('is published when the organisation had its five working days, and stands on the page of the case', async () => {
    expect((await send(second, '/notices')).headers.location).toContain('done=notified');
    const waiting = await second.get(path());
    expect(waiting.text).toMatch(/You can publish it from 30\u00a0November\u00a02026/);
    const { version } = { version: /name="version" value="(\d+)"/.exec(waiting.text)?.[1] ?? '' };
    const early = await second.post(`${path()}/publications`, { version }, { from: path() });
    expect(early.status).toBe(422);
    expect(early.text).toContain('The organisation still has its five working days');
    expect((await test.get(`/episodes/${ref}`)).text).not.toContain('judged good in 2023.');
    await daysGoBy();
    expect((await send(second, '/publications')).headers.location).toContain('done=published');
    const page = await test.get(`/episodes/${ref}`).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('The service failed in 2019 and was judged good in 2023.');
    expect(page.text).toContain('Edition 1, published at');
    expect(page.text).not.toContain('Wanda Writer');
  });

  it('is corrected by a new edition; the earlier one stays readable', async () => {
    expect((await send(second, '/corrections', {})).status).toBe(422);
    expect((await send(second, '/corrections', { reason: 'The year was wrong' })).status).toBe(303);
    await send(second, '', {
      text: 'The service failed in 2018 and was judged good in 2023.',
      why: 'The year was wrong',
    });
    expect((await send(writer, '/checks')).status).toBe(303);
    await send(writer, '/notices');
    await daysGoBy();
    expect((await send(writer, '/publications')).status).toBe(303);
    const { text } = await test.get(`/episodes/${ref}`);
    expect(text).toContain('Edition 2, published at');
    expect(text).toContain('Why there is a new edition: The year was wrong');
    expect(text).toContain('Edition 1, published at');
  });

  it('shows two who write at once what each of them wrote', async () => {
    await send(second, '/corrections', { reason: 'More to say' });
    const hidden = hiddenFields((await writer.get(path())).text, path());
    await send(second, '', { text: 'The first of two drafts.', why: 'More to say' });
    const late = await writer.post(path(), { ...hidden, text: 'The second of two drafts.', why: 'More to say' });
    expect(late.status).toBe(409);
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    expect(late.text).toContain('Someone changed this summary at');
    expect(late.text).toContain('<del class="conflict__only">first </del>');
  });
});
