import { type Independence, independences, isFromOutside } from '../../../boards/domain/board.js';
import { type Asked, giveOf, isInLast, type Item, shareOf, surely, unknown, valueOf } from '../counting.js';
import { atLeast, between, limitOf, notEnough } from '../judging.js';
import type { Limits, Signal, SignalOutcome, SignalResult, UsedFact } from '../signal.js';
import { least, moreNeeded, shareLimits, told } from '../signal-parts.js';
import { countWords, listWords, numberWords, shareWords } from '../signal-words.js';
import type { HeldMeeting, InTheRoom, Lesson3Facts } from './facts.js';

/** Days of “the last 12 months”. */
const yearDays = 365;

/**
 * L3.1. Of all who were in the room at meetings held in the last 12 months, the share from outside (independent, peer,
 * government, partner body, lived experience), and whether an independent chair was there.
 *
 * A substitute counts for the body that sent them. A chair is independent who comes from outside and not from a partner,
 * since partners may share the blind spot; in person at 80% of meetings. Somebody whose kind of independence is not on
 * record counts as neither, and leaves the result open where it depends on them.
 *
 * Method: lessons A3; limits chosen by the makers of this record.
 */
export const whoWasInTheRoom: Signal<Lesson3Facts> = {
  key: 'L3.1',
  lesson: 3,
  version: 1,
  limits: [
    ...shareLimits({ supports: 0.4, challenge: 0.25 }),
    { name: 'chair', label: 'Supported from an independent chair at', unit: 'share', initial: 0.8 },
    least('meetings', 3),
  ],
  read({ meetings }, { asOf }, limits): SignalOutcome {
    const within = meetings
      .map((meeting) => ({ ...meeting, counted: isInLast(meeting.on, yearDays, asOf) }))
      .filter(({ counted, room }) => room.length > 0 && (counted.is || counted.unsure));
    const counted = within.filter((meeting) => meeting.counted.is);
    const needed = limitOf(limits, 'least') - counted.length;
    const used = counted.map(usedMeeting);
    if (needed > 0)
      return notEnough(
        counted.length === 0
          ? 'No meeting with its attendance is on the record of the last 12 months.'
          : `${countWords(counted.length, 'meeting')} with attendance ${counted.length === 1 ? 'is' : 'are'} on the record of the last 12 months.`,
        [moreNeeded('Record the attendance of', needed, ['meeting', 'meetings'])],
        { n: counted.length, used },
      );
    const room = shareOf(within.flatMap((meeting) => meeting.room.map((person) => itemOf(person, meeting.counted))));
    const chair = shareOf(within.map((meeting) => ({ counted: meeting.counted, hit: independentChairAt(meeting) })));
    const hasNone = within.every(({ chair: seat }) => !seat || isIndependentChair(seat.independence) === false);
    const judge = (share: number, chaired: number): SignalResult => judged(share, chaired, { hasNone, limits });
    return told(between(judge(room.best, chair.best), judge(room.worst, chair.worst)), {
      value: valueOf(room),
      uncertainty: giveOf(room),
      n: room.all,
      sentence: `In the last 12 months, ${numberWords(valueOf(room) * 10)} of every 10 people in the room were from outside the organisation. ${chairWords(counted)}`,
      used,
      notes: [
        splitWords(counted.flatMap((meeting) => meeting.room)),
        `${shareWords(chair.hits, chair.all)} meetings had an independent chair present.`,
        ...unknownWords(counted.flatMap((meeting) => meeting.room)),
      ],
    });
  },
};

const usedMeeting = ({ id, ref, on, room }: HeldMeeting): UsedFact => ({
  kind: 'review',
  id,
  ref,
  label: `Meeting ${ref}: ${countWords(room.length, 'person', 'people')} in the room`,
  on,
});

const itemOf = ({ independence }: InTheRoom, counted: Asked): Item => ({
  counted,
  hit: independence === null ? unknown(false) : surely(isFromOutside(independence)),
});

/** Whether a chair answers neither to the body nor to one that works with it; null: not known. */
const isIndependentChair = (independence: Independence | null): boolean | null =>
  independence === null ? null : isFromOutside(independence) && independence !== 'partner_body';

function independentChairAt({ room }: HeldMeeting): Asked {
  const chair = room.find(({ isChair }) => isChair);
  const isIndependent = chair ? isIndependentChair(chair.independence) : false;
  return isIndependent === null ? unknown(false) : surely(isIndependent);
}

function judged(
  share: number,
  chaired: number,
  { hasNone, limits }: { readonly hasNone: boolean; readonly limits: Limits },
): SignalResult {
  if (hasNone) return 'challenge';
  const [supports, challenge] = [limitOf(limits, 'supports'), limitOf(limits, 'challenge')];
  const room = atLeast(share, { supports, challenge });
  return room === 'supports' && atLeast(chaired, { supports: limitOf(limits, 'chair'), challenge: 0 }) !== 'supports'
    ? 'discuss'
    : room;
}

function chairWords(meetings: readonly HeldMeeting[]): string {
  const newest = meetings.toSorted((a, b) => (a.on.start < b.on.start ? 1 : -1))[0]?.chair ?? null;
  if (!newest) return 'Nobody holds the chair.';
  const isIndependent = isIndependentChair(newest.independence);
  if (isIndependent === null) return 'Whether the chair is independent is not on record.';
  return `The chair ${isIndependent ? 'is' : 'is not'} independent.`;
}

function splitWords(room: readonly InTheRoom[]): string {
  const kinds = (Object.keys(independences) as Independence[])
    .map((kind) => ({ kind, count: room.filter(({ independence }) => independence === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${independences[kind].toLowerCase()} ${count}`);
  return `Who was in the room, counted at each meeting: ${listWords(kinds)}.`;
}

function unknownWords(room: readonly InTheRoom[]): readonly string[] {
  const count = room.filter(({ independence }) => independence === null).length;
  return count === 0
    ? []
    : [`Of ${countWords(count, 'seat')} in the room the record does not say from whom it is independent.`];
}
