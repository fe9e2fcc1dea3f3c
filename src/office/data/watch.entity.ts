import { Column, Index } from 'typeorm';
import { Id, Instant, Table } from '../../database/columns.js';

/** Who wants to hear what becomes public about which organisation. */
@Table()
@Index('IX_watch_account', ['accountId', 'organisationId'], { unique: true })
@Index('IX_watch_organisation', ['organisationId'])
export class Watch {
  @Id()
  id: string;

  @Column('varchar', { length: 36 })
  accountId: string;

  @Column('varchar', { length: 36 })
  organisationId: string;

  @Instant()
  since: string;
}
