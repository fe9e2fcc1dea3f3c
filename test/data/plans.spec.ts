import { AccountsService } from '../../src/access/accounts.service.js';
import { AuditService, theService } from '../../src/access/audit.service.js';
import { reachOf } from '../../src/access/domain/account.js';
import { sql } from '../../src/database/sql.js';
import { addDays, day } from '../../src/kernel/calendar-day.js';
import { EvidenceQueries } from '../../src/plans/data/evidence.queries.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import type { MilestoneRow } from '../../src/plans/data/plan.row.js';
import { PlansQueries } from '../../src/plans/data/plans.queries.js';
import { RisksQueries } from '../../src/plans/data/risks.queries.js';
import { EvidenceService } from '../../src/plans/evidence.service.js';
import { FallingBackService } from '../../src/plans/falling-back.service.js';
import { InvitingGuestsService } from '../../src/plans/inviting-guests.service.js';
import { MilestonesService } from '../../src/plans/milestones.service.js';
import { MovingDatesService } from '../../src/plans/moving-dates.service.js';
import { MovingMilestonesService } from '../../src/plans/moving-milestones.service.js';
import { PlanVersionsService } from '../../src/plans/plan-versions.service.js';
import { PlansService } from '../../src/plans/plans.service.js';
import { ReadingPlansService } from '../../src/plans/reading-plans.service.js';
import { RisksService } from '../../src/plans/risks.service.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { aDecision, aPlan, type APlan, given } from '../builders/a-plan.js';
import { aGrant } from '../builders/a-person.js';
import { anActor } from '../builders/an-actor.js';
import { testedKind } from '../builders/test-database.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const today = day('2026-11-23');
const why = 'The supplier needs four more weeks';

let record: TestRecord;
let plan: APlan;
beforeAll(async () => {
  record = await openTestRecord({ today });
});
afterAll(() => record.close());
beforeEach(async () => {
  plan = await aPlan(record.get, { today });
});

const read = ({ ref, version }: Pick<MilestoneRow, 'ref' | 'version'>) => ({ ref, version });
const fresh = async (ref: string) => read(await plan.now(ref));
const update = async (ref: string, said: Parameters<UpdatingMilestonesService['recordUpdate']>[2], by = plan.owner) =>
  record.get(UpdatingMilestonesService).recordUpdate(by, await fresh(ref), said);

describe('the first date', () => {
  const direct = (text: string) => record.database.writer.query(text);

  it('is not fixed while the plan is written, and is when the board agrees it', async () => {
    const { ref, baselineDue } = await plan.milestone();
    expect(baselineDue).toBeNull();
    await plan.agree();
    expect((await plan.now(ref)).baselineDue).toBe(addDays(today, 60));
  });

  it('is fixed by the first report on the work, agreed or not', async () => {
    const { ref } = await plan.milestone();
    given(await update(ref, { rating: 'on_track' }));
    expect((await plan.now(ref)).baselineDue).toBe(addDays(today, 60));
  });

  it('is that of the version that the board read, not of an edit since', async () => {
    const milestone = await plan.milestone();
    const version = () => record.get(PlansQueries).versions(plan.id);
    const newest = async () => ({ planRef: plan.ref, number: 1, version: (await version())[0]?.version ?? 0 });
    given(await record.get(PlanVersionsService).propose(plan.secretary, await newest(), { summary: null }));
    const later = { ...milestone, safetyCritical: false, dueOn: addDays(today, 90) };
    given(await record.get(MilestonesService).edit(plan.secretary, read(milestone), later));
    given(
      await record.get(PlanVersionsService).agree(plan.chair, await newest(), { on: today, decision: aDecision() }),
    );
    expect(await plan.now(milestone.ref)).toMatchObject({
      baselineDue: addDays(today, 60),
      currentDue: addDays(today, 90),
    });
  });

  it.each([
    ['another date', `UPDATE milestone SET baseline_due = '2030-01-01' WHERE ref = '%'`],
    ['none', `UPDATE milestone SET baseline_due = NULL WHERE ref = '%'`],
    ['a row without it', `DELETE FROM milestone WHERE ref = '%'`],
    ['a dropped table of it', testedKind === 'postgres' ? 'TRUNCATE milestone CASCADE' : 'DELETE FROM milestone'],
    [
      'a second row in its place',
      testedKind === 'postgres'
        ? `INSERT INTO milestone SELECT * FROM milestone WHERE ref = '%'
           ON CONFLICT (id) DO UPDATE SET baseline_due = '2030-01-01'`
        : `REPLACE INTO milestone SELECT * FROM milestone WHERE ref = '%'`,
    ],
  ])('cannot be made %s by SQL through the application’s own connection', async (_what, statement) => {
    const { ref } = await plan.milestone({ firstDue: day('2026-10-01') });
    await expect(direct(statement.replaceAll('%', ref))).rejects.toThrow(/written once|never removed/);
    expect((await plan.now(ref)).baselineDue).toBe('2026-10-01');
  });

  it('may be written by SQL where there is none, and the current date at any time', async () => {
    const { ref } = await plan.milestone();
    await direct(`UPDATE milestone SET baseline_due = '2027-02-01' WHERE ref = '${ref}'`);
    await direct(`UPDATE milestone SET baseline_due = '2027-02-01', current_due = '2027-03-01' WHERE ref = '${ref}'`);
    expect(await plan.now(ref)).toMatchObject({ baselineDue: '2027-02-01', currentDue: '2027-03-01' });
  });

  it('is edited as words only until it is fixed', async () => {
    const milestone = await plan.milestone({ firstDue: addDays(today, 60) });
    const other = { ...milestone, safetyCritical: false, dueOn: addDays(today, 61) };
    const refusal = await record.get(MilestonesService).edit(plan.secretary, read(milestone), other);
    expect(refusal).toEqual({ ok: false, error: 'date-is-agreed' });
  });
});

describe('moving a date', () => {
  const dates = () => record.get(MovingDatesService);
  const asking = { to: day('2027-03-01'), reasonCode: 'technical', reason: why } as const;
  const asked = async (ref: string) => {
    given(await dates().askForDate(plan.owner, await fresh(ref), asking));
    const [request] = await record.get(MilestonesQueries).requestsOf([(await plan.now(ref)).id]);
    return { ref: request?.ref ?? '', version: request?.version ?? 0 };
  };

  it('is asked for by the owner and moved by a decision, numbered, with the first date as it was', async () => {
    const milestone = await plan.milestone();
    await plan.agree();
    const request = await asked(milestone.ref);
    const decision = aDecision({ id: '00000000-0000-4000-8000-000000000001', ref: 'DE-0012' });
    const decided = given(await dates().decideDate(plan.chair, request, { answer: 'agreed', decision }));
    expect(decided).toEqual({ number: 1, dueOn: '2027-03-01', nowTooEarly: [] });
    const [change] = await record.get(MilestonesQueries).dateChangesOf([milestone.id]);
    expect(change).toMatchObject({
      number: 1,
      fromDue: addDays(today, 60),
      toDue: '2027-03-01',
      decisionRef: 'DE-0012',
      approvedBy: 'The board',
      askedBy: plan.owner.name,
      byName: plan.chair.name,
      reason: why,
    });
    expect(await plan.now(milestone.ref)).toMatchObject({
      baselineDue: addDays(today, 60),
      currentDue: '2027-03-01',
      moves: 1,
      corrections: 0,
    });
  });

  it('to a date that the board chose instead leaves both dates readable', async () => {
    const milestone = await plan.milestone();
    await plan.agree();
    const request = await asked(milestone.ref);
    const answer = { answer: 'different', to: day('2027-02-15'), decision: aDecision() } as const;
    expect(given(await dates().decideDate(plan.secretary, request, answer))).toMatchObject({ dueOn: '2027-02-15' });
    const [kept] = await record.get(MilestonesQueries).requestsOf([milestone.id]);
    expect(kept).toMatchObject({ askedTo: '2027-03-01', decidedTo: '2027-02-15', status: 'different' });
  });

  it('that is refused stays where it was and is asked about no more', async () => {
    const milestone = await plan.milestone();
    await plan.agree();
    const request = await asked(milestone.ref);
    const answer = { answer: 'refused', decision: aDecision() } as const;
    expect(given(await dates().decideDate(plan.chair, request, answer)).number).toBeNull();
    expect((await plan.now(milestone.ref)).currentDue).toBe(addDays(today, 60));
    expect(await record.get(MilestonesQueries).openRequestsOf(plan.organisationId)).toEqual([]);
    const again = await dates().decideDate(plan.chair, { ...request, version: request.version + 1 }, answer);
    expect(again).toEqual({ ok: false, error: 'decided-already' });
  });

  it('needs a decision, and somebody who may record one', async () => {
    const milestone = await plan.milestone();
    await plan.agree();
    const request = await asked(milestone.ref);
    const undecided = { answer: 'agreed', decision: null } as const;
    const decided = { answer: 'agreed', decision: aDecision() } as const;
    expect(await dates().decideDate(plan.chair, request, undecided)).toEqual({ ok: false, error: 'no-decision' });
    expect(await dates().decideDate(plan.member, request, decided)).toEqual({ ok: false, error: 'not-found' });
    expect(await dates().decideDate(plan.owner, request, decided)).toEqual({ ok: false, error: 'not-found' });
    expect((await plan.now(milestone.ref)).moves).toBe(0);
  });

  it('is asked for once at a time, and can be taken back', async () => {
    const milestone = await plan.milestone();
    await plan.agree();
    const request = await asked(milestone.ref);
    const twice = await dates().askForDate(plan.owner, await fresh(milestone.ref), asking);
    expect(twice).toEqual({ ok: false, error: 'asked-already' });
    given(await dates().takeBack(plan.owner, request));
    given(await dates().askForDate(plan.owner, await fresh(milestone.ref), asking));
  });

  it('names what waits for it and is now due too early', async () => {
    const milestone = await plan.milestone();
    const waiting = await plan.milestone();
    given(
      await record
        .get(TyingMilestonesService)
        .depend(plan.secretary, await fresh(waiting.ref), { on: milestone.ref, kind: 'finish' }),
    );
    await plan.agree();
    const request = await asked(milestone.ref);
    const decided = await dates().decideDate(plan.chair, request, { answer: 'agreed', decision: aDecision() });
    expect(given(decided).nowTooEarly).toEqual([waiting.ref]);
  });

  it('puts a mistake right without a decision, by the same person, and lists it all the same', async () => {
    const milestone = await plan.milestone({ firstDue: addDays(today, 60) });
    const right = { to: addDays(today, 70), reason: 'The month was typed wrongly' };
    const by = await dates().correctDate(plan.owner, await fresh(milestone.ref), right);
    expect(by).toEqual({ ok: false, error: 'not-the-same-person' });
    given(await dates().correctDate(plan.secretary, await fresh(milestone.ref), right));
    expect(await plan.now(milestone.ref)).toMatchObject({ moves: 0, corrections: 1, baselineDue: addDays(today, 60) });
  });

  it.each(['UPDATE date_change SET to_due = from_due', 'DELETE FROM date_change'])(
    'is not unsaid by %s',
    async (statement) => {
      const milestone = await plan.milestone();
      await plan.agree();
      const request = await asked(milestone.ref);
      given(await dates().decideDate(plan.chair, request, { answer: 'agreed', decision: aDecision() }));
      await expect(record.database.writer.query(statement)).rejects.toThrow('added to the record, never changed');
    },
  );
});

describe('an update', () => {
  it('is kept with who said it, and is the last word on the row', async () => {
    const { ref, id } = await plan.milestone();
    given(
      await update(ref, { rating: 'at_risk', reasonCode: 'capacity', note: 'Two posts vacant', reviewRef: 'RV-0002' }),
    );
    expect(await plan.now(ref)).toMatchObject({
      ownerRating: 'at_risk',
      lastNote: 'Two posts vacant',
      updatedBy: plan.owner.name,
      state: 'not_started',
    });
    const [kept] = await record.get(MilestonesQueries).updatesOf([id]);
    expect(kept).toMatchObject({ reasonCode: 'capacity', reviewRef: 'RV-0002', rating: 'at_risk' });
  });

  it('of a row that somebody saved since is refused, and nothing of it is kept', async () => {
    const milestone = await plan.milestone();
    const seen = read(milestone);
    given(await record.get(UpdatingMilestonesService).recordUpdate(plan.owner, seen, { rating: 'on_track' }));
    const late = await record
      .get(UpdatingMilestonesService)
      .recordUpdate(plan.secretary, seen, { rating: 'off_track', reasonCode: 'other' });
    expect(late).toEqual({ ok: false, error: 'changed' });
    expect((await plan.now(milestone.ref)).ownerRating).toBe('on_track');
  });

  it('that completes what nobody said had begun makes both moves', async () => {
    const { ref, id } = await plan.milestone();
    const piece = await plan.evidence(ref);
    given(await update(ref, { state: 'action_complete', evidenceIds: [piece.id] }, plan.secretary));
    const moves = await record.get(MilestonesQueries).movesOf([id]);
    expect(moves.map(({ toState }) => toState)).toEqual(['in_progress', 'action_complete']);
    expect(await plan.now(ref)).toMatchObject({
      state: 'action_complete',
      completedOn: today,
      completedBy: plan.secretary.name,
      impactDue: addDays(today, 90),
      evidenceOwedUntil: null,
    });
  });

  it('that may not complete it leaves nothing behind', async () => {
    const { ref, id } = await plan.milestone();
    const refusal = await update(ref, { state: 'action_complete', note: 'Done' });
    expect(refusal).toEqual({ ok: false, error: 'no-evidence' });
    expect(await record.get(MilestonesQueries).movesOf([id])).toEqual([]);
    expect((await plan.now(ref)).lastNote).toBeNull();
    expect(await update(ref, { state: 'action_complete', evidenceOwed: true }, plan.member)).toEqual({
      ok: false,
      error: 'not-found',
    });
  });

  it('ties no evidence of another body', async () => {
    const { ref } = await plan.milestone();
    const other = await aPlan(record.get, { today });
    const foreign = await other.evidence((await other.milestone()).ref);
    const refusal = await update(ref, { note: 'See this', evidenceIds: [foreign.id] });
    expect(refusal).toEqual({ ok: false, error: 'no-such-evidence' });
  });
});

describe('evidence that is owed', () => {
  it('may come within ten working days, and the action then counts', async () => {
    const { ref } = await plan.milestone();
    given(await update(ref, { state: 'action_complete', evidenceOwed: true }));
    expect((await plan.now(ref)).evidenceOwedUntil).toBe('2026-12-07');
    await plan.evidence(ref, { level: 'impact', kind: 'performance_data' });
    expect((await plan.now(ref)).evidenceOwedUntil).toBe('2026-12-07');
    await plan.evidence(ref, { level: 'activity' });
    expect((await plan.now(ref)).evidenceOwedUntil).toBeNull();
  });

  it('takes the milestone back when it does not come, and the record says why', async () => {
    const { ref, id } = await plan.milestone();
    given(await update(ref, { state: 'action_complete', evidenceOwed: true }));
    await record.database.transaction(() =>
      record.database.run(sql`UPDATE milestone SET evidence_owed_until = '2026-11-22' WHERE milestone.ref = ${ref}`),
    );
    expect(await record.get(FallingBackService).keepUp()).toBe(1);
    expect(await plan.now(ref)).toMatchObject({ state: 'in_progress', completedOn: null, evidenceOwedUntil: null });
    const [last] = (await record.get(MilestonesQueries).movesOf([id])).slice(-1);
    expect(last).toMatchObject({ fromState: 'action_complete', toState: 'in_progress', byName: 'Turnaround' });
    expect(await record.get(FallingBackService).keepUp()).toBe(0);
  });
});

describe('impact', () => {
  const moving = () => record.get(MovingMilestonesService);
  const complete = async (): Promise<string> => {
    const { ref } = await plan.milestone();
    await plan.evidence(ref);
    given(await update(ref, { state: 'action_complete' }));
    return ref;
  };

  it('is accepted by a member of the board who did not add the evidence, and marks the evidence accepted', async () => {
    const ref = await complete();
    const piece = await plan.evidence(ref, { level: 'impact', kind: 'performance_data' });
    given(await moving().acceptImpact(plan.member, await fresh(ref), { on: today }));
    expect(await plan.now(ref)).toMatchObject({ state: 'impact_shown', impactShownOn: today });
    const [accepted] = (await record.get(EvidenceQueries).of('milestone', [(await plan.now(ref)).id])).filter(
      ({ id }) => id === piece.id,
    );
    expect(accepted).toMatchObject({ acceptedBy: plan.member.name, acceptedOn: today });
  });

  it('is not accepted by whoever added the evidence, nor by those who own or write the plan', async () => {
    const ref = await complete();
    await plan.evidence(ref, { level: 'impact', kind: 'performance_data' }, plan.member);
    const self = await moving().acceptImpact(plan.member, await fresh(ref), { on: today });
    expect(self).toEqual({ ok: false, error: 'added-it' });
    for (const other of [plan.owner, plan.secretary])
      expect(await moving().acceptImpact(other, await fresh(ref), { on: today })).toEqual({
        ok: false,
        error: 'not-found',
      });
  });

  it('is judged by an inspector only where the board lets one in', async () => {
    const ref = await complete();
    await plan.evidence(ref, { level: 'impact', kind: 'performance_data' });
    const account = await record
      .get(AccountsService)
      .add(
        theService,
        { name: 'An inspector', email: 'inspector@turnaround.example', passwordHash: null, status: 'active' },
        [aGrant({ role: 'inspector' })],
      );
    const acting = anActor('inspector');
    const inspector = { ...acting, account: acting.account && { ...acting.account, id: account.id } };
    const accept = async () => moving().acceptImpact(inspector, await fresh(ref), { on: today });
    expect(await accept()).toEqual({ ok: false, error: 'not-found' });
    const inviting = record.get(InvitingGuestsService);
    const days = { fromOn: today, toOn: addDays(today, 90) };
    given(await inviting.invite(plan.secretary, plan.ref, { accountId: account.id, ...days }));
    expect(given(await accept()).state).toBe('impact_shown');
    given(await inviting.end(plan.chair, plan.ref, account.id));
    expect(await inviting.end(plan.chair, plan.ref, account.id)).toEqual({ ok: false, error: 'ended-already' });
    const reach = reachOf(inspector.account ?? null, 'plans.read');
    expect(await record.get(PlansQueries).byRef(plan.ref, reach)).toBeNull();
  });

  it('is embedded after 180 days, a check that held and a look from outside', async () => {
    const ref = await complete();
    await plan.evidence(ref, { level: 'impact', kind: 'peer_review', independence: 'external' });
    given(await moving().acceptImpact(plan.member, await fresh(ref), { on: today }));
    expect(await moving().embed(plan.member, await fresh(ref), today)).toEqual({ ok: false, error: 'too-soon' });
    await record.database.transaction(() =>
      record.database.run(sql`
        UPDATE milestone SET impact_shown_on = '2026-05-01', completed_on = '2026-04-01' WHERE milestone.ref = ${ref}`),
    );
    expect(await moving().embed(plan.member, await fresh(ref), today)).toEqual({ ok: false, error: 'no-check-held' });
    given(
      await moving().check(plan.member, await fresh(ref), {
        onDay: today,
        byText: 'Internal audit',
        result: 'held',
        text: 'Still so',
      }),
    );
    given(await moving().embed(plan.member, await fresh(ref), today));
    expect((await plan.now(ref)).state).toBe('embedded');
  });
});

describe('stopping', () => {
  it.each(['pause', 'cancel'] as const)('by %s needs a decision and a reason', async (how) => {
    const { ref } = await plan.milestone();
    const moving = record.get(MovingMilestonesService);
    const reason = 'The board dropped the building';
    const undecided = await moving[how](plan.secretary, await fresh(ref), { on: today, reason, decision: null });
    expect(undecided).toEqual({ ok: false, error: 'no-decision' });
    const silent = await moving[how](plan.secretary, await fresh(ref), {
      on: today,
      reason: ' ',
      decision: aDecision(),
    });
    expect(silent).toEqual({ ok: false, error: 'no-reason' });
    given(await moving[how](plan.secretary, await fresh(ref), { on: today, reason, decision: aDecision() }));
    expect((await plan.now(ref)).state).toBe(how === 'pause' ? 'paused' : 'cancelled');
  });
});

describe('what waits for what', () => {
  it('cannot go round, and the refusal names the circle', async () => {
    const [a, b, c] = [await plan.milestone(), await plan.milestone(), await plan.milestone()];
    const tying = record.get(TyingMilestonesService);
    given(await tying.depend(plan.secretary, await fresh(a.ref), { on: b.ref, kind: 'start' }));
    given(await tying.depend(plan.secretary, await fresh(b.ref), { on: c.ref, kind: 'start' }));
    const round = await tying.depend(plan.secretary, await fresh(c.ref), { on: a.ref, kind: 'start' });
    expect(round).toEqual({ ok: false, error: 'circle', circle: [c.ref, a.ref, b.ref, c.ref] });
    given(await tying.undepend(plan.secretary, await fresh(b.ref), c.ref));
    given(await tying.depend(plan.secretary, await fresh(c.ref), { on: a.ref, kind: 'start' }));
  });
});

describe('a version', () => {
  const versions = () => record.get(PlanVersionsService);
  const row = async (number: number) => {
    const found = (await record.get(PlansQueries).versions(plan.id)).find((one) => one.number === number);
    return { planRef: plan.ref, number, version: found?.version ?? 0 };
  };
  const propose = async (number: number) =>
    given(await versions().propose(plan.secretary, await row(number), { summary: 'More' }));
  const agreeing = { on: today, decision: aDecision() };

  it('is superseded by the next', async () => {
    await plan.milestone();
    await plan.agree();
    given(await versions().draft(plan.secretary, plan.ref));
    await propose(2);
    given(await versions().agree(plan.chair, await row(2), agreeing));
    expect((await record.get(PlansQueries).versions(plan.id)).map(({ state }) => state)).toEqual([
      'superseded',
      'agreed',
    ]);
  });

  it('begun before another was agreed is not', async () => {
    await plan.milestone();
    await plan.agree();
    given(await versions().draft(plan.secretary, plan.ref));
    given(await versions().draft(plan.secretary, plan.ref));
    await propose(2);
    await propose(3);
    given(await versions().agree(plan.chair, await row(3), agreeing));
    expect(await versions().agree(plan.chair, await row(2), agreeing)).toEqual({
      ok: false,
      error: 'another-was-agreed',
    });
  });

  it('is not agreed by a member who does not chair, nor by the organisation', async () => {
    await plan.milestone();
    await propose(1);
    for (const by of [plan.member, plan.owner])
      expect(await versions().agree(by, await row(1), agreeing)).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('a plan', () => {
  it('is not there for people of another body, nor for the public', async () => {
    const stranger = anActor('board_secretary', { organisationId: (await aPlan(record.get)).organisationId });
    const queries = record.get(PlansQueries);
    expect(await queries.byRef(plan.ref, reachOf(stranger.account ?? null, 'plans.read'))).toBeNull();
    expect(await queries.byRef(plan.ref, reachOf(null, 'plans.read'))).toBeNull();
    expect(await queries.byRef(plan.ref, reachOf(plan.member.account ?? null, 'plans.read'))).not.toBeNull();
    const begun = await record
      .get(PlansService)
      .create(stranger, { organisationId: plan.organisationId, title: 'Ours' });
    expect(begun).toEqual({ ok: false, error: 'no-such-body' });
  });

  it('has no two milestones of one title', async () => {
    await plan.milestone({ title: 'Recruit a director' });
    const twice = await record.get(MilestonesService).add(plan.secretary, plan.ref, {
      priorityId: plan.priorityId,
      title: 'Recruit a Director',
      doneMeans: 'In post',
      dueOn: addDays(today, 30),
    });
    expect(twice).toEqual({ ok: false, error: 'same-title' });
  });

  it('is written or not at all: without its audit entry nothing is kept', async () => {
    const audit = record.get(AuditService);
    const spy = jest.spyOn(audit, 'record').mockRejectedValue(new Error('The trail is full'));
    await expect(plan.milestone({ title: 'Never' })).rejects.toThrow('The trail is full');
    spy.mockRestore();
    expect((await record.get(MilestonesQueries).ofPlan(plan.id)).map(({ title }) => title)).not.toContain('Never');
  });
});

describe('reading a plan', () => {
  it('shows every milestone as it stands today, with both ratings and the slip', async () => {
    const { ref } = await plan.milestone({ firstDue: addDays(today, -30), dueOn: addDays(today, -1) });
    given(await update(ref, { rating: 'on_track' }));
    const [seen] = await record.get(ReadingPlansService).ofPlan(plan.id);
    expect(seen).toMatchObject({
      ref,
      slipDays: 29,
      stateToday: 'not_started',
      rated: { rating: 'off_track' },
      mismatch: 'Owner says on track. The record says off track: the date has passed.',
    });
  });
});

describe('a risk', () => {
  it('is added, looked at again, and keeps every look', async () => {
    const risks = record.get(RisksService);
    const { ref, id } = given(
      await risks.add(plan.secretary, plan.ref, {
        title: 'Agency staff leave',
        cause: 'Rates are higher next door',
        effect: 'Caseloads rise',
        likelihood: 4,
        consequence: 4,
      }),
    );
    const reach = reachOf(plan.member.account ?? null, 'plans.read');
    const row = await record.get(RisksQueries).byRef(ref, reach);
    const look = {
      onDay: today,
      likelihood: 2,
      consequence: 4,
      status: 'open',
      note: 'Eight are now permanent',
    } as const;
    given(await risks.review(plan.owner, { ref, version: row?.version ?? 0 }, look));
    expect(await record.get(RisksQueries).byRef(ref, reach)).toMatchObject({ likelihood: 2, consequence: 4 });
    const looks = await record.get(RisksQueries).reviewsOf([id]);
    expect(looks.map(({ likelihood }) => likelihood)).toEqual([4, 2]);
    expect(await risks.review(plan.member, { ref, version: 1 }, look)).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('accepting evidence', () => {
  it('is for somebody else than whoever added it; not accepting says why', async () => {
    const { ref } = await plan.milestone();
    const piece = await plan.evidence(ref, { level: 'impact' }, plan.member);
    const judge = (by: typeof plan.member, accepted: boolean, because: string | null) =>
      record.get(EvidenceService).judge(by, { ref: piece.ref, version: 1 }, { accepted, because });
    expect(await judge(plan.member, true, null)).toEqual({ ok: false, error: 'added-it' });
    expect(await judge(plan.owner, true, null)).toEqual({ ok: false, error: 'not-found' });
    expect(await judge(plan.chair, false, '')).toEqual({ ok: false, error: 'no-reason' });
    given(await judge(plan.chair, false, 'It counts visits, not what came of them'));
  });
});
