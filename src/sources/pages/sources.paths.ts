/** Where sources live. */
export const sourcePaths = {
  index: () => '/sources',
  add: () => '/sources/new',
  edit: (ref: string) => `/sources/${ref}/edit`,
  check: (ref: string) => `/sources/${ref}/check`,
  withdrawal: (ref: string) => `/sources/${ref}/withdrawal`,
  csv: () => '/sources.csv',
  show: (ref: string) => `/sources/${ref}`,
  /** Every fact of one kind that rests on it, as a file. */
  facts: (ref: string, kind: string) => `/sources/${ref}/${kind}.csv`,
};
