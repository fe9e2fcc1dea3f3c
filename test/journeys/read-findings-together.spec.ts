import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { withoutRefSpans } from '../builders/html.js';
import { aCouncil, aPlan, given } from '../builders/a-plan.js';
import { aGrant, aPerson } from '../builders/a-person.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-11-23');

describe('the findings of a council, laid beside each other', () => {
  let test: TestApp;
  let council: { readonly id: string; readonly slug: string };
  const clock = new FixedClock(today);
  const get = (): TestApp['app']['get'] => test.app.get.bind(test.app);
  const words = (html: string): string =>
    withoutRefSpans(html)
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/&#x27;|&rsquo;/g, '’')
      .replaceAll(/\s+/g, ' ');

  beforeAll(async () => {
    test = await startTestApp({ today, clock });
    council = await aCouncil(get());
    await test.app.get(InspectionsService).recordMany(
      theService,
      (['2021-03-01', '2026-06-10'] as const).map((published) => ({
        organisationId: council.id,
        framework: 'ofsted_ilacs_2018',
        inspectorateName: 'Ofsted',
        subject: 'Children’s services',
        type: 'full' as const,
        graded: true,
        publishedOn: period(published),
        knownOn: period(published),
        judgements: [],
        findings: [
          {
            area: 'overall',
            text: `Supervision is rare (${published})`,
            kind: 'recommendation' as const,
            cause: 'practice' as const,
          },
        ],
      })),
    );
    clock.turnTo(day('2026-05-01'));
    const plan = await aPlan(get(), { today: day('2026-05-01'), council });
    const milestone = await plan.milestone({ title: 'Supervise every week' });
    clock.turnTo(today);
    const finding = await test.database.row<{ id: string }>(sql`
      SELECT finding.id FROM finding
        JOIN inspection ON inspection.id = finding.inspection_id
       WHERE inspection.organisation_id = ${council.id} AND inspection.judged_on = '2026-06-10'`);
    const { version } = await plan.now(milestone.ref);
    given(
      await test.app
        .get(TyingMilestonesService)
        .link(plan.secretary, { ref: milestone.ref, version }, { kind: 'finding', targetId: finding?.id ?? '' }),
    );
  }, 60_000);
  afterAll(() => test.close());

  const path = (): string => `/organisations/${council.slug}/findings`;

  it('leads there from the list of inspections, and tells everybody what came again', async () => {
    const inspections = await test.get(`/organisations/${council.slug}/inspections`).expect(200);
    expect(inspections.text).toContain(`href="${path()}"`);
    const page = words((await test.get(path()).expect(200)).text);
    expect(page).toContain('1 of 2 findings have the same area and the same cause as one of an earlier inspection.');
    expect(page).toContain('is told from the plan, which is for the organisation and its board');
    expect(page).not.toContain('Supervise every week');
  });

  it('tells the people of the council which finding was on its list before', async () => {
    const secretary = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', organisationId: council.id })],
    });
    const page = words((await secretary.get(path()).expect(200)).text);
    expect(page).toContain('0 of 1 findings were not on the organisation’s own list before inspectors published.');
    expect(page).toContain('Supervise every week');
    expect(page).toContain('On its list before');
    const elsewhere = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', organisationId: (await aCouncil(get())).id })],
    });
    expect((await elsewhere.get(path()).expect(200)).text).not.toContain('Supervise every week');
  });

  it('finds nothing of a body that is not there', async () => {
    expect((await test.get('/organisations/nobody/findings')).status).toBe(404);
  });
});
