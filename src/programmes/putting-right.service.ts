import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import type { Period } from '../kernel/period.js';
import { parsePeriod } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { matchingName } from '../organisations/domain/names.js';
import type { NewFact } from '../sources/domain/new-fact.js';
import { type PutRightKind, ProgrammeKeepingQueries } from './data/programme-keeping.queries.js';
import { ProgrammesStore } from './data/programmes.store.js';
import { addStage, type AdoptionBasis, type AdoptionStage, type StageRefusal } from './domain/adoption.js';
import { ProgrammesService } from './programmes.service.js';

export type StageGiven = NewFact & {
  readonly programmeId: string;
  readonly body: string;
  readonly calledThere: string | null;
  readonly basis: AdoptionBasis | null;
  readonly stage: AdoptionStage;
  readonly on: Period | null;
  readonly reason: string | null;
};

/** Adds a stage to a place, and takes what was wrong off the page without losing it. */
@Injectable()
export class PuttingRightService {
  constructor(
    private readonly db: Database,
    private readonly queries: ProgrammeKeepingQueries,
    private readonly store: ProgrammesStore,
    private readonly programmes: ProgrammesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether the stage may follow those that the place went through. `replaces`: the stage that it puts right does not
   * count among them.
   */
  async mayFollow(
    { programmeId, body, stage, on, reason }: Omit<StageGiven, keyof NewFact | 'calledThere' | 'basis'>,
    replaces: string | null,
  ): Promise<Result<null, StageRefusal>> {
    const stages = await this.queries.stages(programmeId, matchingName(body));
    const taken = stages
      .filter(({ id }) => id !== replaces)
      .map((each) => ({
        stage: each.stage as AdoptionStage,
        on: each.occurredOn === null ? null : parsePeriod(each.occurredOn),
      }));
    if (replaces !== null) return stage === 'stopped' && reason === null ? refused('needs-reason') : ok(null);
    return addStage(taken, { stage, on, reason });
  }

  /** Records that a place stands at a stage: of a place that is there, or of one that is new to the programme. */
  async stage(actor: Actor, given: StageGiven): Promise<string> {
    return this.db.transaction(async () => {
      const { programmeId, body, calledThere, basis, stage, on, reason, ...fact } = given;
      const there = await this.queries.adoption(programmeId, matchingName(body));
      const [made] = there
        ? [there]
        : await this.programmes.addAdoptions(actor, [
            { programmeId, organisationId: null, bodyName: body, calledThere, basis, fidelityWords: null },
          ]);
      const [id] = await this.programmes.addStages(actor, [{ ...fact, adoptionId: made ?? '', stage, on, reason }]);
      return id ?? '';
    });
  }

  /** Takes a fact off the page because another has taken its place; it stays in the history, with the reason. */
  async withdraw(
    actor: Actor,
    { kind, id, reason }: { readonly kind: PutRightKind; readonly id: string; readonly reason: string },
  ): Promise<void> {
    await this.db.transaction(async () => {
      await this.store.withdraw(kind, id, { at: this.clock.now(), reason });
      await this.audit.record(actor, { action: 'programme_fact.withdrawn', entity: kind, entityId: id, reason });
    });
  }

  /** The disagreements of a claim go over to the one that takes its place. */
  async passConflictsOn(actor: Actor, claimId: string, toId: string): Promise<void> {
    const conflicts = await this.queries.conflictsOf(claimId);
    await this.programmes.addClaimConflicts(
      actor,
      conflicts.map(({ otherId, why }) => ({ claimId: toId, otherId, why })),
    );
  }

  /** What money, claims and places say of a place or a principle, they say of the one that took its place. */
  async passElementOn(actor: Actor, elementId: string, toId: string): Promise<void> {
    await this.store.passElementOn(elementId, toId);
    await this.audit.record(actor, {
      action: 'programme_element.passed_on',
      entity: 'programme_element',
      entityId: toId,
      before: { element: elementId },
    });
  }
}
