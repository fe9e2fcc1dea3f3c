import { type FieldMaker, form, type FormModel, prose, text, type Tried } from '../../shell/form/form.js';
import { formatCount, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Notification } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ComparisonRow } from '../data/comparison.row.js';
import { zeros } from '../domain/compared-case.js';
import { comparePaths } from './compare.paths.js';
import { alignWords, dayWords, episodesOf } from './comparison-words.page.js';
import { comparisonPaths } from './comparisons.paths.js';
import { researchPaths } from './research.paths.js';

export const comparisonSaid = {
  saved: 'The comparison is saved, with every fact that it was read from.',
  renamed: 'Name and note are saved.',
  renewed: 'The comparison is saved anew, with the facts as they are today. The version before stays.',
  published: 'Published. Whoever has the citation can open it.',
  removed: 'The comparison is removed.',
} as const;

export const comparisonCrumbs = [
  { text: 'Research', href: researchPaths.index() },
  { text: 'Your comparisons', href: comparisonPaths.index() },
];

export type ComparisonsPage = PageFacts & {
  readonly said: Notification | null;
  readonly table: Table;
  readonly chooseHref: string;
};

/** What a researcher has saved. */
export const comparisonsPage = (rows: readonly ComparisonRow[], said: Notification | null): ComparisonsPage => ({
  title: 'Your comparisons',
  breadcrumbs: comparisonCrumbs.slice(0, 1),
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
        { text: 'Version' },
        { text: 'Facts as on' },
        { text: 'Hash' },
      ]),
      rows: rows.map((row) => ({
        cells: [
          {
            text: row.name,
            href: comparisonPaths.show(row.ref),
            header: true,
            note: row.publishedAt === null ? row.ref : `${row.ref}, published`,
          },
          {
            text: episodesOf(row)
              .map(({ ref }) => ref)
              .join(', '),
          },
          { text: alignWords(row) },
          { text: formatCount(row.edition) },
          { text: dayWords(row.asOn) },
          { text: row.hash.slice(0, 8) },
        ],
      })),
      empty: {
        text: 'You have saved no comparison yet. Choose cases, set them side by side, and save what you see.',
        link: { text: 'Compare cases', href: comparePaths.choose() },
      },
    },
    ['', 'Cases', 'Aligned on', 'Version', 'Facts as on', 'Hash'],
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
      'Every fact that it is read from is kept with it, as a version with its hash, codebook and citation, so that you can see later what has changed on the record since. Only you see it until you publish it.',
    breadcrumbs: comparisonCrumbs,
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
    intro:
      'The cases and their facts stay as they were saved, and versions that were saved keep the name that they are cited by.',
    breadcrumbs: [...comparisonCrumbs, { text: row.name, href: comparisonPaths.show(row.ref) }],
    errors: model.errors,
    form: model,
  };
}
