import Papa from 'papaparse';
import request from 'supertest';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { ProgrammesService } from '../../src/programmes/programmes.service.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

let test: TestApp;
let programmeId = '';
let sourceId = '';

const wordsOf = async (path: string): Promise<string> => {
  const response = await request(test.url).get(path).expect(200);
  return textWithin(named(readHtml(response.text), 'main')[0] ?? readHtml(response.text).root).replaceAll(
    '\u00a0',
    ' ',
  );
};

const linesOf = async (path: string): Promise<Record<string, string>[]> => {
  const { text } = await request(test.url).get(path).expect(200);
  return Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), { header: true, skipEmptyLines: true }).data;
};

const service = (): ProgrammesService => test.app.get(ProgrammesService);

beforeAll(async () => {
  test = await startTestApp({ library: true });
  const row = await test.database.row<{ id: string }>(
    sql`SELECT programme.id FROM programme WHERE programme.slug = ${'no-wrong-door'}`,
  );
  programmeId = row?.id ?? '';
  const source = await test.database.row<{ id: string }>(
    sql`SELECT source.id FROM source WHERE source.ref = ${'SO-0001'}`,
  );
  sourceId = source?.id ?? '';
});
afterAll(() => test.close());

const claim = {
  siteId: null,
  population: null,
  unit: null,
  numerator: null,
  denominator: null,
  baseline: null,
  occurredOn: period('2024-05'),
  periodWords: null,
  comparison: null,
  claimKind: null,
} as const;

describe('the list of programmes', () => {
  it('is reached from every page, and names the one of the library', async () => {
    expect((await request(test.url).get('/').expect(200)).text).toContain('href="/programmes"');
    const words = await wordsOf('/programmes');
    expect(words).toContain('1 programme');
    expect(words).toContain('No Wrong Door');
    expect(words).toContain('North Yorkshire Council');
  });

  it('says when none matches, and finds by whom it is for', async () => {
    expect(await wordsOf('/programmes?q=hospital')).toContain('No programmes match. Remove a filter.');
    expect(await wordsOf('/programmes?q=on+its+edge')).toContain('No Wrong Door');
  });

  it('is a file', async () => {
    expect(await linesOf('/programmes.csv')).toMatchObject([
      { Programme: 'No Wrong Door', Since: '2015-04', Places: '12', 'Claims about outcomes': '20' },
    ]);
  });

  it('is found by the name that a place gave it', async () => {
    expect((await request(test.url).get('/search?q=futures+for+families').expect(200)).text).toContain(
      'href="/programmes/no-wrong-door"',
    );
  });
});

describe('what is claimed for a programme', () => {
  it('stands side by side with its base and its source, and nothing is picked', async () => {
    const words = await wordsOf('/programmes/no-wrong-door');
    expect(words).toContain('3 claims that do not say the same, side by side.');
    expect(words).toMatch(/32% of the whole group stopped or cut down/);
    expect(words).toMatch(/87% of those who used when they came had stopped/);
    expect(words).toMatch(/Drug use fell by 33%/);
    expect(words).toContain('Another base: the whole group, against those who used and were asked again.');
    expect(words).not.toMatch(/shown first|best estimate|on average/i);
  });

  it('is a file in which each claim names those that do not say the same', async () => {
    const lines = await linesOf('/programmes/no-wrong-door/claims.csv');
    expect(lines).toHaveLength(20);
    const drugs = lines.filter(({ Outcome }) => Outcome === 'Drug and alcohol use');
    expect(drugs.map(({ Value }) => Value)).toEqual(['32', '87', '-33']);
    const numbers = drugs.map((line) => line['No.']);
    for (const line of drugs)
      expect(line['Does not say the same as']?.split(' ')).toEqual(numbers.filter((number) => number !== line['No.']));
  });

  it('is withheld, words and all, where it is of so few that somebody could be known', async () => {
    await service().addClaims(theService, [
      {
        ...claim,
        programmeId,
        outcome: 'Exclusion from school',
        text: 'Only zwei of acht were excluded.',
        figure: 'share',
        value: 25,
        unit: '%',
        numerator: 2,
        denominator: 8,
        sources: [{ sourceId }],
      },
    ]);
    const words = await wordsOf('/programmes/no-wrong-door');
    expect(words).toContain('This claim is about so few people that its words and numbers are withheld.');
    expect(words).not.toContain('zwei');
    const { text } = await request(test.url).get('/programmes/no-wrong-door/claims.csv').expect(200);
    expect(text).not.toContain('zwei');
    const [line] = (await linesOf('/programmes/no-wrong-door/claims.csv')).filter(
      ({ Outcome }) => Outcome === 'Exclusion from school',
    );
    expect(line).toMatchObject({ Value: 'c', Numerator: 'c', Denominator: 'c' });
  });
});

describe('the money of a programme', () => {
  it('says that a risk cannot be told, with what is missing, and that an end has passed', async () => {
    const words = await wordsOf('/programmes/no-wrong-door');
    expect(words).toContain(
      '1 stream has ended with nothing secured on the record. Of 2 streams the risk cannot be told.',
    );
  });

  it('says that staff are at risk where it ends within a year with nothing secured', async () => {
    await service().addFunding(theService, [
      {
        programmeId,
        funder: 'A charitable trust',
        amount: 250_000,
        from: period('2025'),
        to: period('2027-03'),
        purpose: null,
        follows: 'applied_for',
        staffOnFixedTerm: true,
        sources: [{ sourceId }],
      },
    ]);
    const words = await wordsOf('/programmes/no-wrong-door');
    expect(words).toContain('1 stream of money out of 4 put');
    expect(words).toContain('£250,000');
  });
});

describe('a place that took it up', () => {
  it('leads to the body as soon as one council of that name is on the record, and back', async () => {
    expect((await request(test.url).get('/programmes/no-wrong-door')).text).not.toContain(
      '/organisations/wigan-council',
    );
    const [wigan] = await test.app
      .get(OrganisationsService)
      .registerMany(theService, [{ name: 'Wigan Metropolitan Borough Council', kind: 'council', sector: 'councils' }]);
    const row = await test.database.row<{ slug: string }>(
      sql`SELECT organisation.slug FROM organisation WHERE organisation.id = ${wigan?.id ?? ''}`,
    );
    expect((await request(test.url).get('/programmes/no-wrong-door')).text).toContain(`/organisations/${row?.slug}"`);
    const page = await request(test.url).get(`/organisations/${row?.slug}`).expect(200);
    expect(page.text).toContain('Programmes taken up');
    expect(page.text).toContain('href="/programmes/no-wrong-door"');
  });

  it('leads to none where two councils have the name', async () => {
    const [one] = await test.app.get(OrganisationsService).registerMany(theService, [
      { name: 'Norfolk County Council', kind: 'council', sector: 'councils' },
      { name: 'Norfolk Council', kind: 'council', sector: 'councils' },
    ]);
    const { text } = await request(test.url).get('/programmes/no-wrong-door').expect(200);
    expect(text).not.toMatch(/href="\/organisations\/norfolk/);
    const row = await test.database.row<{ slug: string }>(
      sql`SELECT organisation.slug FROM organisation WHERE organisation.id = ${one?.id ?? ''}`,
    );
    expect((await request(test.url).get(`/organisations/${row?.slug}`)).text).not.toContain('Programmes taken up');
  });
});

describe('a turnaround that used it', () => {
  it('is told on the page of the programme and on that of the case', async () => {
    expect(await wordsOf('/programmes/no-wrong-door')).toContain(
      'No turnaround on the record is known to have used it.',
    );
    const episode = await test.database.row<{ id: string; ref: string }>(sql`
      SELECT failure_episode.id, failure_episode.ref FROM failure_episode
       WHERE failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
       ORDER BY failure_episode.ref LIMIT 1`);
    await service().addUses(theService, [
      {
        programmeId,
        episodeId: episode?.id ?? '',
        milestoneId: null,
        occurredOn: period('2024'),
        text: 'One key worker for each young person.',
        sources: [{ sourceId }],
        verified: true,
      },
    ]);
    expect(await wordsOf('/programmes/no-wrong-door')).toContain('One key worker for each young person.');
    const page = await request(test.url).get(`/episodes/${episode?.ref}`).expect(200);
    expect(page.text).toContain('Programmes used');
    expect(page.text).toContain('href="/programmes/no-wrong-door"');
  });
});

describe('a programme as known on a day', () => {
  it('leaves out what became known later, or nobody knows when', async () => {
    const words = await wordsOf('/programmes/no-wrong-door?known=2018-01-01');
    const { text } = await request(test.url).get('/programmes/no-wrong-door?known=2018-01-01');
    expect(text.replaceAll('\u00a0', ' ')).toContain('As known on 1 January 2018. What became known later');
    expect(words).toContain('Missing incidents fell from 503');
    expect(words).not.toContain('87% of those who used');
    expect(words).not.toContain('Leicester');
    expect(words).not.toContain('68% fewer');
  });
});

describe('a programme that is not there', () => {
  it('is answered as one, and so is a table that it has not', async () => {
    await request(test.url).get('/programmes/right-door').expect(404);
    await request(test.url).get('/programmes/right-door/claims.csv').expect(404);
    await request(test.url).get('/programmes/no-wrong-door/scores.csv').expect(404);
    await request(test.url).get('/programmes/no-wrong-door/fidelity.csv').expect(404);
  });
});
