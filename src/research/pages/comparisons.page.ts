import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { type FieldMaker, form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ComparisonListRow, ComparisonRow } from '../data/comparison.row.js';
import { zeros } from '../domain/compared-case.js';
import { type FactDifference, type FactLine, isUnchanged } from '../domain/comparison-facts.js';
import type { FactFate } from '../domain/comparison-changes.js';
import { comparePaths } from './compare.paths.js';
import { type ChangedPart, changedParts } from './comparison-changes.page.js';
import { comparisonPaths } from './comparisons.paths.js';
import { address } from '../../shell/links.js';
import { researchPaths } from './research.paths.js';

export const comparisonSaid = {
  saved: 'The comparison is saved, with every fact that it was read from.',
  renamed: 'Name and note are saved.',
  renewed: 'The comparison is saved anew, with the facts as they are today.',
  removed: 'The comparison is removed.',
} as const;

const crumbs = [
  { text: 'Research', href: researchPaths.index() },
  { text: 'Your comparisons', href: comparisonPaths.index() },
];

/** Reads what a row keeps as JSON: written by the service, read by nobody else. */
export const episodesOf = ({
  episodes,
}: Pick<ComparisonListRow, 'episodes'>): readonly { readonly id: string; readonly ref: string }[] =>
  JSON.parse(episodes) as { id: string; ref: string }[];
export const factsOf = ({ facts }: Pick<ComparisonRow, 'facts'>): readonly FactLine[] =>
  JSON.parse(facts) as FactLine[];

const dayWords = (text_: string): string => {
  const day = parseCalendarDay(text_);
  return day ? formatDay(day) : text_;
};

const alignWords = ({ alignOn }: Pick<ComparisonListRow, 'alignOn'>): string =>
  zeros[alignOn as keyof typeof zeros] ?? alignOn;

export const openAddress = ({ shownAs }: Pick<ComparisonListRow, 'shownAs'>): string =>
  `${comparePaths.sideBySide()}?${shownAs}`;

export type ComparisonsPage = PageFacts & {
  readonly said: Notification | null;
  readonly table: Table;
  readonly chooseHref: string;
};

/** What a researcher has saved. */
export const comparisonsPage = (rows: readonly ComparisonListRow[], said: Notification | null): ComparisonsPage => ({
  title: 'Your comparisons',
  breadcrumbs: crumbs.slice(0, 1),
  said,
  chooseHref: comparePaths.choose(),
  table: stacked(
    {
      id: 'comparisons',
      caption: plural(rows.length, 'saved comparison'),
      head: tableHead([
        { text: 'Name' },
        { text: 'Cases' },
        { text: 'Aligned on' },
        { text: 'Facts as on' },
        { text: 'Hash' },
      ]),
      rows: rows.map((row) => ({
        cells: [
          { text: row.name, href: comparisonPaths.show(row.ref), header: true, note: row.ref },
          {
            text: episodesOf(row)
              .map(({ ref }) => ref)
              .join(', '),
          },
          { text: alignWords(row) },
          { text: dayWords(row.asOn) },
          { text: row.hash.slice(0, 8) },
        ],
      })),
      empty: {
        text: 'You have saved no comparison yet. Choose cases, set them side by side, and save what you see.',
        link: { text: 'Compare cases', href: comparePaths.choose() },
      },
    },
    ['', 'Cases', 'Aligned on', 'Facts as on', 'Hash'],
  ),
});

/** What a person types of a comparison: for the form, and for bringing two people's changes together. */
export const namingFields = (
  held: { readonly name: string; readonly note: string | null } | null,
): readonly FieldMaker[] => [
  text({
    name: 'name',
    label: 'Name',
    hint: 'What you will cite it as, for example CS-2026-03',
    value: held?.name ?? null,
  }),
  prose({
    name: 'note',
    label: 'Note',
    hint: 'For yourself: nobody else reads it',
    value: held?.note ?? null,
    rows: 4,
  }),
];

export type ComparisonFormPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly intro: string;
  readonly form: FormModel;
};

export type NewComparisonInput = {
  readonly refs: readonly string[];
  readonly align: keyof typeof zeros;
  readonly shownAs: string;
  readonly tried?: Tried;
};

export function newComparisonPage({ refs, align, shownAs, tried = null }: NewComparisonInput): ComparisonFormPage {
  const model = form({
    action: comparisonPaths.begin(),
    button: 'Save the comparison',
    fields: namingFields(null),
    hidden: { shown: shownAs },
    tried,
    cancel: { text: 'Back to the comparison', href: `${comparePaths.sideBySide()}?${shownAs}` },
  });
  return {
    title: 'Save this comparison',
    heading: 'Save this comparison',
    caption: `${formatList(refs)}, aligned on the ${zeros[align].toLowerCase()}`,
    intro:
      'Every fact that it is read from is kept with it, and a hash of them, so that you can see later what has changed on the record since.',
    breadcrumbs: crumbs,
    errors: model.errors,
    form: model,
  };
}

export function editComparisonPage(row: ComparisonRow, tried: Tried = null): ComparisonFormPage {
  const model = form({
    action: comparisonPaths.edit(row.ref),
    button: 'Save',
    fields: namingFields(row),
    version: row.version,
    tried,
    cancel: { text: 'Back to the comparison', href: comparisonPaths.show(row.ref) },
  });
  return {
    title: `Change name and note of ${row.ref}`,
    heading: 'Change name and note',
    caption: row.ref,
    intro: 'The cases and their facts stay as they were saved.',
    breadcrumbs: [...crumbs, { text: row.name, href: comparisonPaths.show(row.ref) }],
    errors: model.errors,
    form: model,
  };
}

export type ComparisonPage = PageFacts & {
  readonly said: Notification | null;
  readonly name: string;
  readonly caption: string;
  readonly note: string | null;
  readonly facts: {
    readonly rows: readonly { readonly label: string; readonly text: string; readonly href?: string }[];
  };
  readonly openHref: string;
  /** Where its episodes are frozen, to be cited and taken away. */
  readonly freezeHref: string;
  readonly editNameHref: string;
  readonly verdict: string;
  readonly parts: readonly ChangedPart[];
  readonly renew: FormModel | null;
  readonly remove: FormModel;
};

export type ComparisonInput = {
  readonly row: ComparisonRow;
  readonly difference: FactDifference;
  /** The hash of the facts as they are today. */
  readonly hashNow: string;
  readonly gone: readonly string[];
  readonly fates: ReadonlyMap<string, FactFate>;
  /** When its facts were kept. */
  readonly saved: string;
  readonly said: Notification | null;
};

/** One saved comparison: what was saved, and what the record says otherwise today. */
export function comparisonPage({
  row,
  difference,
  hashNow,
  gone,
  fates,
  saved,
  said,
}: ComparisonInput): ComparisonPage {
  const { added, changed, withdrawn } = difference;
  const same = isUnchanged(difference);
  const kept = factsOf(row);
  const step = (action: string, button: string, isWarning = false): FormModel =>
    form({ action, button, fields: [], version: row.version, isWarning });
  return {
    title: row.name,
    breadcrumbs: crumbs,
    said,
    name: row.name,
    caption: row.ref,
    note: row.note,
    facts: {
      rows: [
        { label: 'Cases', text: formatList(episodesOf(row).map(({ ref }) => ref)) },
        { label: 'Aligned on', text: alignWords(row) },
        { label: 'Facts as on', text: dayWords(row.asOn) },
        { label: 'Facts kept', text: formatCount(kept.length) },
        { label: 'Hash (SHA-256)', text: row.hash },
        { label: 'Hash of the facts today', text: hashNow },
      ],
    },
    openHref: openAddress(row),
    freezeHref: address(researchPaths.freeze(), { comparison: row.ref }),
    editNameHref: comparisonPaths.edit(row.ref),
    verdict: same
      ? `Nothing that it was read from has changed since ${dayWords(row.asOn)}: both hashes are the same.`
      : `Since ${dayWords(row.asOn)}, ${plural(added.length, 'fact')} ${added.length === 1 ? 'was' : 'were'} added, ${formatCount(changed.length)} changed and ${formatCount(withdrawn.length)} withdrawn.${
          gone.length > 0
            ? ` ${formatList(gone)} ${gone.length === 1 ? 'is' : 'are'} no longer on the public record.`
            : ''
        }`,
    parts: changedParts({ difference, fates, saved, gone }),
    renew:
      same || episodesOf(row).length - gone.length < 2
        ? null
        : step(comparisonPaths.renewal(row.ref), 'Save it anew with the facts of today'),
    remove: step(comparisonPaths.removal(row.ref), 'Remove this comparison', true),
  };
}
