import { Check, Index } from 'typeorm';
import { Code, Day, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** One edition of what a case was, in words for everybody. */
@Table()
@Index('IX_case_summary_edition', ['episodeId', 'edition'], { unique: true })
@Check('CK_case_summary_second_person', `"checked_by" <> "drafted_by"`)
export class CaseSummary {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Whole()
  edition: number;

  @Code()
  status: string;

  @Prose()
  text: string;

  /** Why this edition was made, from the second on. */
  @Words(500, { nullable: true })
  why: string | null;

  /** What the organisation said when it was told, and what became of that. */
  @Prose({ nullable: true })
  remarks: string | null;

  @Words(120)
  draftedBy: string;

  @Instant()
  draftedAt: string;

  @Words(120, { nullable: true })
  checkedBy: string | null;

  @Instant({ nullable: true })
  checkedAt: string | null;

  /** When the organisation was told. */
  @Day()
  notifiedOn: string | null;

  /** The first day on which it may be published: five working days are the organisation's. */
  @Day()
  publishableOn: string | null;

  @Words(120, { nullable: true })
  publishedBy: string | null;

  @Instant({ nullable: true })
  publishedAt: string | null;

  @Whole({ default: 1 })
  version: number;
}
