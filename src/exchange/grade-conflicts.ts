import type { NewSourceConflict } from '../sources/domain/new-source.js';

/** A grade that one publication gives and another gives otherwise, each in its own words. */
export type Difference = {
  readonly areaText: string;
  readonly held: string;
  readonly told: string;
  readonly line: number;
  /** The same in a sentence for the report of an import. */
  readonly text: string;
};

/** Two claims about one grade. The record keeps the one that it had: nothing is overwritten in silence. */
export const gradeConflict = (
  { areaText, held, told, line }: Difference,
  met: { readonly id: string; readonly ref: string },
  sourceIds: readonly string[],
  sourceId: string,
): NewSourceConflict => ({
  topic: `${areaText.slice(0, 220)} in inspection ${met.ref}`,
  claims: [
    { text: held, sourceIds },
    { text: told, sourceIds: [sourceId] },
  ],
  shownFirst: 0,
  why: `The record keeps the grade that it was written with. Line ${line} of the file that was imported later gives another.`,
  verified: true,
  about: [{ recordKind: 'inspection', recordId: met.id }],
});
