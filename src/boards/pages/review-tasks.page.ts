import type { CalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import type { Tag } from '../../shell/parts.js';
import type { ReviewFacts } from '../board-reader.service.js';
import { hasReached, isAgendaOpen } from '../domain/review-state.js';
import { reviewPaths } from './reviews.paths.js';

/** A step of a meeting. Without an address it cannot be taken now, and `hint` says why or what it waits for. */
export type ReviewTask = {
  readonly id: string;
  readonly what: string;
  readonly href: string | null;
  readonly hint: string | null;
  readonly tag: Tag;
};

type Around = { readonly today: CalendarDay; readonly runs: boolean; readonly chairs: boolean };

const done = (text = 'Done'): Tag => ({ text, colour: 'teal' });
const locked: Tag = { text: 'Cannot start yet', colour: 'grey' };

const dueTag = (dueOn: CalendarDay, today: CalendarDay): Tag =>
  dueOn < today
    ? { text: `Overdue since ${formatDay(dueOn)}`, colour: 'orange' }
    : { text: `Due ${formatDay(dueOn)}`, colour: 'yellow' };

/** Prepare, issue, hold, minute, agree, publish: where each step stands and what opens it. */
export function reviewTasks(facts: ReviewFacts, around: Around): readonly ReviewTask[] {
  return [...preparing(facts, around), ...meeting(facts, around), ...afterwards(facts, around)];
}

function preparing({ review, agenda, packs }: ReviewFacts, { today, runs }: Around): readonly ReviewTask[] {
  const { ref, state } = review;
  const isOpen = isAgendaOpen(state);
  const latest = packs.find(({ form }) => form === 'confidential') ?? packs[0];
  const isIssued = hasReached(state, 'issued');
  return [
    {
      id: 'collect',
      what: 'Collect updates',
      href: runs ? reviewPaths.collect(ref) : null,
      hint: state === 'scheduled' ? 'Ask for updates, so that the pack is put together.' : null,
      tag: isIssued ? done() : dueTag(review.updatesDueOn, today),
    },
    {
      id: 'agenda',
      what: 'Put the agenda together',
      href: runs ? reviewPaths.agenda(ref) : null,
      hint: agenda.length === 0 ? 'Nothing is on the agenda yet.' : plural(agenda.length, 'item'),
      tag: isOpen ? dueTag(review.packDueOn, today) : done(),
    },
    {
      id: 'issue',
      what: 'Issue the pack',
      href: runs && state !== 'scheduled' ? reviewPaths.pack(ref) : null,
      hint: latest
        ? `${latest.ref}, frozen ${formatMoment(latest.frozenAt)}`
        : state === 'scheduled'
          ? 'The pack is put together once updates are collected.'
          : 'Look at both forms, then freeze and issue them.',
      tag: isIssued ? done('Issued') : state === 'scheduled' ? locked : dueTag(review.packDueOn, today),
    },
  ];
}

function meeting({ review, members, taken }: ReviewFacts, { today, runs }: Around): readonly ReviewTask[] {
  const isHeld = hasReached(review.state, 'held');
  const isOpen = review.state === 'issued' && review.heldOn <= today;
  const left = members.length - taken;
  const why = !hasReached(review.state, 'issued')
    ? 'The pack is issued first.'
    : review.heldOn > today
      ? `The meeting is on ${formatDay(review.heldOn)}.`
      : left > 0
        ? `Attendance of ${plural(left, 'member')} is still to be taken.`
        : 'Everybody is accounted for: note the meeting as held below.';
  return [
    {
      id: 'hold',
      what: 'Hold the meeting',
      href: runs && (isOpen || isHeld) ? reviewPaths.meeting(review.ref) : null,
      hint: isHeld ? null : why,
      tag: isHeld ? done('Held') : isOpen ? { text: 'Under way', colour: 'turquoise' } : locked,
    },
    {
      id: 'lessons',
      what: 'Assess the eight lessons',
      href: reviewPaths.lessons(review.ref),
      hint: 'What the board says, beside what the record shows.',
      tag: hasReached(review.state, 'minutes_agreed')
        ? done('Stands')
        : isOpen || isHeld
          ? { text: 'Open', colour: 'turquoise' }
          : locked,
    },
  ];
}

function afterwards({ review, minutes }: ReviewFacts, { today, runs, chairs }: Around): readonly ReviewTask[] {
  const { state, ref } = review;
  const href = (may: boolean, opens: boolean): string | null => (may && opens ? reviewPaths.minutes(ref) : null);
  const isDrafted = hasReached(state, 'minutes_drafted');
  const isAgreed = hasReached(state, 'minutes_agreed');
  return [
    {
      id: 'minute',
      what: 'Draft the minutes',
      href: href(runs || minutes !== null, hasReached(state, 'held')),
      hint: hasReached(state, 'held') ? null : 'The meeting is held first.',
      tag: isDrafted ? done('Drafted') : state === 'held' ? dueTag(review.minutesDueOn, today) : locked,
    },
    {
      id: 'agree',
      what: 'Agree the minutes',
      href: href(chairs || runs, isDrafted),
      hint: isAgreed
        ? null
        : isDrafted
          ? chairs
            ? 'At the next meeting, or in writing.'
            : 'The chair agrees them at the next meeting, or in writing.'
          : 'The draft is sent round first.',
      tag: isAgreed ? done('Agreed') : isDrafted ? { text: 'Waiting for the chair', colour: 'yellow' } : locked,
    },
    {
      id: 'publish',
      what: 'Publish the minutes',
      href: href(runs, isAgreed),
      hint: isAgreed ? null : 'The minutes are agreed first.',
      tag: state === 'published' ? done('Published') : isAgreed ? { text: 'To do', colour: 'yellow' } : locked,
    },
  ];
}
