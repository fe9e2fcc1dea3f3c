/** Where a researcher keeps comparisons. */
export const comparisonPaths = {
  index: () => '/research/comparisons',
  begin: () => '/research/comparisons/new',
  show: (ref: string) => `/research/comparisons/${ref}`,
  edit: (ref: string) => `/research/comparisons/${ref}/edit`,
  renewal: (ref: string) => `/research/comparisons/${ref}/renewal`,
  publication: (ref: string) => `/research/comparisons/${ref}/publication`,
  edition: (ref: string, number: number) => `/research/comparisons/${ref}/editions/${number}`,
  codebook: (ref: string, number: number) => `/research/comparisons/${ref}/editions/${number}/codebook`,
  package: (ref: string, number: number) => `/research/comparisons/${ref}/editions/${number}/package.zip`,
  file: (ref: string, number: number, name: string) => `/research/comparisons/${ref}/editions/${number}/files/${name}`,
  removal: (ref: string) => `/research/comparisons/${ref}/removal`,
};
