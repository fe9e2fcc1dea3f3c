/** Where the findings of all inspections of a body are read together. */
export const findingsInTimePaths = {
  show: (slug: string) => `/organisations/${slug}/findings`,
};
