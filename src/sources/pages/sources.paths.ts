/** Where sources live. */
export const sourcePaths = {
  index: () => '/sources',
  csv: () => '/sources.csv',
  show: (ref: string) => `/sources/${ref}`,
  /** Every fact of one kind that rests on it, as a file. */
  facts: (ref: string, kind: string) => `/sources/${ref}/${kind}.csv`,
};
