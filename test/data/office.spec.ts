import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, AuditService, theService } from '../../src/access/audit.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { CalendarsService } from '../../src/office/calendars.service.js';
import { CalendarQueries } from '../../src/office/data/calendar.queries.js';
import { DeadlinesQueries } from '../../src/office/data/deadlines.queries.js';
import { WatchesQueries } from '../../src/office/data/watches.queries.js';
import { DeadlinesService } from '../../src/office/deadlines.service.js';
import { addWorkingDays } from '../../src/office/domain/working-days.js';
import { FilesService } from '../../src/office/files.service.js';
import { WatchesService } from '../../src/office/watches.service.js';
import { nationKeys } from '../../src/vocabulary/domain/nations.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const administrator: Actor = { ...theService, name: 'AC-0001', role: 'administrator' };

let record: TestRecord;
const actions = async (): Promise<string[]> => {
  const rows = await record.database.writer.query('SELECT action FROM audit_entry ORDER BY seq');
  return (rows as { action: string }[]).map(({ action }) => action);
};

describe('the calendar', () => {
  let calendars: CalendarsService;
  let days: CalendarQueries;
  const inQuestion = { on: day('2027-07-01'), name: 'A day of thanks', substitute: false, nations: ['wales'] as const };

  beforeEach(async () => {
    record = await openTestRecord();
    calendars = record.get(CalendarsService);
    days = record.get(CalendarQueries);
  });
  afterEach(() => record.close());

  it('is loaded at the first start, in one act, and not again', async () => {
    expect((await days.ofYear(2023)).map(({ onDay }) => onDay)).toContain('2023-05-08');
    const sizes = await Promise.all(nationKeys.map(async (nation) => (await calendars.of(nation)).holidays.size));
    expect(sizes).toEqual([213, 213, 238, 265]);
    const loaded = (): Promise<string[]> => actions().then((all) => all.filter((one) => one === 'calendar.loaded'));
    expect(await loaded()).toHaveLength(1);
    await calendars.onModuleInit();
    expect(await loaded()).toHaveLength(1);
  });

  it('takes a day for a nation, and leaves the others alone', async () => {
    expect(await calendars.add(administrator, inQuestion)).toMatchObject({ ok: true });
    const from = day('2027-06-30');
    expect(addWorkingDays(from, 1, await calendars.of('wales'))).toBe('2027-07-02');
    expect(addWorkingDays(from, 1, await calendars.of('england'))).toBe('2027-07-01');
    expect(await actions()).toContain('holiday.added');
  });

  it.each([
    ['weekend', { ...inQuestion, on: day('2027-07-03') }],
    ['there-already', { ...inQuestion, on: day('2027-12-27') }],
    ['no-nation', { ...inQuestion, nations: [] }],
  ])('refuses a day: %s', async (error, given) => {
    expect(await calendars.add(administrator, given)).toEqual({ ok: false, error });
    expect(await actions()).not.toContain('holiday.added');
  });

  it('lets a day be withdrawn and taken back, which a next start does not undo', async () => {
    const [coronation] = await days.onDay(day('2023-05-08'));
    const { id } = coronation ?? { id: '' };
    expect(await calendars.withdraw(administrator, id, 'For the test')).toEqual({ ok: true, value: null });
    expect(await calendars.withdraw(administrator, id, 'Again')).toEqual({ ok: false, error: 'withdrawn-already' });
    await calendars.onModuleInit();
    expect((await calendars.of('england')).holidays.has(day('2023-05-08'))).toBe(false);
    expect(await calendars.add(administrator, { ...inQuestion, on: day('2023-05-08') })).toMatchObject({ ok: true });
    expect(await calendars.reinstate(administrator, id)).toEqual({ ok: true, value: null });
    expect(await calendars.reinstate(administrator, id)).toEqual({ ok: false, error: 'not-withdrawn' });
    expect(await calendars.withdraw(administrator, 'nothing', 'x')).toEqual({ ok: false, error: 'not-found' });
    expect((await calendars.of('england')).holidays.has(day('2023-05-08'))).toBe(true);
    expect((await actions()).filter((one) => one.startsWith('holiday.'))).toEqual([
      'holiday.withdrawn',
      'holiday.added',
      'holiday.reinstated',
    ]);
  });
});

describe('deadlines', () => {
  let deadlines: DeadlinesService;
  let queries: DeadlinesQueries;
  const plan = {
    organisationId: '00000000-0000-4000-8000-000000000001',
    rule: 'action-plan',
    text: 'Send the written action plan to Ofsted',
    startsOn: day('2026-11-20'),
    days: 70,
    unit: 'working' as const,
    recordKind: 'inspection',
    recordId: '00000000-0000-4000-8000-000000000002',
    visibility: 'inspection' as const,
  };

  beforeEach(async () => {
    record = await openTestRecord({ today: day('2027-03-10') });
    deadlines = record.get(DeadlinesService);
    queries = record.get(DeadlinesQueries);
  });
  afterEach(() => record.close());

  it('are due by the working days of their nation', async () => {
    const english = await deadlines.startDeadline(administrator, plan);
    const scottish = await deadlines.startDeadline(administrator, { ...plan, nation: 'scotland' });
    expect([english.ref, english.dueOn]).toEqual(['DL-0001', '2027-03-03']);
    expect([scottish.ref, scottish.dueOn]).toEqual(['DL-0002', '2027-03-05']);
    expect(await queries.byRef('DL-0001')).toMatchObject({ ...plan, nation: 'england', metOn: null, version: 1 });
    expect(await actions()).toContain('deadline.started');
  });

  it('are met once, on a day that can be', async () => {
    const { id } = await deadlines.startDeadline(administrator, plan);
    const meet = (on: string) => deadlines.meet(administrator, id, day(on));
    expect(await meet('2027-03-11')).toEqual({ ok: false, error: 'met-in-the-future' });
    expect(await meet('2026-11-19')).toEqual({ ok: false, error: 'met-before-start' });
    expect(await meet('2027-03-01')).toEqual({ ok: true, value: null });
    expect(await meet('2027-03-02')).toEqual({ ok: false, error: 'already-met' });
    expect(await deadlines.meet(administrator, 'nothing', day('2027-03-01'))).toMatchObject({ error: 'not-found' });
    expect(await queries.byId(id)).toMatchObject({ metOn: '2027-03-01', version: 2 });
    expect((await actions()).filter((one) => one === 'deadline.met')).toHaveLength(1);
  });

  it('are met together by their record and rule', async () => {
    await deadlines.startDeadline(administrator, plan);
    await deadlines.startDeadline(administrator, { ...plan, rule: 'publish-report' });
    expect(await deadlines.meetAll(administrator, plan, day('2027-03-01'))).toBe(1);
    expect(await deadlines.meetAll(administrator, plan, day('2027-03-02'))).toBe(0);
    const all = await queries.ofRecord(plan.recordKind, plan.recordId);
    expect(all.map(({ rule, metOn }) => [rule, metOn])).toEqual([
      ['action-plan', '2027-03-01'],
      ['publish-report', null],
    ]);
  });

  it('go with their record: withdrawn, or public', async () => {
    const first = await deadlines.startDeadline(administrator, plan);
    await deadlines.startDeadline(administrator, plan);
    expect(await deadlines.withdraw(administrator, first.id, 'The visit was called off')).toMatchObject({ ok: true });
    expect(await deadlines.withdraw(administrator, first.id, 'Again')).toEqual({ ok: false, error: 'withdrawn' });
    await deadlines.publish(administrator, plan.recordKind, plan.recordId);
    await deadlines.publish(administrator, plan.recordKind, plan.recordId);
    const all = await queries.ofRecord(plan.recordKind, plan.recordId);
    expect(all.map(({ ref, visibility }) => [ref, visibility])).toEqual([['DL-0002', 'public']]);
    expect(await queries.byRef('DL-0001')).toMatchObject({
      visibility: 'inspection',
      withdrawnReason: 'The visit was called off',
    });
    expect((await actions()).filter((one) => one === 'deadline.published')).toHaveLength(1);
  });

  it('for a team name the inspection', async () => {
    const nameless = { ...plan, recordKind: 'direction' };
    await expect(deadlines.startDeadline(administrator, nameless)).rejects.toThrow('must name the inspection');
    expect(await queries.byRef('DL-0001')).toBeNull();
  });
});

describe('files', () => {
  let files: FilesService;
  let folder: string;
  const letter = {
    name: 'C:\\letters\\Ofsted letter.pdf',
    content: new TextEncoder().encode('%PDF-1.7 a letter'),
    recordKind: 'inspection',
    recordId: '00000000-0000-4000-8000-000000000002',
    visibility: 'inspection' as const,
  };
  const sha256 = createHash('sha256').update(letter.content).digest('hex');
  const there = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const storedId = async (): Promise<string> => {
    const stored = await files.store(administrator, letter);
    return stored.ok ? stored.value.id : '';
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'turnaround-files-'));
    record = await openTestRecord({ files: folder });
    files = record.get(FilesService);
  });
  afterEach(async () => {
    await record.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are kept under their hash, once, and read as they were', async () => {
    const ids = [await storedId(), await storedId()];
    expect(new Set(ids).size).toBe(2);
    expect(there()).toEqual([sha256.slice(0, 2), `${sha256.slice(0, 2)}/${sha256}`]);
    const read = await files.read(ids[1] ?? '');
    expect(read).toMatchObject({ name: 'Ofsted letter.pdf', contentType: 'application/pdf' });
    expect(Buffer.from(read?.content ?? []).equals(letter.content)).toBe(true);
    expect(await files.read('nothing')).toBeNull();
  });

  it('are refused by what they hold, and then nothing is kept', async () => {
    const page = { ...letter, content: new TextEncoder().encode('<script>alert(1)</script>') };
    expect(await files.store(administrator, page)).toEqual({ ok: false, error: 'wrong-kind' });
    expect(there()).toEqual([]);
    expect(await actions()).not.toContain('file.stored');
  });

  it('that were altered on the disk are not given out', async () => {
    const id = await storedId();
    const path = join(folder, sha256.slice(0, 2), sha256);
    writeFileSync(path, `${readFileSync(path, 'utf8')}!`);
    await expect(files.read(id)).rejects.toThrow('not what was handed in');
    rmSync(path);
    await expect(files.read(id)).rejects.toThrow('is gone');
  });

  it('that are withdrawn are no longer given out', async () => {
    const id = await storedId();
    expect(await files.withdraw(administrator, id, 'A name in it')).toEqual({ ok: true, value: null });
    expect(await files.read(id)).toBeNull();
    expect(await files.withdraw(administrator, id, 'Again')).toEqual({ ok: false, error: 'not-found' });
    expect((await actions()).filter((one) => one.startsWith('file.'))).toEqual(['file.stored', 'file.withdrawn']);
  });

  it('of an act that is undone belong to no record', async () => {
    const undone = record.database.transaction(async () => {
      await files.store(administrator, letter);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await record.database.writer.query('SELECT id FROM stored_file')).toEqual([]);
  });
});

describe('watches', () => {
  beforeEach(async () => {
    record = await openTestRecord();
  });
  afterEach(() => record.close());

  it('are begun and ended once', async () => {
    const watches = record.get(WatchesService);
    const queries = record.get(WatchesQueries);
    await watches.watch(administrator, 'one', 'doncaster');
    await watches.watch(administrator, 'one', 'doncaster');
    await watches.watch(administrator, 'two', 'doncaster');
    expect((await queries.ofAccount('one')).map(({ organisationId }) => organisationId)).toEqual(['doncaster']);
    await watches.unwatch(administrator, 'one', 'doncaster');
    await watches.unwatch(administrator, 'one', 'doncaster');
    expect(await queries.ofAccount('one')).toEqual([]);
    expect(await queries.isWatched('two', 'doncaster')).toBe(true);
    expect((await actions()).filter((one) => one.startsWith('watch.'))).toEqual([
      'watch.begun',
      'watch.begun',
      'watch.ended',
    ]);
  });

  it('are seals of the one trail', async () => {
    await record.get(WatchesService).watch(administrator, 'one', 'doncaster');
    expect((await record.get(AuditService).verify()).fault).toBeNull();
  });
});
