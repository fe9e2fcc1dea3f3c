import type { ConcernRoute, ConcernState, ConcernTheme } from '../domain/concern.js';

export const themeWords: Readonly<Record<ConcernTheme, string>> = {
  safety: 'Safety',
  quality_of_practice: 'Quality of practice',
  workload: 'Workload',
  bullying_or_behaviour: 'Bullying or behaviour',
  data_or_records: 'Data or records',
  money: 'Money',
  leadership: 'Leadership',
  other: 'Something else',
};

export const routeWords: Readonly<Record<ConcernRoute, string>> = {
  online: 'By the form of this service',
  in_person: 'In person',
  telephone: 'By telephone',
  letter: 'By letter or email',
  other: 'In another way',
};

export const stateWords: Readonly<Record<ConcernState, string>> = {
  raised: 'Raised',
  acknowledged: 'Acknowledged',
  looked_into: 'Being looked into',
  outcome_shared: 'Outcome shared',
  closed: 'Closed',
  reopened: 'Reopened',
};

/** Exact wording of message 21. */
export const looksPersonal =
  'This looks like it could identify a person. Take out names, dates of birth and case numbers';

/** Exact wording for a receipt that nobody has. */
export const noSuchReceipt = 'We cannot find that receipt word.';
