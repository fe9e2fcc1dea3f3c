import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { matchingName } from '../../organisations/domain/names.js';
import { flagOf, keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { NewAdoption, NewFidelity, NewStage } from '../domain/adoption.js';
import type { NewClaim, NewClaimConflict } from '../domain/claim.js';
import type { NewFunding } from '../domain/funding.js';
import type { NewElement, NewProgramme, NewUse } from '../domain/programme.js';
import type { PutRightKind } from './programme-keeping.queries.js';
import {
  Adoption,
  AdoptionFidelity,
  AdoptionStage,
  ClaimConflict,
  FundingStream,
  OutcomeClaim,
  Programme,
  ProgrammeElement,
  ProgrammeUse,
} from './programme.entity.js';

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

@Injectable()
export class ProgrammesStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: readonly NewProgramme[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('PG', given.length);
    const rows = given.map((programme, index) => ({
      id: randomUUID(),
      ref: refs[index] ?? '',
      slug: programme.slug,
      name: programme.name,
      ownerId: programme.ownerId,
      startedOn: whenText(programme.startedOn),
      forWhom: programme.forWhom,
      summary: programme.summary,
      status: programme.status,
      known: knownColumns(programme),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(Programme, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  /** Adds statements, each after those of its kind that the programme has. */
  async addElements(stamp: Stamp, given: readonly NewElement[]): Promise<string[]> {
    const place = await this.#places('programme_element', given);
    const rows = given.map((element) => ({
      id: randomUUID(),
      programmeId: element.programmeId,
      kind: element.kind,
      position: place(element.programmeId),
      text: element.text,
      place: element.place ?? null,
      code: element.code ?? null,
      number: element.number ?? null,
      occurredOn: whenText(element.occurredOn),
      endedOn: whenText(element.endedOn),
      response: element.response ?? null,
      known: knownColumns(element),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(ProgrammeElement, rows);
    return idsOf(rows);
  }

  async addFunding(stamp: Stamp, given: readonly NewFunding[]): Promise<string[]> {
    const rows = given.map((funding) => ({
      id: randomUUID(),
      programmeId: funding.programmeId,
      siteId: funding.siteId ?? null,
      funder: funding.funder,
      amount: funding.amount,
      amountWords: funding.amountWords ?? null,
      fromOn: whenText(funding.from),
      toOn: whenText(funding.to),
      purpose: funding.purpose,
      follows: funding.follows,
      staffOnFixedTerm: flagOf(funding.staffOnFixedTerm),
      known: knownColumns(funding),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(FundingStream, rows);
    return idsOf(rows);
  }

  async addAdoptions(stamp: Stamp, given: readonly NewAdoption[]): Promise<string[]> {
    const rows = given.map((adoption) => ({
      id: randomUUID(),
      programmeId: adoption.programmeId,
      organisationId: adoption.organisationId,
      bodyName: adoption.bodyName,
      bodyFolded: matchingName(adoption.bodyName).slice(0, 300),
      calledThere: adoption.calledThere,
      basis: adoption.basis,
      fidelityWords: adoption.fidelityWords,
      kept: keptColumns(stamp),
    }));
    await this.db.insert(Adoption, rows);
    return idsOf(rows);
  }

  async addStages(stamp: Stamp, given: readonly NewStage[]): Promise<string[]> {
    const rows = given.map((stage) => ({
      id: randomUUID(),
      adoptionId: stage.adoptionId,
      stage: stage.stage,
      occurredOn: whenText(stage.on),
      reason: stage.reason,
      known: knownColumns(stage),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(AdoptionStage, rows);
    return idsOf(rows);
  }

  async addFidelity(stamp: Stamp, given: readonly NewFidelity[]): Promise<string[]> {
    const rows = given.map((fidelity) => ({
      id: randomUUID(),
      adoptionId: fidelity.adoptionId,
      principleId: fidelity.principleId,
      fidelity: fidelity.fidelity,
      known: knownColumns(fidelity),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(AdoptionFidelity, rows);
    return idsOf(rows);
  }

  async addClaims(stamp: Stamp, given: readonly NewClaim[]): Promise<string[]> {
    const place = await this.#places('outcome_claim', given);
    const rows = given.map((claim) => ({
      id: randomUUID(),
      programmeId: claim.programmeId,
      siteId: claim.siteId ?? null,
      position: place(claim.programmeId),
      outcome: claim.outcome,
      text: claim.text,
      population: claim.population,
      figure: claim.figure,
      value: claim.value,
      unit: claim.unit,
      numerator: claim.numerator,
      denominator: claim.denominator,
      baseline: claim.baseline,
      occurredOn: whenText(claim.occurredOn),
      periodWords: claim.periodWords,
      comparison: claim.comparison,
      claimKind: claim.claimKind,
      known: knownColumns(claim),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(OutcomeClaim, rows);
    return idsOf(rows);
  }

  async addClaimConflicts(given: readonly NewClaimConflict[]): Promise<string[]> {
    const rows = given.map((conflict) => ({ id: randomUUID(), ...conflict }));
    await this.db.insert(ClaimConflict, rows);
    return idsOf(rows);
  }

  async addUses(stamp: Stamp, given: readonly NewUse[]): Promise<string[]> {
    const rows = given.map((use) => ({
      id: randomUUID(),
      programmeId: use.programmeId,
      episodeId: use.episodeId,
      milestoneId: use.milestoneId,
      occurredOn: whenText(use.occurredOn),
      text: use.text,
      known: knownColumns(use),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(ProgrammeUse, rows);
    return idsOf(rows);
  }

  /** Takes a fact off every page; the row stays, with the reason. */
  async withdraw(
    kind: PutRightKind,
    id: string,
    { at, reason }: { readonly at: string; readonly reason: string },
  ): Promise<void> {
    const set = sql`withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1`;
    switch (kind) {
      case 'funding_stream':
        return this.db.run(sql`UPDATE funding_stream SET ${set} WHERE funding_stream.id = ${id}`);
      case 'adoption_stage':
        return this.db.run(sql`UPDATE adoption_stage SET ${set} WHERE adoption_stage.id = ${id}`);
      case 'outcome_claim':
        return this.db.run(sql`UPDATE outcome_claim SET ${set} WHERE outcome_claim.id = ${id}`);
      case 'programme_element':
        return this.db.run(sql`UPDATE programme_element SET ${set} WHERE programme_element.id = ${id}`);
      case 'programme_use':
        return this.db.run(sql`UPDATE programme_use SET ${set} WHERE programme_use.id = ${id}`);
      default:
        return kind satisfies never;
    }
  }

  /** The next free place of each programme, counted on. */
  async #places(
    table: 'programme_element' | 'outcome_claim',
    given: readonly { readonly programmeId: string }[],
  ): Promise<(programmeId: string) => number> {
    const ids = [...new Set(given.map(({ programmeId }) => programmeId))];
    const next = new Map<string, number>();
    if (ids.length > 0)
      for (const { programmeId, last } of await this.#last(table, ids)) next.set(programmeId, last + 1);
    return (programmeId) => {
      const place = next.get(programmeId) ?? 0;
      next.set(programmeId, place + 1);
      return place;
    };
  }

  #last(
    table: 'programme_element' | 'outcome_claim',
    ids: readonly string[],
  ): Promise<{ programmeId: string; last: number }[]> {
    return table === 'programme_element'
      ? this.db.rows(sql`
          SELECT programme_element.programme_id AS "programmeId", max(programme_element.position) AS "last"
            FROM programme_element
           WHERE programme_element.programme_id IN (${list(ids)})
           GROUP BY programme_element.programme_id`)
      : this.db.rows(sql`
          SELECT outcome_claim.programme_id AS "programmeId", max(outcome_claim.position) AS "last"
            FROM outcome_claim
           WHERE outcome_claim.programme_id IN (${list(ids)})
           GROUP BY outcome_claim.programme_id`);
  }

  /** Within the transaction of whatever put the element right. */
  async passElementOn(elementId: string, toId: string): Promise<void> {
    await this.db.run(sql`UPDATE funding_stream SET site_id = ${toId} WHERE funding_stream.site_id = ${elementId}`);
    await this.db.run(sql`UPDATE outcome_claim SET site_id = ${toId} WHERE outcome_claim.site_id = ${elementId}`);
    await this.db.run(sql`
      UPDATE adoption_fidelity SET principle_id = ${toId} WHERE adoption_fidelity.principle_id = ${elementId}`);
  }
}
