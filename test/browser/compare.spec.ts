import { type Browser, chromium, type Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let browser: Browser;

beforeAll(async () => {
  test = await startTestApp({ library: true });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

async function open(width: number): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${test.url}/research`);
  return page;
}

it.each([1280, 375])(
  'cases are found, chosen, aligned and read side by side without a script, %d wide',
  async (width) => {
    const page = await open(width);
    await page.getByRole('link', { name: 'Compare cases' }).click();
    await page.getByRole('heading', { level: 1, name: 'Compare cases' }).waitFor();
    // Three choices narrow the list: the part of the work, and the first and the last year.
    const panel = page.locator('.filter-panel');
    if (!(await page.getByLabel('Part of the work').isVisible())) await panel.locator('summary').click();
    await page.getByLabel('Part of the work').selectOption({ label: "Children's services" });
    await page.getByLabel('Triggered in or after').selectOption('2010');
    await page.getByLabel('Triggered in or before').selectOption('2020');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.getByText('3 episodes that match').waitFor();
    for (const box of await page.locator('.case-line input').all()) await box.check();
    await page.getByRole('radio', { name: 'First warning' }).check();
    await page.getByRole('button', { name: 'Compare side by side' }).click();
    await page.getByRole('heading', { level: 1, name: '3 cases side by side' }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('case')).toHaveLength(3);
    await page.getByText('Months from the first warning').first().waitFor();
    // One drawing of each case is there to be seen, as wide as the page lets it be.
    const drawings = page.locator('.case-block svg.lane:visible');
    expect(await drawings.count()).toBe(2);
    await page.getByText('has no first warning of this case').waitFor();
    for (const drawing of await drawings.all())
      expect(((await drawing.boundingBox())?.width ?? 0) > (width === 375 ? 300 : 800)).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    // What is shown is changed in the form above, and the cases stay.
    const view = page.locator('.compare-view .filter-panel');
    if (!(await page.getByLabel('Align on').isVisible())) await view.locator('summary').click();
    await page.getByLabel('Align on').selectOption({ label: 'Trigger' });
    await page.getByLabel('Judgements', { exact: true }).check();
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.getByText('Months from the trigger').first().waitFor();
    expect(await page.locator('.case-block svg.lane:visible .lifeline__lane').allTextContents()).toEqual([
      'Judgements',
      'Judgements',
      'Judgements',
    ]);
    await page.context().close();
  },
);
