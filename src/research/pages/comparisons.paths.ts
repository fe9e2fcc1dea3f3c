/** Where a researcher keeps comparisons. */
export const comparisonPaths = {
  index: () => '/research/comparisons',
  begin: () => '/research/comparisons/new',
  show: (ref: string) => `/research/comparisons/${ref}`,
  edit: (ref: string) => `/research/comparisons/${ref}/edit`,
  renewal: (ref: string) => `/research/comparisons/${ref}/renewal`,
  removal: (ref: string) => `/research/comparisons/${ref}/removal`,
};
