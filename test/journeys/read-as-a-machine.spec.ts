import request from 'supertest';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { ProgrammesService } from '../../src/programmes/programmes.service.js';
import { CohortsService } from '../../src/research/cohorts.service.js';
import { aPerson } from '../builders/a-person.js';
import { type ApiDocument, faultsOf } from '../builders/api-document.js';
import { handlersOf } from '../builders/routes.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

type Answer = { readonly data: readonly Readonly<Record<string, unknown>>[]; readonly next: string | null };

let test: TestApp;
let document: ApiDocument;
const ask = (path: string) => request(test.url).get(path);
const read = async (path: string): Promise<Answer> => (await ask(path).expect(200)).body as Answer;

async function everything(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const all: Readonly<Record<string, unknown>>[] = [];
  for (let next: string | null = path; next !== null;) {
    const answer: Answer = await read(next);
    all.push(...answer.data);
    next = answer.next;
  }
  return all;
}

beforeAll(async () => {
  test = await startTestApp({ library: true });
  const frozen = await test.app.get(CohortsService).freezeRecord(theService, 'The first');
  if (!frozen.ok) throw new Error(frozen.error);
  document = (await ask('/api/v1/openapi.json').expect(200)).body as ApiDocument;
}, 120_000);
afterAll(() => test.close());

/** Only with a token: test/journeys/let-a-program-read.spec.ts. */
const ownLists = ['plans', 'milestones', 'comparisons'];
const lists = [
  'organisations',
  'episodes',
  'inspections',
  'judgements',
  'measures',
  'programmes',
  'sources',
  'interventions',
  'frameworks',
  'packages',
];

describe('the OpenAPI document', () => {
  it('is of 3.1 and describes every list', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      ...[...lists, ...ownLists].map((key) => `/api/v1/${key}`),
      '/api/v1/research/recovery',
    ]);
  });

  it('describes every address for machines, and none that is not there', async () => {
    const mounted = handlersOf(test.app).filter(({ path }) => path.startsWith('/api/v1'));
    expect(mounted.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'GET /api/v1',
      'GET /api/v1/:resource',
      'GET /api/v1/openapi.json',
      'GET /api/v1/research/recovery',
    ]);
    for (const path of Object.keys(document.paths)) {
      const { status } = await ask(path);
      expect([path, status]).toEqual([path, ownLists.includes(path.split('/').at(-1) ?? '') ? 401 : 200]);
    }
    const { body } = await ask('/api/v1/weather').expect(404);
    const [told = ''] = (body as { messages: string[] }).messages;
    expect(told.split('There are: ')[1]).toBe(`${[...lists, ...ownLists].join(', ')}.`);
  });

  it('says which addresses need a token, and given what', () => {
    const needed = (path: string) => document.paths[path]?.get.security;
    for (const key of lists) expect(needed(`/api/v1/${key}`)).toEqual([{}, { token: ['record'] }]);
    expect(needed('/api/v1/plans')).toEqual([{ token: ['plans'] }]);
    expect(needed('/api/v1/comparisons')).toEqual([{ token: ['comparisons'] }]);
    expect(document.components.securitySchemes['token']).toMatchObject({ type: 'http', scheme: 'bearer' });
  });

  it('holds together: every reference leads somewhere, every operation has a name of its own', () => {
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
    expect(Object.keys(document.components.schemas).filter((name) => !named.includes(name))).toEqual([]);
    const operations = Object.values(document.paths).map(({ get }) => get.operationId);
    expect(new Set(operations).size).toBe(operations.length);
    for (const { get } of Object.values(document.paths)) {
      const names = get.parameters.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(lists)('says of %s what the answers are, field for field', async (key) => {
    const schema = document.paths[`/api/v1/${key}`]?.get.responses['200']?.content?.['application/json']?.schema ?? {};
    const answer = await read(`/api/v1/${key}`);
    expect(answer.data.length).toBeGreaterThan(0);
    expect(faultsOf(document, schema, answer)).toEqual([]);
    const [first] = answer.data;
    expect(faultsOf(document, schema, { ...answer, data: [{ ...first, more: 1 }] })).toEqual([
      '.data[0].more is not in the document',
    ]);
  });

  it.each(lists)('names every parameter of %s, and every value of each is taken', async (key) => {
    const parameters = document.paths[`/api/v1/${key}`]?.get.parameters ?? [];
    for (const { name, schema } of parameters) {
      const value = schema.enum?.[0] ?? (name === 'limit' ? '5' : name === 'after' ? null : 'council');
      const isKnown = name === 'framework' && key === 'organisations';
      if (value === null || isKnown) continue;
      const { status } = await ask(`/api/v1/${key}?${name}=${encodeURIComponent(value)}`);
      expect([name, value, status]).toEqual([name, value, 200]);
    }
    const { body } = await ask(`/api/v1/${key}?colour=teal`).expect(400);
    expect((body as { messages: string[] }).messages[0]).toBe(
      `There is no parameter “colour”. There are: ${parameters.map(({ name }) => name).join(', ')}.`,
    );
  });

  it('says of time to recovery what the answers and the refusals are', async () => {
    const { parameters, responses } = document.paths['/api/v1/research/recovery']?.get ?? {
      parameters: [],
      responses: {},
    };
    const schemaOf = (status: string) => responses[status]?.content?.['application/json']?.schema ?? {};
    for (const query of ['', '?by=area', '?definition=good&interval=log', '?area=children&by=sector&within=kind']) {
      const { body } = await ask(`/api/v1/research/recovery${query}`).expect(200);
      expect([query, faultsOf(document, schemaOf('200'), body)]).toEqual([query, []]);
    }
    const { body } = await ask('/api/v1/research/recovery?colour=teal').expect(400);
    expect(faultsOf(document, schemaOf('400'), body)).toEqual([]);
    expect(JSON.stringify(body)).toContain(`There are: ${parameters.map(({ name }) => name).join(', ')}.`);
  });

  it('says what a refusal is', async () => {
    const problem = document.components.schemas['Problem'] ?? {};
    for (const path of [
      '/api/v1/episodes?area=weather',
      '/api/v1/episodes?limit=0',
      '/api/v1/sources?after=x',
      '/api/v1/weather',
    ]) {
      const { body, headers, status } = await ask(path);
      expect([path, faultsOf(document, problem, body)]).toEqual([path, []]);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(headers['cache-control']).toBe('no-store');
      expect((body as { status: number }).status).toBe(status);
    }
  });
});

describe('the lists', () => {
  it.each(lists)('give every one of %s once, however small the pages', async (key) => {
    const whole = await everything(`/api/v1/${key}?limit=200`);
    const bySevens = await everything(`/api/v1/${key}?limit=${whole.length > 100 ? 37 : 2}`);
    expect(bySevens).toEqual(whole);
    const names = whole.map((one) => JSON.stringify([one['ref'], one['key'], one['inspection'], one['position']]));
    expect(new Set(names).size).toBe(names.length);
  });

  it('hold what the pages count', async () => {
    const count = async (table: 'inspection' | 'source' | 'measure') => {
      const row =
        table === 'inspection'
          ? await test.database.row<{ count: number }>(
              sql`SELECT CAST(count(*) AS integer) AS count FROM inspection WHERE visibility = 'public' AND withdrawn_at IS NULL`,
            )
          : table === 'source'
            ? await test.database.row<{ count: number }>(
                sql`SELECT CAST(count(*) AS integer) AS count FROM source WHERE visibility = 'public' AND withdrawn_at IS NULL`,
              )
            : await test.database.row<{ count: number }>(
                sql`SELECT CAST(count(*) AS integer) AS count FROM measure WHERE visibility = 'public' AND withdrawn_at IS NULL`,
              );
      return row?.count;
    };
    expect((await everything('/api/v1/inspections?limit=200')).length).toBe(await count('inspection'));
    expect((await everything('/api/v1/sources?limit=200')).length).toBe(await count('source'));
    expect((await everything('/api/v1/measures?limit=200')).length).toBe(await count('measure'));
  });

  it('are filtered as the pages are, page after page', async () => {
    const children = await everything('/api/v1/episodes?area=children&limit=2');
    expect(children.length).toBeGreaterThan(2);
    expect(children.every(({ area }) => area === 'children')).toBe(true);
    const [one] = await everything('/api/v1/organisations?limit=1&kind=council');
    const own = await everything(`/api/v1/judgements?organisation=${String(one?.['ref'])}&limit=200`);
    expect(own.every(({ organisation }) => organisation === one?.['ref'])).toBe(true);
    const late = await everything('/api/v1/inspections?from=2019&to=2019');
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ judgedOn }) => String(judgedOn).startsWith('2019'))).toBe(true);
  });

  it('tell of interventions what the record holds, by body, level and whether they run', async () => {
    const all = await everything('/api/v1/interventions?limit=50');
    const [{ count } = { count: 0 }] = await test.database.rows<{ count: number }>(
      sql`SELECT CAST(count(*) AS integer) AS count FROM intervention WHERE visibility = 'public' AND withdrawn_at IS NULL`,
    );
    expect(all).toHaveLength(count);
    const running = await everything('/api/v1/interventions?running=yes');
    const ended = await everything('/api/v1/interventions?running=no');
    expect(running.every(({ endedOn }) => endedOn === null)).toBe(true);
    expect(running.length + ended.length).toBe(all.length);
    const strong = await everything('/api/v1/interventions?level=4');
    expect(strong.length).toBe(all.filter(({ level }) => level === 4).length);
    const [first] = all;
    const own = await everything(`/api/v1/interventions?organisation=${String(first?.['organisation'])}`);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ organisation }) => organisation === first?.['organisation'])).toBe(true);
    await ask('/api/v1/interventions?level=9').expect(400);
  });

  it('tell of packages where they are, and they are there', async () => {
    const [first] = await everything('/api/v1/packages');
    expect(first).toMatchObject({ wholeRecord: true, edition: 1 });
    const response = await ask(String(first?.['package'])).buffer(true).expect(200);
    expect(response.headers['content-type']).toContain('zip');
  });

  it('answer 304 until something is committed', async () => {
    const first = await ask('/api/v1/programmes').expect(200);
    const held = { 'If-None-Match': first.headers['etag'] ?? '' };
    await ask('/api/v1/programmes').set(held).expect(304);
    await ask('/api/v1/programmes?limit=1').set(held).expect(200);
    await aPerson(test, { grants: [] });
    const anew = await ask('/api/v1/programmes').set(held).expect(200);
    expect(anew.headers['etag']).not.toBe(held['If-None-Match']);
  });

  it('withhold what the page withholds', async () => {
    const programme = await test.database.row<{ id: string }>(sql`SELECT programme.id FROM programme`);
    const source = await test.database.row<{ id: string }>(sql`SELECT source.id FROM source LIMIT 1`);
    const claim = {
      programmeId: programme?.id ?? '',
      population: null,
      baseline: null,
      occurredOn: null,
      periodWords: null,
    };
    await test.app.get(ProgrammesService).addClaims(theService, [
      {
        ...claim,
        outcome: 'Exclusion',
        text: 'Zwei of acht',
        figure: 'share',
        value: 25,
        unit: '%',
        numerator: 2,
        denominator: 8,
        comparison: null,
        claimKind: null,
        sources: [{ sourceId: source?.id ?? '' }],
      },
    ]);
    const response = await ask('/api/v1/programmes').expect(200);
    expect(response.text).not.toContain('Zwei');
    const [first] = (response.body as Answer).data;
    const claims = first?.['claims'] as Record<string, unknown>[];
    expect(claims.at(-1)).toMatchObject({
      outcome: 'Exclusion',
      text: null,
      value: null,
      numerator: null,
      withheld: true,
    });
  });

  it('are kept by nobody between for whoever is signed in', async () => {
    const person = await aPerson(test, { grants: [] });
    expect((await person.get('/api/v1/sources')).headers['cache-control']).toBe('private, no-store');
    expect((await ask('/api/v1/sources')).headers['cache-control']).toBe('public, no-cache');
  });
});
