import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CalendarsService } from './calendars.service.js';
import { HoldsService } from './holds.service.js';
import { type DeadlineRow, DeadlinesQueries } from './data/deadlines.queries.js';
import { DeadlinesStore } from './data/deadlines.store.js';
import { dueOn, type MeetingRefusal, whyNotMet } from './domain/deadline.js';
import type { NewDeadline } from './domain/new-deadline.js';

export type StartedDeadline = { readonly id: string; readonly ref: string; readonly dueOn: CalendarDay };

/** Clocks that run: each from the rule of a framework, a law or a decision, and never a day that somebody typed. */
@Injectable()
export class DeadlinesService {
  constructor(
    private readonly db: Database,
    private readonly store: DeadlinesStore,
    private readonly queries: DeadlinesQueries,
    private readonly calendars: CalendarsService,
    private readonly holds: HoldsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Asked within the transaction of the act that starts the clock. */
  async startDeadline(actor: Actor, given: NewDeadline): Promise<StartedDeadline> {
    return this.db.transaction(async () => {
      const nation = given.nation ?? 'england';
      const due = dueOn(given.startsOn, given, await this.calendars.of(nation));
      const inspectionId = given.inspectionId ?? (given.recordKind === 'inspection' ? given.recordId : undefined);
      if (given.visibility === 'inspection' && !inspectionId)
        throw new Error('A deadline for the team of an inspection must name the inspection');
      const { id, ref } = await this.store.add(
        { at: this.clock.now(), by: actor.name },
        { ...given, nation, inspectionId, dueOn: due },
      );
      const after = { ...given, nation, dueOn: due };
      await this.audit.record(actor, { action: 'deadline.started', entity: 'deadline', entityId: ref, after });
      return { id, ref, dueOn: due };
    });
  }

  async meet(actor: Actor, id: string, metOn: CalendarDay): Promise<Result<null, MeetingRefusal>> {
    return this.db.transaction(async () => {
      const deadline = await this.queries.byId(id);
      if (!deadline) return refused('not-found');
      const refusal = whyNotMet(deadline, metOn, this.clock.today());
      if (refusal) return refused(refusal);
      await this.#meet(actor, deadline, metOn);
      return ok(null);
    });
  }

  /** Notes every running deadline of a rule of one record as met; gives how many there were. */
  async meetAll(
    actor: Actor,
    { recordKind, recordId, rule }: { readonly recordKind: string; readonly recordId: string; readonly rule: string },
    metOn: CalendarDay,
  ): Promise<number> {
    return this.db.transaction(async () => {
      const ofRecord = await this.queries.ofRecord(recordKind, recordId);
      const running = ofRecord.filter((deadline) => deadline.rule === rule && deadline.metOn === null);
      for (const deadline of running) await this.#meet(actor, deadline, metOn);
      return running.length;
    });
  }

  /** Takes every running deadline of a rule of one record back; gives how many there were. */
  async withdrawAll(
    actor: Actor,
    { recordKind, recordId, rule }: { readonly recordKind: string; readonly recordId: string; readonly rule: string },
    reason: string,
  ): Promise<number> {
    return this.db.transaction(async () => {
      const ofRecord = await this.queries.ofRecord(recordKind, recordId);
      const running = ofRecord.filter((deadline) => deadline.rule === rule && deadline.metOn === null);
      for (const { id } of running) await this.withdraw(actor, id, reason);
      return running.length;
    });
  }

  async withdraw(actor: Actor, id: string, reason: string): Promise<Result<null, 'not-found' | 'withdrawn' | 'held'>> {
    return this.db.transaction(async () => {
      const deadline = await this.queries.byId(id);
      if (!deadline) return refused('not-found');
      if (deadline.withdrawnAt !== null) return refused('withdrawn');
      if (await this.holds.isHeld('deadline', id)) return refused('held');
      await this.store.withdraw(id, this.clock.now(), reason);
      await this.audit.record(actor, {
        action: 'deadline.withdrawn',
        entity: 'deadline',
        entityId: deadline.ref,
        before: { dueOn: deadline.dueOn, text: deadline.text },
        after: { withdrawn: true },
        reason,
      });
      return ok(null);
    });
  }

  /** Lets all see the deadlines of a record that has become public. */
  async publish(actor: Actor, recordKind: string, recordId: string): Promise<void> {
    await this.db.transaction(async () => {
      const hidden = (await this.queries.ofRecord(recordKind, recordId)).filter((one) => one.visibility !== 'public');
      for (const { id, ref, visibility } of hidden) {
        await this.store.publish(id, this.clock.now());
        await this.audit.record(actor, {
          action: 'deadline.published',
          entity: 'deadline',
          entityId: ref,
          before: { visibility },
          after: { visibility: 'public' },
        });
      }
    });
  }

  async #meet(actor: Actor, { id, ref, dueOn: due }: DeadlineRow, metOn: CalendarDay): Promise<void> {
    await this.store.meet(id, metOn);
    await this.audit.record(actor, {
      action: 'deadline.met',
      entity: 'deadline',
      entityId: ref,
      before: { dueOn: due, metOn: null },
      after: { dueOn: due, metOn },
    });
  }
}
