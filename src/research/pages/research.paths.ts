/** Where research lives, for readers and for machines. */
export const researchPaths = {
  index: () => '/research',
  recovery: () => '/research/recovery',
  recoveryCsv: () => '/research/recovery.csv',
  forMachines: () => '/research/for-machines',
  recoveryApi: () => '/api/v1/research/recovery',
};
