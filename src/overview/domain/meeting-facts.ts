import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { ReviewState } from '../../boards/domain/review-state.js';
import type { DueRow } from './meeting.js';

/** What lies before a board while it meets, as the meeting page reads it. */
export type MeetingFacts = {
  readonly review: {
    readonly id: string;
    readonly ref: string;
    readonly boardName: string;
    readonly boardRef: string;
    readonly heldOn: CalendarDay;
    readonly state: ReviewState;
    readonly stateWords: string;
    /** Null: nobody has said who is here. */
    readonly isQuorate: boolean | null;
    /** How the terms count: "5 voting members, and the chair or vice-chair"; asked only where there is no quorum. */
    readonly quorumRule: string | null;
  };
  readonly organisation: { readonly id: string; readonly name: string; readonly slug: string };
  readonly items: readonly MeetingItem[];
  /** What is due, and what the reader brings up. */
  readonly rows: readonly DueRow[];
  /** Open actions that are not due: the board may hear of any. */
  readonly others: readonly { readonly ref: string; readonly title: string }[];
  readonly requests: readonly DateRequestFacts[];
  readonly recorded: readonly RecordedThing[];
  readonly members: readonly MemberFacts[];
};

export type MeetingItem = {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly purposeWords: string;
  readonly isConfidential: boolean;
  readonly outcome: string | null;
  /** The item at which the plan is gone through. */
  readonly isPlan: boolean;
  readonly version: number;
};

export type DateRequestFacts = {
  readonly ref: string;
  readonly milestoneRef: string;
  readonly planRef: string;
  readonly title: string;
  /** Null: none was agreed yet. */
  readonly firstDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly askedTo: CalendarDay;
  readonly moves: number;
  readonly reasonWords: string;
  readonly reason: string;
  readonly byName: string;
  readonly askedAt: string;
  /** What waits for it. */
  readonly dependents: readonly { readonly ref: string; readonly title: string; readonly due: CalendarDay }[];
  /** Set where it was answered in this meeting. */
  readonly answer: { readonly words: string; readonly decisionRef: string } | null;
  readonly version: number;
};

export type RecordedThing = {
  readonly kind: 'decision' | 'challenge' | 'action';
  readonly ref: string;
  readonly itemId: string | null;
  readonly text: string;
  /** "Recommendation to the cabinet", "To the director of children’s services, due 2 April 2027". */
  readonly about: string;
  readonly isConfidential: boolean;
};

export type MemberFacts = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly isVoting: boolean;
  readonly presence: 'present' | 'apologies' | 'substitute' | 'absent' | null;
  readonly substitutePost: string | null;
  readonly interest: string | null;
  /** 0: nothing was noted of them yet. */
  readonly version: number;
};
