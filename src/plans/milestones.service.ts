import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { MilestoneRow } from './data/plan.row.js';
import { PlansQueries } from './data/plans.queries.js';
import type { MilestoneWords, NewMilestone } from './domain/new-plan.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type MilestoneWordsRefusal = 'same-title' | 'no-such-priority';
export type NewMilestoneRefusal = MilestoneWordsRefusal | 'not-ahead';

/** Writes milestones down and edits their words. A date that was agreed is not edited: it is asked for. */
@Injectable()
export class MilestonesService {
  constructor(
    private readonly plans: PlansQueries,
    private readonly queries: MilestonesQueries,
    private readonly store: MilestonesStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a milestone. Its first date is fixed when a version with it is agreed, or when work on it is first reported;
   * with `firstDue`, of a plan that is under way elsewhere, at once.
   */
  async add(
    actor: Actor,
    planRef: string,
    milestone: NewMilestone,
  ): Promise<Result<Recorded, 'not-found' | NewMilestoneRefusal>> {
    return this.writing.inPlan(actor, { ref: planRef, permission: 'plans.edit' }, async (plan) => {
      const refusal = await this.#refusal(plan.id, milestone, null);
      if (refusal) return refused(refusal);
      if (!milestone.firstDue && milestone.dueOn <= this.clock.today()) return refused('not-ahead');
      const made = await this.store.add(this.writing.stamp(actor), plan.id, milestone);
      await this.audit.record(actor, {
        action: 'milestone.added',
        entity: 'milestone',
        entityId: made.id,
        after: { ...milestone, ref: made.ref },
        subjects: [{ entity: 'plan', entityId: plan.id }],
      });
      return ok(made);
    });
  }

  /** Edits the words; `dueOn` only while no first date is fixed. */
  async edit(
    actor: Actor,
    read: Read,
    { dueOn, ...words }: MilestoneWords & { readonly dueOn?: CalendarDay | null },
  ): Promise<Result<null, WritingRefusal | NewMilestoneRefusal | 'date-is-agreed'>> {
    return this.writing.onMilestone(actor, read, 'plans.edit', async (milestone) => {
      const refusal = await this.#refusal(milestone.planId, words, milestone.id);
      if (refusal) return refused(refusal);
      const moves = dueOn && dueOn !== milestone.currentDue;
      if (moves && milestone.baselineDue !== null) return refused('date-is-agreed');
      if (moves && dueOn <= this.clock.today()) return refused('not-ahead');
      await this.store.edit(milestone.id, words);
      if (moves) await this.store.setDue(this.writing.stamp(actor), milestone.id, dueOn);
      await this.audit.record(actor, {
        action: 'milestone.edited',
        entity: 'milestone',
        entityId: milestone.id,
        before: { ...wordsOf(milestone), dueOn: milestone.currentDue },
        after: { ...words, dueOn: dueOn ?? milestone.currentDue },
      });
      return ok(null);
    });
  }

  async #refusal(
    planId: string,
    { title, priorityId }: MilestoneWords,
    ownId: string | null,
  ): Promise<MilestoneWordsRefusal | null> {
    const priorities = await this.plans.priorities(planId);
    if (!priorities.some(({ id }) => id === priorityId)) return 'no-such-priority';
    const there = await this.queries.idByTitle(planId, title);
    return there !== null && there !== ownId ? 'same-title' : null;
  }
}

const wordsOf = (row: MilestoneRow): MilestoneWords => ({
  priorityId: row.priorityId,
  theirRef: row.theirRef,
  title: row.title,
  doneMeans: row.doneMeans,
  ownerPost: row.ownerPost,
  deputyPost: row.deputyPost,
  lever: row.lever,
  horizon: row.horizon,
  weight: row.weight,
  startOn: row.startOn,
  adaptedFrom: row.adaptedFrom,
  safetyCritical: row.safetyCritical === 1,
});
