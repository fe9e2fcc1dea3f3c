import type { Profile } from './profile.js';
import type { ProfileData } from './profile-data.js';
import { rowReader } from './read-row.js';

/** A profile ready to read rows: its data, the columns that must be there, and the function made from them. */
export const compiledProfile = (data: ProfileData): Profile => ({
  key: data.key,
  title: data.title,
  description: data.description,
  publisher: data.publisher,
  address: data.address,
  licence: data.licence,
  holds: data.holds,
  smallest: data.smallest,
  data,
  columns: Object.entries(data.columns).flatMap(([name, { optional }]) => (optional ? [] : [name])),
  readRow: rowReader(data),
});

/** The profile for a file that calls some columns otherwise, as somebody said: those names are looked for first. */
export function renamed(profile: Profile, names: Readonly<Record<string, string>>): Profile {
  const { data } = profile;
  const said = Object.entries(names).filter(([column]) => Object.hasOwn(data.columns, column));
  if (said.length === 0) return profile;
  const columns = Object.fromEntries(
    said.map(([column, name]) => [column, { ...data.columns[column], called: [name, ...data.columns[column].called] }]),
  );
  return compiledProfile({ ...data, columns: { ...data.columns, ...columns } });
}
