/** Where ways of judging live. */
export const frameworkPaths = {
  index: () => '/frameworks',
  csv: () => '/frameworks.csv',
  show: (key: string) => `/frameworks/${key}`,
  /** One table of the page as a file. */
  table: (key: string, table: string) => `/frameworks/${key}/${table}.csv`,
};
