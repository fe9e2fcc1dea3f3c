import { addDays, day } from '../../src/kernel/calendar-day.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { aCouncil, aPlan, given } from '../builders/a-plan.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const begun = day('2026-09-01');

const words = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

describe('the monthly return', () => {
  const clock = new FixedClock(begun);
  let test: TestApp;
  let organisationId: string;
  let address: string;
  let plan: Awaited<ReturnType<typeof aPlan>>;

  beforeAll(async () => {
    test = await startTestApp({ clock });
    const get = test.app.get.bind(test.app);
    const council = await aCouncil(get);
    plan = await aPlan(get, { today: begun, council });
    address = `/organisations/${council.slug}/return`;
    organisationId = council.id;
  });
  afterAll(() => test.close());

  /** Signs in on the day that it is: nobody stays for weeks. */
  const anEditor = (): Promise<Person> =>
    aPerson(test, { name: 'Olu Owner', grants: [aGrant({ role: 'organisation_editor', organisationId })] });

  it('asks nothing about actions of which something was said within four weeks, or that have not begun', async () => {
    await plan.milestone({ title: 'Open the front door', dueOn: addDays(begun, 200) });
    await plan.milestone({ title: 'Look again in a year', startOn: addDays(begun, 300), dueOn: addDays(begun, 400) });
    clock.turnTo(addDays(begun, 28));
    const { text } = await (await anEditor()).get(address);
    expect(words(text)).toContain('Something was said of every action in the last four weeks.');
  });

  it('asks for an update after four weeks of silence, and leads to where it is given', async () => {
    clock.turnTo(addDays(begun, 29));
    const editor = await anEditor();
    const { text } = await editor.get(address);
    expect(words(text)).toContain('Nothing was said of 1 action in the last four weeks.');
    expect(words(text)).toContain('Open the front door');
    expect(words(text)).not.toContain('Look again in a year');
    const link = /href="([^"]+\/update)"/.exec(text)?.[1] ?? '';
    expect((await editor.get(link)).status).toBe(200);
    expect(pageFaults(readHtml(text))).toEqual([]);
  });

  it('names the evidence that is still owed, and until when', async () => {
    const { ref, version } = await plan.milestone({ title: 'Train every manager', dueOn: addDays(begun, 60) });
    const updating = test.app.get(UpdatingMilestonesService);
    given(
      await updating.recordUpdate(plan.secretary, { ref, version }, { state: 'action_complete', evidenceOwed: true }),
    );
    const page = words((await (await anEditor()).get(address)).text);
    expect(page).toContain('Evidence is owed for 1 action said to be complete.');
    expect(page).toContain('Train every manager');
  });
});
