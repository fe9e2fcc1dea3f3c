import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import type { ImportReport } from '../../src/exchange/domain/import-report.js';
import { ImportsService, ShrunkenPublication } from '../../src/exchange/imports.service.js';
import { type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { followUp } from '../../src/research/domain/follow-up.js';
import { type Look, spellsOf } from '../../src/research/domain/spells.js';
import { curveDifferences, type CurveVector, readVector } from '../builders/survival-vectors.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const open = join(rootFolder, '../shared/data/open');
const keeper = { name: 'Record keeper', role: 'operator', requestId: null };

/** Every publication that ships with a profile: its rows, and how many of them are refused. */
const small: readonly [string, string, number, number][] = [
  ['uk-local-authorities', 'registers/uk_local_authorities_current.csv', 470, 0],
  ['uk-authority-gss-codes', 'registers/lookup_gss_to_registry.csv', 483, 0],
  ['uk-authority-names', 'registers/lookup_name_to_registry.csv', 1774, 0],
  ['ofsted-authorities', 'registers/d2i_la_lookup.csv', 156, 0],
  ['nhs-trusts', 'registers/ods_etr_nhs_trusts_2022.csv', 218, 0],
  ['ofsted-ilacs-history', 'ofsted_la_childrens_services/ilacs_history_2026-08-21.csv', 497, 0],
  ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/overview_as_published_2023-08-17.xlsx', 151, 0],
  ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/overview_as_published_2025-02-13.xlsx', 153, 0],
  ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/ilacs_overview_2026-08-21.xlsx', 153, 0],
  ['ofsted-la-outcomes', 'ofsted_la_childrens_services/ofsted_la_outcomes_2023.csv', 151, 0],
  ['ofsted-school-management-information', 'ofsted_schools/mi_oxfordshire_2017-12-31.csv', 299, 0],
  ['cqc-locations-export', 'cqc/locations_export_head1000.csv', 999, 0],
  ['cqc-care-directory', 'cqc/care_directory_header_example.ods', 13, 0],
  ['cqc-api-locations', 'cqc/api_location_details_oldham.zip', 1118, 0],
  ['section-114-notices', 'interventions/section_114_notices_2018_2023.csv', 12, 0],
  ['exceptional-financial-support', 'interventions/exceptional_financial_support_2020_2027.csv', 112, 1],
];

const large: readonly [string, string, number, number][] = [
  ['school-register', 'ofsted_schools/school_register_2018.csv', 26_078, 0],
  ...([2605, 2647, 2688, 2797, 2864, 2971, 3402, 3576] as const).map(
    (rows, index): [string, string, number, number] => [
      'ofsted-social-care-providers',
      `ofsted_social_care/provider_at_march_${2015 + index}.csv`,
      rows,
      index === 3 ? 1 : 0,
    ],
  ),
  ['care-inspectorate-register', 'scotland_care_inspectorate/datastore_2018-12-31.csv.gz', 13_022, 0],
  ['care-inspectorate-register', 'scotland_care_inspectorate/datastore_2020-03-31.csv.gz', 12_684, 112],
];

let app: TestApp;
const bring = async (profile: string, path: string): Promise<ImportReport> => {
  const report = await app.app.get(ImportsService).import(keeper, { profile, path: join(open, path), dryRun: false });
  expect(report.created + report.enriched + report.unchanged + report.refused.length).toBe(report.rows);
  return report;
};

/** All of them take many minutes on a small machine: asked for by name. */
const isLong = process.env.REAL_PUBLICATIONS === 'all';

if (existsSync(open))
  describe('real publications', () => {
    beforeAll(async () => {
      app = await startTestApp({ library: true });
    }, 60_000);
    afterAll(() => app.close());

    it.each(isLong ? [...small, ...large] : small)(
      '%s: every row of %s is counted once, and the second time nothing is new',
      async (profile, path, rows, refused) => {
        const report = await bring(profile, path);
        expect([report.rows, report.refused.length]).toEqual([rows, refused]);
        expect(report.created + report.enriched).toBeGreaterThan(0);
        const again = await bring(profile, path);
        expect(again).toMatchObject({ created: 0, enriched: 0, bodiesCreated: 0, linksCreated: 0, ref: null });
      },
      600_000,
    );

    it('refuses the edition of 11 February 2025, which lost 53 of 153 councils', async () => {
      const broken = bring(
        'ofsted-ilacs-overview',
        'ofsted_la_childrens_services/overview_as_published_2025-02-11.xlsx',
      );
      await expect(broken).rejects.toBeInstanceOf(ShrunkenPublication);
      await expect(broken).rejects.toThrow('This file has 100 rows');
    });

    it('makes one council of each, whatever its files call it', async () => {
      const twins = await app.database.rows(sql`
        SELECT organisation_code.value
          FROM organisation_code
          JOIN organisation ON organisation.id = organisation_code.organisation_id
         WHERE organisation_code.scheme = 'ofsted-la' AND organisation.withdrawn_at IS NULL
         GROUP BY organisation_code.value
        HAVING count(*) > 1`);
      expect(twins).toEqual([]);
    });
  });
else
  describe('real publications', () => {
    it('are not here: nothing of them was proved', () => {
      expect(existsSync(open)).toBe(false);
    });
  });

type LookRow = { body: string; on: CalendarDay; grade: string | null };

/** What the record holds of an imported series, body by body. */
const looksOf = async (profile: string): Promise<{ looks: Look[]; lastDay: CalendarDay }> => {
  const rows = await app.database.rows<LookRow>(sql`
    SELECT inspection.organisation_id AS body, coalesce(inspection.published_on, inspection.started_on) AS "on",
           rating_grade.key AS grade
      FROM inspection
      JOIN import_batch ON import_batch.id = inspection.import_batch_id
      JOIN judgement ON judgement.inspection_id = inspection.id AND judgement.is_overall = 1
      LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
     WHERE import_batch.profile = ${profile}`);
  // A report without a headline says nothing of failing, and the series goes on to the last of them.
  const last = await app.database.row<{ day: CalendarDay }>(sql`
    SELECT max(coalesce(inspection.published_on, inspection.started_on)) AS day
      FROM inspection
      JOIN import_batch ON import_batch.id = inspection.import_batch_id
     WHERE import_batch.profile = ${profile}`);
  const lastDay = last?.day ?? day('1900-01-01');
  const looks = rows
    .filter(({ grade }) => grade !== null)
    .map(({ body, on, grade }) => ({ body, on, isFailing: grade === 'inadequate' }));
  return { looks, lastDay };
};

type SeriesVector = { readonly spells: number; readonly days: number; readonly all: CurveVector };

if (existsSync(open) && isLong)
  describe.each<[string, string, string]>([
    ['schools', 'ofsted-school-judgements', 'ofsted_schools/judgements_2005_2020.csv'],
    ['children', 'ofsted-la-overall-history', 'ofsted_la_childrens_services/la_overall_history_2012_2026_DERIVED.csv'],
    ['cqc', 'cqc-non-care-home-history', 'cqc/all_inspections_non_care_homes_2014_2025.csv'],
  ])('the record of %s, from an empty database', (vectorName, profile, path) => {
    beforeAll(async () => {
      app = await startTestApp({ library: false });
      await bring(profile, path);
    }, 600_000);
    afterAll(() => app.close());

    it('gives the spells and the curve of R on the same file to twelve digits', async () => {
      const { looks, lastDay } = await looksOf(profile);
      const closures = new Map<string, CalendarDay>();
      for (const { id, on } of await app.database.rows<{ id: string; on: CalendarDay }>(sql`
        SELECT organisation.id, organisation.closed_on AS "on" FROM organisation WHERE organisation.closed_on IS NOT NULL`))
        closures.set(id, on);
      const spells = spellsOf(looks, { lastDay, ...(closures.size > 0 ? { closures } : {}) });
      const vector = readVector(vectorName) as SeriesVector;
      expect([spells.length, spells.reduce((sum, spell) => sum + spell.days, 0)]).toEqual([vector.spells, vector.days]);
      expect(curveDifferences(followUp(spells), vector.all)).toEqual([]);
    });
  });
