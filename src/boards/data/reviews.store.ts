import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptAs, type Stamp } from '../../office/domain/kept.js';
import type { NewAgendaItem } from '../domain/agenda.js';
import type { Presence } from '../domain/board.js';
import type { ReviewDates } from '../domain/review-dates.js';
import type { ReviewState } from '../domain/review-state.js';
import type { Recorded } from './boards.store.js';
import { AgendaItem, Attendance, Review, ReviewStep } from './review.entity.js';

export type Meeting = { readonly heldOn: CalendarDay; readonly startsAt: string | null; readonly place: string };

export type TakenAttendance = {
  readonly memberId: string;
  readonly presence: Presence;
  readonly substitutePost: string | null;
  readonly declaredInterest: string | null;
};

@Injectable()
export class ReviewsStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    meeting: Meeting & ReviewDates & { readonly boardId: string; readonly previousId: string | null },
  ): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('RV', 1);
    const id = randomUUID();
    await this.db.insert(Review, [
      { id, ref, ...meeting, state: 'scheduled', packFrozenAt: null, quorate: null, kept: keptAs('board', stamp) },
    ]);
    return { id, ref };
  }

  async move(id: string, state: ReviewState): Promise<void> {
    await this.db.run(sql`UPDATE review SET state = ${state}, version = version + 1 WHERE review.id = ${id}`);
  }

  async freeze(id: string, state: ReviewState, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE review SET state = ${state}, pack_frozen_at = ${at}, version = version + 1 WHERE review.id = ${id}`);
  }

  async publish(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE review
         SET state = 'published', visibility = 'public', published_at = ${at}, version = version + 1
       WHERE review.id = ${id}`);
  }

  async reschedule(id: string, { heldOn, startsAt, place }: Meeting, dates: ReviewDates): Promise<void> {
    await this.db.run(sql`
      UPDATE review
         SET held_on = ${heldOn}, starts_at = ${startsAt}, place = ${place}, updates_due_on = ${dates.updatesDueOn},
             pack_due_on = ${dates.packDueOn}, minutes_due_on = ${dates.minutesDueOn}, version = version + 1
       WHERE review.id = ${id}`);
  }

  async follow(id: string, previousId: string | null): Promise<void> {
    await this.db.run(sql`UPDATE review SET previous_id = ${previousId} WHERE review.id = ${id}`);
  }

  async withdraw(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE review
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE review.id = ${id}`);
  }

  async setQuorate(id: string, quorate: boolean): Promise<void> {
    await this.db.run(sql`UPDATE review SET quorate = ${Number(quorate)} WHERE review.id = ${id}`);
  }

  async addStep(
    { at, by }: Stamp,
    step: {
      readonly reviewId: string;
      readonly fromState: ReviewState | null;
      readonly toState: ReviewState;
      readonly heldOn: CalendarDay;
      readonly reason: string | null;
    },
  ): Promise<void> {
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(review_step.position) AS position
        FROM review_step
       WHERE review_step.review_id = ${step.reviewId}`);
    await this.db.insert(ReviewStep, [
      { id: randomUUID(), ...step, position: (last?.position ?? -1) + 1, recordedAt: at, recordedBy: by },
    ]);
  }

  async addAttendance({ at, by }: Stamp, reviewId: string, taken: TakenAttendance): Promise<void> {
    await this.db.insert(Attendance, [
      { id: randomUUID(), reviewId, ...taken, recordedAt: at, recordedBy: by, version: 1 },
    ]);
  }

  async changeAttendance({ at, by }: Stamp, id: string, taken: TakenAttendance): Promise<void> {
    await this.db.run(sql`
      UPDATE attendance
         SET presence = ${taken.presence}, substitute_post = ${taken.substitutePost},
             declared_interest = ${taken.declaredInterest}, recorded_at = ${at}, recorded_by = ${by},
             version = version + 1
       WHERE attendance.id = ${id}`);
  }

  async addItem(
    stamp: Stamp,
    reviewId: string,
    item: NewAgendaItem & { readonly position: number; readonly late: boolean },
  ): Promise<string> {
    const id = randomUUID();
    await this.db.insert(AgendaItem, [
      {
        id,
        reviewId,
        position: item.position,
        title: item.title,
        purpose: item.purpose,
        minutesPlanned: item.minutesPlanned ?? null,
        leadPost: item.leadPost ?? null,
        confidential: Number(item.confidentialReason !== null && item.confidentialReason !== undefined),
        confidentialReason: item.confidentialReason ?? null,
        paper: item.paper ?? null,
        outcome: null,
        sourceKind: item.source?.kind ?? null,
        sourceId: item.source?.id ?? null,
        late: Number(item.late),
        kept: keptAs('board', stamp),
      },
    ]);
    return id;
  }

  async describeItem(id: string, item: NewAgendaItem): Promise<void> {
    const reason = item.confidentialReason ?? null;
    await this.db.run(sql`
      UPDATE agenda_item
         SET title = ${item.title}, purpose = ${item.purpose}, minutes_planned = ${item.minutesPlanned ?? null},
             lead_post = ${item.leadPost ?? null}, confidential = ${Number(reason !== null)},
             confidential_reason = ${reason}, paper = ${item.paper ?? null}, version = version + 1
       WHERE agenda_item.id = ${id}`);
  }

  async placeItem(id: string, position: number): Promise<void> {
    await this.db.run(sql`UPDATE agenda_item SET position = ${position} WHERE agenda_item.id = ${id}`);
  }

  async setOutcome(id: string, outcome: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE agenda_item SET outcome = ${outcome}, version = version + 1 WHERE agenda_item.id = ${id}`);
  }

  async withdrawItem(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE agenda_item
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE agenda_item.id = ${id}`);
  }
}
