import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { EventsService } from '../../src/interventions/events.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { onDay, period } from '../../src/kernel/period.js';
import { LessonPagesQueries } from '../../src/lessons/data/lesson-pages.queries.js';
import { PublicRunsQueries, readByNoSignal } from '../../src/lessons/data/public-runs.queries.js';
import { signals } from '../../src/lessons/domain/signals.js';
import { LessonEvidenceService } from '../../src/lessons/lesson-evidence.service.js';
import { LessonSignalsService } from '../../src/lessons/lesson-signals.service.js';
import { PublicRunsService } from '../../src/lessons/public-runs.service.js';
import { SignalLimitsQueries } from '../../src/lessons/data/signal-limits.queries.js';
import { SignalLimitsService } from '../../src/lessons/signal-limits.service.js';
import { aConcern } from '../builders/a-voice.js';
import { aCouncil, aPlan, type APlan, given } from '../builders/a-plan.js';
import { anActor } from '../builders/an-actor.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const today = day('2026-11-23');
const clock = new FixedClock(today);
let record: TestRecord;
let council: { readonly id: string; readonly slug: string };
let other: { readonly id: string; readonly slug: string };
let plan: APlan;
let elsewhere: APlan;
let episodeId = '';

const told = (on: CalendarDay = today) => record.get(PublicRunsQueries).ofFailures([episodeId], on);
const keepUp = () => record.get(PublicRunsService).keepUp();
const rows = () =>
  record.database.rows<{ signal: string; number: number; sentence: string; readOn: string; edition: number }>(sql`
    SELECT signal_result.signal, signal_result.number, signal_result.sentence, signal_result.read_on AS "readOn",
           signal_result.limits_edition AS edition
      FROM signal_result WHERE signal_result.episode_id = ${episodeId}
     ORDER BY signal_result.signal, signal_result.number`);

beforeAll(async () => {
  record = await openTestRecord({ clock });
  await record.get(SignalLimitsService).onApplicationBootstrap();
  council = await aCouncil(record.get);
  other = await aCouncil(record.get);
  plan = await aPlan(record.get, { council });
  elsewhere = await aPlan(record.get, { council: other });
  await record.get(InspectionsService).recordMany(theService, [
    {
      organisationId: council.id,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period('2025-06-02'),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade: 'inadequate', label: 'Inadequate' }],
    },
  ]);
  const episode = await record.database.row<{ id: string }>(sql`SELECT failure_episode.id FROM failure_episode`);
  episodeId = episode?.id ?? '';
  await record
    .get(LessonEvidenceService)
    .addMany(theService, [
      { lesson: 3, stance: 'supports', text: 'Nobody from outside was asked.', organisationId: council.id },
    ]);
}, 60_000);
afterAll(() => record.close());

describe('what signals say in public of a failure', () => {
  it('is nothing until it was read, and then what reading it at once says', async () => {
    expect(await told()).toEqual([]);
    expect(await keepUp()).toBe(1);
    const live = await record
      .get(LessonSignalsService)
      .readEpisode(episodeId, { asOf: today, mode: 'hindsight', scope: 'public' });
    const stored = await told();
    expect(stored).toHaveLength(signals.length);
    const byKey = new Map(stored.map(({ key, result, sentence }) => [key, [result, sentence]]));
    for (const { key, outcome } of live ?? []) expect(byKey.get(key)).toEqual([outcome.result, outcome.sentence]);
    expect(await keepUp()).toBe(0);
  });

  it('stands among the cases of a lesson', async () => {
    const heard = jest.spyOn(record.database, 'rows');
    const cases = await record.get(LessonPagesQueries).cases(10);
    expect(cases.map((one) => one.episodeId)).toEqual([episodeId]);
    expect(heard).toHaveBeenCalledTimes(1);
    heard.mockRestore();
  });

  it('is read in one statement', async () => {
    const asked = jest.spyOn(record.database, 'rows');
    await told();
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  it('is told no more from the moment on which something of the body changed, and again when it was read anew', async () => {
    const before = await rows();
    await record.get(EventsService).record(theService, {
      organisationId: council.id,
      occurredOn: onDay(addDays(today, -90)),
      knownOn: onDay(addDays(today, -90)),
      kind: 'incident',
      text: 'Letters went astray',
      significant: true,
    } as never);
    expect(await told()).toEqual([]);
    expect(await keepUp()).toBe(1);
    expect(await told()).toHaveLength(signals.length);
    const after = await rows();
    // Only what says something else was added, and what was there is as it was.
    expect(after.slice().filter(({ number }) => number === 1)).toEqual(before);
    expect(after.filter(({ number }) => number === 2).map(({ signal }) => signal)).toEqual(['L5.4']);
  });

  it('holds while another body is at work, and not while its own is', async () => {
    await elsewhere.milestone({ title: 'Something elsewhere' });
    expect(await told()).toHaveLength(signals.length);
    await plan.milestone({ title: 'Something here' });
    expect(await told()).toEqual([]);
    await keepUp();
  });

  it('holds when somebody raises a concern: nothing tells on which day that was', async () => {
    const before = await rows();
    await aConcern(record, council.id, { words: null });
    await keepUp();
    expect(await rows()).toEqual(before);
  });

  it('is read anew when the day turns', async () => {
    clock.turnTo(addDays(today, 1));
    expect(await told(addDays(today, 1))).toEqual([]);
    expect(await keepUp()).toBe(1);
    expect(await told(addDays(today, 1))).toHaveLength(signals.length);
    clock.turnTo(today);
    await keepUp();
  });

  it('is read anew with other limits, and what was said with the former stays', async () => {
    const limits = record.get(SignalLimitsService);
    const asking = anActor('administrator');
    const asked = given(
      await limits.ask(asking, 'L5.4', {
        limits: { supports: 0.8, challenge: 0.5, least: 1 },
        validFrom: today,
        reason: 'One event is enough for us to learn from it.',
        owner: 'The board of the record',
      }),
    );
    const [request] = await record.get(SignalLimitsQueries).waiting();
    given(await limits.agree({ ...asking, name: 'AC-0999' }, asked, request?.version ?? 0));
    expect(await told()).toEqual([]);
    await keepUp();
    const said = (await rows()).filter(({ signal }) => signal === 'L5.4');
    expect(said.map(({ edition }) => edition)).toEqual([1, 1, 2]);
  });

  it('is never changed', async () => {
    await expect(
      record.database.transaction(() => record.database.run(sql`UPDATE signal_result SET sentence = 'Other'`)),
    ).rejects.toThrow(/added to the record, never changed/);
    await expect(
      record.database.transaction(() => record.database.run(sql`DELETE FROM signal_result`)),
    ).rejects.toThrow(/added to the record, never changed/);
  });

  it('is not told of a body that the public may not see', async () => {
    await record.database.transaction(() =>
      record.database.run(sql`UPDATE organisation SET visibility = 'board' WHERE organisation.id = ${council.id}`),
    );
    await keepUp();
    expect(await told()).toEqual([]);
  });
});

describe('what the trail tells of that no signal reads', () => {
  const folder = join(process.cwd(), 'src/lessons/data');
  const read = readdirSync(folder)
    .filter((name) => /(facts|run|own-list)\.queries\.ts$|codebook-rows\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

  it('is in no table from which signals take their facts', () => {
    expect(read).toContain('FROM milestone');
    expect(readByNoSignal.filter((name) => new RegExp(`(FROM|JOIN) ${name}\\b`).test(read))).toEqual([]);
  });
});
