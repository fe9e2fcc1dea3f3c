const one = (ref: string): string => `/imports/${ref}`;

/** Publications that were brought in, or wait to be. */
export const importPaths = {
  index: () => '/imports',
  list: () => '/imports.csv',
  begin: () => '/imports/new',
  show: one,
  columns: (ref: string) => `${one(ref)}/columns`,
  check: (ref: string) => `${one(ref)}/check`,
  application: (ref: string) => `${one(ref)}/application`,
  settingAside: (ref: string) => `${one(ref)}/setting-aside`,
  rows: (ref: string) => `${one(ref)}/rows`,
  rowsFile: (ref: string) => `${one(ref)}/rows.csv`,
  made: (ref: string) => `${one(ref)}/inspections`,
  file: (ref: string) => `${one(ref)}/file`,
};
