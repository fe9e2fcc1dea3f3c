import { sql } from '../../src/database/sql.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { addDays, type CalendarDay, day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import type { NewMeasure } from '../../src/measures/domain/measure.js';
import { MeasuresService } from '../../src/measures/measures.service.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { type APlan, aPlan, given } from '../builders/a-plan.js';
import { readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-03-01');
const keeper = { name: 'A record keeper', role: 'record_keeper', requestId: null };
const someone = { name: 'the service', role: 'service', requestId: null, account: null };

let test: TestApp;
let plan: APlan;
let other: APlan;
let member: Person;
let stranger: Person;

beforeAll(async () => {
  test = await startTestApp({ today });
  const get = test.app.get.bind(test.app);
  plan = await aPlan(get, { today });
  other = await aPlan(get, { today });
  const person = ({ organisationId }: APlan) =>
    aPerson(test, { grants: [aGrant({ role: 'board_member', organisationId })] });
  member = await person(plan);
  stranger = await person(other);
});
afterAll(() => test.close());

/** A milestone that was first due some days ago and closed so many days late, through the services. */
async function closed({ milestone, evidence, owner, now }: APlan, slip: number, title: string) {
  const due = day('2025-11-03');
  const made = await milestone({ title, dueOn: due, firstDue: due });
  await evidence(made.ref);
  const { ref, version } = await now(made.ref);
  const said = { state: 'action_complete' as const, completedOn: addDays(due, slip), note: 'Done' };
  given(await test.app.get(UpdatingMilestonesService).recordUpdate(owner, { ref, version }, said));
  return ref;
}

const words = (html: string): string =>
  textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
const read = async (path: string, person = member): Promise<string> => {
  const page = await person.get(path).expect(200);
  expect(pageFaults(readHtml(page.text))).toEqual([]);
  expect(page.headers['cache-control']).toBe('no-store');
  return words(page.text);
};

describe('the forecast of a plan', () => {
  const path = (): string => `/plans/${plan.ref}/forecast`;
  const due = (on: string): { dueOn: CalendarDay; firstDue: CalendarDay } => ({ dueOn: day(on), firstDue: day(on) });

  it('says that too few have closed', async () => {
    for (const [place, slip] of [-7, 0, 0, 7, 14, 21, 28].entries()) await closed(plan, slip, `Closed ${place}`);
    const told = await read(path());
    expect(told).toContain('Too few to forecast. 7 milestones of this plan have closed; 8 are needed.');
    await member.get(`${path()}.csv`).expect(404);
  });

  // The case worked by hand on the methods page: an even chance by 16 March, four in five by 30 March.
  it('gives the dates of the case worked by hand', async () => {
    await closed(plan, 70, 'Closed 7');
    await plan.milestone({ title: 'Open one', ...due('2026-03-02') });
    const told = await read(path());
    expect(told).toContain(
      'there is an even chance that it is finished by 16 March 2026, and a four in five chance by 30 March 2026',
    );
    expect(told).toContain('Closed in this plan (n) 8');
    expect(told).toContain('The earliest 7 days early, the middle one 7 days late, the latest 70 days late');
    expect(told).toContain('5,000 runs, seed 2010');
    expect(told).toContain('What it cannot know');
    const csv = await member.get(`${path()}.csv`).expect(200);
    expect(csv.text).toContain('2026-03-16');
  });

  it('uses no other plan until eight milestones have closed elsewhere', async () => {
    for (let place = 0; place < 7; place += 1) await closed(other, 100, `Elsewhere ${place}`);
    expect(await read(path())).toContain('16 March 2026');
    expect(await read(path())).toContain('Closed in all other plans (m) 7 Not used: fewer than 8 have closed');
    await closed(other, 100, 'Elsewhere 7');
    // Half of the weight is theirs, 100 days late. Struck out is our -7: 7/16 of ours are left of 15/16. An even chance is
    // reached with the first of theirs, on 10 June.
    const told = await read(path());
    expect(told).toContain('10 June 2026');
    expect(told).toContain('They count for 50%, together as much as 8 of this plan’s own');
    expect(told).toContain('8 ÷ (8 + 8) = 50%');
  });

  it('waits for what must be finished first, and leaves out what is paused or later than any', async () => {
    const late = await plan.milestone({ title: 'Very late', ...due('2025-06-01') });
    const waiting = await plan.milestone({ title: 'Waits for it', ...due('2026-06-01') });
    const { ref, version } = waiting;
    given(
      await test.app
        .get(TyingMilestonesService)
        .depend(plan.secretary, { ref, version }, { on: late.ref, kind: 'start' }),
    );
    const told = await read(path());
    expect(told).toContain('No date: it is already later than every milestone that has closed');
    expect(told).toContain('No date: it waits for one that has none');
    expect(told).toContain('2 milestones without a forecast are not in these dates.');
  });

  it('costs no more with more milestones, and is not there for others', async () => {
    test.statements.take();
    await member.get(path()).expect(200);
    expect(test.statements.take().length).toBeLessThanOrEqual(15);
    await stranger.get(path()).expect(404);
    await stranger.get(`${path()}.csv`).expect(404);
    const answer = await test.get(path());
    expect([401, 303]).toContain(answer.status);
  });
});

describe('the golden thread of a plan', () => {
  const path = (): string => `/plans/${other.ref}/thread`;
  const steady = [49, 51, 49, 51, 49, 51, 49, 51, 49, 51, 49, 51];

  /** A measure of the other plan's council: twelve weeks before its actions were complete, and what came after. */
  async function measure(name: string, after: readonly number[]): Promise<string> {
    const service = test.app.get(MeasuresService);
    const facts: NewMeasure = {
      organisationId: other.organisationId,
      origin: 'board',
      name,
      kind: 'other',
      unit: '%',
      role: 'process',
      polarity: 'higher',
      frequency: 'irregular',
      smallNumbers: false,
    };
    const [made] = await service.addMany(someone, [facts]);
    const measureId = made?.id ?? '';
    const days = [
      ...steady.map((value, place) => ({ value, on: addDays(day('2025-11-10'), 7 * place) })),
      ...after.map((value, place) => ({ value, on: addDays(day('2026-02-12'), 4 * place) })),
    ];
    const values = days.map(({ value, on }) => ({ measureId, value, on: period(on), knownOn: period(on) }));
    await service.addValues(someone, values);
    return measureId;
  }

  const tie = async (milestoneRef: string, kind: 'finding' | 'measure', targetId: string): Promise<void> => {
    const { ref, version } = await other.now(milestoneRef);
    given(await test.app.get(TyingMilestonesService).link(other.secretary, { ref, version }, { kind, targetId }));
  };

  beforeAll(async () => {
    await test.app.get(InspectionsService).recordMany(keeper, [
      {
        organisationId: other.organisationId,
        framework: 'ofsted_ilacs_2018',
        inspectorateName: 'Ofsted',
        subject: 'Children’s services',
        type: 'full',
        graded: true,
        publishedOn: period('2025-01-10'),
        judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade: 'inadequate', label: 'Inadequate' }],
        findings: [
          { text: 'Thresholds are not understood', kind: 'area_for_improvement' },
          { text: 'Supervision is irregular', kind: 'priority_action' },
          { text: 'Managers know their staff', kind: 'strength' },
        ],
      },
    ]);
  });

  it('counts what breaks it, with the formula', async () => {
    const findings = await test.database.rows<{ id: string }>(sql`
      SELECT finding.id FROM finding ORDER BY finding.text DESC`);
    const refs = (
      await test.database.rows<{ ref: string }>(sql`
        SELECT milestone.ref FROM milestone WHERE milestone.plan_id = ${other.id} ORDER BY milestone.ref`)
    ).map(({ ref }) => ref);
    // All were complete on 11 February 2026, 100 days after 3 November 2025.
    await tie(refs[0] ?? '', 'finding', findings[0]?.id ?? '');
    const flat = await measure('Audits judged good', [49, 51, 49, 51]);
    const up = await measure('Visits in time', [49, 51, 60]);
    const early = await measure('Plans reviewed', [49, 51]);
    await tie(refs[1] ?? '', 'measure', flat);
    await tie(refs[2] ?? '', 'measure', up);
    await tie(refs[3] ?? '', 'measure', early);
    const strangers = await read(path(), stranger);
    expect(strangers).toContain('Asked, and no action answers it 1 of 2');
    expect(strangers).toContain('Actions that answer nothing that was asked 7 of 8');
    expect(strangers).toContain('Actions without a measure 5 of 8');
    expect(strangers).toContain('Actions without evidence 0 of 8');
    expect(strangers).toContain('Measures of the plan without a number 0 of 3');
    expect(strangers).toContain('Complete, and its measure has not moved 1 of 2');
    expect(strangers).toContain('1 complete action more has a measure of which it is too early to tell');
    expect(strangers).toContain('Visits in time');
    expect(strangers).toContain('Everything that was asked, and what answers it 2 things');
    expect(strangers).not.toContain('Managers know their staff');
  });

  it('costs no more with more actions, and is not there for others', async () => {
    test.statements.take();
    await stranger.get(path()).expect(200);
    expect(test.statements.take().length).toBeLessThanOrEqual(15);
    await member.get(path()).expect(404);
  });

  it('says so where nothing was asked', async () => {
    const told = await read(`/plans/${plan.ref}/thread`);
    expect(told).toContain('Asked, and no action answers it None to look at');
  });
});
