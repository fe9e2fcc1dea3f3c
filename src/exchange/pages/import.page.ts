import { historyPaths } from '../../overview/pages/history.paths.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { formatCount, formatMoment, plural } from '../../shell/format.js';
import { form, prose, tick } from '../../shell/form/form.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Inset, Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import type { Table } from '../../shell/table.js';
import type { ImportRow, StagedImportRow } from '../data/import.row.js';
import type { Profile } from '../domain/profile.js';
import { isWhole, placesOf } from '../domain/column-mapping.js';
import { changedAnything } from '../domain/import-report.js';
import { leastShareOfRows, type Shrunken } from '../domain/shrunken.js';
import type { HowFar } from '../domain/import-report.js';
import { type Counts, type ImportState, isOpen, isUnderWay } from '../domain/staged-import.js';
import { describing } from './import-columns.page.js';
import { type ImportLook, type ImportSection, plainSection } from './import-look.page.js';
import { madeTable } from './import-made.page.js';
import { rowsTable } from './import-rows.page.js';
import { formatBytes, importCrumbs, publicationOf, rowsWords, stateTag } from './import-words.page.js';
import { importPaths } from './imports.paths.js';

export type ImportPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly said: Notification | null;
  readonly tag: Tag;
  readonly inset: Inset | null;
  readonly progress: Progress | null;
  readonly counts: SummaryList | null;
  readonly rowLinks: readonly Link[];
  readonly refused: Table | null;
  /** The first of what it put on the record. */
  readonly made: Table | null;
  readonly sections: readonly ImportSection[];
  readonly summary: SummaryList;
};

/** How far work under way has come. `most` is null where the number of rows is not known before the end. */
type Progress = {
  readonly text: string;
  readonly now: number;
  readonly most: number | null;
  /** Where the page stands still, or goes on showing what is new by itself. */
  readonly turn: Link;
  readonly again: Link;
};

/** One file: what is to be said of it, what a check found, how far it has come, what came of it, and where it is from. */
export function importPage(look: ImportLook): ImportPage {
  const { ref, staged, imported, state, said, notices = [] } = look;
  const profile = profileOf(look);
  const isHere = staged !== null && isOpen(state);
  const sections = isHere ? sectionsOf(look, staged, profile) : [];
  const errors = sections.flatMap((section) => section.form?.errors ?? []);
  const publication = publicationOf(profile, staged?.profile ?? imported?.profile ?? null);
  return {
    title: `${ref}: ${staged?.fileName ?? imported?.fileName ?? ''}`,
    heading: profile ? publication : (staged?.fileName ?? publication),
    caption: `Import ${ref}`,
    breadcrumbs: importCrumbs,
    notices,
    said,
    errors,
    hasForm: sections.length > 0,
    historyHref: historyPaths.of('import_batch', ref),
    tag: stateTag(state),
    inset: insetOf(look),
    progress: staged && isUnderWay(state) ? progressOf(look, staged) : null,
    counts: countsList(look),
    rowLinks: rowLinksOf(look),
    refused: look.refused.length === 0 ? null : rowsTable(refusedCaption(look), look.refused),
    made: look.made.length === 0 ? null : madeTable(madeCaption(look), look.made),
    sections,
    summary: { rows: provenance(look, profile) },
  };
}

const profileOf = ({ staged, imported, profiles }: ImportLook): Profile | null =>
  profiles.find(({ key }) => key === (imported?.profile ?? staged?.profile)) ?? null;

const nameOf = ({ names }: ImportLook, by: string | null): string => (by === null ? '' : (names.get(by) ?? by));

const refusedCaption = ({ refused, issues }: ImportLook): string =>
  issues.refused > refused.length
    ? `The first ${formatCount(refused.length)} of ${rowsWords(issues.refused)} that were refused`
    : 'Rows that were refused';

const madeCaption = ({ made, madeCount }: ImportLook): string =>
  madeCount > made.length
    ? `The first ${formatCount(made.length)} of ${plural(madeCount, 'inspection')} that it put on the record`
    : 'Inspections that it put on the record';

function insetOf(look: ImportLook): Inset | null {
  const { staged, state, imported, source } = look;
  if (state === 'unreadable' && staged?.failure)
    return {
      text: `${staged.failure} Nothing was changed. Choose the publication that it is, or put it aside and bring the mended file.`,
    };
  if (state === 'interrupted') {
    const why = staged?.failure ?? 'The service stopped while it was at work. Nothing was changed';
    return { text: `${why}. It can be started again.` };
  }
  if (state === 'set_aside')
    return { text: 'It was put aside. Nothing of it was brought in, and its file is given out no more.' };
  if (state === 'applied' && !imported) return { text: 'Nothing in it was new, so nothing was changed.' };
  if (state === 'applied' && source)
    return {
      text: 'All of it is on the record. Each fact names the publication and the line of the file as its source.',
      link: { text: 'What rests on this publication', href: sourcePaths.show(source.ref) },
    };
  return null;
}

/** What has become of its rows so far; nothing where none has been read. */
function farWords({ rows, phase }: HowFar, state: ImportState, most: number | null): string {
  const some = `${formatCount(rows)}${most === null ? '' : ` of ${formatCount(most)}`} rows`;
  if (phase === 'settling')
    return ` All ${rowsWords(rows)} have landed, and what follows from them is worked out: the episodes of failure, and how each body stands.`;
  if (phase === 'landing') return ` ${some} have landed.`;
  return state === 'applying' ? ` ${some} have been read once more.` : ` ${some} have been read.`;
}

function progressOf({ ref, howFar, state, isStill }: ImportLook, { counts }: StagedImportRow): Progress {
  const most = state === 'applying' ? (counts?.rows ?? null) : null;
  const doing = state === 'applying' ? 'It is being brought in' : 'It is being checked';
  const rows = howFar?.rows ?? 0;
  return {
    text: `${doing}.${howFar && rows > 0 ? farWords(howFar, state, most) : ''} You may leave this page: it goes on, and all of it is kept, or nothing.`,
    now: Math.min(rows, most ?? rows),
    most: rows > 0 ? most : null,
    again: { text: 'Look again', href: importPaths.show(ref) },
    turn: isStill
      ? { text: 'Show by itself what is new', href: importPaths.show(ref) }
      : { text: 'Stop this page from changing by itself', href: address(importPaths.show(ref), { still: 'yes' }) },
  };
}

/** What a check would do, or an import did. Every row of the file is in one of the lines, and they are added up. */
function countsList(look: ImportLook): SummaryList | null {
  const { staged, imported, state } = look;
  const counts = staged?.counts ?? null;
  if (counts && (state === 'checked' || state === 'applied' || state === 'interrupted' || state === 'applying'))
    return { rows: ofCounts(counts, state === 'applied') };
  return imported ? { rows: ofImport(imported) } : null;
}

const line = (label: string, count: number, note: string | null = null): SummaryRow => ({
  label,
  text: rowsWords(count),
  note,
});

function ofCounts(counts: Counts, isDone: boolean): SummaryRow[] {
  const { rows, created, enriched, unchanged, refused, bodiesCreated, linksCreated, noted } = counts;
  const told = created + enriched + unchanged + refused;
  const left = rows - told;
  return [
    line(isDone ? 'Put on the record' : 'New: would be put on the record', created),
    line(isDone ? 'Added to a record that was there' : 'Would add to a record that is there', enriched),
    line('Unchanged: the record says the same', unchanged),
    line('Refused', refused),
    ...(left === 0 ? [] : [line('Neither of these', left)]),
    {
      label: 'Rows of the file',
      text: rowsWords(rows),
      note: `${[created, enriched, unchanged, refused, ...(left === 0 ? [] : [left])].map(formatCount).join(' + ')} = ${formatCount(rows)}`,
    },
    {
      label: isDone ? 'Organisations created' : 'Organisations that would be created',
      text: formatCount(bodiesCreated),
    },
    ...(linksCreated > 0
      ? [
          {
            label: isDone ? 'Successions recorded' : 'Successions that would be recorded',
            text: formatCount(linksCreated),
          },
        ]
      : []),
    ...(noted > 0 ? [{ label: 'Notes', text: plural(noted, 'row') }] : []),
  ];
}

const ofImport = ({ rows, landed, unchanged, refused }: ImportRow): SummaryRow[] => [
  line('Put on the record, or added to it', landed),
  line('Unchanged: the record said the same', unchanged),
  line('Refused', refused),
  {
    label: 'Rows of the file',
    text: rowsWords(rows),
    note: `${[landed, unchanged, refused].map(formatCount).join(' + ')} = ${formatCount(landed + unchanged + refused)}`,
  },
];

function rowLinksOf({ ref, issues, refused, made, madeCount }: ImportLook): readonly Link[] {
  return [
    ...(madeCount > made.length
      ? [
          {
            text: `Every inspection that it put on the record (${formatCount(madeCount)})`,
            href: importPaths.made(ref),
          },
        ]
      : []),
    ...(issues.refused > refused.length || (issues.refused > 0 && refused.length > 0)
      ? [
          {
            text: `Every refused row, with line and reason (${formatCount(issues.refused)})`,
            href: importPaths.rows(ref),
          },
        ]
      : []),
    ...(issues.noted > 0
      ? [
          {
            text: `What to know about rows that were read (${formatCount(issues.noted)})`,
            href: address(importPaths.rows(ref), { outcome: 'noted' }),
          },
        ]
      : []),
  ];
}

function sectionsOf(look: ImportLook, staged: StagedImportRow, profile: Profile | null): readonly ImportSection[] {
  if (!look.mayRun) return [];
  const { before, after } = describing(look, staged, profile);
  const isFound = staged.counts !== null && (look.state === 'checked' || look.state === 'interrupted');
  const isReady = isWhole(profile ? placesOf(profile, staged.sample.heading, staged.columns) : []) && profile !== null;
  return [
    ...(isFound && staged.counts ? [applying(look, staged, staged.counts)] : []),
    before,
    ...(isReady && look.state !== 'checked' ? [checking(look, staged)] : []),
    ...(after ? [after] : []),
    puttingAside(look, staged),
  ];
}

const checking = ({ ref, state }: ImportLook, { version }: StagedImportRow): ImportSection => ({
  ...plainSection,
  id: 'check',
  heading: 'Check it',
  paragraphs: ['The whole file is read and held against the record. Nothing is changed by that.'],
  form: form({
    action: importPaths.check(ref),
    button: state === 'interrupted' ? 'Start the check again' : 'Check every row',
    version,
    fields: [],
  }),
});

function applying(look: ImportLook, { version }: StagedImportRow, counts: Counts): ImportSection {
  const { ref, shrunken, tried, state } = look;
  const lands = counts.created + counts.enriched;
  const isNew = changedAnything(counts);
  const ask = shrunken
    ? [
        tick({
          name: 'shrunken',
          label: 'It has far fewer rows than the last',
          words: 'I looked at it: it is the whole publication, or the part that is meant',
        }),
        prose({ name: 'why', label: 'Why does it have fewer rows?', value: null, rows: 3 }),
      ]
    : [];
  return {
    ...plainSection,
    id: 'apply',
    heading: isNew ? 'Bring it in' : 'Nothing is new in it',
    paragraphs: isNew
      ? [
          ...(shrunken ? [shrunkenWords(shrunken)] : []),
          'It is public at once. All of it is kept, or nothing. Refused rows are left out.',
        ]
      : ['The record has every row of it. Nothing would be changed.'],
    form: isNew
      ? form({
          action: importPaths.application(ref),
          button: state === 'interrupted' ? 'Start again' : `Bring in ${rowsWords(lands)}`,
          isWarning: shrunken !== null,
          version,
          tried: tried?.which === 'application' ? tried.what : null,
          fields: ask,
        })
      : null,
  };
}

const shrunkenWords = ({ rows, earlier, smallest }: Shrunken): string =>
  [
    `This file has ${rowsWords(rows)}.`,
    earlier
      ? `The last import of this publication, ${earlier.ref}, had ${rowsWords(earlier.rows)}. A file with less than ${formatCount(leastShareOfRows * 100)}% of them may have been cut short.`
      : `A whole publication has at least ${rowsWords(smallest)}. This one may have been cut short.`,
    'A row that is gone is never taken for a closure.',
  ].join(' ');

const puttingAside = ({ ref }: ImportLook, { version }: StagedImportRow): ImportSection => ({
  ...plainSection,
  id: 'set-aside',
  heading: 'Put it aside',
  paragraphs: ['Nothing of it is brought in, and its file is given out no more.'],
  isQuiet: true,
  form: form({ action: importPaths.settingAside(ref), button: 'Put it aside', version, fields: [] }),
});

/** Where it is from, who did what with it, and with which reading. */
function provenance(look: ImportLook, profile: Profile | null): SummaryRow[] {
  const { ref, staged, imported, sameFile, state, mayRun } = look;
  const isKept = staged !== null && state !== 'set_aside';
  const by = (label: string, who: string | null, at: string | null): SummaryRow[] =>
    at === null
      ? []
      : [
          {
            label,
            text: who === null ? formatMoment(at) : nameOf(look, who),
            note: who === null ? null : formatMoment(at),
          },
        ];
  const sha256 = staged?.fileSha256 ?? imported?.fileSha256 ?? '';
  return [
    {
      label: 'File',
      text: staged?.fileName ?? imported?.fileName ?? '',
      note: staged ? formatBytes(staged.bytes) : null,
      ...(isKept ? { links: [{ text: 'Download it as it was handed in', href: importPaths.file(ref) }] } : {}),
    },
    {
      label: 'Checksum (SHA-256)',
      text: sha256,
      note: sameFile && sameFile.ref !== ref ? `The very same file was brought in as ${sameFile.ref}` : null,
    },
    ...(profile
      ? [
          { label: 'Publication', text: profile.title, note: `${profile.publisher}. ${profile.licence}` },
          { label: 'Read by the profile', text: profile.key },
        ]
      : []),
    ...by('Handed in by', staged?.recordedBy ?? null, staged?.recordedAt ?? null),
    ...by('Checked', null, staged?.checkedAt ?? null),
    ...(staged?.begunAt && isUnderWay(state) ? by('Begun by', staged.begunBy, staged.begunAt) : []),
    ...(imported ? by('Brought in by', imported.importedBy, imported.importedAt) : []),
    ...(staged && !imported && staged.endedAt
      ? by(state === 'set_aside' ? 'Put aside by' : 'Held against the record by', staged.endedBy, staged.endedAt)
      : []),
    ...(staged?.shrunkenWhy && imported ? [{ label: 'Why it had fewer rows', text: staged.shrunkenWhy }] : []),
    ...(!mayRun && staged && isOpen(state) ? [{ label: 'Who can go on', text: 'A record keeper' }] : []),
  ];
}
