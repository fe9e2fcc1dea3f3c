import type { CalendarDay } from '../../../kernel/calendar-day.js';

/** Something about which its owner is to say before a meeting how it stands. */
export type UpdateRequest = {
  readonly kind: 'milestone' | 'measure';
  readonly ref: string;
  readonly title: string;
  /** Which plan a milestone is of, or for which period a number is due. */
  readonly of: string;
  readonly ownerPost: string | null;
  /** When it was last said something; null: never. */
  readonly saidOn: CalendarDay | null;
};

/** `given`: said since the last meeting. `overdue`: not, and the day for it has passed. */
export type RequestState = 'given' | 'waiting' | 'overdue';

/**
 * Where a request stands on a day. `since`: the day of the last meeting, after which a word counts for the next one;
 * null: there was none, and any word counts. What has no word at all is never given.
 */
export function requestState(
  { saidOn }: Pick<UpdateRequest, 'saidOn'>,
  {
    since,
    dueOn,
    today,
  }: { readonly since: CalendarDay | null; readonly dueOn: CalendarDay; readonly today: CalendarDay },
): RequestState {
  if (saidOn !== null && (since === null || saidOn > since)) return 'given';
  return today > dueOn ? 'overdue' : 'waiting';
}

export type ReminderFacts = {
  readonly board: string;
  /** "4 March 2026". */
  readonly held: string;
  readonly due: string;
  /** What is still to come. */
  readonly requests: readonly UpdateRequest[];
  readonly publicUrl: string;
  /** Where the plans and the measures are. */
  readonly paths: readonly string[];
};

/** The letter that asks for what is still to come: the same for everybody who may send it, by the post that owes it. */
export function reminderLetter(
  { board, held, due, requests, publicUrl, paths }: ReminderFacts,
  name: string,
): { readonly subject: string; readonly text: string } {
  const many = requests.length === 1 ? '1 update' : `${requests.length} updates`;
  const posts = [...new Set(requests.map(({ ownerPost }) => ownerPost ?? 'Nobody is named as the owner'))].toSorted();
  return {
    subject: `${many} for the ${board} on ${held}`,
    text: [
      `Hello ${name},`,
      `The ${board} meets on ${held}. ${many} ${requests.length === 1 ? 'was' : 'were'} due by ${due} and ${requests.length === 1 ? 'has' : 'have'} not come yet:`,
      ...posts.map((post) =>
        [
          `${post}:`,
          ...requests
            .filter(({ ownerPost }) => (ownerPost ?? 'Nobody is named as the owner') === post)
            .map(({ ref, title, of }) => `- ${ref} ${title} (${of})`),
        ].join('\n'),
      ),
      `Say how they stand here:\n${paths.map((path) => `${publicUrl}${path}`).join('\n')}`,
    ].join('\n\n'),
  };
}
