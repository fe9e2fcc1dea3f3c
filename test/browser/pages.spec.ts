import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { rootFolder } from '../../src/config/paths.js';
import { linksOf, withoutFragment } from '../builders/crawl.js';
import { readHtml } from '../builders/html.js';
import { endAll, type RunningService, startService } from '../builders/running-service.js';
import { emptyPlace, type TestPlace } from '../builders/test-database.js';

const minutes = 60_000;
const axeSource = readFileSync(createRequire(join(rootFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const desk = { width: 1280, height: 900 };
const phone = { width: 375, height: 740 };

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};
type Axe = { run: (root: unknown, options: object) => Promise<{ violations: Violation[]; passes: unknown[] }> };

/**
 * `/organisations/west-sussex/timeline` is one of `/organisations/…/timeline`: every second part names a record, and so
 * does a part with a number in it (`/history/episode/EP-0001`).
 */
const shapeOf = (path: string): string =>
  path
    .split('/')
    .filter(Boolean)
    .map((part, index) => (index % 2 === 0 && !/\d/.test(part) ? part : '…'))
    .join('/');

/** Two pages of each kind, found by following links: the first and the one with most to show. */
async function pagesOfEachKind(url: string): Promise<string[]> {
  const known = new Set(['/']);
  const waiting = ['/'];
  const kinds = new Map<string, { path: string; size: number }[]>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const response = await fetch(`${url}${path}`);
    const html = await response.text();
    if (!response.ok) throw new Error(`${path} is linked to and answers ${response.status}`);
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
    const shape = shapeOf(path);
    kinds.set(shape, [...(kinds.get(shape) ?? []), { path, size: html.length }]);
    for (const link of linksOf(readHtml(html), path)) {
      const next = withoutFragment(link);
      if (known.has(next) || next.includes('?') || (kinds.get(shapeOf(next))?.length ?? 0) > 60) continue;
      known.add(next);
      waiting.push(next);
    }
  }
  return [...kinds.values()].flatMap((found) => {
    const largest = found.toSorted((a, b) => b.size - a.size)[0];
    return [...new Set([found[0]?.path ?? '/', largest?.path ?? '/'])];
  });
}

const asked = [
  '/organisations?q=west',
  '/organisations?kind=council&sort=name&page=2',
  '/organisations?q=no-such-organisation',
  '/organisations?kind=nonsense',
  '/nowhere',
];

describe('in a browser', () => {
  let place: TestPlace;
  let service: RunningService;
  let browser: Browser;
  let addresses: string[] = [];

  beforeAll(async () => {
    place = await emptyPlace();
    const setting = place.address.kind === 'sqlite' ? `sqlite:${place.address.path}` : place.address.url;
    // Looking for pages asks for every download there is within a minute, which no reader does.
    service = await startService({ DATABASE_URL: setting, CASE_LIBRARY: 'load', COSTLY_PER_MINUTE: '1000000' });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    });
    addresses = [...(await pagesOfEachKind(service.url)), ...asked];
  }, 2 * minutes);

  afterAll(async () => {
    await browser?.close();
    await endAll();
    await place?.remove();
  });

  /** Opens each page in turn and gathers what is wrong; what a page loads or complains of is gathered as well. */
  async function onEach(
    options: Parameters<Browser['newContext']>[0],
    look: (page: Page, address: string) => Promise<readonly string[]>,
  ): Promise<string[]> {
    const context: BrowserContext = await browser.newContext(options);
    const faults: string[] = [];
    try {
      const page = await context.newPage();
      let address = '';
      page.on('request', (request) => {
        if (!request.url().startsWith(`${service.url}/`)) faults.push(`${address} asks for ${request.url()}`);
      });
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 404/.test(message.text()))
          faults.push(`${address} complains: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`${address} fails: ${error.message}`));
      for (address of addresses) {
        await page.goto(`${service.url}${address}`, { waitUntil: 'load' });
        for (const fault of await look(page, address)) faults.push(`${address} ${fault}`);
      }
    } finally {
      await context.close();
    }
    return faults;
  }

  async function axeFaults(page: Page): Promise<string[]> {
    await page.evaluate(axeSource);
    const { violations, passes } = await page.evaluate(
      (tags) =>
        (globalThis as unknown as { axe: Axe }).axe.run((globalThis as unknown as { document: unknown }).document, {
          runOnly: tags,
        }),
      standards,
    );
    if (passes.length < 5) return ['was hardly looked at'];
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.slice(0, 3).map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
    );
  }

  /** What reaches past the right edge, so that a reader must scroll two ways. */
  const overflow = (page: Page): Promise<string[]> =>
    page.evaluate(`(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const wide = [...document.querySelectorAll('body *')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.right > root.clientWidth + 1 && !element.closest('.scroll-pane, [tabindex="0"]');
      });
      return ['is ' + root.scrollWidth + ' wide in ' + root.clientWidth + ': ' +
        wide.slice(0, 3).map((element) => element.tagName.toLowerCase() + '.' + String(element.className.baseVal ?? element.className)).join(', ')];
    })()`);

  /** Words drawn too small to read; 14 px is the least on a screen. */
  const tooSmall = (page: Page): Promise<string[]> =>
    page.evaluate(`(() => {
      const small = [];
      for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
        if (!own || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || ['TITLE', 'DESC', 'title', 'desc'].includes(element.tagName)) continue;
        const svg = element.closest('svg');
        const scale = svg && svg.viewBox.baseVal ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        const size = parseFloat(getComputedStyle(element).fontSize) * scale;
        if (size < 13.9 && !element.closest('sup')) small.push('has words of ' + size.toFixed(1) + ' px: ' + element.textContent.trim().slice(0, 40));
      }
      return small.slice(0, 3);
    })()`);

  it('finds a page of every kind to look at', () => {
    expect(addresses.length).toBeGreaterThan(20);
    expect(addresses).toEqual(expect.arrayContaining(['/', '/organisations', '/nowhere']));
  });

  it.each([
    ['at a desk', desk],
    ['on a phone', phone],
  ])(
    'every page is open to everybody %s',
    async (_where, viewport) => {
      expect(await onEach({ viewport }, axeFaults)).toEqual([]);
    },
    10 * minutes,
  );

  it.each([1280, 640, 375, 320])(
    'no page is wider than a window of %i',
    async (width) => {
      expect(await onEach({ viewport: { width, height: 740 } }, overflow)).toEqual([]);
    },
    5 * minutes,
  );

  it.each([
    ['at a desk', desk],
    ['on a phone', phone],
  ])(
    'no word is too small to read %s',
    async (_where, viewport) => {
      expect(await onEach({ viewport }, tooSmall)).toEqual([]);
    },
    5 * minutes,
  );

  it(
    'no page needs a script, and every page says the same without',
    async () => {
      const said = new Map<string, string>();
      const text = (page: Page): Promise<string> => page.locator('body').innerText();
      await onEach({ viewport: desk }, async (page, address) => {
        said.set(address, await text(page));
        return [];
      });
      const faults = await onEach({ viewport: desk, javaScriptEnabled: false }, async (page, address) =>
        (await text(page)) === said.get(address) ? [] : ['says something else without a script'],
      );
      expect(faults).toEqual([]);
    },
    5 * minutes,
  );

  it(
    'every page is whole in a reader’s own colours',
    async () => {
      const faults = await onEach({ viewport: desk, forcedColors: 'active' }, async (page) => {
        const hidden: string[] = await page.evaluate(`[...document.querySelectorAll('h1, h2, a, td, th, dd, dt, label')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const { color, backgroundColor } = getComputedStyle(element);
          return color === backgroundColor && element.textContent.trim() !== '';
        })
        .map((element) => 'hides ' + element.textContent.trim().slice(0, 40))`);
        return hidden;
      });
      expect(faults).toEqual([]);
    },
    5 * minutes,
  );

  it(
    'every page can be printed, without what only a screen needs',
    async () => {
      const faults = await onEach({ viewport: desk }, async (page) => {
        const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true });
        await page.emulateMedia({ media: 'print' });
        // A page that is a form to fill in is printed with it; boxes to search and filter by are for a screen.
        const still: string[] =
          await page.evaluate(`[...document.querySelectorAll('nav, form:not(.form), .govuk-skip-link')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 1)
        .map((element) => 'prints a ' + element.tagName.toLowerCase())`);
        await page.emulateMedia({ media: null });
        return [
          ...(paper.subarray(0, 5).toString() === '%PDF-' && paper.length > 5_000 ? [] : ['gives no paper']),
          ...new Set(still),
        ];
      });
      expect(faults).toEqual([]);
    },
    10 * minutes,
  );

  it(
    'a reader finds an organisation by keyboard alone, without a script',
    async () => {
      const context = await browser.newContext({ viewport: desk, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`${service.url}/`);
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('Skip to main content');
      const search = page.getByRole('searchbox').first();
      for (
        let step = 0;
        step < 60 && !(await search.evaluate((field) => field === field.ownerDocument.activeElement));
        step += 1
      )
        await page.keyboard.press('Tab');
      await page.keyboard.type('west sussex');
      await page.keyboard.press('Enter');
      await page.waitForLoadState('load');
      const found = page.getByRole('link', { name: /West Sussex/ }).first();
      for (
        let step = 0;
        step < 80 && !(await found.evaluate((link) => link === link.ownerDocument.activeElement));
        step += 1
      )
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForLoadState('load');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('West Sussex');
      await context.close();
    },
    minutes,
  );

  it(
    'the focus can always be seen',
    async () => {
      const faults = await onEach({ viewport: desk }, async (page) => {
        const unseen: string[] = [];
        for (let step = 0; step < 12; step += 1) {
          await page.keyboard.press('Tab');
          const fault: string | null = await page.evaluate(`(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const style = getComputedStyle(element);
          const box = element.getBoundingClientRect();
          const isSeen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)';
          return isSeen && box.width > 1 && box.height > 1 ? null : 'hides the focus on ' + element.tagName.toLowerCase() + ' ' + element.textContent.trim().slice(0, 40);
        })()`);
          if (fault) unseen.push(fault);
        }
        return unseen;
      });
      expect(faults).toEqual([]);
    },
    5 * minutes,
  );
});
