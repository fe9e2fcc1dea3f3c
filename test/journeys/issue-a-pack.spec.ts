import { createHash } from 'node:crypto';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { supplementText, VerifyingPacksService } from '../../src/boards/verifying-packs.service.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { MilestonesService } from '../../src/plans/milestones.service.js';
import { MovingDatesService } from '../../src/plans/moving-dates.service.js';
import { RisksService } from '../../src/plans/risks.service.js';
import { aBoard, aReview, given } from '../builders/a-board.js';
import { aGrant, aPerson, hiddenFields, type Person } from '../builders/a-person.js';
import { type APlan, aCouncil, aDecision, aPlan } from '../builders/a-plan.js';
import { readHtml, withoutRefSpans } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { testedKind } from '../builders/test-database.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const sha = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
const plain = (text: string): string =>
  withoutRefSpans(text).replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ').replaceAll('&#xa0;', ' ');

describe('getting a meeting ready and issuing its pack', () => {
  let test: TestApp;
  let plan: APlan;
  let secretary: Person;
  let chair: Person;
  let editor: Person;
  let stranger: Person;
  let review = '';
  const at = (rest = ''): string => `/reviews/${review}${rest}`;
  const version = async (): Promise<string> => String((await test.app.get(ReviewsQueries).byRef(review))?.version ?? 0);

  beforeAll(async () => {
    test = await startTestApp();
    const get = test.app.get.bind(test.app);
    const council = await aCouncil(get);
    plan = await aPlan(get, { council });
    const organisationId = council.id;
    const late = await plan.milestone({ title: 'Recruit six social workers', dueOn: day('2026-11-25') });
    await plan.milestone({ title: 'Replace the head of the front door', dueOn: day('2026-11-30') });
    await plan.milestone({ title: 'Publish one threshold document' });
    await plan.agree();
    // The board moved a date: the pack tells it first.
    const dates = get(MovingDatesService);
    const asked = given(
      await dates.askForDate(plan.owner, { ref: late.ref, version: (await plan.now(late.ref)).version }, {
        to: day('2027-02-26'),
        reasonCode: 'capacity',
        reason: 'Two of six posts are still vacant',
      } as never),
    );
    given(
      await dates.decideDate(plan.secretary, { ref: asked.ref, version: 1 }, {
        answer: 'agreed',
        decision: aDecision({ ref: 'DE-0901', approvedBy: 'The board' }),
      } as never),
    );
    given(
      await get(RisksService).add(plan.secretary, plan.ref, {
        title: 'Social workers leave',
        cause: 'Caseloads',
        effect: 'Visits are late',
        likelihood: 4,
        consequence: 5,
        controls: null,
        ownerPost: null,
        targetLikelihood: null,
        targetConsequence: null,
        reviewOn: null,
      }),
    );
    const board = await aBoard({ get }, organisationId);
    review = (await aReview({ get }, board.ref, { heldOn: day('2026-12-02'), agenda: [] })).ref;
    const person = (name: string, role: Parameters<typeof aGrant>[0]['role'], isChair = false) =>
      aPerson(test, { name, grants: [aGrant({ role, organisationId, chair: isChair })] });
    secretary = await person('Sam Secretary', 'board_secretary');
    chair = await person('Carys Chair', 'board_member', true);
    editor = await person('Eddie Editor', 'organisation_editor');
    const elsewhere = await aCouncil(get);
    stranger = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', organisationId: elsewhere.id })] });
  }, 120_000);
  afterAll(() => test.close());

  it('is there for the secretary of the board, and for nobody else', async () => {
    for (const page of ['/collect', '/agenda', '/pack', '/pack/public', '/pack/confidential']) {
      expect((await stranger.get(at(page))).status).toBe(404);
      expect([403, 404]).toContain((await editor.get(at(page))).status);
    }
    for (const page of ['/collect', '/agenda', '/pack']) {
      const shown = await secretary.get(at(page)).expect(200);
      expect(pageFaults(readHtml(shown.text))).toEqual([]);
    }
  });

  it('asks for updates, and says which are to come', async () => {
    const before = await secretary.get(at('/collect'));
    expect(plain(before.text)).toContain('3 updates are asked for by 18 November 2026: 0 given, 0 to come, 3 overdue.');
    const early = await secretary.post(at('/pack'), { version: await version() }, { from: at('/collect') });
    expect(early.status).toBe(422);
    expect(early.text).toContain('Collect updates before you freeze the pack');
    const begun = await secretary.post(at('/collect/begin'), {}, { from: at('/collect') });
    expect(begun.headers['location']).toBe(`${at('/collect')}?done=collecting`);
    const collecting = await secretary.get(at('/collect'));
    // There is no mail server: whoever asks is shown what to send.
    expect(collecting.text).toContain('A reminder to send yourself');
    expect(collecting.text).toContain('Recruit six social workers');
    const sent = await secretary.post(at('/collect/reminders'), {}, { from: at('/collect') });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('This service has no mail server');
  });

  it('does not freeze a pack without an agenda', async () => {
    const refused = await secretary.post(at('/pack'), { version: await version() });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Put at least one item on the agenda');
  });

  it('proposes an agenda, takes what is ticked, and proposes it no more', async () => {
    const page = await secretary.get(at('/agenda'));
    expect(page.text).toContain('The plan: 1\u00a0milestone due by 2\u00a0December\u00a02026');
    const none = await secretary.post(at('/agenda/proposals'), {}, { from: at('/agenda') });
    expect(none.status).toBe(422);
    expect(none.text).toContain('Tick what you want to put on the agenda');
    const ticked = await secretary.post(
      at('/agenda/proposals'),
      { proposals: [`due_milestones ${review}`] },
      { from: at('/agenda') },
    );
    expect(ticked.status).toBe(303);
    const after = await secretary.get(at('/agenda'));
    expect(after.text).not.toContain(`value="due_milestones ${review}"`);
    const again = await secretary.post(
      at('/agenda/proposals'),
      { proposals: [`due_milestones ${review}`] },
      { from: at('/agenda') },
    );
    expect(again.status).toBe(422);
    expect(again.text).toContain('The record no longer proposes that');
  });

  it('takes items of the secretary’s own, in private with a reason and not without', async () => {
    const own = {
      title: 'Who leads the front door',
      purpose: 'decide',
      minutes: '15',
      isPrivate: 'yes',
      about: 'ms-2',
    };
    const silent = await secretary.post(at('/agenda'), own);
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Enter why the item is taken in private');
    expect(silent.text).toContain('Who leads the front door');
    const nowhere = await secretary.post(at('/agenda'), { ...own, reason: 'it concerns a person', about: 'the plan' });
    expect(plain(nowhere.text)).toContain('Enter a reference such as MS-0004');
    const added = await secretary.post(at('/agenda'), { ...own, reason: 'it concerns a person who can be recognised' });
    expect(added.status).toBe(303);
    const second = await secretary.post(at('/agenda'), { title: 'Agree the forward plan', purpose: 'decide' });
    expect(second.status).toBe(303);
  });

  it('puts the items in order, changes one, and takes one off', async () => {
    const agenda = await test.app
      .get(ReviewsQueries)
      .agendaOf((await test.app.get(ReviewsQueries).byRef(review))?.id ?? '');
    const [first, , last] = agenda;
    const moved = await secretary.post(at(`/agenda/${last?.id}/place`), { way: 'up' }, { from: at('/agenda') });
    expect(moved.status).toBe(303);
    const shown = await secretary.get(at('/agenda'));
    expect(shown.text.indexOf('Agree the forward plan')).toBeLessThan(shown.text.indexOf('Who leads the front door'));
    const path = at(`/agenda/${first?.id}`);
    const page = await secretary.get(path).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const fields = { title: 'The plan: what is due', purpose: 'discuss', minutes: '30', leadPost: 'Director' };
    const seen = hiddenFields(page.text, path);
    expect((await secretary.post(path, fields)).status).toBe(303);
    // Somebody who still had the old page before them overwrites nothing.
    const stale = await secretary.post(path, { ...fields, title: 'Something else', version: seen['version'] ?? '' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Someone changed this item at');
    expect(stale.text).toContain('Something else');
    await secretary.post(at('/agenda'), { title: 'A mistake', purpose: 'note' });
    const mistake = (
      await test.app.get(ReviewsQueries).agendaOf((await test.app.get(ReviewsQueries).byRef(review))?.id ?? '')
    ).find(({ title }) => title === 'A mistake');
    const itemPath = at(`/agenda/${mistake?.id}`);
    const unsaid = await secretary.post(`${itemPath}/removal`, {}, { from: itemPath });
    expect(unsaid.text).toContain('Enter why the item is taken off');
    const removed = await secretary.post(`${itemPath}/removal`, { why: 'Entered twice' }, { from: itemPath });
    expect(removed.status).toBe(303);
    expect((await secretary.get(at('/agenda'))).text).not.toContain('A mistake');
  });

  it('shows both forms before they are frozen, marked as not frozen', async () => {
    const [confidential, open] = [
      await secretary.get(at('/pack/confidential')),
      await secretary.get(at('/pack/public')),
    ];
    for (const page of [confidential, open]) {
      expect(page.status).toBe(200);
      expect(page.headers['cache-control']).toBe('no-store');
      expect(page.headers['content-security-policy']).toMatch(/style-src 'sha256-/);
      expect(page.text).toContain('Not frozen');
    }
    expect(confidential.text).toContain('Replace the head of the front door');
    expect(confidential.text).toContain('Social workers leave');
    // The plan is the board’s: the public form has its totals and none of its milestones.
    expect(open.text).not.toContain('Replace the head of the front door');
    expect(open.text).not.toContain('Who leads the front door');
    expect(open.text).not.toContain('Social workers leave');
    expect(open.text).toContain(
      'This item was discussed in private because it concerns a person who can be recognised.',
    );
    const page = plain((await secretary.get(at('/pack'))).text);
    expect(page).toContain('Everybody can read the public form from that moment');

    for (const label of ['Off track or at risk', 'Dates that moved since the last pack', 'Measures'])
      expect(page).toContain(label);
  });

  it('is got ready on pages that ask no more than 15 times, however much they propose from', async () => {
    for (const path of ['/agenda', '/pack', '/collect']) {
      test.statements.take();
      await secretary.get(at(path)).expect(200);
      const asked = test.statements.take().filter(({ text }) => !/\b(session|role_grant)\b/.test(text));
      expect([path, asked.length <= 15, asked.length]).toEqual([path, true, asked.length]);
      expect(asked.length).toBeGreaterThan(3);
    }
  });

  it('is not frozen before words that could identify a person were read', async () => {
    const added = await secretary.post(at('/agenda'), { title: 'What happened to 2 children', purpose: 'note' });
    expect(added.status).toBe(303);
    expect((await secretary.get(at('/pack'))).text).not.toContain('name="confirmed"');
    const refused = await secretary.post(at('/pack'), {});
    expect(refused.status).toBe(422);
    expect(plain(refused.text)).toMatch(/Small numbers of people\. Use “fewer than 5”: (<q>)?2 children/);
    expect(plain(refused.text)).toContain('Confirm that you have read what looks as if it could identify a person');
    expect(refused.text).toContain('name="confirmed"');
    expect(pageFaults(readHtml(refused.text))).toEqual([]);
    const packs = await test.database.rows(sql`SELECT pack.ref FROM pack`);
    expect(packs).toEqual([]);
  });

  let refs: { confidential: string; public: string };
  const read = async (who: Person, path: string): Promise<string> => (await who.get(path).expect(200)).text;

  it('freezes and issues both forms, with a reference and a seal', async () => {
    const frozen = await secretary.post(at('/pack'), { confirmed: 'yes' });
    expect(frozen.status).toBe(303);
    const told = await secretary.get(frozen.headers['location'] ?? '');
    expect(plain(told.text)).toMatch(/Pack issued: reference PK-\d{4}/);
    const packs = await test.database.rows<{ ref: string; form: 'confidential' | 'public'; hash: string }>(sql`
      SELECT pack.ref, pack.form, pack.hash FROM pack ORDER BY pack.form`);
    expect(packs.map(({ form }) => form)).toEqual(['confidential', 'public']);
    refs = Object.fromEntries(packs.map(({ form, ref }) => [form, ref])) as typeof refs;
    const html = await read(secretary, `/packs/${refs.confidential}/print`);
    const data = await secretary.get(`/packs/${refs.confidential}/data.json`);
    const json = Buffer.isBuffer(data.body) ? data.body : Buffer.from(data.text);
    expect(sha(json)).toBe(packs[0]?.hash);
    expect(html).toContain(packs[0]?.hash);
    expect(html).toContain('Recruit six social workers');
    expect(plain(html)).toContain('26 February 2027');
    expect(plain(html)).toContain('Two of six posts are still vacant');
    expect(html.indexOf('Dates that moved')).toBeLessThan(html.indexOf('Minutes and actions'));
  });

  it('refuses to freeze it twice, and says who froze it and when', async () => {
    const twice = await secretary.post(at('/pack'), { version: await version() }, { from: at('/agenda') });
    expect(twice.status).toBe(409);
    expect(plain(twice.text)).toMatch(
      /The pack was frozen at \d\d:\d\d on 23 November 2026 by Sam Secretary: PK-\d{4} and PK-\d{4}/,
    );
    const late = await secretary.post(at('/agenda'), { title: 'Too late', purpose: 'note' });
    expect((await secretary.get(at('/agenda'))).text).toContain('The pack is issued, so the agenda stands as it is');
    expect([303, 422]).toContain(late.status);
  });

  it('lets everybody read the public form, and only the board the other', async () => {
    const open = await test.get(`/packs/${refs.public}`).expect(200);
    expect(pageFaults(readHtml(open.text))).toEqual([]);
    expect(open.text).not.toContain('Sam Secretary');
    await test.get(`/packs/${refs.public}/print`).expect(200);
    await test.get(`/packs/${refs.public}.pdf`).expect(200).expect('Content-Type', 'application/pdf');
    for (const path of ['', '/print', '/data.json']) {
      await test.get(`/packs/${refs.confidential}${path}`).expect(404);
      expect((await stranger.get(`/packs/${refs.confidential}${path}`)).status).toBe(404);
      expect((await chair.get(`/packs/${refs.confidential}${path}`)).status).toBe(200);
    }
    await test.get(`/packs/${refs.confidential}.pdf`).expect(404);
    await test.get('/packs/PK-9999').expect(404);
  });

  it('keeps the issued pack byte for byte, whatever is changed afterwards', async () => {
    const paths = ['/print', '/data.json', '.pdf'].flatMap((rest) => [
      `/packs/${refs.confidential}${rest}`,
      `/packs/${refs.public}${rest}`,
    ]);
    const bytes = async (): Promise<readonly string[]> => {
      const made: string[] = [];
      for (const path of paths) {
        const answer = await secretary
          .get(path)
          .buffer(true)
          .parse((response, done) => {
            const pieces: Buffer[] = [];
            response.on('data', (piece: Buffer) => pieces.push(piece));
            response.on('end', () => done(null, Buffer.concat(pieces)));
          });
        expect(answer.status).toBe(200);
        made.push(sha(answer.body));
      }
      return made;
    };
    const before = await bytes();
    const get = test.app.get.bind(test.app);
    await plan.milestone({ title: 'Added after the pack was issued' });
    const late = await plan.now('MS-0001');
    given(
      await get(MilestonesService).edit(
        plan.secretary,
        { ref: late.ref, version: late.version },
        { ...late, title: 'Recruit twelve social workers', doneMeans: 'Otherwise', dueOn: null, safetyCritical: false },
      ),
    );
    await test.database.transaction(async () => {
      await test.database.run(sql`UPDATE organisation SET name = 'A council of another name'`);
      await test.database.run(sql`UPDATE board SET name = 'A board of another name'`);
      await test.database.run(sql`UPDATE milestone SET title = 'Anything at all', owner_post = NULL`);
      await test.database.run(sql`UPDATE risk SET likelihood = 1`);
    });
    expect(await bytes()).toEqual(before);
    expect(await read(secretary, at('/pack'))).toContain('A board of another name');
    const { faults } = await test.app.get(VerifyingPacksService).verify();
    expect(faults).toEqual([]);
  });

  it('adds what came late beside it, with its own time', async () => {
    const empty = await secretary.upload(at('/pack/supplements'), {}, {}, { from: at('/pack') });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter what the paper is called');
    const added = await secretary.upload(
      at('/pack/supplements'),
      { title: 'Letter of the minister', text: 'It came on Tuesday.', isConfidential: 'yes' },
      { paper: { name: 'letter.pdf', content: '%PDF-1.4 letter', type: 'application/pdf' } },
      { from: at('/pack') },
    );
    expect(added.status).toBe(303);
    expect(await read(chair, `/packs/${refs.confidential}`)).toContain('Supplement 1: Letter of the minister');
    expect((await test.get(`/packs/${refs.public}`)).text).not.toContain('Letter of the minister');
    expect((await chair.get(at('/pack/supplements/1'))).status).toBe(200);
    expect((await stranger.get(at('/pack/supplements/1'))).status).toBe(404);
    expect(await read(secretary, `/packs/${refs.confidential}/print`)).not.toContain('Letter of the minister');
  });

  it('and verify finds a supplement that was changed with its seal, taken away, or put there by nobody', async () => {
    const verifying = test.app.get(VerifyingPacksService);
    expect(await verifying.verify()).toMatchObject({ supplements: 1, faults: [] });
    const direct = (text: string) => test.database.writer.query(text);
    await direct(
      testedKind === 'sqlite'
        ? 'DROP TRIGGER "TR_pack_supplement_no_update"'
        : 'ALTER TABLE pack_supplement DISABLE TRIGGER "TR_pack_supplement_no_update"',
    );
    const [held] = (await direct('SELECT * FROM pack_supplement')) as Record<string, string>[];
    const { id, review_id: reviewId, hash } = held ?? {};
    // The words and the seal beside them, as somebody would who knows how the seal is made.
    const forged = supplementText({ title: 'Letter', text: 'It never came.', confidential: true, fileHash: null });
    await direct(
      `UPDATE pack_supplement SET title = 'Letter', text = 'It never came.', file_id = NULL, hash = '${sha(forged)}'`,
    );
    expect((await verifying.verify()).faults).toEqual([{ kind: 'supplement-changed', review, position: 1 }]);
    await direct(`UPDATE pack_supplement SET position = 2, hash = '${hash}'`);
    expect((await verifying.verify()).faults).toEqual([
      { kind: 'supplement-not-added', review, position: 2 },
      { kind: 'supplement-gone', review: reviewId, position: 1 },
    ]);
    await direct(
      `UPDATE pack_supplement SET position = 1, title = '${held?.['title']}', text = '${held?.['text']}', file_id = '${held?.['file_id']}' WHERE id = '${id}'`,
    );
    expect((await verifying.verify()).faults).toEqual([]);
  });

  it('is corrected only by two people, and then by another edition', async () => {
    const path = at('/pack/unlocking');
    const page = await secretary.get(path).expect(200);
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    expect((await secretary.post(path, {})).text).toContain('Enter what is wrong with the pack');
    expect((await secretary.post(path, { why: 'A date is wrong' })).status).toBe(303);
    expect((await secretary.get(path)).text).toContain('You asked to correct this pack, so somebody else must answer');
    const answered = await chair.post(`${path}/answer`, { answer: 'agree' }, { from: path });
    expect(answered.status).toBe(303);
    const frozen = await secretary.post(at('/pack'), { confirmed: 'yes' });
    expect(frozen.status).toBe(303);
    const old = await read(chair, `/packs/${refs.confidential}`);
    expect(old).toContain('This pack was corrected after it was issued');
    const [latest] = await test.database.rows<{ ref: string }>(sql`
      SELECT pack.ref FROM pack WHERE pack.edition = 2 AND pack.form = 'confidential'`);
    expect(plain(await read(chair, `/packs/${latest?.ref}/print`))).toContain(
      `It takes the place of ${refs.confidential}.`,
    );
    const between = await chair.get(`/packs/${refs.confidential}..${latest?.ref}`).expect(200);
    expect(pageFaults(readHtml(between.text))).toEqual([]);
    expect(between.text).toContain('Anything at all');
    expect(between.text).toMatch(/1 added, 0 removed, 5 changed/);
    const turned = await chair.get(`/packs/${latest?.ref}..${refs.confidential}`).expect(200);
    expect(turned.text).toMatch(/1 added, 0 removed, 5 changed/);
    await test.get(`/packs/${refs.confidential}..${latest?.ref}`).expect(404);
  });

  it('leaves no fault behind', () => {
    expect(test.faults.map((fault) => JSON.stringify(JSON.parse(fault)).slice(0, 600))).toEqual([]);
  });
});
