import type { Cause } from '../../vocabulary/domain/causes.js';

/** Days before the beginning on which the first warning sign stood in a report. */
export const warnedBefore = 200;
/** Days of the story: the notice, help from peers that came, and what was agreed for next time. */
export const noticeDay = 10;
export const peersDay = 30;
export const triggersDay = 62;
export const triggersTestedDay = 200;
/** The notice is meant to end two years after it began. */
export const noticeLasts = 730;

/** The tests for leaving, all agreed with the notice; two of four are met. */
export const criteria = [
  { text: 'Nine in ten decisions on contacts are made within a day, for six months', metOn: 250 },
  { text: 'Every social worker is supervised every four weeks', metOn: 310 },
  { text: 'Two monitoring visits in a row find no child at risk', metOn: null },
  { text: 'Three in four case files are audited as good by somebody from outside', metOn: null },
] as const;

/** What peers found; each was answered on day 60, and those that were accepted have an action. */
export const findingsOfPeers = [
  { text: 'Managers sign off plans that they have not read', accepted: 'yes' },
  { text: 'The front door closes at five', accepted: 'yes' },
  { text: 'Partners do not know the thresholds', accepted: 'yes' },
  { text: 'The council should leave the regional agency', accepted: 'no' },
] as const;

/** Why what inspectors found was so, by its place in the list of findings; the rest has no cause on the record. */
export const causesOfFindings: readonly (Cause | null)[] = [
  'partnership',
  'workforce',
  'practice',
  'practice',
  'practice',
  'workforce',
  'practice',
  'data',
  'leadership',
  'leadership',
  'culture',
  'culture',
];

export const risks = [
  {
    title: 'Experienced social workers leave',
    cause: 'Rates are higher next door',
    effect: 'Children change their social worker',
    likelihood: 4,
    consequence: 4,
    controls: 'Retention payment; exit interviews read each month',
    ownerPost: 'Head of workforce',
  },
  {
    title: 'The move of records loses what is known of a child',
    cause: 'Two systems run beside each other',
    effect: 'Somebody decides without knowing',
    likelihood: 2,
    consequence: 5,
    controls: 'Records checked by hand for each child in care',
    ownerPost: 'Head of performance',
  },
  {
    title: 'The budget is set after the contract for return interviews ends',
    cause: 'The contract ends in March',
    effect: 'Return interviews stop for a month',
    likelihood: 3,
    consequence: 3,
    controls: 'The health trust has offered to bridge the month',
    ownerPost: 'Head of the front door',
  },
  {
    title: 'Audits are done by those who are audited',
    cause: 'Too few auditors from outside',
    effect: 'The board hears that things are better than they are',
    likelihood: 3,
    consequence: 4,
    controls: 'Ten files a month are read by an auditor of another council',
    ownerPost: 'Head of practice',
  },
] as const;

/** Milestones that were adapted from elsewhere, and from where. */
export const adapted: Readonly<Record<number, string>> = {
  2: 'Eastmere Council, its daily huddle',
  26: 'No Wrong Door, North Yorkshire',
  47: 'Westbrook Council, its academy',
};
