import { type GradeAbsence, gradeUnknownReasons } from '../../vocabulary/domain/not-rated-reasons.js';
import type { NewJudgement } from './new-inspection.js';

/** A judgement on the record, so far as it is needed to know what it lacks. */
export type HeldJudgement = {
  readonly id: string;
  readonly area: string | null;
  readonly hasGrade: boolean;
  readonly absence: GradeAbsence | null;
};

/** What another source adds: areas that nothing was said of, and grades that were given and not known here. */
export type MissingJudgements = {
  readonly toAdd: readonly NewJudgement[];
  readonly toFill: readonly { readonly id: string; readonly judgement: NewJudgement }[];
};

/**
 * Of what another source says of the same inspection, what the record lacks. A grade that is held stays, whatever the
 * other source says, and so does an inspectorate's reason for giving none. What is outside the framework's areas cannot
 * be told from what is held, and is left out.
 */
export function missingJudgements(held: readonly HeldJudgement[], given: readonly NewJudgement[]): MissingJudgements {
  const inAreas = given.filter(({ area }) => area !== null);
  const heldOf = ({ area }: NewJudgement): readonly HeldJudgement[] => held.filter((one) => one.area === area);
  return {
    toAdd: inAreas.filter((judgement) => heldOf(judgement).length === 0),
    toFill: inAreas.flatMap((judgement) => {
      const unknown = judgement.grade ? heldOf(judgement).find(isUnknown) : undefined;
      return unknown ? [{ id: unknown.id, judgement }] : [];
    }),
  };
}

const isUnknown = ({ hasGrade, absence }: HeldJudgement): boolean =>
  !hasGrade && absence !== null && absence in gradeUnknownReasons;
