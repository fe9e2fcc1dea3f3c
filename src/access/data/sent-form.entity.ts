import { Index, PrimaryColumn } from 'typeorm';
import { Instant, Table, Words } from '../../database/columns.js';

/** A form that was sent, so that the same one sent again is known. Forgotten after a day. */
@Table()
@Index('IX_sent_form_sent', ['sentAt'])
export class SentForm {
  /** What its page, its person and its words hash to. */
  @Words(64)
  @PrimaryColumn('varchar', { length: 64 })
  key: string;

  @Instant()
  sentAt: string;

  /** Where its person was led; empty while it is not known what became of it. */
  @Words(2000, { nullable: true })
  location: string | null;
}
