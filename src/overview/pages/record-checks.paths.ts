/** Where what does not fit together is told. */
export const recordCheckPaths = {
  index: () => '/record-checks',
  csv: () => '/record-checks.csv',
};
