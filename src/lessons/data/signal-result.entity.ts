import { Index } from 'typeorm';
import { Code, Day, Id, Instant, Prose, Real, Refers, Table, Whole, Words } from '../../database/columns.js';

/**
 * How far the public run of the signals of a failure has been read: to which day, and to which line of the trail. Derived,
 * and read anew whenever a later line may touch one of its bodies. It holds no moment: of concerns only days are kept.
 */
@Table()
@Index('IX_signal_run_episode', ['episodeId'], { unique: true })
@Index('IX_signal_run_name', ['sortName', 'triggerDay', 'episodeId'])
export class SignalRun {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  @Day({ nullable: false })
  readOn: string;

  @Whole()
  trailSeq: number;

  /** In this order failures are told: by the name of the body and the day of the trigger, as they were when it was read. */
  @Words(300)
  sortName: string;

  @Day()
  triggerDay: string | null;
}

/** A body whose facts the run reads. */
@Table()
@Index('IX_signal_run_body_run', ['runId', 'organisationId'], { unique: true })
export class SignalRunBody {
  @Id()
  id: string;

  @Refers('SignalRun')
  runId: string;

  @Refers('Organisation')
  organisationId: string;
}

/** What a signal said in public of a failure, from a day on until the next one of it: added only, never changed. */
@Table()
@Index('IX_signal_result_signal', ['episodeId', 'signal', 'number'], { unique: true })
export class SignalResult {
  @Id()
  id: string;

  @Refers('FailureEpisode')
  episodeId: string;

  /** `L1.1`. */
  @Words(10)
  signal: string;

  @Whole()
  lesson: number;

  @Whole()
  number: number;

  /** The day as of which it was read, with hindsight. */
  @Day({ nullable: false })
  readOn: string;

  /** Of the formula. */
  @Whole()
  formulaVersion: number;

  /** Of its limits. */
  @Whole()
  limitsEdition: number;

  @Code()
  result: string;

  @Real({ nullable: true })
  value: number | null;

  @Real({ nullable: true })
  uncertainty: number | null;

  @Whole()
  n: number;

  @Prose()
  sentence: string;

  /** Lists: what to add, what is shown beside it and never scored, and the facts that went into it. */
  @Prose()
  missingJson: string;

  @Prose()
  notesJson: string;

  @Prose()
  usedJson: string;

  @Instant()
  recordedAt: string;
}
