import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Tag } from '../../shell/parts.js';
import type { MemberRow, MinutesRow, ReviewRow } from '../data/board.row.js';
import { hasReached, type ReviewState, reviewStates } from '../domain/review-state.js';

/** Who reads: somebody within the reach of the board, or everybody. */
export type Reading = 'board' | 'public';

/** Said after something was done. */
export const boardSentences = {
  'board-created': 'The board is set up. Add its members next.',
  'board-changed': 'What is said of the board has changed.',
  'terms-renewed': 'The new terms are recorded.',
  'member-added': 'The member is added.',
  'member-changed': 'The seat is changed.',
  scheduled: 'The meeting is scheduled.',
  moved: 'The meeting is moved.',
  cancelled: 'The meeting is cancelled.',
  held: 'The meeting is noted as held.',
  'held-informally':
    'The meeting is noted as held. There was no quorum: it was an informal meeting, and its decisions are recommendations.',
  'minutes-begun': 'The minutes are begun, with what came of each item.',
  'minutes-saved': 'The minutes are saved.',
  'minutes-circulated': 'The draft of the minutes is ready to be agreed.',
  'minutes-taken-back': 'The draft is taken back. You can write in it again.',
  'minutes-agreed': 'Minutes agreed',
  'public-saved': 'The public version is saved.',
  'minutes-published': 'The minutes are published.',
  'addendum-added': 'The addendum is added, with its date.',
};

const colours: Readonly<Record<ReviewState, Tag['colour']>> = {
  scheduled: 'grey',
  collecting: 'yellow',
  issued: 'yellow',
  held: 'turquoise',
  minutes_drafted: 'turquoise',
  minutes_agreed: 'teal',
  published: 'teal',
};

export const stateTag = ({ state, withdrawnAt }: Pick<ReviewRow, 'state' | 'withdrawnAt'>): Tag =>
  withdrawnAt === null ? { text: reviewStates[state], colour: colours[state] } : { text: 'Cancelled', colour: 'grey' };

/** The name where everybody may read it or the board reads; otherwise the post alone. */
export const memberName = (
  member: Pick<MemberRow, 'displayName' | 'nameIsPublic' | 'roleTitle'>,
  reading: Reading,
): string => (reading === 'board' || member.nameIsPublic ? member.displayName : member.roleTitle);

/** "Present", and for a meeting without a quorum what it was. */
export function quorumTag({ state, quorate }: Pick<ReviewRow, 'state' | 'quorate'>): Tag | null {
  if (!hasReached(state, 'held') || quorate === null) return null;
  return quorate ? { text: 'Quorate', colour: 'turquoise' } : { text: 'Informal: no quorum', colour: 'orange' };
}

/** Whether everybody may read the minutes today. */
export const areOut = (minutes: Pick<MinutesRow, 'state' | 'publicOn'> | null, today: CalendarDay): boolean =>
  minutes?.state === 'published' && minutes.publicOn !== null && minutes.publicOn <= today;

/** Words of several paragraphs, one by one. */
export const paragraphsOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
