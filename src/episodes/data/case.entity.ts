import { Index } from 'typeorm';
import {
  Code,
  Flag,
  Id,
  Instant,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

/** One step in the story of a managed case: that it was taken up, moved, paused or resumed, by whom and why. */
@Table()
@Index('IX_episode_move_episode', ['episodeId', 'position'], { unique: true })
export class EpisodeMove {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Whole()
  position: number;

  @Code()
  kind: string;

  @Code({ nullable: true })
  fromState: string | null;

  @Code({ nullable: true })
  toState: string | null;

  @When({ nullable: false })
  occurredOn: string;

  @Prose({ nullable: true })
  why: string | null;

  /** The board or the inspectorate. */
  @Code({ nullable: true })
  decisionBody: string | null;

  @Words(200, { nullable: true })
  decisionBy: string | null;

  @When()
  decisionOn: string | null;

  @Words(200, { nullable: true })
  decisionRef: string | null;

  @Code({ nullable: true })
  basis: string | null;

  /** 1 where it followed from the record and nobody decided it. */
  @Flag()
  automatic: number;

  /** The episode in which it failed again. */
  @Refers('FailureEpisode', { nullable: true })
  otherId: string | null;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;
}

/** A case that somebody is about to open: answers given so far, seen by nobody but those who may open it. */
@RecordTable()
@Index('IX_case_opening_ref', ['ref'], { unique: true })
export class CaseOpening {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation', { nullable: true })
  organisationId: string | null;

  /** JSON, as `Opening` reads it. */
  @Prose()
  answers: string;

  /** The case that came of it. */
  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @KeptColumns()
  kept: Kept;
}

/** A post whose holder is to be told of what happens in a case. Never public. */
@RecordTable()
@Index('IX_person_to_tell_episode', ['episodeId'])
export class PersonToTell {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Words(200)
  post: string;

  @Words(200)
  body: string;

  @Words(254, { nullable: true })
  email: string | null;

  @When()
  toldOn: string | null;

  @KeptColumns()
  kept: Kept;
}
