import { Injectable } from '@nestjs/common';
import type { Reach } from '../access/domain/account.js';
import { groupBy } from '../kernel/group-by.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import { PlansQueries } from '../plans/data/plans.queries.js';
import { readFrozenPlan } from '../plans/domain/frozen-plan.js';
import { ReadingPlansService } from '../plans/reading-plans.service.js';
import type { PlanFacts } from './pack-plan-facts.js';

/** Whoever gathers for a meeting has found the meeting within their reach: what its board follows is then theirs too. */
const ofTheBoard: Reach = { any: true, organisationIds: [], inspectorateIds: [], accountId: null };

/** Brings the plans that a board follows with all that its agenda and its pack tell of them. */
@Injectable()
export class BoardPlansService {
  constructor(
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly reading: ReadingPlansService,
  ) {}

  /** Eight statements, however many plans and milestones there are. */
  async of(organisationId: string): Promise<readonly PlanFacts[]> {
    const plans = await this.plans.ofOrganisation(organisationId, ofTheBoard);
    if (plans.length === 0) return [];
    const all = await this.reading.ofOrganisation(organisationId);
    const ids = all.map(({ id }) => id);
    const versions = groupBy(await this.plans.versionsOf(plans.map(({ id }) => id)), ({ planId }) => planId);
    const changes = groupBy(await this.milestones.dateChangesOf(ids), ({ milestoneId }) => milestoneId);
    const links = groupBy(await this.milestones.linksOf(ids), ({ milestoneId }) => milestoneId);
    const requests = groupBy(await this.milestones.openRequestsOf(organisationId), ({ planId }) => planId);
    const open = new Map((await this.plans.newestPublic(plans.map(({ id }) => id))).map((one) => [one.planId, one]));
    return plans.map((plan): PlanFacts => {
      const milestones = all.filter(({ planId }) => planId === plan.id);
      const frozen = open.get(plan.id);
      return {
        plan,
        milestones,
        versions: versions.get(plan.id) ?? [],
        open: frozen ? { number: frozen.number, held: readFrozenPlan(frozen.frozen) } : null,
        changes: milestones.flatMap(({ id }) => changes.get(id) ?? []),
        requests: requests.get(plan.id) ?? [],
        links: milestones.flatMap(({ id }) => links.get(id) ?? []),
      };
    });
  }
}
