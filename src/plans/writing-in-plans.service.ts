import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { planReach } from './domain/plan-reach.js';
import type { Permission } from '../access/domain/permissions.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { refused, type Result } from '../kernel/result.js';
import type { Stamp } from '../sources/domain/keeping.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import type { MilestoneRow, PlanRow } from './data/plan.row.js';
import { PlansQueries } from './data/plans.queries.js';
import { hasFallenBack } from './domain/milestone-state.js';
import { FallingBackService } from './falling-back.service.js';

/** Which row a person read, and in which version. */
export type Read = { readonly ref: string; readonly version: number };

/** Why nothing can be written: it is not there for this person, or somebody changed it since it was read. */
export type WritingRefusal = 'not-found' | 'changed';

type Refused<Error> = { readonly ok: false; readonly error: Error };

/** The one door to writing in a plan: within the person’s reach, on what they have read, in one transaction. */
@Injectable()
export class WritingInPlansService {
  constructor(
    private readonly db: Database,
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly fallingBack: FallingBackService,
    private readonly clock: Clock,
  ) {}

  async inPlan<Done extends Result<unknown, string>>(
    actor: Actor,
    { ref, permission }: { readonly ref: string; readonly permission: Permission },
    work: (plan: PlanRow) => Promise<Done>,
  ): Promise<Done | Refused<'not-found'>> {
    return this.db.transaction(async () => {
      const plan = await this.plans.byRef(ref, planReach(actor.account, permission));
      return plan ? work(plan) : refused('not-found');
    });
  }

  /**
   * On a milestone as it stands today: evidence that never came has taken it back first. `permission` may follow from
   * the milestone. Whoever may read it but not do this is told that it is not there: pages say who can.
   */
  async onMilestone<Done extends Result<unknown, string>>(
    actor: Actor,
    { ref, version }: Read,
    permission: Permission | ((milestone: MilestoneRow) => Permission),
    work: (milestone: MilestoneRow, plan: PlanRow) => Promise<Done>,
  ): Promise<Done | Refused<WritingRefusal>> {
    return this.db.transaction(async () => {
      const found = await this.milestones.byRef(ref);
      if (!found) return refused('not-found');
      const wanted = typeof permission === 'function' ? permission(found) : permission;
      const plan = await this.plans.byId(found.planId, planReach(actor.account, wanted));
      if (!plan) return refused('not-found');
      if (found.version !== version) return refused('changed');
      return work(await this.#asItStands(found), plan);
    });
  }

  stamp(actor: Actor): Stamp {
    return { at: this.clock.now(), by: actor.name };
  }

  async #asItStands(found: MilestoneRow): Promise<MilestoneRow> {
    if (!hasFallenBack(found, this.clock.today())) return found;
    await this.fallingBack.fallBack(found);
    return (await this.milestones.byId(found.id)) ?? found;
  }
}
