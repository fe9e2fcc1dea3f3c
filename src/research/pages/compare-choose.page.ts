import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { type FilterForm, filterForm } from '../../shell/filters.js';
import { formatList, plural } from '../../shell/format.js';
import type { Notice, PageFacts } from '../../shell/layout.js';
import { address, type Link, queryPairs } from '../../shell/links.js';
import { paginate, type Pagination, readPage } from '../../shell/pagination.js';
import type { EmptyState } from '../../shell/parts.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { type Zero, zeros, zeroWords } from '../domain/compared-case.js';
import { notTheSame } from '../domain/not-the-same.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { type Chosen, fewestCases, mostCases } from './compare-question.js';
import { howItWent, nameOfCase, triggerWords } from './compare-words.page.js';
import { comparePaths } from './compare.paths.js';
import { researchPaths } from './research.paths.js';

type CaseLine = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly organisation: string;
  readonly about: string;
  readonly trigger: string;
  readonly framework: string;
  readonly scale: string;
  readonly course: string;
  readonly href: string;
  readonly isPicked: boolean;
};

export type CompareChoosePage = PageFacts & {
  readonly lede: string;
  readonly filter: FilterForm;
  readonly action: string;
  /** What the list was narrowed to goes along, so that the comparison knows what the cases were chosen from. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fault: string | null;
  readonly picked: readonly CaseLine[];
  readonly heading: string;
  readonly lines: readonly CaseLine[];
  readonly aligns: readonly {
    readonly value: Zero;
    readonly id: string;
    readonly text: string;
    readonly hint: string;
    readonly isChosen: boolean;
  }[];
  readonly pagination: Pagination | null;
  readonly empty: EmptyState | null;
  readonly examples: readonly Link[];
};

/** What is listed beside a case to choose it by; cases that are chosen stand above the list. */
export type CompareChooseInput = {
  readonly chosen: Chosen;
  readonly query: Readonly<Record<string, unknown>>;
  /** Why what was picked cannot be compared, when that was asked for. */
  readonly fault: string | null;
  /** The episodes of the shipped stories, for whoever wants to see what comes of it. */
  readonly all: readonly RecoveryCase[];
};

const nameIn = (names: Readonly<Record<string, string>>, code: string | null): string =>
  code === null ? 'region not on the record' : (names[code] ?? code);

const lineOf = (
  one: RecoveryCase,
  index: number,
  { list, isPicked }: { list: string; isPicked: boolean },
): CaseLine => ({
  id: `${list}-${index + 1}`,
  ref: one.ref,
  title: nameOfCase(one),
  organisation: one.organisation,
  about: [nameIn(episodeAreas, one.area), one.unit, nameIn(organisationKinds, one.kind), nameIn(regions, one.region)]
    .filter(Boolean)
    .join(' · '),
  trigger: triggerWords(one),
  framework: one.framework?.title ?? 'No framework on record',
  scale: one.framework?.scaleLabel ?? one.framework?.scale ?? 'no scale',
  course: howItWent(one),
  href: episodePaths.show(one.ref),
  isPicked,
});

/** Frameworks or scales that differ between what is picked: said before the cases are compared, and again after. */
function cautions(picked: readonly RecoveryCase[]): readonly Notice[] {
  const differ = notTheSame(picked).filter(
    ({ kind }) => kind === 'framework' || kind === 'scale' || kind === 'scale-changed',
  );
  return differ.map(({ kind, groups }): Notice => {
    if (kind === 'scale-changed')
      return {
        text: `The scale changed during ${formatList(groups.flatMap(({ refs }) => refs))}: their grades before and after need not mean the same.`,
      };
    const named = groups.map(({ value, refs }) => `${value ?? 'none on the record'} (${refs.join(', ')})`);
    return {
      text: `The cases that you have chosen were judged ${kind === 'framework' ? 'under different frameworks' : 'on different scales'}: ${named.join('; ')}. Their grades are shown, and are not to be read against one another.`,
    };
  });
}

function examplesOf(all: readonly RecoveryCase[]): readonly Link[] {
  const told = all.filter(({ origin }) => origin === 'library').slice(0, mostCases);
  if (told.length < fewestCases) return [];
  return [
    {
      text: `${plural(told.length, 'case')} of the shipped record, side by side`,
      href: address(comparePaths.sideBySide(), { case: told.map(({ ref }) => ref) }),
    },
  ];
}

export function compareChoosePage({ chosen, query, fault, all }: CompareChooseInput): CompareChoosePage {
  const { filters, values, found, picked, align, notes } = chosen;
  const path = comparePaths.choose();
  const refs = picked.map(({ ref }) => ref);
  const keep = { case: refs, align: align === 'trigger' ? null : align };
  const { page, notes: pageNotes } = readPage(query);
  const rest = found.filter(({ ref }) => !refs.includes(ref));
  const size = 25;
  const current = Math.min(page, Math.max(1, Math.ceil(rest.length / size)));
  const shown = rest.slice((current - 1) * size, current * size);
  const filter = filterForm(filters, values, { path, keep });
  return {
    title: 'Compare cases',
    description: `Choose ${fewestCases} to ${mostCases} episodes of failure and set them side by side on one clock.`,
    breadcrumbs: [{ text: 'Research', href: researchPaths.index() }],
    notices: [...[...notes, ...pageNotes].map((text): Notice => ({ text })), ...cautions(picked)],
    errors: fault === null ? [] : [{ text: fault, href: '#cases' }],
    lede: `Choose ${fewestCases} to ${mostCases} episodes of failure and set them side by side on one clock, in months from an event that all of them have. Nothing is ranked, and nothing is scored.`,
    filter: { ...filter, purpose: 'Narrow the list' },
    action: comparePaths.sideBySide(),
    hidden: queryPairs({ ...values }),
    fault,
    picked: picked.map((one, index) => lineOf(one, index, { list: 'picked', isPicked: true })),
    heading: `${plural(rest.length, refs.length === 0 ? 'episode' : 'other episode')}${chosen.isNarrowed ? ' that match' : ''}`,
    lines: shown.map((one, index) => lineOf(one, index, { list: 'case', isPicked: false })),
    aligns: (Object.keys(zeros) as Zero[]).map((value) => ({
      value,
      id: `align-${value}`,
      text: zeros[value],
      hint: `Month zero is ${zeroWords[value]}.`,
      isChosen: value === align,
    })),
    pagination:
      rest.length <= size
        ? null
        : paginate(
            { page: current, shown: shown.length, total: { count: rest.length, capped: false }, size },
            { path, query: { ...values, ...keep } },
          ),
    empty:
      rest.length > 0
        ? null
        : chosen.isNarrowed
          ? { text: 'No episodes match. Remove a filter.', link: { text: 'Clear all filters', href: filter.clearHref } }
          : { text: 'No other episodes of failure have been published yet.' },
    examples: examplesOf(all),
  };
}
