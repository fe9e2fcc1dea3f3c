import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import type { Permission } from '../access/domain/permissions.js';
import { BoardDesk } from '../boards/board-desk.service.js';
import type { ReviewRow } from '../boards/data/board.row.js';
import { hasReached, isRoomOpen } from '../boards/domain/review-state.js';
import { Database } from '../database/database.js';
import { type CalendarDay, earlier } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { EvidenceQueries } from '../plans/data/evidence.queries.js';
import type { EvidenceRow } from '../plans/data/plan.row.js';
import { type LessonNumber, lessonNumbers } from '../vocabulary/domain/lessons.js';
import type { Assessment } from './data/lesson-assessment.row.js';
import { LessonAssessmentsQueries } from './data/lesson-assessments.queries.js';
import { LessonAssessmentsStore } from './data/lesson-assessments.store.js';
import {
  assess,
  type AssessmentKind,
  type AssessmentRefusal,
  type GateEvidence,
  type NewAssessment,
} from './domain/assessment.js';
import { lessonsDue } from './domain/assessments-due.js';
import type { SignalReading } from './domain/signals.js';
import { LessonSignalsService } from './lesson-signals.service.js';

/** Why nothing can be said of the lessons at a meeting now; null: it can. */
export type AssessmentShut = 'not-issued' | 'not-yet' | 'minutes-agreed' | null;

/** `read`: the edition that whoever judges had before them; 0: there was none. */
export type Judged = { readonly ref: string; readonly read: number; readonly kind: AssessmentKind };

/** What the record shows beside a board's view: the episode that it is about, and its signals; none without an episode. */
export type BesideTheBoard = {
  readonly episode: { readonly id: string; readonly ref: string; readonly title: string } | null;
  readonly signals: readonly SignalReading[];
};

type ReviewOfBoard = Pick<ReviewRow, 'boardId' | 'organisationId' | 'heldOn'>;

const permissionFor: Readonly<Record<AssessmentKind, Permission>> = {
  board: 'lessons.assess',
  proposal: 'lessons.propose',
};

/**
 * What people say of the eight lessons at a meeting. The record stands beside it as it was on that day and is kept with
 * it; neither changes the other. What is said anew is another edition, and once the minutes are agreed there is none.
 */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly queries: LessonAssessmentsQueries,
    private readonly store: LessonAssessmentsStore,
    private readonly evidence: EvidenceQueries,
    private readonly signals: LessonSignalsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async record(
    actor: Actor,
    { ref, read, kind }: Judged,
    given: NewAssessment,
  ): Promise<
    Result<
      { readonly id: string; readonly edition: number },
      'not-found' | 'changed' | 'not-a-member' | NonNullable<AssessmentShut> | AssessmentRefusal
    >
  > {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, permissionFor[kind], ref);
      if (!review) return refused('not-found');
      const shut = this.shut(review, kind);
      if (shut) return refused(shut);
      const before = (await this.queries.ofReview(review.id)).find(
        (one) => one.lesson === given.lesson && one.kind === kind,
      );
      if ((before?.edition ?? 0) !== read) return refused('changed');
      const pieces = await this.#pieces(review, given.evidenceIds);
      if (!pieces) return refused('not-found');
      if (given.dissentMemberId !== null && !(await this.#sits(review, given.dissentMemberId)))
        return refused('not-a-member');
      const { episode, signals: record } = await this.beside(review, [given.lesson]);
      const last = (await this.lastBefore(review)).find(({ lesson }) => lesson === given.lesson);
      const assessed = assess(given, {
        evidence: pieces.map(gateEvidence),
        record: record.map(({ key, name, outcome }) => ({ key, name, result: outcome.result })),
        hasBefore: last !== undefined,
        on: review.heldOn,
      });
      if (!assessed.ok) return assessed;
      const edition = read + 1;
      const id = await this.store.add({ at: this.clock.now(), by: actor.name }, given, {
        reviewId: review.id,
        episodeId: episode?.id ?? null,
        kind,
        edition,
        direction: assessed.value.direction,
        readAsOf: earlier(review.heldOn, this.clock.today()),
        signals: record,
      });
      await this.audit.record(actor, {
        action: kind === 'board' ? 'lesson_assessment.recorded' : 'lesson_assessment.proposed',
        entity: 'lesson_assessment',
        entityId: id,
        before: before && { edition: before.edition, level: before.level, reason: before.reason },
        after: { ...given, edition, review: review.ref, direction: assessed.value.direction },
        subjects: [{ entity: 'review', entityId: review.id }],
      });
      return ok({ id, edition });
    });
  }

  /** The board judges in the room and until the minutes are agreed; the organisation may suggest beforehand. */
  shut({ state, heldOn }: Pick<ReviewRow, 'state' | 'heldOn'>, kind: AssessmentKind): AssessmentShut {
    if (hasReached(state, 'minutes_agreed')) return 'minutes-agreed';
    if (kind === 'proposal') return null;
    if (!isRoomOpen(state)) return 'not-issued';
    return heldOn > this.clock.today() ? 'not-yet' : null;
  }

  /** The record of the episode that a board is about, as it stood on the day of its meeting, or stands today where that is to come. */
  async beside(
    { organisationId, heldOn }: Pick<ReviewRow, 'organisationId' | 'heldOn'>,
    wanted: readonly LessonNumber[] = lessonNumbers,
  ): Promise<BesideTheBoard> {
    const episode = await this.episodeOf({ organisationId, heldOn });
    if (!episode) return { episode: null, signals: [] };
    const asOf = earlier(heldOn, this.clock.today());
    const reading = { asOf, mode: 'recorded', scope: 'board' } as const;
    return { episode, signals: (await this.signals.readEpisode(episode.id, reading, wanted)) ?? [] };
  }

  /** The episode that a board is about on the day of a meeting; null: none is on the record. */
  episodeOf({ organisationId, heldOn }: Pick<ReviewRow, 'organisationId' | 'heldOn'>) {
    return this.queries.episodeFor(organisationId, heldOn);
  }

  /** The lessons that a board has to look at again at a meeting; none where there is no episode to learn from. */
  async due({ boardId, organisationId, heldOn }: ReviewOfBoard): Promise<readonly LessonNumber[]> {
    const episode = await this.episodeOf({ organisationId, heldOn });
    return episode ? lessonsDue(await this.queries.lastDaysOf(boardId, heldOn), heldOn) : [];
  }

  /** What the board last said of each lesson at the meetings before this one. */
  lastBefore({ boardId, heldOn }: Pick<ReviewRow, 'boardId' | 'heldOn'>): Promise<Assessment[]> {
    return this.queries.lastOfBoard(boardId, heldOn);
  }

  /**
   * Those of a board's last words that everybody may read: where its newest is not public yet, the newest that is.
   */
  published(last: readonly Pick<Assessment, 'episodeId'>[], today: CalendarDay): Promise<Assessment[]> {
    const episodes = new Set(last.flatMap(({ episodeId }) => episodeId ?? []));
    return this.queries.publishedOf([...episodes], today);
  }

  /** Evidence that the body has and that may be put on the table, those that were taken back apart. */
  evidenceOf({ organisationId }: Pick<ReviewRow, 'organisationId'>): Promise<EvidenceRow[]> {
    return this.evidence.ofOrganisation(organisationId);
  }

  /** These pieces of evidence, or null where one of them is not there for this body. */
  async #pieces(review: ReviewRow, ids: readonly string[]): Promise<readonly EvidenceRow[] | null> {
    if (ids.length === 0) return [];
    const ours = new Map((await this.evidenceOf(review)).map((piece) => [piece.id, piece]));
    const found = ids.flatMap((id) => ours.get(id) ?? []);
    return found.length === ids.length ? found : null;
  }

  async #sits(review: ReviewRow, memberId: string): Promise<boolean> {
    const { members } = await this.desk.room(review);
    return members.some(({ id }) => id === memberId);
  }
}

export const gateEvidence = ({ id, level, independence, onDay, notAcceptedBecause }: EvidenceRow): GateEvidence => ({
  id,
  level,
  independence,
  onDay,
  turnedDown: notAcceptedBecause !== null,
});
