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
    [doncaster, '23.1 ± 0.5', '23.0 ±1 challenge', '2.5 ±0.5 discuss'],
    [westSussex2010, '29.5 ± 6', '29.5 ±6 challenge', '6.4 ±6 discuss'],
    [westSussex2019, '46.2 ± 6', '36.0 ±12 challenge', '11.1 ±6 supports'],
    [eltham, '4.6 ± 6', '6.5 ±6.5 discuss', '-1.9 ±0.5 discuss'],
    [basildon, '12.4 ± 0.5', '58.0 ±1 challenge', '-45.6 ±0.5 challenge'],
  ])('%s: first sign to trigger %s, L1.1 %s, L1.2 %s', async (title, judged, first, second) => {
    const read = await readings(title);
    expect([told(read.get('L1.1')), told(read.get('L1.2'))]).toEqual([first, second]);
    expect(read.get('L1.1')?.outcome.notes).toContain(`The failure was judged ${judged} months after the first sign.`);
  });

  it.each([
    [doncaster, 'Nothing on the record shows lighter support after it.', '52.4 months', '8.6 months before'],
    [westSussex2010, 'Nothing on the record shows lighter support after it.', '24.0 ± 12 months', null],
    [westSussex2019, 'A review by the Department for Education', '47.2 months', null],
    [eltham, 'continued after it.', '15.4 months', null],
    [basildon, 'Buddy trust continued after it.', '54.4 months', null],
  ])('%s: after the exit, “%s”; it ran for %s', async (title, cover, length, early) => {
    const outcome = (await readings(title)).get('L2.4')?.outcome;
    expect(outcome?.sentence).toContain(cover);
    expect(outcome?.notes.join(' ')).toContain(`It had run for ${length}.`);
    expect(/It ended (.*?) the end/.exec(outcome?.notes[1] ?? '')?.[1] ?? null).toBe(early);
    // Nobody wrote down who took on what was open: as a whole it is not enough, and says what to add.
    expect(outcome?.result).toBe('not_enough');
    expect(outcome?.missing).toEqual(['Add who took on each action that was open when the intervention ended.']);
    expect(outcome?.notes[0]).toBe('Which milestones were open when the intervention ended is not on the record.');
  });

  it('watch the second West Sussex episode until May 2030', async () => {
    const watch = (await readings(westSussex2019)).get('L8.4')?.outcome;
    expect(watch?.sentence).toMatch(/The watch ends in May 2030\.$/);
    expect(watch?.result).toBe('not_enough');
  });

  it('see in the watch over the first one the grade that ended it, and not before', async () => {
    const watch = async (asOf: string) => (await readings(westSussex2010, { asOf: day(asOf) })).get('L8.4')?.outcome;
    expect(await watch('2019-12-31')).toMatchObject({
      result: 'discuss',
      sentence: '1 of 6 relapse signs is on the record: a lower grade. The watch ends in February 2020.',
    });
    const before = await watch('2018-12-31');
    expect(before).toMatchObject({ result: 'not_enough', value: null });
    expect(before?.notes.join(' ')).toContain('grades of different scales are not compared');
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
