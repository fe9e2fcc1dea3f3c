import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';

/** What a board hears about an action while its item is discussed. */
export const answers = {
  on_track: 'On track',
  at_risk: 'At risk',
  off_track: 'Off track',
  action_complete: 'Action complete',
} as const;
export type Answer = keyof typeof answers;
export const answerCodes = Object.keys(answers) as readonly Answer[];

/** An answer that needs to say why. */
export const needsReason = (answer: Answer): boolean => answer === 'at_risk' || answer === 'off_track';

/** What was said of an action once: words may be none. */
export type Said = {
  readonly words: string | null;
  readonly byRef: string;
  readonly byName: string;
  /** The moment, in UTC. */
  readonly at: string;
};

/** One action of the plan as the meeting sees it. */
export type DueRow = {
  readonly id: string;
  readonly ref: string;
  readonly planRef: string;
  readonly title: string;
  readonly priority: string;
  readonly ownerPost: string;
  /** Null: none was agreed yet. */
  readonly firstDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  /** How often the date was moved. */
  readonly moves: number;
  readonly isStarted: boolean;
  readonly isComplete: boolean;
  readonly safetyCritical: boolean;
  /** "Action complete, evidence owed", "In progress". */
  readonly stateWords: string;
  readonly ownerRating: string | null;
  readonly recordRating: string;
  /** The rule that made the record say so: "the date has passed"; null where none did. */
  readonly recordRule: string | null;
  readonly last: Said | null;
  /** What was saved of it in this very meeting, and its words. */
  readonly here: (Said & { readonly answer: string }) | null;
  readonly evidence: readonly { readonly id: string; readonly title: string; readonly level: string }[];
  readonly version: number;
};

/** Days from the first date to the current one; negative where it was brought forward. */
export const slipOf = ({ firstDue, currentDue }: Pick<DueRow, 'firstDue' | 'currentDue'>): number =>
  firstDue === null ? 0 : daysBetween(firstDue, currentDue);

export const isLeft = ({ here }: Pick<DueRow, 'here'>): boolean => here === null;

/**
 * Where the meeting goes on after `ref` was answered: the next action that nobody has answered in this meeting, else
 * the first that was passed over; null when none is left.
 */
export function nextAfter(rows: readonly Pick<DueRow, 'ref' | 'here'>[], ref: string): string | null {
  const index = rows.findIndex((row) => row.ref === ref);
  const onwards = [...rows.slice(index + 1), ...rows.slice(0, Math.max(index, 0))];
  return onwards.find(isLeft)?.ref ?? null;
}
