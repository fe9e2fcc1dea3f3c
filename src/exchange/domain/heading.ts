import { CannotRead, type FileRow, type Places } from './file-row.js';
import type { Profile } from './profile.js';
import { plainWord } from './check-profile.js';
import type { ColumnData, ProfileData } from './profile-data.js';

/** Beyond this a heading cell holds a note after its name. */
const longestPlainHeading = 80;

const headingName = (text: string): string => plainWord(text.replaceAll('\uFEFF', ''));

const isLetter = (sign: string): boolean => sign.toLowerCase() !== sign.toUpperCase();

/** Whether a heading cell is that column: by its name, or by the beginning of a cell that holds a note behind it. */
function isCalled(cell: string, name: string): boolean {
  if (cell === name) return true;
  return cell.length > longestPlainHeading && cell.startsWith(name) && !isLetter(cell.charAt(name.length));
}

const spellings = (column: string, { called }: ColumnData): string[] => [column, ...called].map(headingName);

export type HeadingMatch = {
  readonly places: Map<string, number>;
  /** Columns of the profile that must be there and are not. */
  readonly lacking: readonly string[];
  /** A column that stands twice, so that nobody can say which is meant, with the place of the second. */
  readonly twice: { readonly column: string; readonly place: number } | null;
};

/** Finds the columns of a profile in a row that may be the heading. */
export function matchHeading({ columns }: Pick<ProfileData, 'columns'>, row: FileRow): HeadingMatch {
  const cells = row.cells.map(headingName);
  const places = new Map<string, number>();
  const lacking: string[] = [];
  let twice: HeadingMatch['twice'] = null;
  for (const [column, data] of Object.entries(columns)) {
    let place = -1;
    for (const name of spellings(column, data)) {
      place = cells.findIndex((cell) => isCalled(cell, name));
      if (place === -1) continue;
      const second = cells.findIndex((cell, index) => index > place && isCalled(cell, name));
      if (second !== -1) twice ??= { column, place: second };
      break;
    }
    if (place !== -1) places.set(column, place);
    else if (!data.optional) lacking.push(column);
  }
  return { places, lacking, twice };
}

const longOf = ({ columns }: ProfileData): ReadonlySet<string> =>
  new Set(Object.entries(columns).flatMap(([name, { long }]) => (long ? [name] : [])));

const placesOf = ({ data }: Profile, at: ReadonlyMap<string, number>, width: number, mayDiffer: boolean): Places => ({
  at,
  width,
  ragged: data.table.ragged || mayDiffer,
  long: longOf(data),
});

/** Where the columns lie in a file that has no heading, or in a document. */
export function placesWithoutHeading(profile: Profile, width: number): Places {
  const at = new Map(
    Object.entries(profile.data.columns).flatMap(([name, { place }], index) =>
      profile.data.table.documentRows.length > 0
        ? [[name, index] as const]
        : place === null
          ? []
          : [[name, place - 1] as const],
    ),
  );
  return placesOf(profile, at, width, profile.data.table.documentRows.length > 0);
}

export type Heading = {
  readonly line: number;
  readonly index: number;
  readonly places: Places;
  readonly cells: readonly string[];
};

/** The width of a heading without the empty cells at its end: a sheet may have hundreds of them. */
const widthOf = (row: FileRow): number => row.cells.findLastIndex((cell) => cell.trim() !== '') + 1;

/**
 * Finds the heading among the first rows of a file: the first row that holds every column that must be there. Titles,
 * notes and bands above it are passed over. Throws `CannotRead`, naming every column that the likeliest row lacks.
 * `isSheet`: a workbook leaves out empty cells at the end of its rows.
 */
export function findHeading(profile: Profile, rows: readonly FileRow[], isSheet: boolean): Heading {
  let nearest: { readonly row: FileRow; readonly match: HeadingMatch } | null = null;
  for (const [index, row] of rows.entries()) {
    const match = matchHeading(profile.data, row);
    if (match.lacking.length === 0) {
      if (match.twice)
        throw new CannotRead(
          `Line ${row.line}, column ${match.twice.place + 1}: “${match.twice.column}” stands twice.`,
        );
      const width = profile.data.table.ragged || isSheet ? widthOf(row) : row.cells.length;
      return { line: row.line, index, places: placesOf(profile, match.places, width, isSheet), cells: row.cells };
    }
    if (!nearest || match.lacking.length < nearest.match.lacking.length) nearest = { row, match };
  }
  if (!nearest) throw new CannotRead('The file has no heading.');
  const { row, match } = nearest;
  const names = match.lacking.map((column) => `“${column}”`).join(', ');
  throw new CannotRead(
    `Line ${row.line}: there is no column ${names}. This does not look like a file for the profile ${profile.key}.`,
  );
}
