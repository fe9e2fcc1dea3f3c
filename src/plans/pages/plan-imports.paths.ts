const of = (ref: string): string => `/plans/${ref}/import`;
const one = (ref: string, number: number): string => `${of(ref)}/${number}`;

/** Bringing a plan in from a spreadsheet: one page for each step. */
export const planImportPaths = {
  bring: of,
  show: one,
  columns: (ref: string, number: number): string => `${one(ref, number)}/columns`,
  words: (ref: string, number: number): string => `${one(ref, number)}/words`,
  check: (ref: string, number: number): string => `${one(ref, number)}/check`,
  mends: (ref: string, number: number): string => `${one(ref, number)}/mends`,
  settingAside: (ref: string, number: number): string => `${one(ref, number)}/setting-aside`,
};
