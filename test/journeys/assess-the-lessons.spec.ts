import { PublishingMinutesService } from '../../src/boards/publishing-minutes.service.js';
import { MinutesService } from '../../src/boards/minutes.service.js';
import { MinutesQueries } from '../../src/boards/data/minutes.queries.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { addDays, day } from '../../src/kernel/calendar-day.js';
import { LessonAssessmentsQueries } from '../../src/lessons/data/lesson-assessments.queries.js';
import { aReview, attended, given, held, issued, minuted } from '../builders/a-board.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { aFailure } from '../builders/a-failure.js';
import { readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const today = day('2026-11-23');
const words = (html: string): string =>
  textWithin(readHtml(html).root).replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');

describe('assessing the lessons at a meeting', () => {
  let test: TestApp;
  let meeting: AMeeting;
  let evidence: { readonly id: string; readonly ref: string }[] = [];
  const at = (lesson: number | '', rest = ''): string =>
    `/reviews/${meeting.reviewRef}/lessons${lesson === '' ? '' : `/${lesson}`}${rest}`;
  const said = (more: Record<string, string | readonly string[]> = {}) => ({
    level: '2',
    strength: 'fair',
    reason: 'Peers have been in once, and nobody has written down what would bring them again.',
    whatWouldChange: 'A trigger that is written and tested.',
    ...more,
  });

  beforeAll(async () => {
    test = await startTestApp();
    meeting = await aMeeting(test);
    await aFailure(test.app, meeting.council.id, { warnedOn: day('2024-06-10'), publishedOn: day('2025-06-02') });
    const milestone = meeting.due[0] ?? '';
    evidence = [
      await meeting.plan.evidence(milestone, { title: 'Letter of the peers', onDay: day('2026-03-02') }),
      await meeting.plan.evidence(milestone, { title: 'What families say', level: 'impact', onDay: day('2026-08-03') }),
      await meeting.plan.evidence(milestone, {
        title: 'Report of the auditors',
        independence: 'external',
        onDay: addDays(today, -364),
      }),
    ];
  }, 60_000);
  afterAll(() => test.close());

  const ids = (...places: number[]): string[] => places.map((place) => evidence[place]?.id ?? '');

  it('is reached from the meeting', async () => {
    const page = await meeting.secretary.get(`/reviews/${meeting.reviewRef}`);
    expect(page.text).toContain(`href="/reviews/${meeting.reviewRef}/lessons"`);
    const all = await meeting.secretary.get(at(''));
    expect(pageFaults(readHtml(all.text))).toEqual([]);
    expect(words(all.text)).toContain('No lesson has been assessed at this meeting.');
    expect(all.text.match(/>Not assessed</g)).toHaveLength(8);
  });

  it('shows the question, the four levels and what the record shows, and asks', async () => {
    const page = await meeting.secretary.get(at(1));
    expect(pageFaults(readHtml(page.text))).toEqual([]);
    const text = words(page.text);
    expect(text).toContain(
      'Did help from peers come early enough, what started it, and what would start it next time?',
    );
    expect(text).toContain('No peer has been in, or peers came only after a regulator or minister acted.');
    expect(text).toContain('L1.1 Time to first help from peers Challenge');
    // 10 June 2024 to 23 November 2026 are 896 days: 29.4 months.
    expect(text).toContain('The record shows a warning sign 29.4 months ago and no peer help.');
    expect((await meeting.secretary.get(at('', '/9'))).status).toBe(404);
    expect((await meeting.secretary.get(at('', '/1.0'))).status).toBe(404);
  });

  it('is for those who read the papers of the board', async () => {
    expect((await meeting.stranger.get(at(''))).status).toBe(404);
    expect((await meeting.stranger.get(at(1))).status).toBe(404);
    expect((await test.get(at(''))).status).not.toBe(200);
    const posted = await meeting.stranger.post(at(1), said({ version: '0' }), { from: '/my-work' });
    expect(posted.status).toBe(404);
  });

  it('lets the organisation suggest and not assess', async () => {
    const own = await meeting.editor.get(at(1));
    expect(own.text).toContain(`action="${at(1, '/proposal')}"`);
    expect(own.text).not.toContain(`action="${at(1)}"`);
    const suggested = await meeting.editor.post(at(1, '/proposal'), said({ evidence: ids(0) }), { from: at(1) });
    expect([suggested.status, suggested.headers.location]).toEqual([303, `${at(1)}?done=suggested`]);
    expect((await meeting.editor.post(at(1), said(), { from: at(1) })).status).toBe(403);
    expect((await meeting.secretary.post(at(1, '/proposal'), said(), { from: at(1) })).status).toBe(403);
    const before = words((await meeting.secretary.get(at(''))).text);
    expect(before).toContain('The organisation suggests “Starting”');
  });

  it('says at its field what is missing, and keeps what was typed', async () => {
    const empty = await meeting.secretary.post(at(3), {});
    expect(empty.status).toBe(422);
    expect(words(empty.text)).toContain('Select how far this lesson is in place');
    expect(words(empty.text)).toContain('Enter what would change this view');
    const personal = await meeting.secretary.post(
      at(3),
      said({ level: '1', reason: 'Child A waited, NHS 943 476 5919' }),
    );
    expect([personal.status, words(personal.text)]).toEqual([
      422,
      expect.stringContaining('This looks like it could identify a person'),
    ]);
    expect((await meeting.secretary.post(at(3), said({ level: '5' }))).status).toBe(400);
    expect((await meeting.secretary.post(at(3), said({ level: '1', evidence: ['none'] }))).status).toBe(404);
  });

  it.each([
    ['2', [], 'To choose “Starting”, add at least one piece of evidence'],
    ['3', [0], 'To choose “In place”, add at least 2 pieces of evidence'],
    ['3', [0, 2], 'To choose “In place”, add at least one piece of evidence that shows impact'],
    ['4', [0, 1], 'To choose “Embedded”, add at least 3 pieces of evidence'],
    ['4', [0, 1, 2], 'To choose “Embedded”, the first piece of evidence must be at least 365 days old'],
  ])('does not let level %s stand on evidence %j', async (level, places, message) => {
    const answer = await meeting.secretary.post(at(3), said({ level, evidence: ids(...places) }));
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain(message);
    expect(answer.text).toContain('nobody has written down what would bring them again');
  });

  it('asks why, where the board is higher than the record supports, and says that the two differ', async () => {
    const higher = said({ level: '3', evidence: ids(0, 1) });
    const unexplained = await meeting.secretary.post(at(1), higher);
    expect(unexplained.status).toBe(422);
    expect(words(unexplained.text)).toContain('The board’s assessment is higher than the record supports. Say why');
    const why = 'Peers came before the record of this service began.';
    const saved = await meeting.secretary.post(at(1), { ...higher, whyDifferent: why });
    expect([saved.status, saved.headers.location]).toEqual([303, `${at(1)}?done=assessed`]);
    const text = words((await meeting.member.get(at(''))).text);
    expect(text).toContain('1 lesson of 8 has been assessed at this meeting.');
    expect(text).toContain(
      'The board says “In place”. The record challenges that: L1.1 Time to first help from peers and L1.3',
    );
    expect(text).toContain(why);
    expect(text).toContain('It rests on 2 pieces of evidence, 1 that shows impact.');
  });

  it('shows both versions to whoever was slower, and saves over the other knowingly', async () => {
    const stale = said({ level: '1', version: '0', reason: 'Nobody has come.' });
    const slower = await meeting.colleague.post(at(1), stale);
    expect(slower.status).toBe(409);
    const text = words(slower.text);
    expect(text).toContain('Someone changed this assessment at');
    expect(text).toContain('Nobody has come.');
    expect(text).toContain('Peers have been in once');
    expect(slower.text).toContain('name="version" value="1"');
    const dissent = { dissent: 'I would have said In place.', dissentMember: meeting.board.memberIds[1] ?? '' };
    const again = await meeting.colleague.post(at(1), said({ level: '2', evidence: ids(0), ...dissent }));
    expect(again.status).toBe(303);
    const page = words((await meeting.colleague.get(at(1))).text);
    expect(page).toContain('Vic Vice sees it otherwise: I would have said In place.');
    expect(page).toContain('Assessment 1,');
    const rows = await test.database.rows<{ edition: number; level: number }>(sql`
      SELECT lesson_assessment.edition, lesson_assessment.level FROM lesson_assessment
       WHERE lesson_assessment.kind = 'board' ORDER BY lesson_assessment.edition`);
    expect(rows).toEqual([
      { edition: 1, level: 3 },
      { edition: 2, level: 2 },
    ]);
  });

  it('lets a member of the board assess', async () => {
    expect((await meeting.member.post(at(2), said({ level: '1' }))).status).toBe(303);
  });

  it('is read by its board before everybody may, and is marked so', async () => {
    const address = `/organisations/${meeting.council.slug}/lessons`;
    const own = words((await meeting.member.get(address)).text);
    expect(own).toContain('Not public: the minutes do not tell of it, or not yet.');
    expect(own).toContain('Nothing said yet');
    expect(own).toContain(said().reason);
    const theirs = words((await test.get(address)).text);
    expect(theirs).toContain('No board has published what it thinks of these lessons');
    expect(theirs).not.toContain(said().reason);
    expect(theirs).not.toContain('Not public');
  });

  it('stands once the minutes are agreed, and is published with them', async () => {
    const { reviewRef, council } = meeting;
    const version = async () => (await test.app.get(ReviewsQueries).byRef(reviewRef))?.version ?? 0;
    await held(test.app, reviewRef);
    await minuted(test.app, reviewRef);
    const episode = await test.app.get(LessonAssessmentsQueries).episodeFor(council.id, today);
    const published = () => test.app.get(LessonAssessmentsQueries).publishedOf([episode?.id ?? ''], today);
    given(
      await test.app
        .get(MinutesService)
        .agree(theService, { ref: reviewRef, version: await version() }, { how: 'writing', note: 'By email' }),
    );
    expect(await published()).toEqual([]);
    const page = await meeting.secretary.get(at(1));
    expect(words(page.text)).toContain('The minutes of this meeting are agreed');
    expect(page.text).not.toContain(`action="${at(1)}"`);
    const late = await meeting.secretary.post(at(1), said({ version: '2', evidence: ids(0) }), { from: '/my-work' });
    expect([late.status, words(late.text)]).toEqual([
      422,
      expect.stringContaining('what was said of the lessons stands as it is'),
    ]);
    const minutes = await test.app
      .get(MinutesQueries)
      .of((await test.app.get(ReviewsQueries).byRef(reviewRef))?.id ?? '');
    given(
      await test.app
        .get(PublishingMinutesService)
        .publish(theService, { ref: reviewRef, version: minutes?.version ?? 0 }, { confirmed: false, from: 'now' }),
    );
    expect((await published()).map(({ lesson, level }) => [lesson, level])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const address = `/organisations/${council.slug}/lessons`;
    expect(words((await test.get(address)).text)).toContain(said().reason);
    expect(words((await meeting.member.get(address)).text)).not.toContain('Not public');
  });

  it('is marked and not rewritten where its evidence is withdrawn', async () => {
    const letter = `/evidence/${evidence[0]?.ref}`;
    const unsaid = await meeting.editor.post(`${letter}/withdrawal`, {}, { from: letter });
    expect([unsaid.status, words(unsaid.text)]).toEqual([
      422,
      expect.stringContaining('Enter why this evidence should not stand'),
    ]);
    const reason = 'It was the letter of another council';
    expect((await meeting.editor.post(`${letter}/withdrawal`, { reason }, { from: letter })).status).toBe(303);
    expect((await meeting.editor.get(letter)).status).toBe(404);
    const text = words((await meeting.secretary.get(at(1))).text);
    expect(text).toContain(`${evidence[0]?.ref} was withdrawn on 23 November 2026: ${reason}`);
    expect(text).toContain('It rests on 1 piece of evidence.');
    expect(text).toContain('The assessment stands as it was made.');
  });

  it('asks at the next meeting whether it is better or worse, without the evidence that is gone', async () => {
    const next = await aReview(test.app, meeting.board.ref, {
      heldOn: addDays(today, -1),
      agenda: [{ title: 'Lessons', purpose: 'discuss' }],
    });
    await issued(test.app, next.ref);
    await attended(test.app, next);
    // The meeting of yesterday has none before it: what was said today does not count there.
    const page = await meeting.secretary.get(`/reviews/${next.ref}/lessons/1`);
    expect(page.text).not.toContain('name="direction"');
    expect(page.text).not.toContain('Letter of the peers');
    expect(page.text).toContain('What families say');
  });
  it('makes every page without a fault', () => {
    expect(test.faults).toEqual([]);
  });
});
