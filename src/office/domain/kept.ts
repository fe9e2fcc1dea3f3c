/** When and by whom something is written down. */
export type Stamp = { readonly at: string; readonly by: string };

type Visibility = 'public' | 'board' | 'inspection' | 'restricted';

/** The columns of a record in its first version, seen by whoever its visibility says. */
export const keptAs = (visibility: Visibility, { at, by }: Stamp) => ({
  recordedAt: at,
  recordedBy: by,
  version: 1,
  visibility,
  publishedAt: visibility === 'public' ? at : null,
  withdrawnAt: null,
  withdrawnReason: null,
});
