/** Where the lists of codes are read. */
export const codeListPaths = { index: () => '/admin/lists' };
