/** Where everything is searched. */
export const searchPaths = {
  search: () => '/search',
};
