import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { rootFolder } from '../../src/config/paths.js';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { CohortsService } from '../../src/research/cohorts.service.js';
import { SealsQueries } from '../../src/inspections/data/seals.queries.js';
import { InspectionEdition } from '../../src/inspections/data/workspace.entity.js';
import { DerivingEpisodesService } from '../../src/episodes/deriving-episodes.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { AccountsService } from '../../src/access/accounts.service.js';
import { aGrant } from '../builders/a-person.js';
import { aHeadcount, aSharedLearning } from '../builders/a-voice.js';
import { PublicRunsService } from '../../src/lessons/public-runs.service.js';
import { DeadlinesService } from '../../src/office/deadlines.service.js';
import { CorrectionsService } from '../../src/sources/corrections.service.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { aPublishedComparison } from '../builders/a-published-comparison.js';
import { aPublishedMeeting } from '../builders/a-board.js';
import { aPlan } from '../builders/a-plan.js';
import { anIssuedPack } from '../builders/an-issued-pack.js';
import { crawl, linksOf, readableRoutes, type Visit, visit, withoutFragment } from '../builders/crawl.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { headerFaults, pageFaults } from '../builders/page-checks.js';
import { plantRecords } from '../builders/planted-records.js';
import { publicRoutes } from '../builders/routes.js';
import { scansOf } from '../builders/query-plans.js';
import { anOrganisation, kept } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { testedKind } from '../builders/test-database.js';

const minutes = 60_000;

/** Statements that one page may ask of the database: a list 3, a record 6, what gathers a whole story 15. */
const wholeStories = (
  JSON.parse(readFileSync(join(rootFolder, 'test/builders/whole-stories.json'), 'utf8')) as string[]
).map((pattern) => new RegExp(pattern));
const budgetOf = (route: string): number => {
  if (wholeStories.some((pattern) => pattern.test(route))) return 15;
  return route.includes(':') ? 6 : 3;
};

/** Addresses that nobody finds by a link: they are sent or shown to one person, or asked for by a machine. */
const comeInALetter = [
  /:token\b/,
  /^\/concern\/:receipt$/,
  /\.ics$/,
  /^\/\.well-known\//,
  /^\/sign-in\/(code|directory)\b/,
];

/** A document that is complete in itself, its style within it: its own specs say what it holds and under which policy. */
const isDocument = ({ route }: Visit): boolean => route === '/packs/:ref/print';

/** What a spreadsheet would take for a formula. */
const runsAsFormula = (cell: string): boolean => /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell);

const told = (visits: readonly Visit[], faultsOf: (visit: Visit) => readonly string[]): string[] =>
  visits.flatMap((each) => faultsOf(each).map((fault) => `${each.address} ${fault} (linked from ${each.from})`));

/** The library tells nothing of some kinds, findings one by one among them: a made-up body has one record of each. */
async function plantWhatTheLibraryLacks({ app, database: db }: TestApp): Promise<void> {
  const framework = await db.row<{ id: string; gradeId: string }>(sql`
    SELECT framework.id, rating_grade.id AS "gradeId"
      FROM framework
      JOIN rating_grade ON rating_grade.scale_id = framework.scale_id AND rating_grade.key = 'inadequate'
     WHERE framework.key = 'ofsted_ilacs_2018'`);
  const source = await db.row<{ id: string }>(sql`SELECT source.id FROM source WHERE source.ref = 'SO-0001'`);
  if (!framework || !source) throw new Error('The library is not there');
  await db.transaction(async () => {
    await db.insert(Organisation, [
      anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
      anOrganisation({ id: 'eastmere', name: 'Eastmere Council' }),
    ]);
    await plantRecords(db, {
      word: 'madeup',
      organisationId: 'northwick',
      otherId: 'eastmere',
      kept,
      sourceId: source.id,
      framework,
    });
  });
  await db.transaction(async () => {
    const [content] = await app.get(SealsQueries).contents(['madeup inspection']);
    await db.insert(
      InspectionEdition,
      [1, 2].map((edition) => ({
        id: `edition ${edition}`,
        inspectionId: 'madeup inspection',
        edition,
        content: JSON.stringify({ ...content, edition }),
        publishedAt: '2026-11-23T09:00:00.000Z',
      })),
    );
  });
  await app.get(DerivingEpisodesService).rederive(['northwick', 'eastmere']);
  await app.get(DeadlinesService).startDeadline(theService, {
    organisationId: 'northwick',
    rule: 'action-plan',
    text: 'Send the written action plan',
    startsOn: day('2026-11-02'),
    days: 70,
    unit: 'working',
    recordKind: 'organisation',
    recordId: 'northwick',
    visibility: 'public',
  });
  const northwick = await db.row<{ ref: string }>(sql`
    SELECT organisation.ref FROM organisation WHERE organisation.id = 'northwick'`);
  const reported = await app.get(CorrectionsService).report(theService, 'here', {
    pagePath: '/organisations/northwick',
    subject: { kind: 'organisation', ref: northwick?.ref ?? '' },
    what: 'The date is wrong',
    shouldSay: null,
    sourceText: null,
    contact: null,
  });
  if (!reported.ok) throw new Error(reported.error);
  await app
    .get(AccountsService)
    .add(theService, { name: 'Lee Listener', email: 'lee@turnaround.example', passwordHash: null, status: 'active' }, [
      aGrant({ role: 'speak_up_lead', organisationId: 'northwick' }),
    ]);
  await aHeadcount(app, 'northwick', { on: day('2026-03-31'), value: 400 });
  await aSharedLearning(app, 'northwick', { reviewBy: day('2027-05-01') });
  const { board } = await aPublishedMeeting(app, 'northwick');
  const plan = await aPlan(app.get.bind(app), { council: { id: 'northwick', slug: 'northwick' } });
  await plan.milestone();
  await plan.publish();
  for (const heldOn of ['2026-11-16', '2026-11-30']) await anIssuedPack(app, board.ref, day(heldOn));
  const answer = { decision: 'accepted', shownText: 'The date is wrong', answer: 'Put right', version: 1 } as const;
  await app.get(CorrectionsService).answer(theService, reported.value.ref, answer);
  const frozen = await app.get(CohortsService).freezeRecord(theService, 'The first');
  if (!frozen.ok) throw new Error(frozen.error);
  await aPublishedComparison(app);
}

describe('every page', () => {
  let test: TestApp;
  let visits: Visit[] = [];
  let pages: Visit[] = [];
  let files: Visit[] = [];

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    await plantWhatTheLibraryLacks(test);
    await test.app.get(PublicRunsService).keepUp();
    visits = await crawl(test);
    pages = visits.filter((each) => each.page !== null && each.status === 200 && !isDocument(each));
    files = visits.filter(({ headers }) => headers['content-type']?.startsWith('text/csv'));
  }, 5 * minutes);
  afterAll(() => test.close());

  it('is there, wherever a link says so', () => {
    expect(told(visits, ({ status }) => (status === 200 ? [] : [`answers ${status}`]))).toEqual([]);
    expect(test.faults).toEqual([]);
    expect(pages.length).toBeGreaterThan(100);
  });

  it('can be reached by following links from the home page', () => {
    const reached = new Set(visits.map(({ route }) => route));
    const left = publicRoutes(test.app).filter((route) => !reached.has(route));
    expect(left.filter((route) => !comeInALetter.some((pattern) => pattern.test(route)))).toEqual([]);
  });

  it('is in order: one main heading, ids that are there, nothing inline, links that say where they go', () => {
    expect(told(pages, ({ page }) => (page ? pageFaults(page) : []))).toEqual([]);
  });

  it('carries every header that keeps it safe', () => {
    expect(told(visits, (each) => (isDocument(each) ? [] : headerFaults(each.headers)))).toEqual([]);
  });

  it('has a title that no other page has', () => {
    const plain = pages.filter(({ address }) => !address.includes('?'));
    const titles = plain.map(({ page }) => (page ? textWithin(named(page, 'title')[0] ?? page.root) : ''));
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('leads to the place on another page that its link names', () => {
    const idsOf = new Map(
      pages.map(({ address, page }) => [address, new Set(page?.elements.map((element) => attributeOf(element, 'id')))]),
    );
    const lost = pages.flatMap(({ address, page }) =>
      (page ? linksOf(page, address) : [])
        .filter((link) => link.includes('#'))
        .filter((link) => idsOf.get(withoutFragment(link))?.has(decodeURIComponent(link.split('#')[1] ?? '')) === false)
        .map((link) => `${address} links to ${link}`),
    );
    expect([...new Set(lost)]).toEqual([]);
  });

  it('asks the database no more than its kind may', () => {
    const over = told(visits, ({ route, statements }) =>
      route !== null && statements.length > budgetOf(route)
        ? [`asks ${statements.length} times, not ${budgetOf(route)}`]
        : [],
    );
    expect(over).toEqual([]);
  });

  it('changes nothing by being read', () => {
    const writes = told(visits, ({ statements }) =>
      statements
        .filter(({ text }) => !/^\s*(SELECT|WITH|PRAGMA)\b/i.test(text))
        .map(({ text }) => `runs ${text.trim().slice(0, 60)}`),
    );
    expect(writes).toEqual([]);
  });

  it('gives its tables as files that open in any spreadsheet and run nothing', () => {
    const faults = told(files, ({ text, headers }) => {
      const { data, errors, meta } = Papa.parse<string[]>(text, { skipEmptyLines: true });
      const width = data[0]?.length ?? 0;
      return [
        ...errors.map(({ message, row }) => `line ${(row ?? 0) + 1}: ${message}`),
        ...(headers['content-disposition']?.startsWith('attachment; filename') ? [] : ['is not a download']),
        ...(meta.delimiter === ',' || width === 1 ? [] : [`is separated by ${meta.delimiter}`]),
        ...(data.length > 0 ? [] : ['is empty']),
        ...data.flatMap((row, index) =>
          row.length === width ? [] : [`line ${index + 1} has ${row.length} cells, not ${width}`],
        ),
        ...data
          .flat()
          .filter(runsAsFormula)
          .map((cell) => `would run ${cell.slice(0, 40)}`),
        ...data
          .flat()
          .filter((cell) => /\b(undefined|NaN)\b|\[object/.test(cell))
          .map((cell) => `says ${cell.slice(0, 40)}`),
      ];
    });
    expect(faults).toEqual([]);
    expect(files.length).toBeGreaterThan(3);
  });

  it(
    'stands when it is asked for nonsense',
    async () => {
      const nonsense = [
        'page=abc&sort=nonsense&order=sideways',
        'page=-1&q=%00%27%22%3E%3Cscript%3Ego()%3C/script%3E%25_%5C',
        'page=99999999999999999999&kind=nowhere&region=%E2%80%AE&state=1&framework=none',
        'known=2025-02-30&as-known=nonsense&asKnown=0000-00-00&on=2018-Q9',
        '__proto__=1&constructor=2&toString=3&kind%5B%24gt%5D=4',
        'page=1&page=2&kind=council&kind=nowhere&q=a&q=b',
        `q=${'x'.repeat(1_500)}`,
      ];
      const routes = readableRoutes(test.app);
      const plain = pages.filter(({ address }) => !address.includes('?'));
      const firsts = plain.filter(({ route }, index) => plain.findIndex((other) => other.route === route) === index);
      const answers: Visit[] = [];
      for (const { address } of firsts)
        for (const query of nonsense) answers.push(await visit(test, `${address}?${query}`, routes, address));
      expect(
        told(answers, ({ status, page, headers }) => [
          ...(status === 200 ? [] : [`answers ${status}`]),
          ...(page ? pageFaults(page) : []),
          ...headerFaults(headers),
        ]),
      ).toEqual([]);
      expect(test.faults).toEqual([]);
    },
    2 * minutes,
  );

  it(
    'that there is not is told so with a way on',
    async () => {
      const routes = readableRoutes(test.app);
      // What is for people who are signed in asks to sign in first, whether it is there or not.
      const places = publicRoutes(test.app)
        // A machine is told in a form that it can read: test/journeys/read-as-a-machine.spec.ts.
        .filter((route) => route.includes(':') && !route.startsWith('/api/'))
        .map((route) => route.replace(/:\w+/g, 'no-such-thing'));
      const answers: Visit[] = [];
      for (const address of [
        '/nowhere',
        '/nowhere/at/all',
        '/organisations/%FF',
        '/.env',
        '/..%2f..%2fetc/passwd',
        ...places,
      ])
        answers.push(await visit(test, address, routes, 'nowhere'));
      expect(
        told(answers, ({ status, page, headers }) => [
          ...(status === 404 || (status === 400 && page) ? [] : [`answers ${status}`]),
          ...(page
            ? [...pageFaults(page), ...(linksOf(page, '/').includes('/') ? [] : ['leads nowhere'])]
            : ['is no page']),
          ...headerFaults(headers),
        ]),
      ).toEqual([]);
    },
    2 * minutes,
  );

  if (testedKind === 'sqlite') {
    it('reads no growing table from end to end', async () => {
      const byText = new Map(
        visits.flatMap(({ route, statements }) =>
          statements.map((statement) => [statement.text, { route, statement }] as const),
        ),
      );
      const scans: string[] = [];
      for (const { route, statement } of byText.values())
        for (const scan of await scansOf(test.database, statement))
          scans.push(`${route ?? '?'}: ${scan}: ${statement.text.replace(/\s+/g, ' ').trim().slice(0, 160)}`);
      expect(scans).toEqual([]);
    });
  }
});

const pageWith = (body: string, head = '<title>A page – Turnaround</title>'): string =>
  `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`;

describe('what is planted in a page', () => {
  it.each([
    ['<h1>Another</h1>', 'has 2 main headings'],
    ['<h3>Too deep</h3>', 'steps from h1 to h3'],
    ['<h2> </h2>', 'has an empty h2'],
    ['<p id="a"></p><p id="a"></p>', 'has the id a twice'],
    ['<a href="#b">b</a>', 'links to #b, which is not there'],
    ['<label for="c">c</label>', 'refers by for to c, which is not there'],
    ['<p style="color: red">a</p>', 'has style= on a <p>'],
    ['<p onclick="go()">a</p>', 'has onclick= on a <p>'],
    ['<script>go()</script>', 'has an inline <script>'],
    ['<style>p{}</style>', 'has a <style>'],
    ['<img src="https://elsewhere.example/a.png" alt="">', 'loads from elsewhere'],
    ['<img src="/a.png">', 'has a picture without words'],
    ['<a href="javascript:go()">a</a>', 'links to javascript:go()'],
    ['<a href="//elsewhere.example">a</a>', 'links to //elsewhere.example'],
    ['<a href="/a"></a>', 'has a link without words'],
    ['<a>a</a>', 'has a link without an address'],
    ['<input name="q">', 'has a field without a label'],
    ['<p>undefined</p>', 'prints undefined'],
    ['<p>[object Object]</p>', 'prints [object Object]'],
    ['<p>12 ± NaN months</p>', 'prints NaN'],
    ['<p>2026-11-23T09:00:00.000Z</p>', 'prints 2026-11-23T09:'],
    ['<svg aria-hidden="true"><path d="M0 NaN"></path></svg>', 'draws d="M0 NaN"'],
    ['<svg><path d="M0 0"></path></svg>', 'has a drawing without words'],
    ['<table><tr><td>a</td></tr></table>', 'has a table without a caption'],
    ['<p><b>a</p>', '</p> where <b> is open'],
    ['<p class=a>a</p>', 'a tag that cannot be read'],
    ['<p>a < b & c</p>', 'a tag that cannot be read'],
    ['<p class="a" class="b">a</p>', 'class twice in <p>'],
  ])('is found: %s', (body, fault) => {
    expect(pageFaults(readHtml(pageWith(body))).join('\n')).toContain(fault);
  });

  it('is no fault where it is none', () => {
    const body = `<h2 id="b">B &amp; c</h2><a href="#b">to b</a><label for="q">q</label><input id="q" name="q">
      <svg role="img" aria-label="a line"><title>a line</title><path d="M0 1"/></svg>
      <table><caption>Words</caption><tr><td>null</td></tr></table>`.replace('null', 'nil');
    expect(pageFaults(readHtml(pageWith(body)))).toEqual([]);
  });

  it('is found in its title', () => {
    expect(pageFaults(readHtml(pageWith('', '<title>A page</title>')))).toEqual(['has the title A page']);
  });

  it.each([
    ['=1+1', true],
    ['@SUM(A1)', true],
    ['+44 20', true],
    ['-A1', true],
    ['\tx', true],
    ['-8.6', false],
    ['8 May 2019', false],
    ['−8.6', false],
  ])('is found in a file: %j runs, %p', (cell, runs) => {
    expect(runsAsFormula(cell)).toBe(runs);
  });

  it('is found in the headers', () => {
    expect(headerFaults({}).length).toBeGreaterThan(5);
    expect(
      headerFaults({
        'content-security-policy': `default-src 'none'; script-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
      }),
    ).toEqual(['the policy is open']);
  });
});
