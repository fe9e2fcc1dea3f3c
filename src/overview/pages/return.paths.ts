/** Where a body makes its monthly return. */
export const returnPaths = {
  show: (slug: string) => `/organisations/${slug}/return`,
};
