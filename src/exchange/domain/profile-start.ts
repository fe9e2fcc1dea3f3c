import { groupBy } from '../../kernel/group-by.js';
import { plainWord } from './check-profile.js';
import { readDate } from './date-forms.js';
import type { FileRow } from './file-row.js';
import { type DateForm, dateForms } from './profile-data.js';

/** The row of a file that most looks like its heading: the first of the fullest whose cells differ from each other. */
export function likeliestHeading(rows: readonly FileRow[]): FileRow | null {
  let best: { readonly row: FileRow; readonly score: number } | null = null;
  for (const row of rows.slice(0, 15)) {
    const filled = row.cells.map(plainWord).filter((cell) => cell !== '');
    const words = filled.filter((cell) => /[a-z]/.test(cell) && !/^\d/.test(cell)).length;
    const score = new Set(filled).size + words;
    if (!best || score > best.score) best = { row, score };
  }
  return best?.row ?? null;
}

export type ColumnLook = {
  readonly name: string;
  /** How many different values were seen, and the most frequent of them. */
  readonly different: number;
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly empty: number;
  readonly dates: readonly DateForm[];
};

const shownValues = 8;

/** What the columns of a file hold, as far as the rows given tell. */
export function columnLooks(heading: FileRow, rows: readonly FileRow[]): ColumnLook[] {
  return heading.cells.flatMap((cell, place) => {
    const name = cell.replaceAll('\uFEFF', '').trim();
    if (name === '') return [];
    const values = rows.map((row) => row.cells[place]?.trim() ?? '');
    const filled = values.filter((value) => value !== '');
    const counted = [...groupBy(filled, (value) => value)].map(([value, some]) => ({ value, count: some.length }));
    const dates = dateForms.filter(
      (form) =>
        form !== 'days since 1960' &&
        filled.length > 0 &&
        filled.filter((value) => readDate(value, [form])).length * 2 > filled.length,
    );
    return [
      {
        name,
        different: counted.length,
        values: counted.toSorted((a, b) => b.count - a.count).slice(0, shownValues),
        empty: values.length - filled.length,
        dates,
      },
    ];
  });
}

const has = (name: string, words: readonly string[]): boolean => words.some((word) => plainWord(name).includes(word));

/**
 * A profile to begin with: every column by its name, the forms of date that were seen, and a first guess at which
 * column names the body and which numbers it. What it cannot know says so in its place.
 */
export function profileStart(file: string, looks: readonly ColumnLook[], rows: number): object {
  const number = looks.find(({ name, different }) => different === rows && has(name, ['urn', 'code', 'number', 'id']));
  const name = looks.find(
    (look) => has(look.name, ['name', 'provider', 'school', 'authority', 'council']) && look !== number,
  );
  const date = looks.find(({ dates }) => dates.length > 0);
  const grade = looks.find((look) => has(look.name, ['overall', 'rating', 'grade', 'judgement', 'effectiveness']));
  const words = (grade?.values ?? []).map(({ value }) => [plainWord(value), 'KEY OF THE GRADE IN docs/profiles.md']);
  return {
    key: 'a-name-for-it',
    title: file,
    description: 'What the publication holds, and what a reader should know of it.',
    publisher: 'WHO PUBLISHES IT',
    address: null,
    licence: 'ITS LICENCE',
    holds: 'snapshot',
    vanished: 'says_nothing',
    smallest: Math.max(1, Math.floor(rows / 2)),
    table: { encodings: ['utf-8', 'windows-1252'], ragged: true },
    columns: Object.fromEntries(
      looks.map((look) => [look.name, look === number || look === name ? {} : { optional: true }]),
    ),
    missing: ['NULL', 'NA', 'N/A'],
    dates: [...new Set(looks.flatMap(({ dates }) => dates))],
    body: {
      kind: 'care_provider',
      sector: 'care',
      country: 'England',
      codes: number
        ? [
            {
              scheme: 'THE SCHEME OF THE NUMBER',
              column: number.name,
              form: { of: ['digits', 'capitals', 'hyphen'], length: [3, 24] },
              what: 'a number of the publisher',
            },
          ]
        : [],
      ...(name ? { name: name.name, nameIs: 'official' } : {}),
      ...(number ? {} : { knownBy: 'codes_and_names' }),
    },
    ...(grade && date
      ? {
          words: { grades: Object.fromEntries(words) },
          absences: { '': 'not_in_the_source' },
          inspections: [
            {
              inspectorate: 'THE INSPECTORATE',
              subject: 'WHAT IS INSPECTED',
              publishedOn: date.name,
              datedBy: 'publishedOn',
              undated: 'no_inspection',
              typeOtherwise: 'full',
              versions: [
                {
                  from: '2000-01-01',
                  framework: 'KEY OF A FRAMEWORK',
                  words: 'grades',
                  headline: { column: grade.name, area: 'overall', text: grade.name },
                },
              ],
            },
          ],
        }
      : {}),
  };
}
