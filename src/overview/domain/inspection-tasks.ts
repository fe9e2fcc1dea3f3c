import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Task } from './task.js';

/** What a person is to an inspection that is under way, and how far it is. */
export type PartInInspection = {
  readonly ref: string;
  readonly organisation: string;
  readonly part: 'lead' | 'inspector' | 'quality_assurer' | 'contact';
  readonly state: string;
  /** Whether the person has stood by the judgements. */
  readonly confirmed: boolean;
  /** Whether the lead has. */
  readonly leadConfirmed: boolean;
  readonly accuracyDueOn: CalendarDay | null;
  /** Points of the organisation that wait for a decision. */
  readonly undecided: number;
  /** A contact said that there are no more. */
  readonly pointsFinished: boolean;
};

type Due = Pick<Task, 'group' | 'what' | 'dueOn'> & { readonly page: 'workspace' | 'accuracy' | 'check' | 'publish' };

const pointsText = (count: number): string => (count === 1 ? '1 point' : `${count} points`);

/** The next thing that the inspection waits for from this person, or none. */
export function nextStep(work: PartInInspection, today: CalendarDay): Due | null {
  const { part, state, accuracyDueOn, undecided } = work;
  if (part === 'contact') {
    if (state !== 'accuracy_check' || work.pointsFinished || accuracyDueOn === null || accuracyDueOn < today)
      return null;
    return { group: 'points', what: 'Check the draft report for accuracy', dueOn: accuracyDueOn, page: 'accuracy' };
  }
  if (part === 'quality_assurer') {
    if (state !== 'accuracy_check') return null;
    if (undecided > 0)
      return { group: 'decide', what: `Decide ${pointsText(undecided)} on accuracy`, dueOn: null, page: 'accuracy' };
    const isOver = work.pointsFinished || accuracyDueOn === null || accuracyDueOn < today;
    return isOver ? { group: 'decide', what: 'Check and publish the inspection', dueOn: null, page: 'publish' } : null;
  }
  if (state === 'draft') {
    if (work.leadConfirmed && !work.confirmed)
      return { group: 'decide', what: 'Confirm the judgements, or say what is missing', dueOn: null, page: 'check' };
    return { group: 'inspections', what: 'Go on with the draft', dueOn: null, page: 'workspace' };
  }
  if (part !== 'lead') return null;
  if (state === 'provisional')
    return {
      group: 'inspections',
      what: 'Send the draft report for the accuracy check',
      dueOn: null,
      page: 'workspace',
    };
  return state === 'accuracy_check'
    ? { group: 'inspections', what: 'Accuracy check under way', dueOn: accuracyDueOn, page: 'accuracy' }
    : null;
}

export function taskOf(work: PartInInspection, today: CalendarDay): Task | null {
  const step = nextStep(work, today);
  if (!step) return null;
  const { page, ...task } = step;
  return { ...task, about: `${work.organisation}, ${work.ref}`, place: { page, of: work.ref } };
}
