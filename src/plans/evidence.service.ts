import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { planReach } from './domain/plan-reach.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { FilesService } from '../office/files.service.js';
import type { FileRefusal } from '../office/domain/file-kind.js';
import { EvidenceQueries } from './data/evidence.queries.js';
import { EvidenceStore } from './data/evidence.store.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import type { EvidenceRow, MilestoneRow } from './data/plan.row.js';
import { PlansQueries } from './data/plans.queries.js';
import type { NewEvidence } from './domain/new-plan.js';
import { type Read, type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

export type HandedInFile = { readonly name: string; readonly content: Uint8Array };

export type AcceptingRefusal = WritingRefusal | 'added-it' | 'no-reason';

/** Evidence: added by one person, tied to what it shows, and accepted by another. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly db: Database,
    private readonly files: FilesService,
    private readonly queries: EvidenceQueries,
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly store: EvidenceStore,
    private readonly milestonesStore: MilestonesStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds evidence and ties it to a milestone. What was owed has then come, if it shows activity or an output. */
  async addTo(
    actor: Actor,
    milestoneRef: string,
    { file, ...evidence }: Omit<NewEvidence, 'organisationId' | 'fileId'> & { readonly file?: HandedInFile | null },
  ): Promise<Result<Recorded, 'not-found' | 'after-today' | FileRefusal>> {
    return this.db.transaction(async () => {
      const milestone = await this.milestones.byRef(milestoneRef);
      const reach = planReach(actor.account, 'evidence.add');
      const plan = milestone && (await this.plans.byId(milestone.planId, reach));
      if (!plan) return refused('not-found');
      if (evidence.onDay > this.clock.today()) return refused('after-today');
      const id = randomUUID();
      const kept = file
        ? await this.files.store(actor, { ...file, recordKind: 'evidence', recordId: id, visibility: 'board' })
        : ok({ id: null });
      if (!kept.ok) return kept;
      const given = { ...evidence, organisationId: plan.organisationId, fileId: kept.value.id };
      const made = await this.store.add(this.writing.stamp(actor), given, id);
      await this.audit.record(actor, {
        action: 'evidence.added',
        entity: 'evidence',
        entityId: made.id,
        after: { ...given, ref: made.ref, milestone: milestone.ref },
        subjects: [{ entity: 'milestone', entityId: milestone.id }],
      });
      await this.tie(actor, milestone, [{ id: made.id, level: evidence.level }]);
      return ok(made);
    });
  }

  /** These pieces of evidence, or null where one of them is not the organisation’s. */
  async ofOurs({ organisationId }: MilestoneRow, ids: readonly string[]): Promise<readonly EvidenceRow[] | null> {
    if (ids.length === 0) return [];
    const ours = new Map((await this.queries.ofOrganisation(organisationId)).map((one) => [one.id, one]));
    const found = [...new Set(ids)].flatMap((id) => ours.get(id) ?? []);
    return found.length === new Set(ids).size ? found : null;
  }

  /** Ties pieces of evidence of the organisation to a milestone, within a transaction; those that are tied already stay. */
  async tie(
    actor: Actor,
    milestone: MilestoneRow,
    pieces: readonly Pick<EvidenceRow, 'id' | 'level'>[],
  ): Promise<void> {
    if (pieces.length === 0) return;
    const tied = new Set((await this.queries.of('milestone', [milestone.id])).map(({ id }) => id));
    const added = pieces.filter(({ id }) => !tied.has(id));
    for (const { id } of added) {
      await this.store.link(this.writing.stamp(actor), id, 'milestone', milestone.id);
      await this.audit.record(actor, {
        action: 'evidence.tied',
        entity: 'evidence',
        entityId: id,
        after: { milestone: milestone.ref },
        subjects: [{ entity: 'milestone', entityId: milestone.id }],
      });
    }
    const showsWork = pieces.some(({ level }) => level !== 'impact');
    if (milestone.evidenceOwedUntil !== null && showsWork) await this.milestonesStore.evidenceHasCome(milestone.id);
    else if (added.length > 0) await this.milestonesStore.touch(milestone.id);
  }

  /** Somebody else than whoever added it says whether it shows what it is said to show. */
  async judge(
    actor: Actor,
    { ref, version }: Read,
    said: { readonly accepted: boolean; readonly because: string | null },
  ): Promise<Result<null, AcceptingRefusal>> {
    return this.db.transaction(async () => {
      const evidence = await this.queries.byRef(ref, planReach(actor.account, 'milestones.accept'));
      if (!evidence) return refused('not-found');
      if (evidence.version !== version) return refused('changed');
      if (evidence.recordedBy === actor.name) return refused('added-it');
      const because = said.because?.trim() ?? '';
      if (!said.accepted && because === '') return refused('no-reason');
      if (said.accepted) await this.store.accept(this.writing.stamp(actor), evidence.id, this.clock.today());
      else await this.store.turnDown(evidence.id, because);
      await this.audit.record(actor, {
        action: said.accepted ? 'evidence.accepted' : 'evidence.turned_down',
        entity: 'evidence',
        entityId: evidence.id,
        before: { acceptedBy: evidence.acceptedBy },
        after: { acceptedBy: said.accepted ? actor.name : null },
        ...(because ? { reason: because.slice(0, 500) } : {}),
      });
      return ok(null);
    });
  }

  /**
   * Takes evidence back that should not stand: a wrong file, or one that says what it does not show. What a board
   * concluded from it is not undone: it says that the evidence is gone.
   */
  async withdraw(actor: Actor, { ref, version }: Read, reason: string): Promise<Result<null, WritingRefusal>> {
    return this.db.transaction(async () => {
      const evidence = await this.queries.byRef(ref, planReach(actor.account, 'evidence.add'));
      if (!evidence) return refused('not-found');
      if (evidence.version !== version) return refused('changed');
      await this.store.withdraw(evidence.id, this.clock.now(), reason.slice(0, 500));
      const milestones = await this.queries.milestonesOf(evidence.id);
      for (const { id } of milestones) await this.milestonesStore.touch(id);
      await this.audit.record(actor, {
        action: 'evidence.withdrawn',
        entity: 'evidence',
        entityId: evidence.id,
        before: { title: evidence.title },
        after: { withdrawn: true },
        reason: reason.slice(0, 500),
        subjects: milestones.map(({ id }) => ({ entity: 'milestone', entityId: id })),
      });
      return ok(null);
    });
  }
}
