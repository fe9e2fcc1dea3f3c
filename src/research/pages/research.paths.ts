/** Where research lives, for readers and for machines. */
export const researchPaths = {
  index: () => '/research',
  recovery: () => '/research/recovery',
  recoveryCsv: () => '/research/recovery.csv',
  forMachines: () => '/research/for-machines',
  recoveryApi: () => '/api/v1/research/recovery',
  data: () => '/data',
  cohorts: () => '/research/exports',
  freeze: () => '/research/exports/new',
  freezeRecord: () => '/research/exports/record',
  cohort: (ref: string) => `/research/exports/${ref}`,
  runAgain: (ref: string) => `/research/exports/${ref}/run`,
  freezeAgain: (ref: string) => `/research/exports/${ref}/editions`,
  edition: (ref: string, number: number) => `/research/exports/${ref}/editions/${number}`,
  package: (ref: string, number: number) => `/research/exports/${ref}/editions/${number}/package.zip`,
  file: (ref: string, number: number, name: string) => `/research/exports/${ref}/editions/${number}/files/${name}`,
};
