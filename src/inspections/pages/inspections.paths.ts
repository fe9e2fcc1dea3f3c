/** Where inspections live. */
export const inspectionPaths = {
  show: (ref: string) => `/inspections/${ref}`,
};
