/** Where organisations live. */
export const organisationPaths = {
  index: () => '/organisations',
  register: () => '/organisations/new',
  edit: (slug: string) => `/organisations/${slug}/edit`,
  rename: (slug: string) => `/organisations/${slug}/names`,
  newPost: (slug: string) => `/organisations/${slug}/posts/new`,
  post: (slug: string, id: string) => `/organisations/${slug}/posts/${id}`,
  show: (slug: string) => `/organisations/${slug}`,
  inspections: (slug: string) => `/organisations/${slug}/inspections`,
  inspectionsCsv: (slug: string) => `/organisations/${slug}/inspections.csv`,
  measures: (slug: string) => `/organisations/${slug}/measures`,
  measuresCsv: (slug: string) => `/organisations/${slug}/measures.csv`,
  board: (slug: string) => `/organisations/${slug}/board`,
  timeline: (slug: string) => `/organisations/${slug}/timeline`,
  timelineCsv: (slug: string) => `/organisations/${slug}/timeline.csv`,
  /** One table of the page as a file. */
  table: (slug: string, table: string) => `/organisations/${slug}/${table}.csv`,
  /** The row of the timeline that holds one fact. */
  fact: (slug: string, recordId: string) => `/organisations/${slug}/timeline#fact-${recordId}`,
};
