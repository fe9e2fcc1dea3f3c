import { type Band, markPath } from './charts/marks.js';

/** `partials/grade`: a grade in the publisher's words, with the shape and colour of the band that we read it as. */
export type Grade = {
  readonly band: Band;
  readonly word: string;
  /** The shape, drawn in a square of 16. */
  readonly path: string;
  /** What the band means, for readers who do not see the shape. */
  readonly meaning: string;
  readonly note: string | null;
};

const meanings: Record<Band, string> = {
  failing: 'failing',
  below: 'below what is expected',
  meeting: 'meets what is expected',
  exceeding: 'exceeds what is expected',
  none: 'no band',
};

/** The published word is always printed; the band is ours and stands beside it, never instead of it. */
export const grade = (band: Band, word: string, note: string | null = null): Grade => ({
  band,
  word,
  path: markPath(band, 8, 8, 13),
  meaning: meanings[band],
  note,
});
