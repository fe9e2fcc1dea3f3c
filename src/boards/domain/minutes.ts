import type { CalendarDay } from '../../kernel/calendar-day.js';
import { dayInWords } from './day-in-words.js';
import { hasReached, type ReviewState } from './review-state.js';

export const minutesStates = { draft: 'Draft', agreed: 'Agreed', published: 'Published' } as const;
export type MinutesState = keyof typeof minutesStates;

/** What an item of the agenda left behind, for the first draft of its minutes. */
export type ItemFacts = {
  readonly outcome: string | null;
  readonly decisions: readonly { readonly ref: string; readonly type: string; readonly text: string }[];
  readonly challenges: readonly {
    readonly ref: string;
    readonly text: string;
    readonly toPost: string;
    readonly dueOn: CalendarDay;
  }[];
  readonly actions: readonly {
    readonly ref: string;
    readonly text: string;
    readonly ownerPost: string;
    readonly dueOn: CalendarDay;
  }[];
};

/** The first words of the minutes of an item: its outcome, then what was decided, asked and asked for. */
export function draftBody({ outcome, decisions, challenges, actions }: ItemFacts): string {
  return [
    ...(outcome ? [outcome] : []),
    ...decisions.map(({ ref, type, text }) => `${type} ${ref}: ${text}`),
    ...challenges.map(
      ({ ref, text, toPost, dueOn }) =>
        `Challenge ${ref} to the ${lowerFirst(toPost)}, answer due ${dayInWords(dueOn)}: ${text}`,
    ),
    ...actions.map(
      ({ ref, text, ownerPost, dueOn }) =>
        `Action ${ref} for the ${lowerFirst(ownerPost)}, due ${dayInWords(dueOn)}: ${text}`,
    ),
  ].join('\n\n');
}

/** "director of children’s services" within a sentence; "DCS" stays as it is. */
const lowerFirst = (post: string): string =>
  /^[A-Z][a-z]/.test(post) ? `${post.charAt(0).toLowerCase()}${post.slice(1)}` : post;

export type Agreement =
  | { readonly how: 'meeting'; readonly at: { readonly heldOn: CalendarDay; readonly state: ReviewState } | null }
  | { readonly how: 'writing'; readonly note: string | null };

export type AgreeRefusal =
  | 'not-drafted'
  | 'agreed-already'
  | 'no-meeting'
  | 'meeting-not-later'
  | 'meeting-not-under-way'
  | 'no-note';

/**
 * Why minutes cannot be agreed; null where they can. A meeting agrees the minutes of an earlier one, on its day or
 * after it, once its pack was issued; otherwise they are agreed in writing and it is said how.
 */
export function whyNotAgreed(
  review: { readonly state: ReviewState; readonly heldOn: CalendarDay },
  agreement: Agreement,
  today: CalendarDay,
): AgreeRefusal | null {
  if (hasReached(review.state, 'minutes_agreed')) return 'agreed-already';
  if (review.state !== 'minutes_drafted') return 'not-drafted';
  if (agreement.how === 'writing') return agreement.note ? null : 'no-note';
  if (!agreement.at) return 'no-meeting';
  if (agreement.at.heldOn <= review.heldOn) return 'meeting-not-later';
  return agreement.at.heldOn <= today && hasReached(agreement.at.state, 'issued') ? null : 'meeting-not-under-way';
}

/** What is sealed when minutes are agreed: who met when, and each item, word for word. */
export type AgreedContent = {
  readonly review: string;
  readonly heldOn: string;
  readonly agreedOn: string;
  readonly agreedBy: string;
  readonly items: readonly {
    readonly position: number;
    readonly title: string;
    readonly confidential: boolean;
    readonly body: string;
  }[];
};
