import { sql } from '../../src/database/sql.js';
import { Inspection, Judgement } from '../../src/inspections/data/inspection.entity.js';
import { day } from '../../src/kernel/calendar-day.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { withoutRefSpans } from '../builders/html.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aJudgement, anInspection, anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const plain = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/&#x27;|&rsquo;/g, '’')
    .replaceAll(/\s+/g, ' ');

describe('the three sides of assurance', () => {
  let test: TestApp;
  let editor: Person;
  let secretary: Person;
  let member: Person;
  let stranger: Person;
  let grades: ReadonlyMap<string, string>;
  const framework = 'ofsted_ilacs_2023';
  const own = `/self-assessments/new/self/northwick/${framework}`;
  const boards = `/self-assessments/new/board/northwick/${framework}`;
  let area = '';

  const view = (grade: string, more: Record<string, string> = {}) => ({
    area,
    grade: grades.get(grade) ?? '',
    from: '2026-04',
    to: '2026-09',
    narrative: 'Audits by two people show it',
    ...more,
  });
  const begun = async (grade: string): Promise<string> => {
    const answer = await editor.post(own, view(grade));
    expect(answer.status).toBe(303);
    return /SA-\d+/.exec(answer.headers.location ?? '')?.[0] ?? '';
  };
  const submit = (ref: string, visibility: string) =>
    editor.post(`/self-assessments/${ref}/submission`, { visibility }, { from: `/self-assessments/${ref}` });

  beforeAll(async () => {
    test = await startTestApp({ library: true, today: day('2026-11-26') });
    const found = await test.database.row<{ id: string; scaleId: string; key: string }>(sql`
      SELECT framework.id, coalesce(framework_area.scale_id, framework.scale_id) AS "scaleId", framework_area.key
        FROM framework JOIN framework_area ON framework_area.framework_id = framework.id
       WHERE framework.key = ${framework} ORDER BY framework_area.position LIMIT 1`);
    area = found?.key ?? '';
    const rows = await test.database.rows<{ id: string; key: string }>(sql`
      SELECT rating_grade.id, rating_grade.key FROM rating_grade WHERE rating_grade.scale_id = ${found?.scaleId ?? ''}`);
    grades = new Map(rows.map(({ key, id }) => [key, id]));
    await test.database.transaction(async () => {
      await test.database.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'eastmere', name: 'Eastmere Council' }),
      ]);
      await test.database.insert(Inspection, [
        anInspection({
          id: 'visit',
          ref: 'IN-visit',
          organisationId: 'northwick',
          frameworkId: found?.id ?? null,
          area: 'children',
          publishedOn: '2026-10-20',
          judgedOn: '2026-10-20',
          judgedDay: '2026-10-20',
        }),
      ]);
      await test.database.insert(Judgement, [
        aJudgement({
          id: 'judged',
          inspectionId: 'visit',
          areaKey: area,
          gradeId: grades.get('inadequate') ?? null,
          label: 'Inadequate',
        }),
      ]);
    });
    const at = (organisationId: string) => ({ organisationId });
    editor = await aPerson(test, { grants: [aGrant({ role: 'organisation_editor', ...at('northwick') })] });
    secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', ...at('northwick') })] });
    member = await aPerson(test, { grants: [aGrant({ role: 'board_member', ...at('northwick') })] });
    stranger = await aPerson(test, {
      grants: (['organisation_editor', 'board_secretary'] as const).map((role) => aGrant({ role, ...at('eastmere') })),
    });
  }, 120_000);
  afterAll(() => test.close());

  it('begin with who judges, on whose scale', async () => {
    expect(plain((await editor.get('/self-assessments')).text)).toContain('Judge an area');
    const empty = await editor.post('/self-assessments/new', {});
    expect([empty.status, plain(empty.text).includes('Select who judges, and whom')]).toEqual([422, true]);
    const chosen = await editor.post('/self-assessments/new', { who: 'self northwick', framework });
    expect(chosen.headers.location).toBe(own);
    expect(plain((await editor.get('/self-assessments/new')).text)).not.toContain('Its board: Northwick');
    expect(plain((await secretary.get('/self-assessments/new')).text)).toContain('Its board: Northwick Council');
  });

  it('say what is missing, and lose nothing that was typed', async () => {
    const answer = await editor.post(own, view('good', { grade: '', from: 'spring', narrative: 'Long words' }));
    expect(answer.status).toBe(422);
    expect(plain(answer.text)).toContain('Select the grade');
    expect(answer.text).toContain('value="spring"');
    const later = await editor.post(own, view('good', { to: '2026-01' }));
    expect(plain(later.text)).toContain('End must not come before the beginning');
    const named = await editor.post(own, view('good', { narrative: 'Child A, born 3 May 2014' }));
    expect(plain(named.text)).toContain('This looks like it could identify a person');
  });

  it('keep a draft for the people of the body until it is submitted', async () => {
    const ref = await begun('good');
    expect((await member.get(`/self-assessments/${ref}`)).status).toBe(200);
    expect((await stranger.get(`/self-assessments/${ref}`)).status).toBe(404);
    expect((await secretary.get(`/self-assessments/${ref}/edit`)).status).toBe(403);
    expect(plain((await member.get('/organisations/northwick')).text)).not.toContain('How the organisation, its board');
    const page = await editor.get(`/self-assessments/${ref}/edit`);
    const was = /name="was" value="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    expect((await editor.post(`/self-assessments/${ref}/edit`, view('good', { to: '2026-10' }))).status).toBe(303);
    const stale = await editor.post(`/self-assessments/${ref}/edit`, {
      ...view('good', { narrative: 'Other words' }),
      version: '1',
      was,
    });
    expect([stale.status, plain(stale.text).includes('Someone changed this self-assessment at')]).toEqual([409, true]);
    expect((await submit(ref, '')).status).toBe(422);
    const back = await editor.post(`/self-assessments/${ref}/edit`, view('good'));
    expect(back.status).toBe(303);
    expect((await submit(ref, 'board')).headers.location).toContain('done=submitted');
    expect((await editor.get(`/self-assessments/${ref}/edit`)).status).toBe(404);
  });

  it('lay the gap out in words, to each reader as far as they may know', async () => {
    expect(plain((await member.get('/organisations/northwick')).text)).toContain(
      'The organisation judged two grades better than inspectors.',
    );
    expect(plain((await test.get('/organisations/northwick')).text)).not.toContain('judged two grades better');
    const without = await secretary.post(boards, view('requires_improvement'));
    expect([without.status, plain(without.text).includes('Select who may read it')]).toEqual([422, true]);
    const recorded = await secretary.post(
      boards,
      view('requires_improvement', { visibility: 'public', reviewRef: 'RV-0003' }),
    );
    expect(recorded.headers.location).toContain('done=recorded');
    const outside = plain((await test.get('/organisations/northwick')).text);
    expect(outside).toContain('Its board judged one grade better than inspectors.');
    expect(outside).toContain('The organisation: Not said');
    const inside = plain((await member.get('/organisations/northwick')).text);
    expect(inside).toContain(
      'The organisation judged two grades better than inspectors. Its board judged one grade better than inspectors.',
    );
    expect(inside).toContain('Not for publication.');
  });

  it('are written by nobody else', async () => {
    expect((await editor.get(boards)).status).toBe(404);
    expect((await secretary.get(own)).status).toBe(404);
    expect((await stranger.get(own)).status).toBe(404);
    expect((await member.get(own)).status).toBe(403);
    expect((await editor.get(`/self-assessments/new/self/northwick/none`)).status).toBe(404);
    expect((await editor.get(`/self-assessments/new/other/northwick/${framework}`)).status).toBe(404);
  });

  it('have a history for the people of the body', async () => {
    const ref = await begun('good');
    expect(plain((await member.get(`/history/self_assessment/${ref}`)).text)).toContain('began a self-assessment');
    expect((await stranger.get(`/history/self_assessment/${ref}`)).status).toBe(404);
    expect((await test.get(`/history/self_assessment/${ref}`)).status).toBe(404);
  });

  it('break no page', () => {
    expect(test.faults.map((fault) => fault.slice(0, 400))).toEqual([]);
  });
});
