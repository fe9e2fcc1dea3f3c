import Papa from 'papaparse';
import { LessonEvidence } from '../../src/lessons/data/lesson-evidence.entity.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { Source, SourceLink } from '../../src/sources/data/source.entity.js';
import { readHtml } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { anOrganisation, kept, known, untouched } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;

beforeAll(async () => {
  test = await startTestApp();
  await test.database.transaction(async () => {
    await test.database.insert(Organisation, [
      anOrganisation({ id: 'somewhere', slug: 'somewhere-council', name: 'Somewhere Council' }),
    ]);
    await test.database.insert(LessonEvidence, [
      {
        id: 'evidence',
        lesson: 4,
        organisationId: 'somewhere',
        episodeId: null,
        stance: 'complicates',
        text: '=The service was moved, and it helped.',
        occurredOn: '2016',
        page: null,
        known: { ...known, verified: 0 },
        kept,
      },
    ]);
    await test.database.insert(Source, [
      {
        id: 'report',
        ref: 'SO-9999',
        title: 'A report about <b>moving</b>',
        publisher: 'A publisher',
        author: null,
        publishedOn: '2016-07',
        accessedOn: null,
        url: 'javascript:alert(1)',
        archiveUrl: null,
        licence: null,
        kind: 'press',
        tier: null,
        supports: null,
        ...untouched,
        verified: 1,
        kept,
      },
    ]);
    await test.database.insert(SourceLink, [
      {
        id: 'use',
        sourceId: 'report',
        recordKind: 'lesson_evidence',
        recordId: 'evidence',
        field: null,
        position: 0,
        page: '3',
        paragraph: null,
        quote: null,
      },
    ]);
  });
}, 60_000);
afterAll(() => test.close());

const read = async (path: string): Promise<string> => {
  const { status, text } = await test.get(path);
  expect(`${path} ${status}`).toBe(`${path} 200`);
  expect(pageFaults(readHtml(text))).toEqual([]);
  return text;
};

const rowsOf = async (path: string): Promise<Record<string, string>[]> => {
  const { status, text } = await test.get(path).buffer(true);
  expect(status).toBe(200);
  return Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true }).data;
};

describe('somebody who asks what a judgement meant', () => {
  it('finds the framework by its inspectorate and its country', async () => {
    const all = await read('/frameworks');
    expect(all).toContain('79\u00a0frameworks');
    const welsh = await read('/frameworks?inspectorate=estyn&country=Wales');
    expect(welsh).toContain('2\u00a0frameworks');
    expect(welsh).not.toContain('/frameworks/ofsted_ilacs_2018');
  });

  it('reads what it judged, its grades with our bands, and what counted as failure', async () => {
    const page = await read('/frameworks/ofsted_ilacs_2018');
    expect(page).toContain('January\u00a02018 to December\u00a02022');
    expect(page).toContain('It then opens a failure episode here.');
    expect(page).toContain('Requires improvement');
    expect(page).toContain('Below expected');
  });

  it('is told where a framework has no overall grade and no formal test', async () => {
    const page = await read('/frameworks/ofsted_ilacs_2026');
    expect(page).toContain('No overall grade is given under this framework.');
    expect(page).toContain('No formal test.');
    expect(page).toContain('href="/frameworks/ofsted_ilacs_2023"');
  });

  it('reads the page of every framework that ships, none of them with more than six statements', async () => {
    const rows = await rowsOf('/frameworks.csv');
    expect(rows).toHaveLength(79);
    for (const { framework } of rows) {
      test.statements.take();
      await read(`/frameworks/${framework ?? ''}`);
      expect(test.statements.take().length).toBeLessThanOrEqual(6);
    }
  }, 60_000);

  it('downloads the list as it is filtered', async () => {
    const rows = await rowsOf('/frameworks.csv?sector=police&use=current');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.in_use === 'In use' && row.services?.includes('Police'))).toBe(true);
  });

  it('is told that a filter makes no sense, and sees the whole list', async () => {
    const page = await read('/frameworks?inspectorate=nobody&country=Atlantis&sort=colour&use=1');
    expect(page).toContain('79\u00a0frameworks');
    expect(page).toContain('is not one of the choices under “Inspectorate”');
    expect(page).toContain('The list cannot be sorted in the way that was asked for.');
  });

  it('finds no framework that does not exist', async () => {
    expect((await test.get('/frameworks/nothing')).status).toBe(404);
  });
});

describe('somebody who asks where a fact comes from', () => {
  it('goes from a fact to its source, and back to the fact', async () => {
    const lesson = await read('/lessons/4');
    expect(lesson).toContain('href="/sources/SO-9999"');
    const source = await read('/sources/SO-9999');
    expect(source).toContain('href="/lessons/4#fact-evidence"');
    expect(source).toContain('1\u00a0fact rests on it');
    expect(source).toContain('Page 3');
    expect(lesson).toContain('id="fact-evidence"');
  });

  it('sees what the source is called as text, and no link that would run', async () => {
    const source = await read('/sources/SO-9999');
    expect(source).toContain('A report about &lt;b&gt;moving&lt;/b&gt;');
    expect(source).not.toContain('href="javascript:');
  });

  it('finds a source by its publisher and by its kind', async () => {
    const page = await read('/sources?q=a%20PUBLISHER&kind=press');
    expect(page).toContain('1\u00a0source<');
    expect(page).toContain('href="/sources/SO-9999"');
  });

  it('turns the pages of the list, past the last one too', async () => {
    expect(await read('/sources?page=2')).toContain('Showing 26 to 50 of');
    expect(await read('/sources?page=999')).toContain('No sources match');
  });

  it('downloads every source once', async () => {
    const refs = (await rowsOf('/sources.csv')).map(({ source }) => source);
    expect(refs.length).toBeGreaterThan(190);
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('finds no source that does not exist', async () => {
    expect((await test.get('/sources/SO-0000')).status).toBe(404);
  });
});

describe('somebody who asks what was learned', () => {
  it('reads the eight lessons with how much the cases say', async () => {
    const page = await read('/lessons');
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) expect(page).toContain(`href="/lessons/${number}"`);
  });

  it('sees evidence that was not verified marked so, with its organisation', async () => {
    const page = await read('/lessons/4');
    expect(page).toContain('What complicates it (1)');
    expect(page).toContain('Nothing on the record supports it yet.');
    expect(page).toContain('href="/organisations/somewhere-council"');
    expect(page).toContain('Not verified.');
  });

  it('is led to no case where none of the body is on the record', async () => {
    const { text } = await test.get('/lessons/4');
    expect(text).not.toContain('id="cases-heading"');
  });

  it('downloads the evidence, in which nothing runs as a formula', async () => {
    const [row] = await rowsOf('/lessons/4.csv');
    expect(row).toMatchObject({ date: '2016', verified: 'no', sources: 'SO-9999', organisation: 'Somewhere Council' });
    expect(row?.text).toBe("'=The service was moved, and it helped.");
  });

  it.each(['/lessons/0', '/lessons/9', '/lessons/04', '/lessons/four', '/lessons/9.csv'])(
    'finds nothing at %s',
    async (path) => {
      expect((await test.get(path)).status).toBe(404);
    },
  );
});

describe('somebody who asks what this is', () => {
  it.each([
    ['/about', 'About this record'],
    ['/methods', 'Methods'],
    ['/accessibility', 'Accessibility statement'],
    ['/privacy', 'Privacy'],
    ['/cookies', 'Cookies'],
    ['/report-a-mistake', 'Report a mistake'],
  ])('reads %s', async (path, title) => {
    expect(await read(path)).toContain(`<h1 class="govuk-heading-xl">${title}</h1>`);
  });

  it('is told how much the record holds', async () => {
    const page = await read('/about');
    expect(page).toContain('79');
    expect(page).toContain('contact@turnaround.example');
  });

  it('is set no cookie, on any of these pages', async () => {
    for (const path of ['/about', '/privacy', '/cookies', '/frameworks', '/lessons/4', '/sources'])
      expect((await test.get(path)).headers['set-cookie']).toBeUndefined();
  });

  it('can report a mistake on the page it was found on, and only on one of ours', async () => {
    const ours = await read('/report-a-mistake?page=%2Flessons%2F4');
    expect(ours).toContain('You came from the page <a class="govuk-link address" href="/lessons/4">');
    expect(ours).toContain('href="mailto:contact@turnaround.example"');
    expect(ours).toContain('<input type="hidden" name="page" value="/lessons/4">');
    const elsewhere = await read('/report-a-mistake?page=%2F%2Felsewhere.example');
    expect(elsewhere).not.toContain('elsewhere.example');
  });
});

it('fails on no page', () => {
  expect(test.faults).toEqual([]);
});
