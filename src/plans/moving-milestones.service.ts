import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import type { Permission } from '../access/domain/permissions.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CalendarsService } from '../office/calendars.service.js';
import { addWorkingDays } from '../office/domain/working-days.js';
import { nationOf } from '../vocabulary/domain/nations.js';
import { EvidenceQueries } from './data/evidence.queries.js';
import { EvidenceStore } from './data/evidence.store.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { EvidenceRow, MilestoneRow, PlanRow } from './data/plan.row.js';
import {
  type AskedMilestoneMove,
  type EvidenceFacts,
  isBackward,
  type MilestoneFacts,
  type MilestoneMoved,
  type MilestoneMoveRefusal,
  type MilestoneState,
  moveMilestone,
  owedWorkingDays,
} from './domain/milestone-state.js';
import type { BoardDecision } from './domain/milestone-words.js';
import type { NewCheck } from './domain/new-plan.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

type Asked = Omit<AskedMilestoneMove, 'by'>;
type Stop = { readonly on: CalendarDay; readonly reason: string; readonly decision: BoardDecision | null };
type Moving = Result<MilestoneMoved, MilestoneMoveRefusal | WritingRefusal>;

/** Which permission a move asks for (record B4): owners work, the board accepts and takes back, the secretary stops. */
export function movePermission(from: MilestoneState, to: MilestoneState): Permission {
  if (to === 'paused' || to === 'cancelled' || from === 'paused') return 'milestones.stop';
  if (isBackward(from, to) || to === 'impact_shown' || to === 'embedded') return 'milestones.accept';
  return 'milestones.complete';
}

/** Moves milestones by the gates of record B4. */
@Injectable()
export class MovingMilestonesService {
  constructor(
    private readonly queries: MilestonesQueries,
    private readonly evidence: EvidenceQueries,
    private readonly pieces: EvidenceStore,
    private readonly store: MilestonesStore,
    private readonly writing: WritingInPlansService,
    private readonly calendars: CalendarsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async move(actor: Actor, read: Read, asked: Asked): Promise<Moving> {
    return this.writing.onMilestone(
      actor,
      read,
      ({ state }) => movePermission(state, asked.to),
      (milestone, plan) => this.carryOut(actor, { milestone, plan }, asked),
    );
  }

  /** A board member or an inspector who neither added the evidence nor marked the action complete says that it worked. */
  acceptImpact(
    actor: Actor,
    read: Read,
    { on, evidenceId = null }: { readonly on: CalendarDay; readonly evidenceId?: string | null },
  ): Promise<Moving> {
    return this.move(actor, read, { to: 'impact_shown', on, evidenceId });
  }

  embed(actor: Actor, read: Read, on: CalendarDay): Promise<Moving> {
    return this.move(actor, read, { to: 'embedded', on });
  }

  pause(actor: Actor, read: Read, stop: Stop): Promise<Moving> {
    return this.move(actor, read, { to: 'paused', ...stop });
  }

  cancel(actor: Actor, read: Read, stop: Stop): Promise<Moving> {
    return this.move(actor, read, { to: 'cancelled', ...stop });
  }

  /** Records a look, after impact was shown, at whether it held. */
  async check(
    actor: Actor,
    read: Read,
    check: NewCheck,
  ): Promise<Result<null, WritingRefusal | 'after-today' | 'impact-not-shown'>> {
    return this.writing.onMilestone(actor, read, 'milestones.accept', async (milestone) => {
      if (check.onDay > this.clock.today()) return refused('after-today');
      if (milestone.impactShownOn === null || check.onDay < milestone.impactShownOn) return refused('impact-not-shown');
      await this.store.addCheck(this.writing.stamp(actor), milestone.id, check);
      await this.store.touch(milestone.id);
      await this.audit.record(actor, {
        action: 'milestone.checked',
        entity: 'milestone',
        entityId: milestone.id,
        after: check,
      });
      return ok(null);
    });
  }

  /** Within a transaction, on a milestone that this person may move: for an update that moves it on the way. */
  async carryOut(
    actor: Actor,
    { milestone, plan }: { readonly milestone: MilestoneRow; readonly plan: PlanRow },
    asked: Asked,
  ): Promise<Result<MilestoneMoved, MilestoneMoveRefusal>> {
    const moved = moveMilestone(await this.#facts(milestone), { ...asked, by: actor.name }, this.clock.today());
    if (!moved.ok) return moved;
    const { state, completedOn, impactDue, impactShownOn, owes, acceptedId } = moved.value;
    const stamp = this.writing.stamp(actor);
    const owedUntil = owes ? await this.#owedUntil(plan) : null;
    const completes = state === 'action_complete' && milestone.state === 'in_progress';
    await this.store.fixBaseline(milestone.id);
    await this.store.stand(milestone.id, {
      state,
      completedOn,
      completedBy: completes ? actor.name : completedOn && milestone.completedBy,
      impactDue: impactDue ?? (completedOn && milestone.impactDue),
      impactShownOn,
      evidenceOwedUntil: owedUntil,
    });
    await this.store.addMove(stamp, milestone.id, {
      from: milestone.state,
      to: state,
      on: asked.on,
      reason: asked.reason?.trim() || null,
      decision: asked.decision ?? null,
    });
    if (acceptedId) await this.pieces.accept(stamp, acceptedId, asked.on);
    await this.audit.record(actor, {
      action: 'milestone.moved',
      entity: 'milestone',
      entityId: milestone.id,
      before: { state: milestone.state },
      after: {
        state,
        on: asked.on,
        ...(asked.decision ? { decision: asked.decision } : {}),
        ...(owedUntil ? { evidenceOwedUntil: owedUntil } : {}),
        ...(acceptedId ? { evidenceId: acceptedId } : {}),
      },
      ...(asked.reason ? { reason: asked.reason.slice(0, 500) } : {}),
    });
    return moved;
  }

  /**
   * Why these steps, one after another, could not be taken with these pieces of evidence besides those that are tied;
   * null: they can. For whoever must know before anything is written.
   */
  async whyNot(
    actor: Actor,
    milestone: MilestoneRow,
    { steps, pieces }: { readonly steps: readonly Asked[]; readonly pieces: readonly EvidenceRow[] },
  ): Promise<MilestoneMoveRefusal | null> {
    const found = await this.#facts(milestone);
    let facts = { ...found, evidence: [...found.evidence, ...pieces.map(factsOfEvidence)] };
    for (const step of steps) {
      const moved = moveMilestone(facts, { ...step, by: actor.name }, this.clock.today());
      if (!moved.ok) return moved.error;
      facts = { ...facts, ...moved.value };
    }
    return null;
  }

  async #facts(milestone: MilestoneRow): Promise<MilestoneFacts> {
    const evidence = await this.evidence.of('milestone', [milestone.id]);
    const checks = await this.queries.checksOf([milestone.id]);
    return { ...milestone, evidence: evidence.map(factsOfEvidence), checks };
  }

  async #owedUntil({ country }: PlanRow): Promise<CalendarDay> {
    return addWorkingDays(this.clock.today(), owedWorkingDays, await this.calendars.of(nationOf(country)));
  }
}

const factsOfEvidence = ({ id, kind, level, independence, recordedBy }: EvidenceRow): EvidenceFacts => ({
  id,
  kind,
  level,
  independence,
  addedBy: recordedBy,
});
