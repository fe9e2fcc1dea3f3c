import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { CaseAftercareService } from '../../src/episodes/case-aftercare.service.js';
import { CaseExitService } from '../../src/episodes/case-exit.service.js';
import { CaseHelpService } from '../../src/episodes/case-help.service.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import { CasesQueries } from '../../src/episodes/data/cases.queries.js';
import { CaseStepsService } from '../../src/episodes/case-steps.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { CaseWorkQueries } from '../../src/interventions/data/case-work.queries.js';
import { period } from '../../src/kernel/period.js';
import { reachOf } from '../../src/access/domain/account.js';
import { theService } from '../../src/access/audit.service.js';
import { given } from './a-board.js';
import { anActor } from './an-actor.js';

type Record = { readonly get: INestApplicationContext['get'] };

/**
 * A case that is run, with one of everything that can be recorded in it: a warning sign and a breach that wait for an
 * answer, help that has reported and help that is offered, a step with its direction, criterion and a request to go
 * down, a check that is due, an event and somebody to tell. Everything happened in 2024.
 */
export async function aRunCase(record: Record, organisationId: string) {
  const secretary = anActor('board_secretary', { organisationId });
  const colleague = anActor('board_secretary', { organisationId });
  await record.get(InspectionsService).recordMany(theService, [
    {
      organisationId,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period('2024-01-10'),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade: 'inadequate', label: 'Inadequate' }],
    },
  ]);
  const rows = await record.get(Database).rows<{ id: string; ref: string; version: number }>(sql`
    SELECT failure_episode.id, failure_episode.ref, failure_episode.version FROM failure_episode
     WHERE failure_episode.organisation_id = ${organisationId} AND failure_episode.area = ${'children'}
       AND failure_episode.status IS NULL
     ORDER BY failure_episode.trigger_on DESC LIMIT 1`);
  const [episode] = rows;
  if (!episode) throw new Error('The judgement opened no case');
  const { ref, version } = episode;
  given(await record.get(CasesService).takeUp(secretary, { ref, version }));
  const seen = { visibility: 'public' } as const;
  const help = record.get(CaseHelpService);
  const steps = record.get(CaseStepsService);
  const exit = record.get(CaseExitService);
  const work = record.get(CaseWorkQueries);
  const cases = record.get(CasesQueries);
  const factsAs = async (role: string): Promise<string> =>
    (await cases.factsOf(episode.id)).findLast((fact) => fact.role === role)?.recordId ?? '';

  given(
    await help.noteWarning(secretary, ref, {
      ...seen,
      kind: 'money',
      text: 'A gap in the budget.',
      occurredOn: period('2024-02'),
      isFirst: true,
    }),
  );
  const warning = await factsAs('first_warning');
  const offer = { ...seen, type: 'mentor', askedBy: null, basis: null, focus: 'Front door', triggerId: null };
  given(await help.offer(secretary, ref, { ...offer, provider: 'Eastmere Council', offeredOn: period('2024-02') }));
  const reported = await factsAs('peer');
  for (const to of ['accepted', 'visited', 'reported'] as const) {
    const [row] = await work.support([reported]);
    given(
      await help.moveSupport(
        secretary,
        ref,
        { id: reported, version: row?.version ?? 0 },
        { to, on: period('2024-03'), why: '' },
      ),
    );
  }
  given(await help.addFinding(secretary, ref, reported, 'Decisions wait too long.'));
  const [finding] = await work.findingsOf([reported]);
  given(await help.addFinding(secretary, ref, reported, 'Nobody leads the front door.'));
  const accepted = (await work.findingsOf([reported])).find(({ id }) => id !== finding?.id);
  given(
    await help.answerFinding(
      secretary,
      ref,
      { id: accepted?.id ?? '', version: accepted?.version ?? 0 },
      { accepted: 'yes', reason: '', on: period('2024-04') },
    ),
  );
  given(await help.offer(secretary, ref, { ...offer, provider: 'Westbrook Council', offeredOn: period('2024-04') }));
  const offered =
    (await cases.factsOf(episode.id))
      .filter((fact) => fact.role === 'peer')
      .map(({ recordId }) => recordId)
      .find((id) => id !== reported) ?? '';
  given(
    await help.agreeTrigger(secretary, ref, {
      ...seen,
      condition: 'measure',
      text: 'Caseloads above 20.',
      agreedOn: period('2024-02'),
    }),
  );
  const trigger = await factsAs('trigger');
  given(await help.noteBreach(secretary, ref, trigger, { detectedOn: period('2024-05'), text: 'Caseloads of 22.' }));
  const [breach] = await work.breachesOf([trigger]);

  const step = {
    ...seen,
    kind: 'statutory_direction',
    typeText: 'Statutory direction',
    level: 4,
    authority: 'The Secretary of State',
    text: 'A direction was issued.',
    besideIds: [],
  };
  const first = given(await steps.impose(secretary, ref, { ...step, startedOn: period('2024-02-01') }));
  const ended = await work.stepByRef(first);
  given(
    await steps.end(
      secretary,
      ref,
      { id: ended?.id ?? '', version: ended?.version ?? 0 },
      { endedOn: period('2024-04-01'), why: 'It lapsed.' },
    ),
  );
  const check = (
    await work.checks(
      (await cases.factsOf(episode.id)).filter((fact) => fact.role === 'check').map(({ recordId }) => recordId),
    )
  )[0];
  const stepRef = given(await steps.impose(secretary, ref, { ...step, startedOn: period('2024-05-01') }));
  const running = await work.stepByRef(stepRef);
  const stepId = running?.id ?? '';
  given(await exit.addDirection(secretary, ref, stepId, { ...seen, text: 'Appoint a director.' }));
  const [direction] = await work.directionsOf([stepId]);
  given(
    await exit.addCriterion(secretary, ref, stepId, {
      ...seen,
      text: 'Timely assessments',
      test: '95% in 45 days',
      agreedOn: period('2024-05'),
      status: 'not_met',
    }),
  );
  const [criterion] = await work.criteriaOf([stepId]);
  given(await exit.addEvidence(secretary, ref, criterion?.id ?? '', { kind: 'document', text: 'The audit of June.' }));
  const [evidence] = await work.evidenceOf([criterion?.id ?? '']);
  given(
    await steps.ask(colleague, ref, {
      interventionId: stepId,
      toLevel: 3,
      kind: null,
      typeText: null,
      authority: null,
      legalBasis: null,
      askedOn: period('2024-06'),
      askedBy: 'The board',
      why: 'It holds.',
    }),
  );
  const [request] = await work.requestsOf([stepId]);
  given(
    await record.get(CaseAftercareService).recordEvent(secretary, ref, {
      ...seen,
      kind: 'money',
      text: 'A notice on the budget.',
      occurredOn: period('2024-06'),
      significant: false,
    }),
  );
  const event = await factsAs('event');
  given(
    await record.get(CasesService).addPerson(secretary, ref, { post: 'Chief nurse', body: 'NHS trust', email: null }),
  );
  const theCase = await cases.byRef(ref, reachOf(secretary.account ?? null, 'cases.read'));
  const [person] = await cases.peopleOf(theCase?.id ?? '');
  const idOf = (row: { readonly id: string } | undefined): string => row?.id ?? '';
  return {
    ref,
    stepRef,
    stepId,
    warning,
    reported,
    offered,
    finding: idOf(finding),
    accepted: idOf(accepted),
    trigger,
    breach: idOf(breach),
    direction: idOf(direction),
    criterion: idOf(criterion),
    evidence: idOf(evidence),
    request: idOf(request),
    check: idOf(check),
    event,
    person: idOf(person),
    secretary,
    colleague,
  };
}
