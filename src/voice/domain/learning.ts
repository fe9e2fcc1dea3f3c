import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** Ways of learning from something that happened, from minutes after it to months. */
export const reviewTypes = {
  huddle: 'Huddle',
  after_action: 'After-action review',
  round_table: 'Round table',
  investigation: 'Investigation',
  learning_review: 'Learning review',
} as const;
export type ReviewType = keyof typeof reviewTypes;

/** The parts of a system of work, by SEIPS (Systems Engineering Initiative for Patient Safety). */
export const systemFactors = {
  people: 'People and teams',
  tasks: 'Tasks',
  tools: 'Tools and technology',
  organisation: 'How work is organised',
  place: 'The place',
  outside: 'What is outside: law, money, partners',
} as const;
export type SystemFactor = keyof typeof systemFactors;
export const factorKeys = Object.keys(systemFactors) as readonly SystemFactor[];

export type ReviewWords = {
  readonly type: ReviewType;
  readonly promptedBy: string;
  readonly eventId: string | null;
  readonly begunOn: CalendarDay;
  readonly finishedOn: CalendarDay | null;
  /** What was expected to happen: the question that changes culture. */
  readonly expected: string | null;
  readonly happened: string | null;
  readonly whyDifferent: string | null;
  readonly learned: string | null;
  /** When people of the body were told. */
  readonly sharedOn: CalendarDay | null;
  readonly factors: Readonly<Partial<Record<SystemFactor, string>>>;
  readonly actions: readonly string[];
};

export type ReviewRefusal =
  | 'begins-in-the-future'
  | 'ends-before-it-begins'
  | 'shared-before-it-ends'
  | 'needs-four-answers'
  | 'needs-a-factor'
  | 'needs-an-action';

/**
 * A review may be begun with its prompt alone; it is finished only when it has looked at the system: the four questions
 * answered, at least one factor of the system of work and at least one action (lesson 5, signal 4).
 */
export function acceptReview(review: ReviewWords, today: CalendarDay): Result<ReviewWords, ReviewRefusal> {
  const { begunOn, finishedOn, sharedOn } = review;
  if (begunOn > today || (finishedOn !== null && finishedOn > today) || (sharedOn !== null && sharedOn > today))
    return refused('begins-in-the-future');
  if (finishedOn !== null && finishedOn < begunOn) return refused('ends-before-it-begins');
  if (sharedOn !== null && (finishedOn === null || sharedOn < finishedOn)) return refused('shared-before-it-ends');
  if (finishedOn === null) return ok(review);
  const answers = [review.expected, review.happened, review.whyDifferent, review.learned];
  if (answers.some((answer) => answer === null)) return refused('needs-four-answers');
  if (Object.values(review.factors).length === 0) return refused('needs-a-factor');
  return review.actions.length === 0 ? refused('needs-an-action') : ok(review);
}

const next = {
  draft: ['shared'],
  shared: ['reviewed', 'corrected', 'withdrawn'],
  reviewed: ['reviewed', 'corrected', 'withdrawn'],
  corrected: ['reviewed', 'corrected', 'withdrawn'],
  withdrawn: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Draft → shared → reviewed, corrected or withdrawn; what is shared is looked at again and again. */
export type LearningState = keyof typeof next;
export const learningStates = Object.keys(next) as readonly LearningState[];
export type LearningStep = Exclude<LearningState, 'draft'>;
export const learningStepsFrom = (state: LearningState): readonly LearningStep[] => next[state];

export type SharedWords = {
  readonly title: string;
  readonly body: string;
  readonly didNotWork: boolean;
  /** Whom it is for, each by name. */
  readonly audience: readonly string[];
  readonly url: string | null;
  readonly reviewId: string | null;
  readonly episodeId: string | null;
};

export type SharingRefusal = 'no-such-step' | 'needs-audience' | 'needs-review-day' | 'needs-reason';

/** The day by which something shared is looked at again lies after today, and no further away than three years. */
const longestUntilReview = 3;

export type Shared = {
  readonly state: LearningState;
  readonly sharedOn: CalendarDay | null;
  readonly reviewBy: CalendarDay | null;
  readonly reviewedOn: CalendarDay | null;
  /** What the last look came to. */
  readonly outcome: 'confirmed' | 'corrected' | 'withdrawn' | null;
};

export type LearningMove = {
  readonly to: LearningStep;
  readonly reviewBy: CalendarDay | null;
  readonly reason: string | null;
  readonly audience: number;
  readonly today: CalendarDay;
};

const outcomes = { reviewed: 'confirmed', corrected: 'corrected', withdrawn: 'withdrawn' } as const;

/**
 * Something shared after a step. Sharing names at least one audience and a day to look again; a correction and a
 * withdrawal say why; whatever stands gets another day to look again.
 */
export function moveLearning(
  learning: Shared,
  { to, reviewBy, reason, audience, today }: LearningMove,
): Result<Shared, SharingRefusal> {
  if (!learningStepsFrom(learning.state).includes(to)) return refused('no-such-step');
  if (to === 'shared' && audience === 0) return refused('needs-audience');
  const isLasting = to !== 'withdrawn';
  const latest = `${Number(today.slice(0, 4)) + longestUntilReview}${today.slice(4)}`;
  if (isLasting && (reviewBy === null || reviewBy <= today || reviewBy > latest)) return refused('needs-review-day');
  if ((to === 'corrected' || to === 'withdrawn') && reason === null) return refused('needs-reason');
  return ok({
    state: to,
    sharedOn: learning.sharedOn ?? today,
    reviewBy: isLasting ? reviewBy : learning.reviewBy,
    reviewedOn: to === 'shared' ? null : today,
    outcome: to === 'shared' ? null : outcomes[to],
  });
}

/** Whether the day to look again has come and gone. */
export const isReviewDue = ({ state, reviewBy }: Shared, today: CalendarDay): boolean =>
  state !== 'draft' && state !== 'withdrawn' && reviewBy !== null && reviewBy < today;
