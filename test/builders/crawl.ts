import type { NestExpressApplication } from '@nestjs/platform-express';
import { workbookPrefix } from '../../src/shell/spreadsheet.js';
import { attributeOf, named, type Page, readHtml } from './html.js';
import type { Statement, TestApp } from './test-app.js';

export type Visit = {
  readonly address: string;
  /** The route that answered, `/organisations/:slug`, or null where none did. */
  readonly route: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly page: Page | null;
  readonly statements: readonly Statement[];
  /** Where a link to it was found first. */
  readonly from: string;
};

type Layer = { readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> } };

/** The addresses that can be read, as they are mounted: `/organisations/:slug`. */
export function readableRoutes(app: NestExpressApplication): string[] {
  const { stack } = (app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
  return stack.flatMap(({ route }) => (route?.methods.get ? [route.path] : []));
}

/** The route that an address belongs to: the one that says most of it itself, and leaves the fewest places open. */
export function routeOf(path: string, routes: readonly string[]): string | null {
  const openings = (route: string): number => route.split(':').length;
  const said = (route: string): number => route.replaceAll(/:\w+/g, '').length;
  const matching = routes.filter((route) => {
    const pattern = route.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
    return new RegExp(`^${pattern}/?$`).test(path);
  });
  return matching.toSorted((a, b) => said(b) - said(a) || openings(a) - openings(b))[0] ?? null;
}

/** Every address on this site that a page links to or sends a form to, resolved, with its fragment. */
export function linksOf(page: Page, at: string): string[] {
  const hrefs = named(page, 'a').map((link) => attributeOf(link, 'href'));
  const actions = named(page, 'form')
    .filter((form) => (attributeOf(form, 'method') ?? 'get').toLowerCase() === 'get')
    .map((form) => attributeOf(form, 'action'));
  const base = new URL(at, 'http://site.invalid').href;
  return [...hrefs, ...actions].flatMap((href) => {
    if (!href || !URL.canParse(href, base)) return [];
    const url = new URL(href, base);
    return url.origin === 'http://site.invalid' ? [`${url.pathname}${url.search}${url.hash}`] : [];
  });
}

export const withoutFragment = (address: string): string => address.split('#')[0] ?? '';

/** How many addresses of one shape are visited: all records, and enough of each way to filter and sort them. */
const most = { plain: 600, asked: 12 };

/** Whether an answer is a file, or a pack to be printed: what a signed-in reader takes away is in the trail. */
export const isTakenAway = (address: string, headers: Visit['headers']): boolean =>
  (headers['content-disposition'] ?? '').startsWith('attachment') || /^\/packs\/[^/]+\/print$/.test(address);

/** What a page asks and writes, without the line of the trail that a download leaves: on either database. */
export const withoutTheTrail = (statements: Visit['statements']): Visit['statements'] =>
  statements.filter(
    ({ text }) => !/audit_|^\s*(BEGIN|START TRANSACTION|COMMIT|SELECT pg_advisory_xact_lock)/i.test(text),
  );

export async function visit(
  test: TestApp,
  address: string,
  routes: readonly string[],
  from: string,
  get: TestApp['get'] = test.get,
): Promise<Visit> {
  test.statements.take();
  const response = await get(address).buffer(true);
  const type = response.headers['content-type'] ?? '';
  const text = response.text ?? '';
  // What somebody who is signed in takes away is written down once the answer was given: that belongs to this visit.
  if (get !== test.get && isTakenAway(address, response.headers))
    await test.database.transaction(() => Promise.resolve());
  return {
    address,
    route: routeOf(address.split('?')[0] ?? '', routes),
    status: response.status,
    headers: response.headers,
    text,
    page: type.startsWith('text/html') ? readHtml(text) : null,
    statements: test.statements.take(),
    from,
  };
}

type Reader = {
  /** As whom; a visitor who is not signed in unless told. */
  readonly get?: TestApp['get'];
  readonly starts?: readonly string[];
  /** How many addresses of one shape are visited. */
  readonly most?: { readonly plain: number; readonly asked: number };
};

/** Follows every link from the home page, as a reader with much time would. */
export async function crawl(
  test: TestApp,
  { get = test.get, starts = ['/'], most: limits = most }: Reader = {},
): Promise<Visit[]> {
  const routes = readableRoutes(test.app);
  const seen = new Map<string, number>();
  const known = new Set(starts);
  const waiting: { address: string; from: string }[] = starts.map((address) => ({ address, from: 'the start' }));
  const visits: Visit[] = [];

  const isWanted = (address: string): boolean => {
    const url = new URL(address, 'http://site.invalid');
    const names = [...new Set(url.searchParams.keys())].toSorted();
    const isWorkbook = url.pathname.startsWith(`${workbookPrefix}/`);
    const path = isWorkbook ? url.pathname.slice(workbookPrefix.length) : url.pathname;
    const shape = `${isWorkbook ? 'workbook ' : ''}${routeOf(path, routes) ?? path}?${names.join('&')}`;
    const count = seen.get(shape) ?? 0;
    seen.set(shape, count + 1);
    // The same rows as in the file beside it: one of each kind is enough.
    if (isWorkbook) return count < 1;
    return count < (names.length === 0 ? limits.plain : limits.asked);
  };

  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const current = await visit(test, next.address, routes, next.from, get);
    visits.push(current);
    for (const link of current.page ? linksOf(current.page, next.address) : []) {
      const address = withoutFragment(link);
      if (known.has(address) || address.startsWith('/assets/')) continue;
      known.add(address);
      if (isWanted(address)) waiting.push({ address, from: next.address });
    }
  }
  return visits;
}
