/** Where deadlines are listed. */
export const deadlinePaths = {
  index: () => '/deadlines',
  csv: () => '/deadlines.csv',
  /** A calendar of one person's deadlines, for whoever has the address. */
  calendar: (token: string) => `/deadlines.ics?key=${token}`,
  feed: () => '/deadlines/feed',
  feedEnding: () => '/deadlines/feed/ending',
};
