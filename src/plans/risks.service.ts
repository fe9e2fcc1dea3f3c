import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { planReach } from './domain/plan-reach.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import type { RiskRow } from './data/plan.row.js';
import { RisksQueries } from './data/risks.queries.js';
import { RisksStore } from './data/risks.store.js';
import type { NewRisk, NewRiskReview } from './domain/new-plan.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type RiskWords = Omit<NewRisk, 'organisationId' | 'planId' | 'likelihood' | 'consequence'>;

/** The register of risks: added, edited, and looked at again. A rating changes by a look only, which stays on the record. */
@Injectable()
export class RisksService {
  constructor(
    private readonly db: Database,
    private readonly queries: RisksQueries,
    private readonly store: RisksStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds a risk to a plan. How it is rated then is its first look. */
  async add(
    actor: Actor,
    planRef: string,
    risk: Omit<NewRisk, 'organisationId' | 'planId'>,
  ): Promise<Result<Recorded, 'not-found'>> {
    return this.writing.inPlan(actor, { ref: planRef, permission: 'risks.edit' }, async (plan) => {
      const stamp = this.writing.stamp(actor);
      const given = { ...risk, organisationId: plan.organisationId, planId: plan.id };
      const made = await this.store.add(stamp, given);
      const { likelihood, consequence, reviewOn } = risk;
      const first = { onDay: this.clock.today(), likelihood, consequence, status: 'open', note: 'Added' } as const;
      await this.store.review(stamp, made.id, { ...first, reviewOn });
      await this.audit.record(actor, {
        action: 'risk.added',
        entity: 'risk',
        entityId: made.id,
        after: { ...given, ref: made.ref },
        subjects: [{ entity: 'plan', entityId: plan.id }],
      });
      return ok(made);
    });
  }

  async edit(actor: Actor, read: Read, words: RiskWords): Promise<Result<null, WritingRefusal>> {
    return this.#on(actor, read, async (risk) => {
      await this.store.edit(risk.id, words);
      await this.audit.record(actor, {
        action: 'risk.edited',
        entity: 'risk',
        entityId: risk.id,
        before: {
          title: risk.title,
          cause: risk.cause,
          effect: risk.effect,
          controls: risk.controls,
          ownerPost: risk.ownerPost,
          targetLikelihood: risk.targetLikelihood,
          targetConsequence: risk.targetConsequence,
          reviewOn: risk.reviewOn,
        },
        after: words,
      });
      return ok(null);
    });
  }

  async review(actor: Actor, read: Read, review: NewRiskReview): Promise<Result<null, WritingRefusal | 'after-today'>> {
    return this.#on<Result<null, WritingRefusal | 'after-today'>>(actor, read, async (risk) => {
      if (review.onDay > this.clock.today()) return refused('after-today');
      await this.store.review(this.writing.stamp(actor), risk.id, review);
      await this.audit.record(actor, {
        action: 'risk.reviewed',
        entity: 'risk',
        entityId: risk.id,
        before: { likelihood: risk.likelihood, consequence: risk.consequence, status: risk.status },
        after: review,
      });
      return ok(null);
    });
  }

  async #on<Done extends Result<unknown, string>>(
    actor: Actor,
    { ref, version }: Read,
    work: (risk: RiskRow) => Promise<Done>,
  ): Promise<Done | { readonly ok: false; readonly error: WritingRefusal }> {
    return this.db.transaction(async () => {
      const risk = await this.queries.byRef(ref, planReach(actor.account, 'risks.edit'));
      if (!risk) return refused('not-found');
      return risk.version === version ? work(risk) : refused('changed');
    });
  }
}
