import type { Period } from '../../../kernel/period.js';
import { type Aligned, onClock } from '../clock-range.js';
import type { Zero } from '../compared-case.js';
import type { ComparedSeries } from '../comparison-numbers.js';
import type { LaneName } from '../lanes.js';
import { type MissingReason, type PackageColumn, whenColumns } from '../package/package-table.js';
import { whenOf } from '../package/dates.js';

/** What a comparison shows, and how: all that its files are made from. */
export type KeptComparison = {
  readonly cases: readonly Aligned[];
  readonly align: Zero;
  /** The rows that are drawn. */
  readonly lanes: readonly LaneName[];
  /** The small pictures: the same measure of every case that has it. */
  readonly series: readonly ComparedSeries[];
};

export const yesNo = (is: boolean): string => String(is);

/** Of a list of codes those that stand: a codebook explains what is there, and nothing else. */
export const standing = (
  codes: Readonly<Record<string, string>>,
  stand: readonly (string | null)[],
): Readonly<Record<string, string>> => {
  const found = new Set(stand);
  return Object.fromEntries(Object.entries(codes).filter(([code]) => found.has(code)));
};

/** The columns of a date, and of its place on the clock of its case. */
export function clockColumns<Row>(
  name: string,
  is: string,
  {
    zero,
    on,
    missing,
    isZero = () => false,
  }: {
    readonly zero: (row: Row) => Period | null;
    readonly on: (row: Row) => Period | null;
    readonly missing: (row: Row) => MissingReason;
    /** Whether it is month zero itself: however roughly that is dated, it lies no month from itself. */
    readonly isZero?: (row: Row) => boolean;
  },
): readonly PackageColumn<Row>[] {
  const placed = (row: Row) => {
    const [from, at] = [zero(row), on(row)];
    if (!from || !at) return null;
    return isZero(row) ? { months: 0, uncertainty: 0 } : onClock(from, at);
  };
  return [
    ...whenColumns<Row>(name, is, (row) => whenOf(on(row)), missing),
    {
      name: `${name}_month`,
      type: 'number',
      is: `${is}, in months from month zero of its case: the middle of both dates, days divided by 30.4375, one decimal`,
      value: (row) => placed(row)?.months ?? null,
      // A date without a month: the case has no month zero.
      missing: (row) => (on(row) ? 'not recorded' : missing(row)),
    },
    {
      name: `${name}_month_plus_or_minus`,
      type: 'number',
      is: 'How far the true month may lie from that one, in months: half of what each date leaves open',
      value: (row) => placed(row)?.uncertainty ?? null,
      reasonIn: `${name}_month_missing`,
    },
  ];
}
