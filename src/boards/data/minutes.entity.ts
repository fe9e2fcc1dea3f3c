import { Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
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

/** The minutes of a meeting. Once agreed they stand as they are, held by the database itself. */
@RecordTable()
@Index('IX_minutes_review', ['reviewId'], { unique: true })
export class Minutes {
  @Id()
  id: string;

  @Refers('Review')
  reviewId: string;

  /** `draft`, `agreed` or `published`. */
  @Code()
  state: string;

  @Words(120)
  draftedBy: string;

  /** The meeting that agreed them; empty where they were agreed in writing. */
  @Refers('Review', { nullable: true })
  agreedAtId: string | null;

  /** `meeting` or `writing`. */
  @Code({ nullable: true })
  agreedHow: string | null;

  @Day()
  agreedOn: string | null;

  @Words(120, { nullable: true })
  agreedBy: string | null;

  /** How written agreement was given. */
  @Prose({ nullable: true })
  agreedNote: string | null;

  /** SHA-256 of what was agreed. */
  @Words(64, { nullable: true })
  agreedHash: string | null;

  /** The first day on which everybody may read the public version. */
  @Day()
  publicOn: string | null;

  @KeptColumns()
  kept: Kept;
}

@Table()
@Index('IX_minutes_item_minutes', ['minutesId', 'position'], { unique: true })
export class MinutesItem {
  @Id()
  id: string;

  @Refers('Minutes')
  minutesId: string;

  @Refers('AgendaItem', { nullable: true })
  agendaItemId: string | null;

  @Whole()
  position: number;

  @Words(300)
  title: string;

  @Flag()
  confidential: number;

  @Prose()
  body: string;

  @Whole({ default: 1 })
  version: number;
}

/** What everybody reads of an item of the minutes. */
@Table()
@Index('IX_minutes_public_minutes', ['minutesId', 'position'], { unique: true })
export class MinutesPublic {
  @Id()
  id: string;

  @Refers('Minutes')
  minutesId: string;

  @Whole()
  position: number;

  @Words(300)
  title: string;

  @Prose()
  body: string;

  /** 1 where only that there was an item is told, with the reason. */
  @Flag()
  withheld: number;
}

/** What is said of agreed minutes later. Added to, never changed. */
@Table()
@Index('IX_minutes_addendum_minutes', ['minutesId', 'position'], { unique: true })
export class MinutesAddendum {
  @Id()
  id: string;

  @Refers('Minutes')
  minutesId: string;

  @Whole()
  position: number;

  @Prose()
  text: string;

  /** 1 where everybody may read it beside the public version. */
  @Flag()
  isPublic: number;

  @Day({ nullable: false })
  addedOn: string;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}
