import { Injectable } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import { Clock, ukDayOf } from '../kernel/clock.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import type { DependencyRow, MilestoneRow } from './data/plan.row.js';
import { mismatchOf, rate, type Rated } from './domain/derived-rating.js';
import { isComplete, type MilestoneState, stateOn, stateWords } from './domain/milestone-state.js';
import { slipDays } from './domain/slip.js';

/** A milestone as it stands today: its state, both ratings and its slip. */
export type ReadMilestone = MilestoneRow & {
  readonly stateToday: MilestoneState;
  /** "Action complete, evidence owed". */
  readonly stateWords: string;
  readonly isComplete: boolean;
  /** What the record says, and the rule that fired. */
  readonly rated: Rated;
  /** "Owner says on track. The record says off track: the date has passed."; null: they agree. */
  readonly mismatch: string | null;
  /** Days from the first date to the current one; null: no first date is fixed. */
  readonly slipDays: number | null;
};

/** Reads milestones as they stand today. Whoever asks has found the plan within a reach. */
@Injectable()
export class ReadingPlansService {
  constructor(
    private readonly milestones: MilestonesQueries,
    private readonly clock: Clock,
  ) {}

  /** Every milestone of a plan, by priority and date. Two statements. */
  async ofPlan(planId: string): Promise<ReadMilestone[]> {
    const [rows, edges] = [await this.milestones.ofPlan(planId), await this.milestones.dependenciesOfPlan(planId)];
    return this.asTheyStand(rows, edges);
  }

  /** Every milestone of the plans of a body. Two statements, however many plans it has. */
  async ofOrganisation(organisationId: string): Promise<ReadMilestone[]> {
    const rows = await this.milestones.ofOrganisation(organisationId);
    return this.asTheyStand(rows, await this.milestones.dependenciesOfOrganisation(organisationId));
  }

  /** These rows, which are all of a plan, with what they wait for. */
  asTheyStand(rows: readonly MilestoneRow[], edges: readonly DependencyRow[]): ReadMilestone[] {
    const today = this.clock.today();
    const byId = new Map(rows.map((row) => [row.id, row]));
    const awaited = groupBy(edges, ({ fromId }) => fromId);
    return rows.map((row) => {
      const rated = rate(
        {
          ...row,
          updatedOn: row.updatedAt === null ? null : ukDayOf(new Date(row.updatedAt)),
          recordedOn: ukDayOf(new Date(row.recordedAt)),
          awaits: (awaited.get(row.id) ?? []).flatMap(({ toId }) => byId.get(toId) ?? []),
        },
        today,
      );
      return {
        ...row,
        stateToday: stateOn(row, today),
        stateWords: stateWords(row, today),
        isComplete: isComplete(row),
        rated,
        mismatch: mismatchOf(row.ownerRating, rated),
        slipDays: slipDays(row),
      };
    });
  }
}
