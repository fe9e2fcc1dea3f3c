import Papa from 'papaparse';
import request from 'supertest';
import { sql } from '../../src/database/sql.js';
import { addDays, day } from '../../src/kernel/calendar-day.js';
import { PlansQueries } from '../../src/plans/data/plans.queries.js';
import { PackFactsService } from '../../src/overview/pack-facts.service.js';
import { UpdatingMilestonesService } from '../../src/plans/updating-milestones.service.js';
import { MilestonesService } from '../../src/plans/milestones.service.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { aBoard, aReview } from '../builders/a-board.js';
import { aGrant, aPerson, type Person, signedIn } from '../builders/a-person.js';
import { aCouncil, aPlan, type APlan, given } from '../builders/a-plan.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const clock = new FixedClock();

let test: TestApp;
let plan: APlan;
let secretary: Person;
let chair: Person;
let editor: Person;
let elsewhere: Person;
let inspector: Person;

beforeAll(async () => {
  test = await startTestApp({ clock });
  const get = test.app.get.bind(test.app);
  const council = await aCouncil(get);
  plan = await aPlan(get, { council, title: 'Getting to good' });
  const office = await test.database.row<{ id: string }>(sql`SELECT inspectorate.id FROM inspectorate LIMIT 1`);
  const organisationId = council.id;
  const at = (name: string, role: 'board_secretary' | 'board_member' | 'organisation_editor', chairs = false) =>
    aPerson(test, { name, grants: [aGrant({ role, organisationId, chair: chairs })] });
  secretary = await at('Sam Secretary', 'board_secretary');
  chair = await at('Che Chair', 'board_member', true);
  editor = await at('Olu Owner', 'organisation_editor');
  const other = await aCouncil(get);
  elsewhere = await aPerson(test, {
    name: 'Elsewhere',
    grants: [aGrant({ role: 'board_secretary', organisationId: other.id })],
  });
  inspector = await aPerson(test, {
    name: 'Ines Inspector',
    grants: [aGrant({ role: 'inspector', inspectorateId: office?.id ?? null })],
  });
});
afterAll(() => test.close());

const plain = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\u00a0|&nbsp;|&#xa0;/g, ' ')
    .replaceAll(/\s+/g, ' ');
const asEverybody = (path: string) => request(test.url).get(path);
const boxes = (name: string, on: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = on.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const publicPage = () => `/organisations/${plan.slug}/plan`;
const path = (rest = '') => `/plans/${plan.ref}${rest}`;

describe('a plan that its board agreed', () => {
  it('stays with the board until somebody publishes it: an agreed version is not public by itself', async () => {
    await plan.milestone({ title: 'Answer every referral in a day', dueOn: day('2027-01-29') });
    expect((await secretary.get(path('/versions/1/publication'))).status).toBe(404);
    await plan.agree();
    expect(plain((await asEverybody(publicPage())).text)).toContain('No plan has been published.');
    expect(plain((await secretary.get(path())).text)).toContain('No version: only the board reads it');
    expect((await asEverybody(`${publicPage()}.csv`)).text.trim().split('\r\n')).toHaveLength(1);
  });

  it('is published by the secretary after a card that says what becomes public; nobody else may', async () => {
    expect((await chair.get(path('/versions/1/publication'))).status).toBe(403);
    expect((await editor.get(path('/versions/1/publication'))).status).toBe(403);
    expect((await elsewhere.get(path('/versions/1/publication'))).status).toBe(404);
    const versions = await secretary.get(path('/versions'));
    expect(versions.text).toContain(path('/versions/1/publication'));
    const card = await secretary.get(path('/versions/1/publication'));
    expect(pageFaults(readHtml(card.text))).toEqual([]);
    const said = plain(card.text);
    for (const words of [
      'What everybody can read',
      'Version 1 word for word: 1 milestone under 1 priority.',
      'What stays with the board',
      'Packs that were issued stay as they are.',
      'What others have copied by then cannot be taken back.',
      'Answer every referral in a day',
    ])
      expect(said).toContain(words);
    const stale = await secretary.post(path('/versions/1/publication'), { version: '1' });
    expect(stale.status).toBe(409);
    expect((await asEverybody(publicPage())).text).toContain('No plan has been published.');
    const done = await secretary.post(path('/versions/1/publication'));
    expect(done.headers.location).toBe(path('/versions?done=published'));
    const again = await secretary.post(path('/versions/1/publication'));
    expect(again.status).toBe(422);
    expect(plain(again.text)).toContain('Everybody can read this version already');
  });

  it('is then read by everybody word for word, with its first dates, and taken as CSV', async () => {
    const page = await asEverybody(publicPage());
    expect(page.status).toBe(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const said = plain(page.text);
    for (const words of [
      'Getting to good',
      'Children who need help are seen in time',
      'Answer every referral in a day',
      'Done means: It is there and in use',
      '29 January 2027',
      'Version 1, agreed 23 November 2026',
    ])
      expect(said).toContain(words);
    const csv = Papa.parse<Record<string, string>>((await asEverybody(`${publicPage()}.csv`)).text.slice(1), {
      header: true,
      skipEmptyLines: true,
    });
    expect(csv.data).toEqual([
      expect.objectContaining({
        Plan: plan.ref,
        Version: '1',
        Action: 'Answer every referral in a day',
        'First date': '2027-01-29',
        'Date in this version': '2027-01-29',
        'Slip in days': '0',
      }),
    ]);
    // Whoever works on the plan is led to it, and finds the public page from there.
    expect((await secretary.get(publicPage())).headers.location).toBe(path());
    const open = `${publicPage()}?plan=${plan.ref}&version=1`;
    const working = (await secretary.get(path())).text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(working).toContain(`href="${open}"`);
    expect((await secretary.get(open)).status).toBe(200);
  });

  it('does not take out what is written for the next version, in words or in a public pack', async () => {
    const added = await plan.milestone({ title: 'Close the east office', dueOn: day('2027-03-31') });
    const [first] = (await test.app.get(PlansQueries).versions(plan.id)).map(({ number }) => number);
    expect(first).toBe(1);
    expect((await asEverybody(publicPage())).text).not.toContain('Close the east office');
    const board = await aBoard(test.app, plan.organisationId, { name: 'Improvement board', isPublic: true });
    const review = await aReview(test.app, board.ref);
    const row = await test.app.get(ReviewsQueries).byRef(review.ref);
    if (!row) throw new Error('There is no meeting');
    const gathered = await test.app.get(PackFactsService).gather(row, clock.today());
    expect(gathered.confidential.milestones.map(({ ref }) => ref)).toContain(added.ref);
    expect(gathered.public.milestones.map(({ title }) => title)).toEqual(['Answer every referral in a day']);
    expect(gathered.public.plans).toMatchObject([{ ref: plan.ref, version: 1 }]);
    expect(gathered.public.leftOut.milestones).toBe(1);
    // Words that somebody has written since are the board's until another version is published.
    const [published] = gathered.public.milestones;
    const before = await plan.now(published?.ref ?? '');
    const words = { ...before, title: 'Answer the referral of Ann', ownerPost: 'Another post' };
    given(
      await test.app.get(MilestonesService).edit(
        plan.secretary,
        { ref: before.ref, version: before.version },
        {
          priorityId: words.priorityId,
          title: words.title,
          doneMeans: words.doneMeans,
          ownerPost: words.ownerPost,
          lever: words.lever,
          horizon: words.horizon,
          dueOn: words.currentDue,
        },
      ),
    );
    const edited = await test.app.get(PackFactsService).gather(row, clock.today());
    const named = ({ milestones }: typeof edited.public) =>
      milestones.filter(({ ref }) => ref === before.ref).map(({ title, ownerPost }) => [title, ownerPost]);
    expect(named(edited.confidential)).toEqual([['Answer the referral of Ann', 'Another post']]);
    expect(named(edited.public)).toEqual([[published?.title, published?.ownerPost]]);
    const now = await plan.now(before.ref);
    given(
      await test.app.get(MilestonesService).edit(
        plan.secretary,
        { ref: now.ref, version: now.version },
        {
          priorityId: before.priorityId,
          title: before.title,
          doneMeans: before.doneMeans,
          ownerPost: before.ownerPost,
          lever: before.lever,
          horizon: before.horizon,
          dueOn: before.currentDue,
        },
      ),
    );
  });

  it('asks before words go out that could identify a person', async () => {
    const [suspect] = (await test.app.get(PlansQueries).priorities(plan.id)).map(({ id }) => id);
    given(
      await test.app.get(MilestonesService).add(plan.secretary, plan.ref, {
        priorityId: suspect ?? '',
        title: 'Learn from what happened to two children',
        doneMeans: 'The review is read by every team',
        ownerPost: 'Director',
        lever: 'culture',
        horizon: 'embed',
        dueOn: day('2027-04-30'),
      }),
    );
    // Version 1 is agreed: a new draft takes the additions.
    await secretary.post(path('/versions'), {}, { from: path('/versions') });
    await plan.agree();
    const tasks = plain((await secretary.get('/my-work')).text);
    expect(tasks).toContain('Publish version 2: everybody reads an older one');
    const card = plain((await secretary.get(path('/versions/2/publication'))).text);
    expect(card).toContain('“Learn from what happened to two children”');
    const refused = await secretary.post(path('/versions/2/publication'));
    expect(refused.status).toBe(422);
    expect(plain(refused.text)).toContain('Confirm that you have read what looks as if it could identify a person');
    expect((await secretary.post(path('/versions/2/publication'), { confirmed: 'yes' })).status).toBe(303);
    const page = plain((await asEverybody(publicPage())).text);
    expect(page).toContain('What changed since version 1');
    expect(page).toContain('Close the east office MS');
    const older = plain((await asEverybody(`${publicPage()}?plan=${plan.ref}&version=1`)).text);
    expect(older).toContain('This is an older version. The board has agreed version 2 since.');
    expect(older).not.toContain('Close the east office');
  });

  it('is taken back with a reason where it was a mistake', async () => {
    const short = await secretary.post(path('/versions/2/hiding'), { reason: 'Wrong' });
    expect(short.status).toBe(422);
    expect(plain(short.text)).toContain('Reason must be 20 characters or more');
    const reason = 'A passage tells more than the board meant to tell';
    const stale = await secretary.post(path('/versions/2/hiding'), { reason, version: '1' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain(reason);
    expect((await asEverybody(publicPage())).text).toContain('Close the east office');
    expect((await secretary.post(path('/versions/2/hiding'), { reason })).status).toBe(303);
    expect((await asEverybody(publicPage())).text).not.toContain('Close the east office');
    expect(plain((await asEverybody(publicPage())).text)).toContain('Version 1, agreed');
    expect(plain((await secretary.get(`/history/plan/${plan.ref}`)).text)).toContain(
      'took back that everybody may read a version',
    );
  });
});

describe('an inspector whom the board invites', () => {
  const today = () => clock.today();
  /** Days go by: sessions end, and people sign in again. */
  const goOn = async (days: number) => {
    clock.turnTo(addDays(today(), days));
    secretary = await signedIn(test, secretary.account);
    chair = await signedIn(test, chair.account);
    editor = await signedIn(test, editor.account);
    elsewhere = await signedIn(test, elsewhere.account);
    inspector = await signedIn(test, inspector.account);
  };

  it('finds nothing before, and is chosen by the chair or the secretary from inspectors alone', async () => {
    expect((await inspector.get(path())).status).toBe(404);
    expect((await editor.get(path('/guests'))).status).toBe(403);
    expect((await elsewhere.get(path('/guests'))).status).toBe(404);
    const page = await chair.get(path('/guests'));
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect(plain(page.text)).toContain('Ines Inspector');
    expect(page.text).not.toContain('Olu Owner');
    expect((await chair.get(path())).text).toContain(path('/guests'));
  });

  it.each([
    ['nobody', { accountId: '' }, 'Select the inspector'],
    ['whoever is no inspector', { accountId: 'editor' }, 'Select an inspector who has no part in this organisation'],
    ['an end before the beginning', boxes('to', '2026-11-01'), 'Last day must not come before the first'],
    ['an end past two years', boxes('to', '2029-11-24'), 'Last day must be within 24 months of the first'],
    ['no end', { 'to-day': '', 'to-month': '', 'to-year': '' }, 'Enter the last day'],
  ])('is refused for %s, and nothing typed is lost', async (_what, more, message) => {
    const fields = {
      accountId: inspector.account.id,
      ...boxes('from', today()),
      ...boxes('to', '2026-12-31'),
      ...more,
    };
    if (fields.accountId === 'editor') fields.accountId = editor.account.id;
    const answer = await secretary.post(path('/guests'), fields);
    expect(answer.status).toBe(422);
    expect(plain(answer.text)).toContain(message);
    expect((await inspector.get(path())).status).toBe(404);
  });

  it('reads it from the first to the last day, and no longer', async () => {
    const last = addDays(today(), 30);
    const invited = await chair.post(path('/guests'), {
      accountId: inspector.account.id,
      ...boxes('from', addDays(today(), 1)),
      ...boxes('to', last),
    });
    expect(invited.status).toBe(303);
    expect(plain((await chair.get(path('/guests'))).text)).toMatch(/Ines Inspector Standing: From its first day/);
    expect((await inspector.get(path())).status).toBe(404);
    await goOn(1);
    expect((await inspector.get(path())).status).toBe(200);
    expect((await inspector.get(path('/versions'))).status).toBe(200);
    expect((await inspector.get(path('/edit'))).status).toBe(403);
    await goOn(30);
    expect((await inspector.get(path())).status).toBe(404);
    expect(plain((await chair.get(path('/guests'))).text)).toMatch(/Ines Inspector Standing: Over/);
  });

  it('is asked to say whether evidence shows impact, until the invitation is ended', async () => {
    const now = today();
    await chair.post(path('/guests'), {
      accountId: inspector.account.id,
      ...boxes('from', now),
      ...boxes('to', addDays(now, 100)),
    });
    const { ref } = await plan.milestone({ dueOn: addDays(now, 10) });
    await plan.evidence(ref, { onDay: now });
    const read = { ref, version: (await plan.now(ref)).version };
    given(await test.app.get(UpdatingMilestonesService).recordUpdate(plan.owner, read, { state: 'action_complete' }));
    const { ref: impact } = await plan.evidence(ref, { level: 'impact', kind: 'performance_data', onDay: now });
    const asked = `Say whether ${impact} shows the impact of ${ref}`;
    const tasks = await inspector.get('/my-work');
    expect(plain(tasks.text)).toContain(asked);
    expect(tasks.text).toContain(`/evidence/${impact}`);
    expect(plain((await chair.get('/my-work')).text)).toContain(asked);
    expect(plain((await elsewhere.get('/my-work')).text)).not.toContain(asked);
    const ended = await secretary.post(
      path('/guests/ending'),
      { accountId: inspector.account.id },
      { from: path('/guests') },
    );
    expect(ended.status).toBe(303);
    expect((await inspector.get(path())).status).toBe(404);
    expect((await inspector.get(`/evidence/${impact}`)).status).toBe(404);
    expect(plain((await inspector.get('/my-work')).text)).not.toContain(asked);
    expect(plain((await chair.get(path('/guests'))).text)).toContain('Nobody is invited');
  });
});
