import {
  chartValue,
  type DisclosurePolicy,
  type Figure,
  mayShowLimits,
  publish,
  publishDerived,
  publishOverTime,
  publishRevised,
  publishTable,
  scanWords,
  type Scope,
  type Shown,
  type ShownTable,
} from './disclosure.js';

type Asked =
  | { readonly do: 'figure'; readonly figure: Figure }
  | { readonly do: 'table'; readonly table: readonly (readonly Figure[])[]; readonly totals?: readonly Figure[] }
  | { readonly do: 'year'; readonly whole: Figure; readonly parts: readonly Figure[] }
  | { readonly do: 'revised'; readonly figure: Figure; readonly before: Figure }
  | { readonly do: 'derived'; readonly figures: readonly Figure[]; readonly word: string; readonly sentence: string }
  | { readonly do: 'limits' | 'chart'; readonly figures: readonly Figure[] };

/** One published case: what is given, and what must come out, a text for each line of it. */
export type DisclosureCase = {
  readonly key: string;
  /** The rule that it shows, from 1 to 8. */
  readonly rule: number;
  readonly title: string;
  readonly expected: readonly string[];
} & (
  | (Asked & { readonly policy: DisclosurePolicy; /** The public where left out. */ readonly scope?: Scope })
  | { readonly do: 'words'; readonly text: string }
);

export type DisclosureCasesFile = { readonly about: string; readonly cases: readonly DisclosureCase[] };

export type CaseResult = Pick<DisclosureCase, 'key' | 'rule' | 'title' | 'expected'> & {
  readonly got: readonly string[];
  readonly passed: boolean;
};

/** The eight rules in a few words each, in the order in which they are applied. */
export const disclosureRules: readonly { readonly rule: number; readonly name: string; readonly text: string }[] = [
  {
    rule: 1,
    name: 'Eligibility',
    text: 'Only counts and shares of people are ever withheld, and only where the measure says that its numbers may be small. A board sees the true number, marked as not for publication.',
  },
  {
    rule: 2,
    name: 'Small counts',
    text: 'A count from 1 to 4 is withheld (c). A zero stays, unless it would tell what nobody did. A measure may ask that what is left is rounded, to 5 or to 10.',
  },
  {
    rule: 3,
    name: 'Small shares',
    text: 'A share is withheld when 1 to 4 people are in it, 1 to 4 are not, or there are fewer than 10. Others are rounded to the whole per cent; what is not zero and rounds to it is k.',
  },
  {
    rule: 4,
    name: 'No subtraction',
    text: 'Where one number of a row or a column is withheld, the next smallest is too. A total is given only when it tells nothing that is withheld.',
  },
  {
    rule: 5,
    name: 'Over time',
    text: 'A year beside its quarters is such a row. A revised number that differs by 1 to 4 people from the one published before is withheld, and the old one stands.',
  },
  {
    rule: 6,
    name: 'What follows from it',
    text: 'What was worked out from a withheld number is told by its word alone. Limits are drawn only when nothing in their baseline is withheld.',
  },
  {
    rule: 7,
    name: 'Charts',
    text: 'A withheld point is a gap with a c under it: never a zero, never a line drawn across.',
  },
  {
    rule: 8,
    name: 'Words',
    text: 'Public text is looked through for small counts of people, dates of birth, NHS and pupil numbers, postcodes and names like “Child A”. Whoever publishes must change them or confirm them.',
  },
];

const told = (shown: Shown): string =>
  shown.is === 'letter' ? shown.letter : `${shown.value}${shown.forBoardOnly ? ', not for publication' : ''}`;

const linesOf = ({ rows, totals }: ShownTable): string[] =>
  rows.map((cells, row) => {
    const total = totals[row] ?? null;
    return `${cells.map(told).join(' ')}${total ? ` = ${told(total)}` : ''}`;
  });

function workOut(one: DisclosureCase): readonly string[] {
  if (one.do === 'words') return scanWords(one.text).map(({ kind, found }) => `${kind}: ${found}`);
  const { policy, scope = 'public' } = one;
  const each = (figures: readonly Figure[]): Shown[] => figures.map((figure) => publish(figure, policy, scope));
  switch (one.do) {
    case 'figure':
      return [told(publish(one.figure, policy, scope))];
    case 'table':
      return linesOf(publishTable(one.table, { policy, scope, rowTotals: one.totals ?? [] }));
    case 'year': {
      const { cells, total } = publishOverTime(one.whole, one.parts, { policy, scope });
      return linesOf({ rows: [cells], totals: [total] });
    }
    case 'revised':
      return [told(publishRevised(one.figure, { before: one.before, policy, scope }))];
    case 'derived':
      return [publishDerived(each(one.figures), one)];
    case 'limits':
      return [mayShowLimits(each(one.figures)) ? 'yes' : 'no'];
    case 'chart':
      return [
        each(one.figures)
          .map((shown) => chartValue(shown) ?? 'gap')
          .join(' '),
      ];
  }
}

/** Works every case with the functions that the pages ask. */
export const runDisclosureCases = (cases: readonly DisclosureCase[]): readonly CaseResult[] =>
  cases.map((one) => {
    const got = workOut(one);
    const { key, rule, title, expected } = one;
    const passed = got.length === expected.length && got.every((line, index) => line === expected[index]);
    return { key, rule, title, expected, got, passed };
  });
