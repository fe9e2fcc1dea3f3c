import { Injectable } from '@nestjs/common';
import type { Bearer } from '../../access/api-tokens.service.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import type { PlanRow } from '../../plans/data/plan.row.js';
import { type ReadMilestone, ReadingPlansService } from '../../plans/reading-plans.service.js';
import { ComparisonsQueries } from '../../research/data/comparisons.queries.js';
import type { ComparisonRow } from '../../research/data/comparison.row.js';
import { reachWith, readerWith } from '../../shell/bearer.js';
import type { PlanWithVersions } from './api-own-resources.page.js';

type Asked = { readonly plan: string | null; readonly state: string | null };
type Window = { readonly plan: string; readonly milestone: string; readonly size: number };

const byRef = (a: { readonly ref: string }, b: { readonly ref: string }): number => (a.ref < b.ref ? -1 : 1);

/** What a token lets a program read that not everybody may: through the queries, and within the reach, of the pages. */
@Injectable()
export class ApiOwnDesk {
  constructor(
    private readonly planning: PlansQueries,
    private readonly reading: ReadingPlansService,
    private readonly comparing: ComparisonsQueries,
  ) {}

  async plans(bearer: Bearer | null, after: string, size: number): Promise<readonly PlanWithVersions[]> {
    const rows = (await this.#plans(bearer)).filter(({ ref }) => ref > after).slice(0, size);
    const versions = await this.planning.versionsOf(rows.map(({ id }) => id));
    return rows.map((row) => ({ ...row, versions: versions.filter(({ planId }) => planId === row.id) }));
  }

  /** Plan after plan until there are enough: two statements for each that is opened. */
  async milestones(bearer: Bearer | null, { plan, state }: Asked, from: Window): Promise<readonly ReadMilestone[]> {
    const found: ReadMilestone[] = [];
    const plans = (await this.#plans(bearer)).filter(
      ({ ref }) => ref >= from.plan && (plan === null || ref === plan.toUpperCase()),
    );
    for (const { id, ref } of plans) {
      if (found.length >= from.size) break;
      const all = (await this.reading.ofPlan(id)).toSorted(byRef);
      const onwards = all.filter((one) => ref > from.plan || one.ref > from.milestone);
      found.push(...onwards.filter(({ stateToday }) => state === null || stateToday === state));
    }
    return found.slice(0, from.size);
  }

  async comparisons(bearer: Bearer | null, after: string, size: number): Promise<readonly ComparisonRow[]> {
    const account = readerWith(bearer, 'comparisons');
    if (!account) return [];
    const own = (await this.comparing.ofAccount(account.id)).toSorted(byRef);
    return own.filter(({ ref }) => ref > after).slice(0, size);
  }

  async #plans(bearer: Bearer | null): Promise<readonly PlanRow[]> {
    return (await this.planning.within(reachWith(bearer, 'plans'))).toSorted(byRef);
  }
}
