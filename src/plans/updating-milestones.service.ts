import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { EvidenceService } from './evidence.service.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { MilestoneRow, PlanRow } from './data/plan.row.js';
import type { MilestoneMoveRefusal, MilestoneState } from './domain/milestone-state.js';
import type { NewUpdate } from './domain/new-plan.js';
import { checkUpdate, type UpdateRefusal } from './domain/new-update.js';
import { MovingMilestonesService } from './moving-milestones.service.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type RecordedUpdate = { readonly id: string; readonly state: MilestoneState; readonly version: number };

type UpdatingRefusal = UpdateRefusal | MilestoneMoveRefusal | WritingRefusal | 'no-such-evidence';

/** What is said of a milestone, in a meeting or between two. */
@Injectable()
export class UpdatingMilestonesService {
  constructor(
    private readonly queries: MilestonesQueries,
    private readonly store: MilestonesStore,
    private readonly evidence: EvidenceService,
    private readonly moving: MovingMilestonesService,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records an update: all of it, or nothing. Whoever changes the state with it must be one who may. Work that is
   * reported on has begun to count: its first date is fixed.
   */
  async recordUpdate(actor: Actor, read: Read, said: NewUpdate): Promise<Result<RecordedUpdate, UpdatingRefusal>> {
    return this.writing.onMilestone(
      actor,
      read,
      ({ state }) => (said.state && said.state !== state ? 'milestones.complete' : 'milestones.update'),
      (milestone, plan) => this.#record(actor, { milestone, plan }, said),
    );
  }

  async #record(
    actor: Actor,
    { milestone, plan }: { readonly milestone: MilestoneRow; readonly plan: PlanRow },
    said: NewUpdate,
  ): Promise<Result<RecordedUpdate, UpdatingRefusal>> {
    const today = this.clock.today();
    const checked = checkUpdate(said, milestone.state, today);
    if (!checked.ok) return checked;
    const pieces = await this.evidence.ofOurs(milestone, said.evidenceIds ?? []);
    if (!pieces) return refused('no-such-evidence');
    const { evidenceOwed, impactDue } = said;
    const steps = checked.value.steps.map((to) => {
      const on = (to === 'action_complete' && said.completedOn) || today;
      return { to, on, evidenceOwed, impactDue };
    });
    const refusal = await this.moving.whyNot(actor, milestone, { steps, pieces });
    if (refusal) return refused(refusal);
    await this.evidence.tie(actor, milestone, pieces);
    let standing = await this.#now(milestone);
    for (const step of steps) {
      await this.moving.carryOut(actor, { milestone: standing, plan }, step);
      standing = await this.#now(milestone);
    }
    return ok(await this.#keep(actor, standing, said));
  }

  async #keep(actor: Actor, milestone: MilestoneRow, said: NewUpdate): Promise<RecordedUpdate> {
    const rating = said.rating ?? milestone.ownerRating;
    const forecastDue = said.forecastDue === undefined ? milestone.forecastDue : said.forecastDue;
    const evidenceOwed = milestone.evidenceOwedUntil !== null;
    await this.store.fixBaseline(milestone.id);
    await this.store.say(milestone.id, { rating, forecastDue });
    const update = {
      reviewRef: said.reviewRef ?? null,
      state: milestone.state,
      rating: said.rating ?? null,
      reasonCode: said.reasonCode ?? null,
      note: said.note?.trim() || null,
      forecastDue,
      evidenceOwed,
    };
    const id = await this.store.addUpdate(this.writing.stamp(actor), milestone.id, update);
    await this.audit.record(actor, {
      action: 'milestone.updated',
      entity: 'milestone',
      entityId: milestone.id,
      before: { rating: milestone.ownerRating, forecastDue: milestone.forecastDue },
      after: update,
    });
    const { version } = await this.#now(milestone);
    return { id, state: milestone.state, version };
  }

  async #now(milestone: MilestoneRow): Promise<MilestoneRow> {
    return (await this.queries.byId(milestone.id)) ?? milestone;
  }
}
