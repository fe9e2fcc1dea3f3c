/** Where the numbers of staff live. */
export const headcountPaths = {
  index: (slug: string) => `/organisations/${slug}/staff`,
  csv: (slug: string) => `/organisations/${slug}/staff.csv`,
  withdrawal: (ref: string) => `/headcounts/${ref}/withdrawal`,
};
