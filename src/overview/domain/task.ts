import type { CalendarDay } from '../../kernel/calendar-day.js';

/** The headings of "My work", in the order in which they stand. */
export const taskGroups = {
  decide: 'Waiting for your decision',
  inspections: 'Your inspections',
  points: 'Accuracy checks of your organisation',
  concerns: 'Concerns of staff',
  boards: 'Your boards',
  cases: 'Your cases',
  return: 'Your monthly return',
  deadlines: 'Deadlines',
  administration: 'Running the service',
} as const;

export type TaskGroup = keyof typeof taskGroups;

/** Where a task is done: which page, and of what. */
export type TaskPlace = {
  readonly page:
    | 'concerns'
    | 'deadlines'
    | 'organisation'
    | 'health'
    | 'accounts'
    | 'workspace'
    | 'accuracy'
    | 'check'
    | 'publish'
    | 'return'
    | 'proposal'
    | 'entry'
    | 'import'
    | 'review'
    | 'minutes'
    | 'pack'
    | 'decision'
    | 'challenge'
    | 'action'
    | 'milestone'
    | 'complete'
    | 'evidence'
    | 'versions'
    | 'risk';
  readonly of: string | null;
};

/** Something that a person owes: under which heading, what, about what, where, and by when. */
export type Task = {
  readonly group: TaskGroup;
  readonly what: string;
  readonly about: string | null;
  readonly place: TaskPlace;
  readonly dueOn: CalendarDay | null;
};

/** Knows one kind of thing that people owe. Adding one is a file of queries and a line in `my-work.service.ts`. */
export type TaskSource = { readonly tasksOf: (asking: AskingForWork) => Promise<Task[]> };

export type AskingForWork = {
  readonly accountId: string;
  readonly grants: readonly {
    readonly role: string;
    readonly organisationId: string | null;
    readonly inspectorateId: string | null;
  }[];
  /** Whether the person may do a thing anywhere. */
  readonly may: (permission: string) => boolean;
  /** The bodies for which the person may do it. */
  readonly reach: (permission: string) => readonly string[];
  readonly organisationIds: readonly string[];
  readonly inspectionIds: readonly string[];
  readonly today: CalendarDay;
};

/** What is due first comes first; what has no day comes after, in the order given. */
export const inOrder = (tasks: readonly Task[]): Task[] =>
  tasks.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
