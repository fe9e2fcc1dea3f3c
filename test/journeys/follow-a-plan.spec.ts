import { addDays, day } from '../../src/kernel/calendar-day.js';
import { MilestonesQueries } from '../../src/plans/data/milestones.queries.js';
import { EvidenceService } from '../../src/plans/evidence.service.js';
import { aCouncil, aPlan, type APlan } from '../builders/a-plan.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-11-23');
const mostStatements = 15;

let test: TestApp;
let council: Awaited<ReturnType<typeof aCouncil>>;
let secretary: Person;
let owner: Person;
let member: Person;
let chair: Person;
let stranger: Person;

beforeAll(async () => {
  test = await startTestApp({ today });
  const get = test.app.get.bind(test.app);
  council = await aCouncil(get);
  const other = await aCouncil(get);
  const organisationId = council.id;
  secretary = await aPerson(test, {
    name: 'Sam Secretary',
    grants: [aGrant({ role: 'board_secretary', organisationId })],
  });
  owner = await aPerson(test, { name: 'Olu Owner', grants: [aGrant({ role: 'organisation_editor', organisationId })] });
  member = await aPerson(test, { name: 'May Member', grants: [aGrant({ role: 'board_member', organisationId })] });
  chair = await aPerson(test, {
    name: 'Che Chair',
    grants: [aGrant({ role: 'board_member', organisationId, chair: true })],
  });
  stranger = await aPerson(test, {
    name: 'Stranger',
    grants: [aGrant({ role: 'board_secretary', organisationId: other.id })],
  });
});
afterAll(() => test.close());

const boxes = (name: string, on: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = on.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

const written = async (options: { readonly title?: string } = {}): Promise<APlan> =>
  aPlan(test.app.get.bind(test.app), { today, council, ...options });

const words = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

const milestoneFields = (priorityId: string, more: Record<string, string> = {}): Record<string, string> => ({
  priorityId,
  title: 'Answer every referral in a day',
  doneMeans: 'An audit finds 9 of 10 answered in a day',
  ownerPost: 'Head of the front door',
  lever: 'practice',
  horizon: 'improve',
  weight: 'large',
  ...boxes('due', '2027-03-31'),
  ...more,
});

describe('writing a plan', () => {
  it('goes from an empty page to a milestone, by the secretary', async () => {
    const list = await secretary.get(`/organisations/${council.slug}/plan`);
    expect(words(list.text)).toContain('No plan has been published.');
    expect(list.text).toContain('Begin a plan');
    const from = `/plans/new?organisation=${council.slug}`;
    const begun = await secretary.post('/plans/new', { title: 'Getting to good' }, { from });
    expect(begun.status).toBe(303);
    const path = (begun.headers.location ?? '').replace(/\?.*/, '');
    const empty = await secretary.get(path);
    expect(words(empty.text)).toContain('No milestones yet. Add them one at a time or paste from a spreadsheet.');
    const priority = { title: 'The front door', outcome: 'Children are seen within a day' };
    expect((await secretary.post(`${path}/priorities/new`, priority)).status).toBe(303);
    const form = await secretary.get(`${path}/milestones/new`);
    expect(pageFaults(readHtml(form.text))).toEqual([]);
    const priorityId = /<option value="([0-9a-f-]{36})" selected/.exec(form.text)?.[1] ?? '';
    const added = await secretary.post(`${path}/milestones/new`, milestoneFields(priorityId));
    expect(added.status).toBe(303);
    const shown = await secretary.get(path);
    expect(words(shown.text)).toContain('Answer every referral in a day');
    expect(words(shown.text)).toContain('Not fixed yet');
    expect(pageFaults(readHtml(shown.text))).toEqual([]);
    const redirected = await secretary.get(`/organisations/${council.slug}/plan`);
    expect(redirected.headers.location).toBe(path);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no title', { title: '' }, 'Enter what will be done'],
    ['no done means', { doneMeans: '' }, 'Enter what will be true when this is done'],
    ['no lever', { lever: '' }, 'Select what kind of change this is'],
    ['no date', { 'due-day': '', 'due-month': '', 'due-year': '' }, 'Enter the date this is due'],
    ['half a date', { 'due-month': '', 'due-year': '' }, 'Date due must include a month and year'],
    ['a date past', boxes('due', '2026-11-22'), 'Date due must be in the future'],
    ['a title that is there', { title: 'action 1' }, 'There is already an action called “action 1” in this plan.'],
    [
      'a name of a child',
      { doneMeans: 'Child A is safe, born 3/4/2015' },
      'This looks like it could identify a person.',
    ],
  ])('is refused for %s, and nothing typed is lost', async (_what, more, message) => {
    const plan = await written();
    await plan.milestone();
    const path = `/plans/${plan.ref}/milestones/new`;
    const answer = await secretary.post(path, milestoneFields(plan.priorityId, { ownerPost: 'A rare post', ...more }));
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain(message);
    expect(answer.text).toContain('A rare post');
    expect(answer.text).toMatch(/<title>Error: /);
  });

  it('shows both versions where somebody else saved first', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    const path = `/plans/${plan.ref}/milestones/${ref}/edit`;
    const fields = milestoneFields(plan.priorityId, { title: 'First to save' });
    for (const name of Object.keys(boxes('due', today))) delete fields[name];
    const seen = { version: '1' };
    expect((await secretary.post(path, { ...fields, ...seen })).status).toBe(303);
    const late = await owner.post(path, { ...fields, ...seen, title: 'Second to save' });
    expect(late.status).toBe(409);
    expect(words(late.text)).toContain('Someone changed this milestone at');
    expect(late.text).toContain('Second to save');
  });

  it('is not for members of the board, who are told who can, nor for strangers, who find nothing', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    const refused = await member.get(`/plans/${plan.ref}/milestones/new`);
    expect(refused.status).toBe(403);
    for (const path of [
      `/plans/${plan.ref}`,
      `/plans/${plan.ref}/milestones/${ref}`,
      `/plans/${plan.ref}/slip`,
      `/plans/${plan.ref}/versions`,
    ])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    expect((await test.get(`/plans/${plan.ref}`)).headers.location).toMatch(/^\/sign-in/);
  });
});

describe('one milestone', () => {
  const pathOf = (plan: APlan, ref: string): string => `/plans/${plan.ref}/milestones/${ref}`;

  it('is reported on, completed, and its impact accepted by a third person', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    await plan.agree();
    const path = pathOf(plan, ref);
    const silent = await owner.post(`${path}/update`, { rating: 'at_risk' });
    expect(words(silent.text)).toContain('Select why it is at risk or off track');
    const said = { rating: 'at_risk', reasonCode: 'capacity', note: 'Two posts are vacant' };
    expect((await owner.post(`${path}/update`, said)).status).toBe(303);
    const reported = words((await owner.get(path)).text);
    expect(reported).toContain('Owner says at risk. The record says on track: no rule says otherwise.');
    expect(reported).toContain('Two posts are vacant');
    expect((await owner.post(`${path}/moves/in_progress`, boxes('on', today))).status).toBe(303);
    const bare = await owner.post(`${path}/moves/action_complete`, boxes('on', today));
    expect([bare.status, words(bare.text)]).toEqual([
      422,
      expect.stringContaining('Add evidence of activity or an output first'),
    ]);
    const output = {
      title: 'Audit of 40 files',
      kind: 'case_file_audit_internal',
      level: 'output',
      independence: 'internal',
      ...boxes('on', '2026-11-20'),
      summary: '38 were answered in a day',
    };
    const unleveled = await owner.post(`${path}/evidence/new`, { ...output, level: '' });
    expect(words(unleveled.text)).toContain('Select whether this shows activity, an output or impact');
    expect((await owner.post(`${path}/evidence/new`, output)).status).toBe(303);
    expect((await owner.post(`${path}/moves/action_complete`, boxes('on', today))).status).toBe(303);
    const wrong = await owner.upload(
      `${path}/evidence/new`,
      { ...output, level: 'impact', kind: 'performance_data', title: 'Waiting times' },
      { file: { name: 'times.exe', content: 'MZ' } },
    );
    expect([wrong.status, words(wrong.text)]).toEqual([
      422,
      expect.stringContaining('The file must be a PDF, CSV, PNG or JPG'),
    ]);
    const shown = await owner.upload(
      `${path}/evidence/new`,
      { ...output, level: 'impact', kind: 'performance_data', title: 'Waiting times' },
      { file: { name: 'times.csv', content: 'month,days\n2026-10,1\n' } },
    );
    expect(shown.status).toBe(303);
    expect((await owner.get(`${path}/moves/impact_shown`)).status).toBe(403);
    expect((await member.post(`${path}/moves/impact_shown`, boxes('on', today))).status).toBe(303);
    const done = words((await member.get(path)).text);
    expect(done).toContain('Action complete to impact shown');
    expect(done).toContain('by May Member');
  });

  it('is not accepted by the person who added the evidence', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    await plan.evidence(ref);
    const path = pathOf(plan, ref);
    await owner.post(`${path}/moves/in_progress`, boxes('on', today));
    await owner.post(`${path}/moves/action_complete`, boxes('on', today));
    await member.post(`${path}/evidence/new`, {
      title: 'What families say',
      kind: 'voice_of_people',
      level: 'impact',
      independence: 'external',
      ...boxes('on', '2026-11-20'),
      summary: 'They are seen sooner',
    });
    const answer = await member.post(`${path}/moves/impact_shown`, boxes('on', today));
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain(
      'Impact must be accepted by someone other than the person who added the evidence',
    );
  });

  it('is cancelled only with a decision, after being told what that means', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    await plan.agree();
    const path = `${pathOf(plan, ref)}/moves/cancelled`;
    expect((await owner.get(path)).status).toBe(403);
    expect(words((await secretary.get(path)).text)).toContain('A cancelled milestone cannot be taken up again.');
    const reason = 'The building was sold';
    const undecided = await secretary.post(path, { ...boxes('on', today), reason });
    expect(words(undecided.text)).toContain('Select the decision that says so, or enter its reference');
    expect(undecided.text).toContain(reason);
    const decided = await secretary.post(path, { ...boxes('on', today), reason, decisionRef: 'Minute 42' });
    expect(decided.status).toBe(303);
    expect(words((await member.get(pathOf(plan, ref))).text)).toContain('By decision Minute 42, The board.');
  });

  it('does not wait in a circle, which is named', async () => {
    const plan = await written();
    const [first, second] = [await plan.milestone(), await plan.milestone()];
    const wait = (ref: string, on: string) => secretary.post(`${pathOf(plan, ref)}/waits`, { on, kind: 'start' });
    expect((await wait(first.ref, second.ref)).status).toBe(303);
    const round = await wait(second.ref, first.ref);
    expect(round.status).toBe(422);
    expect(words(round.text)).toContain(
      `That would go round in a circle: ${second.ref}, ${first.ref} and ${second.ref}.`,
    );
    expect(words((await member.get(pathOf(plan, second.ref))).text)).toContain('It waits for this one');
    const ended = await secretary.post(
      `${pathOf(plan, first.ref)}/waits/removal`,
      { awaited: second.ref },
      { from: `${pathOf(plan, first.ref)}/waits` },
    );
    expect(ended.status).toBe(303);
  });

  it('is tied to a risk of the plan', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    const added = await secretary.post(`/plans/${plan.ref}/risks/new`, {
      title: 'Agency staff leave',
      cause: 'Rates are higher next door',
      effect: 'Caseloads rise',
      likelihood: '4',
      consequence: '5',
    });
    const risk = (added.headers.location ?? '').replace(/\?.*/, '');
    expect(words((await member.get(risk)).text)).toContain('20 Extreme');
    const ties = await secretary.get(`${pathOf(plan, ref)}/links`);
    const target = /value="(risk:[0-9a-f-]{36})"/.exec(ties.text)?.[1] ?? '';
    expect((await secretary.post(`${pathOf(plan, ref)}/links`, { target })).status).toBe(303);
    expect(words((await member.get(pathOf(plan, ref))).text)).toContain('Agency staff leave');
    const look = { likelihood: '2', consequence: '5', status: 'open', note: 'Eight are now permanent' };
    expect((await owner.post(`${risk}/review`, look)).status).toBe(303);
    expect(words((await member.get(risk)).text)).toContain('Lower than at the last look');
    expect((await stranger.get(risk)).status).toBe(404);
    expect((await member.get('/risks.csv')).text).toContain('Agency staff leave');
    expect((await stranger.get('/risks.csv')).text).not.toContain('Agency staff leave');
  });

  it('has a mistake in its date put right by whoever made it, and by nobody else', async () => {
    const plan = await written();
    const form = milestoneFields(plan.priorityId, { title: 'Typed wrongly' });
    const added = await secretary.post(`/plans/${plan.ref}/milestones/new`, form);
    const path = (added.headers.location ?? '').replace(/\?.*/, '');
    await owner.post(`${path}/update`, { note: 'Begun' });
    const right = { ...boxes('to', '2027-04-30'), reason: 'The month was typed wrongly' };
    const other = await owner.post(`${path}/correction`, right);
    expect(words(other.text)).toContain('Only whoever wrote the date puts it right like this.');
    expect((await secretary.post(`${path}/correction`, right)).status).toBe(303);
    const page = words((await member.get(path)).text);
    expect(page).toContain('Date moved, number 1: 31 March 2027 to 30 April 2027');
    expect(page).toContain('A mistake put right within a day, without a decision.');
    expect(page).toContain('30 days later');
  });
});

describe('evidence', () => {
  it('is judged by somebody else than whoever added it, and seen by nobody else', async () => {
    const plan = await written();
    const { ref } = await plan.milestone();
    const piece = await test.app.get(EvidenceService).addTo(plan.owner, ref, {
      title: 'Waiting times',
      kind: 'performance_data',
      level: 'impact',
      independence: 'internal',
      onDay: today,
      summary: 'Half of what they were',
    });
    const path = `/evidence/${piece.ok ? piece.value.ref : ''}`;
    expect(words((await owner.get(path)).text)).toContain('A board member');
    const silent = await member.post(`${path}/acceptance`, { accepted: 'no' }, { from: path });
    expect(words(silent.text)).toContain('Enter why it is not accepted');
    expect((await member.post(`${path}/acceptance`, { accepted: 'yes' }, { from: path })).status).toBe(303);
    expect(words((await owner.get(path)).text)).toContain('By May Member');
    expect((await stranger.get(path)).status).toBe(404);
  });
});

describe('versions and dates', () => {
  it('are drafted, proposed, agreed by a decision, and their difference is told', async () => {
    const plan = await written({ title: 'Two versions' });
    const [kept, moved] = [await plan.milestone(), await plan.milestone()];
    const path = `/plans/${plan.ref}/versions`;
    expect(words((await secretary.get(path)).text)).toContain('This is the first version.');
    expect((await secretary.post(`${path}/1/proposal`, {})).status).toBe(303);
    expect((await owner.get(`${path}/1/agreement`)).status).toBe(403);
    const undecided = await chair.post(`${path}/1/agreement`, boxes('on', today));
    expect(words(undecided.text)).toContain('Select the decision that agreed this version, or enter its reference');
    expect((await chair.post(`${path}/1/agreement`, { ...boxes('on', today), decisionRef: 'DE-0007' })).status).toBe(
      303,
    );
    await secretary.post(path, {});
    await plan.milestone({ title: 'A third action' });
    const edited = milestoneFields(plan.priorityId, { title: 'Other words', ownerPost: 'Another post' });
    for (const name of Object.keys(boxes('due', today))) delete edited[name];
    await secretary.post(`/plans/${plan.ref}/milestones/${moved.ref}/edit`, edited);
    const silent = await secretary.post(`${path}/2/proposal`, { summary: '' });
    expect(words(silent.text)).toContain('Enter what changed, and why');
    expect((await secretary.post(`${path}/2/proposal`, { summary: 'One more action' })).status).toBe(303);
    const difference = await member.get(`${path}/1..2`);
    const told = words(difference.text);
    expect(told).toContain('1 added, 0 removed, 0 re-dated, 1 re-owned, 1 re-worded; 1 unchanged.');
    expect(told).toContain('A third action');
    expect(told).toContain('Another post');
    expect(told).not.toContain(`${kept.ref} Action 1`);
    expect(pageFaults(readHtml(difference.text))).toEqual([]);
    expect((await member.get(`${path}/1..9`)).status).toBe(404);
    expect((await stranger.get(`${path}/1..2`)).status).toBe(404);
  });

  it('are not agreed from a draft that is older than what was agreed', async () => {
    const plan = await written({ title: 'Old draft' });
    await plan.milestone();
    await plan.agree();
    const path = `/plans/${plan.ref}/versions`;
    for (const version of [2, 3]) {
      await test.app
        .get((await import('../../src/plans/plan-versions.service.js')).PlanVersionsService)
        .draft(plan.secretary, plan.ref);
      await secretary.post(`${path}/${version}/proposal`, { summary: 'More' });
    }
    const agreed = { ...boxes('on', today), decisionRef: 'DE-0008' };
    expect((await chair.post(`${path}/3/agreement`, agreed)).status).toBe(303);
    const late = await chair.post(`${path}/2/agreement`, agreed);
    expect(late.status).toBe(422);
    expect(words(late.text)).toContain(
      'Another plan version was agreed on 23 November 2026. Make a new version instead',
    );
  });

  it('are added up in the ledger, first date against current date', async () => {
    const plan = await written({ title: 'Slipping' });
    await plan.milestone({ firstDue: addDays(today, -40), dueOn: addDays(today, 20), title: 'Slid by 60 days' });
    const page = await member.get(`/plans/${plan.ref}/slip`);
    const told = words(page.text);
    expect(told).toContain('On time against the first date: 0 of 1 (0%). Against the current date: none has come due.');
    expect(told).toContain('60 days');
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const file = await member.get(`/plans/${plan.ref}.csv`);
    expect(file.text).toContain('Slid by 60 days');
    expect(file.headers['content-type']).toContain('text/csv');
    expect((await stranger.get(`/plans/${plan.ref}.csv`)).status).toBe(404);
    expect((await stranger.get(`/plans/${plan.ref}/slip.csv`)).status).toBe(404);
  });

  it('are filtered by state and words, the address saying so', async () => {
    const plan = await written({ title: 'Filtered' });
    await plan.milestone({ title: 'Find me' });
    await plan.milestone({ title: 'Leave me' });
    const page = words((await member.get(`/plans/${plan.ref}?q=find`)).text);
    expect(page).toContain('Find me');
    expect(page).not.toContain('Leave me');
    expect(words((await member.get(`/plans/${plan.ref}?state=embedded`)).text)).toContain(
      'No milestone of this priority matches.',
    );
  });
});

describe('each page of a plan', () => {
  it('asks the database as often for 40 milestones as for one, and is in order', async () => {
    const plan = await written({ title: 'Long' });
    const { ref } = await plan.milestone();
    await plan.evidence(ref);
    const paths = [
      `/plans/${plan.ref}`,
      `/plans/${plan.ref}/slip`,
      `/plans/${plan.ref}/versions`,
      `/plans/${plan.ref}/milestones/${ref}`,
      '/risks',
      '/plans',
    ];
    const counts = async (): Promise<number[]> => {
      const found: number[] = [];
      for (const path of paths) {
        test.statements.take();
        const page = await secretary.get(path);
        found.push(test.statements.take().length);
        expect([path, page.status, pageFaults(readHtml(page.text))]).toEqual([path, 200, []]);
      }
      return found;
    };
    const few = await counts();
    for (let index = 0; index < 40; index += 1) await plan.milestone();
    expect(await counts()).toEqual(few);
    expect(few.filter((count) => count > mostStatements)).toEqual([]);
    expect((await test.app.get(MilestonesQueries).ofPlan(plan.id)).length).toBe(41);
    expect(test.faults).toEqual([]);
  });
});
