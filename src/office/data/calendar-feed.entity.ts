import { Index, PrimaryColumn } from 'typeorm';
import { Instant, Table, Words } from '../../database/columns.js';

/** The private address under which a calendar program reads one person's deadlines. */
@Table()
@Index('IX_calendar_feed_token', ['tokenHash'], { unique: true })
export class CalendarFeed {
  @PrimaryColumn('varchar', { length: 36 })
  accountId: string;

  /** SHA-256 of what the address holds: whoever reads the database cannot ask with it. */
  @Words(64)
  tokenHash: string;

  @Instant()
  since: string;
}
