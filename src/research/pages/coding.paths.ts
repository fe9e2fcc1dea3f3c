/** Where researchers code cases. */
export const codingPaths = {
  index: () => '/research/cases',
  show: (ref: string) => `/research/cases/${ref}`,
  begin: (ref: string) => `/research/cases/${ref}/coding`,
  finish: (ref: string) => `/research/cases/${ref}/finish`,
  reopen: (ref: string) => `/research/cases/${ref}/reopening`,
  field: (ref: string, field: string) => `/research/cases/${ref}/fields/${field}`,
  settle: (ref: string, field: string) => `/research/cases/${ref}/settlements/${field}`,
};
