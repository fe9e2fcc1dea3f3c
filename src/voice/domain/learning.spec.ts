import { day } from '../../kernel/calendar-day.js';
import {
  acceptReview,
  isReviewDue,
  learningStates,
  learningStepsFrom,
  moveLearning,
  type ReviewWords,
  type Shared,
} from './learning.js';

const today = day('2026-11-23');

const whole: ReviewWords = {
  type: 'after_action',
  promptedBy: 'Two referrals were lost over a weekend.',
  eventId: null,
  begunOn: day('2026-10-01'),
  finishedOn: day('2026-10-20'),
  expected: 'Referrals reach the team within an hour.',
  happened: 'Two waited until Monday.',
  whyDifferent: 'The mailbox is not read at weekends.',
  learned: 'One address, read every day.',
  sharedOn: day('2026-10-21'),
  factors: { organisation: 'Nobody is on duty for the mailbox.' },
  actions: ['Read the mailbox at weekends'],
};

describe('a learning review', () => {
  it('is accepted whole, and may be begun with its prompt alone', () => {
    expect(acceptReview(whole, today)).toEqual({ ok: true, value: whole });
    const begun = {
      ...whole,
      finishedOn: null,
      sharedOn: null,
      expected: null,
      learned: null,
      factors: {},
      actions: [],
    };
    expect(acceptReview(begun, today).ok).toBe(true);
  });

  it.each([
    ['begun tomorrow', { begunOn: day('2026-11-24'), finishedOn: null, sharedOn: null }, 'begins-in-the-future'],
    ['finished tomorrow', { finishedOn: day('2026-11-24'), sharedOn: null }, 'begins-in-the-future'],
    ['finished before it began', { finishedOn: day('2026-09-30'), sharedOn: null }, 'ends-before-it-begins'],
    ['shared before it was finished', { sharedOn: day('2026-10-19') }, 'shared-before-it-ends'],
    ['shared and never finished', { finishedOn: null }, 'shared-before-it-ends'],
    ['finished without what was expected', { expected: null }, 'needs-four-answers'],
    ['finished without what was learned', { learned: null }, 'needs-four-answers'],
    ['finished without a look at the system', { factors: {} }, 'needs-a-factor'],
    ['finished without an action', { actions: [] }, 'needs-an-action'],
  ] as const)('is refused when it was %s', (_how, part, error) => {
    expect(acceptReview({ ...whole, ...part }, today)).toEqual({ ok: false, error });
  });
});

const draft: Shared = { state: 'draft', sharedOn: null, reviewBy: null, reviewedOn: null, outcome: null };
const shared: Shared = { ...draft, state: 'shared', sharedOn: day('2026-01-05'), reviewBy: day('2026-07-05') };
const ask = { to: 'shared', reviewBy: day('2027-05-01'), reason: null, audience: 1, today } as const;

const allowed: readonly string[] = [
  'draft shared',
  ...['shared', 'reviewed', 'corrected'].flatMap((from) =>
    ['reviewed', 'corrected', 'withdrawn'].map((to) => `${from} ${to}`),
  ),
];

describe('something shared', () => {
  it.each(learningStates.flatMap((from) => learningStates.map((to) => [from, to] as const)))(
    'goes from %s to %s as the record says',
    (state, to) => {
      const moved = moveLearning({ ...shared, state }, { ...ask, to: to as 'shared', reason: 'It was read again.' });
      expect(moved.ok).toBe(allowed.includes(`${state} ${to}`));
      expect(learningStepsFrom(state).includes(to as 'shared')).toBe(moved.ok);
    },
  );

  it('is shared with somebody, today, until a day to look again', () => {
    expect(moveLearning(draft, ask)).toEqual({
      ok: true,
      value: { state: 'shared', sharedOn: today, reviewBy: '2027-05-01', reviewedOn: null, outcome: null },
    });
  });

  it('keeps the day on which it was shared when it is looked at again', () => {
    expect(moveLearning(shared, { ...ask, to: 'reviewed' })).toMatchObject({
      value: { sharedOn: '2026-01-05', reviewedOn: today, outcome: 'confirmed' },
    });
    expect(moveLearning(shared, { ...ask, to: 'withdrawn', reviewBy: null, reason: 'It is not so.' })).toMatchObject({
      value: { state: 'withdrawn', outcome: 'withdrawn', reviewBy: '2026-07-05' },
    });
  });

  it.each([
    ['nobody', { audience: 0 }, 'needs-audience'],
    ['no day to look again', { reviewBy: null }, 'needs-review-day'],
    ['a day that is today', { reviewBy: today }, 'needs-review-day'],
    ['a day that is too far away', { reviewBy: day('2029-11-24') }, 'needs-review-day'],
  ] as const)('is not shared with %s', (_what, part, error) => {
    expect(moveLearning(draft, { ...ask, ...part })).toEqual({ ok: false, error });
  });

  it.each(['corrected', 'withdrawn'] as const)('is not %s without a reason', (to) => {
    expect(moveLearning(shared, { ...ask, to })).toEqual({ ok: false, error: 'needs-reason' });
  });

  it('is due to be looked at again from the day after', () => {
    expect(isReviewDue(shared, day('2026-07-05'))).toBe(false);
    expect(isReviewDue(shared, day('2026-07-06'))).toBe(true);
    expect(isReviewDue({ ...shared, state: 'withdrawn' }, day('2026-07-06'))).toBe(false);
  });
});
