import { sql } from '../../src/database/sql.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { HoldsService } from '../../src/office/holds.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aRunCase } from '../builders/a-run-case.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

const on = (text: string): Record<string, string> => {
  const [year = '', month = '', day = ''] = text.split('-');
  return { 'on-day': day, 'on-month': month, 'on-year': year };
};

describe('putting right what was recorded in a case', () => {
  let test: TestApp;
  let secretary: Person;
  let member: Person;
  let stranger: Person;
  let its: Awaited<ReturnType<typeof aRunCase>>;

  beforeAll(async () => {
    test = await startTestApp();
    await test.database.transaction(() =>
      test.database.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'eastmere', name: 'Eastmere Council' }),
      ]),
    );
    its = await aRunCase(test.app, 'northwick');
    const person = (role: Parameters<typeof aGrant>[0]['role'], organisationId: string) =>
      aPerson(test, { grants: [aGrant({ role, organisationId })] });
    secretary = await person('board_secretary', 'northwick');
    member = await person('board_member', 'northwick');
    stranger = await person('board_secretary', 'eastmere');
  });
  afterAll(() => test.close());

  const place = (kind: string, id: string): string => `/episodes/${its.ref}/facts/${kind}/${id}/correction`;
  const lastLine = () =>
    test.database.row<{ action: string; before: string; after: string; reason: string; actor: string }>(sql`
      SELECT audit_entry.action, audit_entry.before, audit_entry.after, audit_entry.reason, audit_entry.actor
        FROM audit_entry ORDER BY audit_entry.seq DESC LIMIT 1`);

  it('changes a warning sign everywhere, and keeps what stood there with who changed it and why', async () => {
    const at = place('warning_sign', its.warning);
    const list = await secretary.get(`/episodes/${its.ref}/warnings`).expect(200);
    expect(list.text).toContain(at);
    const asked = await secretary.get(at).expect(200);
    expect(asked.text).toContain('A gap in the budget.');
    expect(pageFaults(readHtml(asked.text))).toEqual([]);
    const right = { kind: 'money', ...on('2024-01-31'), text: 'A gap of two million pounds in the budget.' };
    expect(errorsOf((await secretary.post(at, { ...right, why: '' })).text)).toEqual(['Enter why it is put right']);
    const done = await secretary.post(at, { ...right, why: 'The report of January says so.' });
    expect(done.headers.location).toBe(`/episodes/${its.ref}/warnings?done=fact-corrected`);
    const timeline = (await test.get('/organisations/northwick/timeline')).text;
    expect(timeline).toContain('A gap of two million pounds in the budget.');
    expect(timeline).not.toContain('A gap in the budget.');
    const line = await lastLine();
    expect(line).toMatchObject({
      action: 'warning_sign.corrected',
      reason: 'The report of January says so.',
      actor: secretary.account.ref,
    });
    expect(JSON.parse(line?.before ?? '')).toEqual({
      kind: 'money',
      occurredOn: '2024-02',
      text: 'A gap in the budget.',
    });
    const row = await test.database.row<{ ref: string }>(sql`
      SELECT warning_sign.ref FROM warning_sign WHERE warning_sign.id = ${its.warning}`);
    const history = (await secretary.get(`/history/warning_sign/${row?.ref}`)).text;
    expect(history).toContain('put this warning sign right');
    expect(history).toContain('A gap in the budget.');
    expect(history).toContain('The report of January says so.');
  });

  it('says at its field what cannot stand, and loses nothing that was typed', async () => {
    const at = place('organisation_event', its.event);
    const typed = { kind: 'money', ...on('2024-06'), text: 'A notice, sent twice.', why: 'It was two.' };
    const cases: readonly (readonly [Record<string, string>, string])[] = [
      [{ text: '' }, 'Enter what happened'],
      [{ kind: 'weather' }, 'Select what kind it is'],
      [on('2031-01'), 'The date must be today or in the past'],
      [on('2024-13'), 'The date must be a real date'],
      [{ text: 'Mrs Example, born 3 May 2010, told us' }, 'This looks like it could identify a person'],
    ];
    for (const [wrong, message] of cases) {
      const answer = await secretary.post(at, { ...typed, ...wrong });
      expect([answer.status, errorsOf(answer.text)[0]]).toEqual([422, expect.stringContaining(message)]);
      expect(answer.text).toContain('It was two.');
    }
    const same = { kind: 'money', ...on('2024-06'), text: 'A notice on the budget.', why: 'Nothing.' };
    const unchanged = await secretary.post(at, same);
    expect([unchanged.status, unchanged.text.includes('Nothing was changed.')]).toEqual([422, true]);
    expect((await secretary.post(at, { ...typed, significant: 'yes' })).status).toBe(303);
    expect((await test.get('/organisations/northwick/timeline')).text).toContain('A notice, sent twice.');
  });

  it('reaches evidence, help and the facts of a step, whose beginning cannot lie after its end', async () => {
    const evidence = { kind: 'document', text: 'The audit of June and July.', reference: 'Board paper 7' };
    const seen = await secretary.post(place('exit_evidence', its.evidence), { ...evidence, ...on(''), why: 'Two.' });
    expect(seen.headers.location).toBe(`/interventions/${its.stepRef}?done=fact-corrected`);
    expect((await secretary.get(`/interventions/${its.stepRef}`)).text).toContain('The audit of June and July.');

    const help = { kind: 'buddy', by: 'Eastmere Borough Council', askedBy: '', basis: 'voluntary', text: 'Front door' };
    const late = await secretary.post(place('peer_support', its.reported), { ...help, ...on('2024-05'), why: 'Name.' });
    expect(errorsOf(late.text)).toEqual(['The date must not be after what followed it']);
    const helped = await secretary.post(place('peer_support', its.reported), {
      ...help,
      ...on('2024-02'),
      why: 'Name.',
    });
    expect(helped.status).toBe(303);
    expect((await secretary.get(`/episodes/${its.ref}/support`)).text).toContain('Eastmere Borough Council');

    const ended = await test.database.row<{ id: string }>(sql`
      SELECT intervention.id FROM intervention WHERE intervention.ended_on IS NOT NULL`);
    const step = { kind: 'statutory_direction', name: 'Direction of February', by: 'The Secretary of State' };
    const at = place('intervention', ended?.id ?? '');
    const after = await secretary.post(at, { ...step, ...on('2024-05-01'), why: 'The letter.' });
    expect(errorsOf(after.text)).toEqual(['The beginning must not be after the end of the step']);
    expect((await secretary.post(at, { ...step, ...on('2024-02-12'), why: 'The letter.' })).status).toBe(303);
    expect((await test.get('/organisations/northwick/timeline')).text).toContain('Direction of February');
  });

  it('is for whoever may record such a thing, and for nobody elsewhere', async () => {
    const step = place('intervention', its.stepId);
    expect((await stranger.get(step)).status).toBe(404);
    expect((await test.get(step)).status).toBe(303);
    const told = await member.get(step);
    expect([told.status, told.text.includes('can do this')]).toEqual([403, true]);
    expect((await member.get(place('warning_sign', its.warning))).status).toBe(200);
    expect((await secretary.get(place('warning_sign', its.event))).status).toBe(404);
    expect((await secretary.get(place('sanction', its.event))).status).toBe(404);
  });

  it('leaves alone what is held', async () => {
    const administrator = { name: 'AC-0001', role: 'administrator', requestId: null };
    const hold = { recordKind: 'organisation_event', recordId: its.event, recordRef: 'EV-0001' } as const;
    await test.app
      .get(HoldsService)
      .place(administrator, { ...hold, title: 'A notice', reason: 'An inquiry.', until: null });
    const answer = await secretary.post(place('organisation_event', its.event), {
      kind: 'money',
      ...on('2024-06'),
      text: 'Other words.',
      why: 'Because.',
    });
    expect([answer.status, answer.text.includes('It is held')]).toEqual([422, true]);
  });
});
