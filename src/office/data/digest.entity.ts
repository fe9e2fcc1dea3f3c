import { Index, PrimaryColumn } from 'typeorm';
import { Flag, Instant, Table, Words } from '../../database/columns.js';

/** Who gets a daily letter about what they watch, and up to when they have been told. */
@Table()
@Index('IX_digest_token', ['token'], { unique: true })
export class Digest {
  @PrimaryColumn('varchar', { length: 36 })
  accountId: string;

  /** What the address in each letter holds that ends them: it does nothing else. */
  @Words(60)
  token: string;

  @Flag()
  isWanted: number;

  @Instant()
  toldUntil: string;
}
