import { historyPaths } from '../../overview/pages/history.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { type FieldMaker, form, type FormModel, prose, tick, type Tried } from '../../shell/form/form.js';
import { formatList, formatMoment } from '../../shell/format.js';
import { type PageFacts } from '../../shell/layout.js';
import { type Link, outsideHref } from '../../shell/links.js';
import { type Inset, type Notification, type SummaryList, type Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { isProgrammeKind } from '../domain/programme-entry.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import { bodyOf, isOfProgramme } from '../domain/record-entry.js';
import type { EntryRow } from '../data/record-entry.row.js';
import { type EntryKind, entryKinds, type EntryState, entryStates } from '../domain/record-entry.js';
import { entryPaths } from './entries.paths.js';
import { saysRows, stateColour } from './entry-words.page.js';
import { begun, entryCrumbs } from './entry-steps.page.js';
import type { Foreseen } from '../../episodes/foreseeing.service.js';
import { effectWords } from '../../episodes/domain/publishing-effects.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';

const shownStates: readonly (readonly [readonly EntryState[], string])[] = [
  [['written'], 'Waiting to be checked'],
  [['returned'], 'Given back to be put right'],
  [['published', 'dropped'], 'Done'],
];

export type EntriesPage = PageFacts & {
  readonly heading: string;
  readonly begin: Link;
  readonly tables: readonly Table[];
};

export function entriesPage(
  rows: readonly EntryRow[],
  names: ReadonlyMap<string, string>,
  { limit }: { readonly limit: number },
): EntriesPage {
  return {
    title: 'Entries',
    heading: 'Entries of the record keepers',
    breadcrumbs: [],
    begin: { text: begun, href: entryPaths.begin() },
    notices: rows.length > limit ? [{ text: `Only the newest ${limit} are shown.` }] : [],
    tables: shownStates.map(([states, caption], index) => {
      const shown = rows.slice(0, limit).filter(({ state }) => (states as readonly string[]).includes(state));
      return stacked({
        id: `entries-${index + 1}`,
        caption,
        head: tableHead([
          { text: 'Entry' },
          { text: 'Organisation' },
          { text: 'What' },
          { text: 'Written by' },
          { text: 'State' },
        ]),
        rows: shown.map((row) => ({
          cells: [
            { text: row.ref, href: entryPaths.show(row.ref), header: true },
            { text: row.organisation },
            { text: entryKinds[row.kind as EntryKind] },
            { text: names.get(row.recordedBy) ?? row.recordedBy, note: formatMoment(row.recordedAt) },
            { tag: { text: entryStates[row.state as EntryState], colour: stateColour(row.state) } },
          ],
        })),
        empty: { text: 'None.' },
      });
    }),
  };
}

export const entrySaid: Readonly<Record<string, string>> = {
  written: 'It is saved. Another record keeper must publish it.',
  rewritten: 'It is saved. Another record keeper must publish it.',
  published: 'It is on the record, and public.',
  returned: 'It is given back, with your reason.',
  dropped: 'It is given up. It stays here, and never goes on the record.',
};

export type EntryPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly said: Notification | null;
  readonly tag: Tag;
  readonly summary: SummaryList;
  readonly outside: Link | null;
  readonly inset: Inset | null;
  readonly edit: Link | null;
  /** What publishing it would do to the episodes on the record; empty for what is no judgement. */
  readonly follows: readonly { readonly text: string; readonly link: Link | null }[];
  readonly forms: readonly {
    readonly id: string;
    readonly heading: string;
    readonly text: string;
    readonly form: FormModel;
  }[];
};

type Look = {
  readonly row: EntryRow;
  readonly frameworkTitle: string | null;
  readonly names: ReadonlyMap<string, string>;
  readonly isOwn: boolean;
  /** Who else could publish it. */
  readonly others: readonly string[];
  /** What publishing it would do; null where it is no judgement, or is decided. */
  readonly foreseen: Foreseen | null;
  readonly said?: Notification | null;
  /** Which of its forms was tried. */
  readonly tried?: { readonly which: 'publication' | 'return' | 'drop'; readonly what: NonNullable<Tried> } | null;
};

const whyField = (label: string): FieldMaker => prose({ name: 'why', label, value: null, rows: 3 });

function followsFrom(foreseen: Foreseen | null): EntryPage['follows'] {
  if (!foreseen) return [];
  if (foreseen.effects.length === 0) return [{ text: 'It opens, ends and changes no episode of failure.', link: null }];
  return foreseen.effects.map((effect) => {
    const { text, of } = effectWords(effect);
    const episode = of && foreseen.episodes.get(of.triggerInspectionId);
    return {
      text,
      link: episode ? { text: `${episode.ref}, ${episode.title}`, href: episodePaths.show(episode.ref) } : null,
    };
  });
}

export function entryPage({
  row,
  frameworkTitle,
  names,
  isOwn,
  others,
  foreseen,
  said = null,
  tried = null,
}: Look): EntryPage {
  const triedFor = (which: string): Tried => (tried?.which === which ? tried.what : null);
  const isWaiting = row.state === 'written';
  const isOpen = isWaiting || row.state === 'returned';
  const publication = form({
    action: entryPaths.publication(row.ref),
    button: 'Publish it',
    version: row.version,
    tried: triedFor('publication'),
    fields: [tick({ name: 'read', label: 'Have you read the source?', words: 'I read it, and it says this' })],
  });
  const giveBack = form({
    action: entryPaths.giveBack(row.ref),
    button: 'Give it back',
    version: row.version,
    tried: triedFor('return'),
    fields: [whyField('What is to be put right?')],
  });
  const drop = form({
    action: entryPaths.drop(row.ref),
    button: 'Give it up',
    isWarning: true,
    version: row.version,
    tried: triedFor('drop'),
    fields: [whyField('Why is it given up?')],
  });
  const forms = [
    ...(isWaiting && !isOwn
      ? [
          {
            id: 'publish',
            heading: 'Publish it',
            text:
              row.kind === 'judgement'
                ? 'It is public at once, with what follows from it.'
                : isProgrammeKind(row.kind)
                  ? 'It is public at once, on the page of the programme.'
                  : 'It is public at once, on the timeline of the organisation.',
            form: publication,
          },
          { id: 'give-back', heading: 'Give it back', text: 'Whoever wrote it puts it right.', form: giveBack },
        ]
      : []),
    ...(isOpen ? [{ id: 'give-up', heading: 'Give it up', text: 'It never goes on the record.', form: drop }] : []),
  ];
  const outside = outsideHref(row.sourceUrl);
  return {
    title: `${row.ref}: ${row.organisation}`,
    heading: entryKinds[row.kind as EntryKind],
    caption: `${row.ref}. ${row.organisation}`,
    breadcrumbs: entryCrumbs,
    said,
    tag: { text: entryStates[row.state as EntryState], colour: stateColour(row.state) },
    historyHref: historyPaths.of('record_entry', row.ref),
    hasForm: forms.length > 0,
    errors: forms.flatMap(({ form: model }) => model.errors),
    summary: {
      rows: [
        { label: 'Organisation', text: row.organisation, href: organisationPaths.show(row.slug) },
        ...saysRows(bodyOf(row), frameworkTitle),
        {
          label: 'Source',
          text: `${row.sourceRef}: ${row.sourceTitle}`,
          href: sourcePaths.show(row.sourceRef),
          note: [row.sourcePage ? `Page ${row.sourcePage}` : '', row.sourceQuote ? `“${row.sourceQuote}”` : '']
            .filter(Boolean)
            .join('. '),
        },
        { label: 'Written by', text: names.get(row.recordedBy) ?? row.recordedBy, note: formatMoment(row.recordedAt) },
        ...(row.editedBy ? [{ label: 'Last changed by', text: names.get(row.editedBy) ?? row.editedBy }] : []),
        ...(row.decidedBy && row.decidedAt && !isWaiting
          ? [
              {
                label: entryStates[row.state as EntryState],
                text: `By ${names.get(row.decidedBy) ?? row.decidedBy}`,
                note: formatMoment(row.decidedAt),
              },
            ]
          : []),
        ...(row.stateWhy ? [{ label: 'Why', text: row.stateWhy }] : []),
      ],
    },
    outside: outside ? { text: outside, href: outside } : null,
    inset: insetOf(row, { isOwn, others }),
    follows: followsFrom(foreseen),
    edit: isOpen ? { text: 'Change it', href: entryPaths.edit(row.ref) } : null,
    forms,
  };
}

function insetOf(row: EntryRow, { isOwn, others }: Pick<Look, 'isOwn' | 'others'>): Inset | null {
  if (row.state === 'published') {
    const entry = bodyOf(row);
    const href = isOfProgramme(entry)
      ? programmePaths.show(entry.says.programme)
      : row.kind === 'judgement' && row.madeRef
        ? inspectionPaths.show(row.madeRef)
        : organisationPaths.timeline(row.slug);
    return {
      text: `It is on the record as ${row.madeRef ?? 'part of the timeline'}.`,
      link: { text: 'Read it there', href },
    };
  }
  if (row.state !== 'written' || !isOwn) return null;
  const who =
    others.length > 0
      ? `${formatList(others)} can do this.`
      : 'Nobody else is a record keeper yet: ask an administrator.';
  return { text: `Somebody else must publish it than whoever wrote it. ${who}` };
}
