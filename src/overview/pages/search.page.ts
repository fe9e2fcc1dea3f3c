import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { parsePeriod } from '../../kernel/period.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import type { FoundRecord } from '../../office/data/search.queries.js';
import { mostFound } from '../../office/domain/search-entry.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatCount, formatPeriod } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { type SubNavigation, subNavigation } from '../../shell/navigation.js';
import { formatCapped, pageSize, paginate, type Pagination } from '../../shell/pagination.js';
import type { EmptyState, Search } from '../../shell/parts.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { searchPaths } from './search.paths.js';

/** Of each kind so many stand on the first page. */
export const eachOnFirstPage = 5;

type Kind = { readonly one: string; readonly many: string; readonly href: (address: string) => string };

/** What can be found, in the order in which it is shown. */
const kinds: Readonly<Record<string, Kind>> = {
  organisation: { one: 'organisation', many: 'Organisations', href: organisationPaths.show },
  episode: { one: 'failure episode', many: 'Failure episodes', href: episodePaths.show },
  inspection: { one: 'inspection', many: 'Inspections', href: inspectionPaths.show },
  lesson: { one: 'lesson', many: 'Lessons', href: (number) => lessonPaths.show(Number(number)) },
  programme: { one: 'programme', many: 'Programmes', href: programmePaths.show },
  framework: { one: 'framework', many: 'Frameworks', href: frameworkPaths.show },
  source: { one: 'source', many: 'Sources', href: sourcePaths.show },
};

export const searchedKinds = Object.keys(kinds);

export const isSearchedKind = (text: unknown): text is string => typeof text === 'string' && Object.hasOwn(kinds, text);

type Result = { readonly title: string; readonly href: string; readonly note: string | null };

type Group = {
  readonly id: string;
  readonly heading: string;
  readonly results: readonly Result[];
  readonly more: Link | null;
};

export type SearchPage = PageFacts & {
  readonly heading: string;
  readonly search: Search;
  readonly kinds: SubNavigation | null;
  readonly groups: readonly Group[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
};

type Found = {
  readonly q: string;
  /** The best few of every kind; where only one was asked for, one page of that, and the best one of each. */
  readonly best: readonly FoundRecord[];
  readonly only: { readonly kind: string; readonly page: number } | null;
  /** How many records are not in the search yet as they stand on the record. */
  readonly owed: number;
  readonly notes: readonly string[];
};

const noteOf = ({ shown }: FoundRecord): string | null => {
  const on = shown.on ? parsePeriod(shown.on) : null;
  return [on && formatPeriod(on), shown.note].filter(Boolean).join(' · ') || null;
};

const resultOf = (found: FoundRecord): Result[] => {
  const kind = kinds[found.kind];
  if (!kind) return [];
  const isDraft = found.kind === 'inspection' && found.scope !== 'public';
  const href = isDraft ? inspectionPaths.workspace(found.address) : kind.href(found.address);
  return [{ title: found.shown.title, href, note: noteOf(found) }];
};

const hrefOf = (q: string, kind: string | null): string => address(searchPaths.search(), { q, kind });

/** No more of a kind are weighed: there may be others, which another word finds. */
const countOf = (total: number) => ({ count: Math.min(total, mostFound), capped: total >= mostFound });
const formatTotal = (total: number): string => formatCapped(countOf(total));

function groupsOf(q: string, best: readonly FoundRecord[]): Group[] {
  return Object.entries(kinds).flatMap(([key, { many }]) => {
    const found = best.filter(({ kind }) => kind === key);
    const total = found[0]?.total ?? 0;
    if (total === 0) return [];
    const more = total > found.length ? { text: `See all ${formatTotal(total)}`, href: hrefOf(q, key) } : null;
    return [{ id: key, heading: `${many} (${formatTotal(total)})`, results: found.flatMap(resultOf), more }];
  });
}

export function searchPage({ q, best, only, owed, notes }: Found): SearchPage {
  const totals = new Map(best.map(({ kind, total }) => [kind, total]));
  const there = Object.entries(kinds).filter(([key]) => totals.has(key));
  const total = there.reduce((sum, [key]) => sum + (totals.get(key) ?? 0), 0);
  const records = only
    ? best.filter(({ kind, place }) => kind === only.kind && place > (only.page - 1) * pageSize)
    : [];
  const isCapped = there.some(([key]) => (totals.get(key) ?? 0) >= mostFound);
  const said = `for ‘${q}’`;
  const heading =
    q === ''
      ? 'Search'
      : `${formatCapped({ count: total, capped: isCapped })}\u00a0${total === 1 ? 'result' : 'results'} ${said}`;
  return {
    title: q === '' ? 'Search' : `${heading}: search`,
    heading,
    notices: [...notes, ...owedWords(owed)].map((text) => ({ text })),
    search: {
      id: 'search',
      action: searchPaths.search(),
      name: 'q',
      label: 'Search the record',
      hint: 'A name, a place, a reference such as EP-0001, or words of a finding',
      value: q || null,
      button: 'Search',
    },
    kinds:
      there.length > 1
        ? subNavigation(
            'Kinds of result',
            [
              { text: 'All', href: hrefOf(q, null) },
              ...there.map(([key, { many }]) => ({
                text: `${many} (${formatTotal(totals.get(key) ?? 0)})`,
                href: hrefOf(q, key),
              })),
            ],
            hrefOf(q, only?.kind ?? null),
          )
        : null,
    groups: only
      ? [
          {
            id: only.kind,
            heading: kinds[only.kind]?.many ?? '',
            results: records.flatMap(resultOf),
            more: null,
          },
        ].filter(({ results }) => results.length > 0)
      : groupsOf(q, best),
    pagination: only
      ? paginate(
          {
            page: only.page,
            shown: records.length,
            total: countOf(totals.get(only.kind) ?? 0),
          },
          { path: searchPaths.search(), query: { q, kind: only.kind } },
        )
      : null,
    empty: emptyOf(q, only ? records.length : total),
  };
}

/** A publication that has just come in is on the record at once, and found a little later. */
const owedWords = (owed: number): string[] =>
  owed === 0
    ? []
    : [
        `A publication has just been brought in: ${formatCount(owed)} of its records are being put into the search. Look again in a minute to find them all.`,
      ];

function emptyOf(q: string, found: number): EmptyState | null {
  if (q === '')
    return {
      text: 'Organisations, failure episodes, inspections, lessons, frameworks and sources are searched together.',
    };
  if (found > 0) return null;
  return {
    text: `Nothing found for ‘${q}’. Every word must be there: try fewer words, or the beginning of a name.`,
    link: { text: 'See all organisations', href: organisationPaths.index() },
  };
}
