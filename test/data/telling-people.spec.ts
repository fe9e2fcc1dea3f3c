import { AccountsService } from '../../src/access/accounts.service.js';
import { type Actor, theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { CaseAftercareService } from '../../src/episodes/case-aftercare.service.js';
import { CaseExitService } from '../../src/episodes/case-exit.service.js';
import { CaseHelpService } from '../../src/episodes/case-help.service.js';
import { CaseStepsService } from '../../src/episodes/case-steps.service.js';
import { CaseSummariesService } from '../../src/episodes/case-summaries.service.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import { CaseSummariesQueries } from '../../src/episodes/data/case-summaries.queries.js';
import { CasesQueries } from '../../src/episodes/data/cases.queries.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { CaseWorkQueries } from '../../src/interventions/data/case-work.queries.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { SourcesService } from '../../src/sources/sources.service.js';
import { aGrant } from '../builders/a-person.js';
import { anActor } from '../builders/an-actor.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const keeper = { name: 'A record keeper', role: 'record_keeper', requestId: null };
const everywhere = { any: true, organisationIds: [], inspectorateIds: [], accountId: null };

let record: TestRecord;
// Nobody listens there: what is tested is what is put into the outbox, not what leaves it.
beforeAll(async () => {
  record = await openTestRecord({ today: day('2026-11-23'), smtpUrl: 'smtp://127.0.0.1:9' });
});
afterAll(() => record.close());

const must = <Value>(result: { ok: true; value: Value } | { ok: false; error: unknown }): Value => {
  if (!result.ok) throw new Error(`Refused: ${String(result.error)}`);
  return result.value;
};

async function judge(organisationId: string, published: string, grade: string): Promise<void> {
  await record.get(InspectionsService).recordMany(keeper, [
    {
      organisationId,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: period(published),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
    },
  ]);
}

const caseOf = async (ref: string) => {
  const found = await record.get(CasesQueries).byRef(ref, everywhere);
  if (!found) throw new Error(`No case ${ref}`);
  return found;
};

let bodies = 0;

/** A case that a secretary runs, with an editor who has an account and somebody to tell who has none. */
async function aRunCase(
  goodOn: string | null = null,
): Promise<{ organisationId: string; secretary: Actor; ref: string; name: string }> {
  bodies += 1;
  const name = `Telling Council ${bodies}`;
  const [body] = await record
    .get(OrganisationsService)
    .registerMany(keeper, [{ name, kind: 'council', sector: 'councils' }]);
  const organisationId = body?.id ?? '';
  await judge(organisationId, '2024-01-10', 'inadequate');
  if (goodOn) await judge(organisationId, goodOn, 'good');
  const row = await record.database.row<{ ref: string }>(sql`
    SELECT failure_episode.ref FROM failure_episode WHERE failure_episode.organisation_id = ${organisationId}`);
  const ref = row?.ref ?? '';
  const secretary = anActor('board_secretary', { organisationId });
  const cases = record.get(CasesService);
  must(await cases.takeUp(secretary, { ref, version: (await caseOf(ref)).version }));
  must(
    await cases.addPerson(secretary, ref, {
      post: 'Director',
      body: 'Health board',
      email: `Director-${bodies}@Health.example`,
    }),
  );
  must(await cases.addPerson(secretary, ref, { post: 'Chair', body: 'Police', email: null }));
  for (const [role, email] of [
    ['organisation_editor', `editor-${bodies}@council.example`],
    ['board_member', `member-${bodies}@council.example`],
  ] as const)
    await record
      .get(AccountsService)
      .add(theService, { name: role, email, passwordHash: null, status: 'active' }, [aGrant({ role, organisationId })]);
  return { organisationId, secretary, ref, name };
}

type Letter = { readonly recipient: string; readonly subject: string; readonly text: string };
const lettersOf = (kind: string, subject: string): Promise<Letter[]> =>
  record.database.rows<Letter>(sql`
    SELECT outbox_message.recipient, outbox_message.subject, outbox_message.text
      FROM outbox_message
     WHERE outbox_message.kind = ${kind} AND outbox_message.subject LIKE ${`%${subject}%`}
     ORDER BY outbox_message.recipient`);

type Clock = {
  readonly rule: string;
  readonly dueOn: string;
  readonly metOn: string | null;
  readonly visibility: string;
};
const clocksOf = (organisationId: string, rule: string): Promise<Clock[]> =>
  record.database.rows<Clock>(sql`
    SELECT deadline.rule, deadline.due_on AS "dueOn", deadline.met_on AS "metOn", deadline.visibility
      FROM deadline
     WHERE deadline.organisation_id = ${organisationId} AND deadline.rule = ${rule} AND deadline.withdrawn_at IS NULL
     ORDER BY deadline.due_on`);

const impose = (actor: Actor, ref: string, more: object = {}) =>
  record.get(CaseStepsService).impose(actor, ref, {
    kind: 'statutory_direction',
    typeText: 'Statutory direction',
    level: 4,
    authority: 'The minister',
    startedOn: period('2024-03-01'),
    text: 'A direction was made.',
    visibility: 'public',
    besideIds: [],
    ...more,
  });

describe('the people to tell', () => {
  it('get a letter when a place fails again, once each, and nobody else does', async () => {
    const { organisationId, secretary, ref, name } = await aRunCase('2024-06-01');
    const decision = { body: 'board', by: 'The board', on: period('2026-11-02'), reference: null } as const;
    must(
      await record.get(CasesService).move(
        secretary,
        { ref, version: (await caseOf(ref)).version },
        {
          to: 'recovered',
          on: period('2026-11-05'),
          why: 'As agreed.',
          decision,
          basis: 'judgement',
          closeReason: null,
        },
      ),
    );
    expect(await lettersOf('failed-again', name)).toEqual([]);
    await judge(organisationId, '2026-11-20', 'inadequate');
    const letters = await lettersOf('failed-again', name);
    expect(letters.map(({ recipient }) => recipient)).toEqual([
      `Director-${bodies}@Health.example`,
      `editor-${bodies}@council.example`,
    ]);
    const next = (await caseOf(ref)).failedAgainRef ?? 'none';
    for (const { text } of letters) {
      expect(text).toContain(`/episodes/${next}`);
      expect(text).toContain(`/episodes/${ref}`);
    }
  });

  it('get the words of a summary five working days before it may be published', async () => {
    const { organisationId, secretary, ref, name } = await aRunCase();
    const summaries = record.get(CaseSummariesService);
    const of = await record.get(CaseSummariesQueries).case(ref);
    if (!of) throw new Error('No case to summarise');
    const version = async (): Promise<number> => (await record.get(CaseSummariesQueries).of(of.id))[0]?.version ?? 0;
    const sources = await record.get(SourcesService).addMany(
      keeper,
      ['One', 'Two', 'Three'].map((title) => ({ title, kind: 'official' })),
    );
    await record.database.transaction(() =>
      record
        .get(SourcesService)
        .linkMany(sources.map(({ id }) => ({ sourceId: id, recordKind: 'episode' as const, recordId: of.id }))),
    );
    const step = async () => ({ of, version: await version() });
    must(await summaries.write(secretary, await step(), { text: 'It took two years.', why: null, remarks: null }));
    const other = anActor('board_secretary', { organisationId });
    must(await summaries.check(other, { ...(await step()), confirmed: true }));
    expect(await lettersOf('summary-notice', name)).toEqual([]);
    must(await summaries.notify(other, await step()));
    const letters = await lettersOf('summary-notice', name);
    expect(letters).toHaveLength(2);
    for (const { text } of letters) {
      expect(text).toContain('It took two years.');
      expect(text).toContain('from 30 November 2026');
    }
  });
});

describe('the clocks of a case', () => {
  it('run for a direction that is due, stop when the board is satisfied and run again when it is not', async () => {
    const { organisationId, secretary, ref } = await aRunCase();
    const step = must(await impose(secretary, ref));
    const row = await record.get(CaseWorkQueries).stepByRef(step);
    const exit = record.get(CaseExitService);
    const add = (text: string, dueOn: string | null) =>
      exit.addDirection(secretary, ref, row?.id ?? '', {
        text,
        number: null,
        dueOn: dueOn === null ? null : day(dueOn),
        visibility: 'public',
      });
    must(await add('Whenever you can.', null));
    const id = must(await add('Make a plan.', '2027-02-01'));
    expect(await clocksOf(organisationId, 'direction')).toEqual([
      { rule: 'direction', dueOn: '2027-02-01', metOn: null, visibility: 'public' },
    ]);
    const to = async (actor: Actor, state: 'open' | 'evidence_submitted' | 'board_satisfied') => {
      const found = (await record.get(CaseWorkQueries).directionsOf([row?.id ?? ''])).find((one) => one.id === id);
      return exit.moveDirection(
        actor,
        ref,
        { id, version: found?.version ?? 0 },
        { to: state, on: period('2026-11-20'), text: `Now ${state}.` },
      );
    };
    const chair = anActor('board_member', { organisationId, chair: true });
    must(await to(secretary, 'evidence_submitted'));
    expect((await clocksOf(organisationId, 'direction'))[0]?.metOn).toBeNull();
    must(await to(chair, 'board_satisfied'));
    expect((await clocksOf(organisationId, 'direction'))[0]?.metOn).toBe('2026-11-20');
  });

  it('run for each check after an end, and stop when the check is done', async () => {
    const { organisationId, secretary, ref } = await aRunCase();
    const step = must(await impose(secretary, ref));
    const row = await record.get(CaseWorkQueries).stepByRef(step);
    must(
      await record.get(CaseStepsService).end(
        secretary,
        ref,
        { id: row?.id ?? '', version: row?.version ?? 0 },
        {
          endedOn: period('2026-05-01'),
          why: 'It was done.',
        },
      ),
    );
    const due = ['2026-11-01', '2027-05-01', '2028-05-01', '2029-05-01', '2031-05-01', '2033-05-01'];
    expect((await clocksOf(organisationId, 'sustainment-check')).map(({ dueOn }) => dueOn)).toEqual(due);
    const checks = await record
      .get(CaseWorkQueries)
      .checks(
        (await record.get(CasesQueries).factsOf((await caseOf(ref)).id))
          .filter(({ recordKind }) => recordKind === 'sustainment_check')
          .map(({ recordId }) => recordId),
      );
    const first = checks.find(({ dueOn }) => dueOn === '2026-11-01');
    must(
      await record
        .get(CaseAftercareService)
        .doCheck(
          secretary,
          ref,
          { id: first?.id ?? '', version: first?.version ?? 0 },
          { doneOn: period('2026-11-10'), result: 'held', text: 'It held.', byWhom: 'external' },
        ),
    );
    expect((await clocksOf(organisationId, 'sustainment-check'))[0]).toMatchObject({ metOn: '2026-11-10' });
  });
});

describe('a fact that is recorded by hand', () => {
  it('is known since the day it was recorded, so that a page of what was known shows it from then on', async () => {
    const { organisationId, secretary, ref } = await aRunCase();
    must(
      await record.get(CaseHelpService).noteWarning(secretary, ref, {
        kind: 'staff_voice',
        occurredOn: period('2023'),
        text: 'Nobody listened',
        isFirst: true,
        visibility: 'public',
      }),
    );
    must(await impose(secretary, ref));
    const known = await record.database.rows<{ knownOn: string | null }>(sql`
      SELECT warning_sign.known_on AS "knownOn" FROM warning_sign WHERE warning_sign.organisation_id = ${organisationId}
      UNION ALL
      SELECT intervention.known_on AS "knownOn" FROM intervention WHERE intervention.organisation_id = ${organisationId}`);
    expect(known).toEqual([{ knownOn: '2026-11-23' }, { knownOn: '2026-11-23' }]);
  });
});
