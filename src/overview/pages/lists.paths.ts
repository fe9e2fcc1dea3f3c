/** The lists as files. */
export const listPaths = {
  organisationsCsv: () => '/organisations.csv',
  episodesCsv: () => '/episodes.csv',
  casesCsv: () => '/cases.csv',
};
