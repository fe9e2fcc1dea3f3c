import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';

/** Who may read what is recorded in a case: everybody, or the people of the organisation and its board. */
export const visibilities = {
  public: 'Everyone',
  board: 'The organisation and its board only',
} as const;
export type Visibility = keyof typeof visibilities;

/** The columns of a new record, seen by those who may see it. */
export const keptAs = (stamp: Stamp, visibility: Visibility = 'public') => ({
  ...keptColumns(stamp),
  visibility,
  publishedAt: visibility === 'public' ? stamp.at : null,
});
