/** Where inspections live. */
export const inspectionPaths = {
  show: (ref: string) => `/inspections/${ref}`,
  /** Where its team works on it before it is published. */
  workspace: (ref: string) => `/inspections/${ref}/workspace`,
  check: (ref: string) => `/inspections/${ref}/check`,
  accuracy: (ref: string) => `/inspections/${ref}/accuracy`,
  publish: (ref: string) => `/inspections/${ref}/publish`,
  findingsCsv: (ref: string) => `/inspections/${ref}/findings.csv`,
};
