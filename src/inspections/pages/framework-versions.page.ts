import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { dayBoxes, form, prose, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import { saidAfter } from '../../shell/said.js';
import { type Table, tableHead } from '../../shell/table.js';
import type { ClosingRow, DraftRow } from '../data/framework-drafts.queries.js';
import type { FrameworkListRow } from '../data/framework-pages.row.js';
import type { VersionContent } from '../domain/framework-version.js';
import type { ClosingRefusal } from '../framework-versions.service.js';
import { versionPaths } from './framework-versions.paths.js';
import { yearsInUse } from './framework-words.js';
import { frameworkPaths } from './frameworks.paths.js';
import type { Sheet } from './sheet.js';
import { type Messages, sentences, type Query, home, bare } from './framework-frame.page.js';

export const closingMessages: Readonly<Record<Exclude<ClosingRefusal, 'not-found' | 'stale'>, Messages>> = {
  'ends-already': { closesOn: 'Its last day comes with the service and cannot be changed here' },
  'ends-before-it-starts': { closesOn: 'Last day of use must be the same as or after its first day' },
};

const stateOf = ({ effectiveFrom, effectiveTo }: FrameworkListRow, today: CalendarDay) => {
  if (effectiveTo !== null && effectiveTo < today.slice(0, effectiveTo.length))
    return { text: 'No longer in use', colour: 'grey' as const };
  if (effectiveFrom !== null && effectiveFrom > today) return { text: 'Not in use yet', colour: 'yellow' as const };
  return { text: 'In use', colour: 'turquoise' as const };
};

const draftsTable = (drafts: readonly DraftRow[], names: ReadonlyMap<string, string>): Table => ({
  id: 'drafts',
  caption: 'Drafts that wait for a second administrator',
  captionHidden: true,
  head: tableHead(['Version', 'Inspectorate', 'Saved by'].map((heading) => ({ text: heading }))),
  rows: drafts.map((draft) => ({
    cells: [
      {
        header: true,
        text: (JSON.parse(draft.content) as VersionContent).title,
        href: versionPaths.draft(draft.id),
        tag: { text: 'Draft', colour: 'yellow' },
      },
      { text: draft.inspectorate },
      { text: names.get(draft.savedBy) ?? draft.savedBy, note: formatMoment(draft.savedAt) },
    ],
  })),
  empty: { text: 'No draft waits.' },
});

/** Every version, and what waits to become one. */
export function versionsPage({
  drafts,
  versions,
  names,
  today,
  query,
}: {
  readonly drafts: readonly DraftRow[];
  readonly versions: readonly FrameworkListRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
  readonly query: Query;
}): Sheet {
  return {
    ...bare,
    title: 'Framework versions',
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'how',
        paragraphs: [
          'A version that is in use is never edited: what was judged by it keeps its words. To change a framework, copy the version in use, change the copy, and have another administrator agree it. Then close the old one. Old versions stay readable.',
        ],
        links: [{ text: 'Add a version without copying', href: versionPaths.new() }],
      },
      { id: 'waiting', heading: 'Drafts', table: draftsTable(drafts, names) },
      {
        id: 'all',
        heading: `${plural(versions.length, 'version')} on the record`,
        table: {
          id: 'versions',
          caption: 'Versions on the record',
          captionHidden: true,
          head: tableHead(['Version', 'Inspectorate', 'Used', 'State'].map((heading) => ({ text: heading }))),
          rows: versions.map((version) => ({
            cells: [
              { header: true, text: version.title, href: versionPaths.version(version.key) },
              { text: version.inspectorate },
              { text: yearsInUse(version) },
              { tag: stateOf(version, today) },
            ],
          })),
          empty: { text: 'No framework is on the record.' },
        },
      },
    ],
  };
}

/** One version: read it, copy it, close it. */
export function versionPage({
  version,
  closing,
  names,
  today,
  query,
  tried = null,
}: {
  readonly version: FrameworkListRow;
  readonly closing: ClosingRow | null;
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
  readonly query: Query;
  readonly tried?: Tried;
}): Sheet {
  const mayClose = version.effectiveTo === null || closing !== null;
  const model = mayClose
    ? form({
        action: versionPaths.closing(version.key),
        button: closing ? 'Change the last day' : 'Close this version',
        isWarning: true,
        tried,
        hidden: { known: version.effectiveTo ?? '' },
        fields: [
          dayBoxes({
            name: 'closesOn',
            label: 'Last day of use',
            hint: 'For example, 31 3 2027',
            value: closing?.closesOn ?? null,
          }),
          prose({ name: 'reason', label: 'Why it is no longer used', rows: 3 }),
        ],
      })
    : null;
  return {
    ...bare,
    title: version.title,
    breadcrumbs: [home],
    errors: model?.errors ?? [],
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'facts',
        summary: {
          rows: [
            { label: 'Inspectorate', text: version.inspectorate },
            { label: 'Used', text: yearsInUse(version) },
            { label: 'State', tag: stateOf(version, today) },
            ...(closing
              ? [
                  {
                    label: 'Closed by',
                    text: names.get(closing.closedBy) ?? closing.closedBy,
                    note: closing.reason,
                  },
                ]
              : []),
          ],
        },
        links: [
          { text: 'Read this version as everybody does', href: frameworkPaths.show(version.key) },
          { text: 'Copy it to a new version', href: versionPaths.copy(version.key) },
          { text: 'Write down what its grades mean', href: versionPaths.meanings(version.key) },
        ],
      },
      {
        id: 'close',
        heading: 'Close this version',
        ...(model
          ? {
              paragraphs: ['It stays readable, and inspections by it keep it. Nothing else about it can be changed.'],
              form: model,
            }
          : { empty: { text: 'Its last day comes with the service and cannot be changed here.' } }),
      },
    ],
  };
}

export const closingStale = (effectiveTo: string | null): string =>
  `Somebody changed the last day of this version meanwhile: it is now ${effectiveTo ? formatDay(day(effectiveTo)) : 'not set'}. Check it and save again`;
