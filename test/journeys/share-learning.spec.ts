import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { EventsService } from '../../src/interventions/events.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { aPlan } from '../builders/a-plan.js';
import { aLearningReview, aSharedLearning } from '../builders/a-voice.js';
import { named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const errorsOf = (html: string): string[] =>
  named(readHtml(html), 'a')
    .filter((link) => (link.attributes.get('href') ?? '').startsWith('#field-'))
    .map(textWithin);

const dated = (name: string, on: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = on.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

let test: TestApp;
let northwick = '';
let slug = '';
let editor: Person;
let board: Person;
let elsewhere: Person;

beforeAll(async () => {
  test = await startTestApp();
  const [body, other] = await test.app.get(OrganisationsService).registerMany(theService, [
    { name: 'Northwick Council', kind: 'council', sector: 'councils' },
    { name: 'Eastmere Council', kind: 'council', sector: 'councils' },
  ]);
  northwick = body?.id ?? '';
  slug = body?.slug ?? '';
  const of = (role: 'organisation_editor' | 'board_member' | 'board_secretary', organisationId: string) =>
    aGrant({ role, organisationId });
  editor = await aPerson(test, { name: 'Ed Editor', grants: [of('organisation_editor', northwick)] });
  board = await aPerson(test, { grants: [of('board_member', northwick)] });
  elsewhere = await aPerson(test, { grants: [of('board_secretary', other?.id ?? '')] });
  await test.app.get(EventsService).record(theService, {
    organisationId: northwick,
    occurredOn: period('2026-09-01'),
    kind: 'incident',
    text: 'A server was lost for two days',
    significant: true,
  });
});
afterAll(() => test.close());

describe('a learning review', () => {
  const whole = {
    type: 'after_action',
    promptedBy: 'A server was lost for two days.',
    ...dated('begunOn', '2026-09-20'),
    expected: 'The copy takes over.',
    happened: 'It did not.',
    whyDifferent: 'It had never been tried.',
    learned: 'Try the copy each month.',
    factorTools: 'The copy is started by hand.',
    actions: 'Try the copy each month\nWrite down who starts it',
    ...dated('finishedOn', '2026-10-05'),
  };

  it('is asked for by a significant event, begun, and finished only when it has looked at the system', async () => {
    const list = await editor.get('/learning-reviews').expect(200);
    expect(pageFaults(readHtml(list.text))).toEqual([]);
    expect(list.text).toContain('A server was lost for two days');
    const form = await editor.get('/learning-reviews/new').expect(200);
    expect(pageFaults(readHtml(form.text))).toEqual([]);
    const event = /<option value="([0-9a-f-]{36})"/.exec(form.text)?.[1] ?? '';
    const send = (fields: Record<string, string>) =>
      editor.post('/learning-reviews/new', { organisation: slug, event, ...fields });
    expect(errorsOf((await send({})).text)).toEqual([
      'Select what kind of review it is',
      'Enter what prompted the review',
      'Enter the day on which the review began',
    ]);
    const gates = [
      [{ ...whole, learned: '' }, 'Answer the four questions before you say that it is finished'],
      [
        { ...whole, factorTools: '' },
        'Enter at least one thing in the system of work before you say that it is finished',
      ],
      [{ ...whole, actions: '' }, 'Enter at least one action before you say that it is finished'],
      [{ ...whole, ...dated('begunOn', '2026-11-24') }, 'Days of a review must be today or in the past'],
      [
        { ...whole, happened: 'Mrs Harrow did not start it.' },
        'This looks like it could identify a person. Take out names, dates of birth and case numbers',
      ],
    ] as const;
    for (const [fields, message] of gates) {
      const answer = await send(fields);
      expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]]);
    }
    const begun = await send(whole);
    expect(begun.headers.location).toBe('/learning-reviews/LR-0001?done=saved');
    const page = await board.get('/learning-reviews/LR-0001').expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('The copy is started by hand.');
    expect((await editor.get('/learning-reviews')).text).not.toContain('Significant events at which no review looks');
  });

  it('is kept from whoever is elsewhere, and never saved over words that nobody has read', async () => {
    await elsewhere.get('/learning-reviews/LR-0001').expect(404);
    await test.get('/learning-reviews/LR-0001').expect(303);
    await board.get('/learning-reviews/LR-0001/edit').expect(403);
    const at = '/learning-reviews/LR-0001/edit';
    const version = hiddenFields((await editor.get(at)).text, at).version ?? '';
    const saved = await editor.post(at, { ...whole, learned: 'Try it each week.' });
    expect(saved.status).toBe(303);
    const stale = await editor.post(at, { ...whole, learned: 'Try it each day.', version });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Someone changed this review at');
    expect(stale.text).toContain('Try it each day.');
  });
});

describe('something learned', () => {
  it('is drafted, shared with somebody named, and then read by everybody', async () => {
    const written = {
      organisation: slug,
      title: 'A copy that nobody tried did not work',
      body: 'The copy had been paid for and never started.',
      didNotWork: 'yes',
      review: 'lr-0001',
    };
    const drafted = await editor.post('/learning/new', written);
    expect(drafted.headers.location).toBe('/learning/LS-0001?done=drafted');
    await test.get('/learning/LS-0001').expect(404);
    expect((await test.get('/learning')).text).toContain('Nobody has shared learning yet.');
    const at = '/learning/LS-0001';
    const nobody = await editor.post(`${at}/steps`, { to: 'shared', ...dated('reviewBy', '2027-05-01') }, { from: at });
    expect(errorsOf(nobody.text)).toEqual(['Name at least one audience in the draft before it is shared']);
    const named = await editor.post(`${at}/edit`, { ...written, audience: 'Eastmere Council\nThe regional network' });
    expect(named.status).toBe(303);
    const late = await editor.post(`${at}/steps`, { to: 'shared', ...dated('reviewBy', '2026-11-23') }, { from: at });
    expect(errorsOf(late.text)).toEqual(['Day by which it is looked at again must be in the next three years']);
    const shared = await editor.post(`${at}/steps`, { to: 'shared', ...dated('reviewBy', '2027-05-01') }, { from: at });
    expect(shared.status).toBe(303);

    const page = await test.get(at).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('Eastmere Council and The regional network');
    expect(page.text).toContain('Did not work');
    expect(page.text).not.toContain('LR-0001');
    const list = await test.get('/learning?kind=did-not-work').expect(200);
    expect(pageFaults(readHtml(list.text))).toEqual([]);
    expect(list.text).toContain('A copy that nobody tried did not work');
    expect((await test.get('/learning?q=rotas')).text).toContain('Nothing shared matches. Remove a filter.');
    expect((await test.get('/learning.csv?kind=did-not-work').buffer(true)).text).toContain('LS-0001');
    expect((await editor.get(`${at}/edit`)).status).toBe(200);
    const again = await editor.post(`${at}/edit`, { ...written, title: 'It worked' });
    expect(errorsOf(again.text)).toEqual([
      'It is shared already. Correct it on its page, so that readers see what changed and why',
    ]);
  });

  it('is corrected in the open, and says what it said before', async () => {
    const at = '/learning/LS-0001';
    const correct = {
      to: 'corrected',
      ...dated('reviewBy', '2027-06-01'),
      title: 'A copy that nobody tried did not work',
      body: 'The copy had been started once, in 2024.',
    };
    const silent = await editor.post(`${at}/steps`, correct, { from: at });
    expect(errorsOf(silent.text)).toEqual(['Enter what was wrong, or why it no longer holds']);
    await editor.post(`${at}/steps`, { ...correct, reason: 'It had been started once.' }, { from: at });
    const page = await test.get(at);
    expect(page.text).toContain('The copy had been started once, in 2024.');
    expect(page.text).toContain('The copy had been paid for and never started.');
    expect(page.text).toContain('It had been started once.');
    await editor.post(`${at}/steps`, { to: 'withdrawn', reason: 'The supplier has closed.' }, { from: at });
    const gone = await test.get(at).expect(200);
    expect(gone.text).toContain('Withdrawn on');
    expect((await editor.get(at)).text).not.toContain('What happens next');
  });

  it('shows which actions of plans were adapted from it, to whoever may read those', async () => {
    const { ref } = await aSharedLearning(test.app, northwick, { reviewBy: day('2027-05-01') });
    const plan = await aPlan((token) => test.app.get(token), { council: { id: northwick, slug } });
    const milestone = await plan.milestone({ adaptedFrom: `Their ${ref.toLowerCase()}, with fewer people` });
    await plan.milestone({ title: 'Another thing', adaptedFrom: `${ref}9` });
    const own = await board.get(`/learning/${ref}`);
    expect(own.text).toContain('1\u00a0action in plans here says that it was adapted from it.');
    expect(own.text).toContain(`/plans/${plan.ref}/milestones/${milestone.ref}`);
    expect((await test.get(`/learning/${ref}`)).text).not.toContain(milestone.ref);
    const page = await board.get(`/plans/${plan.ref}/milestones/${milestone.ref}`);
    expect(page.text).toContain(`href="/learning/${ref}"`);
  });
});

describe('how many people work in a body', () => {
  const at = () => `/organisations/${slug}/staff`;

  it('is recorded with its date, once for each, and withdrawn with a reason', async () => {
    expect((await test.get(at()).expect(200)).text).toContain('Nobody has recorded how many people work here.');
    const sent = { ...dated('countedOn', '2026-03-31'), basis: 'people', value: '4,120', note: 'Without schools' };
    expect((await board.get(at())).text).not.toContain('Record a number');
    const wrong = await editor.post(at(), { ...sent, source: 'SO-9999', value: '0' });
    expect(errorsOf(wrong.text)).toEqual(['Number of staff must be between 1 and 2,000,000']);
    const unknown = await editor.post(at(), { ...sent, source: 'SO-9999' });
    expect(errorsOf(unknown.text)).toEqual([
      'Enter the reference of a source on the record, such as SO-0012, or leave it empty',
    ]);
    expect((await editor.post(at(), sent)).status).toBe(303);
    expect(errorsOf((await editor.post(at(), sent)).text)).toHaveLength(1);
    const ahead = await editor.post(at(), { ...sent, ...dated('countedOn', '2026-11-24') });
    expect(errorsOf(ahead.text)).toEqual(['When they were counted must be today or in the past']);
    const page = await test.get(at());
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('4,120');
    expect((await test.get(`${at()}.csv`).buffer(true)).text).toContain(
      '2026-03-31,4120,People,Without schools,HC-0001',
    );
    await elsewhere.get('/headcounts/HC-0001/withdrawal').expect(404);
    const gone = await editor.post('/headcounts/HC-0001/withdrawal', { reason: 'Schools were counted too' });
    expect(gone.status).toBe(303);
    expect((await test.get(at())).text).not.toContain('4,120');
  });
});

describe('record checks', () => {
  it('name what does not fit together, and never fail at it', async () => {
    await aLearningReview(test.app, northwick);
    // What was put into the database past every gate, as a faulty import of years ago would have done.
    await test.database.transaction(async () => {
      await test.database.run(sql`
        UPDATE milestone SET start_on = ${'2030-01-01'} WHERE milestone.title = ${'Another thing'}`);
    });
    await test.app.get(EventsService).record(theService, {
      organisationId: northwick,
      occurredOn: period('2026-08'),
      kind: 'incident',
      text: 'The archive was flooded',
      significant: true,
    });
    const page = await editor.get('/record-checks').expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(page.text).toContain('Dates out of order');
    expect(page.text).toContain('The start (2030-01-01) lies after the date it is due');
    expect(page.text).toContain('Significant event with no learning review');
    const some = await editor.get('/record-checks?rule=dates_out_of_order');
    expect(some.text).not.toContain('no learning review looks at it');
    expect((await editor.get('/record-checks.csv').buffer(true)).text).toContain('2030-01-01');
    const theirs = await elsewhere.get(`/record-checks?organisation=${slug}`).expect(200);
    expect(theirs.text).toContain('No organisation of yours has that address.');
    expect(theirs.text).not.toContain('2030-01-01');
    await board.get('/record-checks').expect(403);
  });
});
