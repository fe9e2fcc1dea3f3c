import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { roles } from '../../src/access/domain/roles.js';
import { rootFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
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

/** One page of each kind for people who are signed in, at a desk and on a phone. */
describe('pages for people who are signed in, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let person: Person;
  let addresses: string[] = [];

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    const body = await test.database.row<{ id: string; slug: string }>(sql`
      SELECT organisation.id, organisation.slug FROM organisation WHERE organisation.slug LIKE ${'doncaster%'} LIMIT 1`);
    const inspectorate = await test.database.row<{ id: string }>(sql`
      SELECT inspectorate.id FROM inspectorate WHERE inspectorate.key = 'ofsted'`);
    person = await aPerson(test, {
      name: 'Everybody at once',
      grants: roles.map((role) =>
        aGrant({ role, organisationId: body?.id ?? null, inspectorateId: inspectorate?.id ?? null, chair: true }),
      ),
    });
    const visits = await crawl(test, {
      get: person.get,
      starts: ['/', `/organisations/${body?.slug}`],
      most: { plain: 3, asked: 1 },
    });
    const routes = new Set(signedInRoutes(test.app));
    const pages = visits.filter(({ page, route }) => page !== null && route !== null && routes.has(route));
    addresses = [...new Map(pages.map(({ route, address }) => [route, address])).values()];
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    });
  }, 5 * minutes);
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
      expect(addresses.length).toBeGreaterThan(20);
      const context = await browser.newContext({ viewport, bypassCSP: true });
      const [name = '', value = ''] = person.cookie.split('=');
      await context.addCookies([{ name, value, url: test.url }]);
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
