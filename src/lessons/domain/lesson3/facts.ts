import type { Independence } from '../../../boards/domain/board.js';
import type { Period } from '../../../kernel/period.js';

/** Somebody who was in the room, themselves or by a substitute of the same body. */
export type InTheRoom = {
  /** Null: the record does not say from whom they are independent. */
  readonly independence: Independence | null;
  /** The chair in person; whoever came in place of the chair is not. */
  readonly isChair: boolean;
};

/** A meeting that was held. */
export type HeldMeeting = {
  readonly id: string;
  readonly ref: string;
  readonly on: Period;
  readonly room: readonly InTheRoom[];
  /** Who held the chair's seat on the day, present or not; null: nobody. */
  readonly chair: { readonly independence: Independence | null } | null;
};

/** Somebody from outside who looked. `body`: whose look it was; null: not known. */
export type OutsideCheck = {
  /** The entity: `inspection`, `peer_support`, `evidence` or `sustainment_check`. */
  readonly kind: string;
  readonly id: string;
  readonly ref: string | null;
  readonly label: string;
  readonly body: string | null;
  readonly on: Period;
};

/** A grade that somebody gave an area. `area` is the same whatever the version of the framework; `ordinal` from the worst, 1. */
export type AreaGrade = {
  readonly id: string;
  readonly ref: string;
  readonly area: string;
  readonly areaLabel: string;
  /** The version of the scale: grades of two scales are never compared. */
  readonly scaleId: string;
  readonly ordinal: number;
  readonly on: Period;
};

/** A question put to somebody at a board. `by`: the kind of independence of whoever asked; null: not known. */
export type RaisedChallenge = {
  readonly id: string;
  readonly ref: string;
  readonly by: Independence | null;
  readonly raisedOn: Period;
  /** The first answer. */
  readonly answeredOn: Period | null;
};

/** What lesson 3 is read from, restricted to the day, the way of time and the scope of a reading. */
export type Lesson3Facts = {
  readonly meetings: readonly HeldMeeting[];
  readonly checks: readonly OutsideCheck[];
  readonly ownGrades: readonly AreaGrade[];
  readonly outsideGrades: readonly AreaGrade[];
  readonly challenges: readonly RaisedChallenge[];
  /** The first and the last day of which the record tells anything of the body; null: of none. */
  readonly record: { readonly from: Period; readonly upTo: Period } | null;
};
