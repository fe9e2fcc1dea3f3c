import { Index } from 'typeorm';
import {
  Code,
  Id,
  Instant,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  Whole,
  Words,
} from '../../database/columns.js';

/** One researcher’s coding of an episode: the first or the second of two. */
@RecordTable()
@Index('IX_coding_ref', ['ref'], { unique: true })
@Index('IX_coding_episode_place', ['episodeId', 'place'], { unique: true })
@Index('IX_coding_account', ['accountId', 'episodeId'], { unique: true })
export class Coding {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Refers('Account')
  accountId: string;

  /** 1 or 2. */
  @Whole()
  place: number;

  /** `coding` or `finished`. */
  @Code()
  state: string;

  @Instant({ nullable: true })
  finishedAt: string | null;

  @KeptColumns()
  kept: Kept;
}

/** What a coder says of one field of the codebook. */
@Table()
@Index('IX_coding_value_field', ['codingId', 'field'], { unique: true })
export class CodingValue {
  @Id()
  id: string;

  @Refers('Coding')
  codingId: string;

  @Code()
  field: string;

  @Words(500, { nullable: true })
  value: string | null;

  /** Why there is none: a code in place of a value. */
  @Code({ nullable: true })
  noValue: string | null;

  @Code()
  confidence: string;

  @Prose({ nullable: true })
  note: string | null;

  @Words(500, { nullable: true })
  source: string | null;

  @Instant()
  savedAt: string;

  /** Counts the saves, so that nobody overwrites words that they have not read. */
  @Whole()
  version: number;
}

/** What two coders who differed agreed on, and why. */
@Table()
@Index('IX_coding_settlement_field', ['episodeId', 'field'], { unique: true })
export class CodingSettlement {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Code()
  field: string;

  @Words(500)
  value: string;

  @Prose()
  reason: string;

  @Refers('Account')
  accountId: string;

  @Instant()
  settledAt: string;

  @Whole()
  version: number;
}
