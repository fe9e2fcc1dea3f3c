import { formatCount } from '../../shell/format.js';
import { type FieldMaker, form, select } from '../../shell/form/form.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { StagedImportRow } from '../data/import.row.js';
import {
  byFit,
  type ColumnPlace,
  headingAlike,
  headingsToChoose,
  isWhole,
  lackedBy,
  passedOver,
  placesOf,
} from '../domain/column-mapping.js';
import { plainName } from '../domain/file-row.js';
import type { Profile } from '../domain/profile.js';
import type { PreviewedRow } from '../staging-imports.service.js';
import { type ImportLook, type ImportSection, plainSection } from './import-look.page.js';
import { namedColumns } from './import-words.page.js';
import { columnField, mostSaidColumns } from './imports.form.js';
import { importPaths } from './imports.paths.js';
import { rowInWords } from './row-in-words.page.js';

/**
 * Which publication it is, and where its columns stand. `before` is looked at first; `after`, where every column has been
 * found, is for whoever sees that it is another publication all the same.
 */
export function describing(
  look: ImportLook,
  staged: StagedImportRow,
  profile: Profile | null,
): { readonly before: ImportSection; readonly after: ImportSection | null } {
  const headings = staged.sample.heading;
  const places = profile ? placesOf(profile, headings, staged.columns) : [];
  const lacking = places.filter(({ place }) => place === null);
  const asked = profile ? toAsk(profile, places, headings) : [];
  const model = form({
    action: importPaths.columns(look.ref),
    button: asked.length > 0 ? 'Save the columns' : 'Take this publication',
    version: staged.version,
    tried: look.tried?.which === 'columns' ? look.tried.what : null,
    fields: [publicationField(look, staged), ...asked],
  });
  const isAsked = asked.length > 0 || profile === null;
  const found = profile ? [placesTable(places, staged)] : [];
  const isReady = profile !== null && isWhole(places);
  return {
    before: {
      ...plainSection,
      id: 'columns',
      heading: 'Its columns',
      paragraphs: [...columnWords(profile, lacking), ...betterWords(look, profile, headings)],
      tables: [
        ...found,
        ...(isReady ? [previewTable(look.preview)] : []),
        ...(isReady ? [] : [fitTable(look, headings)]),
      ],
      form: isAsked ? model : null,
    },
    after: isAsked
      ? null
      : {
          ...plainSection,
          id: 'another',
          heading: 'Is it another publication?',
          tables: [fitTable(look, headings)],
          form: model,
          isQuiet: true,
        },
  };
}

function columnWords(profile: Profile | null, lacking: readonly ColumnPlace[]): string[] {
  if (!profile) return ['No publication that this service knows has exactly these columns. Select the one that it is.'];
  if (lacking.length === 0) return ['Every column of the publication is there.'];
  return [
    `The file lacks ${namedColumns(lacking.map(({ column }) => column))}. Select the column that holds it under another name, or select another publication.`,
  ];
}

/** Where the file lacks something of the publication that was said, and nothing of another. */
function betterWords({ profiles }: ImportLook, profile: Profile | null, headings: readonly string[]): string[] {
  const [best] = byFit(profiles, headings);
  if (!best || best === profile || lackedBy(best, headings) > 0) return [];
  return profile && lackedBy(profile, headings) === 0 ? [] : [`It has every column of “${best.title}”.`];
}

const publicationField = ({ profiles }: ImportLook, { profile, sample }: StagedImportRow): FieldMaker =>
  select({
    name: 'profile',
    label: 'Publication',
    choices: byFit(profiles, sample.heading).map(({ key, title, publisher }) => ({
      value: key,
      text: `${title} (${publisher})`,
    })),
    value: profile,
  });

/** A list for each column that the file does not have under its own name; what spells it otherwise is proposed. */
function toAsk(profile: Profile, places: readonly ColumnPlace[], headings: readonly string[]): readonly FieldMaker[] {
  const choosable = headingsToChoose(profile, headings);
  const names = headings.map(plainName);
  const choices = choosable.map((name) => ({ value: String(names.indexOf(name)), text: name }));
  return places.flatMap((found, index) => {
    if (found.how === 'same' || index >= mostSaidColumns) return [];
    const proposed = found.heading ?? headingAlike(found.column, choosable);
    return [
      select({
        name: columnField(index),
        label: `Which column holds “${found.column}”?`,
        any: 'None of them',
        choices,
        value: proposed === null ? null : String(names.indexOf(proposed)),
      }),
    ];
  });
}

const hows: Readonly<Record<ColumnPlace['how'], string>> = {
  same: 'Found',
  said: 'Found under another name',
  twice: 'Stands twice: it is not known which is meant',
  lacking: 'Lacking',
};

function placesTable(places: readonly ColumnPlace[], { sample }: StagedImportRow): Table {
  const over = passedOver(places, sample.heading);
  return stacked({
    id: 'columns-found',
    caption: 'Columns of the publication, and where they stand in the file',
    head: tableHead([{ text: 'Column' }, { text: 'In the file' }, { text: 'Its first value' }, { text: 'How' }]),
    rows: [
      ...places.map(({ column, place, heading, how }) => ({
        cells: [
          { text: column, header: true },
          { text: place === null ? (heading ?? 'Not there') : `${heading} (column ${formatCount(place + 1)})` },
          { text: place === null ? '–' : firstValue(sample, place) },
          {
            tag: {
              text: hows[how],
              colour: how === 'same' || how === 'said' ? ('turquoise' as const) : ('orange' as const),
            },
          },
        ],
      })),
      ...(over.length > 0
        ? [
            {
              cells: [
                { text: 'Passed over', header: true },
                { text: over.join(', ').slice(0, 1_000) },
                { text: '–' },
                { tag: { text: 'Not read', colour: 'grey' as const } },
              ],
            },
          ]
        : []),
    ],
  });
}

const longestShown = 60;

function firstValue({ rows }: StagedImportRow['sample'], place: number): string {
  const value = rows.map(({ cells }) => cells[place]?.trim() ?? '').find((text) => text !== '');
  if (value === undefined) return 'Empty in the first rows';
  return value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}

/** The first rows as they would be read: what nobody can see from cells. */
const previewTable = (preview: readonly PreviewedRow[]): Table =>
  stacked({
    id: 'preview',
    caption: 'The first rows, as they would be read',
    head: tableHead([{ text: 'Line' }, { text: 'About' }, { text: 'It says' }]),
    rows: preview.map(({ line, reading }) => {
      const head = { text: `Line ${formatCount(line)}`, header: true };
      if (!reading.ok)
        return {
          cells: [
            head,
            { tag: { text: 'Refused', colour: 'orange' } },
            { text: reading.remark.text, note: reading.remark.column },
          ],
        };
      const { about, says } = rowInWords(reading.value);
      const notes = reading.remarks.map(({ text }) => text).join('. ');
      return { cells: [head, { text: about }, { text: says.join('. '), note: notes || null }] };
    }),
    empty: { text: 'The file has a heading and no rows.' },
  });

const fitTable = ({ profiles }: ImportLook, headings: readonly string[]): Table =>
  stacked({
    id: 'fit',
    caption: 'Which publication fits',
    head: tableHead([{ text: 'Publication' }, { text: 'Columns found' }, { text: 'Lacking' }]),
    rows: byFit(profiles, headings).map((profile) => {
      const lacking = placesOf(profile, headings).filter(({ place }) => place === null);
      const all = profile.columns.length;
      return {
        cells: [
          { text: profile.title, note: profile.publisher, header: true },
          { text: `${formatCount(all - lacking.length)} of ${formatCount(all)}` },
          { text: lacking.length === 0 ? 'None' : namedColumns(lacking.map(({ column }) => column)) },
        ],
      };
    }),
  });
