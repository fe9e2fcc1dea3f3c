import { day } from '../../src/kernel/calendar-day.js';
import { RisksService } from '../../src/plans/risks.service.js';
import { TyingMilestonesService } from '../../src/plans/tying-milestones.service.js';
import { MeasureKeepingQueries } from '../../src/measures/data/keeping.queries.js';
import { aCouncil, aPlan, type APlan, given } from '../builders/a-plan.js';
import { measureFields } from '../builders/a-measure.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { attributeOf, named, readHtml, textWithin } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-11-23');

/** Whoever reads one record comes to those that hang together with it, and to nothing that is not theirs to read. */
describe('the way from one page to the next', () => {
  let test: TestApp;
  let plan: APlan;
  let secretary: Person;
  let researcher: Person;
  let stranger: Person;
  let measureRef = '';
  let milestone = '';

  const hrefs = (html: string): readonly (string | undefined)[] =>
    named(readHtml(html), 'a').map((link) => attributeOf(link, 'href') ?? undefined);
  const plain = (html: string): string => textWithin(readHtml(html).root).replaceAll(/\s+/g, ' ');
  const milestonePath = () => `/plans/${plan.ref}/milestones/${milestone}`;

  /** Says that an action is there to move the one measure of the body. */
  const tie = async (ref: string): Promise<void> => {
    const [measure] = await test.app.get(MeasureKeepingQueries).others(plan.organisationId);
    const read = await plan.now(ref);
    given(
      await test.app
        .get(TyingMilestonesService)
        .link(plan.secretary, read, { kind: 'measure', targetId: measure?.id ?? 'none' }),
    );
  };

  beforeAll(async () => {
    test = await startTestApp({ today, library: true });
    const get = test.app.get.bind(test.app);
    const council = await aCouncil(get);
    const at = { organisationId: council.id };
    secretary = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', ...at }), aGrant({ role: 'organisation_editor', ...at })],
    });
    researcher = await aPerson(test, { grants: [aGrant({ role: 'researcher' })] });
    stranger = await aPerson(test, {
      grants: [aGrant({ role: 'board_secretary', organisationId: (await aCouncil(get)).id })],
    });
    plan = await aPlan(get, { today, council });
    milestone = (await plan.milestone({ title: 'Finish assessments in time' })).ref;
    const begun = await secretary.post(`/organisations/${council.slug}/measures/new`, measureFields());
    measureRef = /ME-\d+/.exec(begun.headers.location ?? '')?.[0] ?? '';
    await tie(milestone);
  }, 120_000);
  afterAll(() => test.close());

  it('leads from an action to what it answers', async () => {
    expect(hrefs((await secretary.get(milestonePath())).text)).toContain(`/measures/${measureRef}`);
  });

  it('leads from a measure to what is done to move it, for those who may read the plan and nobody else', async () => {
    const path = `/measures/${measureRef}`;
    const own = await secretary.get(path);
    expect(hrefs(own.text)).toContain(milestonePath());
    expect(plain(own.text)).toContain('What is done to move it');
    for (const get of [test.get, researcher.get, stranger.get]) {
      const { status, text } = await get(path);
      expect(status).toBe(200);
      expect(text).not.toContain(milestone);
      expect(plain(text)).not.toContain('What is done to move it');
    }
  });

  it('no longer leads from a measure to an action that was cancelled', async () => {
    const other = await plan.milestone({ title: 'An action that ends' });
    await tie(other.ref);
    const path = `/measures/${measureRef}`;
    expect((await secretary.get(path)).text).toContain(other.ref);
    const ended = await secretary.post(`/plans/${plan.ref}/milestones/${other.ref}/moves/cancelled`, {
      'on-day': '23',
      'on-month': '11',
      'on-year': '2026',
      reason: 'The building was sold',
      decisionRef: 'Minute 42',
    });
    expect(ended.status).toBe(303);
    expect((await secretary.get(path)).text).not.toContain(other.ref);
  });

  it('leads from a risk to what is done about it, and says so where nothing is', async () => {
    const words = {
      title: 'Social workers leave',
      cause: 'Pay is higher next door',
      effect: 'Children lose their worker',
    };
    const rated = { ...words, likelihood: 4, consequence: 4 };
    const risk = given(await test.app.get(RisksService).add(plan.secretary, plan.ref, rated));
    const path = `/risks/${risk.ref}`;
    expect(plain((await secretary.get(path)).text)).toContain('No action of a plan is tied to it.');
    const read = await plan.now(milestone);
    given(await test.app.get(TyingMilestonesService).link(plan.secretary, read, { kind: 'risk', targetId: risk.id }));
    expect(hrefs((await secretary.get(path)).text)).toContain(milestonePath());
    expect(hrefs((await secretary.get(milestonePath())).text)).toContain(path);
    expect((await stranger.get(path)).status).toBe(404);
  });

  it('leads to every page of a plan from every page of it', async () => {
    const pages = ['', '/slip', '/forecast', '/thread', '/versions'].map((rest) => `/plans/${plan.ref}${rest}`);
    for (const path of pages) expect(hrefs((await secretary.get(path)).text)).toEqual(expect.arrayContaining(pages));
  });

  it('leads from a case to its comparison', async () => {
    const beside = '/compare?case=EP-0001';
    const alike = '/compare/alike?case=EP-0001';
    expect(hrefs((await test.get('/episodes/EP-0001')).text)).toEqual(expect.arrayContaining([beside, alike]));
    for (const path of [beside, alike]) {
      const { status, text } = await test.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).toContain('Doncaster');
    }
    // Only a researcher codes it, from here.
    const coded = '/research/cases/EP-0001';
    expect(hrefs((await researcher.get('/episodes/EP-0001')).text)).toContain(coded);
    for (const get of [test.get, secretary.get])
      expect(hrefs((await get('/episodes/EP-0001')).text)).not.toContain(coded);
  });

  it('leads a researcher from their work to everything that is theirs', async () => {
    const theirs = [
      '/compare',
      '/research/cases',
      '/research/exports/new',
      '/research/comparisons',
      '/research/exports',
      '/research/recovery',
    ];
    expect(hrefs((await researcher.get('/my-work')).text)).toEqual(expect.arrayContaining(theirs));
    for (const path of theirs) expect([path, (await researcher.get(path)).status]).toEqual([path, 200]);
    const others = hrefs((await secretary.get('/my-work')).text);
    expect(theirs.filter((path) => others.includes(path))).toEqual([]);
  });

  it('breaks nothing', () => {
    expect(test.faults).toEqual([]);
  });
});
