import { Index, PrimaryColumn } from 'typeorm';
import { Code, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** A link that lets its holder in once, to choose a password. Its token is with them only; here stands its hash. */
@Table()
@Index('IX_one_time_link_token', ['tokenHash'], { unique: true })
@Index('IX_one_time_link_account', ['accountId'])
export class OneTimeLink {
  @Id()
  id: string;

  /** `invitation`, `reset`, or `set-up`, which is nobody's yet. */
  @Code()
  purpose: string;

  @Words(64)
  tokenHash: string;

  @Refers('Account', { nullable: true })
  accountId: string | null;

  @Instant()
  madeAt: string;

  @Words(120)
  madeBy: string;

  @Instant()
  expiresAt: string;

  @Instant({ nullable: true })
  usedAt: string | null;

  @Instant({ nullable: true })
  revokedAt: string | null;
}

/** One guess at a password, a code or an account's address, counted until its time is over. */
@Table()
@Index('IX_guess_key', ['kind', 'keyHash', 'madeAt'])
@Index('IX_guess_address', ['kind', 'address', 'madeAt'])
@Index('IX_guess_made', ['madeAt'])
export class Guess {
  @Id()
  id: string;

  @Code()
  kind: string;

  /** What the email address that was typed hashes to, whether an account has it or not. */
  @Words(64)
  keyHash: string;

  @Words(60)
  address: string;

  @Instant()
  madeAt: string;
}

/** The app that makes one-time codes for an account. */
@Table()
@Index('IX_second_factor_account', ['accountId'], { unique: true })
export class SecondFactor {
  @Id()
  id: string;

  @Refers('Account')
  accountId: string;

  @Prose()
  sealedSecret: string;

  @Instant()
  confirmedAt: string;

  /** The last step whose code was taken: no code is taken twice. */
  @Whole()
  lastStep: number;
}

/** For whoever has lost their app: works once. */
@Table()
@Index('IX_recovery_code_account', ['accountId'])
export class RecoveryCode {
  @Id()
  id: string;

  @Refers('Account')
  accountId: string;

  @Words(64)
  codeHash: string;

  @Instant({ nullable: true })
  usedAt: string | null;
}

/** A role that nobody may use without a second factor. */
@Table()
export class SecondFactorRule {
  @PrimaryColumn('varchar', { length: 60 })
  role: string;

  @Instant()
  setAt: string;

  @Words(120)
  setBy: string;
}

/** A sign-in whose password was right and whose one-time code is still to come. */
@Table()
@Index('IX_sign_in_step_token', ['tokenHash'], { unique: true })
@Index('IX_sign_in_step_begun', ['begunAt'])
export class SignInStep {
  @Id()
  id: string;

  @Words(64)
  tokenHash: string;

  @Refers('Account')
  accountId: string;

  @Instant()
  begunAt: string;

  @Whole({ default: 0 })
  tries: number;
}

/** What somebody had typed when their session ended, sealed, for them alone. */
@Table()
@Index('IX_kept_form_account', ['accountId', 'keptAt'])
@Index('IX_kept_form_kept', ['keptAt'])
export class KeptForm {
  @Id()
  id: string;

  @Refers('Account')
  accountId: string;

  @Words(2000)
  path: string;

  @Prose()
  sealedAnswers: string;

  @Instant()
  keptAt: string;
}

/** Who an account is in the directory of a council or an inspectorate. */
@Table()
@Index('IX_outside_identity_subject', ['issuer', 'subject'], { unique: true })
@Index('IX_outside_identity_account', ['accountId'])
export class OutsideIdentity {
  @Id()
  id: string;

  @Refers('Account')
  accountId: string;

  @Words(500)
  issuer: string;

  @Words(300)
  subject: string;

  @Instant()
  linkedAt: string;
}
