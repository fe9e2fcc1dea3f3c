import { formatCount } from './format.js';
import { type QueryValues, address } from './links.js';

export const pageSize = 25;

/** How many there are. Counting stops at a limit, since the exact number is the one thing that grows with the data. */
export type Count = { readonly count: number; readonly capped: boolean };

/** "62", "1,000+". */
export const formatCapped = ({ count, capped }: Count): string =>
  capped ? `${formatCount(count)}+` : formatCount(count);

export type PageItem = {
  readonly number: string | null;
  readonly href: string | null;
  readonly current: boolean;
  /** True where pages are left out. */
  readonly gap: boolean;
};

/** `partials/pagination`. */
export type Pagination = {
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly items: readonly PageItem[];
  /** "Showing 26 to 50 of 62". */
  readonly summary: string;
};

/** Deep pages cost more than they tell: nobody reads past this one, and a filter finds sooner. */
const lastReadablePage = 40_000;

/** Reads `page`: a whole number from 1. What makes no sense shows the first page, with a note. */
export function readPage(query: Readonly<Record<string, unknown>>): {
  readonly page: number;
  readonly notes: readonly string[];
} {
  const { page } = query;
  if (page === undefined) return { page: 1, notes: [] };
  const number = typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 0;
  if (number >= 1 && number <= lastReadablePage) return { page: number, notes: [] };
  return { page: 1, notes: ['There is no page with that number. The first page is shown.'] };
}

/**
 * The numbers to print: the first, the last, the current and its neighbours, null for a gap. A gap that would hide
 * only one page is that page.
 */
export function pageNumbers(current: number, last: number): readonly (number | null)[] {
  const wanted = [...new Set([1, current - 1, current, current + 1, last])]
    .filter((number) => number >= 1 && number <= last)
    .toSorted((a, b) => a - b);
  return wanted.flatMap((number, index) => {
    const before = wanted[index - 1] ?? number - 1;
    if (number - before === 2) return [number - 1, number];
    return number - before > 2 ? [null, number] : [number];
  });
}

/**
 * The links between the pages of a list, or null when one page holds it all. `shown` is how many rows this page
 * has; with a capped count, a full page is taken to have another after it.
 */
export function paginate(
  { page, shown, total, size = pageSize }: { page: number; shown: number; total: Count; size?: number },
  { path, query }: { path: string; query: QueryValues },
): Pagination | null {
  const counted = Math.max(1, Math.ceil(total.count / size));
  const last = total.capped ? Math.max(counted, page) : counted;
  const hasNext = page < last || (total.capped && shown >= size);
  if (last === 1 && !hasNext && page === 1) return null;
  const hrefOf = (number: number): string => address(path, { ...query, page: number === 1 ? null : number });
  const first = (page - 1) * size + 1;
  const items = pageNumbers(page, last).map((number) => ({
    number: number === null ? null : formatCount(number),
    href: number === null ? null : hrefOf(number),
    current: number === page,
    gap: number === null,
  }));
  return {
    previousHref: page > 1 ? hrefOf(Math.min(page - 1, last)) : null,
    nextHref: hasNext ? hrefOf(page + 1) : null,
    items: total.capped ? [...items, { number: null, href: null, current: false, gap: true }] : items,
    summary:
      shown === 0
        ? `Nothing on this page of ${formatCapped(total)}`
        : `Showing ${formatCount(first)} to ${formatCount(first + shown - 1)} of ${formatCapped(total)}`,
  };
}
