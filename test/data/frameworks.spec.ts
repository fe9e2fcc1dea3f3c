import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { FrameworkLookupQueries } from '../../src/inspections/data/framework-lookup.queries.js';
import type { FrameworkFile } from '../../src/inspections/domain/framework-file.js';
import { frameworkRules } from '../../src/inspections/domain/framework.js';
import { FrameworkLibraryService } from '../../src/inspections/framework-library.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const bytes = readFileSync(join(libraryFolder('inspections'), 'frameworks.json'));
const file = JSON.parse(bytes.toString('utf8')) as FrameworkFile;

let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord();
});
afterAll(() => record.close());

const numberOf = async (table: string): Promise<number> =>
  (
    await record.database.row<{ rows: number }>(sql`
    SELECT CAST(count(*) AS integer) AS rows
      FROM (SELECT 'framework' AS name FROM framework
             UNION ALL SELECT 'rating_scale' FROM rating_scale
             UNION ALL SELECT 'rating_grade' FROM rating_grade
             UNION ALL SELECT 'framework_area' FROM framework_area
             UNION ALL SELECT 'framework_fact' FROM framework_fact
             UNION ALL SELECT 'not_rated_reason' FROM not_rated_reason
             UNION ALL SELECT 'source' FROM source
             UNION ALL SELECT 'source_link' FROM source_link
             UNION ALL SELECT 'audit_entry' FROM audit_entry) AS counted
     WHERE counted.name = ${table}`)
  )?.rows ?? 0;

describe('the frameworks at a start', () => {
  it('are all there, with their scales, areas, statements, reasons and sources', async () => {
    expect(await numberOf('framework')).toBe(79);
    expect(await numberOf('rating_scale')).toBe(file.scales.length);
    expect(await numberOf('rating_grade')).toBe(file.scales.flatMap(({ grades }) => grades).length);
    expect(await numberOf('framework_area')).toBe(
      file.frameworks.flatMap(({ judgementAreas }) => judgementAreas).length,
    );
    expect(await numberOf('not_rated_reason')).toBe(9);
    expect(await numberOf('source')).toBe(file.sources.length);
    const statements = file.frameworks.flatMap((framework) => [
      ...framework.inspectionTypes,
      ...framework.categories,
      ...framework.limitingRules,
      ...framework.consequences,
      ...framework.monitoring,
      ...framework.deadlines,
      ...framework.reinspection,
      ...framework.caveats,
    ]);
    expect(await numberOf('framework_fact')).toBe(statements.length);
  });

  it('give the rules of failure back as the file has them', async () => {
    const { byKey } = await record.get(FrameworkLookupQueries).all();
    expect(file.frameworks.map(({ key }) => byKey.get(key)?.rules)).toEqual(file.frameworks.map(frameworkRules));
  });

  it('say of each statement on what it rests', async () => {
    const rows = await record.database.rows<{ text: string; detail: string; source: string }>(sql`
      SELECT framework_fact.text, framework_fact.detail, source.title AS source
        FROM framework
        JOIN framework_fact ON framework_fact.framework_id = framework.id
        JOIN source_link ON source_link.record_id = framework_fact.id AND source_link.record_kind = 'framework_fact'
        JOIN source ON source.id = source_link.source_id
       WHERE framework.key = 'ofsted_ilacs_2018'
         AND framework_fact.kind = 'deadline'
         AND framework_fact.position = 0`);
    const [deadline] = file.frameworks.find(({ key }) => key === 'ofsted_ilacs_2018')?.deadlines ?? [];
    expect(rows).toEqual([
      {
        text: deadline?.action,
        detail: JSON.stringify({ value: deadline?.value, unit: deadline?.unit, from: deadline?.from }),
        source: file.sources.find(({ id }) => id === deadline?.sources[0])?.title,
      },
    ]);
  });

  it('are not loaded again from the same file', async () => {
    const before = await numberOf('audit_entry');
    expect(await record.get(FrameworkLibraryService).keep(bytes)).toBe(false);
    expect(await numberOf('audit_entry')).toBe(before);
  });

  it('follow a new edition of the file, under the ids they have', async () => {
    const before = await record.database.row<{ id: string }>(
      sql`SELECT framework.id FROM framework WHERE framework.key = 'ac_cgi'`,
    );
    const links = await numberOf('source_link');
    const edition = {
      ...file,
      frameworks: file.frameworks.map((framework) =>
        framework.key === 'ac_cgi'
          ? { ...framework, title: 'Renamed', caveats: [...framework.caveats, 'One more.'] }
          : framework,
      ),
    };
    const statements = await numberOf('framework_fact');
    expect(await record.get(FrameworkLibraryService).keep(new TextEncoder().encode(JSON.stringify(edition)))).toBe(
      true,
    );
    expect(
      await record.database.row(
        sql`SELECT framework.id, framework.title FROM framework WHERE framework.key = 'ac_cgi'`,
      ),
    ).toEqual({
      id: before?.id,
      title: 'Renamed',
    });
    expect(await numberOf('framework_fact')).toBe(statements + 1);
    expect(await numberOf('source_link')).toBe(links);
    expect(await numberOf('framework')).toBe(79);
  });

  it('refuse an edition with a framework that nobody has placed, and keep the last one', async () => {
    const [first] = file.frameworks;
    const edition = { ...file, frameworks: [...file.frameworks, { ...first, key: 'unheard_of' }] };
    await expect(
      record.get(FrameworkLibraryService).keep(new TextEncoder().encode(JSON.stringify(edition))),
    ).rejects.toThrow('The framework unheard_of has no area in the table of framework.ts');
    expect(await numberOf('framework')).toBe(79);
  });
});
