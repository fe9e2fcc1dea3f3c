/** Where inspections live. */
export const inspectionPaths = {
  show: (ref: string) => `/inspections/${ref}`,
  findingsCsv: (ref: string) => `/inspections/${ref}/findings.csv`,
};
