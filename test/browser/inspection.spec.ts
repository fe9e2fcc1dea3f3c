import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { PasswordsService } from '../../src/access/passwords.service.js';
import { rootFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { type Office, anOffice } from '../builders/an-inspecting-office.js';
import type { Person } from '../builders/a-person.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const minutes = 60_000;
const axeSource = readFileSync(createRequire(join(rootFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const password = 'harbour otter twenty nine';
/** For whoever wants to look: where pictures of the pages are kept. */
const pictures = process.env.PICTURES;

let test: TestApp;
let office: Office;
let browser: Browser;
const contexts = new Map<Person, BrowserContext>();

beforeAll(async () => {
  test = await startTestApp({ today: day('2026-11-23') });
  office = await anOffice(test);
  const passwordHash = await test.app.get(PasswordsService).hash(password);
  await test.database.transaction(async () => {
    await test.database.run(sql`UPDATE account SET password_hash = ${passwordHash}`);
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

/** Goes to a control that the Tab key can reach: what has no place in its order cannot be used without a mouse. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor({ state: 'attached' });
  const isReachable = await wanted.evaluate((element) => (element as unknown as { tabIndex: number }).tabIndex >= 0);
  expect(isReachable).toBe(true);
  await wanted.focus();
}

async function types(page: Page, label: string | RegExp, text: string): Promise<void> {
  const field = page.getByLabel(label).first();
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Goes into a group of radios and down it, by the arrow key. */
async function chooses(page: Page, group: string, label: string): Promise<void> {
  const radios = page.getByRole('group', { name: group, exact: true }).getByRole('radio');
  const wanted = page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: label, exact: true });
  const checked = page.getByRole('group', { name: group, exact: true }).locator('input:checked');
  await tabTo(page, (await checked.count()) > 0 ? checked.first() : radios.first());
  await page.keyboard.press('Space');
  for (let steps = 0; steps < 40 && !(await wanted.isChecked()); steps += 1) await page.keyboard.press('ArrowDown');
  expect(await wanted.isChecked()).toBe(true);
}

async function ticks(page: Page, label: string | RegExp): Promise<void> {
  const box = page.getByRole('checkbox', { name: label });
  await tabTo(page, box);
  if (!(await box.isChecked())) await page.keyboard.press('Space');
}

async function presses(page: Page, button: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name: button, exact: typeof button === 'string' });
  await tabTo(page, wanted);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function follows(page: Page, link: string | RegExp): Promise<void> {
  const wanted = page.getByRole('link', { name: link, exact: typeof link === 'string' }).first();
  await tabTo(page, wanted);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

/** Signs in with email and password, without any script. */
async function signedIn(person: Person): Promise<Page> {
  const known = contexts.get(person);
  const [open] = known?.pages() ?? [];
  if (open) return open;
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  contexts.set(person, context);
  const page = await context.newPage();
  await page.goto(`${test.url}/sign-in`);
  const [account] = await test.database.rows<{ email: string }>(sql`
    SELECT account.email FROM account WHERE account.id = ${person.account.id}`);
  await types(page, 'Email address', account?.email ?? '');
  await types(page, 'Password', password);
  await presses(page, 'Sign in');
  expect(await page.getByText(`Signed in as ${person.account.name}`).count()).toBe(1);
  return page;
}

const looked = new Set<string>();

/** Reads a page as the tools for readers with assistive technology do, at the width of a desk and of a phone. */
async function isAccessible(person: Person, address: string, name: string): Promise<void> {
  if (looked.has(name)) return;
  looked.add(name);
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 375, height: 740 },
  ]) {
    const context = await browser.newContext({ viewport, bypassCSP: true });
    const [sessionName = '', value = ''] = person.cookie.split('=');
    await context.addCookies([{ name: sessionName, value, url: test.url }]);
    const page = await context.newPage();
    await page.goto(`${test.url}${address}`);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${viewport.width}.png`), fullPage: true });
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
    expect({ name, width: viewport.width, faults, isTooWide }).toEqual({
      name,
      width: viewport.width,
      faults: [],
      isTooWide: false,
    });
    await context.close();
  }
}

describe('an inspection in a browser without scripts and without a mouse', () => {
  let ref = '';
  const at = (rest: string): string => `/inspections/${ref}/${rest}`;
  const open = (page: Page, rest: string) => page.goto(`${test.url}${at(rest)}`);

  const says = async (page: Page, text: string | RegExp): Promise<void> => {
    const found = await page.getByText(text).count();
    expect({ text, found: found > 0 }).toEqual({ text, found: true });
  };

  it(
    'is started by the lead inspector',
    async () => {
      const page = await signedIn(office.lead);
      await page.goto(`${test.url}/organisations/${office.body.slug}/inspections`);
      await follows(page, 'Start an inspection');
      await isAccessible(office.lead, `/inspections/new/framework?organisation=${office.body.slug}`, 'start-framework');
      await follows(page, /separate care-leaver judgement/);
      await chooses(
        page,
        'Type of inspection',
        'Standard inspection (about two weeks; requires-improvement LAs, and re-inspection of inadequate LAs)',
      );
      await types(page, 'What it looks at', 'Children’s services');
      const first = page.getByRole('group', { name: 'First day of the visit' });
      const last = page.getByRole('group', { name: 'Last day of the visit' });
      for (const [group, boxes] of [
        [first, ['5', '10', '2026']],
        [last, ['16', '10', '2026']],
      ] as const)
        for (const [index, value] of boxes.entries()) {
          await tabTo(page, group.getByRole('textbox').nth(index));
          await page.keyboard.type(value);
        }
      await ticks(page, 'Sam Second');
      await presses(page, 'Start inspection');
      ref = new URL(page.url()).pathname.split('/')[2] ?? '';
      await says(page, 'Draft: not for sharing');
      await isAccessible(office.lead, '/inspections/new?q=north', 'start');
      await isAccessible(
        office.lead,
        `/inspections/new/details?organisation=${office.body.slug}&framework=ofsted_ilacs_2023`,
        'start-details',
      );
      await isAccessible(office.lead, at('workspace'), 'workspace-draft');
      await open(page, 'team');
      for (const [name, part] of [
        ['Quinn Assurer (inspector)', 'Quality assurer'],
        ['Olu Contact (organisation editor)', 'Contact of the organisation'],
      ] as const) {
        const select = page.getByLabel('Person', { exact: true });
        await tabTo(page, select);
        await page.keyboard.type(name);
        await chooses(page, 'What they will be', part);
        await presses(page, 'Name this person');
      }
      expect(await page.getByText('They now take part').count()).toBe(1);
      await isAccessible(office.lead, at('team'), 'team');
    },
    3 * minutes,
  );

  it(
    'gathers evidence, grades and findings by two inspectors',
    async () => {
      const page = await signedIn(office.second);
      await open(page, 'workspace');
      const areas = await page.locator('#areas a').allTextContents();
      expect(areas).toHaveLength(5);
      for (const [index, area] of areas.entries()) {
        await open(page, 'workspace');
        await follows(page, area);
        await says(page, 'No evidence yet. You cannot set a grade without it.');
        await follows(page, 'Add evidence');
        if (index === 0)
          await isAccessible(office.second, new URL(page.url()).pathname + new URL(page.url()).search, 'evidence-new');
        await chooses(page, 'What it is', 'Case-file audit, external');
        await chooses(page, 'How you came by it', 'Case tracking');
        await types(page, 'What it shows', 'Of 24 case files, 19 showed no visit within 10 working days.');
        await chooses(page, 'How strong it is', 'Strong: direct, recent and seen in more than one place');
        await presses(page, 'Save evidence');
        await says(page, 'The evidence is saved');
        await chooses(page, 'Grade', index < 2 ? 'Inadequate' : 'Requires improvement');
        await types(page, 'What inspectors say', `What inspectors found in: ${area}.`);
        await presses(page, 'Save judgement');
        await says(page, 'The judgement is saved');
      }
      await follows(page, 'Add a finding');
      await types(page, 'Finding', 'Visits to children are late.');
      await chooses(page, 'Kind', 'Priority action');
      await presses(page, 'Save finding');
      await isAccessible(office.second, at('areas/overall'), 'area');
      await isAccessible(office.second, at('evidence/EV-0001'), 'evidence');
    },
    5 * minutes,
  );

  it(
    'is confirmed by the second inspector and made provisional by the lead',
    async () => {
      const second = await signedIn(office.second);
      await open(second, 'check');
      await presses(second, 'I stand by these judgements');
      const lead = await signedIn(office.lead);
      await open(lead, 'check');
      await isAccessible(office.lead, at('check'), 'check');
      await presses(lead, 'Confirm and make provisional');
      await says(lead, 'There is a problem');
      await ticks(lead, 'I stand by these judgements');
      await presses(lead, 'Confirm and make provisional');
      await says(lead, 'Provisional, confidential');
      await open(lead, 'report');
      await types(lead, 'Summary', 'Services are failing children who need help.');
      await types(lead, 'Report', 'The report in full.');
      await presses(lead, 'Save report');
      await isAccessible(office.lead, at('report'), 'report');
      await open(lead, 'check');
      await presses(lead, 'Send for its accuracy');
      expect(await lead.getByText('The report is with the organisation, and its time runs').count()).toBe(1);
    },
    3 * minutes,
  );

  it(
    'is checked by the organisation and decided by the quality assurer',
    async () => {
      const contact = await signedIn(office.contact);
      await open(contact, 'workspace');
      await follows(contact, 'Points of the organisation');
      await isAccessible(office.contact, at('accuracy'), 'accuracy');
      await follows(contact, 'Read the report');
      await says(contact, 'Services are failing children who need help.');
      await isAccessible(office.contact, at('provisional-report'), 'provisional-report');
      await follows(contact, 'Send points about its accuracy');
      await follows(contact, 'Send a point');
      await isAccessible(office.contact, at('points/new'), 'point-new');
      await chooses(contact, 'What kind of point it is', 'B: a fact behind a judgement');
      await types(contact, 'Paragraph or part of the report', 'Overall, 3');
      await types(contact, 'What is wrong, and what would be right', 'The figure is 18, not 19.');
      await presses(contact, 'Send point');
      await says(contact, 'Your point is sent');
      const assurer = await signedIn(office.assurer);
      await open(assurer, 'accuracy');
      await follows(assurer, 'Point 1');
      await isAccessible(office.assurer, at('points/1'), 'point');
      await chooses(assurer, 'Decision', 'Not accepted');
      await types(assurer, 'Reason', 'The file shows 19.');
      await presses(assurer, 'Save decision');
      expect(await assurer.getByText('The decision is saved').count()).toBe(1);
    },
    3 * minutes,
  );

  it(
    'is published by the quality assurer, and by nobody before',
    async () => {
      const lead = await signedIn(office.lead);
      await open(lead, 'publish');
      await says(lead, 'You cannot publish this inspection because you led it. Quinn Assurer can.');
      expect((await test.get(`/inspections/${ref}`)).status).toBe(404);
      const assurer = await signedIn(office.assurer);
      await open(assurer, 'workspace');
      await follows(assurer, 'Publish');
      await says(assurer, /Opens an episode of failure/);
      await isAccessible(office.assurer, at('publish'), 'publish');
      await presses(assurer, 'Continue');
      await says(assurer, 'You are about to make this public');
      await ticks(assurer, 'I have read what becomes public and what follows from it');
      await presses(assurer, 'Publish now');
      await says(assurer, 'Judgement published');
      await isAccessible(office.assurer, at('workspace?done=published'), 'workspace-published');
      await follows(assurer, 'Read the public page');
      await says(assurer, 'Services are failing children who need help.');
      await isAccessible(office.assurer, `/inspections/${ref}`, 'public-page');
      expect((await test.get(`/inspections/${ref}`)).status).toBe(200);
      expect(test.faults).toEqual([]);
    },
    3 * minutes,
  );
});
