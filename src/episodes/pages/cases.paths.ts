/** Where a case is opened and run. */
const at = (ref: string, rest: string): string => `/episodes/${ref}/${rest}`;

export const openingPaths = {
  begin: () => '/episodes/new',
  tasks: (ref: string) => `/episodes/new/${ref}`,
  task: (ref: string, task: string) => `/episodes/new/${ref}/${task}`,
  check: (ref: string) => `/episodes/new/${ref}/check`,
  removal: (ref: string) => `/episodes/new/${ref}/removal`,
};

export const casePaths = {
  manage: (ref: string) => at(ref, 'manage'),
  takingUp: (ref: string) => at(ref, 'manage/taking-up'),
  move: (ref: string, to: string) => at(ref, `manage/moves/${to}`),
  pause: (ref: string) => at(ref, 'manage/pause'),
  resumption: (ref: string) => at(ref, 'manage/resumption'),
  details: (ref: string) => at(ref, 'manage/details'),
  people: (ref: string) => at(ref, 'people'),
  newPerson: (ref: string) => at(ref, 'people/new'),
  telling: (ref: string, id: string) => at(ref, `people/${id}/telling`),
  removal: (ref: string, id: string) => at(ref, `people/${id}/removal`),
  warnings: (ref: string) => at(ref, 'warnings'),
  newWarning: (ref: string) => at(ref, 'warnings/new'),
  warningAnswer: (ref: string, id: string) => at(ref, `warnings/${id}/answer`),
  support: (ref: string) => at(ref, 'support'),
  newSupport: (ref: string) => at(ref, 'support/new'),
  supportMove: (ref: string, id: string, to: string) => at(ref, `support/${id}/moves/${to}`),
  newFinding: (ref: string, id: string) => at(ref, `support/${id}/findings/new`),
  findingAnswer: (ref: string, id: string) => at(ref, `findings/${id}/answer`),
  triggers: (ref: string) => at(ref, 'triggers'),
  newTrigger: (ref: string) => at(ref, 'triggers/new'),
  triggerTest: (ref: string, id: string) => at(ref, `triggers/${id}/test`),
  newBreach: (ref: string, id: string) => at(ref, `triggers/${id}/breaches/new`),
  breachAnswer: (ref: string, id: string) => at(ref, `breaches/${id}/answer`),
  interventions: (ref: string) => at(ref, 'interventions'),
  newIntervention: (ref: string) => at(ref, 'interventions/new'),
  checks: (ref: string) => at(ref, 'checks'),
  checkResult: (ref: string, id: string) => at(ref, `checks/${id}/result`),
  newPlan: (ref: string) => at(ref, 'sustainability/new'),
  events: (ref: string) => at(ref, 'events'),
  newEvent: (ref: string) => at(ref, 'events/new'),
  newChange: (ref: string) => at(ref, 'changes/new'),
};
