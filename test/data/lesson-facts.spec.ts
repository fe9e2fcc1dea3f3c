import { theService } from '../../src/access/audit.service.js';
import { DecisionsService } from '../../src/boards/decisions.service.js';
import { sql } from '../../src/database/sql.js';
import { CaseExitService } from '../../src/episodes/case-exit.service.js';
import { CaseHelpService } from '../../src/episodes/case-help.service.js';
import { CaseStepsService } from '../../src/episodes/case-steps.service.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import { CaseWithdrawalsService } from '../../src/episodes/case-withdrawals.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { CaseWorkQueries } from '../../src/interventions/data/case-work.queries.js';
import { addDays, day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import type { Reading } from '../../src/lessons/domain/signal.js';
import { LessonSignalsService } from '../../src/lessons/lesson-signals.service.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { aCouncil, aPlan, type APlan, given } from '../builders/a-plan.js';
import { aBoard, aReview, attended, held, issued } from '../builders/a-board.js';
import { anActor } from '../builders/an-actor.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const keeper = { name: 'A record keeper', role: 'record_keeper', requestId: null };
const begun = day('2026-01-12');

const clock = new FixedClock(begun);
let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord({ clock });
});
afterAll(() => record.close());

type ACase = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly secretary: ReturnType<typeof anActor>;
  readonly plan: APlan;
};

/** A council that failed on 10 November 2025, whose case a secretary took up on 12 January 2026, with a plan. */
async function aCase(): Promise<ACase> {
  clock.turnTo(day('2026-01-12'));
  const council = await aCouncil(record.get);
  await record.get(InspectionsService).recordMany(keeper, [
    {
      organisationId: council.id,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period('2025-11-10'),
      knownOn: period('2025-11-10'),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade: 'inadequate', label: 'inadequate' }],
    },
  ]);
  const row = await record.database.row<{ id: string; ref: string; version: number }>(sql`
    SELECT failure_episode.id, failure_episode.ref, failure_episode.version FROM failure_episode
     WHERE failure_episode.organisation_id = ${council.id}`);
  const { id = '', ref = '', version = 0 } = row ?? {};
  const secretary = anActor('board_secretary', { organisationId: council.id });
  given(await record.get(CasesService).takeUp(secretary, { ref, version }));
  const plan = await aPlan(record.get, { today: begun, council });
  return { id, ref, organisationId: council.id, secretary, plan };
}

async function outcome(theCase: ACase, key: string, asOf: string, more: Partial<Reading> = {}) {
  const reading: Reading = { asOf: day(asOf), mode: 'recorded', scope: 'board', ...more };
  const read = await record.get(LessonSignalsService).readEpisode(theCase.id, reading);
  const one = read?.find((each) => each.key === key);
  if (!one) throw new Error(`${key} was not read`);
  return one.outcome;
}

const warning = (more: object = {}) => ({
  occurredOn: period('2025-03-10'),
  kind: 'staff_voice' as const,
  text: 'Staff wrote to the director.',
  visibility: 'public' as const,
  isFirst: true,
  ...more,
});

describe('what a reading may use', () => {
  it('is, as recorded, what was written down by the day; as known, what could have been known', async () => {
    const theCase = await aCase();
    clock.turnTo(day('2026-02-02'));
    given(
      await record
        .get(CaseHelpService)
        .noteWarning(theCase.secretary, theCase.ref, warning({ knownOn: period('2025-04-01') })),
    );
    expect((await outcome(theCase, 'L1.1', '2026-02-01')).result).toBe('not_enough');
    expect((await outcome(theCase, 'L1.1', '2026-02-02')).result).toBe('discuss');
    expect((await outcome(theCase, 'L1.1', '2025-03-31', { mode: 'known' })).result).toBe('not_enough');
    expect(await outcome(theCase, 'L1.1', '2025-04-01', { mode: 'known' })).toMatchObject({
      result: 'discuss',
      sentence: 'The record shows a warning sign 0.7 months ago and no peer help.',
    });
    expect((await outcome(theCase, 'L1.1', '2025-03-10', { mode: 'hindsight' })).n).toBe(1);
  });

  it('leaves what the board alone may read out of the public run', async () => {
    const theCase = await aCase();
    given(
      await record.get(CaseHelpService).noteWarning(theCase.secretary, theCase.ref, warning({ visibility: 'board' })),
    );
    expect((await outcome(theCase, 'L1.1', '2026-02-02')).n).toBe(1);
    expect((await outcome(theCase, 'L1.1', '2026-02-02', { scope: 'public' })).result).toBe('not_enough');
  });

  it('still holds, for an earlier day, what was taken back since', async () => {
    const theCase = await aCase();
    const ref = given(await record.get(CaseHelpService).noteWarning(theCase.secretary, theCase.ref, warning()));
    const row = await record.database.row<{ id: string; version: number }>(sql`
      SELECT warning_sign.id, warning_sign.version FROM warning_sign WHERE warning_sign.ref = ${ref}`);
    clock.turnTo(day('2026-03-02'));
    given(
      await record
        .get(CaseWithdrawalsService)
        .withdraw(
          theCase.secretary,
          theCase.ref,
          { kind: 'warning_sign', id: row?.id ?? '', version: row?.version ?? 0 },
          'It was about another council.',
        ),
    );
    expect((await outcome(theCase, 'L1.1', '2026-03-01')).n).toBe(1);
    expect((await outcome(theCase, 'L1.1', '2026-03-02')).result).toBe('not_enough');
    expect((await outcome(theCase, 'L1.1', '2026-03-01', { mode: 'hindsight' })).result).toBe('not_enough');
  });

  it('is nothing where the public may not see the episode', async () => {
    const theCase = await aCase();
    const reading: Reading = { asOf: day('2026-02-02'), mode: 'recorded', scope: 'public' };
    const read = (id: string) => record.get(LessonSignalsService).readEpisode(id, reading);
    expect(await read('no such episode')).toBeNull();
    await record.database.writer.query(
      `UPDATE failure_episode SET visibility = 'restricted' WHERE id = '${theCase.id}'`,
    );
    expect(await read(theCase.id)).toBeNull();
  });
});

describe('the exit from an intervention', () => {
  it('is read from the states that criteria had on the day', async () => {
    const theCase = await aCase();
    const { secretary, ref } = theCase;
    const stepRef = given(
      await record.get(CaseStepsService).impose(secretary, ref, {
        kind: 'statutory_direction',
        typeText: 'Statutory direction',
        level: 4,
        authority: 'The minister',
        startedOn: period('2026-01-12'),
        text: 'A direction was made.',
        visibility: 'public',
        besideIds: [],
      }),
    );
    const step = await record.get(CaseWorkQueries).stepByRef(stepRef);
    const exit = record.get(CaseExitService);
    const lead = anActor('board_member', { organisationId: theCase.organisationId, chair: true });
    for (const text of ['Audit', 'Caseloads', 'Supervision'])
      given(
        await exit.addCriterion(secretary, ref, step?.id ?? '', {
          text,
          test: 'As the board reads it',
          agreedOn: period('2026-02-02'),
        } as never),
      );
    const criteria = await record.get(CaseWorkQueries).criteriaOf([step?.id ?? '']);
    clock.turnTo(day('2026-03-02'));
    for (const { id } of criteria) {
      given(await exit.addEvidence(secretary, ref, id, { kind: 'document', text: 'It was read.' } as never));
      for (const [to, by] of [
        ['partly_met', secretary],
        ['met', lead],
      ] as const) {
        const now = (await record.get(CaseWorkQueries).criteriaOf([step?.id ?? ''])).find((one) => one.id === id);
        given(
          await exit.moveCriterion(
            by,
            ref,
            { id, version: now?.version ?? 0 },
            { to, on: period('2026-03-02'), why: 'It holds.' },
          ),
        );
      }
    }
    expect(await outcome(theCase, 'L2.1', '2026-03-02')).toMatchObject({ result: 'supports', n: 1 });
    expect((await outcome(theCase, 'L2.3', '2026-03-01')).result).toBe('not_yet');
    expect(await outcome(theCase, 'L2.3', '2026-03-02')).toMatchObject({ result: 'supports', value: 0 });
    expect(await outcome(theCase, 'L2.3', '2027-04-02')).toMatchObject({ result: 'challenge', value: 13 });
  });
});

describe('the actions of a plan', () => {
  it('are read as they stood on the day', async () => {
    const theCase = await aCase();
    const { plan } = theCase;
    for (let count = 0; count < 5; count += 1) {
      clock.turnTo(day('2026-01-12'));
      const { ref } = await plan.milestone({ horizon: count < 2 ? 'embed' : 'improve' });
      await plan.evidence(ref);
      const read = async () => {
        const { version } = await plan.now(ref);
        return { ref, version };
      };
      clock.turnTo(day('2026-02-03'));
      given(
        await record.get(UpdatingMilestonesService).recordUpdate(plan.secretary, await read(), {
          state: 'action_complete',
          on: day('2026-02-03'),
          rating: 'on_track',
        } as never),
      );
    }
    expect(await outcome(theCase, 'L8.2', addDays(day('2026-02-03'), 90))).toMatchObject({ n: 5, value: 0 });
    expect((await outcome(theCase, 'L8.2', addDays(day('2026-02-03'), 89))).n).toBe(0);
    expect(await outcome(theCase, 'L8.1', '2026-06-01')).toMatchObject({ result: 'not_enough', n: 5 });
  });

  it('answer what peers found, from the day on which they were tied to it', async () => {
    const theCase = await aCase();
    const { plan, secretary, ref, organisationId } = theCase;
    const help = record.get(CaseHelpService);
    given(
      await help.offer(secretary, ref, {
        type: 'peer_challenge',
        provider: 'Leeds',
        offeredOn: period('2026-01-12'),
        visibility: 'public',
      } as never),
    );
    const support = async () =>
      record.database.row<{ id: string; version: number }>(sql`
        SELECT peer_support.id, peer_support.version FROM peer_support
         WHERE peer_support.organisation_id = ${organisationId}`);
    for (const to of ['accepted', 'visited', 'reported'] as const) {
      const { id = '', version = 0 } = (await support()) ?? {};
      given(await help.moveSupport(secretary, ref, { id, version }, { to, on: period('2026-01-12'), why: 'It came.' }));
    }
    const supportId = (await support())?.id ?? '';
    const findings = await Promise.all(
      ['One', 'Two', 'Three'].map(async (text) => given(await help.addFinding(secretary, ref, supportId, text))),
    );
    for (const id of findings)
      given(
        await help.answerFinding(
          secretary,
          ref,
          { id, version: 1 },
          { accepted: 'yes', reason: '', on: period('2026-01-12') },
        ),
      );
    clock.turnTo(day('2026-02-02'));
    const milestone = await plan.milestone();
    for (const targetId of findings.slice(0, 2)) {
      const { version } = await plan.now(milestone.ref);
      given(
        await record
          .get(TyingMilestonesService)
          .link(plan.secretary, { ref: milestone.ref, version }, { kind: 'peer_finding', targetId }),
      );
    }
    expect(await outcome(theCase, 'L1.4', '2026-04-02')).toMatchObject({
      result: 'discuss',
      n: 3,
      sentence: expect.stringContaining('2 of 3 have been answered'),
    });
    // Known on the day itself, and not yet tied.
    expect((await outcome(theCase, 'L1.4', '2026-02-01')).result).toBe('not_enough');
  });

  it('are not alone in that: a decision of the board answers from its day, and in public with the minutes', async () => {
    const theCase = await aCase();
    const { secretary, ref, organisationId } = theCase;
    const help = record.get(CaseHelpService);
    given(
      await help.offer(secretary, ref, {
        type: 'peer_challenge',
        provider: 'Leeds',
        offeredOn: period('2026-01-12'),
        visibility: 'public',
      } as never),
    );
    const support = async () =>
      record.database.row<{ id: string; version: number }>(sql`
        SELECT peer_support.id, peer_support.version FROM peer_support
         WHERE peer_support.organisation_id = ${organisationId}`);
    for (const to of ['accepted', 'visited', 'reported'] as const) {
      const { id = '', version = 0 } = (await support()) ?? {};
      given(await help.moveSupport(secretary, ref, { id, version }, { to, on: period('2026-01-12'), why: '' }));
    }
    const supportId = (await support())?.id ?? '';
    const findings: string[] = [];
    for (const text of ['One', 'Two', 'Three']) {
      const id = given(await help.addFinding(secretary, ref, supportId, text));
      const answer = { accepted: 'part' as const, reason: 'Half of it.', on: period('2026-01-12') };
      given(await help.answerFinding(secretary, ref, { id, version: 1 }, answer));
      findings.push(id);
    }
    const board = await aBoard(record, organisationId);
    const heldOn = day('2026-02-23');
    const review = await aReview(record, board.ref, { heldOn });
    clock.turnTo(day('2026-02-16'));
    await issued(record, review.ref);
    clock.turnTo(heldOn);
    await attended(record, review);
    const agendaItemId = review.itemIds[0] ?? null;
    const decision = given(
      await record
        .get(DecisionsService)
        .record(theService, review.ref, { agendaItemId, text: 'Do it.', type: 'decision' }),
    );
    const held1 = await held(record, review.ref);
    expect(held1).toBe(true);
    const [early] = findings;
    const named = { id: decision.id, ref: decision.ref, decidedOn: heldOn };
    expect(
      await help.tieDecision(
        secretary,
        ref,
        { id: early ?? '', version: 2 },
        { ...named, decidedOn: day('2026-01-11') },
      ),
    ).toEqual({ ok: false, error: 'decided-before' });
    clock.turnTo(day('2026-03-02'));
    for (const id of findings) given(await help.tieDecision(secretary, ref, { id, version: 2 }, named));
    expect(await outcome(theCase, 'L1.4', '2026-04-02')).toMatchObject({ result: 'supports', value: 1, n: 3 });
    // As known, what peers found is known from the day on which they said it.
    expect(await outcome(theCase, 'L1.4', '2026-04-02', { mode: 'known' })).toMatchObject({ value: 1 });
    // The plan of this board is not public: nothing is said against it, and nothing for it before the minutes are out.
    const publicly = { scope: 'public' } as const;
    expect(await outcome(theCase, 'L1.4', '2026-04-02', publicly)).toMatchObject({
      result: 'not_enough',
      sentence: expect.stringContaining('What was done about 3 of them is not public.'),
    });
    await record.database.transaction(() =>
      record.database.run(sql`
        UPDATE review SET visibility = 'public', published_at = '2026-04-01T09:00:00.000Z' WHERE review.ref = ${review.ref}`),
    );
    expect(await outcome(theCase, 'L1.4', '2026-04-02', publicly)).toMatchObject({ result: 'supports', value: 1 });
    expect((await outcome(theCase, 'L1.4', '2026-03-31', publicly)).result).toBe('not_enough');
    // Taken away again, none of them is answered.
    clock.turnTo(day('2026-04-03'));
    for (const id of findings) given(await help.tieDecision(secretary, ref, { id, version: 3 }, null));
    expect(await outcome(theCase, 'L1.4', '2026-04-03')).toMatchObject({ result: 'challenge', value: 0 });
  }, 30_000);
});

it.each([
  [5, [1, 2]],
  [11, [1, 2, 3, 4, 5, 6, 7, 8]],
] as const)('costs at most %s statements for lessons %j, however much is on the record', async (most, lessons) => {
  const theCase = await aCase();
  const asked = jest.spyOn(record.database, 'rows');
  await record
    .get(LessonSignalsService)
    .readEpisode(theCase.id, { asOf: day('2026-06-01'), mode: 'recorded', scope: 'board' }, lessons);
  expect(asked.mock.calls.length).toBeGreaterThan(0);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(most);
  asked.mockRestore();
});
