import { reasonCodes } from '../../plans/domain/milestone-words.js';
import type { Choosable } from '../../shell/form/form.js';
import { formatDay, formatList } from '../../shell/format.js';
import type { MeetingFacts } from '../domain/meeting-facts.js';

export const reasonChoices: readonly Choosable[] = Object.entries(reasonCodes).map(([value, text]) => ({
  value,
  text,
}));

/** Where a refusal is said: at a field, or above the form. */
export type MeetingWords = Readonly<Record<string, { readonly at?: string; readonly text: string }>>;

const room: MeetingWords = {
  'not-issued': { text: 'The pack of this meeting is not issued yet, so nothing can be recorded' },
  'not-yet': { text: 'The meeting is still to come. What happens in it is recorded on the day' },
  'minutes-agreed': { text: 'The minutes of this meeting are agreed, so nothing can be recorded in it any more' },
  'not-on-agenda': { at: 'item', text: 'This item is not on the agenda any more. Select another' },
  'attendance-not-taken': { text: 'Say who is here first: only a meeting with a quorum decides' },
};

export const updateWords: MeetingWords = {
  ...room,
  'no-reason-code': { at: 'reason', text: 'Select why it is not on track' },
  'note-too-long': { at: 'note', text: 'The line must be 500 characters or less' },
  'nothing-said': { at: 'answer', text: 'Select how it stands' },
  finished: { at: 'answer', text: 'This action was cancelled, so nothing can be said of it any more' },
  'no-such-move': { at: 'answer', text: 'This action is complete already. To reopen it, go to its own page' },
  'no-evidence': { at: 'evidence', text: 'Tick what shows that it was done, or “Add evidence later”' },
  'no-such-evidence': {
    at: 'evidence',
    text: 'This evidence is not there any more. Tick another, or “Add evidence later”',
  },
};

export const dateWords: MeetingWords = {
  ...room,
  'no-quorum': { text: 'There is no quorum, so no date can be moved in this meeting' },
  'decided-already': { text: 'This request was answered already' },
  'no-date': { at: 'date', text: 'Enter the date this is due' },
  'not-after-today': { at: 'date', text: 'Date due must be in the future' },
  'same-date': { at: 'date', text: 'This is the date that the action has already' },
  finished: { text: 'This action is finished, so its date cannot move' },
  'not-agreed-yet': { text: 'No first date was agreed for this action, so there is none to move' },
};

export const outcomeWords: MeetingWords = {
  ...room,
  'not-a-member': { at: 'member', text: 'This person does not sit on the board on the day. Select another' },
  'due-before-raised': { at: 'due', text: 'Date due must be on or after the day of the meeting' },
  'review-before-decision': { at: 'reviewOn', text: 'Date to look at it again must be after the meeting' },
};

export const outcomeOfItemWords: MeetingWords = {
  'agenda-closed': { text: 'The minutes of this meeting are agreed, so nothing can be recorded in it any more' },
};

export const attendanceWords: MeetingWords = {
  ...room,
  'not-open': room['minutes-agreed'] ?? { text: '' },
  'not-a-member': {
    text: 'Somebody on this list does not sit on the board any more. The list below is the one of today',
  },
  'no-post': { at: 'substitutePost', text: 'Enter the post of whoever came in their place' },
};

export const askWords: MeetingWords = {
  'asked-already': { text: 'Another date was asked for already, and the board has not answered yet' },
  'not-agreed-yet': { text: 'No first date was agreed for this action yet. Change its date on its own page' },
  finished: { text: 'This action is finished, so its date cannot move' },
  'not-after-today': { at: 'due', text: 'Date due must be in the future' },
  'same-date': { at: 'due', text: 'This is the date that the action has already' },
  'no-reason': { at: 'why', text: 'Enter why the date is moving' },
  'reason-too-short': { at: 'why', text: 'Reason must be 20 characters or more' },
};

export const whoRecords = (recorders: readonly string[]): string =>
  `You can read this meeting. ${recorders.length > 0 ? formatList(recorders) : 'The board secretary'} can record what is said and decided.`;

/** Why nothing can be recorded, or what else than all of it, in a sentence or two; null: everything can. */
export function shutWords(
  shut: 'not-issued' | 'not-yet' | 'minutes-agreed' | 'not-yours' | null,
  {
    facts: { review },
    recorders,
    may,
  }: {
    readonly facts: MeetingFacts;
    readonly recorders: readonly string[];
    readonly may: { readonly decide: boolean; readonly challenge: boolean };
  },
): string | null {
  if (shut === 'not-issued')
    return 'The pack of this meeting is not issued yet. What happens in the meeting is recorded here once it is.';
  if (shut === 'not-yet')
    return `This meeting is on ${formatDay(review.heldOn)}. What happens in it is recorded here on the day.`;
  if (shut === 'minutes-agreed')
    return 'The minutes of this meeting are agreed, so nothing can be recorded in it any more. What is added later is an addendum to the minutes.';
  if (shut === 'not-yours') return whoRecords(recorders);
  if (recorders.length === 0) return null;
  const own = [
    ...(may.decide ? ['answer requests for another date'] : []),
    ...(may.challenge ? ['raise a challenge'] : []),
  ];
  return `${formatList(recorders)} can record what is said and decided. You can ${formatList(own)}.`;
}
