import { AuditService, type Actor } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { CaseAftercareService } from '../../src/episodes/case-aftercare.service.js';
import { CaseExitService } from '../../src/episodes/case-exit.service.js';
import { CaseHelpService } from '../../src/episodes/case-help.service.js';
import { CaseRecordsService } from '../../src/episodes/case-records.service.js';
import { CasesQueries } from '../../src/episodes/data/cases.queries.js';
import type { CaseRow } from '../../src/episodes/data/cases.row.js';
import { CaseStepsService } from '../../src/episodes/case-steps.service.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import { positionOn } from '../../src/episodes/domain/case-position.js';
import type { AskedMove } from '../../src/episodes/domain/moving-a-case.js';
import type { Opening } from '../../src/episodes/domain/opening.js';
import { OpeningCasesService } from '../../src/episodes/opening-cases.service.js';
import { CorrectingInspectionsService } from '../../src/inspections/correcting-inspections.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { CaseWorkQueries } from '../../src/interventions/data/case-work.queries.js';
import type { StepRow } from '../../src/interventions/data/case-work.row.js';
import { InterventionsService } from '../../src/interventions/interventions.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { anActor } from '../builders/an-actor.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const keeper = { name: 'A record keeper', role: 'record_keeper', requestId: null };
const today = day('2026-11-23');

let record: TestRecord;
let ofsted: string;
beforeAll(async () => {
  record = await openTestRecord({ today });
  const found = await record.database.row<{ id: string }>(sql`
    SELECT inspectorate.id FROM inspectorate
      JOIN framework ON framework.inspectorate_id = inspectorate.id
     WHERE framework.key = 'ofsted_ilacs_2018'`);
  ofsted = found?.id ?? '';
});
afterAll(() => record.close());

let bodies = 0;
async function aBody(): Promise<string> {
  bodies += 1;
  const [made] = await record
    .get(OrganisationsService)
    .registerMany(keeper, [{ name: `Council ${bodies}`, kind: 'council', sector: 'councils' }]);
  return made?.id ?? '';
}

async function judge(organisationId: string, ...said: readonly (readonly [string, string])[]): Promise<string[]> {
  const made = await record.get(InspectionsService).recordMany(
    keeper,
    said.map(([published, grade]) => ({
      organisationId,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full' as const,
      graded: true,
      publishedOn: period(published),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
    })),
  );
  return made.map(({ id }) => id);
}

const secretaryOf = (organisationId: string): Actor => anActor('board_secretary', { organisationId });
const leadInspector = (): Actor => anActor('lead_inspector', { inspectorateId: ofsted });
const everywhere = { any: true, organisationIds: [], inspectorateIds: [], accountId: null };

const caseOf = async (ref: string): Promise<CaseRow> => {
  const found = await record.get(CasesQueries).byRef(ref, everywhere);
  if (!found) throw new Error(`No case ${ref}`);
  return found;
};

const refsOf = async (organisationId: string): Promise<string[]> => {
  const rows = await record.database.rows<{ ref: string }>(sql`
    SELECT failure_episode.ref FROM failure_episode
     WHERE failure_episode.organisation_id = ${organisationId} AND failure_episode.withdrawn_at IS NULL
     ORDER BY failure_episode.trigger_day, failure_episode.ref`);
  return rows.map(({ ref }) => ref);
};

/** A case that a secretary runs, opened by a judgement. */
async function aRunCase(...said: readonly (readonly [string, string])[]) {
  const organisationId = await aBody();
  await judge(organisationId, ['2024-01-10', 'inadequate'], ...said);
  const secretary = secretaryOf(organisationId);
  const [ref = ''] = await refsOf(organisationId);
  const taken = await record.get(CasesService).takeUp(secretary, { ref, version: (await caseOf(ref)).version });
  expect(taken.ok).toBe(true);
  return { organisationId, secretary, ref };
}

const move = async (actor: Actor, ref: string, to: AskedMove['to'], more: Partial<AskedMove> = {}) =>
  record.get(CasesService).move(
    actor,
    { ref, version: (await caseOf(ref)).version },
    {
      to,
      on: period('2026-11-20'),
      why: 'As agreed.',
      decision: null,
      basis: null,
      closeReason: null,
      ...more,
    },
  );

const decision = { body: 'board', by: 'Improvement board', on: period('2026-11-02'), reference: 'Minute 7' } as const;

const impose = (actor: Actor, ref: string, level: number, more: object = {}) =>
  record.get(CaseStepsService).impose(actor, ref, {
    kind: 'statutory_direction',
    typeText: 'Statutory direction',
    level,
    authority: 'The minister',
    startedOn: period('2024-03-01'),
    text: 'A direction was made.',
    visibility: 'public',
    besideIds: [],
    ...more,
  });

const stepBy = async (ref: string): Promise<StepRow> => {
  const step = await record.get(CaseWorkQueries).stepByRef(ref);
  if (!step) throw new Error(`No step ${ref}`);
  return step;
};

const must = <Value>(result: { ok: true; value: Value } | { ok: false; error: unknown }): Value => {
  if (!result.ok) throw new Error(`Refused: ${String(result.error)}`);
  return result.value;
};

describe('opening a case', () => {
  async function anOpening(actor: Actor, organisationId: string, answers: Partial<Opening>) {
    const service = record.get(OpeningCasesService);
    const { ref } = must(await service.start(actor, organisationId));
    must(await service.answer(actor, { ref, version: 1 }, answers));
    return { ref, version: 2 };
  }
  const answered: Partial<Opening> = {
    area: 'children',
    unit: null,
    title: 'Children’s services',
    onset: { on: null, basis: null },
    warning: { known: 'none' },
    people: [{ post: 'Director of children’s services', body: 'The council', email: null }],
  };

  it('on a judgement tells the episode that it opened, under the reference that it has', async () => {
    const organisationId = await aBody();
    await judge(organisationId, ['2024-01-10', 'inadequate']);
    const [derived] = await refsOf(organisationId);
    const secretary = secretaryOf(organisationId);
    const [untold] = await record.get(CasesQueries).untoldOf(organisationId);
    const opening = await anOpening(secretary, organisationId, {
      ...answered,
      trigger: { kind: 'judgement', recordId: untold?.id ?? '', declaredBy: null, declaredOn: null },
      warning: { known: 'new', on: '2023-05', kind: 'staff_voice', text: 'Staff said that caseloads were too high.' },
      onset: { on: '2022', basis: 'The report says so.' },
    });
    const made = must(await record.get(OpeningCasesService).open(secretary, opening));
    expect(made.ref).toBe(derived);
    expect(await caseOf(made.ref)).toMatchObject({
      status: 'open',
      state: 'open',
      origin: 'person',
      triggerOn: '2024-01-10',
      derivedTriggerOn: '2024-01-10',
      onsetOn: '2022',
    });
    const queries = record.get(CasesQueries);
    const { id } = await caseOf(made.ref);
    expect(await queries.movesOf(id)).toMatchObject([{ kind: 'opened', toState: 'open', occurredOn: '2024-01-10' }]);
    expect(await queries.peopleOf(id)).toMatchObject([{ post: 'Director of children’s services' }]);
    expect(await queries.factsOf(id)).toMatchObject([{ role: 'first_warning', recordKind: 'warning_sign' }]);
  });

  it('on a self-declaration or a formal notice makes an episode of its own', async () => {
    const declared = await aBody();
    const secretary = secretaryOf(declared);
    const opening = await anOpening(secretary, declared, {
      ...answered,
      area: 'finance',
      trigger: { kind: 'self_declaration', recordId: null, declaredBy: 'Full council', declaredOn: '2026-10' },
    });
    expect(await caseOf(must(await record.get(OpeningCasesService).open(secretary, opening)).ref)).toMatchObject({
      triggerKind: 'self_declaration',
      triggerOn: '2026-10',
      statusReason: 'Declared by Full council.',
    });

    const noticed = await aBody();
    const other = secretaryOf(noticed);
    const [notice] = await record.get(InterventionsService).imposeMany(keeper, [
      {
        organisationId: noticed,
        kind: 'improvement_notice',
        typeText: 'Notice',
        level: 3,
        authority: 'Minister',
        startedOn: period('2026-05-01'),
        text: 'A notice.',
      },
    ]);
    const second = await anOpening(other, noticed, {
      ...answered,
      area: 'corporate',
      trigger: { kind: 'formal_notice', recordId: notice?.id ?? '', declaredBy: null, declaredOn: null },
    });
    expect(await caseOf(must(await record.get(OpeningCasesService).open(other, second)).ref)).toMatchObject({
      triggerKind: 'formal_notice',
      triggerOn: '2026-05-01',
      triggerInterventionId: notice?.id,
    });
  });

  it.each([
    ['level-too-low', { level: 2 }],
    ['not-public', { visibility: 'board' as const }],
    ['no-date', { startedOn: null }],
  ])('on a notice is refused as %s', async (error, more) => {
    const organisationId = await aBody();
    const secretary = secretaryOf(organisationId);
    const [notice] = await record.get(InterventionsService).imposeMany(keeper, [
      {
        organisationId,
        kind: 'improvement_notice',
        typeText: 'Notice',
        level: 3,
        authority: 'Minister',
        startedOn: period('2026-05-01'),
        text: 'A notice.',
        ...more,
      },
    ]);
    const opening = await anOpening(secretary, organisationId, {
      ...answered,
      trigger: { kind: 'formal_notice', recordId: notice?.id ?? '', declaredBy: null, declaredOn: null },
    });
    expect(await record.get(OpeningCasesService).open(secretary, opening)).toEqual({ ok: false, error });
    expect(await refsOf(organisationId)).toEqual([]);
  });

  it('is refused where judgements tell the same failure, where it is run already, and before all is answered', async () => {
    const organisationId = await aBody();
    await judge(organisationId, ['2024-01-10', 'inadequate']);
    const secretary = secretaryOf(organisationId);
    const service = record.get(OpeningCasesService);
    const declaration = {
      kind: 'self_declaration',
      recordId: null,
      declaredBy: 'Cabinet',
      declaredOn: '2026',
    } as const;
    const half = await anOpening(secretary, organisationId, { area: 'children' });
    expect(await service.open(secretary, half)).toEqual({ ok: false, error: 'not-answered' });
    const beside = await anOpening(secretary, organisationId, { ...answered, trigger: declaration });
    expect(await service.open(secretary, beside)).toEqual({ ok: false, error: 'judged-already' });
    const [ref = ''] = await refsOf(organisationId);
    must(await record.get(CasesService).takeUp(secretary, { ref, version: (await caseOf(ref)).version }));
    expect(await service.open(secretary, beside)).toEqual({ ok: false, error: 'already-run' });
  });

  it('is nobody else’s to see or to finish, and happens once', async () => {
    const organisationId = await aBody();
    const [secretary, other] = [secretaryOf(organisationId), secretaryOf(organisationId)];
    const service = record.get(OpeningCasesService);
    const opening = await anOpening(secretary, organisationId, {
      ...answered,
      trigger: { kind: 'self_declaration', recordId: null, declaredBy: 'Cabinet', declaredOn: '2026' },
    });
    expect(await service.file(other, opening.ref)).toBeNull();
    expect(await service.open(other, opening)).toEqual({ ok: false, error: 'no-opening' });
    expect(await service.open(secretary, { ...opening, version: 1 })).toEqual({ ok: false, error: 'changed' });
    expect((await service.open(secretary, opening)).ok).toBe(true);
    expect(await service.open(secretary, opening)).toEqual({ ok: false, error: 'opened-already' });
  });

  it('is for a secretary of the body, or a lead inspector of an inspectorate that has looked at that work', async () => {
    const organisationId = await aBody();
    const service = record.get(OpeningCasesService);
    const [stranger, lead] = [secretaryOf(await aBody()), leadInspector()];
    expect(await service.start(stranger, organisationId)).toEqual({ ok: false, error: 'not-yours' });
    expect(await service.start(anActor('board_member', { organisationId }), organisationId)).toEqual({
      ok: false,
      error: 'not-yours',
    });
    expect(await service.start(lead, organisationId)).toEqual({ ok: false, error: 'not-yours' });
    await judge(organisationId, ['2024-01-10', 'good']);
    const { ref } = must(await service.start(lead, organisationId));
    expect(await service.answer(lead, { ref, version: 1 }, { area: 'finance' })).toEqual({
      ok: false,
      error: 'not-yours',
    });
    expect((await service.answer(lead, { ref, version: 1 }, { area: 'children' })).ok).toBe(true);
  });
});

describe('the states of a case', () => {
  it('are moved by their gates, each move with its trace', async () => {
    const { ref, secretary } = await aRunCase();
    expect(await move(secretary, ref, 'in_intervention')).toEqual({ ok: false, error: 'no-formal-intervention' });
    const stepRef = must(await impose(secretary, ref, 4));
    expect((await move(secretary, ref, 'in_intervention')).ok).toBe(true);
    expect(await move(secretary, ref, 'monitoring')).toEqual({ ok: false, error: 'strong-intervention-active' });
    await judge((await caseOf(ref)).organisationId, ['2026-06-01', 'good']);
    const step = await stepBy(stepRef);
    must(
      await record
        .get(CaseStepsService)
        .end(secretary, ref, { id: step.id, version: step.version }, { endedOn: period('2026-10-01'), why: 'Lifted.' }),
    );
    expect((await move(secretary, ref, 'monitoring')).ok).toBe(true);
    expect(await move(secretary, ref, 'recovered', { basis: 'both' })).toEqual({ ok: false, error: 'no-decision' });
    expect((await move(secretary, ref, 'recovered', { basis: 'both', decision })).ok).toBe(true);
    const recovered = await caseOf(ref);
    expect(recovered).toMatchObject({
      status: 'recovered',
      state: 'recovered',
      recoveredOn: '2026-11-20',
      recoveryBasis: 'both',
      derivedNotFailingOn: '2026-06-01',
      watchUntil: '2033-06-01',
    });
    const moves = await record.get(CasesQueries).movesOf(recovered.id);
    expect(moves.map(({ kind, toState }) => [kind, toState])).toEqual([
      ['taken_up', 'open'],
      ['moved', 'in_intervention'],
      ['moved', 'monitoring'],
      ['moved', 'recovered'],
    ]);
    expect(moves.at(-1)).toMatchObject({ decisionBy: 'Improvement board', decisionRef: 'Minute 7', basis: 'both' });
    expect(await move(secretary, ref, 'closed', { closeReason: 'merged' })).toEqual({
      ok: false,
      error: 'no-such-move',
    });
    expect((await record.get(AuditService).verify()).fault).toBeNull();
  });

  it('of the past may be written down, with both dates kept', async () => {
    const { ref, secretary } = await aRunCase();
    must(await impose(secretary, ref, 4, { endedOn: period('2025-01-31') }));
    expect(await move(secretary, ref, 'in_intervention', { on: period('2025-06') })).toEqual({
      ok: false,
      error: 'no-formal-intervention',
    });
    expect((await move(secretary, ref, 'in_intervention', { on: period('2024-06') })).ok).toBe(true);
    const [, last] = await record.get(CasesQueries).movesOf((await caseOf(ref)).id);
    expect(last).toMatchObject({ occurredOn: '2024-06', recordedAt: '2026-11-23T09:00:00.000Z' });
  });

  it('are nobody’s to move who may only read, nor of another body', async () => {
    const { ref, organisationId } = await aRunCase();
    const people = [
      anActor('board_member', { organisationId, chair: true }),
      anActor('organisation_editor', { organisationId }),
      anActor('administrator'),
      secretaryOf(await aBody()),
    ];
    for (const actor of people)
      expect(await move(actor, ref, 'closed', { closeReason: 'merged' })).toEqual({ ok: false, error: 'no-case' });
    expect((await move(leadInspector(), ref, 'closed', { closeReason: 'merged' })).ok).toBe(true);
  });

  it('are refused to whoever has not seen the last change', async () => {
    const { ref, secretary } = await aRunCase();
    const { version } = await caseOf(ref);
    must(await record.get(CasesService).pause(secretary, { ref, version }, 'An inquiry.'));
    expect(await record.get(CasesService).resume(secretary, { ref, version }, 'Over.')).toEqual({
      ok: false,
      error: 'changed',
    });
  });

  it('of a paused or closed case do not change, nor does anything in it', async () => {
    const { ref, secretary } = await aRunCase();
    const cases = record.get(CasesService);
    must(await cases.pause(secretary, { ref, version: (await caseOf(ref)).version }, 'A police inquiry.'));
    expect(await caseOf(ref)).toMatchObject({ pausedOn: today, pauseReason: 'A police inquiry.' });
    const warn = () =>
      record.get(CaseHelpService).noteWarning(secretary, ref, {
        kind: 'money',
        text: 'An overspend.',
        occurredOn: period('2026'),
        visibility: 'public',
        isFirst: false,
      });
    expect(await warn()).toEqual({ ok: false, error: 'paused' });
    expect(await impose(secretary, ref, 3)).toEqual({ ok: false, error: 'paused' });
    expect(await move(secretary, ref, 'closed', { closeReason: 'merged' })).toEqual({ ok: false, error: 'paused' });
    must(await cases.resume(secretary, { ref, version: (await caseOf(ref)).version }, 'It is over.'));
    expect((await warn()).ok).toBe(true);
    must(await move(secretary, ref, 'closed', { closeReason: 'merged' }));
    expect(await caseOf(ref)).toMatchObject({ status: 'closed', closeReason: 'merged', closedOn: '2026-11-20' });
    expect(await warn()).toEqual({ ok: false, error: 'closed' });
    expect(await cases.pause(secretary, { ref, version: (await caseOf(ref)).version }, 'Late.')).toEqual({
      ok: false,
      error: 'case-is-over',
    });
  });
});

describe('failing again', () => {
  async function aRecovered() {
    const found = await aRunCase(['2024-06-01', 'good']);
    must(
      await move(found.secretary, found.ref, 'recovered', { basis: 'judgement', decision, on: period('2026-11-05') }),
    );
    return found;
  }

  it('follows a new failing judgement at once: the new episode is linked and nobody has to decide', async () => {
    const { organisationId, ref, secretary } = await aRecovered();
    const [again] = await judge(organisationId, ['2026-11-20', 'inadequate']);
    const [, next = ''] = await refsOf(organisationId);
    expect(await caseOf(ref)).toMatchObject({ status: 'relapsed', state: 'relapsed', failedAgainRef: next });
    expect(await caseOf(next)).toMatchObject({ status: null, state: 'open', relapseOfRef: ref });
    const moves = await record.get(CasesQueries).movesOf((await caseOf(ref)).id);
    expect(moves.at(-1)).toMatchObject({ kind: 'relapsed', automatic: 1, otherRef: next, recordedBy: 'Turnaround' });
    expect(await impose(secretary, ref, 3)).toEqual({ ok: false, error: 'relapsed' });

    await record.get(CorrectingInspectionsService).correct(keeper, {
      inspectionId: again ?? '',
      version: 1,
      changes: { judgements: [{ area: 'overall', areaText: 'Overall', grade: 'good' }] },
      what: 'The grade',
      why: 'Mistyped',
    });
    expect(await caseOf(ref)).toMatchObject({ status: 'recovered', failedAgainRef: null });
  });

  it('follows a formal step in the same work, which opens the next episode', async () => {
    const { organisationId, ref, secretary } = await aRecovered();
    must(await impose(secretary, ref, 2, { startedOn: period('2026-11-10') }));
    expect(await caseOf(ref)).toMatchObject({ status: 'recovered' });
    must(await impose(secretary, ref, 3, { startedOn: period('2026-11-15'), typeText: 'Notice' }));
    const [, next = ''] = await refsOf(organisationId);
    expect(await caseOf(next)).toMatchObject({
      status: 'open',
      triggerKind: 'formal_notice',
      triggerOn: '2026-11-15',
      relapseOfRef: ref,
    });
    expect(await caseOf(ref)).toMatchObject({ status: 'relapsed', failedAgainRef: next });
  });

  it('does not follow a step that only the board may see, one of other work, or one before recovery', async () => {
    const { organisationId, ref, secretary } = await aRecovered();
    must(await impose(secretary, ref, 4, { startedOn: period('2026-11-15'), visibility: 'board' }));
    must(await impose(secretary, ref, 4, { startedOn: period('2024-02-01'), endedOn: period('2024-05-01') }));
    await record.get(InterventionsService).imposeMany(keeper, [
      {
        organisationId,
        area: 'housing',
        kind: 'improvement_notice',
        typeText: 'Notice',
        level: 3,
        authority: 'Regulator',
        startedOn: period('2026-11-16'),
        text: 'A notice.',
      },
    ]);
    expect(await caseOf(ref)).toMatchObject({ status: 'recovered' });
    expect(await refsOf(organisationId)).toEqual([ref]);
  });
});

describe('the way out', () => {
  const criterionOf = async (stepId: string, index = 0) => {
    const criteria = await record.get(CaseWorkQueries).criteriaOf([stepId]);
    const found = criteria[index];
    if (!found) throw new Error('No criterion');
    return found;
  };

  it('is met with evidence, marked by the chair or the lead inspector, and held since then', async () => {
    const { ref, secretary, organisationId } = await aRunCase();
    const exit = record.get(CaseExitService);
    const step = await stepBy(must(await impose(secretary, ref, 4)));
    must(
      await exit.addCriterion(secretary, ref, step.id, {
        text: 'Assessments are on time.',
        test: '95% within 45 days for six months.',
        agreedOn: period('2024-06'),
        visibility: 'public',
      }),
    );
    const to = async (actor: Actor, state: 'not_met' | 'partly_met' | 'met', on = '2026-02-01') => {
      const { id, version } = await criterionOf(step.id);
      return exit.moveCriterion(actor, ref, { id, version }, { to: state, on: period(on), why: 'Two audits.' });
    };
    expect(await to(secretary, 'partly_met')).toEqual({ ok: false, error: 'no-evidence' });
    const { id } = await criterionOf(step.id);
    const editor = anActor('organisation_editor', { organisationId });
    must(await exit.addEvidence(editor, ref, id, { kind: 'performance_data', text: '96% in each of six months.' }));
    must(await to(secretary, 'partly_met'));
    expect(await to(secretary, 'met')).toEqual({ ok: false, error: 'not-yours-to-do' });
    expect(await to(anActor('board_member', { organisationId }), 'met')).toEqual({
      ok: false,
      error: 'not-yours-to-do',
    });
    const chair = anActor('board_member', { organisationId, chair: true });
    must(await to(chair, 'met', '2026-03-01'));
    expect(await criterionOf(step.id)).toMatchObject({ status: 'met', metOn: '2026-03-01' });
    must(await to(leadInspector(), 'not_met', '2026-04-01'));
    expect(await criterionOf(step.id)).toMatchObject({ status: 'not_met', metOn: null });
    const changes = await record.get(CaseWorkQueries).changesOf([id]);
    expect(changes.map(({ toState, occurredOn }) => [toState, occurredOn])).toEqual([
      ['partly_met', '2026-02-01'],
      ['met', '2026-03-01'],
      ['not_met', '2026-04-01'],
    ]);
  });

  it('counts for the gate of monitoring', async () => {
    const { ref, secretary, organisationId } = await aRunCase();
    const exit = record.get(CaseExitService);
    const step = await stepBy(must(await impose(secretary, ref, 3)));
    const chair = anActor('board_member', { organisationId, chair: true });
    for (let index = 0; index < 10; index += 1)
      must(await exit.addCriterion(secretary, ref, step.id, { text: `Criterion ${index}`, visibility: 'board' }));
    must(await move(secretary, ref, 'in_intervention'));
    const criteria = await record.get(CaseWorkQueries).criteriaOf([step.id]);
    const meet = async ({ id }: { readonly id: string }): Promise<void> => {
      must(await exit.addEvidence(secretary, ref, id, { kind: 'document', text: 'Shown.' }));
      const partly = { to: 'partly_met', on: period('2026'), why: 'x' } as const;
      must(await exit.moveCriterion(secretary, ref, { id, version: 1 }, partly));
      must(await exit.moveCriterion(chair, ref, { id, version: 2 }, { to: 'met', on: period('2026-11'), why: 'x' }));
    };
    for (const criterion of criteria.slice(0, 6)) await meet(criterion);
    expect(await move(secretary, ref, 'monitoring')).toEqual({ ok: false, error: 'nothing-shows-progress' });
    for (const criterion of criteria.slice(6, 7)) await meet(criterion);
    const { record: facts } = await record.get(CaseRecordsService).of(await caseOf(ref));
    expect(positionOn(facts, day('2026-11-30')).shareOfExitCriteriaMet).toBe(0.7);
    expect((await move(secretary, ref, 'monitoring', { on: period('2026-11') })).ok).toBe(true);
  });

  it('has directions that one brings evidence for and another judges', async () => {
    const { ref, secretary, organisationId } = await aRunCase();
    const exit = record.get(CaseExitService);
    const step = await stepBy(must(await impose(secretary, ref, 4)));
    const id = must(
      await exit.addDirection(secretary, ref, step.id, { text: 'Make a plan.', number: '1', visibility: 'public' }),
    );
    const direction = async () => (await record.get(CaseWorkQueries).directionsOf([step.id]))[0];
    const to = async (actor: Actor, state: 'open' | 'evidence_submitted' | 'board_satisfied' | 'closed') =>
      exit.moveDirection(
        actor,
        ref,
        { id, version: (await direction())?.version ?? 0 },
        { to: state, on: period('2026-05-01'), text: `Now ${state}.` },
      );
    const editor = anActor('organisation_editor', { organisationId });
    const chair = anActor('board_member', { organisationId, chair: true });
    expect(await to(editor, 'board_satisfied')).toEqual({ ok: false, error: 'no-such-move' });
    must(await to(editor, 'evidence_submitted'));
    expect(await to(secretary, 'board_satisfied')).toEqual({ ok: false, error: 'not-yours-to-do' });
    must(await to(chair, 'open'));
    must(await to(editor, 'evidence_submitted'));
    must(await to(chair, 'board_satisfied'));
    expect(await direction()).toMatchObject({ status: 'board_satisfied', boardComment: 'Now board_satisfied.' });
    must(await to(secretary, 'closed'));
    expect(await to(secretary, 'open')).toEqual({ ok: false, error: 'no-such-move' });
  });

  it('is planned as a soft landing that is lighter than what it follows', async () => {
    const { ref, secretary } = await aRunCase();
    const step = await stepBy(must(await impose(secretary, ref, 3)));
    const plan = (level: number, untilOn = '2027-12') =>
      record.get(CaseExitService).planStepDown(secretary, ref, step.id, {
        level,
        text: 'An adviser stays.',
        fromOn: period('2027-01'),
        untilOn: period(untilOn),
      });
    expect(await plan(3)).toEqual({ ok: false, error: 'not-lighter' });
    expect(await plan(2, '2026-12')).toEqual({ ok: false, error: 'until-before-from' });
    expect((await plan(2)).ok).toBe(true);
  });
});

describe('steps up and down', () => {
  it('are asked by one, decided as another writes down, and carried out with the decision', async () => {
    const { ref, secretary, organisationId } = await aRunCase();
    const steps = record.get(CaseStepsService);
    const step = await stepBy(must(await impose(secretary, ref, 4)));
    const made = must(
      await steps.ask(secretary, ref, {
        interventionId: step.id,
        toLevel: 2,
        kind: 'advisory_board',
        typeText: 'Improvement board',
        authority: 'The council',
        legalBasis: null,
        askedOn: period('2026-10-01'),
        askedBy: 'The improvement board',
        why: 'Six of seven criteria hold.',
      }),
    );
    const theDecision = {
      granted: true,
      decidedBy: 'The minister',
      decidedOn: period('2026-10-20'),
      why: 'Progress holds.',
      from: period('2026-11-01'),
    };
    const ended = () =>
      steps.end(secretary, ref, { id: step.id, version: step.version }, { endedOn: period('2026-11-01'), why: 'x' });
    expect(await ended()).toEqual({ ok: false, error: 'request-waits' });
    expect(await steps.decide(secretary, ref, { id: made.id, version: 1 }, theDecision)).toEqual({
      ok: false,
      error: 'decided-by-asker',
    });
    const chair = anActor('board_member', { organisationId, chair: true });
    const decided = must(await steps.decide(chair, ref, { id: made.id, version: 1 }, theDecision));
    expect(await stepBy(step.ref)).toMatchObject({ endedOn: '2026-11-01' });
    expect(await stepBy(decided.made?.ref ?? '')).toMatchObject({
      level: 2,
      startedOn: '2026-11-01',
      replacesRef: step.ref,
      authority: 'The council',
      area: 'children',
    });
    const { checks } = await record.get(CaseRecordsService).of(await caseOf(ref));
    expect(checks.map(({ months, dueOn, doneOn }) => [months, dueOn, doneOn])).toEqual([
      [6, '2027-05-01', null],
      [12, '2027-11-01', null],
      [24, '2028-11-01', null],
      [36, '2029-11-01', null],
      [60, '2031-11-01', null],
      [84, '2033-11-01', null],
    ]);
  });

  it('leave everything as it is when they are refused', async () => {
    const { ref, secretary } = await aRunCase();
    const steps = record.get(CaseStepsService);
    const step = await stepBy(must(await impose(secretary, ref, 3)));
    const ask = () =>
      steps.ask(secretary, ref, {
        interventionId: step.id,
        toLevel: 5,
        kind: null,
        typeText: null,
        authority: null,
        legalBasis: null,
        askedOn: period('2026-10-01'),
        askedBy: 'The inspectorate',
        why: 'No progress.',
      });
    const { id } = must(await ask());
    expect(await ask()).toEqual({ ok: false, error: 'asked-already' });
    must(
      await steps.decide(
        leadInspector(),
        ref,
        { id, version: 1 },
        {
          granted: false,
          decidedBy: 'The minister',
          decidedOn: period('2026-10-20'),
          why: 'Too early.',
          from: null,
        },
      ),
    );
    expect(await stepBy(step.ref)).toMatchObject({ endedOn: null });
    const again = must(await ask());
    expect(await steps.takeBack(leadInspector(), ref, { id: again.id, version: 1 })).toEqual({
      ok: false,
      error: 'asked-by-another',
    });
    expect((await steps.takeBack(secretary, ref, { id: again.id, version: 1 })).ok).toBe(true);
  });

  it('keep every end that was announced, and the checks of the last end only', async () => {
    const { ref, secretary } = await aRunCase();
    const steps = record.get(CaseStepsService);
    const first = await stepBy(must(await impose(secretary, ref, 4)));
    const announce = async (announcedOn: string, plannedEndOn: string) =>
      steps.announceEnd(
        secretary,
        ref,
        { id: first.id, version: (await stepBy(first.ref)).version },
        { announcedOn: period(announcedOn), plannedEndOn: period(plannedEndOn), note: null },
      );
    expect(await announce('2024-03-01', '2025-03')).toEqual({ ok: true, value: 'announced' });
    expect(await announce('2025-02-01', '2026-03')).toEqual({ ok: true, value: 'extended' });
    expect(await announce('2025-03-01', '2026-03')).toEqual({ ok: false, error: 'same-end' });
    const ends = await record.get(CaseWorkQueries).plannedEndsOf([first.id]);
    expect(ends.map(({ plannedEndOn }) => plannedEndOn)).toEqual(['2025-03', '2026-03']);
    const end = async (step: StepRow, endedOn: string) =>
      must(
        await steps.end(
          secretary,
          ref,
          { id: step.id, version: (await stepBy(step.ref)).version },
          { endedOn: period(endedOn), why: 'Lifted.' },
        ),
      );
    await end(first, '2025-06-01');
    const checks = async () => (await record.get(CaseRecordsService).of(await caseOf(ref))).checks;
    const [due] = await checks();
    must(
      await record.get(CaseAftercareService).doCheck(
        secretary,
        ref,
        { id: due?.id ?? '', version: 1 },
        {
          doneOn: period('2025-12-01'),
          result: 'held',
          text: 'Audits hold.',
          byWhom: 'external',
        },
      ),
    );
    const second = await stepBy(must(await impose(secretary, ref, 3, { startedOn: period('2026-01-01') })));
    await end(second, '2026-09-01');
    expect((await checks()).map(({ dueOn, doneOn }) => [dueOn, doneOn])).toEqual([
      ['2025-12-01', '2025-12-01'],
      ['2027-03-01', null],
      ['2027-09-01', null],
      ['2028-09-01', null],
      ['2029-09-01', null],
      ['2031-09-01', null],
      ['2033-09-01', null],
    ]);
  });
});

describe('early help', () => {
  it('is offered, accepted, given and reported, and each finding answered', async () => {
    const { ref, secretary, organisationId } = await aRunCase();
    const help = record.get(CaseHelpService);
    const triggerRef = must(
      await help.agreeTrigger(secretary, ref, {
        condition: 'measure',
        text: 'Caseloads above 20 for two months',
        provider: 'A neighbour',
        agreedOn: period('2026-01-10'),
        ownerPost: 'Director',
        visibility: 'board',
      }),
    );
    const facts = await record.get(CasesQueries).factsOf((await caseOf(ref)).id);
    const triggerId = facts.find(({ role }) => role === 'trigger')?.recordId ?? '';
    const breachId = must(
      await help.noteBreach(secretary, ref, triggerId, { detectedOn: period('2026-05'), text: '22.' }),
    );
    must(
      await help.answerBreach(
        secretary,
        ref,
        { id: breachId, version: 1 },
        {
          respondedOn: period('2026-06-01'),
          response: 'Peers were asked.',
        },
      ),
    );
    must(
      await help.offer(secretary, ref, {
        type: 'peer_challenge',
        provider: 'A neighbour',
        offeredOn: period('2026-06-02'),
        askedBy: 'The director',
        triggerId,
        visibility: 'public',
      }),
    );
    const support = async () => {
      const [found] = (await record.get(CaseRecordsService).of(await caseOf(ref))).support;
      if (!found) throw new Error('No help');
      return found;
    };
    expect(await support()).toMatchObject({ status: 'offered', triggerRef });
    const to = async (state: 'accepted' | 'visited' | 'reported', on: string) =>
      help.moveSupport(
        secretary,
        ref,
        { id: (await support()).id, version: (await support()).version },
        { to: state, on: period(on), why: '' },
      );
    expect(await to('visited', '2026-07')).toEqual({ ok: false, error: 'no-such-move' });
    must(await to('accepted', '2026-06-10'));
    must(await to('visited', '2026-07-01'));
    expect(await help.addFinding(secretary, ref, (await support()).id, 'Fragile.')).toEqual({
      ok: false,
      error: 'not-reported',
    });
    must(await to('reported', '2026-08-01'));
    const finding = must(await help.addFinding(secretary, ref, (await support()).id, 'Management is fragile.'));
    const answer = { on: period('2026-09-01'), reason: '' };
    const editor = anActor('organisation_editor', { organisationId });
    expect(await help.answerFinding(editor, ref, { id: finding, version: 1 }, { ...answer, accepted: 'part' })).toEqual(
      { ok: false, error: 'no-reason' },
    );
    must(
      await help.answerFinding(
        editor,
        ref,
        { id: finding, version: 1 },
        {
          ...answer,
          accepted: 'part',
          reason: 'One team was.',
        },
      ),
    );
    const { record: read } = await record.get(CaseRecordsService).of(await caseOf(ref));
    expect(read.reviews.map(({ on }) => on)).toEqual([period('2026-08-01')]);
  });

  it('of another case is not found', async () => {
    const [one, other] = [await aRunCase(), await aRunCase()];
    const help = record.get(CaseHelpService);
    must(
      await help.noteWarning(one.secretary, one.ref, {
        kind: 'money',
        text: 'An overspend.',
        occurredOn: period('2025'),
        visibility: 'public',
        isFirst: true,
      }),
    );
    const [fact] = await record.get(CasesQueries).factsOf((await caseOf(one.ref)).id);
    const answer = { respondedOn: period('2026'), response: 'Spending was stopped.' };
    expect(
      await help.answerWarning(other.secretary, other.ref, { id: fact?.recordId ?? '', version: 1 }, answer),
    ).toEqual({ ok: false, error: 'not-found' });
    expect(
      (await help.answerWarning(one.secretary, one.ref, { id: fact?.recordId ?? '', version: 1 }, answer)).ok,
    ).toBe(true);
    expect(await help.answerWarning(one.secretary, one.ref, { id: fact?.recordId ?? '', version: 2 }, answer)).toEqual({
      ok: false,
      error: 'already-answered',
    });
  });

  it('for the board only is not recorded by an inspectorate that is not on the board', async () => {
    const { ref, organisationId } = await aRunCase();
    const warn = (actor: Actor) =>
      record.get(CaseHelpService).noteWarning(actor, ref, {
        kind: 'money',
        text: 'An overspend.',
        visibility: 'board',
        isFirst: false,
      });
    expect(await warn(leadInspector())).toEqual({ ok: false, error: 'not-of-the-board' });
    expect((await warn(anActor('inspector', { inspectorateId: ofsted, organisationId }))).ok).toBe(true);
  });
});
