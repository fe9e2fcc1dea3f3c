import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { planReach } from './domain/plan-reach.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { DatesStore } from './data/dates.store.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { DateRequestRow, MilestoneRow } from './data/plan.row.js';
import { PlansQueries } from './data/plans.queries.js';
import { askForDate, type AskedDate, correctDate, type DateRefusal, decideDate } from './domain/date-move.js';
import type { DateAnswer } from './domain/date-request.js';
import type { BoardDecision } from './domain/milestone-words.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type DateDecided = {
  /** The number of the move, from 1 for each milestone; null: the date stays. */
  readonly number: number | null;
  readonly dueOn: CalendarDay;
  /** References of milestones that wait for this one and are due before its new date. */
  readonly nowTooEarly: readonly string[];
};

type Answer = {
  readonly answer: DateAnswer;
  /** The date that the board chose instead, for `different`. */
  readonly to?: CalendarDay | null;
  readonly decision: BoardDecision | null;
  /** What the board said with it. */
  readonly said?: string | null;
};

type Decided = Result<DateDecided, DateRefusal | WritingRefusal | 'decided-already' | 'no-date'>;

/** Moves dates: asked for by whoever works, moved by a decision of the board, and never without a mark. */
@Injectable()
export class MovingDatesService {
  constructor(
    private readonly db: Database,
    private readonly plans: PlansQueries,
    private readonly queries: MilestonesQueries,
    private readonly store: DatesStore,
    private readonly milestones: MilestonesStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async askForDate(
    actor: Actor,
    read: Read,
    asked: AskedDate,
  ): Promise<Result<Recorded, DateRefusal | WritingRefusal | 'asked-already'>> {
    return this.writing.onMilestone(actor, read, 'dates.ask', async (milestone) => {
      const open = (await this.queries.requestsOf([milestone.id])).some(({ status }) => status === 'asked');
      if (open) return refused('asked-already');
      const allowed = askForDate(milestone, asked, this.clock.today());
      if (!allowed.ok) return allowed;
      const made = await this.store.ask(this.writing.stamp(actor), milestone.id, allowed.value);
      await this.milestones.touch(milestone.id);
      await this.audit.record(actor, {
        action: 'date.asked_for',
        entity: 'milestone',
        entityId: milestone.id,
        before: { dueOn: milestone.currentDue },
        after: { request: made.ref, askedTo: asked.to, reasonCode: asked.reasonCode },
        reason: allowed.value.reason,
      });
      return ok(made);
    });
  }

  /** Agree, refuse, or a different date: with the decision of the board that says so. */
  async decideDate(actor: Actor, { ref, version }: Read, said: Answer): Promise<Decided> {
    return this.#onRequest<Decided>(actor, ref, 'dates.decide', async (request, milestone) => {
      if (request.version !== version) return refused('changed');
      if (request.status !== 'asked') return refused('decided-already');
      if (!said.decision) return refused('no-decision');
      if (said.answer === 'refused') {
        await this.#answer(actor, milestone, request, { said, to: null });
        return ok({ number: null, dueOn: milestone.currentDue, nowTooEarly: [] });
      }
      const to = said.answer === 'different' ? said.to : request.askedTo;
      if (!to) return refused('no-date');
      const asked = { to, reasonCode: request.reasonCode, reason: request.reason };
      const allowed = decideDate(milestone, asked, said.decision, this.clock.today());
      if (!allowed.ok) return allowed;
      await this.#answer(actor, milestone, request, { said, to });
      const number = await this.#moveTo(actor, milestone, allowed.value, {
        requestId: request.id,
        decision: said.decision,
        askedBy: request.askedBy,
      });
      return ok({ number, dueOn: to, nowTooEarly: await this.#tooEarly(milestone, to) });
    });
  }

  /** Whoever asked thinks again, before the board has decided. */
  async takeBack(actor: Actor, { ref, version }: Read): Promise<Result<null, WritingRefusal | 'decided-already'>> {
    return this.#onRequest<Result<null, WritingRefusal | 'decided-already'>>(
      actor,
      ref,
      'dates.ask',
      async (request, milestone) => {
        if (request.version !== version) return refused('changed');
        if (request.status !== 'asked') return refused('decided-already');
        const answer = { status: 'taken_back', to: null, decision: null, answer: null } as const;
        await this.store.answer(this.writing.stamp(actor), request.id, answer);
        await this.milestones.touch(milestone.id);
        await this.audit.record(actor, {
          action: 'date.request_taken_back',
          entity: 'milestone',
          entityId: milestone.id,
          before: { request: ref, askedTo: request.askedTo },
          after: { request: ref, askedTo: null },
        });
        return ok(null);
      },
    );
  }

  /** A mistake in a date, put right within 24 hours by whoever made it. */
  async correctDate(
    actor: Actor,
    read: Read,
    { to, reason }: Pick<AskedDate, 'to' | 'reason'>,
  ): Promise<Result<{ readonly number: number }, DateRefusal | WritingRefusal>> {
    return this.writing.onMilestone(actor, read, 'dates.ask', async (milestone) => {
      const now = { by: actor.name, now: this.clock.now(), today: this.clock.today() };
      const allowed = correctDate(milestone, { to, reason, reasonCode: 'correcting_mistake' }, now);
      if (!allowed.ok) return allowed;
      const asked = { ...allowed.value, reasonCode: 'correcting_mistake' as const };
      const nobody = { requestId: null, decision: null, askedBy: actor.name };
      return ok({ number: await this.#moveTo(actor, milestone, asked, nobody) });
    });
  }

  /**
   * A move that the board decided before this record began, as its own papers say: with its decision, and the day on
   * which it was recorded here. Unlike a new move it may lead to a day that has passed.
   */
  async recordEarlierMove(
    actor: Actor,
    ref: string,
    { to, decisionRef, reason }: { readonly to: CalendarDay; readonly decisionRef: string; readonly reason: string },
  ): Promise<Result<{ readonly number: number }, 'not-found' | 'not-agreed-yet' | 'same-date'>> {
    return this.db.transaction(async () => {
      const milestone = await this.queries.byRef(ref);
      const plan = milestone && (await this.plans.byId(milestone.planId, planReach(actor.account, 'dates.decide')));
      if (!plan) return refused('not-found');
      if (milestone.baselineDue === null) return refused('not-agreed-yet');
      if (to === milestone.currentDue) return refused('same-date');
      const decision = { id: null, ref: decisionRef, approvedBy: 'The board' };
      const asked = { to, reasonCode: 'other' as const, reason };
      const number = await this.#moveTo(actor, milestone, asked, { requestId: null, decision, askedBy: actor.name });
      return ok({ number });
    });
  }

  async #moveTo(
    actor: Actor,
    milestone: MilestoneRow,
    asked: AskedDate,
    from: { readonly requestId: string | null; readonly decision: BoardDecision | null; readonly askedBy: string },
  ): Promise<number> {
    const stamp = this.writing.stamp(actor);
    const number = await this.store.add(stamp, milestone.id, {
      ...asked,
      ...from,
      from: milestone.currentDue,
      on: this.clock.today(),
    });
    await this.milestones.setDue(stamp, milestone.id, asked.to);
    await this.audit.record(actor, {
      action: from.decision ? 'date.moved' : 'date.corrected',
      entity: 'milestone',
      entityId: milestone.id,
      before: { dueOn: milestone.currentDue },
      after: {
        dueOn: asked.to,
        number,
        reasonCode: asked.reasonCode,
        ...(from.decision && { decision: from.decision }),
      },
      reason: asked.reason,
    });
    return number;
  }

  async #answer(
    actor: Actor,
    milestone: MilestoneRow,
    request: DateRequestRow,
    { said, to }: { readonly said: Answer; readonly to: CalendarDay | null },
  ): Promise<void> {
    const { answer: status, decision } = said;
    await this.store.answer(this.writing.stamp(actor), request.id, { status, to, decision, answer: said.said ?? null });
    await this.milestones.touch(milestone.id);
    await this.audit.record(actor, {
      action: 'date.decided',
      entity: 'milestone',
      entityId: milestone.id,
      before: { request: request.ref, askedTo: request.askedTo },
      after: { request: request.ref, answer: status, to, decision },
    });
  }

  /** What waits for this milestone and is due before it now is. */
  async #tooEarly({ id, planId }: MilestoneRow, to: CalendarDay): Promise<string[]> {
    const edges = await this.queries.dependenciesOfPlan(planId);
    const waiting = new Set(edges.filter(({ toId }) => toId === id).map(({ fromId }) => fromId));
    const all = await this.queries.ofPlan(planId);
    return all.filter((one) => waiting.has(one.id) && one.currentDue < to).map(({ ref }) => ref);
  }

  async #onRequest<Done extends Result<unknown, string>>(
    actor: Actor,
    ref: string,
    permission: 'dates.decide' | 'dates.ask',
    work: (request: DateRequestRow, milestone: MilestoneRow) => Promise<Done>,
  ): Promise<Done | { readonly ok: false; readonly error: 'not-found' }> {
    return this.db.transaction(async () => {
      const request = await this.queries.requestByRef(ref);
      const plan = request && (await this.plans.byId(request.planId, planReach(actor.account, permission)));
      const milestone = plan && (await this.queries.byId(request.milestoneId));
      return milestone ? work(request, milestone) : refused('not-found');
    });
  }
}
