import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf, type Stamp } from '../sources/domain/keeping.js';
import type { NewFact, Recorded } from '../sources/domain/new-fact.js';
import type { RecordKind } from '../sources/domain/record-kinds.js';
import { SourcesService } from '../sources/sources.service.js';
import { ProgrammesStore } from './data/programmes.store.js';
import type { NewAdoption, NewFidelity, NewStage } from './domain/adoption.js';
import type { NewClaim, NewClaimConflict } from './domain/claim.js';
import type { NewFunding } from './domain/funding.js';
import type { NewElement, NewProgramme, NewUse } from './domain/programme.js';
import { ProgrammeIndexService } from './programme-index.service.js';

type OfProgramme = { readonly programmeId?: string };

/** Records practice that travels: what it is, who pays, who took it up, what is claimed of it. */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly db: Database,
    private readonly store: ProgrammesStore,
    private readonly index: ProgrammeIndexService,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records programmes; ids and references in the order given. */
  async addMany(actor: Actor, given: readonly NewProgramme[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const made = await this.store.add(this.#stamp(actor), given);
      const ids = made.map(({ id }) => id);
      await this.sources.linkMany(linksOf('programme', given, ids));
      await this.index.renew(ids);
      await this.audit.record(actor, actOf('programme.recorded', 'programme', made, given));
      return made;
    });
  }

  /** Principles, sites, roles, weaknesses and what else is said of programmes; ids in the order given. */
  addElements(actor: Actor, given: readonly NewElement[]): Promise<string[]> {
    return this.#add(actor, 'programme_element', given, (stamp) => this.store.addElements(stamp, given));
  }

  addFunding(actor: Actor, given: readonly NewFunding[]): Promise<string[]> {
    return this.#add(actor, 'funding_stream', given, (stamp) => this.store.addFunding(stamp, given));
  }

  addStages(actor: Actor, given: readonly NewStage[]): Promise<string[]> {
    return this.#add(actor, 'adoption_stage', given, (stamp) => this.store.addStages(stamp, given));
  }

  addFidelity(actor: Actor, given: readonly NewFidelity[]): Promise<string[]> {
    return this.#add(actor, 'adoption_fidelity', given, (stamp) => this.store.addFidelity(stamp, given));
  }

  /** Each claim by itself: several about one outcome are never joined. */
  addClaims(actor: Actor, given: readonly NewClaim[]): Promise<string[]> {
    return this.#add(actor, 'outcome_claim', given, (stamp) => this.store.addClaims(stamp, given));
  }

  addUses(actor: Actor, given: readonly NewUse[]): Promise<string[]> {
    return this.#add(actor, 'programme_use', given, (stamp) => this.store.addUses(stamp, given));
  }

  /** Places that took programmes up. What they rest on are the sources of their stages. */
  async addAdoptions(actor: Actor, given: readonly NewAdoption[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addAdoptions(this.#stamp(actor), given);
      await this.index.renew([...new Set(given.map(({ programmeId }) => programmeId))]);
      await this.#tell(actor, 'adoption', ids, given);
      return ids;
    });
  }

  /** Says which claims cannot both be read as the same thing; it picks neither. */
  async addClaimConflicts(actor: Actor, given: readonly NewClaimConflict[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addClaimConflicts(given);
      await this.#tell(actor, 'claim_conflict', ids, given);
      return ids;
    });
  }

  async #add(
    actor: Actor,
    kind: RecordKind,
    given: readonly NewFact[],
    add: (stamp: Stamp) => Promise<string[]>,
  ): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await add(this.#stamp(actor));
      await this.sources.linkMany(linksOf(kind, given, ids));
      await this.#tell(actor, kind, ids, given);
      return ids;
    });
  }

  /** The trail finds what was recorded under its programme too. */
  #tell(actor: Actor, entity: string, ids: readonly string[], given: readonly object[]): Promise<void> {
    const made = ids.map((id) => ({ id }));
    const act = actOf(`${entity}.recorded`, entity, made, given);
    const programmes = [...new Set(given.flatMap((one) => (one as OfProgramme).programmeId ?? []))];
    const subjects = programmes.map((entityId) => ({ entity: 'programme', entityId }));
    return this.audit.record(actor, { ...act, subjects: [...(act.subjects ?? []), ...subjects] });
  }

  #stamp(actor: Actor): Stamp {
    return { at: this.clock.now(), by: actor.name };
  }
}
