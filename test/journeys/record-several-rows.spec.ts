import request from 'supertest';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { encodeForm, hiddenFields } from '../builders/a-person.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let meeting: AMeeting;
let table: string;
beforeAll(async () => {
  test = await startTestApp();
  meeting = await aMeeting(test, { due: 4 });
  table = `${meeting.page}/rows`;
});
afterAll(() => test.close());

const plain = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\u00a0|&nbsp;|&#xa0;/g, ' ')
    .replaceAll(/\s+/g, ' ');
const updatesOf = async (ref: string) => test.app.get(MilestonesQueries).updatesOf([(await meeting.plan.now(ref)).id]);
const valueOf = (html: string, name: string): string | null =>
  new RegExp(`<input[^>]+name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? null;

it('is one form for whoever records, found from the meeting, and nobody else’s', async () => {
  const page = await meeting.secretary.get(meeting.page);
  expect(page.text).toContain(`href="${table}"`);
  expect(page.text).toContain('<noscript>');
  expect((await meeting.member.get(meeting.page)).text).not.toContain(`href="${table}"`);
  expect((await meeting.member.get(table)).status).toBe(403);
  expect((await meeting.stranger.get(table)).status).toBe(404);
  const form = await meeting.secretary.get(table);
  expect(pageFaults(readHtml(form.text))).toEqual([]);
  for (const ref of meeting.due) expect(plain(form.text)).toContain(ref);
});

it('saves every row that says something, keeps what cannot stand as it was typed, and says which is which', async () => {
  const [first = '', second = '', third = '', fourth = ''] = meeting.due;
  const answer = await meeting.secretary.post(table, {
    [`${first}-answer`]: 'on_track',
    [`${first}-note`]: 'All six posts are filled',
    [`${second}-answer`]: 'at_risk',
    [`${second}-note`]: 'Waiting for the partners',
    [`${third}-note`]: 'Half a sentence',
  });
  expect(answer.status).toBe(422);
  expect(plain(answer.text)).toContain('1 action saved. What could not be saved is below, as it was typed.');
  expect(plain(answer.text)).toContain('Select why it is not on track');
  expect(plain(answer.text)).toContain('Select how it stands');
  expect(valueOf(answer.text, `${second}-note`)).toBe('Waiting for the partners');
  expect(valueOf(answer.text, `${third}-note`)).toBe('Half a sentence');
  expect(valueOf(answer.text, `${first}-note`)).toBe('');
  expect((await updatesOf(first)).at(-1)).toMatchObject({ rating: 'on_track', note: 'All six posts are filled' });
  expect((await updatesOf(second)).at(-1)?.note).not.toBe('Waiting for the partners');
  // As a browser would send the page that came back, mended.
  const mended = await request(test.url)
    .post(table)
    .set('Cookie', meeting.secretary.cookie)
    .type('form')
    .send(
      encodeForm({
        ...hiddenFields(answer.text, table),
        [`${second}-answer`]: 'at_risk',
        [`${second}-reason`]: 'partner',
        [`${second}-note`]: 'Waiting for the partners',
        [`${third}-answer`]: 'action_complete',
        [`${third}-later`]: 'yes',
        [`${third}-note`]: 'Half a sentence, and the rest',
        [`${fourth}-note`]: '',
      }),
    );
  expect([mended.status, mended.headers.location]).toEqual([303, `${meeting.page}?done=rows#plan`]);
  expect((await updatesOf(second)).at(-1)).toMatchObject({ rating: 'at_risk', reasonCode: 'partner' });
  expect((await updatesOf(third)).at(-1)?.note).toBe('Half a sentence, and the rest');
  expect((await updatesOf(first)).filter(({ reviewRef }) => reviewRef !== null)).toHaveLength(1);
  expect((await updatesOf(fourth)).filter(({ reviewRef }) => reviewRef !== null)).toEqual([]);
  expect(plain((await meeting.secretary.get(`${meeting.page}?done=rows`)).text)).toContain(
    'All that was filled in is saved.',
  );
});

it('overwrites nobody: a row that was saved meanwhile shows both, and the others are saved', async () => {
  const [first = '', second = '', , fourth = ''] = meeting.due;
  const read = await meeting.secretary.get(table);
  await meeting.colleague.post(
    `${meeting.page}/updates/${fourth}`,
    { answer: 'on_track', note: 'It is quiet' },
    { from: meeting.page },
  );
  const send = (html: string, fields: Record<string, string>) =>
    request(test.url)
      .post(table)
      .set('Cookie', meeting.secretary.cookie)
      .type('form')
      .send(encodeForm({ ...hiddenFields(html, table), ...fields }));
  const fields = { [`${fourth}-answer`]: 'off_track', [`${fourth}-reason`]: 'capacity', [`${fourth}-note`]: 'Mine' };
  const late = await send(read.text, { ...fields, [`${first}-answer`]: 'on_track', [`${first}-note`]: 'Again' });
  expect(late.status).toBe(409);
  expect(plain(late.text)).toContain('Someone saved this action meanwhile');
  expect(plain(late.text)).toMatch(/Saved: On track, by Ama Boateng at \d\d:\d\d/);
  expect(valueOf(late.text, `${fourth}-note`)).toBe('Mine');
  expect((await updatesOf(first)).at(-1)?.note).toBe('Again');
  expect((await updatesOf(fourth)).at(-1)?.note).toBe('It is quiet');
  expect((await send(late.text, fields)).status).toBe(303);
  expect((await updatesOf(fourth)).slice(-2).map(({ note }) => note)).toEqual(['It is quiet', 'Mine']);
  expect((await send(late.text, { [`${second}-state`]: 'cancelled' })).status).toBe(400);
  expect(test.faults).toEqual([]);
});
