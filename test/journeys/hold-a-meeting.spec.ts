import { theService } from '../../src/access/audit.service.js';
import { BoardsService } from '../../src/boards/boards.service.js';
import { OutcomesQueries } from '../../src/boards/data/outcomes.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { sql } from '../../src/database/sql.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { aMember, given } from '../builders/a-board.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { inspectorateOf } from '../builders/an-inspection-team.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { pageFaults } from '../builders/page-checks.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let meeting: AMeeting;

beforeAll(async () => {
  test = await startTestApp();
  meeting = await aMeeting(test);
});
afterAll(() => test.close());

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
const words = (html: string): string => plain(named(readHtml(html), 'body').map(textWithin).join(' '));
const rowOf = (html: string, ref: string): string => {
  const row = named(readHtml(html), 'li').find((one) => attributeOf(one, 'id') === `row-${ref}`);
  return row ? plain(textWithin(row)) : '';
};
const updateAt = (ref: string) => `${meeting.page}/updates/${ref}`;
const say = (person: Person, ref: string, fields: Readonly<Record<string, string>>) =>
  person.post(updateAt(ref), fields, { from: meeting.page });
const focusIn = (html: string): string | null => {
  const focused = readHtml(html).elements.filter((one) => one.attributes.has('autofocus'));
  expect(focused.length).toBeLessThan(2);
  return focused[0] ? attributeOf(focused[0], 'id') : null;
};

describe('the page of a meeting', () => {
  it('opens at the plan: 12 due rows in order, with both dates and the last words, the keyboard in the first', async () => {
    const page = await meeting.secretary.get(meeting.page).expect(200);
    expect(page.headers['cache-control']).toBe('no-store');
    const rows = named(readHtml(page.text), 'li').filter((one) => one.attributes.has('data-due'));
    expect(rows.map((row) => attributeOf(row, 'id'))).toEqual(meeting.due.map((ref) => `row-${ref}`));
    const [first = ''] = meeting.due;
    expect(rowOf(page.text, first)).toContain('First date 26 November 2026');
    expect(rowOf(page.text, first)).toContain('Current date 26 November 2026');
    expect(rowOf(page.text, first)).toContain(`Work on ${first} goes on`);
    expect(focusIn(page.text)).toBe(`${first}-answer`);
    expect(words(page.text)).toContain('12 of 12 left');
    expect(words(page.text)).toContain('Item 4: The plan: what is due');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toMatch(/<script src="\/assets\/meeting\.[0-9a-f]{8}\.js" defer><\/script>/);
  });

  it('costs at most 15 statements, however many rows', async () => {
    test.statements.take();
    await meeting.secretary.get(meeting.page).expect(200);
    expect(test.statements.take().length).toBeLessThanOrEqual(15);
  });

  it('saves on track and leads to the next row', async () => {
    const [first = '', second = ''] = meeting.due;
    const saved = await say(meeting.secretary, first, { answer: 'on_track', reason: '', note: '' });
    expect(saved.status).toBe(303);
    expect(saved.headers.location).toBe(`${meeting.page}#${second}-answer`);
    const page = await meeting.secretary.get(meeting.page);
    expect(rowOf(page.text, first)).toMatch(/On track Saved by you at \d\d:\d\d/);
    expect(words(page.text)).toContain('11 of 12 left');
    const read = await meeting.member.get(meeting.page).expect(200);
    expect(rowOf(read.text, first)).toMatch(/Saved by Sam Lee at \d\d:\d\d/);
    const milestone = await meeting.plan.now(first);
    const [update] = (await test.app.get(MilestonesQueries).updatesOf([milestone.id])).slice(-1);
    expect(update).toMatchObject({ reviewRef: meeting.reviewRef, rating: 'on_track', note: null, reasonCode: null });
  });

  it('asks at risk why, at that row, with what was typed', async () => {
    const [, second = '', third = ''] = meeting.due;
    const refused = await say(meeting.secretary, second, {
      answer: 'at_risk',
      reason: '',
      note: 'Two left the campaign',
    });
    expect(refused.status).toBe(422);
    expect(focusIn(refused.text)).toBe(`${second}-reason`);
    expect(rowOf(refused.text, second)).toContain('Select why it is not on track');
    expect(refused.text).toContain('value="Two left the campaign"');
    expect(refused.text).toContain(`href="#${second}-reason"`);
    expect(refused.text).toContain('<title>Error: ');
    expect(pageFaults(readHtml(refused.text))).toEqual([]);
    const saved = await say(meeting.secretary, second, {
      answer: 'at_risk',
      reason: 'capacity',
      note: 'Two left the campaign',
    });
    expect(saved.headers.location).toBe(`${meeting.page}#${third}-answer`);
    const page = await meeting.secretary.get(meeting.page);
    expect(rowOf(page.text, second)).toContain('At risk: not enough people, time or money Two left the campaign');
    expect((await meeting.plan.now(second)).ownerRating).toBe('at_risk');
  });

  it('asks for an answer, and keeps to what a note may hold', async () => {
    const [, , third = ''] = meeting.due;
    expect((await say(meeting.secretary, third, { note: 'Words' })).text).toContain('Select how it stands');
    const long = await say(meeting.secretary, third, { answer: 'on_track', note: 'x'.repeat(501) });
    expect([long.status, long.text.includes('The line must be 500 characters or less')]).toEqual([422, true]);
    const personal = await say(meeting.secretary, third, { answer: 'on_track', note: 'Mr Potter called' });
    expect([personal.status, focusIn(personal.text)]).toEqual([422, `${third}-note`]);
    expect(personal.text).toContain('This looks like it could identify a person');
    expect((await say(meeting.secretary, third, { answer: 'on_track', colour: 'red' })).status).toBe(400);
    expect((await say(meeting.secretary, third, { answer: 'on_fire' })).status).toBe(400);
  });

  it('takes an action as complete with evidence on the row, or owed for ten working days', async () => {
    const [, , third = '', fourth = ''] = meeting.due;
    await meeting.plan.evidence(third, { title: 'Supervision report' });
    const page = await meeting.secretary.get(meeting.page);
    expect(rowOf(page.text, third)).toContain('Supervision report');
    const [, evidence = ''] = new RegExp(`id="${third}-evidence"[^>]*value="([^"]+)"`).exec(page.text) ?? [];
    const none = await say(meeting.secretary, third, { answer: 'action_complete' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Tick what shows that it was done, or “Add evidence later”');
    expect((await say(meeting.secretary, third, { answer: 'action_complete', evidence })).status).toBe(303);
    expect((await meeting.plan.now(third)).state).toBe('action_complete');
    expect((await say(meeting.secretary, fourth, { answer: 'action_complete', later: 'yes' })).status).toBe(303);
    const now = await meeting.plan.now(fourth);
    expect([now.state, now.evidenceOwedUntil]).toEqual(['action_complete', '2026-12-07']);
    const after = await meeting.secretary.get(meeting.page);
    expect(rowOf(after.text, fourth)).toContain('Action complete, evidence owed');
  });

  it('never overwrites what a colleague saved first: both stand side by side, and both are kept', async () => {
    const fifth = meeting.due[4] ?? '';
    const old = (await meeting.plan.now(fifth)).version;
    const theirs = await say(meeting.colleague, fifth, {
      answer: 'off_track',
      reason: 'partner',
      note: 'No bids came',
    });
    expect(theirs.status).toBe(303);
    const mine = await say(meeting.secretary, fifth, { answer: 'on_track', note: 'All is well', version: String(old) });
    expect(mine.status).toBe(409);
    expect(plain(mine.text)).toMatch(
      /Someone changed this action at \d\d:\d\d on 23 November 2026\. Your version is below\. Check it and save again/,
    );
    expect(rowOf(mine.text, fifth)).toMatch(/Saved by Ama Boateng at \d\d:\d\d/);
    expect(rowOf(mine.text, fifth)).toContain('No bids came');
    expect(mine.text).toContain('value="All is well"');
    expect(focusIn(mine.text)).toBe(`${fifth}-answer`);
    expect(pageFaults(readHtml(mine.text))).toEqual([]);
    const again = await say(meeting.secretary, fifth, { answer: 'on_track', note: 'All is well' });
    expect(again.status).toBe(303);
    const { id } = await meeting.plan.now(fifth);
    const notes = (await test.app.get(MilestonesQueries).updatesOf([id])).slice(-2).map(({ note }) => note);
    expect(notes).toEqual(['No bids came', 'All is well']);
  });

  it('brings up an action that is not due, when somebody asks', async () => {
    const page = await meeting.secretary.get(meeting.page);
    expect(rowOf(page.text, meeting.later)).toBe('');
    const brought = await meeting.secretary.get(`${meeting.page}?also=${meeting.later}`);
    expect(rowOf(brought.text, meeting.later)).toContain('Close the old front door');
    expect(focusIn(brought.text)).toBe(`${meeting.later}-answer`);
    const saved = await meeting.secretary.post(
      updateAt(meeting.later),
      { answer: 'on_track', started: 'yes' },
      { from: `${meeting.page}?also=${meeting.later}` },
    );
    expect(saved.status).toBe(303);
    expect((await meeting.plan.now(meeting.later)).state).toBe('in_progress');
    expect(rowOf((await meeting.secretary.get(meeting.page)).text, meeting.later)).toContain('On track');
    expect((await meeting.secretary.get(`${meeting.page}?also=MS-9999`)).status).toBe(200);
  });

  it('prints as words whatever words it was given', async () => {
    const hostile = '"><img src=x onerror=go()><script>go()</script></textarea>';
    const fifth = meeting.due[4] ?? '';
    expect((await say(meeting.secretary, fifth, { answer: 'on_track', note: hostile })).status).toBe(303);
    const page = await meeting.member.get(meeting.page).expect(200);
    expect(rowOf(page.text, fifth)).toContain('</textarea>');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text.match(/<script/g)?.length).toBe(1);
  });

  it('leads to the decisions when nothing is left', async () => {
    for (const ref of meeting.due.slice(5, -1)) await say(meeting.secretary, ref, { answer: 'on_track' });
    const last = await say(meeting.secretary, meeting.due.at(-1) ?? '', { answer: 'on_track' });
    expect(last.headers.location).toBe(`${meeting.page}#decision-item`);
    expect(words((await meeting.secretary.get(meeting.page)).text)).toContain('all 13 heard');
  });
});

describe('what else a meeting records', () => {
  const records = (name: string, fields: Readonly<Record<string, string | readonly string[]>>) =>
    meeting.secretary.post(`${meeting.page}/${name}`, fields, { from: meeting.page });
  const due = (more: object = {}) => ({ 'due-day': '7', 'due-month': '12', 'due-year': '2026', ...more });

  it('decisions, at their item', async () => {
    const nothing = await records('decisions', { item: meeting.planItemId, type: 'decision', text: '' });
    expect([nothing.status, focusIn(nothing.text)]).toEqual([422, 'decision-text']);
    expect(nothing.text).toContain('Enter what was decided');
    const done = await records('decisions', {
      item: meeting.planItemId,
      type: 'recommendation',
      text: 'The cabinet should fund two more posts.',
      whoFor: 'The cabinet',
    });
    expect(done.headers.location).toBe(`${meeting.page}?done=decision#record`);
    const page = words((await meeting.secretary.get(`${meeting.page}?done=decision`)).text);
    expect(page).toContain('The cabinet should fund two more posts. Recommendation, for: The cabinet, at item 4');
    const before = await records('decisions', {
      item: '',
      type: 'decision',
      text: 'We meet in January.',
      'reviewOn-day': '1',
      'reviewOn-month': '11',
      'reviewOn-year': '2026',
    });
    expect([before.status, focusIn(before.text)]).toEqual([422, 'decision-reviewOn']);
  });

  it('challenges, to a post, with a day by which an answer is due', async () => {
    const asks = { item: meeting.planItemId, member: meeting.board.memberIds[0] ?? '', text: 'Why did two leave?' };
    const open = await records('challenges', { ...asks, toPost: '', ...due({ 'due-month': '' }) });
    expect(open.text).toContain('Enter the post that is to answer');
    expect(open.text).toContain('Date due must include a month');
    expect((await records('challenges', { ...asks, toPost: 'Head of assessment', ...due() })).status).toBe(303);
    const page = words((await meeting.secretary.get(meeting.page)).text);
    expect(page).toContain('Asked by Carys Chair, to: Head of assessment, answer due 7 December 2026, at item 4');
    // A member asks for themselves.
    const own = await meeting.member.post(
      `${meeting.page}/challenges`,
      { item: '', member: '', text: 'What do children say?', toPost: 'Director', ...due() },
      { from: meeting.page },
    );
    expect(own.status).toBe(303);
  });

  it('actions, and what is said in confidence', async () => {
    const late = await records('actions', {
      text: 'Write to the partners',
      ownerPost: 'Director',
      ...due({ 'due-month': '10' }),
    });
    expect([late.status, focusIn(late.text)]).toEqual([422, 'action-due']);
    const done = await records('actions', {
      text: 'Write to the partners',
      ownerPost: 'Director',
      ...due(),
      confidential: 'yes',
    });
    expect(done.headers.location).toBe(`${meeting.page}?done=action#actions`);
    const review = await test.app.get(ReviewsQueries).byRef(meeting.reviewRef);
    const [action] = await test.app.get(OutcomesQueries).actionsOf(review?.id ?? '');
    expect(action).toMatchObject({ text: 'Write to the partners', ownerPost: 'Director', confidential: true });
  });

  it('who is here, who came in whose place, and interests', async () => {
    const [chair = '', vice = '', director = '', partner = '', adviser = ''] = meeting.board.memberIds;
    const both = await records('attendance', { present: [chair, vice], apologies: [vice] });
    expect(both.status).toBe(422);
    expect(both.text).toContain('Nobody can be here and have sent apologies');
    const taken = await records('attendance', { present: [chair, vice, director], apologies: [partner] });
    expect(taken.headers.location).toBe(`${meeting.page}?done=attendance#attendance`);
    const declared = await records('interests', { member: partner, substitutePost: 'Designated nurse', interest: '' });
    expect(declared.status).toBe(303);
    await records('interests', { member: vice, interest: 'Trustee of a provider', substitutePost: '' });
    const page = words((await meeting.secretary.get(meeting.page)).text);
    expect(page).toContain(
      'Here: Carys Chair, Vic Vice and Dana Director. Sent a substitute: Pat Partner (Designated nurse).',
    );
    expect(page).toContain('Vic Vice declared: Trustee of a provider');
    const rows = await test.database.rows<{ memberId: string; presence: string }>(sql`
      SELECT attendance.member_id AS "memberId", attendance.presence FROM attendance`);
    expect(rows.find(({ memberId }) => memberId === adviser)?.presence).toBe('absent');
    // An entry that a colleague has changed since is not overwritten.
    const seen = [chair, vice, director, partner, adviser].map((id) => `${id}:0`).join(',');
    expect((await records('attendance', { present: [director], apologies: [], seen })).status).toBe(409);
  });
});

describe('what came of an item', () => {
  const outcomeAt = () => `${meeting.page}/items/${meeting.planItemId}/outcome`;
  const write = (person: Person, fields: Readonly<Record<string, string>>) =>
    person.post(outcomeAt(), fields, { from: meeting.page });

  it('is written at the item, and never over what a colleague wrote', async () => {
    const page = await meeting.secretary.get(meeting.page);
    const [, version = ''] = /id="form-item-4"[\s\S]*?name="version" value="(\d+)"/.exec(page.text) ?? [];
    const saved = await write(meeting.secretary, { outcome: 'The board went through the plan.' });
    expect(saved.headers.location).toBe(`${meeting.page}?done=outcome#item-4-part`);
    const late = await write(meeting.colleague, { outcome: 'The plan was noted.', version });
    expect(late.status).toBe(409);
    expect(late.text).toContain('The plan was noted.</textarea>');
    expect(plain(late.text)).toContain('Someone changed this item at 09:00 on 23 November 2026');
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    const { text } = await meeting.member.get(meeting.page);
    expect(words(text)).toContain('The board went through the plan.');
    expect(text).not.toContain('/outcome"');
  });
});

describe('who may do what at a meeting', () => {
  it('members read, and are told who records', async () => {
    const page = await meeting.member.get(meeting.page).expect(200);
    expect(plain(page.text)).toContain('Ama Boateng and Sam Lee can record what is said and decided');
    expect(page.text).not.toContain('/updates/');
    const refused = await meeting.member.post(
      updateAt(meeting.due[0] ?? ''),
      { answer: 'on_track', version: '1' },
      { from: meeting.page },
    );
    expect(refused.status).toBe(403);
  });

  it('an inspector who sits on the board reads what is due and asks, and records nothing', async () => {
    const inspectorateId = await inspectorateOf(test.database, 'ofsted_ilacs_2023');
    const inspector = await aPerson(test, {
      name: 'Ines Inspector',
      grants: [aGrant({ role: 'inspector', inspectorateId })],
    });
    await inspector.get(meeting.page).expect(404);
    const seat = { accountId: inspector.account.id, displayName: 'Ines Inspector', voting: false };
    given(await test.app.get(BoardsService).addMember(theService, meeting.board.ref, aMember(seat)));
    const page = await inspector.get(meeting.page).expect(200);
    expect(rowOf(page.text, meeting.due[0] ?? '')).toContain('First date');
    expect(plain(page.text)).toContain('You can raise a challenge.');
    const asked = await inspector.post(
      `${meeting.page}/challenges`,
      { text: 'What do the audits show?', toPost: 'Director', 'due-day': '7', 'due-month': '12', 'due-year': '2026' },
      { from: meeting.page },
    );
    expect(asked.status).toBe(303);
    expect(page.text).not.toContain('Save and next');
  });

  it('others do not know that it exists', async () => {
    await meeting.stranger.get(meeting.page).expect(404);
    const sent = await meeting.stranger.post(
      updateAt(meeting.due[0] ?? ''),
      { answer: 'on_track', version: '1' },
      { from: '/account' },
    );
    expect(sent.status).toBe(404);
    expect((await test.get(meeting.page)).status).toBe(303);
    await meeting.secretary.get('/reviews/RV-9999/meeting').expect(404);
  });

  it('nothing is recorded before the pack is issued', async () => {
    const early = await aMeeting(test, { isIssued: false, attendance: 'none', due: 1 });
    const page = await early.secretary.get(early.page).expect(200);
    expect(plain(page.text)).toContain('The pack of this meeting is not issued yet');
    expect(page.text).not.toContain('Save and next');
    const sent = await early.secretary.post(
      `${early.page}/updates/${early.due[0] ?? ''}`,
      { answer: 'on_track', version: '1' },
      { from: early.page },
    );
    expect(sent.status).toBe(422);
    expect((await early.plan.now(early.due[0] ?? '')).version).toBeGreaterThan(0);
  });

  it('an action of another body is not there', async () => {
    const other = await aMeeting(test, { due: 1 });
    const sent = await meeting.secretary.post(
      updateAt(other.due[0] ?? ''),
      { answer: 'on_track', version: '1' },
      { from: meeting.page },
    );
    expect(sent.status).toBe(404);
  });
});

it('left no fault behind', () => {
  expect(test.faults).toEqual([]);
});
