import Papa from 'papaparse';
import request from 'supertest';
import { sql } from '../../src/database/sql.js';
import { period } from '../../src/kernel/period.js';
import type { NewMeasure, NewValue } from '../../src/measures/domain/measure.js';
import { MeasuresService } from '../../src/measures/measures.service.js';
import { OrganisationSlug } from '../../src/organisations/data/organisation.entity.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const someone = { name: 'the service', role: 'service', requestId: null, account: null };

const months = (measureId: string, numbers: readonly (number | null)[]): (NewValue & { measureId: string })[] =>
  numbers.flatMap((value, index) => {
    const on = period(`${2018 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
    return value === null ? [] : [{ measureId, on, value, knownOn: on, verified: true }];
  });

describe('a reader of measures', () => {
  let test: TestApp;
  const read = async (path: string): Promise<string> => {
    const { status, text } = await request(test.app.getHttpServer()).get(path);
    expect([path, status]).toEqual([path, 200]);
    return text.replaceAll('\u00a0', ' ').replaceAll('&#x27;', '’');
  };
  const headingOf = (text: string): string => {
    const page = readHtml(text);
    return textWithin(named(page, 'h1')[0] ?? page.root);
  };

  beforeAll(async () => {
    test = await startTestApp({ library: true });
    const body = await test.database.row<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.slug = 'west-sussex-childrens-services'`);
    const measures = test.app.get(MeasuresService);
    const common: Omit<NewMeasure, 'name' | 'kind' | 'unit' | 'smallNumbers'> = {
      organisationId: body?.id ?? '',
      origin: 'board',
      role: 'process',
      polarity: 'higher',
      frequency: 'month',
      knownOn: period('2018'),
      verified: true,
    };
    const made = await measures.addMany(someone, [
      { ...common, name: 'Assessments in time', kind: 'other', unit: '%', smallNumbers: false, target: 85 },
      { ...common, name: 'Children missing', kind: 'people', unit: 'children', smallNumbers: true, polarity: 'lower' },
    ]);
    const steady = [70, 74, 69, 73, 71, 75, 70, 72, 68, 73, 71, 74];
    await measures.addValues(someone, months(made[0]?.id ?? '', [...steady, 72, null, 73, 90]));
    await measures.addValues(someone, months(made[1]?.id ?? '', [12, 9, 8, 14, 11, 10, 3, 9, 77, 12, 10, 11]));
  }, 60_000);
  afterAll(() => test.close());

  it('comes from an organisation to its measures, and to one of them', async () => {
    expect(await read('/organisations/west-sussex-childrens-services')).toContain(
      'href="/organisations/west-sussex-childrens-services/measures"',
    );
    const list = await read('/organisations/west-sussex-childrens-services/measures');
    expect(headingOf(list)).toContain('Measures of West Sussex');
    expect(list).toContain('12 measures.');
    const [, ref = ''] = /href="(\/measures\/ME-\d+)">Social worker vacancy gap/.exec(list) ?? [];
    const page = await read(ref);
    expect(headingOf(page)).toBe('Social worker vacancy gap');
    expect(page).toContain('4 values so far. Limits appear at 6 points and settle at 12.');
    expect(page).toContain('From 18.5% in February 2019 to 2% in September 2019.');
    expect(page).toContain('<svg class="drawing chart chart--large"');
    expect(page).toContain('Statutory direction with a commissioner');
  });

  const refOf = async (name: string): Promise<string> => {
    const row = await test.database.row<{ ref: string }>(
      sql`SELECT measure.ref FROM measure WHERE measure.name = ${name}`,
    );
    return row?.ref ?? '';
  };

  it('is told what is a change and what is none, with the numbers to work it out again', async () => {
    const page = await read(`/measures/${await refOf('Assessments in time')}`);
    expect(page).toContain('Improvement: the newest value is above the upper limit.');
    expect(page).toContain('the target will not be met');
    expect(page).toContain('Mean plus and minus 2.66 mean ranges.');
    expect(page).toContain('Within what chance brings');
    expect(page).not.toMatch(/NaN|undefined/);
  });

  it('sees nothing of a small number of people: on the page, in the lists, in any file', async () => {
    const ref = await refOf('Children missing');
    const page = await read(`/measures/${ref}`);
    expect(page).toContain('Withheld, so that nobody can be recognised (c)');
    expect(page).toContain('so no limits are published');
    expect(page).not.toMatch(/\b3 children|limit--|: 3\b/);
    const { data } = Papa.parse<Record<string, string>>((await read(`/measures/${ref}.csv`)).replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(12);
    expect(data.find(({ period: on }) => on === '2018-07')).toMatchObject({ value: '', letter: 'c', mean: '' });
    for (const path of ['/measures', '/measures.csv', '/organisations/west-sussex-childrens-services/measures.csv'])
      expect(await read(path)).not.toMatch(/\b3 children/);
  });

  it('asks what was known on a day, and hears of nothing later', async () => {
    const page = await read('/measures/ME-0008?known=2019-08-15');
    expect(page).toContain('7%');
    expect(page).not.toContain('5.19%');
    expect(page).not.toContain('In December of that year');
    const before = await read('/measures/ME-0008?known=2018-01-01');
    expect(before).toContain('No number had become known by that day.');
    const list = await read('/organisations/west-sussex-childrens-services/measures?known=1990-01-01');
    expect(list).toContain('No measure was known by that day.');
  });

  it('finds measures by word, by what they tell of and by their weight', async () => {
    expect(await read('/measures?q=vacancy')).toContain('1 measure, filtered');
    expect(await read('/measures?role=outcome&safety=critical')).toContain('Hospital standardised mortality ratio');
    expect(await read('/measures?q=nothing-like-it')).toContain('No measures match. Remove a filter.');
    expect(await read('/measures?page=99')).toContain('The list has no such page.');
    expect(await read('/measures?role=nonsense')).toContain('is not one of the choices');
  });

  it('reads them on the page of the case, with what they say in words', async () => {
    const episodes = await test.database.rows<{ ref: string }>(sql`
      SELECT failure_episode.ref
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE organisation.slug = 'west-sussex-childrens-services' AND failure_episode.origin = 'library'
       ORDER BY failure_episode.trigger_day`);
    const ref = episodes.at(-1)?.ref ?? '';
    const page = await read(`/episodes/${ref}`);
    expect(page).toContain('id="measures-heading"');
    expect(page).toContain('Social worker vacancy gap');
    expect(page).toContain('Too few to tell');
    expect(await read(`/episodes/${ref}/measures.csv`)).toContain('Assessments in time');
  });

  it('sees where sources disagree, with every claim', async () => {
    const page = await read(`/measures/${await refOf('Five good GCSEs with English and maths: Harris press release')}`);
    expect(page).toContain('Where sources disagree');
    expect(page).toContain('(shown first)');
  });

  it('reads the rules, and that the published cases came out as they must', async () => {
    const page = await read('/methods');
    expect(page).toContain('id="measures"');
    expect(page).toMatch(/All \d+ cases came out as they must/);
    expect(page).not.toContain('Wrong: it must be');
  });

  it('is told that a measure is not there', async () => {
    const { status } = await request(test.app.getHttpServer()).get('/measures/ME-9999');
    expect(status).toBe(404);
  });

  it('keeps the old address of an organisation', async () => {
    const body = await test.database.row<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.slug = 'west-sussex-childrens-services'`);
    await test.database.transaction(() =>
      test.database.insert(OrganisationSlug, [{ id: 'old', organisationId: body?.id ?? '', slug: 'once-west-sussex' }]),
    );
    const { status, headers } = await request(test.app.getHttpServer()).get(
      '/organisations/once-west-sussex/measures?known=2019',
    );
    expect([status, headers.location]).toEqual([
      301,
      '/organisations/west-sussex-childrens-services/measures?known=2019',
    ]);
  });
});
