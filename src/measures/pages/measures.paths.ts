/** Where measures live. */
export const measurePaths = {
  index: () => '/measures',
  csv: () => '/measures.csv',
  show: (ref: string) => `/measures/${ref}`,
  begin: (slug: string) => `/organisations/${slug}/measures/new`,
  edit: (ref: string) => `/measures/${ref}/edit`,
  definition: (ref: string) => `/measures/${ref}/definition`,
  protection: (ref: string) => `/measures/${ref}/small-numbers`,
  enter: (ref: string) => `/measures/${ref}/values/new`,
  upload: (ref: string) => `/measures/${ref}/values/upload`,
  baseline: (ref: string) => `/measures/${ref}/baseline`,
  dip: (ref: string) => `/measures/${ref}/expected-dip`,
  proposal: (ref: string, id: string) => `/measures/${ref}/proposals/${id}`,
  valuesCsv: (ref: string) => `/measures/${ref}.csv`,
  /** The row of one number on the page of its measure. */
  value: (ref: string, recordId: string) => `/measures/${ref}#fact-${recordId}`,
};
