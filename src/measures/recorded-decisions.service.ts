/** A decision that a board recorded, for whoever must name one. */
export type RecordedDecision = {
  readonly id: string;
  readonly ref: string;
  readonly text: string;
  readonly board: string;
};

/**
 * The decisions of the boards of a body, newest first. Boards stand above measures on the ladder: they say what this is
 * (`src/boards/decisions-of-bodies.module.ts`), and measures only ask.
 */
export abstract class RecordedDecisions {
  abstract of(organisationId: string): Promise<readonly RecordedDecision[]>;
}
