import { CaseExitService } from '../../src/episodes/case-exit.service.js';
import { CaseStepsService } from '../../src/episodes/case-steps.service.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import { sql } from '../../src/database/sql.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { CaseWorkQueries } from '../../src/interventions/data/case-work.queries.js';
import { period } from '../../src/kernel/period.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { anActor } from '../builders/an-actor.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const must = <Value>(result: { ok: true; value: Value } | { ok: false; error: unknown }): Value => {
  if (!result.ok) throw new Error(`Refused: ${String(result.error)}`);
  return result.value;
};

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

describe('taking back what was recorded in a case by mistake', () => {
  let test: TestApp;
  let secretary: Person;
  let stranger: Person;
  let ref: string;
  const actor = anActor('board_secretary', { organisationId: 'northwick' });

  beforeAll(async () => {
    test = await startTestApp();
    const { app, database } = test;
    await database.transaction(() =>
      database.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'eastmere', name: 'Eastmere Council' }),
      ]),
    );
    await app.get(InspectionsService).recordMany(actor, [
      {
        organisationId: 'northwick',
        framework: 'ofsted_ilacs_2018',
        inspectorateName: 'Ofsted',
        subject: 'Children’s services',
        type: 'full',
        graded: true,
        publishedOn: period('2024-01-10'),
        judgements: [{ area: 'overall', areaText: 'Overall', grade: 'inadequate', label: 'Inadequate' }],
      },
    ]);
    const row = await database.row<{ ref: string; version: number }>(sql`
      SELECT failure_episode.ref, failure_episode.version FROM failure_episode`);
    ref = row?.ref ?? '';
    must(await app.get(CasesService).takeUp(actor, { ref, version: row?.version ?? 0 }));
    const person = (organisationId: string) =>
      aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId })] });
    secretary = await person('northwick');
    stranger = await person('eastmere');
  });
  afterAll(() => test.close());

  /** The address at which the first thing of this kind on a page is withdrawn. */
  const withdrawalOn = async (page: string, kind: string): Promise<string> => {
    const { text } = await secretary.get(page).expect(200);
    const links = named(readHtml(text), 'a').map((link) => link.attributes.get('href') ?? '');
    return links.find((href) => href.includes(`/facts/${kind}/`) && href.endsWith('/withdrawal')) ?? '';
  };
  const when = { 'on-month': '3', 'on-year': '2023' };

  it('takes a warning sign off every page, with a reason, and keeps it in the history', async () => {
    const page = `/episodes/${ref}/warnings`;
    const fields = { kind: 'staff_voice', text: 'Staff said that nobody listened', ...when };
    expect((await secretary.post(`${page}/new`, fields)).status).toBe(303);
    expect((await test.get('/organisations/northwick/timeline')).text).toContain(fields.text);
    const at = await withdrawalOn(page, 'warning_sign');
    const asked = await secretary.get(at).expect(200);
    expect(asked.text).toContain(fields.text);
    expect(pageFaults(readHtml(asked.text))).toEqual([]);
    expect((await stranger.get(at)).status).toBe(404);
    expect((await test.get(at)).status).toBe(303);
    const without = await secretary.post(at, {});
    expect(without.status).toBe(422);
    expect(errorsOf(without.text)).toEqual(['Enter why it is withdrawn']);
    const personal = await secretary.post(at, { why: 'Mrs Example, born 3 May 2010, said no' });
    expect(errorsOf(personal.text)[0]).toContain('could identify a person');
    const done = await secretary.post(at, { why: 'It was another council.' });
    expect(done.headers.location).toBe(`${page}?done=fact-withdrawn`);
    expect((await secretary.get(done.headers.location ?? '')).text).not.toContain(fields.text);
    expect((await test.get('/organisations/northwick/timeline')).text).not.toContain(fields.text);
    expect((await secretary.get(at)).status).toBe(404);
    const kept = await test.database.row<{ reason: string; withdrawn: string; action: string }>(sql`
      SELECT audit_entry.reason, warning_sign.withdrawn_reason AS withdrawn, audit_entry.action
        FROM audit_entry JOIN warning_sign ON warning_sign.id = audit_entry.entity_id
       WHERE audit_entry.action = 'warning_sign.withdrawn'`);
    expect(kept).toMatchObject({ reason: 'It was another council.', withdrawn: 'It was another council.' });
  });

  it('shows whoever comes late what stands now, and withdraws nothing', async () => {
    const page = `/episodes/${ref}/warnings`;
    await secretary.post(`${page}/new`, { kind: 'money', text: 'The reserves were spent', ...when });
    const at = await withdrawalOn(page, 'warning_sign');
    const { version = '' } = hiddenFields((await secretary.get(at)).text, at);
    const answer = at.replace(/facts\/warning_sign\/(.+)\/withdrawal/, 'warnings/$1/answer');
    expect((await secretary.post(answer, { response: 'A budget was agreed', ...when })).status).toBe(303);
    const late = await secretary.post(at, { why: 'It was nothing.', version });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone changed this warning sign at');
    expect(pageFaults(readHtml(late.text))).toEqual([]);
    expect((await secretary.get(page)).text).toContain('The reserves were spent');
  });

  it('takes an event back', async () => {
    const page = `/episodes/${ref}/events`;
    await secretary.post(`${page}/new`, { kind: 'incident', text: 'The server failed', ...when });
    const at = await withdrawalOn(page, 'organisation_event');
    expect((await secretary.post(at, { why: 'It was a test.' })).headers.location).toBe(`${page}?done=fact-withdrawn`);
    expect((await test.get('/organisations/northwick/timeline')).text).not.toContain('The server failed');
  });

  it('takes evidence back, unless a criterion that is partly met rests on it alone', async () => {
    const { app } = test;
    const step = must(
      await app.get(CaseStepsService).impose(actor, ref, {
        kind: 'statutory_direction',
        typeText: 'Statutory direction',
        level: 4,
        authority: 'The minister',
        startedOn: period('2024-03-01'),
        text: 'A direction was made.',
        visibility: 'public',
        besideIds: [],
      }),
    );
    const stepId = (await app.get(CaseWorkQueries).stepByRef(step))?.id ?? '';
    const exit = app.get(CaseExitService);
    const criterion = must(
      await exit.addCriterion(actor, ref, stepId, { text: 'Visits are in time.', visibility: 'public' }),
    );
    must(await exit.addEvidence(actor, ref, criterion, { kind: 'document', text: 'An audit of 40 files' }));
    const [held] = await app.get(CaseWorkQueries).criteriaOf([stepId]);
    must(
      await exit.moveCriterion(
        actor,
        ref,
        { id: criterion, version: held?.version ?? 0 },
        { to: 'partly_met', on: period('2026-11-01'), why: 'The audit shows it.' },
      ),
    );
    const page = `/interventions/${step}`;
    const at = await withdrawalOn(page, 'exit_evidence');
    test.statements.take();
    await secretary.get(at).expect(200);
    // Who asks is asked anew after each change: that is not the page's own.
    const asked = test.statements.take().filter(({ text }) => !/\b(?:session|role_grant|data_version)\b/.test(text));
    expect(asked.length).toBeLessThanOrEqual(15);
    const alone = await secretary.post(at, { why: 'It was of another year.' });
    expect(alone.status).toBe(422);
    expect(alone.text).toContain('The criterion rests on this evidence alone.');
    must(await exit.addEvidence(actor, ref, criterion, { kind: 'document', text: 'A second audit' }));
    const done = await secretary.post(at, { why: 'It was of another year.' });
    expect(done.headers.location).toBe(`${page}?done=fact-withdrawn`);
    const { text } = await secretary.get(page);
    expect(text).not.toContain('An audit of 40 files');
    expect(text).toContain('A second audit');
  });

  it('finds nothing of another case or of another kind', async () => {
    const page = `/episodes/${ref}/warnings`;
    const at = await withdrawalOn(page, 'warning_sign');
    expect((await secretary.get(at.replace('warning_sign', 'organisation_event'))).status).toBe(404);
    expect((await secretary.get(at.replace('warning_sign', 'account'))).status).toBe(404);
  });
});
