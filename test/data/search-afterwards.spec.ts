import { sql } from '../../src/database/sql.js';
import { EpisodeIndexService } from '../../src/episodes/episode-index.service.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { InspectionIndexService } from '../../src/inspections/inspection-index.service.js';
import { SearchQueries } from '../../src/office/data/search.queries.js';
import { SearchService } from '../../src/office/search.service.js';
import { OrganisationIndexService } from '../../src/organisations/organisation-index.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aFolder } from '../builders/csv-files.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const files = aFolder();
let app: TestApp;
const keeper = { name: 'Record keeper', role: 'operator', requestId: null };

beforeEach(async () => {
  app = await startTestApp({ library: false });
});
afterEach(() => app.close());
afterAll(() => files.remove());

const search = (): SearchService => app.app.get(SearchService, { strict: false });
const owed = (): Promise<number> => app.app.get(SearchQueries, { strict: false }).owed();
const found = async (text: string, kind = 'organisation'): Promise<number> =>
  (await app.app.get(SearchQueries, { strict: false }).find(text, kind, 2_000)).length;

/** Registers so many bodies in one act whose entries are made later. */
const registerLater = (count: number): Promise<unknown> =>
  app.database.transaction(() =>
    search().later(() =>
      app.app.get(OrganisationsService, { strict: false }).registerMany(
        keeper,
        Array.from({ length: count }, (_, index) => ({
          name: `Zelkova School ${index}`,
          kind: 'school' as const,
          sector: 'schools' as const,
        })),
      ),
    ),
  );

/** Three judgements a school, the second of some of them failing. */
const judgements = (schools: number): string =>
  [
    'URN,Rating,Inspection Date',
    ...Array.from({ length: schools * 3 }, (_, index) => {
      const school = Math.floor(index / 3);
      const grade = index % 3 === 1 && school % 2 === 0 ? 'Inadequate' : 'Good';
      return `${100_000 + school},${grade},${2013 + (index % 3) * 2}0312`;
    }),
  ].join('\n');

const bring = (schools: number) =>
  app.app.get(ImportsService, { strict: false }).import(keeper, {
    profile: 'ofsted-school-judgements',
    path: files.fileOf('judgements.csv', judgements(schools)),
    dryRun: false,
    confirmed: 'Made up for this test',
  });

/** All that the index holds of these kinds, without the numbers of its rows. */
const entries = () =>
  app.database.rows<{ kind: string; recordId: string }>(sql`
    SELECT search_entry.kind, search_entry.record_id AS "recordId", search_entry.scope, search_entry.address, search_entry.shown,
           search_entry.on_day, search_entry.title
      FROM search_entry
     WHERE search_entry.kind IN ('organisation', 'inspection', 'episode')
     ORDER BY search_entry.kind, search_entry.record_id`);

describe('an act of so many records that they are put into the search afterwards', () => {
  it('notes in its own transaction what is owed, and nothing is found before it is put in', async () => {
    await registerLater(600);
    expect([await found('zelkova'), await owed()]).toEqual([0, 600]);
    await search().settle();
    expect([await found('zelkova'), await owed()]).toEqual([600, 0]);
    expect(await found('zelkova 599')).toBe(1);
  });

  it('owes nothing when it is undone, and the next act is searched at once', async () => {
    const undone = app.database.transaction(() =>
      search().later(async () => {
        search().owe('organisation', ['7']);
        throw new Error('Undone');
      }),
    );
    await expect(undone).rejects.toThrow('Undone');
    expect([await owed(), search().isLater]).toEqual([0, false]);
    const register = app.app.get(OrganisationsService, { strict: false });
    await register.registerMany(keeper, [{ name: 'Zelkova', kind: 'school', sector: 'schools' }]);
    expect(await found('zelkova')).toBe(1);
  });

  it('is finished by the next start where the process was killed in between', async () => {
    await registerLater(300);
    search().onApplicationBootstrap();
    await search().settle();
    expect([await found('zelkova'), await owed()]).toEqual([300, 0]);
  });

  it('puts in what a record is by then, and nothing of one that was withdrawn meanwhile', async () => {
    await registerLater(2);
    await app.database.transaction(async () => {
      await app.database.run(
        sql`UPDATE organisation SET name = ${'Hornbeam School'} WHERE name = ${'Zelkova School 0'}`,
      );
      await app.database.run(
        sql`UPDATE organisation SET withdrawn_at = recorded_at, withdrawn_reason = ${'Twice'} WHERE name = ${'Zelkova School 1'}`,
      );
      // Another act that renews the same entry first leaves it the only one.
      const [row] = await app.database.rows<{ id: string }>(
        sql`SELECT organisation.id FROM organisation WHERE organisation.name = ${'Hornbeam School'}`,
      );
      await app.app.get(OrganisationIndexService, { strict: false }).renew([row?.id ?? '']);
    });
    await search().settle();
    expect([await found('hornbeam'), await found('zelkova'), await owed()]).toEqual([1, 1, 0]);
    expect((await entries()).length).toBe(1);
  });

  it('is put in by whoever asks, though a look that began before it was owed is under way', async () => {
    const look = search().settle();
    await registerLater(10);
    await search().settle();
    expect([await found('zelkova'), await owed()]).toEqual([10, 0]);
    await look;
  });

  it('lets others save in between', async () => {
    await registerLater(2_000);
    let isSettled = false;
    const settling = search()
      .settle()
      .then(() => {
        isSettled = true;
      });
    for (let save = 0; save < 3; save += 1) {
      await app.database.transaction(() => app.database.nextReferences('ZZ', 1));
      expect(isSettled).toBe(false);
    }
    await settling;
    expect([(await entries()).length, await owed()]).toEqual([2_000, 0]);
  });

  it('is told on the page of results until all is found', async () => {
    await registerLater(1_200);
    const told = await app.get('/search?q=zelkova').expect(200);
    expect(told.text).toContain(
      'A publication has just been brought in: 1,200 of its records are being put into the search.',
    );
    await search().settle();
    const after = await app.get('/search?q=zelkova').expect(200);
    expect(after.text).not.toContain('has just been brought in');
    expect(after.text).toContain('Zelkova School');
  });
});

describe('a publication', () => {
  it('is found as if each of its records had been put in by itself', async () => {
    const report = await bring(400);
    expect([report.created, await owed()]).toEqual([1_200, 0]);
    const landed = await entries();
    expect(landed.filter(({ kind }) => kind === 'inspection')).toHaveLength(1_200);
    expect(landed.filter(({ kind }) => kind === 'episode')).toHaveLength(200);
    const ids = async (table: 'organisation' | 'inspection'): Promise<string[]> =>
      (
        await app.database.rows<{ id: string }>(
          table === 'organisation'
            ? sql`SELECT organisation.id FROM organisation`
            : sql`SELECT inspection.id FROM inspection`,
        )
      ).map(({ id }) => id);
    const [organisations, inspections] = [await ids('organisation'), await ids('inspection')];
    await app.database.transaction(async () => {
      for (const kind of ['organisation', 'inspection', 'episode'])
        await search().remove(
          kind,
          landed.filter((entry) => entry.kind === kind).map(({ recordId }) => recordId),
        );
      await app.app.get(OrganisationIndexService, { strict: false }).renew(organisations);
      await app.app.get(InspectionIndexService, { strict: false }).renew(inspections);
      await app.app.get(EpisodeIndexService, { strict: false }).renew(organisations);
    });
    expect(await entries()).toEqual(landed);
  });

  it('that was looked at only, or is on the record already, owes nothing', async () => {
    const path = files.fileOf('judgements.csv', judgements(100));
    const order = { profile: 'ofsted-school-judgements', path, confirmed: 'Made up for this test' };
    const imports = app.app.get(ImportsService, { strict: false });
    await imports.import(keeper, { ...order, dryRun: true });
    expect([await owed(), (await entries()).length]).toEqual([0, 0]);
    await imports.import(keeper, { ...order, dryRun: false });
    const landed = await entries();
    await imports.import(keeper, { ...order, dryRun: false });
    expect(await entries()).toEqual(landed);
  });
});
