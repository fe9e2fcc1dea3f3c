import { roles } from '../../src/access/domain/roles.js';
import { sql } from '../../src/database/sql.js';
import { ilacsCsv } from '../builders/csv-files.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { crawl, isTakenAway, withoutTheTrail, type Visit } from '../builders/crawl.js';
import { headerFaults, pageFaults } from '../builders/page-checks.js';
import { signedInRoutes } from '../builders/routes.js';
import { scansOf } from '../builders/query-plans.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { testedKind } from '../builders/test-database.js';

const minutes = 60_000;

/** Pages that gather what a whole organisation, case or person has; the others are lists and single records. */
const mostStatements = 15;

const told = (visits: readonly Visit[], faultsOf: (visit: Visit) => readonly string[]): string[] =>
  visits.flatMap((each) => faultsOf(each).map((fault) => `${each.address} ${fault} (linked from ${each.from})`));

/** What a country's publications make tens of thousands of. The lists of those who work here grow with their number. */
const growsWithPublications = new Set([
  'audit_entry',
  'audit_subject',
  'failure_episode',
  'inspection',
  'inspection_seal',
  'judgement',
  'organisation',
  'organisation_code',
  'organisation_name',
  'organisation_slug',
  'organisation_standing',
  'search_entry',
  'search_word',
  'source',
  'source_link',
]);

/** Addresses that need something made first: their own journeys visit them. */
const needSomethingMade = new Set<string>(['/account/answers', '/risks.csv']);

const isAnyFormOpen = async (test: TestApp): Promise<boolean> =>
  (await test.database.row(sql`SELECT sent_form.key FROM sent_form WHERE sent_form.location IS NULL`)) !== null;

describe('every page for people who are signed in', () => {
  let test: TestApp;
  let person: Person;
  let visits: Visit[] = [];

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    const body = await test.database.row<{ id: string; slug: string }>(sql`
      SELECT organisation.id, organisation.slug FROM organisation WHERE organisation.kind = 'council' LIMIT 1`);
    const inspectorate = await test.database.row<{ id: string }>(sql`
      SELECT inspectorate.id FROM inspectorate WHERE inspectorate.key = 'ofsted'`);
    // Every role at once: more than any person may have, so that every link is there to follow.
    person = await aPerson(test, {
      name: 'Everybody at once',
      grants: roles.map((role) =>
        aGrant({ role, organisationId: body?.id ?? null, inspectorateId: inspectorate?.id ?? null, chair: true }),
      ),
    });
    // A publication that waits to be checked.
    const file = { name: 'history.csv', content: ilacsCsv([{}]) };
    await person.upload('/imports/new', { profile: '' }, { file });
    // Where a form has led is written down after it was answered: that is not for the next page to answer for.
    while (await isAnyFormOpen(test)) await new Promise((resolve) => setTimeout(resolve, 50));
    visits = await crawl(test, {
      get: person.get,
      starts: ['/', `/organisations/${body?.slug}`],
      most: { plain: 4, asked: 2 },
    });
  }, 5 * minutes);
  afterAll(() => test.close());

  it('is there, wherever a link says so', () => {
    expect(told(visits, ({ status }) => (status === 200 ? [] : [`answers ${status}`]))).toEqual([]);
    expect(test.faults).toEqual([]);
  });

  it('is reached by following links, or by the journey of what it needs first', () => {
    const reached = new Set(visits.map(({ route }) => route));
    const left = signedInRoutes(test.app).filter((route) => !reached.has(route));
    expect(left.filter((route) => !route.includes(':') && !needSomethingMade.has(route))).toEqual([]);
  });

  it('is in order, and kept by nobody', () => {
    const pages = visits.filter(({ page, status }) => page !== null && status === 200);
    expect(told(pages, ({ page }) => (page ? pageFaults(page) : []))).toEqual([]);
    expect(
      told(visits, ({ headers }) => [
        ...headerFaults(headers),
        ...(/no-store|private/.test(headers['cache-control'] ?? '') ? [] : ['may be kept by others']),
      ]),
    ).toEqual([]);
  });

  it('says who is signed in, and has a way out', () => {
    const pages = visits.filter(({ page }) => page !== null);
    expect(told(pages, ({ text }) => (text.includes('Everybody at once') ? [] : ['does not say who reads']))).toEqual(
      [],
    );
  });

  /** Who asks is asked anew whenever something was written: that is not for the page to answer for. */
  const isOfThePage = ({ text }: { readonly text: string }): boolean => !/\b(session|role_grant)\b/.test(text);

  it('asks the database no more than a page may, and changes nothing by being read but the trail of what was taken', () => {
    expect(
      told(visits, (each) => {
        const statements = isTakenAway(each.address, each.headers) ? withoutTheTrail(each.statements) : each.statements;
        const asked = statements.filter(isOfThePage).length;
        return [
          ...(asked > mostStatements ? [`asks ${asked} times, not ${mostStatements}`] : []),
          ...statements
            .filter(({ text }) => !/^\s*(SELECT|WITH|PRAGMA)\b/i.test(text))
            .map(({ text }) => `runs ${text.trim().slice(0, 60)}`),
        ];
      }),
    ).toEqual([]);
  });

  if (testedKind === 'sqlite')
    it('reads no table from end to end that grows with what is published', async () => {
      const byText = new Map(
        visits.flatMap(({ route, statements }) =>
          statements.map((statement) => [statement.text, { route, statement }] as const),
        ),
      );
      const scans: string[] = [];
      for (const { route, statement } of byText.values())
        for (const scan of await scansOf(test.database, statement, (table) => growsWithPublications.has(table)))
          scans.push(`${route ?? '?'}: ${scan}: ${statement.text.replace(/\s+/g, ' ').trim().slice(0, 160)}`);
      expect(scans).toEqual([]);
    });

  it('leaves a line in the trail for every file that was taken away, and for nothing else', async () => {
    const taken = visits.filter(({ address, headers, status }) => status === 200 && isTakenAway(address, headers));
    const lines = await test.database.rows<{ after: string; actor: string }>(sql`
      SELECT audit_entry.after, audit_entry.actor FROM audit_entry WHERE audit_entry.action = ${'export.taken'}
       ORDER BY audit_entry.seq`);
    expect(taken.length).toBeGreaterThan(10);
    expect(lines.map(({ after }) => (JSON.parse(after) as { address: string }).address)).toEqual(
      taken.map(({ address }) => normal(address)),
    );
    expect(new Set(lines.map(({ actor }) => actor))).toEqual(new Set([person.account.ref]));
  });
});

/** An address as the trail writes it. */
function normal(address: string): string {
  const [path = '', asked = ''] = address.split('?');
  const query = new URLSearchParams(asked);
  query.delete('key');
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
