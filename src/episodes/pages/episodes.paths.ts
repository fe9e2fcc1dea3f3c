/** Where failure episodes live. */
export const episodePaths = {
  index: () => '/episodes',
  show: (ref: string) => `/episodes/${ref}`,
  csv: (ref: string) => `/episodes/${ref}.csv`,
  /** One table of the case as a file. */
  table: (ref: string, table: string) => `/episodes/${ref}/${table}.csv`,
  /** The row of the case's timeline that holds one fact. */
  fact: (ref: string, recordId: string) => `/episodes/${ref}#fact-${recordId}`,
};
