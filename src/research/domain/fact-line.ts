/**
 * One fact that a comparison was read from, as a line that can be kept and set against itself later: by `key`, the
 * record that says it (or the turn of the case), and `text`, everything that the comparison shows of it.
 */
export type FactLine = { readonly key: string; readonly ref: string; readonly text: string };
