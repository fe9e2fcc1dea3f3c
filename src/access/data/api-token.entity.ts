import { Index } from 'typeorm';
import { Day, Id, Instant, Prose, Refers, Table, Words } from '../../database/columns.js';

/** With it a program reads as a person does, within what the person chose, until a day. */
@Table()
@Index('IX_api_token_ref', ['ref'], { unique: true })
@Index('IX_api_token_hash', ['tokenHash'], { unique: true })
@Index('IX_api_token_account', ['accountId', 'revokedAt', 'endsOn'])
@Index('IX_api_token_made', ['madeAt', 'ref'])
export class ApiToken {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Account')
  accountId: string;

  @Words(120)
  name: string;

  /** What it may read, as JSON: a list of words from `tokenScopes`. */
  @Prose()
  scopes: string;

  /** The grants on which it rests, as JSON: a list of ids. What its person is given later is not its own. */
  @Prose()
  grants: string;

  /** SHA-256 of the token, which is with its person only. */
  @Words(64)
  tokenHash: string;

  @Instant()
  madeAt: string;

  /** Its last day. */
  @Day({ nullable: false })
  endsOn: string;

  /** To the hour. */
  @Instant({ nullable: true })
  usedAt: string | null;

  /** When a letter told its person that it ends soon. */
  @Instant({ nullable: true })
  toldAt: string | null;

  @Instant({ nullable: true })
  revokedAt: string | null;

  @Words(120, { nullable: true })
  revokedBy: string | null;

  @Words(500, { nullable: true })
  revokedReason: string | null;
}
