import { sql } from '../../src/database/sql.js';
import { period } from '../../src/kernel/period.js';
import { readingOf, valuesByMeasure } from '../../src/measures/data/measure-facts.js';
import { type MeasureFilter, MeasurePagesQueries } from '../../src/measures/data/measure-pages.queries.js';
import { DisclosureCheckService } from '../../src/measures/disclosure-check.service.js';
import type { NewMeasure, NewValue } from '../../src/measures/domain/measure.js';
import { readSeries } from '../../src/measures/domain/series.js';
import { MeasureReadingService } from '../../src/measures/measure-reading.service.js';
import { MeasuresService } from '../../src/measures/measures.service.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { anOrganisation, withdrawn } from '../builders/record-rows.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const someone = { name: 'AC-0001', role: 'record_keeper', requestId: null, account: null };
const everything: MeasureFilter = { text: null, role: null, sector: null, safetyCritical: false };

const aNewMeasure = (more: Partial<NewMeasure> = {}): NewMeasure => ({
  organisationId: 'northwick',
  origin: 'board',
  name: 'Social workers who left',
  unit: 'people',
  kind: 'people',
  role: 'capacity',
  polarity: 'lower',
  frequency: 'month',
  smallNumbers: true,
  verified: true,
  ...more,
});

describe('measures on the record', () => {
  let record: TestRecord;
  let measures: MeasuresService;
  let queries: MeasurePagesQueries;
  let ids: string[];

  beforeAll(async () => {
    record = await openTestRecord();
    measures = record.get(MeasuresService);
    queries = record.get(MeasurePagesQueries);
    await record.database.transaction(() =>
      record.database.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'gone', name: 'A body that is hidden', kept: withdrawn }),
      ]),
    );
    const made = await measures.addMany(someone, [
      aNewMeasure({
        definitions: [
          { text: 'All who left in the month' },
          { text: 'Those on a permanent contract', from: period('2020') },
        ],
        baselines: [
          { from: period('2018'), to: period('2018-12'), lockedOn: period('2019-01-10'), reason: 'The first year' },
        ],
      }),
      aNewMeasure({ name: '100% of visits in time', kind: 'share', unit: '%', role: 'process', safetyCritical: true }),
      aNewMeasure({ organisationId: 'gone', name: 'Of a hidden body' }),
    ]);
    ids = made.map(({ id }) => id);
  });
  afterAll(() => record.close());

  const idOf = (index: number): string => ids[index] ?? '';
  const of = (index: number, values: readonly NewValue[]) =>
    values.map((value) => ({ ...value, measureId: idOf(index) }));

  it('have references of their own', async () => {
    const rows = await queries.page(everything, { limit: 10, offset: 0 });
    expect(rows.map(({ ref, name, total }) => [ref, name, total])).toEqual([
      ['ME-0001', 'Social workers who left', 2],
      ['ME-0002', '100% of visits in time', 2],
    ]);
  });

  it('are found by words, by what they tell of and by their weight, as they stand', async () => {
    const found = async (filter: Partial<MeasureFilter>) =>
      (await queries.page({ ...everything, ...filter }, { limit: 10, offset: 0 })).map(({ ref }) => ref);
    expect(await found({ text: 'WORKERS' })).toEqual(['ME-0001']);
    expect(await found({ text: 'northwick' })).toEqual(['ME-0001', 'ME-0002']);
    expect(await found({ text: '100%' })).toEqual(['ME-0002']);
    expect(await found({ text: '0_' })).toEqual([]);
    expect(await found({ role: 'process' })).toEqual(['ME-0002']);
    expect(await found({ sector: 'health' })).toEqual([]);
    expect(await found({ safetyCritical: true })).toEqual(['ME-0002']);
    expect(await queries.count({ ...everything, role: 'process' })).toBe(1);
  });

  it('of a hidden body are found by nobody', async () => {
    expect(await queries.byRef('ME-0003')).toBeNull();
    expect(await queries.ofOrganisations(['gone'])).toEqual([]);
    expect(await queries.byRef('ME-0001')).not.toBeNull();
  });

  it('keep every edition of their definition, the newest first, and their baselines', async () => {
    const parts = await queries.parts([idOf(0)]);
    expect(parts.map(({ part, edition, text }) => [part, edition, text])).toEqual([
      ['baseline', 0, 'The first year'],
      ['definition', 2, 'Those on a permanent contract'],
      ['definition', 1, 'All who left in the month'],
    ]);
  });

  it('keep what was said before when a number is revised', async () => {
    await measures.addValues(
      someone,
      of(0, [
        { on: period('2018-01'), value: 20 },
        { on: period('2018-02'), value: 24 },
        { on: null, value: 9 },
      ]),
    );
    await measures.addValues(
      someone,
      of(0, [
        { on: period('2018-01'), value: 30, status: 'revised' },
        { on: period('2018-03'), value: 22 },
        { on: null, value: 11 },
      ]),
    );
    const rows = await queries.values([idOf(0)]);
    expect(rows.map(({ position, edition, occurredOn, value }) => [position, edition, occurredOn, value])).toEqual([
      [0, 1, '2018-01', 20],
      [0, 2, '2018-01', 30],
      [1, 1, '2018-02', 24],
      [2, 1, null, 9],
      [3, 1, '2018-03', 22],
      [4, 1, null, 11],
    ]);
    const row = await queries.byRef('ME-0001');
    if (!row) throw new Error('The measure is not there');
    const { entries } = readSeries(valuesByMeasure(rows).get(row.id) ?? [], readingOf(row), { scope: 'public' });
    expect(entries.map(({ shown }) => (shown.is === 'number' ? shown.value : shown.letter))).toEqual([
      30, 24, 22, 9, 11,
    ]);
  });

  it('give numbers back as they came, to the last decimal', async () => {
    await measures.addValues(
      someone,
      of(1, [{ on: period('2019'), value: 107.86, low: -0.1, high: 1_234_567.891, numerator: 3, denominator: 7 }]),
    );
    const [row] = await queries.values([idOf(1)]);
    expect(row).toMatchObject({ value: 107.86, low: -0.1, high: 1_234_567.891, numerator: 3, denominator: 7 });
  });

  it('write every act down with whoever did it', async () => {
    const acts = await record.database.rows<{ action: string; actor: string }>(sql`
      SELECT audit_entry.action, audit_entry.actor FROM audit_entry WHERE audit_entry.actor = 'AC-0001' ORDER BY audit_entry.seq`);
    expect([...new Set(acts.map(({ action }) => action))]).toEqual(['measure.recorded', 'measure_value.recorded']);
  });

  it('come with all that their charts need in three statements', async () => {
    const all = await record.get(MeasureReadingService).ofOrganisations(['northwick']);
    expect(all.map(({ row, values, baselines }) => [row.ref, values.length, baselines.length])).toEqual([
      ['ME-0001', 6, 1],
      ['ME-0002', 1, 0],
    ]);
    expect(await record.get(MeasureReadingService).ofOrganisations([])).toEqual([]);
  });

  it('leave nothing when one of them cannot be kept', async () => {
    const before = await queries.count(everything);
    await expect(measures.addMany(someone, [aNewMeasure(), aNewMeasure({ organisationId: 'nobody' })])).rejects.toThrow(
      /foreign key/i,
    );
    expect(await queries.count(everything)).toBe(before);
  });
});

describe('the check of disclosure control', () => {
  it('works every published case with the running service', async () => {
    const record = await openTestRecord();
    try {
      const results = await record.get(DisclosureCheckService).run();
      expect(results.length).toBeGreaterThan(50);
      expect(results.filter(({ passed }) => !passed)).toEqual([]);
    } finally {
      await record.close();
    }
  });
});
