import { theService } from '../../src/access/audit.service.js';
import { type Sql, sql } from '../../src/database/sql.js';
import { EventsService } from '../../src/interventions/events.service.js';
import { addDays, day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { AssessmentsService } from '../../src/lessons/assessments.service.js';
import { checkRuleKeys } from '../../src/overview/domain/record-checks.js';
import { KeepingRecordChecksService } from '../../src/overview/keeping-record-checks.service.js';
import { RecordChecksService } from '../../src/overview/record-checks.service.js';
import { aFailure } from '../builders/a-failure.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { given } from '../builders/a-plan.js';
import { aSharedLearning } from '../builders/a-voice.js';
import { anActor } from '../builders/an-actor.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-11-23');

/** Every rule stops at a record that was planted for it; what is put right is seen no more from the day of the next look. */
describe('what does not fit together', () => {
  const clock = new FixedClock(today);
  let test: TestApp;
  let meeting: AMeeting;
  const run = (statement: Sql) => test.database.transaction(() => test.database.run(statement));
  const found = () => test.app.get(RecordChecksService).of([meeting.council.id]);
  const kept = async () =>
    (await test.app.get(RecordChecksService).kept([meeting.council.id])).map(
      ({ rule, about, firstSeen, clearedOn }) => ({ rule, about, firstSeen, clearedOn }),
    );
  const look = () => test.app.get(KeepingRecordChecksService).look();
  const trail = async () =>
    Number(
      (
        await test.database.row<{ count: number }>(sql`
          SELECT count(*) AS count FROM audit_entry WHERE audit_entry.action = 'data_flag.kept'`)
      )?.count,
    );

  beforeAll(async () => {
    test = await startTestApp({ clock });
    meeting = await aMeeting(test);
    const organisationId = meeting.council.id;
    await aPerson(test, { grants: [aGrant({ role: 'speak_up_lead', organisationId })] });
    const actor = anActor('board_secretary', { organisationId });
    const episode = await aFailure(test.app, organisationId, {
      warnedOn: day('2024-06-10'),
      publishedOn: day('2025-06-02'),
    });
    // An episode that nothing is named to have opened.
    await run(sql`
      UPDATE failure_episode SET trigger_inspection_id = NULL, derived_trigger_inspection_id = NULL,
             trigger_intervention_id = NULL
       WHERE failure_episode.id = ${episode.id}`);
    // A member of whom a faulty import says nothing that is known.
    await run(sql`
      UPDATE board_member SET independence = 'unheard_of'
       WHERE board_member.id = (SELECT MIN(one.id) FROM board_member AS one
                                  JOIN board ON board.id = one.board_id
                                 WHERE board.organisation_id = ${organisationId})`);
    // Evidence that an assessment rests on, and that was taken back since.
    const review = { ref: meeting.reviewRef, read: 0, kind: 'board' } as const;
    await meeting.plan.evidence(meeting.due[0] ?? '');
    const pieces = await test.app.get(AssessmentsService).evidenceOf({ organisationId });
    const piece = pieces[0];
    if (!piece) throw new Error('The meeting has no evidence');
    given(
      await test.app.get(AssessmentsService).record(actor, review, {
        lesson: 1,
        level: 2,
        strength: 'weak',
        reason: 'One peer has been in.',
        whatWouldChange: 'A visit of others.',
        direction: null,
        whyDifferent: null,
        dissent: null,
        dissentMemberId: null,
        evidenceIds: [piece.id],
      }),
    );
    await run(sql`
      UPDATE evidence SET withdrawn_at = '2026-12-01T09:00:00.000Z', withdrawn_reason = 'It was of another year'
       WHERE evidence.id = ${piece.id}`);
    await test.app.get(EventsService).record(theService, {
      organisationId,
      occurredOn: period('2026-08'),
      kind: 'incident',
      text: 'The archive was flooded',
      significant: true,
    });
    const { ref } = await aSharedLearning(test.app, organisationId, { reviewBy: day('2027-01-01') });
    await run(sql`UPDATE learning_shared SET review_by = '2026-11-22' WHERE learning_shared.ref = ${ref}`);
    await run(sql`
      UPDATE milestone SET start_on = '2030-01-01'
       WHERE milestone.id = (SELECT MIN(one.id) FROM milestone AS one
                               JOIN plan ON plan.id = one.plan_id
                              WHERE plan.organisation_id = ${organisationId})`);
  }, 60_000);
  afterAll(() => test.close());

  it.each(checkRuleKeys)('is found by the rule %s, once', async (rule) => {
    const own = (await found()).filter((check) => check.rule === rule);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ organisationId: meeting.council.id, organisation: expect.any(String) });
    expect(own[0]?.message).not.toBe('');
  });

  it('is noted on the day of the first look, and not again by the next', async () => {
    expect(await kept()).toEqual([]);
    expect(await look()).toEqual({ seen: checkRuleKeys.length, cleared: 0 });
    clock.turnTo(addDays(today, 3));
    expect(await look()).toEqual({ seen: 0, cleared: 0 });
    const flags = await kept();
    expect(flags.map(({ rule }) => rule).toSorted()).toEqual([...checkRuleKeys].toSorted());
    expect(new Set(flags.map(({ firstSeen, clearedOn }) => `${firstSeen} ${clearedOn}`))).toEqual(
      new Set([`${today} null`]),
    );
    expect(await trail()).toBe(1);
  });

  it('is noted as put right on the day on which it was seen no more, and stays so', async () => {
    await run(sql`UPDATE milestone SET start_on = NULL WHERE milestone.start_on = '2030-01-01'`);
    expect(await look()).toEqual({ seen: 0, cleared: 1 });
    const dated = async () => (await kept()).filter(({ rule }) => rule === 'dates_out_of_order');
    expect(await dated()).toEqual([expect.objectContaining({ firstSeen: today, clearedOn: addDays(today, 3) })]);
    expect(await trail()).toBe(2);
    // The same fault again is another one, from its own day.
    clock.turnTo(addDays(today, 5));
    await run(sql`
      UPDATE milestone SET start_on = '2031-01-01'
       WHERE milestone.id = (SELECT MIN(one.id) FROM milestone AS one
                               JOIN plan ON plan.id = one.plan_id
                              WHERE plan.organisation_id = ${meeting.council.id})`);
    expect(await look()).toEqual({ seen: 1, cleared: 0 });
    expect((await dated()).map(({ firstSeen, clearedOn }) => [firstSeen, clearedOn])).toEqual(
      expect.arrayContaining([
        [today, addDays(today, 3)],
        [addDays(today, 5), null],
      ]),
    );
    clock.turnTo(addDays(today, 3 + 91));
    expect((await dated()).map(({ clearedOn }) => clearedOn)).toEqual([null]);
  });
});
