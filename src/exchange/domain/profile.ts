import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { NamedRow, RowReading } from './file-row.js';
import type { ProfileData } from './profile-data.js';
import type { ImportedRow } from './read-row.js';

/** A way of reading one publication, made from its data. `readRow` never guesses. */
export type Profile = Pick<
  ProfileData,
  'key' | 'title' | 'description' | 'publisher' | 'address' | 'licence' | 'holds' | 'smallest'
> & {
  readonly data: ProfileData;
  /** Columns that must be there, by the profile's names. Others are passed over. */
  readonly columns: readonly string[];
  readonly readRow: (row: NamedRow, today: CalendarDay) => RowReading<ImportedRow>;
};
