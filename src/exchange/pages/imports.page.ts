import { type FilterForm, filterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import { formatCount, formatMoment, plural } from '../../shell/format.js';
import { file, form, type FormModel, select, type Tried } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { EmptyState } from '../../shell/parts.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ListedImportRow } from '../data/import.row.js';
import type { ImportFilter } from '../data/imports.queries.js';
import type { Profile } from '../domain/profile.js';
import type { ImportState } from '../domain/staged-import.js';
import { importCrumbs, publicationOf, stateTag } from './import-words.page.js';
import { importPaths } from './imports.paths.js';

/** A line of the list with the state in which it is found. */
export type ListedImport = Omit<ListedImportRow, 'state' | 'worker' | 'begunAt'> & { readonly state: ImportState };

type Profiles = readonly Pick<Profile, 'key' | 'title' | 'publisher'>[];
type Names = ReadonlyMap<string, string>;

export const importFilters = (profiles: Profiles) =>
  ({
    q: { kind: 'text', label: 'Part of the name of the file, or a reference' },
    publication: {
      kind: 'one',
      label: 'Publication',
      any: 'Any publication',
      choices: profiles.map(({ key, title }) => ({ value: key, text: title })),
    },
    state: {
      kind: 'one',
      label: 'State',
      any: 'Any state',
      choices: [
        { value: 'applied', text: 'On the record' },
        { value: 'other', text: 'Not on the record' },
      ],
    },
  }) as const satisfies Filters;

type Values = FilterValues<ReturnType<typeof importFilters>>;

export const importsAsked = ({ q, publication, state }: Values): ImportFilter => ({
  text: q,
  profile: publication,
  isApplied: state === null ? null : state === 'applied',
});

export type ImportsPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm | null;
  readonly begin: Link | null;
  readonly table: Table | null;
  readonly nothing: EmptyState | null;
  readonly pagination: Pagination | null;
};

const countCell = (count: number | null) => ({
  text: count === null ? '–' : formatCount(count),
  written: count,
  numeric: true,
});

export function importsTable(imports: readonly ListedImport[], profiles: Profiles, names: Names): Table {
  return stacked({
    id: 'imports',
    caption: 'Files, the newest first',
    captionHidden: true,
    head: tableHead([
      { text: 'Import' },
      { text: 'Publication' },
      { text: 'File' },
      { text: 'By' },
      { text: 'State' },
      { text: 'Rows', numeric: true },
      { text: 'On the record', numeric: true },
      { text: 'Unchanged', numeric: true },
      { text: 'Refused', numeric: true },
    ]),
    rows: imports.map((one) => ({
      cells: [
        { text: one.ref, href: importPaths.show(one.ref), header: true },
        { text: publicationOf(profiles.find(({ key }) => key === one.profile) ?? null, one.profile) },
        { text: one.fileName },
        { text: names.get(one.by) ?? one.by, note: formatMoment(one.at) },
        { tag: stateTag(one.state) },
        countCell(one.rows),
        countCell(one.landed),
        countCell(one.unchanged),
        countCell(one.refused),
      ],
    })),
  });
}

export function importsPage({
  imports,
  profiles,
  names,
  total,
  page,
  values,
  mayRun,
  notes,
}: {
  readonly imports: readonly ListedImport[];
  readonly profiles: Profiles;
  readonly names: Names;
  readonly total: number;
  readonly page: number;
  readonly values: Values;
  readonly mayRun: boolean;
  readonly notes: readonly string[];
}): ImportsPage {
  const begin = mayRun ? { text: 'Bring in a publication', href: importPaths.begin() } : null;
  const isFiltered = Object.values(values).some((value) => value !== null);
  const nothing = isFiltered
    ? { text: 'No imports match. Remove a filter.', link: { text: 'Clear all filters', href: importPaths.index() } }
    : { text: 'Nothing has been imported.', link: begin };
  return {
    title: 'Imports',
    heading: total === 0 ? 'Imports' : plural(total, 'import'),
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    begin,
    filter:
      total === 0 && !isFiltered ? null : filterForm(importFilters(profiles), values, { path: importPaths.index() }),
    table:
      total === 0 ? null : { ...importsTable(imports, profiles, names), csvHref: address(importPaths.list(), values) },
    nothing: total === 0 ? nothing : null,
    pagination: paginate(
      { page, shown: imports.length, total: { count: total, capped: false } },
      { path: importPaths.index(), query: values },
    ),
  };
}

export type NewImportPage = PageFacts & {
  readonly heading: string;
  readonly form: FormModel;
  readonly profiles: Table;
};

/** Where a file is handed in. */
export function newImportPage(
  profiles: readonly Pick<Profile, 'key' | 'title' | 'publisher' | 'licence' | 'columns'>[],
  tried: Tried = null,
): NewImportPage {
  const model = form({
    action: importPaths.begin(),
    button: 'Look at it',
    tried,
    fields: [
      file({
        name: 'file',
        label: 'The file',
        hint: 'As its publisher gives it out: CSV, XLSX, ODS or JSON, plain or packed as GZ or ZIP. Smaller than 20MB; a larger one can be packed, or brought in on the command line.',
        accept: '.csv,.xlsx,.ods,.json,.gz,.zip',
      }),
      select({
        name: 'profile',
        label: 'Which publication is it?',
        any: 'Let its columns say',
        choices: profiles.map(({ key, title, publisher }) => ({ value: key, text: `${title} (${publisher})` })),
        value: null,
      }),
    ],
  });
  return {
    title: 'Bring in a publication',
    heading: 'Bring in a publication',
    breadcrumbs: importCrumbs,
    form: model,
    errors: model.errors,
    profiles: stacked({
      id: 'profiles',
      caption: 'Publications that can be brought in',
      head: tableHead([{ text: 'Publication' }, { text: 'Publisher' }, { text: 'Licence' }, { text: 'Its columns' }]),
      rows: profiles.map(({ title, publisher, licence, columns }) => ({
        cells: [{ text: title, header: true }, { text: publisher }, { text: licence }, { text: columns.join(', ') }],
      })),
    }),
  };
}
