import { addDays, addMonths, type CalendarDay } from '../../kernel/calendar-day.js';

/** A deadline as a framework states it: what is due, in how long, from when, in the reference file's own words. */
export type StatedDeadline = {
  readonly id: string;
  readonly text: string;
  readonly verified: boolean;
  readonly value: number;
  readonly unit: string;
  readonly from: string;
};

export const clockUnits = ['working days', 'days', 'weeks', 'months'] as const;
export type ClockUnit = (typeof clockUnits)[number];

/** What an inspection says, as far as a clock asks. */
export type ClockFacts = {
  /** A judgement that is failing, or any area in a failing grade. */
  readonly hasFailingGrade: boolean;
  readonly hasCategory: boolean;
  readonly hasPriorityAction: boolean;
  readonly isFocused: boolean;
  readonly publishedOn: CalendarDay;
  /** When the organisation got the report; publication where nobody said. */
  readonly receivedOn: CalendarDay;
};

type StartRule = {
  readonly starts: 'received' | 'published' | { readonly after: string };
  readonly when: (facts: ClockFacts) => boolean;
};

/** A focused visit gives a priority action and no grade; either makes the plan due. */
const failingOrPriority = ({ hasFailingGrade, hasPriorityAction, isFocused }: ClockFacts): boolean =>
  hasFailingGrade || (isFocused && hasPriorityAction);

/**
 * When the clocks that frameworks state begin, by the words of the reference file. Words that are not here start
 * nothing by themselves: the page shows them, and the person who publishes may tick them. Clocks that belong to an
 * intervention or a notice do not hang on an inspection and are left to it.
 */
const starts: Readonly<Record<string, StartRule>> = {
  'receipt of inspection report (inadequate) or focused-visit letter with priority action': {
    starts: 'received',
    when: failingOrPriority,
  },
  letter: { starts: 'received', when: ({ isFocused, hasPriorityAction }) => isFocused && hasPriorityAction },
  'deadline for the action plan': { starts: { after: 'Final action plan to Ofsted/DfE' }, when: failingOrPriority },
  'receipt of report': { starts: 'received', when: ({ hasFailingGrade }) => hasFailingGrade },
  'final report': { starts: 'published', when: ({ hasFailingGrade }) => hasFailingGrade },
  'inadequate judgement': { starts: 'published', when: ({ hasFailingGrade }) => hasFailingGrade },
  'report publication': { starts: 'published', when: ({ hasFailingGrade }) => hasFailingGrade },
  entry: { starts: 'published', when: ({ hasCategory }) => hasCategory },
  report: { starts: 'published', when: ({ hasFailingGrade }) => hasFailingGrade },
};

const ofSomethingElse: readonly string[] = [
  'draft report',
  'targeted intervention',
  'issue',
  'Urgent Notification',
  'date of report',
];

export type StartedClock = {
  readonly deadline: StatedDeadline & { readonly unit: ClockUnit };
  readonly startsOn: CalendarDay;
  readonly dueOn: CalendarDay;
  /** Whether the framework's own condition is met; otherwise a person may start it. */
  readonly applies: boolean;
};

/**
 * The clocks that publishing may start, in the framework's order. One that hangs on another is due that long after the
 * other's own day. `addWorkingDays` counts by the calendar of the organisation's country.
 */
export function clocksOf(
  deadlines: readonly StatedDeadline[],
  facts: ClockFacts,
  addWorkingDays: (from: CalendarDay, days: number) => CalendarDay,
): readonly StartedClock[] {
  const clocks: StartedClock[] = [];
  for (const deadline of deadlines) {
    if (!isClockUnit(deadline.unit) || ofSomethingElse.includes(deadline.from)) continue;
    const rule: StartRule = starts[deadline.from] ?? { starts: 'published', when: () => false };
    const startsOn = startOf(rule, facts, clocks);
    if (startsOn === null) continue;
    const { unit } = deadline;
    const dueOn =
      unit === 'working days' ? addWorkingDays(startsOn, deadline.value) : later(startsOn, deadline.value, unit);
    clocks.push({ deadline: { ...deadline, unit }, startsOn, dueOn, applies: rule.when(facts) });
  }
  return clocks;
}

function startOf({ starts: from }: StartRule, facts: ClockFacts, clocks: readonly StartedClock[]): CalendarDay | null {
  if (from === 'received') return facts.receivedOn;
  if (from === 'published') return facts.publishedOn;
  return clocks.find(({ deadline }) => deadline.text === from.after)?.dueOn ?? null;
}

const isClockUnit = (unit: string): unit is ClockUnit => (clockUnits as readonly string[]).includes(unit);

function later(from: CalendarDay, value: number, unit: Exclude<ClockUnit, 'working days'>): CalendarDay {
  if (unit === 'months') return addMonths(from, value);
  return addDays(from, unit === 'weeks' ? value * 7 : value);
}
