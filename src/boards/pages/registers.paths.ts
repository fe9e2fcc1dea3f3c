const one = (register: string, ref: string, rest = ''): string => `/${register}/${encodeURIComponent(ref)}${rest}`;

/** What boards decided, asked and asked for. */
export const registerPaths = {
  decisions: () => '/decisions',
  decisionsCsv: () => '/decisions.csv',
  decision: (ref: string) => one('decisions', ref),
  lookBack: (ref: string) => one('decisions', ref, '/looking-back'),
  withdrawDecision: (ref: string) => one('decisions', ref, '/withdrawal'),
  challenges: () => '/challenges',
  challengesCsv: () => '/challenges.csv',
  challenge: (ref: string) => one('challenges', ref),
  answer: (ref: string) => one('challenges', ref, '/answers'),
  judge: (ref: string) => one('challenges', ref, '/judgement'),
  actions: () => '/actions',
  actionsCsv: () => '/actions.csv',
  action: (ref: string) => one('actions', ref),
  actionDate: (ref: string) => one('actions', ref, '/date'),
  actionDone: (ref: string) => one('actions', ref, '/completion'),
  actionCancel: (ref: string) => one('actions', ref, '/cancellation'),
  actionReopen: (ref: string) => one('actions', ref, '/reopening'),
};
