import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock, ukDayAt } from '../kernel/clock.js';
import { groupBy } from '../kernel/group-by.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { PlanRow, PlanVersionRow } from './data/plan.row.js';
import { PlansQueries } from './data/plans.queries.js';
import { PlansStore } from './data/plans.store.js';
import { type FrozenPlan, readFrozenPlan } from './domain/frozen-plan.js';
import { stateOn } from './domain/milestone-state.js';
import type { BoardDecision } from './domain/milestone-words.js';
import {
  agreeVersion,
  type AgreedVersion,
  type AgreeingRefusal,
  proposeVersion,
  type ProposingRefusal,
} from './domain/plan-version.js';
import { WritingInPlansService } from './writing-in-plans.service.js';

/** Which version of which plan, and how often it had been saved when it was read. */
export type VersionRead = { readonly planRef: string; readonly number: number; readonly version: number };

type NotFound = 'not-found' | 'changed';

/** Editions of a plan: drafted, proposed to the board, agreed by a decision, superseded. */
@Injectable()
export class PlanVersionsService {
  constructor(
    private readonly queries: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly store: PlansStore,
    private readonly milestonesStore: MilestonesStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Begins a new version from the one that is agreed. */
  async draft(actor: Actor, planRef: string): Promise<Result<{ readonly number: number }, 'not-found'>> {
    return this.writing.inPlan(actor, { ref: planRef, permission: 'plans.edit' }, async (plan) => {
      const baseNumber = standing(await this.queries.versions(plan.id))?.number ?? null;
      const { number } = await this.store.addVersion(this.writing.stamp(actor), plan.id, { baseNumber, summary: null });
      await this.#note(actor, plan, 'plan_version.drafted', { number, state: 'draft' });
      return ok({ number });
    });
  }

  /** Puts a version before the board, as the plan stands now: from here on its words are kept. */
  async propose(
    actor: Actor,
    read: VersionRead,
    { summary }: { readonly summary: string | null },
  ): Promise<Result<null, NotFound | ProposingRefusal>> {
    return this.#on<Result<null, NotFound | ProposingRefusal>>(actor, read, 'plans.edit', async (plan, version) => {
      const frozen = await this.#withHistory(await this.asItStands(plan));
      const checked = proposeVersion(version, { milestones: frozen.milestones.length, summary });
      if (!checked.ok) return checked;
      const said = summary?.trim() || null;
      await this.store.propose(version.id, this.clock.now(), { summary: said, frozen: JSON.stringify(frozen) });
      await this.#note(actor, plan, 'plan_version.proposed', {
        number: version.number,
        state: 'proposed',
        summary: said,
      });
      return ok(null);
    });
  }

  async takeBack(actor: Actor, read: VersionRead): Promise<Result<null, NotFound | 'not-proposed'>> {
    return this.#on<Result<null, NotFound | 'not-proposed'>>(actor, read, 'plans.edit', async (plan, version) => {
      if (version.state !== 'proposed') return refused('not-proposed');
      await this.store.backToDraft(version.id);
      await this.#note(actor, plan, 'plan_version.taken_back', { number: version.number, state: 'draft' });
      return ok(null);
    });
  }

  /** Agreed by a decision: the version before it is superseded, and first dates that it holds are fixed for ever. */
  async agree(
    actor: Actor,
    read: VersionRead,
    { on, decision }: { readonly on: CalendarDay; readonly decision: BoardDecision | null },
  ): Promise<Result<null, NotFound | AgreeingRefusal>> {
    return this.#on<Result<null, NotFound | AgreeingRefusal>>(
      actor,
      read,
      'plans.agree',
      async (plan, version, all) => {
        const before = standing(all);
        const facts = { on, hasDecision: decision !== null, today: this.clock.today() };
        const checked = agreeVersion(version, before, facts);
        if (!checked.ok) return checked;
        if (!decision) return refused('no-decision');
        if (before) await this.store.setVersionState(before.id, 'superseded');
        await this.store.agree(version.id, on, decision);
        const frozen = await this.queries.frozen(plan.id, version.number);
        for (const { id, dueOn } of frozen ? readFrozenPlan(frozen).milestones : [])
          await this.milestonesStore.fixBaselineAs(id, dueOn);
        await this.#note(actor, plan, 'plan_version.agreed', { number: version.number, state: 'agreed', on, decision });
        return ok(null);
      },
    );
  }

  /** The plan as it stands today, in the form in which versions keep it. */
  async asItStands({ id, title }: Pick<PlanRow, 'id' | 'title'>): Promise<FrozenPlan> {
    const today = this.clock.today();
    const milestones = await this.milestones.ofPlan(id);
    return {
      title,
      priorities: (await this.queries.priorities(id)).map(({ number, outcome, leadPost, sponsor, ...priority }) => ({
        number,
        title: priority.title,
        outcome,
        leadPost,
        sponsor,
      })),
      milestones: milestones.map((one) => ({
        id: one.id,
        ref: one.ref,
        theirRef: one.theirRef,
        priority: one.priorityNumber,
        title: one.title,
        doneMeans: one.doneMeans,
        ownerPost: one.ownerPost,
        deputyPost: one.deputyPost,
        lever: one.lever,
        horizon: one.horizon,
        weight: one.weight,
        firstDue: one.baselineDue,
        dueOn: one.currentDue,
        state: stateOn(one, today),
        adaptedFrom: one.adaptedFrom?.trim() || null,
      })),
    };
  }

  /** With what each milestone answers and what became of it, so that whoever may read the version alone can tell. */
  async #withHistory(plan: FrozenPlan): Promise<FrozenPlan> {
    const ids = plan.milestones.map(({ id }) => id);
    const of = <Row extends { readonly milestoneId: string }>(rows: readonly Row[]) => {
      const grouped = groupBy(rows, ({ milestoneId }) => milestoneId);
      return (id: string): readonly Row[] => grouped.get(id) ?? [];
    };
    const links = of(await this.milestones.linksOf(ids));
    const moves = of(await this.milestones.movesOf(ids));
    const dates = of(await this.milestones.dateChangesOf(ids));
    const updates = of(await this.milestones.updatesOf(ids));
    return {
      ...plan,
      stoodOn: this.clock.today(),
      milestones: plan.milestones.map((one) => ({
        ...one,
        answers: links(one.id).flatMap(({ kind, targetId, recordedAt }) =>
          kind === 'finding' || kind === 'peer_finding' ? [{ kind, id: targetId, on: ukDayAt(recordedAt) }] : [],
        ),
        history: {
          moves: moves(one.id).map(({ onDay, fromState, toState }) => ({ on: onDay, from: fromState, to: toState })),
          dates: dates(one.id).map(({ onDay, fromDue, toDue }) => ({ on: onDay, from: fromDue, to: toDue })),
          warnedOn: updates(one.id).flatMap(({ rating, at }) =>
            rating === 'at_risk' || rating === 'off_track' ? [ukDayAt(at)] : [],
          ),
        },
      })),
    };
  }

  async #on<Done extends Result<unknown, string>>(
    actor: Actor,
    { planRef, number, version }: VersionRead,
    permission: 'plans.edit' | 'plans.agree',
    work: (plan: PlanRow, version: PlanVersionRow, all: readonly PlanVersionRow[]) => Promise<Done>,
  ): Promise<Done | { readonly ok: false; readonly error: NotFound }> {
    return this.writing.inPlan<Done | { readonly ok: false; readonly error: NotFound }>(
      actor,
      { ref: planRef, permission },
      async (plan) => {
        const all = await this.queries.versions(plan.id);
        const found = all.find((one) => one.number === number);
        if (!found) return refused('not-found');
        return found.version === version ? work(plan, found, all) : refused('changed');
      },
    );
  }

  async #note(actor: Actor, plan: PlanRow, action: string, after: Readonly<Record<string, unknown>>): Promise<void> {
    await this.audit.record(actor, { action, entity: 'plan', entityId: plan.id, after });
  }
}

/** The version that is agreed now; null: none ever was. */
export function standing(versions: readonly PlanVersionRow[]): (PlanVersionRow & AgreedVersion) | null {
  const agreed = versions.find(({ state }) => state === 'agreed');
  return agreed?.agreedOn ? { ...agreed, agreedOn: agreed.agreedOn } : null;
}
