import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../src/access/audit.service.js';
import { AuditQueries } from '../../src/access/data/audit.queries.js';
import { rootFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import type { ImportReport } from '../../src/exchange/domain/import-report.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { aFolder, type IlacsRow, ilacsCsv, registerCsv } from '../builders/csv-files.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const keeper: Actor = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
let app: TestApp;

afterAll(() => files.remove());
afterEach(() => app.close());

const bring = (profile: string, path: string, dryRun = false): Promise<ImportReport> =>
  app.app.get(ImportsService).import(keeper, { profile, path, dryRun });

const bringRows = (rows: readonly IlacsRow[]): Promise<ImportReport> =>
  bring('ofsted-ilacs-history', files.fileOf('history.csv', ilacsCsv(rows)));

const countOf = async (table: 'organisation' | 'inspection' | 'import_batch' | 'failure_episode'): Promise<number> => {
  const tables = {
    organisation: sql`SELECT CAST(count(*) AS integer) AS number FROM organisation`,
    inspection: sql`SELECT CAST(count(*) AS integer) AS number FROM inspection`,
    import_batch: sql`SELECT CAST(count(*) AS integer) AS number FROM import_batch`,
    failure_episode: sql`SELECT CAST(count(*) AS integer) AS number FROM failure_episode`,
  };
  return (await app.database.row<{ number: number }>(tables[table]))?.number ?? -1;
};

const auditLines = async (): Promise<number> => (await app.app.get(AuditQueries).after(0, 1000)).length;

const failedAndRecovered: IlacsRow[] = [
  {
    urn: '89002',
    local_authority: 'northshire',
    inspection_link: 'https://files.ofsted.gov.uk/v1/file/900002',
    publication_date: '08/05/19',
    inspection_start_date: '25/02/2019',
    inspection_end_date: '08/03/2019',
    overall_effectiveness_grade: 'inadequate',
    care_leavers_grade: 'inspection_pre_dates_judgement',
  },
  {
    urn: '89002',
    local_authority: 'northshire',
    inspection_link: 'https://files.ofsted.gov.uk/v1/file/900003',
    publication_date: '11/05/23',
    overall_effectiveness_grade: 'requires improvement',
  },
];

describe('bringing in Ofsted’s history', () => {
  beforeEach(async () => {
    app = await startTestApp({ library: false });
  });

  it('registers each council once, and derives its episodes', async () => {
    const report = await bringRows([{}, ...failedAndRecovered]);
    expect(report).toMatchObject({ rows: 3, created: 3, bodiesCreated: 2, unchanged: 0, refused: [], ref: 'IM-0001' });
    expect(await countOf('organisation')).toBe(2);
    const episodes = await app.database.rows(sql`
      SELECT failure_episode.derived_trigger_on AS "triggerOn", failure_episode.derived_not_failing_on AS "notFailingOn"
        FROM failure_episode`);
    expect(episodes).toEqual([{ triggerOn: '2019-05-08', notFailingOn: '2023-05-11' }]);
    await app
      .get('/organisations/northshire')
      .expect(200)
      .expect(/inadequate/i);
  });

  it('opens an episode by area where the framework has no headline', async () => {
    await bringRows([
      {
        publication_date: '03/08/26',
        inspection_start_date: '08/06/2026',
        inspection_end_date: '19/06/2026',
        overall_effectiveness_grade: 'not_reported_post_reform',
        impact_of_leaders_grade: 'inadequate',
      },
    ]);
    const [episode] = await app.database.rows<{ byArea: number }>(sql`
      SELECT failure_episode.derived_by_area AS "byArea" FROM failure_episode`);
    expect(episode).toEqual({ byArea: 1 });
  });

  it('has nothing to do the second time, and leaves no line in the trail', async () => {
    await bringRows(failedAndRecovered);
    const before = await auditLines();
    const again = await bringRows(failedAndRecovered);
    expect(again).toMatchObject({ created: 0, enriched: 0, bodiesCreated: 0, unchanged: 2, ref: null });
    expect(await auditLines()).toBe(before);
    expect(await countOf('import_batch')).toBe(1);
  });

  it('keeps nothing of a dry run', async () => {
    const path = files.fileOf('history.csv', ilacsCsv(failedAndRecovered));
    const report = await bring('ofsted-ilacs-history', path, true);
    expect(report).toMatchObject({ created: 2, bodiesCreated: 1, ref: null, dryRun: true });
    expect(await countOf('organisation')).toBe(0);
    expect(await countOf('inspection')).toBe(0);
  });

  it('lists refused rows with line, column and reason, and lands the others', async () => {
    const report = await bringRows([{}, { publication_date: '31/02/23' }, failedAndRecovered[0]]);
    expect(report).toMatchObject({ rows: 3, created: 2 });
    expect(report.refused).toEqual([
      { line: 3, column: 'publication_date', text: expect.stringContaining('31/02/23') },
    ]);
  });

  it.each([
    ['another publication', 'name,place\nA,B\n', 'no column “urn”'],
    ['a quotation mark that is not closed', `${ilacsCsv([{}, {}])}\n"89003,never`, 'line 4'],
    ['a heading alone', ilacsCsv([]), 'no rows'],
  ])('changes nothing for %s', async (_what, content, words) => {
    const before = await auditLines();
    await expect(bring('ofsted-ilacs-history', files.fileOf('broken.csv', content))).rejects.toThrow(words);
    expect(await countOf('organisation')).toBe(0);
    expect(await auditLines()).toBe(before);
  });

  it('knows only the profiles that it names', async () => {
    await expect(bring('surprise', files.fileOf('a.csv', 'a\nb\n'))).rejects.toThrow('ofsted-ilacs-history');
  });

  it('fills a grade that a later edition of the file has, and derives the episode', async () => {
    const unreadable: IlacsRow = {
      publication_date: '08/05/19',
      inspection_start_date: '25/02/2019',
      inspection_end_date: '08/03/2019',
      overall_effectiveness_grade: 'data_unreadable',
    };
    await bringRows([unreadable]);
    expect(await countOf('failure_episode')).toBe(0);
    const later = await bringRows([{ ...unreadable, overall_effectiveness_grade: 'inadequate' }]);
    expect(later).toMatchObject({ created: 0, enriched: 1, unchanged: 0 });
    expect(await countOf('inspection')).toBe(1);
    expect(await countOf('failure_episode')).toBe(1);
  });

  it('leaves a grade as it is when a later edition says otherwise, and says so', async () => {
    await bringRows([{}]);
    const later = await bringRows([{ overall_effectiveness_grade: 'outstanding' }]);
    expect(later).toMatchObject({ created: 0, enriched: 0, unchanged: 1 });
    expect(later.remarks).toEqual([
      { line: 2, column: null, text: expect.stringContaining('the file says “Outstanding”') },
    ]);
  });

  it('records an inspection once that stands twice in one file', async () => {
    const report = await bringRows([{}, {}, {}]);
    expect(report).toMatchObject({ rows: 3, created: 1, unchanged: 2 });
    expect(await countOf('inspection')).toBe(1);
  });

  it('refuses a cell that is far too long or cannot be printed', async () => {
    const report = await bringRows([{ local_authority: 'x'.repeat(5000) }, { local_authority: 'west\u0001shire' }, {}]);
    expect(report).toMatchObject({ created: 1 });
    expect(report.refused.map(({ line, column }) => [line, column])).toEqual([
      [2, 'local_authority'],
      [3, 'local_authority'],
    ]);
  });

  it('never stores an inspector’s name', async () => {
    await bringRows([{}]);
    const [row] = await app.database.rows<{ found: number }>(sql`
      SELECT CAST(count(*) AS integer) AS found
        FROM inspection
       WHERE COALESCE(note, '') || COALESCE(headline, '') || inspectorate_name || subject LIKE '%Somebody%'`);
    expect(row).toEqual({ found: 0 });
  });

  describe('and a register', () => {
    const register = registerCsv([
      {
        'local-authority-code': 'NSH',
        'official-name': 'Northshire County Council',
        'nice-name': 'Northshire',
        'gss-code': 'E10000901',
      },
      {
        'local-authority-code': 'OLD',
        'official-name': 'Oldshire District Council',
        'nice-name': 'Oldshire',
        'gss-code': 'E07000901',
        'end-date': '2019-03-31',
        'replaced-by': 'NSH',
      },
    ]);

    const northshires = () =>
      app.database.rows<{ name: string; codes: number }>(sql`
        SELECT organisation.name, CAST(count(organisation_code.id) AS integer) AS codes
          FROM organisation
          JOIN organisation_code ON organisation_code.organisation_id = organisation.id
         WHERE organisation.closed_on IS NULL
         GROUP BY organisation.name`);

    it.each([
      ['before', ['register', 'history']],
      ['after', ['history', 'register']],
    ])('is one council when the register comes %s the inspections', async (_when, order) => {
      for (const which of order)
        if (which === 'register') await bring('uk-local-authorities', files.fileOf('register.csv', register));
        else await bringRows(failedAndRecovered);
      const found = await northshires();
      expect(found).toHaveLength(1);
      expect(found[0]?.codes).toBe(3);
      expect(await countOf('organisation')).toBe(2);
      const again = await bring('uk-local-authorities', files.fileOf('register.csv', register));
      expect(again).toMatchObject({ created: 0, enriched: 0, unchanged: 2 });
    });

    it('takes a closing and a succession from a later edition', async () => {
      const councils = [
        {
          'local-authority-code': 'AAA',
          'official-name': 'Alpha Council',
          'nice-name': 'Alpha',
          'gss-code': 'E06000901',
        },
        {
          'local-authority-code': 'BBB',
          'official-name': 'Beta Council',
          'nice-name': 'Beta',
          'gss-code': 'E06000902',
        },
      ];
      await bring('uk-local-authorities', files.fileOf('first.csv', registerCsv(councils)));
      const [alpha, beta] = councils;
      const closed = { ...alpha, 'end-date': '2023-03-31', 'replaced-by': 'BBB' };
      const later = await bring('uk-local-authorities', files.fileOf('second.csv', registerCsv([closed, { ...beta }])));
      expect(later).toMatchObject({ enriched: 1, unchanged: 1, linksCreated: 1 });
      const [row] = await app.database.rows(sql`
        SELECT before.closed_on AS "closedOn", after.name
          FROM organisation AS before
          JOIN organisation_link ON organisation_link.from_id = before.id AND organisation_link.type = 'replaced_by'
          JOIN organisation AS after ON after.id = organisation_link.to_id`);
      expect(row).toEqual({ closedOn: '2023-03-31', name: 'Beta Council' });
    });

    it('does not make two councils of one code', async () => {
      const twice = [
        {
          'local-authority-code': 'AAA',
          'official-name': 'Alpha Council',
          'nice-name': 'Alpha',
          'gss-code': 'E06000901',
        },
        {
          'local-authority-code': 'AAA',
          'official-name': 'Alfa Town Council',
          'nice-name': 'Alfa',
          'gss-code': 'E06000901',
        },
      ];
      const report = await bring('uk-local-authorities', files.fileOf('twice.csv', registerCsv(twice)));
      expect(report).toMatchObject({ created: 1, refused: [{ line: 3 }] });
    });
  });
});

const realFolder = join(rootFolder, '../shared/data/open');
const real = join(realFolder, 'ofsted_la_childrens_services/ilacs_history_2026-08-21.csv');

if (existsSync(real))
  describe('the real history of 153 councils', () => {
    it('lands every row beside the case library, and changes nothing the second time', async () => {
      app = await startTestApp({ library: true });
      const report = await bring('ofsted-ilacs-history', real);
      expect(report.rows).toBe(497);
      expect(report.created + report.enriched + report.unchanged + report.refused.length).toBe(497);
      expect(report).toMatchObject({ created: 488, enriched: 9, bodiesCreated: 150, refused: [] });
      const again = await bring('ofsted-ilacs-history', real);
      expect(again).toMatchObject({ created: 0, enriched: 0, bodiesCreated: 0, unchanged: 497 });
    }, 60_000);

    it('makes no second council beside a register, whichever comes first', async () => {
      app = await startTestApp({ library: false });
      const register = join(realFolder, 'registers/uk_local_authorities_current.csv');
      await bring('uk-local-authorities', register);
      const report = await bring('ofsted-ilacs-history', real);
      expect(report).toMatchObject({ bodiesCreated: 0, created: 497 });
    }, 60_000);
  });
