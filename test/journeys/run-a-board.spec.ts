import { theService } from '../../src/access/audit.service.js';
import { ActionsService } from '../../src/boards/actions.service.js';
import { ChallengesService } from '../../src/boards/challenges.service.js';
import { BoardsQueries } from '../../src/boards/data/boards.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { DecisionsService } from '../../src/boards/decisions.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { attended, given, issued, minuted } from '../builders/a-board.js';
import { aGrant, aPerson, type Person, signedIn } from '../builders/a-person.js';
import { anOffice, type Office } from '../builders/an-inspecting-office.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { attributeOf, named, readHtml, withoutRefSpans } from '../builders/html.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const clock = new FixedClock(day('2026-10-01'));
let test: TestApp;
let office: Office;
let secretary: Person;
let chair: Person;
let member: Person;
let outsider: Person;
let board = '';
let review = '';

/** Time goes by: everybody signs in again. */
async function turnTo(on: string, time?: string): Promise<void> {
  clock.turnTo(day(on), time);
  secretary = await signedIn(test, secretary.account);
  chair = await signedIn(test, chair.account);
  member = await signedIn(test, member.account);
  outsider = await signedIn(test, outsider.account);
  const { lead, second, assurer, contact, stranger, administrator } = office;
  office = {
    ...office,
    lead: await signedIn(test, lead.account),
    second: await signedIn(test, second.account),
    assurer: await signedIn(test, assurer.account),
    contact: await signedIn(test, contact.account),
    stranger: await signedIn(test, stranger.account),
    administrator: await signedIn(test, administrator.account),
  };
}

/** What a page says, with plain spaces. */
const words = ({ text }: { readonly text: string }): string => withoutRefSpans(text).replaceAll('\u00a0', ' ');

const dated = (name: string, on: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = on.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};

beforeAll(async () => {
  test = await startTestApp({ clock });
  office = await anOffice(test);
  const organisationId = office.body.id;
  secretary = await aPerson(test, {
    name: 'Sol Secretary',
    grants: [aGrant({ role: 'board_secretary', organisationId })],
  });
  chair = await aPerson(test, {
    name: 'Carys Chair',
    grants: [aGrant({ role: 'board_member', organisationId, chair: true })],
  });
  member = await aPerson(test, { name: 'Mo Member', grants: [aGrant({ role: 'board_member', organisationId })] });
  outsider = await aPerson(test, {
    name: 'Ori Outsider',
    grants: [
      aGrant({ role: 'board_secretary', organisationId: (await anOffice(test, { name: 'Eastwick Council' })).body.id }),
    ],
  });
});
afterAll(() => test.close());

const terms = {
  termsVersion: '1.0',
  termsUrl: '',
  purpose: 'To oversee the improvement plan.',
  cadence: 'monthly',
  quorumKind: 'number',
  quorumAmount: '2',
  quorumNeedsChair: 'yes',
};

const titleOf = (html: string): string => /<title>([^<]*)/.exec(html)?.[1]?.trim() ?? '';
const linksOf = (html: string): string[] => named(readHtml(html), 'a').map((link) => attributeOf(link, 'href') ?? '');

describe('the secretary of a board', () => {
  it('sets it up with its terms', async () => {
    const refused = await secretary.post('/boards/new', {
      ...terms,
      quorumAmount: 'three',
      organisation: office.body.id,
    });
    expect(refused.status).toBe(422);
    expect(titleOf(refused.text)).toMatch(/^Error: /);
    expect(words(refused)).toContain('Enter the name of the board');
    expect(words(refused)).toContain('Quorum must be a whole number');
    expect(words(refused)).toContain('value="three"');
    const made = await secretary.post('/boards/new', {
      ...terms,
      organisation: office.body.id,
      name: 'Improvement Board',
      visibility: 'public',
      ...dated('startedOn', '2026-01-05'),
    });
    expect(made.status).toBe(303);
    board = /BD-\d{4}/.exec(made.headers.location ?? '')?.[0] ?? '';
    const page = await secretary.get(made.headers.location ?? '');
    expect(words(page)).toContain('Nobody sits on this board today.');
    expect(words(page)).toContain('2 voting members, and the chair or vice-chair');
    expect(words(page)).toContain('No reviews yet. Schedule the first.');
  });

  it('may set up none for another body', async () => {
    const elsewhere = await outsider.post('/boards/new', {
      ...terms,
      organisation: office.body.id,
      name: 'Another Board',
      visibility: 'public',
      ...dated('startedOn', '2026-01-05'),
    });
    expect(elsewhere.status).toBe(404);
    expect((await outsider.get(`/boards/${board}/edit`)).status).toBe(404);
    expect((await member.get(`/boards/${board}/edit`)).status).toBe(403);
  });

  const seat = {
    body: 'Northwick Council',
    independence: 'internal_officer',
    seat: 'member',
    voting: 'yes',
    ...dated('fromOn', '2026-01-05'),
  };
  it('adds members, one chair at a time', async () => {
    const at = `/boards/${board}/members/new`;
    const sitting = {
      ...seat,
      displayName: 'Carys Chair',
      roleTitle: 'Independent chair',
      body: 'Independent',
      independence: 'independent',
      seat: 'chair',
      nameIsPublic: 'yes',
      hats: ['adviser'],
      account: chair.account.ref,
    };
    expect((await secretary.post(at, sitting)).status).toBe(303);
    const second = await secretary.post(at, { ...sitting, displayName: 'Nell Next', account: '' });
    expect(second.status).toBe(422);
    expect(words(second)).toContain('Somebody else holds that seat in this term. End their term first');
    const unknown = await secretary.post(at, { ...seat, displayName: 'Uma', roleTitle: 'Head', account: 'AC-9999' });
    expect(words(unknown)).toContain('There is no account with that reference');
    for (const [displayName, roleTitle, nameIsPublic] of [
      ['Dana Director', 'Director of children’s services', 'yes'],
      ['Tam Manager', 'Service manager', ''],
    ] as const)
      expect((await secretary.post(at, { ...seat, displayName, roleTitle, nameIsPublic })).status).toBe(303);
    const page = await secretary.get(`/boards/${board}`);
    expect(words(page)).toContain('3 members, 3 with a vote. 1 of 3 (33%) come from outside the organisation.');
    expect(words(page)).toContain('Also government adviser');
    expect(words(page)).toContain('Tam Manager');
    const outside = await test.get(`/boards/${board}`);
    expect(words(outside)).toContain('Dana Director');
    expect(words(outside)).not.toContain('Tam Manager');
    expect(words(outside)).toContain('Service manager');
    expect(words(outside)).not.toContain('/members/');
  });

  it('schedules a meeting, whose days are counted in working days', async () => {
    const at = `/boards/${board}/reviews/new`;
    const early = await secretary.post(at, { place: 'Online', startsAt: '', ...dated('heldOn', '2025-12-01') });
    expect(words(early)).toContain('Date of the meeting must not be before the first day of the board');
    const made = await secretary.post(at, {
      place: 'The Civic Centre',
      startsAt: '14:00',
      ...dated('heldOn', '2026-10-19'),
    });
    review = /RV-\d{4}/.exec(made.headers.location ?? '')?.[0] ?? '';
    const page = await secretary.get(`/reviews/${review}`);
    expect(words(page)).toContain('Due 12 October 2026');
    expect(words(page)).toContain('The pack is put together once updates are collected.');
    expect(linksOf(page.text)).toEqual(
      expect.arrayContaining([`/reviews/${review}/collect`, `/reviews/${review}/agenda`]),
    );
    expect(linksOf(page.text)).not.toContain(`/reviews/${review}/minutes`);
  });

  it('moves it with a reason', async () => {
    const at = `/reviews/${review}/date`;
    const meeting = { place: 'Online', startsAt: '', ...dated('heldOn', '2026-10-20') };
    expect(words(await secretary.post(at, meeting))).toContain('Enter why the meeting moves to another day');
    expect((await secretary.post(at, { ...meeting, reason: 'Half term' })).status).toBe(303);
    const again = await secretary.post(at, {
      ...meeting,
      ...dated('heldOn', '2026-10-19'),
      reason: 'The room is free',
    });
    expect(again.status).toBe(303);
    const page = await secretary.get(`/reviews/${review}`);
    expect(words(page)).toContain('The room is free');
    expect(words(page)).toContain('Moved to 20 October 2026');
  });

  it('is told before the meeting what it waits for', async () => {
    const { AgendaService } = await import('../../src/boards/agenda.service.js');
    given(
      await test.app.get(AgendaService).add(theService, review, [
        { title: 'The plan', purpose: 'decide' },
        { title: 'A complaint', purpose: 'discuss', confidentialReason: 'it is about one person' },
      ]),
    );
    await issued(test.app, review);
    const page = await secretary.get(`/reviews/${review}`);
    expect(words(page)).toContain('The meeting is on 19 October 2026.');
    expect(words(page)).toContain('PK-0001');
    await turnTo('2026-10-19', '14:00');
    expect(words(await secretary.get(`/reviews/${review}`))).toContain('Attendance of 3 members is still to be taken.');
  });

  it('notes it as held, once everybody is accounted for', async () => {
    const row = await test.app.get(BoardsQueries).byRef(board);
    const members = await test.app.get(BoardsQueries).membersOf([row?.id ?? '']);
    const manager = members.find(({ displayName }) => displayName === 'Tam Manager')?.id ?? '';
    await attended(test.app, { ref: review }, { apologies: [manager] });
    const [item, complaint] = await test.app
      .get(ReviewsQueries)
      .agendaOf((await test.app.get(ReviewsQueries).byRef(review))?.id ?? '');
    given(
      await test.app.get(DecisionsService).record(theService, review, {
        agendaItemId: item?.id ?? null,
        text: 'Agree the new date of MS-0001.',
        type: 'decision',
        reviewOn: day('2026-11-30'),
      }),
    );
    given(
      await test.app.get(DecisionsService).record(theService, review, {
        agendaItemId: complaint?.id ?? null,
        text: 'Write to the family.',
        type: 'decision',
      }),
    );
    given(
      await test.app.get(ChallengesService).raise(theService, review, {
        agendaItemId: item?.id ?? null,
        byMemberId: manager,
        text: 'Why has no audit been done since June?',
        toPost: 'Director of children’s services',
        dueOn: day('2026-11-16'),
      }),
    );
    given(
      await test.app.get(ActionsService).record(theService, review, {
        agendaItemId: item?.id ?? null,
        text: 'Send the audit plan round',
        ownerPost: 'Head of quality',
        dueOn: day('2026-11-02'),
      }),
    );
    const held = await secretary.post(`/reviews/${review}/holding`, {}, { from: `/reviews/${review}` });
    expect(held.headers.location).toBe(`/reviews/${review}?done=held`);
    const page = await secretary.get(`/reviews/${review}`);
    expect(words(page)).toContain('There was a quorum: 2 of 3 voting members there, 2 needed.');
    expect((await test.get(`/reviews/${review}`)).status).toBe(404);
    expect((await outsider.get(`/reviews/${review}`)).status).toBe(404);
    expect((await member.get(`/reviews/${review}`)).status).toBe(200);
  });
});

describe('what a meeting leaves to do', () => {
  it('stands among the work of whoever does it', async () => {
    const own = words(await secretary.get('/my-work'));
    expect(own).toContain('Draft the minutes of 19 October 2026');
    expect(own).toContain('Improvement Board, Northwick Council');
    expect(words(await member.get('/my-work'))).toContain(
      'Answer challenge CH-0001 to: Director of children’s services',
    );
    expect(words(await outsider.get('/my-work'))).not.toContain('CH-0001');
  });

  it('is a challenge that is open until whoever asked is satisfied', async () => {
    const at = '/challenges/CH-0001';
    const contact = office.contact;
    expect(words(await contact.post(`${at}/answers`, { answer: '' }, { from: at }))).toContain('Enter the answer');
    const personal = await contact.post(`${at}/answers`, { answer: 'Child A was born on 4 March 2019.' }, { from: at });
    expect(words(personal)).toContain('This looks like it could identify a person');
    expect(words(personal)).toContain('Child A was born');
    expect((await contact.post(`${at}/answers`, { answer: 'The auditor left.' }, { from: at })).status).toBe(303);
    const judging = await member.post(`${at}/judgement`, { satisfied: 'no', why: '' }, { from: at });
    expect(words(judging)).toContain('Enter what is missing');
    expect((await member.post(`${at}/judgement`, { satisfied: 'no', why: 'By when?' }, { from: at })).status).toBe(303);
    expect(words(await member.get(at))).toContain('Not satisfied on');
    expect((await contact.post(`${at}/answers`, { answer: 'From December.' }, { from: at })).status).toBe(303);
    const closed = await member.post(`${at}/judgement`, { satisfied: 'yes', why: '' }, { from: at });
    expect(closed.headers.location).toBe(`${at}?done=satisfied`);
    expect((await outsider.get(at)).status).toBe(404);
  });

  it('is an action whose first date stays in sight', async () => {
    const at = '/actions/BA-0001';
    const again = await secretary.post(`${at}/date`, { ...dated('dueOn', '2026-11-09'), reason: '' }, { from: at });
    expect(words(again)).toContain('Enter why the date is moving');
    const moved = await secretary.post(`${at}/date`, { ...dated('dueOn', '2026-11-09'), reason: 'Ill' }, { from: at });
    expect(moved.status).toBe(303);
    const page = words(await secretary.get(at));
    expect(page).toContain('2 November 2026');
    expect(page).toContain('Moved 1 time');
    expect(
      (await office.contact.post(`${at}/date`, { ...dated('dueOn', '2026-11-10'), reason: 'x' }, { from: at })).status,
    ).toBe(403);
    const done = await office.contact.post(
      `${at}/completion`,
      { ...dated('on', '2026-10-19'), words: '' },
      { from: at },
    );
    expect(done.status).toBe(303);
  });

  it('is a decision to look at again', async () => {
    const at = '/decisions/DE-0001';
    const past = await secretary.post(
      `${at}/looking-back`,
      { words: 'Kept.', ...dated('nextOn', '2026-10-19') },
      { from: at },
    );
    expect(words(past)).toContain('Date to look at it again must be in the future');
    expect((await secretary.post(`${at}/looking-back`, { words: 'Kept.' }, { from: at })).status).toBe(303);
    expect(words(await secretary.get(at))).toContain('Kept.');
  });

  it('is found in a register, by its state and its words, and as a file', async () => {
    const closed = await member.get('/challenges?state=satisfied');
    expect(words(closed)).toContain('1 challenge');
    expect(words(await member.get('/challenges?state=overdue'))).toContain('None recorded.');
    expect(words(await member.get('/decisions?q=FAMILY'))).toContain('DE-0002');
    expect(words(await member.get(`/decisions?board=${board}&sort=review&order=ascending`))).toContain('2 decisions');
    expect(words(await member.get('/decisions?state=nonsense'))).toContain('is not one of the choices');
    const file = await member.get('/actions.csv');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text.split('\r\n')[0]).toContain('First due,Due,Moves,State,Closed');
    expect(words(file)).toContain('2026-11-02,2026-11-09,1,done,2026-10-19');
    for (const nobody of [await test.get('/decisions'), await outsider.get('/decisions.csv')])
      expect(words(nobody)).not.toContain('DE-0001');
  });
});

describe('minutes', () => {
  const at = () => `/reviews/${review}/minutes`;
  const bodies = ['The board agreed the new date.', 'The board heard the complaint of one family.'];
  const keysIn = (html: string): string[] =>
    named(readHtml(html), 'input')
      .filter((input) => attributeOf(input, 'name') === 'item')
      .map((input) => attributeOf(input, 'value') ?? '');
  const circulate = async (body: readonly string[] = bodies) => {
    const item = keysIn((await secretary.get(at())).text);
    return secretary.post(at(), { item, body, next: 'circulate' });
  };

  it('are written in one form, which nobody overwrites unread', async () => {
    expect((await chair.get(at())).text).toContain('The minutes are not begun yet.');
    expect((await secretary.post(`${at()}/beginning`, {}, { from: at() })).status).toBe(303);
    const page = await secretary.get(at());
    expect(words(page)).toContain('Decision DE-0001: Agree the new date of MS-0001.');
    const keys = keysIn(page.text);
    expect(keys.length).toBe(2);
    expect((await secretary.post(at(), { item: keys, body: bodies })).status).toBe(303);
    const stale = await secretary.post(at(), { item: keys, body: ['Other words.', bodies[1] ?? ''] });
    expect(stale.status).toBe(409);
    expect(words(stale)).toContain('Other words.');
    expect((await secretary.get(at())).text).toContain('The board agreed the new date.');
    expect((await member.post(at(), {}, { from: '/my-work' })).status).toBe(403);
  });

  it('are agreed by the chair at the next meeting, and then stand', async () => {
    expect((await chair.get(at())).text).not.toContain('Agree the minutes');
    const empty = await circulate([bodies[0] ?? '', '']);
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Every item needs words before the minutes go on');
    expect((await circulate()).status).toBe(303);
    expect((await secretary.post(`${at()}/taking-back`, { reason: 'A name' }, { from: at() })).status).toBe(303);
    expect((await circulate()).status).toBe(303);
    const made = await secretary.post(`/boards/${board}/reviews/new`, {
      place: 'Online',
      startsAt: '',
      ...dated('heldOn', '2026-11-16'),
    });
    const next = /RV-\d{4}/.exec(made.headers.location ?? '')?.[0] ?? '';
    const { AgendaService } = await import('../../src/boards/agenda.service.js');
    given(await test.app.get(AgendaService).add(theService, next, [{ title: 'Minutes', purpose: 'decide' }]));
    await issued(test.app, next);
    const early = await chair.post(
      `${at()}/agreement`,
      { how: 'meeting', at: next, note: '', correct: 'yes' },
      { from: at() },
    );
    expect(words(early)).toContain('Select a meeting that is under way or was held');
    await turnTo('2026-11-16', '14:30');
    const unticked = await chair.post(`${at()}/agreement`, { how: 'meeting', at: next, note: '' }, { from: at() });
    expect(words(unticked)).toContain('Tick the box to agree the minutes as a correct record');
    expect((await secretary.post(`${at()}/agreement`, {}, { from: at() })).status).toBe(403);
    const agreed = await chair.post(
      `${at()}/agreement`,
      { how: 'meeting', at: next, note: '', correct: 'yes' },
      { from: at() },
    );
    expect(agreed.headers.location).toBe(`${at()}?done=minutes-agreed`);
    expect((await chair.get(`${at()}?done=minutes-agreed`)).text).toContain('Minutes agreed');
    expect((await secretary.get(at())).text).not.toContain('Save the minutes');
    const page = (await test.get(at())).status;
    expect(page).toBe(404);
  });

  it('are published from tomorrow, without what was taken in private', async () => {
    const from = { from: at() };
    const personal = {
      title: ['The plan', 'A complaint'],
      body: ['Last month 2 children waited.', 'This item was discussed in private because it is about one person.'],
      withheld: ['2'],
    };
    expect((await secretary.post(`${at()}/public-version`, personal, from)).status).toBe(303);
    const stopped = await secretary.post(`${at()}/publication`, { from: 'tomorrow' }, from);
    expect(stopped.status).toBe(422);
    expect(words(stopped)).toContain('Numbers under 5 must not be published. Use “fewer than 5”.');
    const clean = { ...personal, body: ['Fewer than 5 waited.', personal.body[1] ?? ''] };
    expect((await secretary.post(`${at()}/public-version`, clean, from)).status).toBe(303);
    expect((await secretary.post(`${at()}/publication`, { from: 'tomorrow' }, from)).status).toBe(303);
    expect((await test.get(at())).status).toBe(404);
    expect(words(await test.get('/decisions'))).not.toContain('DE-0001');
    await turnTo('2026-11-17');
    const out = await test.get(at());
    expect(out.status).toBe(200);
    expect(words(out)).toContain('Fewer than 5 waited.');
    expect(words(out)).toContain('This item was discussed in private because it is about one person.');
    expect(words(out)).not.toContain('one family');
    const meeting = await test.get(`/reviews/${review}`);
    expect(words(meeting)).toContain('DE-0001');
    expect(words(meeting)).not.toContain('DE-0002');
    expect(words(meeting)).not.toContain('Tam Manager');
    expect(words(meeting)).toContain('PK-0002');
    expect(words(meeting)).not.toContain('PK-0001');
    const register = await test.get('/challenges');
    expect(words(register)).toContain('By Service manager');
    expect(words(register)).not.toContain('Tam Manager');
    expect(words(await test.get('/decisions'))).toContain('DE-0001');
    expect((await test.get('/decisions/DE-0002')).status).toBe(404);
    expect(words(await test.get(`/organisations/${office.body.slug}/board`))).toContain('Improvement Board');
  });

  it('are only added to, with a date', async () => {
    const from = { from: at() };
    const personal = await secretary.post(`${at()}/addenda`, { text: 'Child A moved.', isPublic: 'yes' }, from);
    expect(personal.status).toBe(422);
    expect(
      (await secretary.post(`${at()}/addenda`, { text: 'The figure was 14.', isPublic: 'yes' }, from)).status,
    ).toBe(303);
    expect((await secretary.post(`${at()}/addenda`, { text: 'For the board.' }, from)).status).toBe(303);
    const out = words(await test.get(at()));
    expect(out).toContain('Added on 17 November 2026');
    expect(out).toContain('The figure was 14.');
    expect(out).not.toContain('For the board.');
  });

  it('and all that was done have a history for the people of the body', async () => {
    const history = await secretary.get(`/history/review/${review}`);
    expect(words(history)).toContain('agreed the minutes as a correct record');
    expect(words(history)).toContain('froze the pack');
    expect((await test.get(`/history/review/${review}`)).status).toBe(404);
  });
});

describe('a board that is not public', () => {
  it('is there for its own people, and for an inspector whom it invites', async () => {
    const made = await secretary.post('/boards/new', {
      ...terms,
      organisation: office.body.id,
      name: 'Inner Board',
      visibility: 'board',
      ...dated('startedOn', '2026-01-05'),
    });
    const inner = /BD-\d{4}/.exec(made.headers.location ?? '')?.[0] ?? '';
    for (const visitor of [test.get, office.second.get]) expect((await visitor(`/boards/${inner}`)).status).toBe(404);
    expect(words(await test.get('/boards'))).not.toContain('Inner Board');
    const seated = await secretary.post(`/boards/${inner}/members/new`, {
      displayName: 'Sam Second',
      roleTitle: 'Inspector',
      body: 'Ofsted',
      independence: 'government',
      seat: 'member',
      account: office.second.account.ref,
      ...dated('fromOn', '2026-01-05'),
    });
    expect(seated.status).toBe(303);
    expect((await office.second.get(`/boards/${inner}`)).status).toBe(200);
    expect((await office.second.get(`/boards/${board}/edit`)).status).toBe(403);
    expect((await office.assurer.get(`/boards/${inner}`)).status).toBe(404);
  });
});

describe('the minutes of an informal meeting', () => {
  it('say that there was no quorum', async () => {
    const made = await secretary.post(`/boards/${board}/reviews/new`, {
      place: 'Online',
      startsAt: '',
      ...dated('heldOn', '2026-11-17'),
    });
    const informal = /RV-\d{4}/.exec(made.headers.location ?? '')?.[0] ?? '';
    const { AgendaService } = await import('../../src/boards/agenda.service.js');
    given(await test.app.get(AgendaService).add(theService, informal, [{ title: 'The plan', purpose: 'decide' }]));
    await issued(test.app, informal);
    const row = await test.app.get(BoardsQueries).byRef(board);
    const members = await test.app.get(BoardsQueries).membersOf([row?.id ?? '']);
    await attended(test.app, { ref: informal }, { apologies: members.slice(0, 2).map(({ id }) => id) });
    given(
      await test.app
        .get(DecisionsService)
        .record(theService, informal, { agendaItemId: null, text: 'Wait.', type: 'decision' }),
    );
    const held = await secretary.post(`/reviews/${informal}/holding`, {}, { from: `/reviews/${informal}` });
    expect(held.headers.location).toBe(`/reviews/${informal}?done=held-informally`);
    await minuted(test.app, informal);
    const page = await secretary.get(`/reviews/${informal}`);
    expect(words(page)).toContain('this was an informal meeting, and its decisions are recommendations');
    expect(words(page)).toContain('Recommendation: no quorum');
    expect(words(await secretary.get('/decisions?state=no-quorum'))).toContain('1 decision');
  });
});

describe('all of this', () => {
  it('went without a fault', () => {
    expect(test.faults).toEqual([]);
  });
});
