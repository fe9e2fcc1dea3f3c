import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { MinutesQueries } from '../../src/boards/data/minutes.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { day } from '../../src/kernel/calendar-day.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { MovingDatesService } from '../../src/plans/moving-dates.service.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { aReview, attended, given, held, issued, minuted } from '../builders/a-board.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { aDecision } from '../builders/a-plan.js';
import type { Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let meeting: AMeeting;
let browser: Browser;
let earlier: string;
let first: string;
let second: string;
const contexts: BrowserContext[] = [];

/** A milestone whose date moved once, another that waits for it, and a meeting last month whose minutes wait. */
beforeAll(async () => {
  test = await startTestApp();
  meeting = await aMeeting(test, { due: 3 });
  [first = '', second = ''] = meeting.due;
  const { secretary, owner } = meeting.plan;
  const dates = test.app.get(MovingDatesService);
  const asked = given(
    await dates.askForDate(
      owner,
      { ref: first, version: (await meeting.plan.now(first)).version },
      { to: day('2026-12-11'), reasonCode: 'partner', reason: 'The partners asked for two more weeks' },
    ),
  );
  given(await dates.decideDate(secretary, { ref: asked.ref, version: 1 }, { answer: 'agreed', decision: aDecision() }));
  given(
    await test.app
      .get(TyingMilestonesService)
      .depend(
        secretary,
        { ref: second, version: (await meeting.plan.now(second)).version },
        { on: first, kind: 'finish' },
      ),
  );
  const last = await aReview(test.app, meeting.board.ref, { heldOn: day('2026-10-26') });
  earlier = last.ref;
  await issued(test.app, earlier);
  await attended(test.app, last);
  await held(test.app, earlier);
  await minuted(test.app, earlier);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

/** A page of the person’s own, signed in, without scripts. */
async function pageOf(person: Person, address: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  contexts.push(context);
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: test.url }]);
  const page = await context.newPage();
  await page.goto(test.url + address);
  return page;
}

it('a date moves with permission, and last month’s minutes are agreed, in 9 clicks and 5 fields at most', async () => {
  let clicks = 0;
  let fields = 0;
  const click = async (page: Page, role: 'link' | 'button' | 'checkbox', name: string) => {
    clicks += 1;
    await page.getByRole(role, { name, exact: true }).first().click();
  };
  const types = async (page: Page, words: string) => {
    fields += 1;
    await page.keyboard.type(words);
  };

  // 1. Whoever owns the action asks: the first date is shown, and cannot be edited.
  const owner = await pageOf(meeting.editor, `/plans/${meeting.plan.ref}/milestones/${first}`);
  await click(owner, 'link', 'Ask for a new date');
  await owner.getByRole('heading', { level: 1, name: 'Ask for a new date' }).waitFor();
  expect(await owner.getByText('26 November 2026').count()).toBeGreaterThan(0);
  clicks += 1;
  await owner.getByLabel('Day').click();
  fields += 1;
  for (const part of ['29', '1', '2027']) {
    await owner.keyboard.type(part);
    await owner.keyboard.press('Tab');
  }
  await types(owner, 'Not enough');
  await owner.keyboard.press('Tab');
  await types(owner, 'Two of six candidates withdrew, so the campaign has to run again.');
  await click(owner, 'button', 'Ask the board');
  await owner.getByText('The board finds your request at its next meeting').waitFor();

  // 2. In the meeting: what the board reads before it decides, then one press.
  const secretary = await pageOf(meeting.secretary, meeting.page);
  const { id } = await meeting.plan.now(first);
  const request = (await test.app.get(MilestonesQueries).requestsOf([id])).find(({ status }) => status === 'asked');
  const row = secretary.locator(`#request-${request?.ref ?? ''}`);
  const before = (await row.innerText()).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
  for (const words of [
    'First date 26 November 2026',
    'Current date 11 December 2026 15 days later, moved once',
    'Asked for 29 January 2027 64 days later',
    'This would be its second move.',
    `${second} Recruit six permanent social workers: due 27 November 2026`,
  ])
    expect(before).toContain(words);
  clicks += 1;
  await row.getByLabel('Words for the record').click();
  await types(secretary, 'The board expects weekly numbers');
  await click(secretary, 'button', `Agree for ${first}`);
  await secretary.getByText('Something that waits for it is due before its new date').waitFor();

  // 3. The record: the second numbered move, the derived rating, the warning.
  const now = await meeting.plan.now(first);
  expect([now.currentDue, now.baselineDue, now.moves]).toEqual(['2027-01-29', '2026-11-26', 2]);
  const changes = await test.app.get(MilestonesQueries).dateChangesOf([now.id]);
  expect(changes.at(-1)).toMatchObject({
    number: 2,
    fromDue: '2026-12-11',
    toDue: '2027-01-29',
    approvedBy: 'The board',
  });
  expect(await row.innerText()).toContain('so its date cannot be kept');
  await secretary.goto(`${test.url}/plans/${meeting.plan.ref}/milestones/${first}`);
  expect((await secretary.locator('main').innerText()).replaceAll('\u00a0', ' ')).toContain(
    'its date has moved 2 times',
  );

  // 4. The chair agrees last month’s minutes as a correct record; the secretary lets them out from tomorrow.
  const chair = await pageOf(meeting.chair, `/reviews/${earlier}/minutes`);
  await click(chair, 'checkbox', 'Agreed as a correct record');
  await click(chair, 'button', 'Agree the minutes');
  await secretary.goto(`${test.url}/reviews/${earlier}/minutes`);
  expect(await secretary.getByRole('radio', { name: 'From the end of today' }).isChecked()).toBe(true);
  await click(secretary, 'button', 'Publish the minutes');
  const review = await test.app.get(ReviewsQueries).byRef(earlier);
  const minutes = await test.app.get(MinutesQueries).of(review?.id ?? '');
  expect(minutes).toMatchObject({
    state: 'published',
    agreedHow: 'meeting',
    agreedAtRef: meeting.reviewRef,
    agreedBy: meeting.chair.account.ref,
    publicOn: '2026-11-24',
  });

  expect(clicks).toBeLessThanOrEqual(9);
  expect(fields).toBeLessThanOrEqual(5);
  expect(test.faults).toEqual([]);
}, 120_000);
