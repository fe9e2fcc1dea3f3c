/** Where ways of judging live. */
export const frameworkPaths = {
  index: () => '/frameworks',
  csv: () => '/frameworks.csv',
  show: (key: string) => `/frameworks/${key}`,
};
