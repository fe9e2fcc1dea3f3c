import { sql } from '../../src/database/sql.js';
import { Inspection } from '../../src/inspections/data/inspection.entity.js';
import { day } from '../../src/kernel/calendar-day.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { RecoveryQueries } from '../../src/research/data/recovery.queries.js';
import { anInspection, anOrganisation, kept } from '../builders/record-rows.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const today = day('2026-11-27');
let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord({ today });
}, 120_000);
afterAll(() => record.close());

describe('how far the judgements under a framework reach', () => {
  it('is told with and without those that somebody wrote down by themselves', async () => {
    const { database: db } = record;
    const frameworks = await db.rows<{ id: string }>(
      sql`SELECT framework.id FROM framework ORDER BY framework.id LIMIT 3`,
    );
    const [published, written, untouched] = frameworks.map(({ id }) => id);
    const judged = (id: string, frameworkId: string | undefined, on: string, importBatchId: string | null) =>
      anInspection({
        id,
        organisationId: 'body',
        frameworkId: frameworkId ?? null,
        judgedOn: on,
        judgedDay: on,
        importBatchId,
      });
    await db.transaction(async () => {
      await db.insert(Organisation, [anOrganisation({ id: 'body', name: 'Northwick School' })]);
      await db.insert(Inspection, [
        judged('first', published, '2019-05-01', 'batch'),
        judged('last', published, '2020-03-13', 'batch'),
        { ...judged('hidden', published, '2021-01-01', 'batch'), kept: { ...kept, visibility: 'board' } },
        judged('alone', published, '2022-03-09', null),
        judged('later', published, '2027-01-01', 'batch'),
        judged('byhand', written, '2018-02-02', null),
      ]);
    });
    const { frameworks: told } = await record.get(RecoveryQueries).beside(today);
    const series = new Map(told.map((row) => [row.id, row]));
    const reach = (id: string | undefined) => {
      const { lastDay, publishedDay } = series.get(id ?? '') ?? {};
      return [lastDay, publishedDay];
    };
    expect(reach(published)).toEqual(['2022-03-09', '2020-03-13']);
    expect(reach(written)).toEqual(['2018-02-02', null]);
    expect(reach(untouched)).toEqual([null, null]);
  });
});
