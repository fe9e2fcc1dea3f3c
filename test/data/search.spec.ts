import { theService } from '../../src/access/audit.service.js';
import { fixed, sql } from '../../src/database/sql.js';
import { EpisodeIndexService } from '../../src/episodes/episode-index.service.js';
import { InspectionIndexService } from '../../src/inspections/inspection-index.service.js';
import { SearchQueries } from '../../src/office/data/search.queries.js';
import type { SearchEntry, SearchScope } from '../../src/office/domain/search-entry.js';
import { SearchService } from '../../src/office/search.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { SourcesService } from '../../src/sources/sources.service.js';
import { testedKind } from '../builders/test-database.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

let record: TestRecord;
const allKinds = ['organisation', 'episode', 'inspection', 'lesson', 'framework', 'source', 'thing', 'other'];
const search = (): SearchService => record.get(SearchService);
const put = (entries: readonly SearchEntry[]): Promise<void> =>
  record.database.transaction(() => search().put(entries));
const findAll = (text: string, scopes: readonly SearchScope[] = ['public'], each = 5) =>
  record.get(SearchQueries).findAll(
    text,
    scopes,
    allKinds.map((kind) => ({ kind, page: 1, size: each })),
  );
const pageOf = (text: string, page: number) =>
  record.get(SearchQueries).findAll(text, ['public'], [{ kind: 'thing', page, size: 25 }]);
const namesOf = async (text: string, scopes?: readonly SearchScope[]): Promise<string[]> =>
  (await findAll(text, scopes, 50)).map(({ kind, shown }) => `${kind}: ${shown.title}`);

const entry = (recordId: string, title: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  kind: 'thing',
  recordId,
  title,
  words: [],
  address: recordId,
  ...more,
});

describe('the index', () => {
  beforeEach(async () => {
    record = await openTestRecord();
  });
  afterEach(() => record.close());

  it('gives the whole name first, then its beginning, then names with the words, then other words; the latest first', async () => {
    await put([
      entry('1', 'Annual look at Wigan', { on: '2019' }),
      entry('2', 'Wigan'),
      entry('3', 'Wigan Council'),
      entry('4', 'A place', { words: ['near Wigan'] }),
      entry('5', 'Annual look at Wigan', { on: '2021-03' }),
      entry('6', 'wigan college'),
      entry('7', 'Wigander'),
      entry('8', 'Bolton'),
    ]);
    const found = await findAll('wigan', ['public'], 50);
    expect(found.map(({ recordId }) => recordId)).toEqual(['2', '6', '3', '7', '5', '1', '4']);
    expect(found[0]).toEqual({
      kind: 'thing',
      recordId: '2',
      address: '2',
      scope: 'public',
      shown: { title: 'Wigan', on: null, note: null },
      place: 1,
      total: 7,
    });
  });

  it('gives a few of each kind, with how many there are, and a page of one', async () => {
    await put(
      Array.from({ length: 30 }, (_, n) =>
        entry(`a${String(n).padStart(2, '0')}`, `Zcase ${String(n).padStart(2, '0')}`),
      ),
    );
    await put([entry('b', 'A zcase', { kind: 'other' })]);
    const found = await findAll('zcase', ['public'], 2);
    expect(found.map(({ kind, shown, total }) => [kind, shown.title, total])).toEqual([
      ['other', 'A zcase', 1],
      ['thing', 'Zcase 00', 30],
      ['thing', 'Zcase 01', 30],
    ]);
    const [best, ...page] = await pageOf('zcase', 2);
    expect([best?.place, best?.total]).toEqual([1, 30]);
    expect([page.length, page[0]?.shown.title, page[0]?.place]).toEqual([5, 'Zcase 25', 26]);
    expect(await pageOf('zcase', 3)).toEqual([best]);
  });

  it('weighs no more than so many of a kind, the newest, and never leaves out what bears the name', async () => {
    await put([entry('first', 'Zcommon'), entry('longer', 'Zcommon council')]);
    for (let start = 0; start < 1_200; start += 400)
      await put(
        Array.from({ length: 400 }, (_, n) => entry(`n${start + n}`, `About ${start + n}`, { words: ['zcommon'] })),
      );
    const found = await findAll('zcommon', ['public'], 3);
    expect(found.map(({ recordId, total }) => [recordId, total])).toEqual([
      ['first', 500],
      ['longer', 500],
      ['n1000', 500],
    ]);
  });

  it('weighs what has the very word before what has one that begins so, and then as many of these as it may', async () => {
    const some = (from: number, to: number, word: string, kind: string): SearchEntry[] =>
      Array.from({ length: to - from }, (_, n) =>
        entry(`${kind}${from + n}`, `About ${from + n}`, { words: [word], kind }),
      );
    await put([...some(0, 300, 'zelk', 'thing'), ...some(300, 1_400, 'zelkova', 'thing')]);
    await put([...some(0, 5, 'zelk', 'other'), ...some(5, 20, 'zelkova', 'other')]);
    const all = await record.get(SearchQueries).find('zelk', 'thing', 2_000);
    expect([all.length, new Set(all).size]).toEqual([1_000, 1_000]);
    expect(all.filter((id) => Number(id.slice(5)) < 300)).toHaveLength(300);
    // Of those that go on, the newest.
    expect(all.filter((id) => Number(id.slice(5)) >= 700)).toHaveLength(700);
    expect(await record.get(SearchQueries).find('zelk', 'other', 2_000)).toHaveLength(20);
    const found = await findAll('zelk', ['public'], 1);
    expect(found.map(({ kind, total }) => [kind, total])).toEqual([
      ['other', 20],
      ['thing', 500],
    ]);
  });

  it('lets the last word go on to few words and to very many, alone and after another', async () => {
    const word = (n: number): string => `zelk${String(n).padStart(4, '0')}`;
    await put(Array.from({ length: 300 }, (_, n) => entry(`many${n}`, `Many ${n}`, { words: ['oak', word(n)] })));
    await put([entry('ä', 'Far', { words: ['oak', 'zelkä'] }), entry('other', 'Other', { words: ['elm', word(7)] })]);
    const found = async (text: string): Promise<number> =>
      (await record.get(SearchQueries).find(text, 'thing', 2_000)).length;
    expect(await found('zelk')).toBe(302);
    expect(await found('zelk00')).toBe(101);
    expect(await found('zelk0007')).toBe(2);
    expect(await found('oak zelk0007')).toBe(1);
    expect(await found('oak zelk000')).toBe(10);
    expect(await found('zelka')).toBe(1);
    expect(await found('zelk1')).toBe(0);
    expect(await found('ze')).toBe(302);
  });

  it('takes a single letter for a word or for the beginning of a name', async () => {
    await put([
      entry('a', 'Ash House'),
      entry('b', 'Beech', { words: ['a'] }),
      entry('c', 'Cedar', { words: ['alone'] }),
    ]);
    for (const find of [
      (text: string) => record.get(SearchQueries).find(text, 'thing', 10),
      async (text: string) =>
        (await findAll(text, ['public'], 10)).filter(({ kind }) => kind === 'thing').map(({ recordId }) => recordId),
    ]) {
      expect(await find('a')).toEqual(['a', 'b']);
      expect(await find('al')).toEqual(['c']);
    }
    // Of very many names it says that there are more.
    await put(Array.from({ length: 1_100 }, (_, n) => entry(`q${n}`, `Q${n}`)));
    expect((await pageOf('q', 1))[0]?.total).toBe(500);
    expect(await record.get(SearchQueries).find('q', 'thing', 2_000)).toHaveLength(1_000);
  });

  it('shows each only to the eyes that it is for', async () => {
    await put([
      entry('1', 'Draft of Wigan', { scope: 'inspection:7' }),
      entry('2', 'Paper of Wigan', { scope: 'board:wigan' }),
      entry('3', 'Wigan'),
    ]);
    expect(await namesOf('wigan')).toEqual(['thing: Wigan']);
    expect(await namesOf('wigan', ['public', 'inspection:8', 'board:bolton'])).toEqual(['thing: Wigan']);
    expect(await namesOf('wigan', ['public', 'inspection:7'])).toEqual(['thing: Wigan', 'thing: Draft of Wigan']);
    expect(await namesOf('wigan', ['board:wigan'])).toEqual(['thing: Paper of Wigan']);
    expect(await record.get(SearchQueries).find('wigan', 'thing', 10)).toEqual(['3']);
    expect((await pageOf('wigan', 1)).map(({ total }) => total)).toEqual([1]);
  });

  it('has each record once, and none that was taken out', async () => {
    await put([entry('1', 'Wigan'), entry('2', 'Wigan too')]);
    await put([entry('1', 'Bolton')]);
    expect(await namesOf('wigan')).toEqual(['thing: Wigan too']);
    expect(await namesOf('bolton')).toEqual(['thing: Bolton']);
    await record.database.transaction(() => search().remove('thing', ['1', '2', '3']));
    expect(await namesOf('bolton')).toEqual([]);
    expect(await namesOf('wigan')).toEqual([]);
  });

  it('is left as it was by an act that is undone', async () => {
    await put([entry('1', 'Wigan')]);
    const undone = record.database.transaction(async () => {
      await search().put([entry('1', 'Bolton')]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await namesOf('wigan')).toEqual(['thing: Wigan']);
    expect(await namesOf('bolton')).toEqual([]);
  });

  it.each([
    ['', []],
    ['…', []],
    ["'; DROP TABLE search_entry --", []],
    ['" OR NEAR(a b) *', []],
    ['100%', []],
    ['W_gan', []],
    ['x'.repeat(5000), []],
    ['wigan & !bolton | (x) :*', []],
    ['WÌGAN’s', ['thing: Wigan’s case']],
    ['wig', ['thing: Wigan’s case']],
    ['case wig', ['thing: Wigan’s case']],
    ['cas wigans', []],
  ])('is asked "%s"', async (text, names) => {
    await put([entry('1', 'Wigan’s case')]);
    expect(await namesOf(text)).toEqual(names);
  });

  it('takes any text that is put in', async () => {
    const words = ['x'.repeat(100_000), '1e999 a@b.example https://c.example/d?e 3.14 -7', '\u0000\u202e '];
    await put([entry('1', '…', { words }), entry('2', "O'Neil:*&|!<->\\'", { words: ['Ⅷ ﬁ ß 数'] })]);
    expect(await namesOf('oneil')).toEqual(["thing: O'Neil:*&|!<->\\'"]);
    expect(await namesOf('1e999 b')).toEqual(['thing: …']);
  });

  it('is filled anew by another edition only, and holds what the record holds by then', async () => {
    let asked = 0;
    async function* all(): AsyncGenerator<SearchEntry[]> {
      asked += 1;
      yield [entry('1', 'Wigan')];
      yield [entry('2', 'Bolton')];
    }
    await put([entry('old', 'Gone')]);
    expect(await search().keepEdition('thing', 1, all)).toBe(true);
    expect(await search().keepEdition('thing', 1, all)).toBe(false);
    expect(asked).toBe(1);
    expect([await namesOf('gone'), await namesOf('wigan'), await namesOf('bolton')]).toEqual([
      [],
      ['thing: Wigan'],
      ['thing: Bolton'],
    ]);
    expect(await search().keepEdition('thing', 2, all)).toBe(true);
  });
});

describe('what is found in the library', () => {
  beforeAll(async () => {
    record = await openTestRecord({ library: true });
  });
  afterAll(() => record.close());

  const firstOf = async (text: string, kind: string): Promise<string | undefined> =>
    (await findAll(text)).find((found) => found.kind === kind)?.shown.title;

  it('is of every kind', async () => {
    expect(await firstOf('doncaster', 'organisation')).toMatch(/Doncaster/);
    expect(await firstOf('doncaster', 'episode')).toMatch(/Doncaster: /);
    expect(await firstOf('doncaster', 'inspection')).toMatch(/Doncaster.*:/);
    expect(await firstOf('doncaster', 'source')).toBeDefined();
    expect(await firstOf('ilacs', 'framework')).toBeDefined();
    expect(await firstOf('insularity', 'lesson')).toMatch(/^Lesson 3/);
    expect(await firstOf('EP-0001', 'episode')).toBeDefined();
  });

  it('is the same after the index was lost and filled again', async () => {
    const questions = ['doncaster', 'inadequate', 'children', 'west sussex', 'basildon maternity', '2019', 'ofsted'];
    const before = await Promise.all(questions.map((text) => findAll(text, ['public'], 100)));
    const again = async (name: string): Promise<void> =>
      record.database.transaction(() => record.database.run(sql`DELETE FROM ${fixed(name)}`));
    for (const table of ['search_entry', 'search_edition']) await again(table);
    if (testedKind === 'sqlite') await again('search_word');
    expect(await namesOf('doncaster')).toEqual([]);
    for (const index of [InspectionIndexService, EpisodeIndexService])
      await record.get<{ onApplicationBootstrap: () => Promise<void> }>(index).onApplicationBootstrap();
    const after = await Promise.all(questions.map((text) => findAll(text, ['public'], 100)));
    const of = (found: typeof before, kind: string) => found.map((each) => each.filter((one) => one.kind === kind));
    for (const kind of ['inspection', 'episode']) expect(of(after, kind)).toEqual(of(before, kind));
    expect(of(after, 'inspection').flat().length).toBeGreaterThan(20);
  });
});

describe('a record that changes', () => {
  beforeEach(async () => {
    record = await openTestRecord();
  });
  afterEach(() => record.close());

  it('is found by its new name, and so is what belongs to it', async () => {
    const organisations = record.get(OrganisationsService);
    const [made] = await organisations.registerMany(theService, [
      { name: 'Ashire Council', kind: 'council', sector: 'councils' },
    ]);
    expect(await namesOf('ashire')).toEqual(['organisation: Ashire Council']);
    await organisations.rename(theService, made?.id ?? '', 'Bshire Council');
    expect(await namesOf('bshire')).toEqual(['organisation: Bshire Council']);
    expect(await namesOf('ashire')).toEqual(['organisation: Bshire Council']);
  });

  it('is found as soon as it is there', async () => {
    await record
      .get(SourcesService)
      .addMany(theService, [{ title: 'A letter about Ashire', publisher: 'Ofsted', kind: 'letter' }]);
    expect(await namesOf('ashire ofsted')).toEqual(['source: A letter about Ashire']);
  });
});
