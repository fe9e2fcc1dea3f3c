import { OutcomesQueries } from '../../src/boards/data/outcomes.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { given } from '../builders/a-board.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { pageFaults } from '../builders/page-checks.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let meeting: AMeeting;
let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  test = await startTestApp();
  meeting = await aMeeting(test, { due: 6 });
  [first = '', second = '', third = ''] = meeting.due;
  // The second action waits for the first.
  const { version } = await meeting.plan.now(second);
  const read = { ref: second, version };
  given(await test.app.get(TyingMilestonesService).depend(meeting.plan.secretary, read, { on: first, kind: 'finish' }));
});
afterAll(() => test.close());

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
const partOf = (html: string, id: string): string => {
  const part = readHtml(html).elements.find((one) => attributeOf(one, 'id') === id);
  return part ? plain(textWithin(part)) : '';
};
const dateAt = (ref: string): string => `/plans/${meeting.plan.ref}/milestones/${ref}/date`;
const why = 'Two of six candidates withdrew, so the campaign has to run again.';
const on = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const ask = (ref: string, to: string, more: Readonly<Record<string, string>> = {}) =>
  meeting.editor.post(dateAt(ref), { ...on('due', to), reason: 'capacity', why, ...more });
const requestOf = async (ref: string): Promise<string> => {
  const { id } = await meeting.plan.now(ref);
  return (await test.app.get(MilestonesQueries).requestsOf([id])).at(-1)?.ref ?? '';
};
const answer = async (ref: string, fields: Readonly<Record<string, string>>, by = meeting.secretary) =>
  by.post(`${meeting.page}/date-requests/${await requestOf(ref)}/answer`, fields, { from: meeting.page });

describe('asking for another date', () => {
  it('shows the first date, which nobody can change, and what waits for the action', async () => {
    const page = await meeting.editor.get(dateAt(first)).expect(200);
    const text = plain(named(readHtml(page.text), 'main').map(textWithin).join(' '));
    expect(text).toContain('First date 26 November 2026');
    expect(text).toContain('Never moved');
    expect(text).toContain(`${second} Recruit six permanent social workers, due 27 November 2026`);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(
      named(readHtml(page.text), 'input').some((one) => /first|baseline/i.test(attributeOf(one, 'name') ?? '')),
    ).toBe(false);
  });

  it.each([
    [{ 'due-day': '', 'due-month': '', 'due-year': '' }, 'Enter the date this is due'],
    [{ 'due-month': '', 'due-year': '' }, 'Date due must include a month and year'],
    [on('due', '2026-11-23'), 'Date due must be in the future'],
    [on('due', '2026-11-26'), 'This is the date that the action has already'],
    [{ why: '' }, 'Enter why the date is moving'],
    [{ why: 'Nineteen characters' }, 'Reason must be 20 characters or more'],
    [{ reason: '' }, 'Select what kind of reason it is'],
    [{ why: 'Mrs Brown of the agency fell ill for a month' }, 'This looks like it could identify a person'],
  ])('says what is missing: %j', async (more, message) => {
    const refused = await ask(first, '2027-01-29', more);
    expect(refused.status).toBe(422);
    expect(plain(refused.text)).toContain(message);
    expect(refused.text).toContain('<title>Error: ');
  });

  it('is for those who work on the plan: others are refused or find nothing', async () => {
    await meeting.stranger.get(dateAt(first)).expect(404);
    const other = await aMeeting(test, { due: 1 });
    await meeting.editor.get(`/plans/${meeting.plan.ref}/milestones/${other.due[0] ?? ''}/date`).expect(404);
    expect((await test.get(dateAt(first))).status).toBe(303);
  });

  it('is asked once: until the board has answered there is nothing more to ask', async () => {
    const asked = await ask(first, '2027-01-29');
    expect(asked.status).toBe(303);
    const again = await meeting.editor.get(dateAt(first)).expect(200);
    expect(plain(again.text)).toContain('29 January 2027 was asked for already. The board has not answered yet');
    expect(again.text).not.toContain('Ask the board</button>');
    expect((await meeting.plan.now(first)).currentDue).toBe('2026-11-26');
  });
});

describe('the decision in the meeting', () => {
  it('has before it the first date, the current one, the number of moves and what depends on it', async () => {
    const page = await meeting.secretary.get(meeting.page).expect(200);
    const request = partOf(page.text, `request-${await requestOf(first)}`);
    for (const words of [
      'First date 26 November 2026',
      'Current date 26 November 2026',
      'Asked for 29 January 2027 64 days later',
      'This would be its first move.',
      why,
      'Asked by Olu Owner, 23 November 2026',
      `${second} Recruit six permanent social workers: due 27 November 2026, 63 days before the date that is asked for, so its date could not be kept`,
    ])
      expect(request).toContain(words);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
  });

  it('is not the date that was asked for where another one was typed, whatever button the Enter key presses', async () => {
    const both = await answer(first, { answer: 'agreed', words: '', ...on('date', '2027-01-15') });
    expect(both.status).toBe(422);
    expect(plain(both.text)).toContain('Choose “Different date” for this date, or take it out');
    expect((await answer(first, { answer: 'different', words: '' })).text).toContain('Enter the date this is due');
    expect((await answer(first, { answer: 'refused', words: '' })).text).toContain('Enter why the date stays');
    const past = await answer(first, { answer: 'different', words: '', ...on('date', '2026-11-01') });
    expect([past.status, past.text.includes('Date due must be in the future')]).toEqual([422, true]);
    expect((await meeting.plan.now(first)).currentDue).toBe('2026-11-26');
    const review = await test.app.get(ReviewsQueries).byRef(meeting.reviewRef);
    // A decision that came to nothing is not on the record.
    expect(await test.app.get(OutcomesQueries).decisionsOf(review?.id ?? '')).toEqual([]);
  });

  it('agreed: the decision, the numbered move, the derived rating and the warning follow at once', async () => {
    const done = await answer(first, { answer: 'agreed', words: '' });
    expect(done.headers.location).toBe(`${meeting.page}?done=date-early#dates`);
    const now = await meeting.plan.now(first);
    expect([now.currentDue, now.baselineDue, now.moves]).toEqual(['2027-01-29', '2026-11-26', 1]);
    const [change] = await test.app.get(MilestonesQueries).dateChangesOf([now.id]);
    const review = await test.app.get(ReviewsQueries).byRef(meeting.reviewRef);
    const [decision] = await test.app.get(OutcomesQueries).decisionsOf(review?.id ?? '');
    expect(change).toMatchObject({
      number: 1,
      fromDue: '2026-11-26',
      toDue: '2027-01-29',
      reason: why,
      decisionRef: decision?.ref,
      decisionId: decision?.id,
      approvedBy: 'The board',
    });
    expect(decision).toMatchObject({ type: 'decision', agendaItemId: meeting.planItemId });
    expect(decision?.text).toContain('moves from 26 November 2026 to 29 January 2027. This is move 1.');
    // Whoever may read the plan comes from the decision to the action that it moved.
    const read = await meeting.secretary.get(`/decisions/${decision?.ref}`).expect(200);
    expect(read.text).toContain(`href="/plans/${meeting.plan.ref}/milestones/${first}"`);
    expect(read.text).toContain('What it changed');
    const page = await meeting.secretary.get(`${meeting.page}?done=date-early`);
    const request = partOf(page.text, `request-${await requestOf(first)}`);
    expect(request).toContain(`Agreed, 29 January 2027 Decision ${decision?.ref ?? ''}`);
    expect(request).toContain('63 days before the new date, so its date cannot be kept');
    expect(plain(page.text)).toContain('Something that waits for it is due before its new date');
    expect(partOf(page.text, `row-${second}`)).toContain(`it waits for ${first}, which is late`);
  });

  it('a second move is the second, and the chair may decide it, in their own name', async () => {
    expect((await ask(first, '2027-03-31', { reason: 'partner' })).status).toBe(303);
    const page = await meeting.chair.get(meeting.page).expect(200);
    expect(partOf(page.text, `request-${await requestOf(first)}`)).toContain('This would be its second move.');
    expect(page.text).not.toContain('Save and next');
    const done = await answer(
      first,
      { answer: 'different', words: 'The board will not wait longer', ...on('date', '2027-02-26') },
      meeting.chair,
    );
    expect(done.status).toBe(303);
    const now = await meeting.plan.now(first);
    expect([now.currentDue, now.moves]).toEqual(['2027-02-26', 2]);
    const changes = await test.app.get(MilestonesQueries).dateChangesOf([now.id]);
    expect(changes.map(({ number, toDue }) => [number, toDue])).toEqual([
      [1, '2027-01-29'],
      [2, '2027-02-26'],
    ]);
    const review = await test.app.get(ReviewsQueries).byRef(meeting.reviewRef);
    const decisions = await test.app.get(OutcomesQueries).decisionsOf(review?.id ?? '');
    expect(decisions.map(({ recordedBy }) => recordedBy)).toContain(meeting.chair.account.ref);
  });

  it('refused: the date stays, and the words say why', async () => {
    expect((await ask(third, '2027-04-30')).status).toBe(303);
    const done = await answer(third, { answer: 'refused', words: 'Four of six are in post' });
    expect(done.headers.location).toBe(`${meeting.page}?done=date#dates`);
    expect((await meeting.plan.now(third)).moves).toBe(0);
    const page = await meeting.secretary.get(meeting.page);
    expect(partOf(page.text, `request-${await requestOf(third)}`)).toContain('Refused. Four of six are in post');
    expect(page.text).toContain('30 April 2027 was asked for and refused');
  });

  it('is nobody’s but the chair’s and the secretary’s', async () => {
    const fourth = meeting.due[3] ?? '';
    expect((await ask(fourth, '2027-04-30')).status).toBe(303);
    const refused = await answer(fourth, { answer: 'agreed', words: '', version: '1' }, meeting.member);
    expect(refused.status).toBe(403);
    const elsewhere = await answer(fourth, { answer: 'agreed', words: '', version: '1' }, meeting.secretary);
    expect(elsewhere.status).toBe(303);
  });

  it('waits for a meeting with a quorum, and for the word on who is here', async () => {
    for (const [attendance, words] of [
      ['inquorate', 'There is no quorum, so no date can be moved in this meeting'],
      ['none', 'Say who is here first: only a meeting with a quorum decides'],
    ] as const) {
      const other = await aMeeting(test, { due: 1, attendance });
      const ref = other.due[0] ?? '';
      const address = `/plans/${other.plan.ref}/milestones/${ref}/date`;
      await other.editor.post(address, { ...on('due', '2027-01-29'), reason: 'capacity', why });
      const { id } = await other.plan.now(ref);
      const [request] = await test.app.get(MilestonesQueries).requestsOf([id]);
      const sent = await other.secretary.post(
        `${other.page}/date-requests/${request?.ref ?? ''}/answer`,
        { answer: 'agreed', words: '', version: '1' },
        { from: other.page },
      );
      expect(sent.status).toBe(422);
      expect(plain(sent.text)).toContain(words);
      expect((await other.plan.now(ref)).moves).toBe(0);
    }
  });
});

it('left no fault behind', () => {
  expect(test.faults).toEqual([]);
});
