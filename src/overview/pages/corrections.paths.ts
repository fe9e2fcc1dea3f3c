/** Where reports of mistakes are made, read and answered. */
export const correctionPaths = {
  report: () => '/report-a-mistake',
  /** One report as everybody reads it. */
  shown: (ref: string) => `/report-a-mistake/${ref}`,
  index: () => '/corrections',
  answer: (ref: string) => `/corrections/${ref}`,
};
