/** Where cases are chosen, set side by side, and looked for that are alike. */
export const comparePaths = {
  choose: () => '/compare',
  sideBySide: () => '/compare/side-by-side',
  factsCsv: () => '/compare/side-by-side.csv',
  alike: () => '/compare/alike',
  alikeCsv: () => '/compare/alike.csv',
};
