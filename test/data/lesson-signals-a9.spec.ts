import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import type { Reading } from '../../src/lessons/domain/signal.js';
import type { SignalReading } from '../../src/lessons/domain/signals.js';
import { LessonSignalsService } from '../../src/lessons/lesson-signals.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const today = day('2026-11-23');
let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord({ library: true, today });
}, 120_000);
afterAll(() => record.close());

async function readings(title: string, more: Partial<Reading> = {}): Promise<ReadonlyMap<string, SignalReading>> {
  const row = await record.database.row<{ id: string }>(sql`
    SELECT failure_episode.id FROM failure_episode WHERE failure_episode.title = ${title}`);
  const reading: Reading = { asOf: today, mode: 'hindsight', scope: 'public', ...more };
  const read = await record.get(LessonSignalsService).readEpisode(row?.id ?? '', reading);
  return new Map((read ?? []).map((one) => [one.key, one]));
}

/** "23.0 ±1 challenge". */
const told = (reading: SignalReading | undefined): string => {
  const { value, uncertainty, result } = reading?.outcome ?? {};
  return `${value?.toFixed(1) ?? 'none'} ±${uncertainty ?? 0} ${result ?? 'unread'}`;
};

const doncaster = 'Doncaster: how the council was run, 2010 to 2014';
const westSussex2010 = 'West Sussex: children’s services, first failure, 2010';
const westSussex2019 = 'West Sussex: children’s services, second failure, 2019';
const eltham = 'Eltham: the school in special measures, 2010 to 2012';
const basildon = 'Basildon and Thurrock: safety of care, 2009 to 2014';

describe('the report’s own cases, from the shipped library', () => {
  it.each([
    [doncaster, '23.0 ±1 challenge', '2.5 ±0.5 discuss'],
    [westSussex2010, '29.5 ±6 challenge', '6.4 ±6 discuss'],
    [westSussex2019, '36.0 ±12 challenge', '11.1 ±6 supports'],
    [eltham, '6.5 ±6.5 discuss', '-1.9 ±0.5 discuss'],
    [basildon, '58.0 ±1 challenge', '-45.6 ±0.5 challenge'],
  ])('%s: L1.1 %s, L1.2 %s', async (title, first, second) => {
    const read = await readings(title);
    expect([told(read.get('L1.1')), told(read.get('L1.2'))]).toEqual([first, second]);
  });

  it('lead from each result to the facts that it rests on', async () => {
    const read = await readings(basildon);
    expect(read.get('L1.1')?.outcome.used.map(({ kind, ref }) => [kind, ref !== null])).toEqual([
      ['warning_sign', true],
      ['peer_support', true],
    ]);
  });

  it('read otherwise as they could have been known', async () => {
    const known = await readings(basildon, { mode: 'known', asOf: day('2013-01-01') });
    expect(known.get('L1.2')?.outcome).toMatchObject({ result: 'challenge', value: null });
    expect(known.get('L1.1')?.outcome.sentence).toMatch(/and no peer help\.$/);
  });

  it('read nothing, as recorded, before the library was loaded', async () => {
    const before = await readings(basildon, { mode: 'recorded', asOf: day('2020-01-01') });
    expect(before.get('L1.1')?.outcome.result).toBe('not_enough');
  });
});
