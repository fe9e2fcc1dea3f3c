import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Cadence, Hat, Independence, Presence, Purpose, Seat } from '../domain/board.js';
import type { ActionState, ChallengeState, DecisionType } from '../domain/outcome.js';
import type { MinutesState } from '../domain/minutes.js';
import type { PackForm } from '../domain/pack.js';
import type { ReviewState } from '../domain/review-state.js';

export type BoardRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly country: string | null;
  readonly name: string;
  readonly startedOn: CalendarDay;
  readonly endedOn: CalendarDay | null;
  readonly visibility: string;
  readonly recordedAt: string;
  readonly version: number;
};

export type TermsRow = {
  readonly id: string;
  readonly boardId: string;
  readonly edition: number;
  readonly termsVersion: string;
  readonly termsUrl: string | null;
  readonly purpose: string;
  readonly cadence: Cadence;
  readonly quorumKind: 'number' | 'share';
  readonly quorumAmount: number;
  readonly quorumNeedsChair: boolean;
  readonly substitutesCount: boolean;
  readonly fromOn: CalendarDay;
};

export type MemberRow = {
  readonly id: string;
  readonly boardId: string;
  readonly accountId: string | null;
  readonly displayName: string;
  readonly roleTitle: string;
  readonly body: string;
  readonly independence: Independence;
  readonly seat: Seat;
  readonly voting: boolean;
  readonly nameIsPublic: boolean;
  readonly fromOn: CalendarDay;
  readonly toOn: CalendarDay | null;
  readonly version: number;
};

export type HatRow = {
  readonly id: string;
  readonly memberId: string;
  readonly hat: Hat;
  readonly fromOn: CalendarDay;
  readonly toOn: CalendarDay | null;
};

export type ReviewRow = {
  readonly id: string;
  readonly ref: string;
  readonly boardId: string;
  readonly boardRef: string;
  readonly boardName: string;
  readonly boardVisibility: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly country: string | null;
  readonly heldOn: CalendarDay;
  readonly startsAt: string | null;
  readonly place: string;
  readonly state: ReviewState;
  readonly updatesDueOn: CalendarDay;
  readonly packDueOn: CalendarDay;
  readonly minutesDueOn: CalendarDay;
  readonly packFrozenAt: string | null;
  /** Null: attendance is not taken yet. */
  readonly quorate: boolean | null;
  readonly previousId: string | null;
  readonly previousRef: string | null;
  readonly visibility: string;
  readonly version: number;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
};

export type ReviewStepRow = {
  readonly reviewId: string;
  readonly position: number;
  readonly fromState: ReviewState | null;
  readonly toState: ReviewState;
  readonly heldOn: CalendarDay;
  readonly reason: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type AttendanceRow = {
  readonly id: string;
  readonly reviewId: string;
  readonly memberId: string;
  readonly presence: Presence;
  readonly substitutePost: string | null;
  readonly declaredInterest: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly version: number;
};

export type AgendaItemRow = {
  readonly id: string;
  readonly reviewId: string;
  readonly position: number;
  readonly title: string;
  readonly purpose: Purpose;
  readonly minutesPlanned: number | null;
  readonly leadPost: string | null;
  readonly confidential: boolean;
  readonly confidentialReason: string | null;
  readonly paper: string | null;
  readonly outcome: string | null;
  readonly sourceKind: string | null;
  readonly sourceId: string | null;
  readonly late: boolean;
  readonly version: number;
};

/** What every row of a register says of the meeting that it comes from. */
type OfMeeting = {
  readonly reviewId: string;
  readonly reviewRef: string;
  readonly heldOn: CalendarDay;
  readonly boardId: string;
  readonly boardRef: string;
  readonly boardName: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly agendaItemId: string | null;
  readonly agendaTitle: string | null;
  readonly confidential: boolean;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly version: number;
};

export type DecisionRow = OfMeeting & {
  readonly id: string;
  readonly ref: string;
  readonly text: string;
  readonly type: DecisionType;
  readonly forLackOfQuorum: boolean;
  readonly confirmsRef: string | null;
  readonly confirmedBy: string | null;
  readonly options: string | null;
  readonly whoFor: string | null;
  readonly takenBy: string;
  readonly dissent: string | null;
  readonly decidedOn: CalendarDay;
  readonly reviewOn: CalendarDay | null;
  readonly reviewedOn: CalendarDay | null;
  readonly reviewWords: string | null;
};

export type ChallengeRow = OfMeeting & {
  readonly id: string;
  readonly ref: string;
  readonly text: string;
  readonly toPost: string;
  readonly byMemberId: string | null;
  readonly byName: string | null;
  readonly byRole: string | null;
  readonly byNameIsPublic: boolean;
  readonly raisedOn: CalendarDay;
  readonly dueOn: CalendarDay;
  readonly state: ChallengeState;
};

export type AnswerRow = {
  readonly id: string;
  readonly challengeId: string;
  readonly position: number;
  readonly text: string;
  readonly answeredOn: CalendarDay;
  readonly recordedBy: string;
  readonly satisfied: boolean | null;
  readonly judgedWhy: string | null;
  readonly judgedOn: CalendarDay | null;
  readonly judgedBy: string | null;
};

export type ActionRow = OfMeeting & {
  readonly id: string;
  readonly ref: string;
  readonly text: string;
  readonly ownerPost: string;
  readonly firstDueOn: CalendarDay;
  readonly dueOn: CalendarDay;
  readonly moves: number;
  readonly state: ActionState;
  readonly closedOn: CalendarDay | null;
  readonly closingWords: string | null;
  readonly milestoneRef: string | null;
};

export type MinutesRow = {
  readonly id: string;
  readonly reviewId: string;
  readonly state: MinutesState;
  readonly draftedBy: string;
  readonly agreedAtId: string | null;
  readonly agreedAtRef: string | null;
  readonly agreedAtOn: CalendarDay | null;
  readonly agreedHow: 'meeting' | 'writing' | null;
  readonly agreedOn: CalendarDay | null;
  readonly agreedBy: string | null;
  readonly agreedNote: string | null;
  readonly agreedHash: string | null;
  readonly publicOn: CalendarDay | null;
  readonly recordedAt: string;
  readonly version: number;
};

export type MinutesItemRow = {
  readonly id: string;
  readonly minutesId: string;
  readonly agendaItemId: string | null;
  readonly position: number;
  readonly title: string;
  readonly confidential: boolean;
  readonly body: string;
  readonly version: number;
};

export type PublicItemRow = {
  readonly id: string;
  readonly minutesId: string;
  readonly position: number;
  readonly title: string;
  readonly body: string;
  readonly withheld: boolean;
};

export type AddendumRow = {
  readonly id: string;
  readonly minutesId: string;
  readonly position: number;
  readonly text: string;
  readonly isPublic: boolean;
  readonly addedOn: CalendarDay;
  readonly recordedBy: string;
};

/** A pack without its data and its page, for lists. */
export type PackRow = {
  readonly id: string;
  readonly ref: string;
  readonly reviewId: string;
  readonly form: PackForm;
  readonly edition: number;
  readonly frozenAt: string;
  readonly frozenBy: string;
  readonly hash: string;
  readonly htmlHash: string;
  readonly supersedesRef: string | null;
  readonly supersededByRef: string | null;
  readonly reason: string | null;
};

export type HeldPackRow = PackRow & { readonly html: string; readonly dataJson: string };

export type SupplementRow = {
  readonly id: string;
  readonly reviewId: string;
  readonly position: number;
  readonly title: string;
  readonly text: string;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly fileHash: string | null;
  readonly confidential: boolean;
  readonly hash: string;
  readonly addedAt: string;
  readonly addedBy: string;
};

export type UnlockRow = {
  readonly id: string;
  readonly reviewId: string;
  readonly why: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: 'asked' | 'agreed' | 'refused' | 'used';
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly answerWhy: string | null;
  readonly version: number;
};
