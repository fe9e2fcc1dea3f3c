import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
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
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  test = await startTestApp();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

/** A milestone whose date moved once, another that waits for it, and a meeting last month whose minutes wait. */
async function aDateToMove() {
  const meeting: AMeeting = await aMeeting(test, { due: 3 });
  const [first = '', second = ''] = meeting.due;
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
  await issued(test.app, last.ref);
  await attended(test.app, last);
  await held(test.app, last.ref);
  await minuted(test.app, last.ref);
  return { meeting, first, second, earlier: last.ref };
}

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

/** What a hand does, and how much of it: with a mouse, or with the keyboard alone. */
type Hand = {
  readonly done: { clicks: number; fields: number };
  /** Presses a link, a button or a box. */
  readonly press: (where: Locator, key?: 'Enter' | 'Space') => Promise<void>;
  /** Puts the keyboard into a field. */
  readonly enter: (where: Locator) => Promise<void>;
  readonly type: (page: Page, words: string) => Promise<void>;
};

const aHand = (means: Pick<Hand, 'press' | 'enter'>): Hand => {
  const done = { clicks: 0, fields: 0 };
  const counted =
    <Arguments extends readonly unknown[]>(act: (...given: Arguments) => Promise<void>) =>
    async (...given: Arguments) => {
      done.clicks += 1;
      await act(...given);
    };
  return {
    done,
    press: counted(means.press),
    enter: counted(means.enter),
    type: async (page, words) => {
      done.fields += 1;
      await page.keyboard.type(words);
    },
  };
};

const isThere = (where: Locator): Promise<boolean> =>
  where.evaluate((element) => {
    const { activeElement } = (element as unknown as { ownerDocument: { activeElement: unknown } }).ownerDocument;
    return element === activeElement;
  });

/** Nobody presses Tab more often than that. */
const mostTabs = 150;

/** By Tab alone, from wherever the keyboard is. */
async function tabTo(where: Locator): Promise<void> {
  const one = where.first();
  await one.waitFor();
  for (let tabs = 0; tabs < mostTabs && !(await isThere(one)); tabs += 1) await one.page().keyboard.press('Tab');
  expect(await isThere(one)).toBe(true);
}

const hands: readonly (readonly [string, () => Hand])[] = [
  ['by clicks', () => aHand({ press: (where) => where.first().click(), enter: (where) => where.first().click() })],
  [
    'with the keyboard alone',
    () =>
      aHand({
        press: async (where, key = 'Enter') => {
          await tabTo(where);
          await where.first().page().keyboard.press(key);
        },
        enter: tabTo,
      }),
  ],
];

it.each(hands)(
  'a date moves with permission, and last month’s minutes are agreed, %s, in 9 clicks and 5 fields at most',
  async (_how, takeUp) => {
    const { meeting, first, second, earlier } = await aDateToMove();
    const hand = takeUp();

    // 1. Whoever owns the action asks: the first date is shown, and cannot be edited.
    const owner = await pageOf(meeting.editor, `/plans/${meeting.plan.ref}/milestones/${first}`);
    await hand.press(owner.getByRole('link', { name: 'Ask for a new date', exact: true }));
    await owner.getByRole('heading', { level: 1, name: 'Ask for a new date' }).waitFor();
    expect(await owner.getByText('26 November 2026').count()).toBeGreaterThan(0);
    await hand.enter(owner.getByLabel('Day'));
    hand.done.fields += 1;
    for (const part of ['29', '1', '2027']) {
      await owner.keyboard.type(part);
      await owner.keyboard.press('Tab');
    }
    await hand.type(owner, 'Not enough');
    await owner.keyboard.press('Tab');
    await hand.type(owner, 'Two of six candidates withdrew, so the campaign has to run again.');
    await hand.press(owner.getByRole('button', { name: 'Ask the board', exact: true }));
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
    await hand.enter(row.getByLabel('Words for the record'));
    await hand.type(secretary, 'The board expects weekly numbers');
    await hand.press(secretary.getByRole('button', { name: `Agree for ${first}`, exact: true }));
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
    await hand.press(chair.getByRole('checkbox', { name: 'Agreed as a correct record', exact: true }), 'Space');
    await hand.press(chair.getByRole('button', { name: 'Agree the minutes', exact: true }));
    await chair.waitForURL(/done=/);
    await secretary.goto(`${test.url}/reviews/${earlier}/minutes`);
    expect(await secretary.getByRole('radio', { name: 'From the end of today' }).isChecked()).toBe(true);
    await hand.press(secretary.getByRole('button', { name: 'Publish the minutes', exact: true }));
    await secretary.waitForURL(/done=/);
    const review = await test.app.get(ReviewsQueries).byRef(earlier);
    const minutes = await test.app.get(MinutesQueries).of(review?.id ?? '');
    expect(minutes).toMatchObject({
      state: 'published',
      agreedHow: 'meeting',
      agreedAtRef: meeting.reviewRef,
      agreedBy: meeting.chair.account.ref,
      publicOn: '2026-11-24',
    });

    expect(hand.done.clicks).toBeLessThanOrEqual(9);
    expect(hand.done.fields).toBeLessThanOrEqual(5);
    expect(test.faults).toEqual([]);
  },
  120_000,
);
