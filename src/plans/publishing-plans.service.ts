import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { publicTextSigns } from '../episodes/domain/case-summary.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { PlanRow, PlanVersionRow } from './data/plan.row.js';
import { PlansQueries } from './data/plans.queries.js';
import { PlansStore } from './data/plans.store.js';
import { type FrozenPlan, readFrozenPlan, wordsOf } from './domain/frozen-plan.js';
import { hideVersion, type HidingRefusal, publishVersion, type PublishingRefusal } from './domain/plan-version.js';
import type { VersionRead } from './plan-versions.service.js';
import { WritingInPlansService } from './writing-in-plans.service.js';

type Stale = 'not-found' | 'changed';
type Read = { readonly plan: PlanRow; readonly version: PlanVersionRow; readonly frozen: FrozenPlan };

/** Lets everybody read a version of a plan as the board agreed it, and takes it back where that was a mistake. */
@Injectable()
export class PublishingPlansService {
  constructor(
    private readonly queries: PlansQueries,
    private readonly store: PlansStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** `confirmed`: whoever publishes has read the words that look as if they could identify a person. */
  async publish(
    actor: Actor,
    read: VersionRead,
    { confirmed }: { readonly confirmed: boolean },
  ): Promise<Result<null, Stale | PublishingRefusal>> {
    return this.#on<Result<null, Stale | PublishingRefusal>>(actor, read, async ({ plan, version, frozen }) => {
      const { number, state } = version;
      const signs = suspectWords(frozen, version.summaryOfChange);
      const checked = publishVersion({ state, isPublic: isPublic(version) }, { unread: confirmed ? 0 : signs.length });
      if (!checked.ok) return checked;
      const at = this.clock.now();
      await this.store.setVersionPublic(version.id, at);
      await this.#note(actor, plan, 'plan_version.published', { number, visibility: 'public', publishedAt: at });
      return ok(null);
    });
  }

  async takeBack(
    actor: Actor,
    read: VersionRead,
    { reason }: { readonly reason: string },
  ): Promise<Result<null, Stale | 'not-agreed' | HidingRefusal>> {
    return this.#on<Result<null, Stale | HidingRefusal>>(actor, read, async ({ plan, version }) => {
      const checked = hideVersion(isPublic(version));
      if (!checked.ok) return checked;
      await this.store.setVersionPublic(version.id, null);
      const after = { number: version.number, visibility: 'board' };
      await this.#note(actor, plan, 'plan_version.hidden', after, reason);
      return ok(null);
    });
  }

  async #on<Done extends Result<unknown, string>>(
    actor: Actor,
    { planRef, number, version: seen }: VersionRead,
    work: (read: Read) => Promise<Done>,
  ): Promise<Done | { readonly ok: false; readonly error: Stale | 'not-agreed' }> {
    type Answer = Done | { readonly ok: false; readonly error: Stale | 'not-agreed' };
    return this.writing.inPlan<Answer>(actor, { ref: planRef, permission: 'plans.publish' }, async (plan) => {
      const version = (await this.queries.versions(plan.id)).find((one) => one.number === number);
      if (!version) return refused('not-found');
      if (version.version !== seen) return refused('changed');
      const frozen = await this.queries.frozen(plan.id, number);
      if (frozen === null) return refused('not-agreed');
      return work({ plan, version, frozen: readFrozenPlan(frozen) });
    });
  }

  async #note(
    actor: Actor,
    { id }: PlanRow,
    action: string,
    after: Readonly<Record<string, unknown>>,
    reason?: string,
  ): Promise<void> {
    await this.audit.record(actor, {
      action,
      entity: 'plan',
      entityId: id,
      after,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

export const isPublic = ({ visibility }: Pick<PlanVersionRow, 'visibility'>): boolean => visibility === 'public';

/** What in a version looks as if it could identify a person (record B6.8), as it stands there. */
export const suspectWords = (frozen: FrozenPlan, summary: string | null): readonly string[] =>
  [...new Set([...wordsOf(frozen), ...(summary === null ? [] : [summary])])].filter(
    (words) => publicTextSigns(words).length > 0,
  );
