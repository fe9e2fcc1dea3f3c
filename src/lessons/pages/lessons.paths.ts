/** Where the eight lessons live. */
export const lessonPaths = {
  index: () => '/lessons',
  show: (number: number) => `/lessons/${number}`,
  csv: (number: number) => `/lessons/${number}.csv`,
  /** The place of one piece of evidence on the page of its lesson. */
  fact: (number: number, recordId: string) => `/lessons/${number}#fact-${recordId}`,
};
