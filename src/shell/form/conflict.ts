/** `partials/form/conflict`: what somebody else saved meanwhile, beside what was typed. */
export type Conflict = {
  readonly message: string;
  readonly rows: readonly {
    readonly label: string;
    readonly saved: string;
    readonly typed: string;
    /** False where both say the same. */
    readonly differs: boolean;
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

/** The form then carries the version that is saved now: looked at and sent again, it is saved over it knowingly. */
export const conflict = ({ thing, at, rows }: Told): Conflict => ({
  message: `Someone changed this ${thing} at ${at}. Your version is below. Check it and save again`,
  rows: rows.map(({ label, saved, typed }) => {
    const [theirs, yours] = [words(saved), words(typed)];
    return { label, saved: theirs, typed: yours, differs: theirs !== yours };
  }),
});
