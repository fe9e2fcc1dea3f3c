import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { ProgrammesService } from '../programmes/programmes.service.js';
import type { CaseLibrary } from './domain/case-library.js';
import type { Fact } from './domain/library-fact.js';
import { type LibraryKeys, when } from './library-keys.js';

/** Loads practice that travels: what it is, who pays, who took it up, what is claimed of it and what goes wrong. */
@Injectable()
export class LibraryProgrammesService {
  constructor(private readonly programmes: ProgrammesService) {}

  async load(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    await this.#loadProgrammes(actor, library, keys);
    await this.#loadElements(actor, library, keys);
    await this.#loadFunding(actor, library, keys);
    await this.#loadAdoptions(actor, library, keys);
    await this.#loadClaims(actor, library, keys);
    await this.#loadUses(actor, library, keys);
  }

  async #loadProgrammes(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('programme', library.programmes);
    const made = await this.programmes.addMany(
      actor,
      missing.map((programme) => ({
        ...factOf(programme, programme.started, keys),
        slug: programme.slug,
        name: programme.name,
        ownerId: keys.idOrNull('organisation', programme.owner),
        startedOn: when(programme.started),
        forWhom: programme.forWhom,
        summary: programme.summary,
        status: programme.status,
      })),
    );
    keys.note(
      'programme',
      missing,
      made.map(({ id }) => id),
    );
  }

  async #loadElements(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('programme_element', library.programmeElements);
    const ids = await this.programmes.addElements(
      actor,
      missing.map((element) => ({
        ...factOf(element, element.on, keys),
        programmeId: keys.id('programme', element.programme),
        kind: element.kind,
        text: element.text,
        place: element.place,
        code: element.code,
        number: element.number,
        occurredOn: when(element.on),
        endedOn: when(element.ended),
        response: element.response,
      })),
    );
    keys.note('programme_element', missing, ids);
  }

  async #loadFunding(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('funding_stream', library.funding);
    const ids = await this.programmes.addFunding(
      actor,
      missing.map((funding) => ({
        ...factOf(funding, funding.start, keys),
        programmeId: keys.id('programme', funding.programme),
        siteId: keys.idOrNull('programme_element', funding.site),
        funder: funding.funder,
        amount: funding.amount,
        amountWords: funding.amountWords,
        from: when(funding.start),
        to: when(funding.end),
        purpose: funding.purpose,
        follows: funding.follows,
        staffOnFixedTerm: funding.staffOnFixedTerm,
      })),
    );
    keys.note('funding_stream', missing, ids);
  }

  async #loadAdoptions(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const places = keys.missing('adoption', library.adoptions);
    const ids = await this.programmes.addAdoptions(
      actor,
      places.map(({ programme, organisation, body, calledThere, basis, fidelity }) => ({
        programmeId: keys.id('programme', programme),
        organisationId: keys.idOrNull('organisation', organisation),
        bodyName: body,
        calledThere,
        basis,
        fidelityWords: fidelity,
      })),
    );
    keys.note('adoption', places, ids);
    const stages = keys.missing('adoption_stage', library.adoptionStages);
    const stageIds = await this.programmes.addStages(
      actor,
      stages.map((stage) => ({
        ...factOf(stage, stage.on, keys),
        adoptionId: keys.id('adoption', stage.adoption),
        stage: stage.stage,
        on: when(stage.on),
        reason: stage.reason,
      })),
    );
    keys.note('adoption_stage', stages, stageIds);
    const fidelity = keys.missing('adoption_fidelity', library.adoptionFidelity);
    const fidelityIds = await this.programmes.addFidelity(
      actor,
      fidelity.map((said) => ({
        ...factOf(said, null, keys),
        adoptionId: keys.id('adoption', said.adoption),
        principleId: keys.id('programme_element', said.principle),
        fidelity: said.fidelity,
      })),
    );
    keys.note('adoption_fidelity', fidelity, fidelityIds);
  }

  async #loadClaims(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('outcome_claim', library.outcomeClaims);
    const ids = await this.programmes.addClaims(
      actor,
      missing.map((claim) => ({
        ...factOf(claim, claim.on, keys),
        programmeId: keys.id('programme', claim.programme),
        siteId: keys.idOrNull('programme_element', claim.site),
        outcome: claim.outcome,
        text: claim.text,
        population: claim.population,
        figure: claim.figure,
        value: claim.value,
        unit: claim.unit,
        numerator: claim.numerator,
        denominator: claim.denominator,
        baseline: claim.baseline,
        occurredOn: when(claim.on),
        periodWords: claim.period,
        comparison: claim.comparison,
        claimKind: claim.kind,
      })),
    );
    keys.note('outcome_claim', missing, ids);
    const conflicts = keys.missing('claim_conflict', library.claimConflicts);
    const conflictIds = await this.programmes.addClaimConflicts(
      actor,
      conflicts.map(({ claim, against, why }) => ({
        claimId: keys.id('outcome_claim', claim),
        otherId: keys.id('outcome_claim', against),
        why,
      })),
    );
    keys.note('claim_conflict', conflicts, conflictIds);
  }

  async #loadUses(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('programme_use', library.programmeUses);
    const ids = await this.programmes.addUses(
      actor,
      missing.map((use) => ({
        ...factOf(use, use.on, keys),
        programmeId: keys.id('programme', use.programme),
        episodeId: keys.id('episode', use.episode),
        milestoneId: null,
        occurredOn: when(use.on),
        text: use.text,
      })),
    );
    keys.note('programme_use', missing, ids);
  }
}

const factOf = (entry: Fact, on: string | null, keys: LibraryKeys) => ({
  knownOn: keys.knownFrom(when(on), entry.sources),
  verified: entry.verified,
  inferred: entry.inferred,
  note: entry.note,
  sources: keys.sources(entry.sources),
});
