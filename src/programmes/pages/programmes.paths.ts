/** Where practice that travels is told. */
export const programmePaths = {
  index: () => '/programmes',
  indexCsv: () => '/programmes.csv',
  show: (slug: string) => `/programmes/${slug}`,
  fact: (slug: string, id: string) => `/programmes/${slug}#fact-${id}`,
  table: (slug: string, table: string) => `/programmes/${slug}/${table}.csv`,
};
