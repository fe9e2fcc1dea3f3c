import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { profilesFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { CheckingFilesService } from '../../src/exchange/checking-files.service.js';
import { readProfile } from '../../src/exchange/domain/check-profile.js';
import { compiledProfile } from '../../src/exchange/domain/compiled-profile.js';
import { type ImportReport, reportLines } from '../../src/exchange/domain/import-report.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { aFolder, csvOf, ilacsCsv, registerCsv } from '../builders/csv-files.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { odsCell, odsRow, spreadsheetOf, workbookOf, zipOf } from '../builders/workbooks.js';

const keeper = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
let app: TestApp;

beforeEach(async () => {
  app = await startTestApp({ library: false });
});
afterEach(() => app.close());
afterAll(() => files.remove());

const confirmed = 'Made up for this test';
async function bring(profile: string, content: string | Buffer, name = 'file.csv'): Promise<ImportReport> {
  const path = files.fileOf(name, content);
  const report = await app.app.get(ImportsService).import(keeper, { profile, path, dryRun: false, confirmed });
  expect(report.created + report.enriched + report.unchanged + report.refused.length).toBe(report.rows);
  return report;
}

type Held = { name: string; on: string | null; framework: string | null; label: string | null; absence: string | null };
const overall = (): Promise<Held[]> =>
  app.database.rows<Held>(sql`
    SELECT organisation.name, coalesce(inspection.published_on, inspection.started_on) AS "on",
           framework.key AS framework, judgement.label, judgement.absence
      FROM inspection
      JOIN organisation ON organisation.id = inspection.organisation_id
      LEFT JOIN framework ON framework.id = inspection.framework_id
      LEFT JOIN judgement ON judgement.inspection_id = inspection.id AND judgement.position = 0
     ORDER BY organisation.name, inspection.judged_day`);

const providers = (heading: readonly string[], rows: readonly string[][]): string =>
  [heading, ...rows]
    .map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\n');
const heading2015 = [
  'Web link',
  'URN',
  'Provision type',
  'Setting Name',
  'Region',
  'Inspection type',
  'Inspection Date',
  'Overall effectiveness',
  'The safety of children and young people',
  'Leadership and management',
];
const heading2022 = [
  'Web link',
  'URN',
  'Provision type',
  'Registration date',
  'Name',
  'Government Office Region',
  'Latest full inspection event type',
  'Latest full inspection date',
  'Latest full inspection publication date',
  'Latest full inspection overall experiences and progress of children and young people',
  'Latest full inspection how well children and young people are helped and protected',
  'Latest full inspection the effectiveness of leaders and managers',
];
const home2015 = [
  'x',
  'SC000001',
  'Children’s home',
  'REDACTED',
  'London',
  'Full inspection',
  '12/11/2014',
  'Adequate',
  'Good',
  'Satisfactory',
];
const home2022 = [
  'x',
  'SC000001',
  'Children’s home',
  '01/01/1900',
  'REDACTED',
  'London',
  'Full inspection',
  '01/03/2022',
  '05/04/2022',
  'Inadequate',
  'Inadequate',
  'Good',
];

describe('what a real publication brings', () => {
  it('1. a heading on line 1, 2 or 5, under titles, notes and bands, with empty columns behind it', async () => {
    expect(await bring('ofsted-social-care-providers', providers(heading2015, [home2015]))).toMatchObject({
      created: 1,
    });
    const band = ['Provider information', ...Array.from({ length: 11 }, () => ''), 'Latest full inspection'];
    const notes = [
      ['Children’s social care data'],
      ['This worksheet holds one table'],
      ['Some cells say ""nothing""'],
      band,
    ];
    const wide = [...heading2022, ...Array.from({ length: 39 }, () => '')];
    const later = await bring(
      'ofsted-social-care-providers',
      providers([], [...notes, wide, [...home2022, ''], ['Source: Ofsted']]),
    );
    expect(later).toMatchObject({ rows: 1, created: 1, bodiesCreated: 0 });
    expect(await overall()).toEqual([
      expect.objectContaining({
        name: 'Provider SC000001 (name withheld by Ofsted)',
        framework: null,
        label: 'Adequate',
      }),
      expect.objectContaining({ framework: 'ofsted_sccif_homes', label: 'Inadequate' }),
    ]);
  });

  it('2. UTF-8 with and without a mark and the encoding of Windows, LF and CRLF, within one series', async () => {
    const text = csvOf(
      ['URN', 'Name', 'Status', 'Rating', 'Inspect Date', 'Date Opened', 'Date Closed', 'Type', 'Other URN'],
      [{ URN: '100001', Name: 'St Mary’s à Beckett', Status: '1' }],
    );
    const windows = Buffer.from(text.replaceAll('\n', '\r\n').replaceAll('’', '\x92'), 'latin1');
    await bring('school-register', `\uFEFF${text}`);
    expect(await bring('school-register', windows)).toMatchObject({ unchanged: 1, bodiesCreated: 0 });
    expect(await bring('school-register', gzipSync(text))).toMatchObject({ unchanged: 1 });
    const [row] = await app.database.rows(sql`SELECT organisation.name FROM organisation`);
    expect(row).toEqual({ name: 'St Mary’s à Beckett' });
  });

  it('3. workbooks with numbers as text, links as formulas and text of lists, spreadsheets, documents', async () => {
    const columns = [
      'urn',
      'la_code',
      'stat_neighbour_judgement',
      'local_authority',
      'inspection_link',
      'publication_date',
      'inspection_framework',
      'inspection_start_date',
      'inspection_end_date',
      'overall_effectiveness_grade',
      'impact_of_leaders_grade',
      'help_and_protection_grade',
      'in_care_grade',
      'care_leavers_grade',
      'local_link',
    ];
    const link = { formula: 'HYPERLINK(".\\reports", "reports")', kept: '0' };
    const row = [
      '80999',
      '999',
      "[(372, 'outstanding')]",
      'westshire',
      'https://files.ofsted.gov.uk/v1/file/1',
      { serial: 45_057 },
      'short',
      '13/03/2023',
      '24/03/2023',
      'good',
      'good',
      'good',
      'good',
      'good',
      link,
    ];
    expect(await bring('ofsted-ilacs-overview', workbookOf({ Sheet1: [columns, row] }), 'overview.xlsx')).toMatchObject(
      { created: 1, refused: [] },
    );

    const directory = [
      'Location ID',
      'Location HSCA start date',
      'Location Name',
      'Location Primary Inspection Category',
      'Location Latest Overall Rating',
      'Publication Date',
      'Inherited Rating (Y/N)',
      'Location Region',
    ];
    const ods = spreadsheetOf({
      README: odsRow([odsCell('About this file')]),
      HSCA_Active_Locations: [
        odsRow([...directory.map((name) => odsCell(name)), odsCell('', 'table:number-columns-repeated="16000"')]),
        odsRow(
          ['1-111', '01/10/2010', 'Elm House', 'Residential social care', 'Good', '11/12/2020', 'N', 'London'].map(
            (cell) => odsCell(cell),
          ),
        ),
        odsRow([odsCell('', 'table:number-columns-repeated="16384"')], 'table:number-rows-repeated="1048000"'),
      ].join(''),
    });
    expect(await bring('cqc-care-directory', ods, 'directory.ods')).toMatchObject({ rows: 1, created: 1 });

    const document = {
      locationId: '1-222',
      name: 'Ash Clinic',
      type: 'Primary Medical Services',
      region: 'London',
      registrationDate: '2013-04-01',
      registrationStatus: 'Deregistered',
      deregistrationDate: '2024-05-31',
      currentRatings: {
        overall: {
          rating: 'Requires improvement',
          reportDate: '2019-06-22',
          keyQuestionRatings: [{ name: 'Safe', rating: 'Inadequate' }],
        },
        serviceRatings: [{ name: 'mothers', rating: 'Good', reportDate: '2019-06-22' }],
      },
      historicRatings: [{ reportDate: '2016-11-19', overall: { rating: 'Inspected but not rated' } }],
    };
    const api = await bring('cqc-api-locations', zipOf({ 'location_1-222.json': JSON.stringify(document) }), 'api.zip');
    expect(api).toMatchObject({ rows: 3, created: 3 });
    const [ash] = await app.database.rows(
      sql`SELECT organisation.closed_on AS "closedOn" FROM organisation WHERE organisation.name = 'Ash Clinic'`,
    );
    expect(ash).toEqual({ closedOn: '2024-05-31' });
    await expect(
      bring('ofsted-ilacs-history', '<!DOCTYPE html><html><body>Not found</body></html>', 'report.pdf'),
    ).rejects.toThrow('looks like a web page');
  });

  it('4. days in nine forms; a month stays a month, and 1900 is no day', async () => {
    const rows = [
      {
        locationid: '1-1',
        reportdate: '2016-12-14',
        rating: 'Good',
        location_start_2025: '18602',
        location_end_2025: '21644',
      },
    ];
    await bring(
      'cqc-non-care-home-history',
      csvOf(['reportdate', 'rating', 'ownership', 'locationid', 'location_start_2025', 'location_end_2025'], rows),
    );
    const [body] = await app.database.rows(
      sql`SELECT organisation.opened_on AS "from", organisation.closed_on AS "to" FROM organisation`,
    );
    expect(body).toEqual({ from: '2010-12-06', to: '2019-04-05' });
    const directory = csvOf(
      [
        'Location ID',
        'Location HSCA start date',
        'Location Name',
        'Location Primary Inspection Category',
        'Location Latest Overall Rating',
        'Publication Date',
        'Inherited Rating (Y/N)',
        'Location Region',
      ],
      [
        {
          'Location ID': '1-2',
          'Location Name': 'Oak',
          'Location Latest Overall Rating': 'Good',
          'Publication Date': 'February 2025',
        },
      ],
    );
    await bring('cqc-care-directory', directory);
    await bring('ofsted-social-care-providers', providers(heading2022, [home2022]));
    expect((await overall()).map(({ on }) => on)).toEqual(['2016-12-14', '2025-02', '2022-04-05']);
    const undated = await app.database.rows(
      sql`SELECT organisation.id FROM organisation WHERE organisation.opened_on = '1900-01-01'`,
    );
    expect(undated).toEqual([]);
  });

  it('5. a dozen marks for nothing, each the absence that it is', async () => {
    await bring(
      'cqc-api-locations',
      zipOf({
        'a.json': JSON.stringify({
          locationId: '1-3',
          name: 'A',
          currentRatings: { overall: { rating: 'Inspected but not rated', reportDate: '2020-01-01' } },
        }),
        'b.json': JSON.stringify({
          locationId: '1-4',
          name: 'B',
          currentRatings: { overall: { rating: 'No published rating', reportDate: '2020-01-01' } },
        }),
        'c.json': JSON.stringify({
          locationId: '1-5',
          name: 'C',
          currentRatings: { overall: { rating: 'See footnote 3 below', reportDate: '2020-01-01' } },
        }),
      }),
      'api.zip',
    );
    await bring('ofsted-ilacs-history', ilacsCsv([{ overall_effectiveness_grade: 'data_unreadable' }]));
    expect((await overall()).map(({ name, absence }) => [name, absence])).toEqual([
      ['A', 'insufficient_evidence'],
      ['B', 'not_yet_rated'],
      ['C', 'unreadable'],
      ['Westshire', 'unreadable'],
    ]);
  });

  it('6. grades as digits either way round, four spellings, retired words, under the framework of their day', async () => {
    const rows = [
      'Good,20080101',
      'Satisfactory,20110101',
      'Requires Improvement,20130101',
      'Inadequate,20160101',
      'Outstanding,20191001',
      'Satisfactory,20121001',
    ];
    const report = await bring(
      'ofsted-school-judgements',
      `URN,Rating,Inspection Date\n${rows.map((row, index) => `10000${index},${row}`).join('\n')}\n`,
    );
    expect(report.remarks).toEqual([
      { line: 7, column: 'Rating', text: expect.stringContaining('a word of another framework') },
    ]);
    expect((await overall()).map(({ framework, label }) => [framework, label])).toEqual([
      ['ofsted_s5_2005', 'Good'],
      ['ofsted_s5_2009', 'Satisfactory'],
      ['ofsted_s5_2012', 'Requires Improvement'],
      ['ofsted_cif_2015', 'Inadequate'],
      ['ofsted_eif_2019', 'Outstanding'],
      ['ofsted_s5_2012a', 'Satisfactory'],
    ]);
    const scottish = [
      'CSNumber',
      'CareService',
      'Service Type',
      'ServiceName',
      'DateReg',
      'Publication_of_Latest_Grading',
      'Quality_of_Care_and_Support',
      'Quality_of_Environment',
      'Quality_of_Staffing',
      'Quality_of_Mgmt_and_Lship',
      'KQ_Support_Wellbeing',
      'KQ_Leadership',
      'KQ_Staff_Team',
      'KQ_Setting',
      'KQ_Care_and_Support_Planning',
    ];
    await bring(
      'care-inspectorate-register',
      csvOf(scottish, [
        {
          CSNumber: 'CS2003000001',
          ServiceName: 'Burn House',
          DateReg: '01/04/2002',
          Publication_of_Latest_Grading: '25/06/2018',
          Quality_of_Care_and_Support: '2',
        },
        {
          CSNumber: 'CS2003000002',
          ServiceName: 'Glen House',
          DateReg: '01/04/2002',
          Publication_of_Latest_Grading: '25/08/2018',
          Quality_of_Care_and_Support: '5',
          KQ_Support_Wellbeing: '1',
        },
        {
          CSNumber: 'CS2003000003',
          ServiceName: 'Loch House',
          DateReg: '01/04/2002',
          Publication_of_Latest_Grading: '01/01/1900',
        },
      ]),
    );
    expect(
      (await overall()).filter(({ name }) => name.endsWith('House')).map(({ framework, label }) => [framework, label]),
    ).toEqual([
      ['ci_scot_2008', '2'],
      ['ci_scot_2018', '1'],
    ]);
  });

  it('7. no headline where the framework gives none, and none is made up', async () => {
    await bring(
      'ofsted-ilacs-history',
      ilacsCsv([
        {
          publication_date: '03/08/26',
          inspection_start_date: '08/06/2026',
          inspection_end_date: '19/06/2026',
          overall_effectiveness_grade: 'not_reported_post_reform',
          impact_of_leaders_grade: 'inadequate',
        },
      ]),
    );
    const found = await app.database.rows(sql`SELECT judgement.id FROM judgement WHERE judgement.is_overall = 1`);
    expect(found).toEqual([]);
    expect(await app.database.rows(sql`SELECT failure_episode.id FROM failure_episode`)).toHaveLength(1);
  });

  it('7. a headline in a report of the first weeks without one is of the framework before, where no visit is dated', async () => {
    const columns = ['urn', 'local_authority', 'publication_date', 'framework', 'overall'];
    const areas = ['impact_of_leaders', 'help_and_protection', 'in_care', 'care_leavers'];
    const row = { urn: '80998', local_authority: 'eastshire', publication_date: '2026-04-20', overall: 'inadequate' };
    const report = await bring('ofsted-la-overall-history', csvOf([...columns, ...areas], [row]));
    expect(report.remarks).toEqual([
      { line: 2, column: 'overall', text: expect.stringContaining('read under the one before') },
    ]);
    expect(await overall()).toMatchObject([{ framework: 'ofsted_ilacs_2023', label: 'Inadequate' }]);
    // A framework that was worked out may end an episode and never opens one.
    expect(await app.database.rows(sql`SELECT failure_episode.id FROM failure_episode`)).toEqual([]);
  });

  it('8. snapshots become events, and what vanishes closes nothing', async () => {
    await bring(
      'ofsted-social-care-providers',
      providers(heading2015, [
        home2015,
        ['x', 'SC000002', 'Agency', 'Oak Fostering', 'London', 'Full inspection', '01/02/2015', 'Good', '', ''],
      ]),
      '2015.csv',
    );
    const report = await bring('ofsted-social-care-providers', providers(heading2022, [home2022]), '2022.csv');
    expect(report).toMatchObject({ created: 1, bodiesCreated: 0 });
    expect(await overall()).toHaveLength(3);
    expect(
      await app.database.rows(sql`SELECT organisation.id FROM organisation WHERE organisation.closed_on IS NOT NULL`),
    ).toEqual([]);
  });

  it('9. a school that became another is tied to it, and one council of six spellings stays one', async () => {
    const columns = [
      'URN',
      'Name',
      'Status',
      'Rating',
      'Inspect Date',
      'Date Opened',
      'Date Closed',
      'Type',
      'Other URN',
    ];
    await bring('ofsted-school-judgements', 'URN,Rating,Inspection Date\n100010,Inadequate,20140101\n');
    const report = await bring(
      'school-register',
      csvOf(columns, [
        { URN: '100010', Name: 'Elm School', Status: '2', 'Date Closed': '20180831', 'Other URN': '145210.0' },
        { URN: '145210', Name: 'Elm Academy', Status: '1', 'Date Opened': '20180901', 'Other URN': '100010.0' },
        { URN: '100011', Name: 'Ash School', Status: '2', 'Other URN': '999999.0' },
      ]),
    );
    expect(report).toMatchObject({ linksCreated: 1, bodiesCreated: 2, enriched: 1 });
    const [link] = await app.database.rows(sql`
      SELECT earlier.name AS "from", later.name AS "to", organisation_link.type, organisation_link.on_date AS "on"
        FROM organisation_link
        JOIN organisation AS earlier ON earlier.id = organisation_link.from_id
        JOIN organisation AS later ON later.id = organisation_link.to_id`);
    expect(link).toEqual({ from: 'Elm School', to: 'Elm Academy', type: 'predecessor', on: '2018-08-31' });

    await bring(
      'uk-local-authorities',
      registerCsv([
        {
          'local-authority-code': 'KHL',
          'official-name': 'Kingston upon Hull City Council',
          'nice-name': 'Hull',
          'gss-code': 'E06000010',
        },
      ]),
    );
    const names = ['Hull', 'kingston-upon-hull', 'City of Kingston upon Hull', 'HULL CITY COUNCIL', 'Hull'];
    expect(
      await bring(
        'uk-authority-names',
        csvOf(
          ['la-name', 'local-authority-code'],
          [
            ...names.map((name) => ({ 'la-name': name, 'local-authority-code': 'KHL' })),
            { 'la-name': 'Nowhere', 'local-authority-code': 'NWH' },
          ],
        ),
      ),
    ).toMatchObject({ bodiesCreated: 0, enriched: 3, refused: [{ line: 7 }] });
    await bring('ofsted-ilacs-history', ilacsCsv([{ urn: '80001', local_authority: 'kingston upon hull' }]));
    const councils = await app.database.rows(
      sql`SELECT organisation.name FROM organisation WHERE organisation.kind = 'council'`,
    );
    expect(councils).toEqual([{ name: 'Kingston upon Hull City Council' }]);
  });

  it('10. a publication that lost rows is refused until somebody says why it is right', async () => {
    const imports = app.app.get(ImportsService);
    const rows = Array.from({ length: 8 }, (_, index) => ({
      CSNumber: `CS200300000${index}`,
      ServiceName: `House ${index}`,
      DateReg: '01/04/2002',
    }));
    const columns = [
      'CSNumber',
      'CareService',
      'ServiceType',
      'ServiceName',
      'DateReg',
      'Publication_of_Latest_Grading',
      'Quality_of_Care_and_Support',
      'Quality_of_Environment',
      'Quality_of_Staffing',
      'Quality_of_Mgmt_and_Lship',
      'KQ_Support_Wellbeing',
      'KQ_Leadership',
      'KQ_Staff_Team',
      'KQ_Setting',
      'KQ_Care_and_Support_Planning',
    ];
    const own = compiledProfile({ ...imports.profileOf({ profile: 'care-inspectorate-register' }).data, smallest: 2 });
    const order = (count: number) => ({
      profile: '',
      own,
      path: files.fileOf(`${count}.csv`, csvOf(columns, rows.slice(0, count))),
      dryRun: false,
    });
    await imports.import(keeper, order(8));
    await expect(imports.import(keeper, order(5))).rejects.toThrow('the last import of it had 8');
    await expect(imports.import(keeper, order(1))).rejects.toThrow('a whole publication has at least 2');
    expect(await imports.import(keeper, { ...order(5), confirmed: 'The register was split' })).toMatchObject({
      unchanged: 5,
    });
  });

  it('11. figures that do not tie are not made to: every row is counted once, and said', async () => {
    const report = await bring(
      'ofsted-school-judgements',
      'URN,Rating,Inspection Date\n100001,Good,20140101\n,Good,20140101\n100002,Good,20149901\n100003,Splendid,20140101\n',
    );
    expect(report).toMatchObject({
      rows: 4,
      created: 2,
      refused: [
        { line: 3, column: 'URN' },
        { line: 4, column: 'Inspection Date' },
      ],
      remarks: [{ line: 5, column: 'Rating' }],
    });
    expect(reportLines(report).join('\n')).toContain('4 rows read');
  });

  it('12. the same judgement in several publications is one, and a grade that differs is kept beside it', async () => {
    await bring(
      'ofsted-school-judgements',
      'URN,Rating,Inspection Date\n100001,Good,20180320\n100001,Good,20180320\n100002,Good,20180320\n100002,Inadequate,20180320\n',
    );
    const columns = [
      'URN',
      'Name',
      'Status',
      'Rating',
      'Inspect Date',
      'Date Opened',
      'Date Closed',
      'Type',
      'Other URN',
    ];
    const register = csvOf(columns, [
      { URN: '100001', Name: 'Elm School', Status: '1', Rating: 'Requires Improvement', 'Inspect Date': '20180320' },
      { URN: '100002', Name: 'Ash School', Status: '1', Rating: 'Inadequate', 'Inspect Date': '20180320' },
    ]);
    const report = await bring('school-register', register);
    expect(report).toMatchObject({ enriched: 2, bodiesCreated: 0, conflicts: 1 });
    expect((await overall()).map(({ name, label }) => [name, label])).toEqual([
      ['Ash School', 'Inadequate'],
      ['Elm School', 'Good'],
    ]);
    const claims = await app.database.rows(
      sql`SELECT source_claim.text FROM source_claim ORDER BY source_claim.position`,
    );
    expect(claims).toEqual([{ text: 'Good' }, { text: 'Requires Improvement' }]);
    expect(await bring('school-register', register)).toMatchObject({ unchanged: 2, ref: null, conflicts: 0 });
  });
});

describe('another publication', () => {
  it('is brought in by a profile of one’s own, without any code', async () => {
    const data = readProfile(readFileSync(join(profilesFolder, 'ofsted-school-judgements.json'), 'utf8'), 'mine');
    const own = compiledProfile({
      ...data,
      key: 'mine',
      smallest: 1,
      columns: { ...data.columns, URN: { ...data.columns.URN, called: ['Unique number'] } },
    });
    const path = files.fileOf('own.csv', 'Unique number,Rating,Inspection Date\n100001,Good,20180320\n');
    expect(
      await app.app.get(ImportsService).import(keeper, { profile: 'mine', own, path, dryRun: false }),
    ).toMatchObject({ created: 1 });
  });

  it('is looked at first: what fits, what is lacking, what is not known', async () => {
    const checking = app.app.get(CheckingFilesService);
    const imports = app.app.get(ImportsService);
    const path = files.fileOf(
      'look.csv',
      'URN,Rating,Inspection Date\n100001,Splendid,20180320\n100002,Splendid,20180320\n,Good,x\n',
    );
    const fits = await checking.whatFits(imports.profiles, path);
    expect(fits.filter((fit) => fit.fits).map(({ profile }) => profile)).toEqual(['ofsted-school-judgements']);
    expect(fits.find(({ profile }) => profile === 'school-register')?.lacking).toEqual([
      'Name',
      'Status',
      'Inspect Date',
      'Date Opened',
      'Date Closed',
      'Type',
      'Other URN',
    ]);
    expect(await checking.check(imports.profileOf({ profile: 'ofsted-school-judgements' }), path)).toMatchObject({
      headingLine: 1,
      rows: 3,
      readable: 2,
      unknown: [
        { column: 'Rating', value: 'Splendid', count: 2, line: 2 },
        { column: 'URN', value: '', count: 1 },
      ],
      suspicious: expect.stringContaining('at least 20,000'),
    });
    expect(JSON.parse(await checking.startOf(path))).toMatchObject({
      columns: { URN: {}, Rating: {} },
      dates: ['yyyymmdd'],
    });
    expect(await app.database.rows(sql`SELECT organisation.id FROM organisation`)).toEqual([]);
  });
});
