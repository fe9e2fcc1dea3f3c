/** Where retention holds are kept. */
export const holdPaths = {
  index: () => '/admin/holds',
  show: (ref: string) => `/admin/holds/${ref}`,
  ending: (ref: string) => `/admin/holds/${ref}/ending`,
};
