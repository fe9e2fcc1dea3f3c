import { Injectable } from '@nestjs/common';
import type { Reach } from '../access/domain/account.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import type { PlanVersionRow } from '../plans/data/plan.row.js';
import { PlansQueries } from '../plans/data/plans.queries.js';
import { readFrozenPlan } from '../plans/domain/frozen-plan.js';
import { isPublic } from '../plans/publishing-plans.service.js';
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

  async of(organisationId: string): Promise<readonly PlanFacts[]> {
    const found: PlanFacts[] = [];
    for (const plan of await this.plans.ofOrganisation(organisationId, ofTheBoard)) {
      const milestones = await this.reading.ofPlan(plan.id);
      const versions = await this.plans.versions(plan.id);
      found.push({
        plan,
        milestones,
        versions,
        open: await this.#open(plan.id, versions),
        changes: await this.milestones.dateChangesOf(milestones.map(({ id }) => id)),
        requests: await this.milestones.openRequestsOfPlan(plan.id),
        links: await this.milestones.linksOf(milestones.map(({ id }) => id)),
      });
    }
    return found;
  }

  async #open(planId: string, versions: readonly PlanVersionRow[]): Promise<PlanFacts['open']> {
    const number = versions.findLast(isPublic)?.number ?? null;
    const frozen = number === null ? null : await this.plans.frozen(planId, number);
    if (number === null || frozen === null) return null;
    return { number, milestoneIds: new Set(readFrozenPlan(frozen).milestones.map(({ id }) => id)) };
  }
}
