import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { rootFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import type { Person } from '../builders/a-person.js';
import { MovingClock } from '../builders/fixed-clock.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const minutes = 60_000;
const axeSource = readFileSync(createRequire(join(rootFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** For whoever wants to look: where pictures of the pages are kept. */
const pictures = process.env.PICTURES;

const password = 'harbour otter twenty nine';
const clock = new MovingClock();

let test: TestApp;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  test = await startTestApp({ clock });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 2 * minutes);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

type Options = { readonly script?: boolean; readonly width?: number; readonly height?: number };

/** A page of the person’s own, signed in. */
async function pageOf(person: Person, { script = true, width = 1280, height = 900 }: Options = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: script,
    viewport: { width, height },
    bypassCSP: false,
  });
  contexts.push(context);
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: test.url }]);
  return context.newPage();
}

/** Empty while the page changes. */
const focusOf = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement ? document.activeElement.id : ""').catch(() => '');
const isInSight = (where: Locator): Promise<boolean> =>
  where.evaluate((element) => {
    const { top, bottom } = (
      element as unknown as { getBoundingClientRect: () => { top: number; bottom: number } }
    ).getBoundingClientRect();
    return top >= 0 && bottom <= (globalThis as unknown as { innerHeight: number }).innerHeight;
  });
const row = (page: Page, ref: string): Locator => page.locator(`#row-${ref}`);
const savedIn = (page: Page, ref: string): Promise<string> => row(page, ref).locator('.due-row__saved').innerText();
const updatesOf = async (meeting: AMeeting, ref: string) =>
  test.app.get(MilestonesQueries).updatesOf([(await meeting.plan.now(ref)).id]);

/** Counts what a hand does: a press of a key or a click. Words that are typed count as one field. */
class Hand {
  clicks = 0;
  keys = 0;
  fields = 0;

  constructor(readonly page: Page) {}

  async click(where: Locator): Promise<void> {
    this.clicks += 1;
    await where.click();
  }

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async type(words: string): Promise<void> {
    this.fields += 1;
    await this.page.keyboard.type(words);
  }

  /** Chooses from a list: one click, one field. */
  async choose(where: Locator, value: string): Promise<void> {
    this.clicks += 1;
    this.fields += 1;
    await where.selectOption(value);
  }
}

describe.each([
  ['without scripts', false],
  ['with its script', true],
] as const)('an update in the meeting, %s', (_, script) => {
  let meeting: AMeeting;
  beforeAll(async () => {
    meeting = await aMeeting(test, { due: 12 });
  });
  const opens = async (person: Person): Promise<Hand> => {
    const page = await pageOf(person, { script });
    await page.goto(test.url + meeting.page);
    return new Hand(page);
  };
  /** The keyboard is in the first choice of this row, and the row is in sight. */
  const isAt = async (page: Page, ref: string): Promise<void> => {
    for (let tries = 0; tries < 100 && (await focusOf(page)) !== `${ref}-answer`; tries += 1)
      await page.waitForTimeout(50);
    expect(await focusOf(page)).toBe(`${ref}-answer`);
    expect(await isInSight(page.locator(`#${ref}-answer`))).toBe(true);
  };

  it('by keyboard alone: the page opens in the first row, two keys say on track, and the next row is there', async () => {
    const [first = '', second = '', third = ''] = meeting.due;
    const hand = await opens(meeting.secretary);
    const { page } = hand;
    await isAt(page, first);
    await hand.press('Space');
    await hand.press('Enter');
    await isAt(page, second);
    expect(hand.keys).toBe(2);
    expect(await savedIn(page, first)).toMatch(/On track\s+Saved by you at \d\d:\d\d/);
    // At risk: two keys for the choice, Tab to why, a key for the reason, Tab to the line, words, Enter.
    await hand.press('Space');
    await hand.press('ArrowRight');
    await hand.press('Tab');
    expect(await focusOf(page)).toBe(`${second}-reason`);
    await hand.type('Not enough');
    await hand.press('Tab');
    expect(await focusOf(page)).toBe(`${second}-note`);
    await hand.type('Two left the campaign; it runs again');
    await hand.press('Enter');
    await isAt(page, third);
    expect(await savedIn(page, second)).toMatch(
      /At risk: not enough people, time or money “?Two left the campaign; it runs again”?\s+Saved by you at \d\d:\d\d/,
    );
    expect((await updatesOf(meeting, second)).at(-1)).toMatchObject({ rating: 'at_risk', reasonCode: 'capacity' });
  });

  it('on track takes 2 clicks, at risk 4 with 2 fields, action complete 3 or 4', async () => {
    const [, , third = '', fourth = '', fifth = '', sixth = ''] = meeting.due;
    await meeting.plan.evidence(fifth, { title: 'Supervision report' });
    const page = await pageOf(meeting.secretary, { script });
    await page.goto(test.url + meeting.page);
    const chip = (ref: string, name: string) => row(page, ref).getByRole('radio', { name, exact: true });
    const save = (ref: string) => row(page, ref).getByRole('button', { name: 'Save and next' });

    const onTrack = new Hand(page);
    await onTrack.click(chip(third, 'On track'));
    await onTrack.click(save(third));
    await isAt(page, fourth);
    expect([onTrack.clicks, onTrack.fields]).toEqual([2, 0]);

    const atRisk = new Hand(page);
    expect(await row(page, fourth).locator('select').isVisible()).toBe(false);
    await atRisk.click(chip(fourth, 'At risk'));
    await atRisk.choose(row(page, fourth).getByLabel('Why', { exact: true }), 'decision_awaited');
    await atRisk.click(row(page, fourth).getByLabel('In a line, as it was said'));
    await atRisk.type('Cabinet meets on 2 December');
    await atRisk.click(save(fourth));
    await isAt(page, fifth);
    expect([atRisk.clicks, atRisk.fields]).toEqual([4, 2]);

    const complete = new Hand(page);
    await complete.click(chip(fifth, 'Action complete'));
    await complete.click(row(page, fifth).getByLabel('Supervision report'));
    await complete.click(save(fifth));
    await isAt(page, sixth);
    expect(complete.clicks).toBe(3);
    expect((await meeting.plan.now(fifth)).state).toBe('action_complete');

    const owed = new Hand(page);
    await owed.click(chip(sixth, 'Action complete'));
    await owed.click(row(page, sixth).getByLabel('Add evidence later'));
    await owed.click(save(sixth));
    await isAt(page, meeting.due[6] ?? '');
    expect(owed.clicks).toBe(3);
    expect(await savedIn(page, sixth)).toContain('Action complete, evidence owed');
  });

  it('what cannot stand is said at its row, with the keyboard there and nothing lost', async () => {
    const seventh = meeting.due[6] ?? '';
    const hand = await opens(meeting.secretary);
    const { page } = hand;
    await isAt(page, seventh);
    await hand.press('Space');
    await hand.press('ArrowRight');
    await row(page, seventh).getByLabel('In a line, as it was said').fill('Waiting for the partners');
    await hand.press('Enter');
    await row(page, seventh).getByText('Select why it is not on track').waitFor();
    expect(await focusOf(page)).toBe(`${seventh}-reason`);
    expect(await isInSight(page.locator(`#${seventh}-reason`))).toBe(true);
    expect(await row(page, seventh).getByLabel('In a line, as it was said').inputValue()).toBe(
      'Waiting for the partners',
    );
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByRole('alert').innerText()).toContain('Select why it is not on track');
  });

  it('two secretaries save one row: the second sees the first, keeps their own words, and both are on the record', async () => {
    const eighth = meeting.due[7] ?? '';
    const mine = await opens(meeting.secretary);
    const theirs = await opens(meeting.colleague);
    for (const [hand, choice, words] of [
      [mine, 'On track', 'All is well'],
      [theirs, 'On track', 'It is quiet'],
    ] as const) {
      await row(hand.page, eighth).getByRole('radio', { name: choice, exact: true }).check();
      await row(hand.page, eighth).getByLabel('In a line, as it was said').fill(words);
    }
    const save = (hand: Hand) => row(hand.page, eighth).getByRole('button', { name: 'Save and next' }).click();
    await save(theirs);
    await isAt(theirs.page, meeting.due[8] ?? '');
    await save(mine);
    await row(mine.page, eighth).locator('.conflict').waitFor();
    for (const width of [375, 1280]) {
      await mine.page.setViewportSize({ width, height: 900 });
      const tooWide = await mine.page.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect([width, tooWide]).toEqual([width, false]);
    }
    expect(await savedIn(mine.page, eighth)).toMatch(/It is quiet”?\s+Saved by Ama Boateng at \d\d:\d\d/);
    expect(await row(mine.page, eighth).getByLabel('In a line, as it was said').inputValue()).toBe('All is well');
    expect((await updatesOf(meeting, eighth)).at(-1)?.note).toBe('It is quiet');
    await save(mine);
    await row(mine.page, eighth).locator('.conflict').waitFor({ state: 'detached' });
    expect((await updatesOf(meeting, eighth)).slice(-2).map(({ note }) => note)).toEqual([
      'It is quiet',
      'All is well',
    ]);
  });
});

it('what is recorded beside the rows changes its own part, and the keyboard stays there', async () => {
  const meeting = await aMeeting(test, { due: 2 });
  const page = await pageOf(meeting.secretary);
  await page.goto(test.url + meeting.page);
  const [first = ''] = meeting.due;
  await row(page, first).getByLabel('In a line, as it was said').fill('Half a sentence');
  await page.locator('#decision-text').fill('The board meets every fortnight.');
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.locator('#record-part').getByText('The board meets every fortnight.').waitFor();
  expect(await focusOf(page)).toBe('decision-item');
  expect(await page.locator('[data-said]').innerText()).toMatch(/^Saved at \d\d:\d\d\.$/);
  expect(await page.locator('#decision-text').inputValue()).toBe('');
  await page.locator('.meeting__agenda > summary').click();
  await page.locator('#item-4-part .agenda__write > summary').click();
  await page.getByLabel('What came of it').and(page.locator('#item-4-outcome')).fill('The plan was gone through.');
  await page.locator('#item-4-part').getByRole('button', { name: 'Save' }).click();
  await page.locator('#item-4-part .agenda__outcome').getByText('The plan was gone through.').waitFor();
  // Words in a row that was not sent are where they were.
  expect(await row(page, first).getByLabel('In a line, as it was said').inputValue()).toBe('Half a sentence');
});

describe('a connection that is lost', () => {
  let meeting: AMeeting;
  beforeEach(async () => {
    meeting = await aMeeting(test, { due: 5 });
  });

  it('loses no word: what was saved meanwhile says so, is kept, and is sent when the connection is back', async () => {
    const [first = '', second = '', third = '', fourth = ''] = meeting.due;
    const page = await pageOf(meeting.secretary);
    await page.goto(test.url + meeting.page);
    await row(page, fourth).getByLabel('In a line, as it was said').fill('Words for later');
    await page.context().setOffline(true);
    for (const ref of [first, second]) {
      await row(page, ref).getByRole('radio', { name: 'On track', exact: true }).check();
      await row(page, ref).getByLabel('In a line, as it was said').fill(`Said of ${ref} without a network`);
      await row(page, ref).getByRole('button', { name: 'Save and next' }).click();
      await row(page, ref).getByText('Not sent yet. Kept here, and sent when the connection is back.').waitFor();
    }
    expect(await focusOf(page)).toBe(`${third}-answer`);
    expect(await page.locator('[data-unsent]').innerText()).toContain('Not sent yet: 2 entries');
    expect((await updatesOf(meeting, first)).at(-1)?.note).not.toContain('without a network');
    if (pictures) await page.screenshot({ path: join(pictures, 'meeting-not-sent.png') });
    await page.context().setOffline(false);
    await page.locator('[data-unsent]').waitFor({ state: 'hidden' });
    for (const ref of [first, second]) {
      expect((await updatesOf(meeting, ref)).at(-1)?.note).toBe(`Said of ${ref} without a network`);
      expect(await savedIn(page, ref)).toContain('Saved by you');
    }
    expect(await row(page, fourth).getByLabel('In a line, as it was said').inputValue()).toBe('Words for later');
    expect((await updatesOf(meeting, first)).filter(({ reviewRef }) => reviewRef !== null).length).toBe(1);
  });

  it('loses none in a page that is loaded again, and gives none to whoever signs in next', async () => {
    const [first = '', second = ''] = meeting.due;
    const page = await pageOf(meeting.secretary);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(test.url + meeting.page);
    await row(page, second).getByLabel('In a line, as it was said').fill('Half a sentence');
    await page.reload();
    expect(await row(page, second).getByLabel('In a line, as it was said').inputValue()).toBe('Half a sentence');
    expect(await row(page, second).innerText()).toMatch(/Typed at \d\d:\d\d and not sent yet\./);
    // What waited when the page was loaded again is sent by itself.
    await page.route('**/updates/**', (route) => route.abort());
    await row(page, first).getByRole('radio', { name: 'On track', exact: true }).check();
    await row(page, first).getByRole('button', { name: 'Save and next' }).click();
    await row(page, first).getByText('Not sent yet').waitFor();
    await page.unroute('**/updates/**');
    await page.reload();
    await row(page, first).locator('.due-row__saved').waitFor();
    expect((await updatesOf(meeting, first)).at(-1)).toMatchObject({
      rating: 'on_track',
      reviewRef: meeting.reviewRef,
    });
    const [name = '', value = ''] = meeting.colleague.cookie.split('=');
    await page.context().addCookies([{ name, value, url: test.url }]);
    await page.goto(test.url + meeting.page);
    expect(await row(page, second).getByLabel('In a line, as it was said').inputValue()).toBe('');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('does once what was answered while nobody heard it', async () => {
    const page = await pageOf(meeting.secretary);
    await page.goto(test.url + meeting.page);
    // The service takes it, and its answer is lost on the way.
    await page.route(
      '**/meeting/decisions',
      async (route) => {
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      },
      { times: 1 },
    );
    await page.locator('#decision-text').fill('The board meets every fortnight until April.');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.locator('#form-decision').getByText('Not sent yet. Kept here').waitFor();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.locator('[data-unsent]').waitFor({ state: 'hidden' });
    expect(await page.getByText('The board meets every fortnight until April.').count()).toBe(1);
    expect(await page.locator('#decision-text').inputValue()).toBe('');
  });

  it.each([
    ['without scripts', false],
    ['with its script', true],
  ] as const)('loses none when the session has ended, %s', async (_, script) => {
    const [first = ''] = meeting.due;
    const { secretary } = meeting;
    const passwordHash = await test.app.get(PasswordsService).hash(password);
    await test.database.transaction(async () => {
      await test.database.run(sql`
        UPDATE account SET password_hash = ${passwordHash} WHERE account.id = ${secretary.account.id}`);
    });
    const page = await pageOf(secretary, { script });
    await page.goto(test.url + meeting.page);
    await row(page, first).getByRole('radio', { name: 'On track', exact: true }).check();
    await row(page, first).getByLabel('In a line, as it was said').fill('Said while nobody was signed in');
    clock.forward(31);
    await row(page, first).getByRole('button', { name: 'Save and next' }).click();
    if (script) {
      await row(page, first).getByText('You were signed out. Your answers have been saved.').waitFor();
      await page.getByRole('link', { name: 'Sign in again' }).click();
    }
    await page.getByLabel('Email address').fill(await emailOf(secretary));
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Said while nobody was signed in').waitFor();
    await page.getByRole('button', { name: 'Send these answers' }).click();
    await row(page, first).locator('.due-row__saved').waitFor();
    expect((await updatesOf(meeting, first)).at(-1)).toMatchObject({
      note: 'Said while nobody was signed in',
      reviewRef: meeting.reviewRef,
    });
    // Nothing is left behind that would be sent again.
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });
});

const emailOf = async ({ account }: Person): Promise<string> =>
  (
    await test.database.row<{ email: string }>(sql`
      SELECT account.email FROM account WHERE account.id = ${account.id}`)
  )?.email ?? '';

describe('the page of a meeting', () => {
  it.each([
    ['the secretary', 'secretary'],
    ['a member', 'member'],
  ] as const)('is open to all as %s sees it, on a desk and on a phone', async (_, who) => {
    const meeting = await aMeeting(test, { due: 12 });
    const ref = meeting.due[0] ?? '';
    await meeting.editor.post(`/plans/${meeting.plan.ref}/milestones/${ref}/date`, {
      'due-day': '29',
      'due-month': '1',
      'due-year': '2027',
      reason: 'capacity',
      why: 'Two of six candidates withdrew, so the campaign has to run again.',
    });
    const from = { from: meeting.page };
    await meeting.secretary.post(
      `${meeting.page}/updates/${meeting.due[1] ?? ''}`,
      { answer: 'on_track', note: 'All is well' },
      from,
    );
    for (const width of [1280, 375]) {
      const page = await pageOf(meeting[who], { width });
      const refused: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') refused.push(message.text());
      });
      await page.goto(test.url + meeting.page);
      expect(await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(
        false,
      );
      if (pictures) await page.screenshot({ path: join(pictures, `meeting-${who}-${width}.png`), fullPage: true });
      await page.evaluate(axeSource);
      const faults = await page.evaluate(async (tags) => {
        type Axe = {
          run: (root: unknown, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
        const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown };
        const { violations } = await axe.run(document, { runOnly: tags });
        return violations.flatMap(({ id, nodes }) =>
          nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`),
        );
      }, standards);
      expect({ who, width, faults, refused }).toEqual({ who, width, faults: [], refused: [] });
    }
  });
});

it('left no fault behind', () => {
  expect(test.faults).toEqual([]);
});
