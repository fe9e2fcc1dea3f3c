/** Where inspections live. */
export const inspectionPaths = {
  show: (ref: string) => `/inspections/${ref}`,
  /** Where its team works on it before it is published. */
  workspace: (ref: string) => `/inspections/${ref}/workspace`,
  findingsCsv: (ref: string) => `/inspections/${ref}/findings.csv`,
};
