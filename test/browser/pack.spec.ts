import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { rootFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { aBoard, aReview } from '../builders/a-board.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aCouncil, aPlan } from '../builders/a-plan.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const minutes = 60_000;
const axeSource = readFileSync(createRequire(join(rootFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** For whoever wants to look: where pictures of the pages are kept. */
const pictures = process.env.PICTURES;

let test: TestApp;
let browser: Browser;
let secretary: Person;
let review = '';

beforeAll(async () => {
  test = await startTestApp();
  const get = test.app.get.bind(test.app);
  const council = await aCouncil(get);
  const plan = await aPlan(get, { council });
  for (const title of ['Recruit six social workers', 'See every child in ten days', 'Publish one threshold document'])
    await plan.milestone({ title, dueOn: day('2026-11-30') });
  await plan.agree();
  const board = await aBoard({ get }, council.id);
  review = (await aReview({ get }, board.ref, { heldOn: day('2026-12-02'), agenda: [] })).ref;
  secretary = await aPerson(test, {
    name: 'Sam Secretary',
    grants: [aGrant({ role: 'board_secretary', organisationId: council.id })],
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 2 * minutes);

afterAll(async () => {
  await browser?.close();
  await test?.close();
});

async function contextOf(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  const [name = '', value = ''] = secretary.cookie.split('=');
  await context.addCookies([{ name, value, url: test.url }]);
  return context;
}

/** What a hand does: presses of a key that send or choose something, and fields that are typed. */
const done = { presses: 0, fields: 0 };

/** Goes to a control that the Tab key can reach: what has no place in its order cannot be used without a mouse. */
async function tabTo(wanted: Locator): Promise<void> {
  await wanted.waitFor({ state: 'attached' });
  expect(await wanted.evaluate((element) => (element as unknown as { tabIndex: number }).tabIndex >= 0)).toBe(true);
  await wanted.focus();
}

async function presses(page: Page, wanted: Locator): Promise<void> {
  await tabTo(wanted);
  done.presses += 1;
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function ticks(page: Page, wanted: Locator): Promise<void> {
  await tabTo(wanted);
  done.presses += 1;
  await page.keyboard.press('Space');
  expect(await wanted.isChecked()).toBe(true);
}

async function types(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page.getByLabel(label).first());
  done.fields += 1;
  await page.keyboard.type(text);
}

/** Adds an item of one’s own to the agenda. */
async function adds(page: Page, title: string, because: string | null): Promise<void> {
  await types(page, 'What the item is about', title);
  await ticks(page, page.getByRole('radio', { name: /^To\s*decide$/ }));
  if (because !== null) {
    await ticks(page, page.getByRole('checkbox', { name: 'The board takes it in private' }));
    await types(page, 'Because…', because);
  }
  await presses(page, page.getByRole('button', { name: 'Add this item' }));
}

async function isAccessible(address: string, name: string): Promise<void> {
  for (const width of [1280, 375]) {
    const context = await contextOf({ viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${test.url}${address}`);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    }
    await page.evaluate(axeSource);
    const faults = await page.evaluate(async (tags) => {
      type Axe = {
        run: (root: unknown, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
      const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown };
      const { violations } = await axe.run(document, { runOnly: tags });
      return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    }, standards);
    const isTooWide = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    expect({ name, width, faults, isTooWide }).toEqual({ name, width, faults: [], isTooWide: false });
    await context.close();
  }
}

it(
  'the secretary collects updates, makes the agenda and issues the pack, with the keyboard alone and without scripts',
  async () => {
    const context = await contextOf({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${test.url}/reviews/${review}/collect`);
    await presses(page, page.getByRole('button', { name: 'Collect updates' }));
    await isAccessible(`/reviews/${review}/collect`, 'collect');

    await presses(page, page.getByRole('link', { name: 'Agenda', exact: true }));
    await ticks(page, page.getByRole('checkbox', { name: /The plan: 3\s+milestones due by/ }));
    await presses(page, page.getByRole('button', { name: 'Put what is ticked on the agenda' }));
    await adds(page, 'Agree the forward plan', null);
    await adds(page, 'The post of the director', 'it concerns a person who can be recognised');
    expect(await page.locator('.govuk-error-summary').allInnerTexts()).toEqual([]);
    await presses(page, page.getByRole('button', { name: /^Up\s*: The post of the director/ }));
    const order = await page.locator('.agenda__title').allInnerTexts();
    expect(order.map((title) => title.replaceAll('\u00a0', ' '))).toEqual([
      'The plan: 3 milestones due by 2 December 2026',
      'The post of the director',
      'Agree the forward plan',
    ]);
    await isAccessible(`/reviews/${review}/agenda`, 'agenda');

    await presses(page, page.getByRole('link', { name: 'Pack', exact: true }));
    await presses(page, page.getByRole('link', { name: 'Look at the public form' }));
    expect(await page.getByText('This item was discussed in private because it concerns a person').count()).toBe(1);
    expect(await page.getByText('The post of the director').count()).toBe(0);
    // The style that the pack carries is let in by the policy under which it is shown.
    expect(
      await page.locator('.marking').evaluate((element) => {
        const { getComputedStyle } = globalThis as unknown as {
          getComputedStyle: (of: unknown) => { display: string };
        };
        return getComputedStyle(element).display;
      }),
    ).toBe('inline-block');
    await page.goBack();
    await isAccessible(`/reviews/${review}/pack`, 'prepare');
    await presses(page, page.getByRole('button', { name: 'Freeze and issue the pack' }));
    expect(await page.getByText(/Pack issued: reference PK-\d{4}/).count()).toBe(1);
    // Six clicks for the agenda of the page map became eleven presses with two items, a reason and an order.
    expect(done.presses).toBeLessThanOrEqual(14);
    expect(done.fields).toBe(3);
    await isAccessible(`/reviews/${review}/pack`, 'issued');
    const packs = await test.database.rows<{ ref: string }>(sql`SELECT pack.ref FROM pack ORDER BY pack.form`);
    for (const { ref } of packs) {
      await isAccessible(`/packs/${ref}`, `pack-${ref}`);
      await isAccessible(`/packs/${ref}/print`, `print-${ref}`);
    }
    await context.close();
  },
  4 * minutes,
);

it(
  'an issued pack prints on paper, the dates that moved on its second page',
  async () => {
    const [pack] = await test.database.rows<{ ref: string }>(sql`
      SELECT pack.ref FROM pack WHERE pack.form = 'confidential'`);
    const context = await contextOf({});
    const page = await context.newPage();
    await page.goto(`${test.url}/packs/${pack?.ref}/print`);
    await page.emulateMedia({ media: 'print' });
    const breaks = await page
      .locator('.part--page')
      .evaluateAll((parts) => (parts as unknown as { id: string }[]).map(({ id }) => id));
    expect(breaks[0]).toBe('part-2');
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    await context.close();
  },
  minutes,
);
