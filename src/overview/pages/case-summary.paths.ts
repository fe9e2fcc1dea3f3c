/** Where what is said of a case is written, checked and published. */
export const caseSummaryPaths = {
  show: (ref: string) => `/episodes/${ref}/summary`,
  checks: (ref: string) => `/episodes/${ref}/summary/checks`,
  notices: (ref: string) => `/episodes/${ref}/summary/notices`,
  publications: (ref: string) => `/episodes/${ref}/summary/publications`,
  corrections: (ref: string) => `/episodes/${ref}/summary/corrections`,
};
