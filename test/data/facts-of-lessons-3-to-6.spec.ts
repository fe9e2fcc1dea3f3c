import { theService } from '../../src/access/audit.service.js';
import { ChallengesService } from '../../src/boards/challenges.service.js';
import { type Sql, sql } from '../../src/database/sql.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import type { Reading } from '../../src/lessons/domain/signal.js';
import type { SignalReading } from '../../src/lessons/domain/signals.js';
import { LessonSignalsService } from '../../src/lessons/lesson-signals.service.js';
import { MovingDatesService } from '../../src/plans/moving-dates.service.js';
import { PlanVersionsService } from '../../src/plans/plan-versions.service.js';
import { PublishingPlansService } from '../../src/plans/publishing-plans.service.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { aBoard, aReview, attended, type BuiltBoard, held, issued } from '../builders/a-board.js';
import { aCouncil, aDecision, aPlan, type APlan, given } from '../builders/a-plan.js';
import { aSharedLearning, lookAgain } from '../builders/a-voice.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const today = day('2026-11-23');
const clock = new FixedClock(today);
let record: TestRecord;
let council: { readonly id: string; readonly slug: string };
let episodeId: string;
let plan: APlan;
let board: BuiltBoard;

const turnedTo = async <Done>(date: string, act: () => Promise<Done>): Promise<Done> => {
  clock.turnTo(day(date));
  try {
    return await act();
  } finally {
    clock.turnTo(today);
  }
};

const judge = (published: string, grade: string, causes: readonly ('practice' | 'workforce')[] = []) =>
  record.get(InspectionsService).recordMany(theService, [
    {
      organisationId: council.id,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period(published),
      knownOn: period(published),
      overallLabel: grade,
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
      findings: causes.map((cause, place) => ({ text: `Finding ${place}`, kind: 'recommendation', cause })),
    },
  ]);

const run = (statement: Sql) => record.database.transaction(() => record.database.run(statement));

/** A concern of which nothing but its days matters here; concerns are raised by `voice`. */
const concern = (number: number, raised: CalendarDay, shared: CalendarDay | null) =>
  run(sql`
    INSERT INTO concern (id, ref, organisation_id, raised_on, route, theme, anonymous, wants_reply, state,
                         outcome_shared_on, version)
    VALUES (${`concern-${number}`}, ${`CN-${number}`}, ${council.id}, ${raised}, 'online', 'workload', 1, 1, 'closed',
            ${shared}, 1)`);

const kept = sql`${'2026-01-05T09:00:00.000Z'}, 'AC-0001', 1`;

async function read(more: Partial<Reading> = {}): Promise<ReadonlyMap<string, SignalReading['outcome']>> {
  const reading: Reading = { asOf: today, mode: 'recorded', scope: 'board', ...more };
  const signals = await record.get(LessonSignalsService).readEpisode(episodeId, reading, [3, 4, 5, 6]);
  return new Map((signals ?? []).map(({ key, outcome }) => [key, outcome]));
}

async function meet(heldOn: string, absent: readonly string[] = []): Promise<{ readonly ref: string }> {
  const date = day(heldOn);
  const review = await turnedTo(addDays(date, -40), () => aReview(record, board.ref, { heldOn: date }));
  await turnedTo(addDays(date, -6), () => issued(record, review.ref));
  await turnedTo(date, async () => {
    await attended(record, review, { apologies: absent });
    await held(record, review.ref);
  });
  return review;
}

beforeAll(async () => {
  record = await openTestRecord({ today, clock });
  council = await aCouncil(record.get);
  await judge('2021-03-01', 'requires_improvement');
  await judge('2024-01-10', 'inadequate', ['practice', 'practice', 'workforce', 'workforce']);
  const found = await record.database.row<{ id: string }>(sql`
    SELECT failure_episode.id FROM failure_episode WHERE failure_episode.organisation_id = ${council.id}`);
  episodeId = found?.id ?? '';
}, 60_000);
afterAll(() => record.close());

describe('the facts of lesson 3', () => {
  beforeAll(async () => {
    board = await turnedTo('2026-01-05', () => aBoard(record, council.id));
    const [chair = '', , , partner = ''] = board.memberIds;
    for (const heldOn of ['2026-06-15', '2026-07-13']) await meet(heldOn);
    const last = await meet('2026-08-17', [chair]);
    for (const place of [1, 2, 3, 4, 5])
      await turnedTo('2026-08-17', async () => {
        const { ref } = given(
          await record.get(ChallengesService).raise(theService, last.ref, {
            agendaItemId: null,
            byMemberId: partner,
            text: `Why is action ${place} late?`,
            toPost: 'Director of children’s services',
            dueOn: day('2026-09-30'),
          }),
        );
        if (place > 3) return;
        await turnedTo(place === 3 ? '2026-11-02' : '2026-09-10', () => answer(ref));
      });
  }, 60_000);

  const answer = async (ref: string) =>
    run(sql`
      INSERT INTO challenge_answer (id, challenge_id, position, text, answered_on, recorded_at, recorded_by)
      SELECT ${`answer-${ref}`}, challenge.id, 1, 'Because it waits', ${clock.today()}, ${clock.now()}, 'AC-0001'
        FROM challenge WHERE challenge.ref = ${ref}`);

  it('tell who was in the room, whence they came, and that the chair was away once', async () => {
    const outcome = (await read()).get('L3.1');
    expect(outcome).toMatchObject({ result: 'discuss', value: 8 / 14, n: 14, used: { length: 3 } });
    expect(outcome?.notes).toEqual([
      'Who was in the room, counted at each meeting: independent 2, government 3, partner body 3, elected member 3 and officer of the organisation 3.',
      '2 of 3 meetings had an independent chair present.',
    ]);
  });

  it('are those of the day: a meeting held later was not', async () => {
    expect((await read({ asOf: day('2026-08-16') })).get('L3.1')).toMatchObject({ result: 'not_enough', n: 2 });
    expect((await read({ asOf: day('2026-08-17') })).get('L3.1')?.result).toBe('discuss');
  });

  it('are not public before the minutes are', async () => {
    expect((await read({ scope: 'public' })).get('L3.1')).toMatchObject({ result: 'not_enough', used: [] });
  });

  it('tell which challenges from outside were answered by the day', async () => {
    expect((await read()).get('L3.4')).toMatchObject({ result: 'challenge', value: 0.4, n: 5 });
    expect((await read({ asOf: day('2026-10-20') })).get('L3.4')).toMatchObject({ value: 0.4 });
    expect((await read({ asOf: day('2026-09-01') })).get('L3.4')).toMatchObject({ result: 'not_enough', n: 0 });
  });

  it('tell of outside checks, each once', async () => {
    expect((await read()).get('L3.2')).toMatchObject({ result: 'challenge', value: 0 });
    expect((await read({ mode: 'known', asOf: day('2024-06-01') })).get('L3.2')).toMatchObject({
      result: 'discuss',
      value: 1,
      used: [{ kind: 'inspection', label: 'Children’s services' }],
    });
  });

  it('pair what the body said of itself with what inspectors judged', async () => {
    await run(sql`
      INSERT INTO self_assessment (id, ref, organisation_id, framework_id, area_key, grade_id, period_from, period_to,
                                   narrative, state, submitted_on, recorded_at, recorded_by, version, visibility)
      SELECT 'self', 'SA-0001', ${council.id}, framework.id, 'overall', rating_grade.id, '2023', '2023', 'Good', 'submitted',
             '2023-11-01', ${kept}, 'board'
        FROM framework
        JOIN rating_grade ON rating_grade.scale_id = framework.scale_id AND rating_grade.key = 'good'
       WHERE framework.key = 'ofsted_ilacs_2018'`);
    const outcome = (await read()).get('L3.3');
    expect(outcome).toMatchObject({ result: 'not_enough', n: 1 });
    expect(outcome?.used.map(({ kind }) => kind)).toEqual(['self_assessment', 'inspection']);
  });
});

describe('the facts of lessons 4 and 6 from the plan', () => {
  beforeAll(async () => {
    plan = await turnedTo('2026-01-05', () => aPlan(record.get, { today: day('2026-01-05'), council }));
    await turnedTo('2026-01-06', async () => {
      for (const lever of ['structure', 'structure', 'structure', 'structure'] as const)
        await plan.milestone({ lever });
      for (const place of [1, 2, 3, 4, 5, 6])
        await plan.milestone({ lever: 'practice', adaptedFrom: place === 1 ? 'EP-0003' : null });
    });
    await turnedTo('2026-02-01', () => plan.agree(day('2026-02-01')));
  }, 60_000);

  it('read the version that was agreed, from the day on which it was', async () => {
    expect((await read()).get('L4.1')).toMatchObject({ result: 'discuss', value: 0.4, n: 10 });
    expect((await read({ asOf: day('2026-01-31') })).get('L4.1')).toMatchObject({ result: 'not_enough', n: 0 });
    expect((await read()).get('L6.2')).toMatchObject({ result: 'supports', value: 0.1, n: 10 });
  });

  it('are the board’s alone', async () => {
    expect((await read({ scope: 'public' })).get('L4.1')).toMatchObject({ result: 'not_enough', used: [] });
  });

  it('tell which findings have an answer of their own kind, once it is tied', async () => {
    expect((await read()).get('L4.2')).toMatchObject({ result: 'challenge', value: 0, n: 4 });
    const [finding] = await record.database.rows<{ id: string }>(sql`
      SELECT finding.id FROM finding
        JOIN inspection ON inspection.id = finding.inspection_id
       WHERE inspection.organisation_id = ${council.id} AND finding.cause = 'practice' ORDER BY finding.position`);
    const milestone = (
      await record.database.rows<{ ref: string; version: number }>(sql`
        SELECT milestone.ref, milestone.version FROM milestone
         WHERE milestone.plan_id = ${plan.id} AND milestone.lever = 'practice' ORDER BY milestone.ref`)
    )[0];
    if (!finding || !milestone) throw new Error('Nothing to tie');
    await turnedTo('2026-03-01', async () =>
      given(
        await record
          .get(TyingMilestonesService)
          .link(plan.secretary, milestone, { kind: 'finding', targetId: finding.id }),
      ),
    );
    expect((await read()).get('L4.2')).toMatchObject({ value: 0.25 });
    expect((await read({ mode: 'known', asOf: day('2026-02-28') })).get('L4.2')).toMatchObject({ value: 0 });
  });

  it('tell dates that were missed, moved and warned of', async () => {
    const [first, second, ...others] = await record.database.rows<{ ref: string }>(sql`
      SELECT milestone.ref FROM milestone WHERE milestone.plan_id = ${plan.id} ORDER BY milestone.ref`);
    if (!first || !second) throw new Error('No milestones');
    const now = async ({ ref }: { readonly ref: string }) => {
      const { version } = await plan.now(ref);
      return { ref, version };
    };
    // All were due on 6 March. One was moved before, one after; one was warned of in time.
    const move = (milestone: { readonly ref: string }) => async () => {
      const dates = record.get(MovingDatesService);
      const asked = given(await dates.askForDate(plan.owner, await now(milestone), later));
      const read = { ref: asked.ref, version: 1 };
      given(await dates.decideDate(plan.chair, read, { answer: 'agreed', to: null, decision: aDecision() }));
    };
    await turnedTo('2026-03-05', move(first));
    await turnedTo('2026-03-10', move(second));
    const warned = others[0];
    if (!warned) throw new Error('No milestones');
    await turnedTo('2026-02-20', async () =>
      given(
        await record.get(UpdatingMilestonesService).recordUpdate(plan.owner, await now(warned), {
          rating: 'at_risk',
          reasonCode: 'capacity',
          note: 'Two posts are empty',
        }),
      ),
    );
    expect((await read()).get('L5.3')).toMatchObject({ result: 'challenge', n: 9, value: 1 / 9 });
    expect((await read({ asOf: day('2026-03-07') })).get('L5.3')).toMatchObject({ n: 9 });
    expect((await read({ asOf: day('2026-03-06') })).get('L5.3')).toMatchObject({ result: 'not_enough', n: 0 });
  });

  const publishAnother = (date: string) =>
    turnedTo(date, async () => {
      given(await record.get(PlanVersionsService).draft(plan.secretary, plan.ref));
      await plan.publish(day(date));
    });

  it('are everybody’s once a version is published, as that version holds them and no further', async () => {
    const publicly = (more: Partial<Reading> = {}) => read({ scope: 'public', ...more });
    await publishAnother('2026-04-01');
    const then = await publicly();
    const note = 'Read from the version of the plan that is published, as it stood on 1 April 2026.';
    expect(then.get('L4.1')).toMatchObject({ result: 'discuss', value: 0.4, n: 10, notes: [note] });
    expect(then.get('L4.2')).toMatchObject({ value: 0.25 });
    expect(then.get('L6.2')).toMatchObject({ result: 'supports', value: 0.1, n: 10 });
    expect(then.get('L5.3')).toMatchObject({ result: 'challenge', n: 9, value: 1 / 9 });
    // Of these the public reading and the board’s say the same, for nothing was written since.
    const board = await read();
    for (const key of ['L4.1', 'L4.2', 'L4.3', 'L5.3', 'L6.2'])
      expect([key, then.get(key)?.result, then.get(key)?.value]).toEqual([
        key,
        board.get(key)?.result,
        board.get(key)?.value,
      ]);
    // What the board learns afterwards is the board’s until another version is published.
    const [milestone] = await record.database.rows<{ ref: string; version: number }>(sql`
      SELECT milestone.ref, milestone.version FROM milestone
       WHERE milestone.plan_id = ${plan.id} AND milestone.lever = 'practice' ORDER BY milestone.ref DESC`);
    const [, finding] = await record.database.rows<{ id: string }>(sql`
      SELECT finding.id FROM finding
        JOIN inspection ON inspection.id = finding.inspection_id
       WHERE inspection.organisation_id = ${council.id} AND finding.cause = 'practice' ORDER BY finding.position`);
    if (!milestone || !finding) throw new Error('Nothing to tie');
    await turnedTo('2026-05-01', async () =>
      given(
        await record
          .get(TyingMilestonesService)
          .link(plan.secretary, milestone, { kind: 'finding', targetId: finding.id }),
      ),
    );
    expect((await read()).get('L4.2')).toMatchObject({ value: 0.5 });
    expect((await publicly()).get('L4.2')).toMatchObject({ value: 0.25 });
  });

  it('are not everybody’s before the day of publication, nor where it was taken back', async () => {
    expect((await read({ scope: 'public', asOf: day('2026-03-31') })).get('L4.1')).toMatchObject({ used: [] });
    const [version] = await record.database.rows<{ number: number; version: number }>(sql`
      SELECT plan_version.number, plan_version.version FROM plan_version
       WHERE plan_version.plan_id = ${plan.id} AND plan_version.visibility = 'public'`);
    if (!version) throw new Error('No version is public');
    given(
      await record
        .get(PublishingPlansService)
        .takeBack(plan.secretary, { planRef: plan.ref, ...version }, { reason: 'It was published by mistake' }),
    );
    expect((await read({ scope: 'public' })).get('L4.1')).toMatchObject({
      result: 'not_enough',
      sentence: 'No published version of a plan is on record.',
      used: [],
    });
  });

  it('say of a version that was kept before it held them that they are not recorded', async () => {
    await publishAnother('2026-06-01');
    await run(sql`
      UPDATE plan_version SET frozen = REPLACE(REPLACE(REPLACE(frozen, '"answers"', '"x"'), '"history"', '"y"'), '"adaptedFrom"', '"z"')
       WHERE plan_version.plan_id = ${plan.id} AND plan_version.visibility = 'public'`);
    const outcomes = await read({ scope: 'public' });
    for (const key of ['L4.2', 'L5.3', 'L6.2'])
      expect(outcomes.get(key)?.sentence).toContain('Not recorded: the published version of the plan was kept without');
    expect(outcomes.get('L4.1')).toMatchObject({ result: 'discuss', n: 10 });
    expect(outcomes.get('L4.3')?.result).toBe((await read()).get('L4.3')?.result);
  });

  const later = {
    to: day('2026-12-31'),
    reasonCode: 'capacity' as const,
    reason: 'The supplier needs more weeks for it',
  };
});

describe('the facts of lessons 5 and 6 from what people say and learn', () => {
  beforeAll(async () => {
    await run(sql`
      INSERT INTO headcount (id, ref, organisation_id, counted_on, basis, value, known_on, verified, inferred, recorded_at,
                             recorded_by, version, visibility)
      VALUES ('staff', 'HC-0001', ${council.id}, '2025', 'people', 1000, '2025-06-01', 0, 0, ${kept}, 'public')`);
    const days = ['2025-10-20', '2026-01-20', '2026-04-20', '2026-07-20'] as const;
    let number = 0;
    for (const on of days)
      for (const late of [false, false, false, true, true]) {
        number += 1;
        await concern(number, day(on), addDays(day(on), late ? 61 : 60));
      }
    for (const place of [1, 2, 3]) {
      await run(sql`
        INSERT INTO organisation_event (id, ref, organisation_id, occurred_on, kind, text, significant, known_on, verified,
                                        inferred, recorded_at, recorded_by, version, visibility)
        VALUES (${`event-${place}`}, ${`EV-900${place}`}, ${council.id}, '2026-05-04', 'incident', 'A record was lost', 1,
                '2026-05-04', 0, 0, ${kept}, 'board')`);
      await run(sql`
        INSERT INTO learning_review (id, ref, organisation_id, event_id, type, prompted_by, begun_on, recorded_at,
                                     recorded_by, version, visibility)
        VALUES (${`review-${place}`}, ${`LR-900${place}`}, ${council.id}, ${`event-${place}`}, 'after_action', 'The event',
                ${place === 3 ? '2026-08-01' : '2026-05-10'}, ${kept}, 'board')`);
      await run(sql`
        INSERT INTO learning_factor (id, review_id, factor, words)
        VALUES (${`factor-${place}`}, ${`review-${place}`}, 'tools', 'Two systems that do not speak')`);
      if (place !== 2)
        await run(sql`
          INSERT INTO learning_action (id, review_id, number, text)
          VALUES (${`action-${place}`}, ${`review-${place}`}, 1, 'Join the two systems')`);
    }
  }, 60_000);

  it('count concerns of full quarters, in both scopes alike', async () => {
    for (const scope of ['board', 'public'] as const)
      expect((await read({ scope })).get('L5.1')).toMatchObject({
        result: 'supports',
        value: 2,
        n: 20,
        sentence: 'Staff raised 20 concerns in the last 4 quarters (2 for every 100 staff). A rise is not a bad sign.',
      });
    expect((await read({ asOf: day('2026-06-29') })).get('L5.1')).toMatchObject({ result: 'not_enough' });
  });

  it('tell in how many the outcome was shared in time, by whole quarters', async () => {
    // Until 28 November the quarter that ended in June is the last: 9 of 15. From the 29th those of July are among them.
    for (const asOf of ['2026-08-29', '2026-10-07', '2026-11-23', '2026-11-28'])
      expect((await read({ asOf: day(asOf) })).get('L5.2')).toMatchObject({ result: 'discuss', value: 0.6, n: 15 });
    expect((await read({ asOf: day('2026-11-29') })).get('L5.2')).toMatchObject({ value: 0.6, n: 20 });
    const early = (await read({ asOf: day('2026-03-21') })).get('L5.2');
    expect(early).toMatchObject({ result: 'discuss', value: null, n: 0, sentence: 'Discuss.' });
  });

  it('ask whether events led to a review that looked at the system', async () => {
    expect((await read()).get('L5.4')).toMatchObject({ result: 'challenge', value: 1 / 3, n: 3 });
  });

  it('tell what was shared, with whom, and whether it was looked at again', async () => {
    expect((await read()).get('L6.1')).toMatchObject({ result: 'challenge', value: 0 });
    const refs = await turnedTo('2026-02-01', async () => [
      (await aSharedLearning(record, council.id, { reviewBy: day('2026-08-01'), didNotWork: false })).ref,
      (await aSharedLearning(record, council.id, { reviewBy: day('2026-08-01'), didNotWork: true })).ref,
    ]);
    await turnedTo('2026-08-10', () =>
      lookAgain(record, council.id, { ref: refs[0] ?? '', reviewBy: day('2027-08-01') }),
    );
    const outcomes = await read({ scope: 'public' });
    expect(outcomes.get('L6.1')).toMatchObject({ result: 'supports', n: 2 });
    expect(outcomes.get('L6.3')).toMatchObject({ result: 'discuss', value: 0.5 });
    expect((await read({ asOf: day('2026-08-09') })).get('L6.3')).toMatchObject({ result: 'challenge', value: 0 });
    // The look set a day in the next year: what was kept stays kept, and the other is still late.
    expect((await read({ asOf: day('2026-08-10') })).get('L6.3')).toMatchObject({
      result: 'discuss',
      value: 0.5,
      n: 2,
    });
  });

  it('tell which core fields the record fills', async () => {
    const outcome = (await read()).get('L6.4');
    expect(outcome?.result).toBe('challenge');
    expect(outcome?.notes.join(' ')).toContain('Without a source: organisation, kind, sector');
  });
});

describe('what reading costs', () => {
  it('is four statements for the four lessons, however much there is', async () => {
    const asked = jest.spyOn(record.database, 'rows');
    await record
      .get(LessonSignalsService)
      .readEpisode(episodeId, { asOf: today, mode: 'recorded', scope: 'board' }, []);
    const frame = asked.mock.calls.length;
    asked.mockClear();
    await read();
    expect(asked.mock.calls.length - frame).toBe(4);
    asked.mockRestore();
  });
});
