import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { SessionsService } from '../../src/access/sessions.service.js';
import { buildDemo } from '../../src/cli/demo/build-demo.js';
import { StoryClock } from '../../src/cli/demo/demo-world.js';
import { rootFolder } from '../../src/config/paths.js';
import { day } from '../../src/kernel/calendar-day.js';
import { crawl } from '../builders/crawl.js';
import { signedInRoutes } from '../builders/routes.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const minutes = 60_000;
const axeSource = readFileSync(createRequire(join(rootFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Axe = {
  run: (
    root: unknown,
    options: object,
  ) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[]; passes: unknown[] }>;
};

/** One page of each kind after a year of a board, with a year of data on it, as its secretary sees it. */
describe('the pages of a board after a year, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let token = '';
  let addresses: string[] = [];

  beforeAll(async () => {
    const today = day('2026-11-23');
    const clock = new StoryClock(today);
    test = await startTestApp({ clock });
    const { people, boardRef, planRef } = await buildDemo({ app: test.app, url: test.url, clock, today });
    token = await test.app.get(SessionsService).start(people.secretary.account.id, 'Firefox');
    const visits = await crawl(test, {
      get: (path) => test.get(path).set('Cookie', `turnaround=${token}`),
      starts: ['/my-work', `/boards/${boardRef}`, `/plans/${planRef}`],
      most: { plain: 2, asked: 1 },
    });
    const routes = new Set(signedInRoutes(test.app));
    const pages = visits.filter(({ page, route }) => page !== null && route !== null && routes.has(route));
    addresses = [...new Map(pages.map(({ route, address }) => [route, address])).values()];
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    });
  }, 10 * minutes);
  afterAll(async () => {
    await browser?.close();
    await test?.close();
  });

  it.each([
    ['a desk', { width: 1280, height: 900 }],
    ['a phone', { width: 375, height: 740 }],
  ])(
    'leave axe nothing to find and never scroll two ways on %s',
    async (_, viewport) => {
      expect(addresses.length).toBeGreaterThan(40);
      const context = await browser.newContext({ viewport, bypassCSP: true });
      await context.addCookies([{ name: 'turnaround', value: token, url: test.url }]);
      const page = await context.newPage();
      const faults: string[] = [];
      for (const address of addresses) {
        await page.goto(`${test.url}${address}`, { waitUntil: 'load' });
        await page.evaluate(axeSource);
        const { violations, passes } = await page.evaluate(
          (tags) =>
            (globalThis as unknown as { axe: Axe }).axe.run((globalThis as unknown as { document: unknown }).document, {
              runOnly: tags,
            }),
          standards,
        );
        if (passes.length < 5) faults.push(`${address} was hardly looked at`);
        for (const { id, help, nodes } of violations)
          faults.push(`${address} ${id}: ${help}: ${nodes[0]?.html.slice(0, 160)}`);
        const over = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        if (over > 0) faults.push(`${address} is ${over} px wider than its window`);
      }
      await context.close();
      expect(faults).toEqual([]);
    },
    10 * minutes,
  );
});
