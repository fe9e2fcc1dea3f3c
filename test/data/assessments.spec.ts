import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { CaseHelpService } from '../../src/episodes/case-help.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { onDay } from '../../src/kernel/period.js';
import { AssessmentsService } from '../../src/lessons/assessments.service.js';
import { SignalLimitsService } from '../../src/lessons/signal-limits.service.js';
import { LessonAssessmentsQueries } from '../../src/lessons/data/lesson-assessments.queries.js';
import type { NewAssessment } from '../../src/lessons/domain/assessment.js';
import { aFailure } from '../builders/a-failure.js';
import { type AMeeting, aMeeting } from '../builders/a-meeting.js';
import { given } from '../builders/a-plan.js';
import { anActor } from '../builders/an-actor.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';
import { FixedClock } from '../builders/fixed-clock.js';

const today = day('2026-11-23');

/** Acceptance: reprinting a past review shows the signals as they were, after limits and facts have changed. */
describe('an assessment with the record as it stood', () => {
  let test: TestApp;
  let meeting: AMeeting;
  let episode: { readonly id: string; readonly ref: string };
  const clock = new FixedClock(today);
  const asActor = () => anActor('board_secretary', { organisationId: meeting.council.id });
  const anAssessment = (more: Partial<NewAssessment> = {}): NewAssessment => ({
    lesson: 1,
    level: 1,
    strength: 'weak',
    reason: 'Nobody has been in.',
    whatWouldChange: 'A visit of peers.',
    direction: null,
    whyDifferent: null,
    dissent: null,
    dissentMemberId: null,
    evidenceIds: [],
    ...more,
  });
  const kept = async () => {
    const review = await test.database.row<{ id: string }>(
      sql`SELECT review.id FROM review WHERE review.ref = ${meeting.reviewRef}`,
    );
    return (await test.app.get(LessonAssessmentsQueries).ofReview(review?.id ?? '')).find(({ lesson }) => lesson === 1);
  };
  const inOrder = async () =>
    ((await kept())?.signals ?? []).map(({ key, result, value, n, sentence, formulaVersion, limitsEdition }) => ({
      key,
      result,
      value,
      n,
      sentence,
      formulaVersion,
      limitsEdition,
    }));

  beforeAll(async () => {
    test = await startTestApp({ clock });
    meeting = await aMeeting(test);
    episode = await aFailure(test.app, meeting.council.id, {
      warnedOn: day('2024-06-10'),
      publishedOn: day('2025-06-02'),
    });
  }, 60_000);
  afterAll(() => test.close());

  it('keeps each signal of the lesson: result, value, n, sentence, formula and limits', async () => {
    const read = { ref: meeting.reviewRef, read: 0, kind: 'board' } as const;
    given(await test.app.get(AssessmentsService).record(asActor(), read, anAssessment()));
    expect(await inOrder()).toEqual([
      expect.objectContaining({
        key: 'L1.1',
        result: 'challenge',
        // 10 June 2024 to 23 November 2026: 896 days ÷ 30.4375 = 29.4 months.
        value: 29.4,
        sentence: 'The record shows a warning sign 29.4 months ago and no peer help.',
        formulaVersion: 1,
        limitsEdition: 1,
      }),
      expect.objectContaining({ key: 'L1.2', result: 'not_enough' }),
      expect.objectContaining({ key: 'L1.3', result: 'challenge' }),
      expect.objectContaining({ key: 'L1.4', result: 'not_enough' }),
    ]);
    expect((await kept())?.readAsOf).toBe(today);
    expect((await kept())?.episodeId).toBe(episode.id);
  });

  it('is the same after facts have changed, which a reading of today shows', async () => {
    const before = await inOrder();
    const peers = test.app.get(CaseHelpService);
    const support = {
      type: 'peer_challenge',
      provider: 'Eastmere Council',
      startedOn: onDay(day('2024-08-05')),
      offeredOn: onDay(day('2024-07-01')),
      knownOn: onDay(day('2024-08-05')),
      visibility: 'public',
      verified: false,
      inferred: false,
    } as const;
    given(await peers.offer(asActor(), episode.ref, support));
    given(
      await peers.noteWarning(asActor(), episode.ref, {
        occurredOn: onDay(day('2023-11-06')),
        knownOn: onDay(day('2023-11-06')),
        kind: 'money',
        text: 'The overspend was told to the cabinet',
        visibility: 'public',
        isFirst: false,
        verified: false,
        inferred: false,
      }),
    );
    const now = await test.app
      .get(AssessmentsService)
      .beside({ organisationId: meeting.council.id, heldOn: today }, [1]);
    expect(now.signals[0]?.outcome.sentence).not.toBe(before[0]?.sentence);
    expect(await inOrder()).toEqual(before);
  });

  it('is the same after two people have changed the limits, which a reading of today shows', async () => {
    const before = await inOrder();
    const service = test.app.get(SignalLimitsService);
    const asked = {
      limits: { supports: 48, challenge: 60 },
      validFrom: today,
      reason: 'To see that what stood beside an assessment stays as it was',
      owner: 'Head of research',
    };
    const id = given(await service.ask(anActor('administrator'), 'L1.1', asked));
    expect(given(await service.agree(anActor('administrator'), id, 1))).toBe(2);
    const { signals } = await test.app
      .get(AssessmentsService)
      .beside({ organisationId: meeting.council.id, heldOn: today }, [1]);
    const [now] = signals;
    expect([now?.edition, now?.outcome.result === 'challenge']).toEqual([2, false]);
    expect(await inOrder()).toEqual(before);
    expect(before[0]).toMatchObject({ key: 'L1.1', result: 'challenge', limitsEdition: 1 });
  });

  it('cannot be changed or removed, not even by SQL', async () => {
    for (const attempt of [
      sql`UPDATE lesson_assessment SET level = 4`,
      sql`DELETE FROM lesson_assessment`,
      sql`UPDATE lesson_assessment_signal SET result = 'supports'`,
      sql`DELETE FROM lesson_assessment_signal`,
    ])
      await expect(test.database.transaction(() => test.database.run(attempt))).rejects.toThrow(
        'An assessment is added to the record, never changed',
      );
  });

  it('is another edition where it is said anew, and refused where the edition read is older', async () => {
    const service = test.app.get(AssessmentsService);
    const anew = anAssessment({ reason: 'Peers came, and nobody knew.' });
    const read = { ref: meeting.reviewRef, kind: 'board' } as const;
    expect(await service.record(asActor(), { ...read, read: 0 }, anew)).toMatchObject({ error: 'changed' });
    expect(await service.record(asActor(), { ...read, read: 1 }, anew)).toMatchObject({ value: { edition: 2 } });
    expect((await kept())?.signals[0]?.sentence).not.toBe(
      'The record shows a warning sign 29.4 months ago and no peer help.',
    );
    const review = (await kept())?.reviewId ?? '';
    const editions = await test.app.get(LessonAssessmentsQueries).editionsOf(review, 1);
    expect(editions.map(({ edition, reason }) => [edition, reason])).toEqual([
      [2, 'Peers came, and nobody knew.'],
      [1, 'Nobody has been in.'],
    ]);
  });

  it('is written into the trail of the meeting', async () => {
    const told = await test.database.rows<{ action: string }>(sql`
      SELECT audit_entry.action FROM audit_entry WHERE audit_entry.action = 'lesson_assessment.recorded'`);
    expect(told).toHaveLength(2);
  });

  it('is refused from outside, for a meeting that is not issued, and from somebody who did not sit there', async () => {
    const service = test.app.get(AssessmentsService);
    const read = { ref: meeting.reviewRef, read: 0, kind: 'board' } as const;
    const stranger = anActor('board_secretary', { organisationId: 'elsewhere' });
    expect(await service.record(stranger, read, anAssessment({ lesson: 2 }))).toMatchObject({ error: 'not-found' });
    const dissent = { dissent: 'Too low.', dissentMemberId: 'nobody' };
    expect(await service.record(asActor(), read, anAssessment({ lesson: 2, ...dissent }))).toMatchObject({
      error: 'not-a-member',
    });
    expect(service.shut({ state: 'collecting', heldOn: today }, 'board')).toBe('not-issued');
    expect(service.shut({ state: 'collecting', heldOn: today }, 'proposal')).toBeNull();
    expect(service.shut({ state: 'issued', heldOn: day('2026-11-24') }, 'board')).toBe('not-yet');
    expect(service.shut({ state: 'minutes_agreed', heldOn: today }, 'proposal')).toBe('minutes-agreed');
    expect(await service.record(theService, { ...read, ref: 'RV-9999' }, anAssessment())).toMatchObject({
      error: 'not-found',
    });
  });
});
