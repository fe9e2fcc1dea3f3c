import { type Part, wordDifference } from './word-difference.js';

/** `partials/form/conflict`: what somebody else saved meanwhile, beside what was typed. */
export type Conflict = {
  readonly message: string;
  readonly rows: readonly {
    readonly label: string;
    readonly saved: readonly Part[];
    readonly typed: readonly Part[];
    /** False where both say the same. */
    readonly differs: boolean;
    /** Which of them stands in the form below; null where both say the same. */
    readonly standing: string | null;
  }[];
};

type Told = {
  /** What was changed: "inspection". */
  readonly thing: string;
  /** When, ready to read: "10:42 on 4 March 2026". */
  readonly at: string;
  readonly rows: readonly { readonly label: string; readonly saved: string | null; readonly typed: string | null }[];
};

const words = (text: string | null): string => (text === null || text.trim() === '' ? 'Nothing' : text.trim());

export const messageOf = (thing: string, at: string): string =>
  `Someone changed this ${thing} at ${at}. Your version is below. Check it and save again`;

export function rowOf(
  label: string,
  saved: string | null,
  typed: string | null,
  standing: string | null,
): Conflict['rows'][number] {
  const [theirs, yours] = [words(saved), words(typed)];
  const cut = wordDifference(theirs, yours);
  const differs = theirs !== yours;
  return { label, saved: cut.first, typed: cut.second, differs, standing: differs ? standing : null };
}

/** The form then carries the version that is saved now: looked at and sent again, it is saved over it knowingly. */
export const conflict = ({ thing, at, rows }: Told): Conflict => ({
  message: messageOf(thing, at),
  rows: rows.map(({ label, saved, typed }) => rowOf(label, saved, typed, 'Yours is in the form')),
});
