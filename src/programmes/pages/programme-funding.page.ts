import type { CalendarDay } from '../../kernel/calendar-day.js';
import { sayNumber } from '../../measures/domain/measure-words.js';
import { dateOrNotKnown, writtenDate } from '../../shell/cited.js';
import { formatList, plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { FundingRow } from '../data/programme.row.js';
import {
  riskMonths,
  type RiskGap,
  staffingRisk,
  type StaffingRisk,
  whatFollows,
  type WhatFollows,
} from '../domain/funding.js';
import { certaintyOf, labelOf, type Marks, on, type ProgrammeInput, sentences } from './programme-input.page.js';

const million = 1_000_000;

/** "£2.1 million", "£250,000". */
export const moneyWords = (pounds: number): string =>
  pounds >= million ? `£${sayNumber(pounds / million)}\u00a0million` : `£${sayNumber(pounds)}`;

export const amountWords = ({ amount, amountWords: words }: Pick<FundingRow, 'amount' | 'amountWords'>): string => {
  if (amount === null) return words ?? 'Not known';
  return words ? `${words} ${moneyWords(amount)}` : moneyWords(amount);
};

const gaps: Readonly<Record<RiskGap, string>> = {
  end: 'when it ends',
  'what-follows': 'what follows',
  contracts: 'whether staff have contracts that end with it',
};

const noRisk = {
  secured: 'No staffing risk from it: what follows is secured.',
  'permanent-staff': 'No staffing risk from it: its staff have no contracts that end with it.',
  'ends-later': `Not within ${riskMonths} months: it ends later.`,
} as const;

/** The staffing risk of one stream, in words. */
export function riskWords(risk: StaffingRisk): string {
  switch (risk.result) {
    case 'risk':
      return `Staffing risk: it ends within ${riskMonths} months, nothing that follows is secured, and staff are on contracts that end with it.`;
    case 'ended':
      return 'It has ended, and nothing that followed is on the record as secured.';
    case 'none':
      return noRisk[risk.because];
    case 'unknown':
      return `Cannot be told. Not known: ${formatList(risk.missing.map((gap) => gaps[gap]))}.`;
    default:
      return risk satisfies never;
  }
}

export const riskOf = (row: FundingRow, today: CalendarDay): StaffingRisk =>
  staffingRisk(
    {
      to: on(row.toOn),
      follows: row.follows === null || !Object.hasOwn(whatFollows, row.follows) ? null : (row.follows as WhatFollows),
      staffOnFixedTerm: row.staffOnFixedTerm === null ? null : row.staffOnFixedTerm === 1,
    },
    today,
  );

/** One sentence over the table: how many streams put staff at risk, and of how many it cannot be told. */
export function riskHeadline(rows: readonly FundingRow[], today: CalendarDay): string | null {
  if (rows.length === 0) return null;
  const results = rows.map((row) => riskOf(row, today).result);
  const count = (which: StaffingRisk['result']): number => results.filter((result) => result === which).length;
  const [atRisk, ended, unknown] = [count('risk'), count('ended'), count('unknown')];
  return (
    [
      atRisk > 0
        ? `${plural(atRisk, 'stream of money', 'streams of money')} out of ${rows.length} put staff at risk.`
        : null,
      ended > 0 ? `${plural(ended, 'stream has', 'streams have')} ended with nothing secured on the record.` : null,
      unknown > 0 ? `Of ${plural(unknown, 'stream')} the risk cannot be told.` : null,
    ]
      .filter((words) => words !== null)
      .join(' ') || 'No stream of money on the record puts staff at risk.'
  );
}

const contractWords = (flag: number | null): string => (flag === null ? 'Not known' : flag === 1 ? 'Yes' : 'No');

export function fundingTable({ funding, elements, today }: ProgrammeInput, marks: Marks): Table {
  const siteOf = new Map(elements.map(({ id, place }) => [id, place]));
  return stacked({
    id: 'funding',
    caption: 'Money, in the order in which it began',
    captionHidden: true,
    head: tableHead([
      { text: 'From whom' },
      { text: 'How much', numeric: true },
      { text: 'From' },
      { text: 'Until' },
      { text: 'What follows' },
      { text: 'Staff on contracts that end with it' },
      { text: 'What that means for staff' },
    ]),
    rows: funding.map((row) => ({
      cells: [
        {
          text: row.funder,
          header: true,
          note: sentences(
            row.siteId === null ? null : `For ${siteOf.get(row.siteId) ?? 'one site'}`,
            row.purpose,
            certaintyOf(row),
          ),
          citations: marks.of(row.id),
        },
        {
          text: amountWords(row),
          numeric: true,
          written: { 'Pounds in all': row.amount, 'How exactly': row.amountWords },
        },
        { text: dateOrNotKnown(row.fromOn), written: row.fromOn },
        { text: writtenDate(row.toOn) ?? 'Not known', written: row.toOn },
        { text: labelOf(whatFollows, row.follows) ?? 'Not known' },
        { text: contractWords(row.staffOnFixedTerm) },
        { text: riskWords(riskOf(row, today)) },
      ],
    })),
    empty: { text: 'No money is on the record.' },
  });
}
