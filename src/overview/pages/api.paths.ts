/** Where machines read the record. */
export const apiPaths = {
  page: () => '/api/v1',
  document: () => '/api/v1/openapi.json',
  list: (key: string) => `/api/v1/${key}`,
};
