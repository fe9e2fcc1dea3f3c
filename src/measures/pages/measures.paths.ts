/** Where measures live. */
export const measurePaths = {
  index: () => '/measures',
  csv: () => '/measures.csv',
  show: (ref: string) => `/measures/${ref}`,
  valuesCsv: (ref: string) => `/measures/${ref}.csv`,
  /** The row of one number on the page of its measure. */
  value: (ref: string, recordId: string) => `/measures/${ref}#fact-${recordId}`,
};
