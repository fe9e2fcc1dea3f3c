import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder } from '../../src/config/paths.js';
import { sql } from '../../src/database/sql.js';
import { derivationEdition } from '../../src/episodes/domain/derivation-edition.js';
import { KeepingRulesService } from '../../src/episodes/keeping-rules.service.js';
import type { FrameworkFile } from '../../src/inspections/domain/framework-file.js';
import { FrameworkLibraryService } from '../../src/inspections/framework-library.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const someone = { name: 'A record keeper', role: 'record keeper', requestId: null };
const file = JSON.parse(readFileSync(join(libraryFolder('inspections'), 'frameworks.json'), 'utf8')) as FrameworkFile;

/** The shipped frameworks, but for one scale on which what was not failing is. */
const stricter = (): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      ...file,
      scales: file.scales.map((scale) => ({
        ...scale,
        grades: scale.grades.map((grade) =>
          grade.key === 'requires_improvement' ? { ...grade, band: 'failing', failure: true } : grade,
        ),
      })),
      frameworks: file.frameworks.map((framework) =>
        framework.key === 'ofsted_ilacs_2018'
          ? {
              ...framework,
              formalFailure: JSON.parse(
                JSON.stringify(framework.formalFailure).replaceAll('"inadequate"', '"requires_improvement"'),
              ) as typeof framework.formalFailure,
            }
          : framework,
      ),
    }),
  );

let record: TestRecord;
beforeEach(async () => {
  record = await openTestRecord();
});
afterEach(() => record.close());

async function judge(grade: string): Promise<void> {
  const [body] = await record
    .get(OrganisationsService)
    .registerMany(someone, [{ name: 'Northwick', kind: 'council', sector: 'councils' }]);
  await record.get(InspectionsService).recordMany(someone, [
    {
      organisationId: body?.id ?? '',
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period('2019-05-08'),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
    },
  ]);
}

const live = async (): Promise<number> =>
  (
    await record.database.row<{ episodes: number }>(sql`
      SELECT CAST(count(*) AS integer) AS episodes FROM failure_episode WHERE failure_episode.withdrawn_at IS NULL`)
  )?.episodes ?? 0;

describe('the rules by which episodes are told', () => {
  it('are noted at the first start, when there is nothing to tell', async () => {
    expect(await record.get(KeepingRulesService).keepUp()).toBe(false);
    expect(
      await record.database.rows(sql`SELECT reference_file.name FROM reference_file ORDER BY reference_file.name`),
    ).toEqual([{ name: 'derived episodes' }, { name: 'frameworks.json' }]);
  });

  it('tell every episode anew when the frameworks have changed, once', async () => {
    await judge('requires_improvement');
    expect(await live()).toBe(0);
    await record.get(FrameworkLibraryService).keep(stricter());
    expect(await live()).toBe(0);
    expect(await record.get(KeepingRulesService).keepUp()).toBe(true);
    expect(await live()).toBe(1);
    expect(await record.database.rows(sql`SELECT organisation_standing.state FROM organisation_standing`)).toEqual([
      { state: 'in_failure' },
    ]);
    expect(await record.get(KeepingRulesService).keepUp()).toBe(false);
  });

  it('tell every episode anew when the method has changed, and change nothing that is as it was', async () => {
    await judge('inadequate');
    const told = await record.database.rows(sql`SELECT * FROM failure_episode`);
    expect(told).toHaveLength(1);
    expect(await record.get(KeepingRulesService).keepUp(derivationEdition + 1)).toBe(true);
    expect(await record.database.rows(sql`SELECT * FROM failure_episode`)).toEqual(told);
    expect(await record.get(KeepingRulesService).keepUp(derivationEdition + 1)).toBe(false);
  });
});
