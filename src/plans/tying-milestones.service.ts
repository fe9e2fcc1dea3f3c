import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { LinkTargetsQueries } from './data/link-targets.queries.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import { circleThrough } from './domain/dependencies.js';
import type { DependencyKind, LinkKind } from './domain/milestone-words.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type TyingRefusal = WritingRefusal | 'no-such-target' | 'tied-already';

/** Where a dependency would go round: the references of the milestones in the circle, the first one again at the end. */
export type Circle = { readonly circle: readonly string[] };

export type DependingResult =
  | { readonly ok: true; readonly value: null }
  | { readonly ok: false; readonly error: TyingRefusal }
  | { readonly ok: false; readonly error: 'circle'; readonly circle: readonly string[] };

/** What a milestone answers, and what it waits for. */
@Injectable()
export class TyingMilestonesService {
  constructor(
    private readonly queries: MilestonesQueries,
    private readonly targets: LinkTargetsQueries,
    private readonly store: MilestonesStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
  ) {}

  /** Ties a milestone to a record. That a measure is one of the organisation is asked by whoever knows measures. */
  async link(
    actor: Actor,
    read: Read,
    { kind, targetId }: { readonly kind: LinkKind; readonly targetId: string },
  ): Promise<Result<null, TyingRefusal>> {
    return this.writing.onMilestone(actor, read, 'plans.edit', async (milestone) => {
      if (kind !== 'measure' && !(await this.targets.isThere(kind, targetId, milestone.organisationId)))
        return refused('no-such-target');
      const links = await this.queries.linksOf([milestone.id]);
      if (links.some((link) => link.kind === kind && link.targetId === targetId)) return refused('tied-already');
      await this.store.link(this.writing.stamp(actor), milestone.id, kind, targetId);
      await this.store.touch(milestone.id);
      await this.audit.record(actor, {
        action: 'milestone.linked',
        entity: 'milestone',
        entityId: milestone.id,
        after: { kind, targetId },
      });
      return ok(null);
    });
  }

  async unlink(
    actor: Actor,
    read: Read,
    { kind, targetId }: { readonly kind: LinkKind; readonly targetId: string },
  ): Promise<Result<null, TyingRefusal>> {
    return this.writing.onMilestone(actor, read, 'plans.edit', async (milestone) => {
      const links = await this.queries.linksOf([milestone.id]);
      if (!links.some((link) => link.kind === kind && link.targetId === targetId)) return refused('no-such-target');
      await this.store.unlink(milestone.id, kind, targetId);
      await this.store.touch(milestone.id);
      await this.audit.record(actor, {
        action: 'milestone.unlinked',
        entity: 'milestone',
        entityId: milestone.id,
        before: { kind, targetId },
        after: { kind, targetId: null },
      });
      return ok(null);
    });
  }

  /** Says that a milestone waits for another of its plan; refused where that would go round in a circle, which is named. */
  async depend(
    actor: Actor,
    read: Read,
    { on, kind }: { readonly on: string; readonly kind: DependencyKind },
  ): Promise<DependingResult> {
    return this.writing.onMilestone<DependingResult>(actor, read, 'plans.edit', async (milestone) => {
      const all = await this.queries.ofPlan(milestone.planId);
      const awaited = all.find(({ ref }) => ref === on);
      if (!awaited) return refused('no-such-target');
      const edges = await this.queries.dependenciesOfPlan(milestone.planId);
      if (edges.some(({ fromId, toId }) => fromId === milestone.id && toId === awaited.id))
        return refused('tied-already');
      const circle = circleThrough(edges, { fromId: milestone.id, toId: awaited.id });
      if (circle) {
        const refOf = new Map(all.map(({ id, ref }) => [id, ref]));
        return { ok: false, error: 'circle', circle: circle.map((id) => refOf.get(id) ?? id) };
      }
      await this.store.depend(this.writing.stamp(actor), milestone.id, awaited.id, kind);
      await this.store.touch(milestone.id);
      await this.audit.record(actor, {
        action: 'milestone.made_to_wait',
        entity: 'milestone',
        entityId: milestone.id,
        after: { waitsFor: awaited.ref, kind },
      });
      return ok(null);
    });
  }

  async undepend(actor: Actor, read: Read, on: string): Promise<Result<null, TyingRefusal>> {
    return this.writing.onMilestone(actor, read, 'plans.edit', async (milestone) => {
      const edges = await this.queries.dependenciesOfPlan(milestone.planId);
      const edge = edges.find(({ fromId, toRef }) => fromId === milestone.id && toRef === on);
      if (!edge) return refused('no-such-target');
      await this.store.undepend(edge.fromId, edge.toId);
      await this.store.touch(milestone.id);
      await this.audit.record(actor, {
        action: 'milestone.made_to_wait_no_longer',
        entity: 'milestone',
        entityId: milestone.id,
        before: { waitsFor: on },
        after: { waitsFor: null },
      });
      return ok(null);
    });
  }
}
