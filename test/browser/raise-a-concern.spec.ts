import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { theService } from '../../src/access/audit.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { everythingStored } from '../builders/everything-stored.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const clock = new FixedClock(day('2026-03-03'));
const agent = 'MarkedBrowser/7.7 (a browser that would be known again)';
let test: TestApp;
let browser: Browser;
let lead: Person;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  test = await startTestApp({ clock });
  const [body] = await test.app
    .get(OrganisationsService)
    .registerMany(theService, [{ name: 'Northwick Council', kind: 'council', sector: 'councils' }]);
  lead = await aPerson(test, { grants: [aGrant({ role: 'speak_up_lead', organisationId: body?.id ?? null })] });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

/** A browser of somebody whom nobody knows, without scripts. */
async function open(address: string, cookie?: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, userAgent: agent });
  contexts.push(context);
  const [name = '', value = ''] = (cookie ?? '').split('=');
  if (name) await context.addCookies([{ name, value, url: test.url }]);
  const page = await context.newPage();
  await page.goto(test.url + address);
  return page;
}

it('a concern is raised in 3 clicks and at most 2 fields, answered, and its answer is read by receipt', async () => {
  const page = await open('/');
  await page.getByRole('link', { name: 'Raise a concern', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Raise a concern' }).waitFor();
  // The one organisation that listens is chosen already: what it is about, whether a reply is wanted, and send.
  let clicks = 0;
  const click = async (label: string): Promise<void> => {
    clicks += 1;
    await page.getByLabel(label, { exact: true }).click();
  };
  expect(await page.getByLabel('Northwick Council').isChecked()).toBe(true);
  await click('Safety');
  await page.getByLabel('In your own words, if you want').pressSequentially('Alarms are switched off at night.');
  await click('Yes');
  clicks += 1;
  await page.getByRole('button', { name: 'Raise the concern' }).click();
  await page.getByRole('heading', { level: 1, name: 'Concern raised' }).waitFor();
  expect(clicks).toBe(3);
  const receipt = (await page.locator('.receipt-word').innerText()).trim();
  expect(receipt).toMatch(/^[a-z]+-[a-z]+-[a-z]+-[1-9]\d\d$/);
  // Sent again by a reload, it is the same concern.
  await page.reload();
  expect((await page.locator('.receipt-word').innerText()).trim()).toBe(receipt);

  const desk = await open('/concerns', lead.cookie);
  await desk.getByRole('heading', { level: 1, name: '1 concern of staff' }).waitFor();
  await desk.getByRole('link', { name: 'CN-0001' }).click();
  expect(await desk.getByText('Alarms are switched off').count()).toBe(0);
  await desk.getByRole('button', { name: 'Open the words' }).click();
  await desk.getByText('Alarms are switched off at night.').waitFor();
  for (const step of ['Acknowledged', 'Being looked into', 'Outcome shared']) {
    await desk.getByRole('radio', { name: step }).check();
    if (step === 'Outcome shared')
      await desk.getByLabel('Words', { exact: true }).fill('Alarms can no longer be switched off.');
    await desk.getByRole('button', { name: 'Save the step' }).click();
    await desk.getByText('The step was saved.').waitFor();
  }

  const reader = await open('/concern');
  await reader.getByLabel('Receipt word').fill(`  ${receipt.toUpperCase().replaceAll('-', ' ')} `);
  await reader.getByRole('button', { name: 'Read the answer' }).click();
  await reader.getByText('Alarms can no longer be switched off.').waitFor();
  expect(new URL(reader.url()).pathname).toBe('/concern');
  expect(await reader.getByText('Safety').count()).toBe(0);

  const kept = await everythingStored(test.database);
  for (const trace of [agent, receipt, 'Alarms are switched off at night']) expect(kept).not.toContain(trace);
  expect(test.faults).toEqual([]);
});

it('a receipt that nobody has is not found, and says so in words of its own', async () => {
  const page = await open('/concern');
  await page.getByLabel('Receipt word').fill('harbour-otter-maple-293');
  await page.getByRole('button', { name: 'Read the answer' }).click();
  await page.getByText('We cannot find that receipt word.').waitFor();
  expect(await page.getByText('There is a problem').count()).toBe(0);
});
