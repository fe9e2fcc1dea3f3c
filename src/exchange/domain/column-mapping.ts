import { plainName } from './file-row.js';
import type { Profile } from './profile.js';

/** Where a column of a profile stands in a file, and how it was found. */
export type ColumnPlace = {
  readonly column: string;
  /** The place in the file, from 0; null where there is none or where it stands twice. */
  readonly place: number | null;
  /** What the file calls it; null where it lacks it. */
  readonly heading: string | null;
  readonly how: 'same' | 'said' | 'twice' | 'lacking';
};

/** Columns of a profile that a file calls otherwise, as somebody said. */
export type SaidColumns = Readonly<Record<string, string>>;

const said = (columns: SaidColumns, column: string): string | null =>
  Object.hasOwn(columns, column) ? (columns[column] ?? null) : null;

type Columned = Pick<Profile, 'columns'> & { readonly data?: Pick<Profile['data'], 'columns'> };

/** How the file spells a column: as the profile names it, or as the publisher did in another year. */
function spelt({ data }: Columned, column: string, names: readonly string[]): string {
  const spellings = [column, ...(data?.columns[column]?.called ?? [])];
  return spellings.find((spelling) => names.includes(spelling)) ?? column;
}

/** Holds the columns of a profile against the headings of a file, with what somebody said of those it calls otherwise. */
export function placesOf(
  profile: Columned,
  headings: readonly string[],
  columns: SaidColumns = {},
): readonly ColumnPlace[] {
  const names = headings.map(plainName);
  return profile.columns.map((column): ColumnPlace => {
    const other = said(columns, column);
    const name = other ?? spelt(profile, column, names);
    const place = names.indexOf(name);
    if (place === -1) return { column, place: null, heading: null, how: 'lacking' };
    if (names.includes(name, place + 1)) return { column, place: null, heading: name, how: 'twice' };
    return { column, place, heading: name, how: other === null ? 'same' : 'said' };
  });
}

export const isWhole = (places: readonly ColumnPlace[]): boolean => places.every(({ place }) => place !== null);

/** How many columns of a profile a file lacks. */
export const lackedBy = (profile: Columned, headings: readonly string[]): number =>
  placesOf(profile, headings).filter(({ place }) => place === null).length;

/** Headings that may be said to stand for a column: named, standing once, and no column of the profile themselves. */
export function headingsToChoose(profile: Columned, headings: readonly string[]): readonly string[] {
  const names = headings.map(plainName);
  return names.filter(
    (name, place) =>
      name !== '' &&
      !profile.columns.includes(name) &&
      names.indexOf(name) === place &&
      !names.includes(name, place + 1),
  );
}

/** Letters and digits alone: "Local Authority" and "local_authority" are then the same. */
const bare = (name: string): string => [...name.toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).join('');

/** The one heading that spells a column otherwise, or null. Only proposed: a person says whether it is. */
export function headingAlike(column: string, choosable: readonly string[]): string | null {
  const alike = choosable.filter((name) => bare(name) === bare(column));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Headings that no column of the profile is read from: passed over. */
export function passedOver(places: readonly ColumnPlace[], headings: readonly string[]): readonly string[] {
  const read = new Set(places.map(({ place }) => place));
  return headings.map(plainName).filter((name, place) => name !== '' && !read.has(place));
}

/** Profiles from the one that fits best: fewest columns lacking, then most columns read. */
export const byFit = <One extends Columned>(profiles: readonly One[], headings: readonly string[]): readonly One[] =>
  profiles.toSorted((a, b) => lackedBy(a, headings) - lackedBy(b, headings) || b.columns.length - a.columns.length);
