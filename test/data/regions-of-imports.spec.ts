import { sql } from '../../src/database/sql.js';
import { ImportsService } from '../../src/exchange/imports.service.js';
import { aFolder, csvOf } from '../builders/csv-files.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const keeper = { name: 'Record keeper', role: 'operator', requestId: null };
const files = aFolder();
let app: TestApp;

beforeEach(async () => {
  app = await startTestApp({ library: false });
});
afterEach(() => app.close());
afterAll(() => files.remove());

async function bring(profile: string, content: string) {
  const path = files.fileOf('file.csv', content);
  const report = await app.app
    .get(ImportsService)
    .import(keeper, { profile, path, dryRun: false, confirmed: 'Made up for this test' });
  return { created: report.created, enriched: report.enriched, unchanged: report.unchanged };
}

const regions = async (): Promise<Record<string, string | null>> =>
  Object.fromEntries(
    (
      await app.database.rows<{ name: string; region: string | null }>(
        sql`SELECT organisation.name, organisation.region FROM organisation WHERE organisation.kind <> 'council'`,
      )
    ).map(({ name, region }) => [name, region]),
  );

const authorities = csvOf(
  ['urn', 'la_code', 'la_code_new', 'local_authority_ons_name', 'region_name', 'country'],
  [
    {
      urn: '80501',
      la_code: '301',
      la_code_new: 'E09000002',
      local_authority_ons_name: 'Eastmere',
      region_name: 'London',
      country: 'England',
    },
    {
      urn: '80502',
      la_code: '888',
      la_code_new: 'E10000017',
      local_authority_ons_name: 'Hillshire',
      region_name: 'North West',
      country: 'England',
    },
  ],
);
const schoolColumns = [
  'URN',
  'Name',
  'Status',
  'Rating',
  'Inspect Date',
  'Date Opened',
  'Date Closed',
  'Type',
  'Other URN',
  'Local Authority',
];
const school = (URN: string, Name: string, authority: string) => ({
  URN,
  Name,
  Status: '1',
  Type: 'Academy',
  'Local Authority': authority,
});
const schools = csvOf(schoolColumns, [
  school('100001', 'Elm School', '301'),
  school('100002', 'Oak School', '888'),
  school('100003', 'Ash School', '835'),
]);

const careServiceColumns = [
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

describe('the region of a body that a publication names', () => {
  it('is that of the authority in whose area it lies, and not known where that authority is not on the record', async () => {
    await bring('ofsted-authorities', authorities);
    expect(await bring('school-register', schools)).toEqual({ created: 3, enriched: 0, unchanged: 0 });
    expect(await regions()).toEqual({ 'Elm School': 'london', 'Oak School': 'north_west', 'Ash School': null });
  });

  it('is added when the same file comes in once more, after the authorities, and then no more', async () => {
    await bring('school-register', schools);
    expect(await regions()).toEqual({ 'Elm School': null, 'Oak School': null, 'Ash School': null });
    await bring('ofsted-authorities', authorities);
    expect(await bring('school-register', schools)).toEqual({ created: 0, enriched: 2, unchanged: 1 });
    expect(await regions()).toEqual({ 'Elm School': 'london', 'Oak School': 'north_west', 'Ash School': null });
    expect(await bring('school-register', schools)).toEqual({ created: 0, enriched: 0, unchanged: 3 });
  });

  it('is never taken from an authority that was withdrawn', async () => {
    await bring('ofsted-authorities', authorities);
    await app.database.transaction(() =>
      app.database.run(sql`
        UPDATE organisation SET withdrawn_at = '2026-01-01T00:00:00.000Z', withdrawn_reason = 'Made up'
         WHERE organisation.name = 'Eastmere'`),
    );
    await bring('school-register', schools);
    expect(await regions()).toMatchObject({ 'Elm School': null, 'Oak School': 'north_west' });
  });

  it('is Scotland for a service of the Care Inspectorate, and the one in front of the brackets for a location of CQC', async () => {
    await bring(
      'care-inspectorate-register',
      csvOf(careServiceColumns, [
        {
          CSNumber: 'CS2003000001',
          CareService: 'Care Home Service',
          ServiceName: 'Heather House',
          DateReg: '01/04/2002',
        },
      ]),
    );
    await bring(
      'cqc-locations-export',
      csvOf(
        [
          'Location Name',
          'Location ID',
          'Primary inspection category',
          'Location HSCA start date',
          'Location HSCA end date',
          'Location ADASS Region',
        ],
        [
          {
            'Location Name': 'Birch Lodge',
            'Location ID': '1-111',
            'Primary inspection category': 'Adult social care',
            'Location HSCA start date': '1/2/2015 12:00:00 AM',
            'Location ADASS Region': 'East (ADASS Region)',
          },
        ],
      ),
    );
    expect(await regions()).toEqual({ 'Heather House': 'scotland', 'Birch Lodge': 'east_of_england' });
  });
});
