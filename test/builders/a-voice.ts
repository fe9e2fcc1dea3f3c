import type { INestApplicationContext } from '@nestjs/common';
import type { PersonActing } from '../../src/access/audit.service.js';
import type { CalendarDay } from '../../src/kernel/calendar-day.js';
import { day } from '../../src/kernel/calendar-day.js';
import { Clock } from '../../src/kernel/clock.js';
import { onDay } from '../../src/kernel/period.js';
import { HeadcountsService } from '../../src/organisations/headcounts.service.js';
import type { Recorded } from '../../src/sources/domain/new-fact.js';
import type { ReviewWords, SharedWords } from '../../src/voice/domain/learning.js';
import { LearningSharedQueries } from '../../src/voice/data/learning-shared.queries.js';
import { HandlingConcernsService, type HeardConcern } from '../../src/voice/handling-concerns.service.js';
import { LearningReviewsService } from '../../src/voice/learning-reviews.service.js';
import { SharingLearningService } from '../../src/voice/sharing-learning.service.js';
import { given } from './a-plan.js';
import { anActor } from './an-actor.js';

type App = Pick<INestApplicationContext, 'get'>;

const acting = (role: 'speak_up_lead' | 'board_secretary', organisationId: string): PersonActing =>
  anActor(role, { organisationId }) as PersonActing;

/** A concern that reached the speak-up lead of a body by telephone today. */
export async function aConcern(
  app: App,
  organisationId: string,
  words: Partial<HeardConcern> = {},
): Promise<{ readonly ref: string }> {
  const name = 'A body';
  const service = { id: organisationId, slug: '', name, heardById: organisationId, heardByName: name };
  return given(
    await app.get(HandlingConcernsService).hear(acting('speak_up_lead', organisationId), {
      service,
      raisedOn: app.get(Clock).today(),
      route: 'telephone',
      theme: 'workload',
      words: 'Rotas are changed after the shift.',
      anonymous: true,
      ...words,
    }),
  );
}

/** A review that looked at the system, and is finished. */
export const aReviewOfWords = (words: Partial<ReviewWords> = {}): ReviewWords => ({
  type: 'after_action',
  promptedBy: 'Two referrals were lost over a weekend.',
  eventId: null,
  begunOn: day('2026-10-05'),
  finishedOn: day('2026-10-20'),
  expected: 'Referrals reach the team within an hour.',
  happened: 'Two waited until Monday.',
  whyDifferent: 'The mailbox is not read at weekends.',
  learned: 'One address, read every day.',
  sharedOn: day('2026-10-21'),
  factors: { organisation: 'Nobody is on duty for the mailbox.' },
  actions: ['Read the mailbox at weekends'],
  ...words,
});

export const aLearningReview = async (
  app: App,
  organisationId: string,
  words: Partial<ReviewWords> = {},
): Promise<Recorded> =>
  given(
    await app
      .get(LearningReviewsService)
      .begin(acting('board_secretary', organisationId), organisationId, aReviewOfWords(words)),
  );

/** A draft of what others can learn. */
export const aDraft = async (app: App, organisationId: string, words: Partial<SharedWords> = {}): Promise<Recorded> =>
  given(
    await app.get(SharingLearningService).draft(acting('board_secretary', organisationId), organisationId, {
      title: 'A duty desk needs two people',
      body: 'One person at the duty desk could not take a break, and calls were lost.',
      didNotWork: true,
      audience: ['Eastmere Trust'],
      url: null,
      reviewId: null,
      episodeId: null,
      ...words,
    }),
  );

/** Shared from today, and to be looked at again by a day. */
export async function aSharedLearning(
  app: App,
  organisationId: string,
  { reviewBy, ...words }: Partial<SharedWords> & { readonly reviewBy: CalendarDay },
): Promise<Recorded> {
  const draft = await aDraft(app, organisationId, words);
  given(
    await app
      .get(SharingLearningService)
      .move(
        acting('board_secretary', organisationId),
        { ref: draft.ref, version: 1 },
        { to: 'shared', reviewBy, reason: null, words: null },
      ),
  );
  return draft;
}

/** What was shared is looked at today and still true; by `reviewBy` it is looked at once more. */
export async function lookAgain(
  app: App,
  organisationId: string,
  { ref, reviewBy }: { readonly ref: string; readonly reviewBy: CalendarDay },
): Promise<void> {
  const row = await app.get(LearningSharedQueries).byRef(ref, [organisationId]);
  given(
    await app
      .get(SharingLearningService)
      .move(
        acting('board_secretary', organisationId),
        { ref, version: row?.version ?? 0 },
        { to: 'reviewed', reviewBy, reason: null, words: null },
      ),
  );
}

export const aHeadcount = async (
  app: App,
  organisationId: string,
  { on, value }: { readonly on: CalendarDay; readonly value: number },
): Promise<Recorded> =>
  given(
    await app.get(HeadcountsService).record(acting('board_secretary', organisationId), {
      organisationId,
      countedOn: onDay(on),
      knownOn: onDay(on),
      basis: 'people',
      value,
    }),
  );
