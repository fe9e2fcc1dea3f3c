import { Injectable } from '@nestjs/common';
import { type Account, reachOf } from '../access/domain/account.js';
import { Clock } from '../kernel/clock.js';
import { seriesOf } from '../measures/data/measure-facts.js';
import { MilestonesQueries } from '../plans/data/milestones.queries.js';
import type { MilestoneRow, PlanRow } from '../plans/data/plan.row.js';
import { PlansQueries } from '../plans/data/plans.queries.js';
import { isComplete, stateOn } from '../plans/domain/milestone-state.js';
import { type AskedRow, ThreadQueries } from './data/thread.queries.js';
import {
  type Asked,
  goldenThread,
  type GoldenThread,
  type ThreadFacts,
  type ThreadMilestone,
} from './domain/golden-thread.js';
import { MeasuredService } from './measured.service.js';

export type PlanThread = { readonly plan: PlanRow; readonly facts: ThreadFacts; readonly thread: GoldenThread };

/** Lays a plan beside what was asked of its body and what is measured there. */
@Injectable()
export class ThreadService {
  constructor(
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly queries: ThreadQueries,
    private readonly measured: MeasuredService,
    private readonly clock: Clock,
  ) {}

  /** Null: the plan is not there for this person. */
  async of(account: Account | null, ref: string): Promise<PlanThread | null> {
    const plan = await this.plans.byRef(ref, reachOf(account, 'plans.read'));
    if (!plan) return null;
    const rows = (await this.milestones.ofPlan(plan.id)).filter(({ state }) => state !== 'cancelled');
    const links = await this.milestones.linksOf(rows.map(({ id }) => id));
    const bodies = await this.queries.bodiesOf(plan.organisationId);
    const eyes = reachOf(account, 'papers.read').organisationIds;
    const measures = await this.measured.seriesOf(bodies, eyes);
    const facts: ThreadFacts = {
      asked: (await this.queries.asked(bodies)).map(askedOf),
      milestones: rows.map((row) => ({
        ...this.#standing(row),
        links: links.filter(({ milestoneId }) => milestoneId === row.id),
      })),
      measures: measures.map((one) => ({
        id: one.row.id,
        ref: one.row.ref,
        name: one.row.name,
        series: seriesOf(one),
      })),
    };
    return { plan, facts, thread: goldenThread(facts) };
  }

  #standing(row: MilestoneRow): Omit<ThreadMilestone, 'links'> {
    const { id, ref, title, completedOn, evidenceCount } = row;
    const state = stateOn(row, this.clock.today());
    return {
      id,
      ref,
      title,
      isBegun: state !== 'not_started',
      isComplete: isComplete(row),
      completedOn,
      evidence: evidenceCount,
    };
  }
}

const askedOf = ({ parentRef, parentTitle, ...asked }: AskedRow): Asked => ({
  ...asked,
  parent: { ref: parentRef, title: parentTitle },
});
