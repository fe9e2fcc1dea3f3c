/** Where a meeting is recorded while it is held. */
const at = (review: string, rest = ''): string => `/reviews/${review}/meeting${rest}`;

export const meetingPaths = {
  show: (review: string) => at(review),
  /** Every row in one form. */
  table: (review: string) => at(review, '/rows'),
  /** Where a row stands on the page: its first field, so that the keyboard is there. */
  row: (review: string, milestone: string) => `${at(review)}#${milestone}-answer`,
  section: (review: string, section: string) => `${at(review)}#${section}`,
  withItem: (review: string, item: string) => `${at(review)}?item=${encodeURIComponent(item)}#record`,
  updates: (review: string, milestone: string) => at(review, `/updates/${milestone}`),
  answers: (review: string, request: string) => at(review, `/date-requests/${request}/answer`),
  decisions: (review: string) => at(review, '/decisions'),
  challenges: (review: string) => at(review, '/challenges'),
  actions: (review: string) => at(review, '/actions'),
  attendance: (review: string) => at(review, '/attendance'),
  interests: (review: string) => at(review, '/interests'),
  outcomes: (review: string, item: string) => at(review, `/items/${item}/outcome`),
};
