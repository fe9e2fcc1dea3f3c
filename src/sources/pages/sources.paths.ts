/** Where sources live. */
export const sourcePaths = {
  index: () => '/sources',
  csv: () => '/sources.csv',
  show: (ref: string) => `/sources/${ref}`,
};
