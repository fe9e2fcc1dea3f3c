import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { reachesOrganisation, reachOf } from '../access/domain/account.js';
import { AttendanceService, type AttendanceRefusal } from '../boards/attendance.service.js';
import { BoardDesk } from '../boards/board-desk.service.js';
import type { AgendaItemRow, ReviewRow } from '../boards/data/board.row.js';
import { ReviewsQueries } from '../boards/data/reviews.queries.js';
import { isAgendaOpen, isRoomOpen } from '../boards/domain/review-state.js';
import { type DecisionRefusal, DecisionsService } from '../boards/decisions.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import type { DateRequestRow } from '../plans/data/plan.row.js';
import type { DateAnswer } from '../plans/domain/date-request.js';
import type { NewUpdate } from '../plans/domain/new-plan.js';
import { type DateDecided, MovingDatesService } from '../plans/moving-dates.service.js';
import { UpdatingMilestonesService } from '../plans/updating-milestones.service.js';
import { MeetingQueries } from './data/meeting.queries.js';
import { dateDecisionWords } from './domain/date-decision.js';
import { isPlanItem } from './meeting-reading.js';

export type MeetingRefusal = 'not-found' | 'not-issued' | 'not-yet' | 'minutes-agreed';

/** What is said of a date that was asked for. */
export type DateSaid = {
  readonly ref: string;
  readonly version: number;
  readonly answer: DateAnswer;
  readonly to: CalendarDay | null;
  readonly words: string | null;
};

type Decided = Awaited<ReturnType<MovingDatesService['decideDate']>>;
type DecidedRefusal = Extract<Decided, { readonly ok: false }>['error'];

/** Who is here, by their ids, and how often each entry had been saved when it was read. */
export type RoomSaid = {
  readonly present: readonly string[];
  readonly apologies: readonly string[];
  readonly versions: ReadonlyMap<string, number>;
};

/** Writes down at a meeting what belongs to plans: what is said of actions, and what is decided about their dates. */
@Injectable()
export class RecordingMeetingsService {
  constructor(
    private readonly db: Database,
    private readonly desk: BoardDesk,
    private readonly reviews: ReviewsQueries,
    private readonly room: MeetingQueries,
    private readonly attendance: AttendanceService,
    private readonly decisions: DecisionsService,
    private readonly milestones: MilestonesQueries,
    private readonly updating: UpdatingMilestonesService,
    private readonly dates: MovingDatesService,
    private readonly clock: Clock,
  ) {}

  /** What was said of an action of the body, at a meeting of its board. */
  async update(
    actor: Actor,
    reviewRef: string,
    read: { readonly ref: string; readonly version: number },
    said: Omit<NewUpdate, 'reviewRef'>,
  ) {
    return this.db.transaction(async () => {
      const review = await this.#open(actor, reviewRef);
      if (!review.ok) return review;
      if (!(await this.#isOfBody(read.ref, review.value))) return refused('not-found' as const);
      return this.updating.recordUpdate(actor, read, { ...said, reviewRef });
    });
  }

  /**
   * Answers a request for another date: the decision is recorded at the meeting, and the date moves by it, or neither.
   * The secretary records what the board decides; a chair may say so alone, and it is recorded in the chair's name.
   */
  async answerDate(
    actor: Actor,
    reviewRef: string,
    said: DateSaid,
  ): Promise<
    Result<
      DateDecided & { readonly decisionRef: string },
      MeetingRefusal | DecisionRefusal | DecidedRefusal | 'no-quorum'
    >
  > {
    return this.#undoing<
      DateDecided & { readonly decisionRef: string },
      MeetingRefusal | DecisionRefusal | 'no-quorum'
    >(async () => {
      const opened = await this.#open(actor, reviewRef, 'dates.decide');
      if (!opened.ok) return opened;
      const review = opened.value;
      if (review.quorate === null) return refused('attendance-not-taken');
      if (!review.quorate) return refused('no-quorum');
      const request = await this.milestones.requestByRef(said.ref);
      const milestone = request && (await this.milestones.byId(request.milestoneId));
      if (!request || milestone?.organisationId !== review.organisationId) return refused('not-found');
      const items = await this.reviews.agendaOf(review.id);
      const decision = await this.decisions.record(this.#recorder(actor, review), reviewRef, {
        agendaItemId: itemOf(items, request)?.id ?? null,
        type: 'decision',
        text: dateDecisionWords({ ...milestone, askedTo: request.askedTo }, said),
      });
      if (!decision.ok) return decision;
      const { id, ref, approvedBy } = decision.value;
      const { version, answer, to, words } = said;
      const done = await this.dates.decideDate(
        actor,
        { ref: said.ref, version },
        { answer, to, said: words, decision: { id, ref, approvedBy } },
      );
      if (!done.ok) throw new Undone(done.error);
      return ok({ ...done.value, decisionRef: ref });
    });
  }

  /** Who is here, who sent apologies; whoever is neither is absent, unless somebody came in their place. */
  async takeAttendance(
    actor: Actor,
    reviewRef: string,
    { present, apologies, versions }: RoomSaid,
  ): Promise<Result<unknown, AttendanceRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'decisions.record', reviewRef);
      if (!review) return refused('not-found');
      const members = await this.room.room(review);
      if ([...present, ...apologies].some((id) => !members.some((member) => member.id === id)))
        return refused('not-a-member');
      const entries = members.map(({ id, presence, substitutePost, interest }) => ({
        memberId: id,
        presence: present.includes(id)
          ? ('present' as const)
          : apologies.includes(id)
            ? ('apologies' as const)
            : presence === 'substitute'
              ? presence
              : ('absent' as const),
        substitutePost,
        declaredInterest: interest,
        version: versions.get(id) ?? 0,
      }));
      return this.attendance.take(actor, reviewRef, entries);
    });
  }

  /** What a member declares, and who came in their place. */
  async declare(
    actor: Actor,
    reviewRef: string,
    said: {
      readonly memberId: string;
      readonly interest: string | null;
      readonly substitutePost: string | null;
      readonly version: number;
    },
  ): Promise<Result<unknown, AttendanceRefusal>> {
    return this.db.transaction(async () => {
      const review = await this.desk.review(actor, 'decisions.record', reviewRef);
      if (!review) return refused('not-found');
      const member = (await this.room.room(review)).find(({ id }) => id === said.memberId);
      if (!member) return refused('not-a-member');
      const { memberId, substitutePost, version } = said;
      const presence = substitutePost ? 'substitute' : (member.presence ?? 'present');
      const declaredInterest = said.interest ?? member.interest;
      const post = substitutePost ?? member.substitutePost;
      return this.attendance.take(actor, reviewRef, [
        { memberId, presence, substitutePost: post, declaredInterest, version },
      ]);
    });
  }

  async #open(
    actor: Actor,
    reviewRef: string,
    permission: 'decisions.record' | 'dates.decide' = 'decisions.record',
  ): Promise<Result<ReviewRow, MeetingRefusal>> {
    const review = await this.desk.review(actor, permission, reviewRef);
    if (!review) return refused('not-found');
    if (isAgendaOpen(review.state)) return refused('not-issued');
    if (!isRoomOpen(review.state)) return refused('minutes-agreed');
    return review.heldOn > this.clock.today() ? refused('not-yet') : ok(review);
  }

  /** A chair who decides alone has no right to write in the book of decisions: the service writes it in their name. */
  #recorder(actor: Actor, { organisationId }: ReviewRow): Actor {
    const records = reachesOrganisation(reachOf(actor.account ?? null, 'decisions.record'), organisationId);
    return records ? actor : { ...actor, account: null };
  }

  async #isOfBody(ref: string, { organisationId }: ReviewRow): Promise<boolean> {
    return (await this.milestones.byRef(ref))?.organisationId === organisationId;
  }

  /** A refusal found after the decision was written takes the decision back with it. */
  async #undoing<Value, Refusal>(
    work: () => Promise<Result<Value, Refusal>>,
  ): Promise<Result<Value, Refusal | DecidedRefusal>> {
    try {
      return await this.db.transaction(work);
    } catch (error) {
      if (error instanceof Undone) return refused(error.refusal);
      throw error;
    }
  }
}

class Undone extends Error {
  constructor(readonly refusal: DecidedRefusal) {
    super(refusal);
  }
}

/** The item that was made of the request, else that of the plan. */
const itemOf = (items: readonly AgendaItemRow[], { ref }: DateRequestRow): AgendaItemRow | undefined =>
  items.find(({ sourceKind, sourceId }) => sourceKind === 'date_request' && sourceId === ref) ??
  items.find((item) => isPlanItem(item, items));
