import Papa from 'papaparse';
import { FailureEpisode, OrganisationStanding } from '../../src/episodes/data/episode.entity.js';
import { Framework, Inspectorate } from '../../src/inspections/data/framework.entity.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { SearchQueries } from '../../src/office/data/search.queries.js';
import { SearchService } from '../../src/office/search.service.js';
import { aFramework, anEpisode, anOrganisation, aStanding } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let site: TestApp;

const schools = Array.from({ length: 60 }, (_unused, index) => {
  const number = String(index + 1).padStart(2, '0');
  return anOrganisation({ id: `school-${number}`, name: `School ${number}`, kind: 'school', region: 'london' });
});
const councils = [
  anOrganisation({ id: 'doncaster-council', name: 'Doncaster Council', region: 'yorkshire_and_the_humber' }),
  anOrganisation({ id: 'evil-council', name: '=HYPERLINK("http://example.org")', region: 'north_west' }),
];

beforeAll(async () => {
  site = await startTestApp();
  const db = site.database;
  await db.transaction(async () => {
    await db.insert(Organisation, [...schools, ...councils]);
    await db.insert(Inspectorate, [{ id: 'inspectorate', key: 'an_inspectorate', name: 'An inspectorate' }]);
    await db.insert(Framework, [
      aFramework({ id: 'framework', key: 'a_framework', title: 'A framework of ours', inspectorateId: 'inspectorate' }),
    ]);
    await db.insert(OrganisationStanding, [
      ...schools.map((school) => aStanding(school)),
      ...councils.map((council) =>
        aStanding(council, {
          state: 'in_failure',
          episodes: 1,
          openEpisodes: 1,
          latestOn: '2025-06',
          latestDay: '2025-06-15',
          latestLabel: 'Inadequate',
          latestBand: 'failing',
          latestFrameworkId: 'framework',
        }),
      ),
    ]);
    await db.insert(FailureEpisode, [
      anEpisode({
        id: 'first',
        organisationId: 'doncaster-council',
        triggerOn: '2008-12',
        triggerDay: '2008-12-15',
        derivedTriggerOn: '2008-12',
        derivedNotFailingOn: '2011-04',
      }),
      anEpisode({
        id: 'again',
        organisationId: 'doncaster-council',
        triggerOn: '2012-11-16',
        triggerDay: '2012-11-16',
        derivedTriggerOn: '2012-11-16',
        derivedRelapseOfId: 'first',
        title: '=2+5',
      }),
    ]);
    await site.app.get(SearchService, { strict: false }).put(
      [...schools, ...councils].map(({ id, name }) => ({
        kind: 'organisation',
        recordId: id,
        title: name,
        words: [],
        address: id,
      })),
    );
  });
});

afterAll(() => site.close());

const page = async (path: string): Promise<string> => {
  const { text, status } = await site.get(path);
  expect(status).toBe(200);
  return text.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');
};

const headingOf = (html: string): string => /<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1] ?? '';
const namesOf = (html: string): string[] =>
  [...html.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]*)<\/a>/g)].map((match) => match[1] ?? '');
const file = async (path: string): Promise<string[][]> => {
  const response = await site.get(path).buffer(true);
  expect([response.status, response.headers['content-type'], response.text.charCodeAt(0)]).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
    0xfeff,
  ]);
  return Papa.parse<string[]>(response.text.slice(1), { skipEmptyLines: true }).data;
};

describe('finding an organisation', () => {
  it('begins with the whole list, counted and by name', async () => {
    const html = await page('/organisations');
    expect(headingOf(html)).toBe('62 organisations');
    expect(namesOf(html)).toHaveLength(25);
    expect(html).toContain('Showing 1 to 25 of 62');
    expect(html).toMatch(/<th scope="col"[^>]*aria-sort="ascending"[^>]*><a class="sort-link"[^>]*>Organisation</);
  });

  it('goes from page to page without losing anyone', async () => {
    const pages = await Promise.all(['', '?page=2', '?page=3'].map((query) => page(`/organisations${query}`)));
    const names = pages.flatMap(namesOf);
    expect([names.length, new Set(names).size]).toEqual([62, 62]);
  });

  it('is found by a part of the name, and the list says that it is filtered', async () => {
    const html = await page('/organisations?q=donc');
    expect(headingOf(html)).toBe('1 organisation, filtered');
    expect(namesOf(html)).toEqual(['Doncaster Council']);
    expect(html).toContain('Remove this filter');
  });

  it('is found by state, and the chosen state stays chosen', async () => {
    const html = await page('/organisations?state=in_failure');
    expect(headingOf(html)).toBe('2 organisations in failure');
    expect(html).toMatch(/<option value="in_failure" selected>/);
  });

  it('is found by the framework of its latest judgement', async () => {
    const html = await page('/organisations?framework=a_framework&region=north_west');
    expect(namesOf(html)).toHaveLength(1);
    expect(html).toContain('A framework of ours');
  });

  it('is sorted by the latest judgement, latest first', async () => {
    const html = await page('/organisations?sort=latest&order=descending');
    expect(namesOf(html).slice(0, 2).toSorted()).toEqual([
      '&#x3D;HYPERLINK(&quot;http://example.org&quot;)',
      'Doncaster Council',
    ]);
    expect(html).toMatch(/aria-sort="descending"[^>]*><a class="sort-link"[^>]*>Latest judgement/);
  });

  it.each([
    ['/organisations?state=broken', '“broken” is not one of the choices under “State”'],
    ['/organisations?state=watch&state=in_failure', 'was given more than once'],
    ['/organisations?sort=colour', 'cannot be sorted in the way that was asked for'],
    ['/organisations?sort=name&order=sideways', 'cannot be sorted in the way that was asked for'],
    ['/organisations?page=minus', 'There is no page with that number'],
    [`/organisations?q=${'a'.repeat(300)}`, 'longer than 100 characters'],
    [
      '/organisations?framework=no_such_framework',
      'is not one of the choices under “Framework of the latest judgement”',
    ],
    ['/episodes?area=broken&from=1066', '“1066” is not one of the choices'],
    ['/episodes?from=2015&to=2011', 'No year is both 2015 or later and 2011 or earlier'],
    ['/episodes?sort=nothing', 'cannot be sorted in the way that was asked for'],
  ])('ignores what makes no sense, and says so: %s', async (path, note) => {
    const html = await page(path);
    expect(html).toContain('aria-label="Notes about this page"');
    expect(html).toContain(note);
  });

  it.each(["'; DROP TABLE organisation; --", '%', '*', '"', '🙂', '\u0000', 'AND OR NOT NEAR('])(
    'is not upset by a search for %j',
    async (words) => {
      const html = await page(`/organisations?q=${encodeURIComponent(words)}`);
      expect(headingOf(html)).toContain('organisations');
    },
  );

  it('says what to do when nothing matches, and when a page lies past the end', async () => {
    expect(await page('/organisations?q=nowhere')).toContain('No organisations match. Remove a filter.');
    expect(await page('/organisations?page=99')).toContain('The list has no such page.');
  });

  it('downloads the whole filtered list, and nothing in it can run as a formula', async () => {
    const rows = await file('/organisations.csv?kind=council');
    expect(rows.map((row) => row[1])).toEqual(['Name', `'=HYPERLINK("http://example.org")`, 'Doncaster Council']);
    expect(await file('/organisations.csv')).toHaveLength(63);
  });

  it('asks the database no more than three times, with two rows or with twenty-five', async () => {
    const statementsFor = async (path: string): Promise<number> => {
      site.statements.take();
      await page(path);
      return site.statements.take().length;
    };
    const counts = [];
    for (const path of [
      '/organisations?region=london',
      '/organisations?region=north_west',
      '/episodes',
      '/episodes?sort=months',
    ])
      counts.push(await statementsFor(path));
    expect(counts.every((count) => count <= 3)).toBe(true);
  });

  it('looks for a name once for all pages of what was found, and again when something was committed', async () => {
    const find = jest.spyOn(site.app.get(SearchQueries, { strict: false }), 'find');
    expect(namesOf(await page('/organisations?q=school&page=2'))).toContain('School 26');
    expect(namesOf(await page('/organisations?q=school&page=3&sort=name'))).toContain('School 60');
    expect(find).toHaveBeenCalledTimes(1);
    await site.database.transaction(() => site.database.nextReferences('ZZ', 1));
    await page('/organisations?q=school&page=2');
    expect(find).toHaveBeenCalledTimes(2);
    find.mockRestore();
  });

  it('counts again when something was committed', async () => {
    expect(headingOf(await page('/organisations?kind=prison'))).toBe('0 organisations, filtered');
    const prison = anOrganisation({ id: 'a-prison', kind: 'prison' });
    await site.database.transaction(async () => {
      await site.database.insert(Organisation, [prison]);
      await site.database.insert(OrganisationStanding, [aStanding(prison)]);
    });
    expect(headingOf(await page('/organisations?kind=prison'))).toBe('1 organisation, filtered');
  });
});

describe('finding an episode', () => {
  it('begins with the latest, and links a relapse to the failure before it', async () => {
    const html = await page('/episodes');
    expect(headingOf(html)).toBe('2 episodes of failure');
    expect(namesOf(html)).toEqual(['Doncaster Council: &#x3D;2+5', 'Doncaster Council: episode first']);
    expect(html).toContain('<a class="govuk-link" href="/episodes/EP-first">Relapse of EP-first</a>');
    expect(html).toContain('so far; no end on record');
  });

  it('is found by whether it was a relapse, and by years', async () => {
    expect(namesOf(await page('/episodes?relapse=yes'))).toEqual(['Doncaster Council: &#x3D;2+5']);
    expect(namesOf(await page('/episodes?from=2008&to=2010'))).toEqual(['Doncaster Council: episode first']);
  });

  it('is sorted by months in failure', async () => {
    expect(namesOf(await page('/episodes?sort=months&order=ascending'))[0]).toBe('Doncaster Council: episode first');
  });

  it('downloads with the precision of every date, and no formula', async () => {
    const [head = [], latest = []] = await file('/episodes.csv');
    const field = (name: string): string | undefined => latest[head.indexOf(name)];
    expect([
      field('Title'),
      field('Trigger on (from judgements)'),
      field('Trigger known to the (from judgements)'),
      field('State is'),
    ]).toEqual([`'=2+5`, '2012-11-16', 'day', 'from judgements']);
  });
});

describe('none of these pages', () => {
  it('went wrong on the way', () => {
    expect(site.faults).toEqual([]);
  });
});
