/** One of several to choose from. */
export type Option = {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly hint: string | null;
  readonly chosen: boolean;
};

/** Exactly one of the kinds is there: it says which to draw. */
export type Field = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly error: string | null;
  /** The ids of hint and error, for the field to be described by. */
  readonly describedBy: string | null;
  /** The keyboard begins here: on one field of a page at most. */
  readonly focused: boolean;
  readonly text: {
    readonly value: string;
    readonly type: string;
    readonly inputMode: string | null;
    readonly autocomplete: string;
    readonly width: string;
    readonly suffix: string | null;
  } | null;
  readonly prose: { readonly value: string; readonly rows: number } | null;
  readonly boxes:
    | readonly {
        readonly id: string;
        readonly name: string;
        readonly label: string;
        readonly value: string;
        readonly width: string;
      }[]
    | null;
  readonly radios: { readonly options: readonly Option[]; readonly inline: boolean } | null;
  readonly checkboxes: { readonly options: readonly Option[] } | null;
  readonly select: { readonly options: readonly Option[] } | null;
  readonly file: { readonly accept: string } | null;
};
