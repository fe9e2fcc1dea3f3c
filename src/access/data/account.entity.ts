import { Index } from 'typeorm';
import { Code, Day, Flag, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** A person who may sign in. */
@Table()
@Index('IX_account_ref', ['ref'], { unique: true })
@Index('IX_account_email', ['email'], { unique: true })
export class Account {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(120)
  name: string;

  /** Lower case, so that one address is one account. */
  @Words(254)
  email: string;

  /** Argon2id in its own notation; empty until the person has chosen one, or signs in elsewhere only. */
  @Words(200, { nullable: true })
  passwordHash: string | null;

  /** `invited`, `active` or `disabled`. */
  @Code()
  status: string;

  @Instant()
  createdAt: string;

  @Words(120)
  createdBy: string;

  @Instant({ nullable: true })
  signedInAt: string | null;

  @Whole({ default: 1 })
  version: number;
}

/** A role that somebody gave to an account, for a body or an inspectorate. Ended, never taken away. */
@Table()
@Index('IX_role_grant_account', ['accountId'])
@Index('IX_role_grant_organisation', ['organisationId', 'role'])
@Index('IX_role_grant_inspectorate', ['inspectorateId', 'role'])
@Index('IX_role_grant_role', ['role', 'organisationId'])
export class RoleGrant {
  @Id()
  id: string;

  @Refers('Account')
  accountId: string;

  @Code()
  role: string;

  @Refers('Organisation', { nullable: true })
  organisationId: string | null;

  @Refers('Inspectorate', { nullable: true })
  inspectorateId: string | null;

  @Flag({ default: 0 })
  chair: number;

  @Day({ nullable: false })
  fromOn: string;

  @Day()
  toOn: string | null;

  @Words(120)
  grantedBy: string;

  @Instant()
  grantedAt: string;

  @Words(120, { nullable: true })
  endedBy: string | null;

  @Instant({ nullable: true })
  endedAt: string | null;
}

/** One sign-in on one device. Its token is with the person only; here stands what it hashes to. */
@Table()
@Index('IX_session_token', ['tokenHash'], { unique: true })
@Index('IX_session_account', ['accountId'])
@Index('IX_session_seen', ['seenAt'])
export class Session {
  @Id()
  id: string;

  @Words(64)
  tokenHash: string;

  @Refers('Account')
  accountId: string;

  @Instant()
  startedAt: string;

  @Instant()
  seenAt: string;

  /** The kind of browser, for the person's own list: never the whole line that it sends. */
  @Words(120, { nullable: true })
  device: string | null;

  /** The grants whose eyes an administrator looks through, as JSON; empty: their own. */
  @Prose({ nullable: true })
  viewAs: string | null;

  /** Why it was ended before its time: `roles` or `password`. It then only tells whose it was. */
  @Code({ nullable: true })
  endedWhy: string | null;
}
