import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { planReach } from './domain/plan-reach.js';
import { Database } from '../database/database.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { PlansQueries } from './data/plans.queries.js';
import { PlansStore } from './data/plans.store.js';
import type { NewPlan, NewPriority } from './domain/new-plan.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type MadePlan = Recorded & { readonly versionNumber: number };

/** Writes plans: the plan itself and its priorities. */
@Injectable()
export class PlansService {
  constructor(
    private readonly db: Database,
    private readonly queries: PlansQueries,
    private readonly store: PlansStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
  ) {}

  /** Begins a plan, with its first version as a draft. */
  async create(actor: Actor, plan: NewPlan): Promise<Result<MadePlan, 'no-such-body' | 'no-such-case'>> {
    return this.db.transaction(async () => {
      const reach = planReach(actor.account, 'plans.edit');
      if (!(await this.queries.isOpenBody(plan.organisationId, reach))) return refused('no-such-body');
      if (plan.episodeId && !(await this.queries.isCaseOf(plan.episodeId, plan.organisationId)))
        return refused('no-such-case');
      const stamp = this.writing.stamp(actor);
      const made = await this.store.add(stamp, plan);
      const { number } = await this.store.addVersion(stamp, made.id, { baseNumber: null, summary: null });
      await this.audit.record(actor, {
        action: 'plan.begun',
        entity: 'plan',
        entityId: made.id,
        after: { ...plan, ref: made.ref },
      });
      return ok({ ...made, versionNumber: number });
    });
  }

  async edit(
    actor: Actor,
    { ref, version }: Read,
    words: Pick<NewPlan, 'title' | 'episodeId'>,
  ): Promise<Result<null, WritingRefusal | 'no-such-case'>> {
    return this.writing.inPlan(actor, { ref, permission: 'plans.edit' }, async (plan) => {
      if (plan.version !== version) return refused('changed');
      if (words.episodeId && !(await this.queries.isCaseOf(words.episodeId, plan.organisationId)))
        return refused('no-such-case');
      await this.store.edit(plan.id, words);
      await this.audit.record(actor, {
        action: 'plan.edited',
        entity: 'plan',
        entityId: plan.id,
        before: { title: plan.title, episodeId: plan.episodeId },
        after: words,
      });
      return ok(null);
    });
  }

  async addPriority(
    actor: Actor,
    planRef: string,
    priority: NewPriority,
  ): Promise<Result<{ readonly id: string; readonly number: number }, 'not-found'>> {
    return this.writing.inPlan(actor, { ref: planRef, permission: 'plans.edit' }, async (plan) => {
      const made = await this.store.addPriority(this.writing.stamp(actor), plan.id, priority);
      await this.audit.record(actor, {
        action: 'priority.added',
        entity: 'priority',
        entityId: made.id,
        after: { ...priority, number: made.number },
        subjects: [{ entity: 'plan', entityId: plan.id }],
      });
      return ok(made);
    });
  }

  async editPriority(
    actor: Actor,
    planRef: string,
    { id, version }: { readonly id: string; readonly version: number },
    words: NewPriority,
  ): Promise<Result<null, WritingRefusal>> {
    return this.writing.inPlan(actor, { ref: planRef, permission: 'plans.edit' }, async (plan) => {
      const priority = (await this.queries.priorities(plan.id)).find((one) => one.id === id);
      if (!priority) return refused('not-found');
      if (priority.version !== version) return refused('changed');
      await this.store.editPriority(id, words);
      await this.audit.record(actor, {
        action: 'priority.edited',
        entity: 'priority',
        entityId: id,
        before: {
          title: priority.title,
          outcome: priority.outcome,
          leadPost: priority.leadPost,
          sponsor: priority.sponsor,
        },
        after: words,
        subjects: [{ entity: 'plan', entityId: plan.id }],
      });
      return ok(null);
    });
  }
}
