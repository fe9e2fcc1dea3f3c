import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { may } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import { refused, type Result } from '../kernel/result.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import type { DirectionMove } from '../interventions/domain/direction-state.js';
import { isForTheBoard } from '../interventions/domain/direction-state.js';
import type { CriterionMove } from '../interventions/domain/exit-criterion-state.js';
import type { NewExitEvidence, NewStepDown } from '../interventions/domain/new-case-work.js';
import type { NewDirection, NewExitCriterion } from '../interventions/domain/new-intervention.js';
import type { Visibility } from '../interventions/domain/visibility.js';
import { ExitService } from '../interventions/exit.service.js';
import type { CaseRow } from './data/cases.row.js';
import { WritingInCasesService } from './writing-in-cases.service.js';

type Version = { readonly id: string; readonly version: number };

/** The way out of an intervention within a case. Who may do what of it differs from act to act. */
@Injectable()
export class CaseExitService {
  constructor(
    private readonly writing: WritingInCasesService,
    private readonly work: CaseWorkQueries,
    private readonly exit: ExitService,
  ) {}

  addDirection(
    actor: Actor,
    ref: string,
    interventionId: string,
    direction: NewDirection & { readonly visibility: Visibility },
  ) {
    return this.#ofStep(
      actor,
      { ref, permission: 'interventions.record', interventionId, visibility: direction.visibility },
      () => this.exit.addDirection(actor, interventionId, { knownOn: this.writing.knownSince(), ...direction }),
    );
  }

  /** Whoever brings evidence is not who judges it: the chair or the lead inspector says whether the board is satisfied. */
  async moveDirection(actor: Actor, ref: string, version: Version, move: DirectionMove) {
    const stepId = await this.work.parentOf('direction', version.id);
    const directions = stepId ? await this.work.directionsOf([stepId]) : [];
    const direction = directions.find(({ id }) => id === version.id);
    const permission: Permission =
      direction && isForTheBoard(direction.status, move.to) ? 'directions.judge' : 'directions.move';
    return this.#ofStep(actor, { ref, permission, interventionId: stepId }, () =>
      this.exit.moveDirection(actor, version, move),
    );
  }

  addCriterion(
    actor: Actor,
    ref: string,
    interventionId: string,
    criterion: NewExitCriterion & { readonly visibility: Visibility },
  ) {
    return this.#ofStep(
      actor,
      { ref, permission: 'interventions.record', interventionId, visibility: criterion.visibility },
      () => this.exit.addCriterion(actor, interventionId, { knownOn: this.writing.knownSince(), ...criterion }),
    );
  }

  async addEvidence(actor: Actor, ref: string, criterionId: string, evidence: NewExitEvidence) {
    const interventionId = await this.work.parentOf('exit_criterion', criterionId);
    return this.#ofStep(actor, { ref, permission: 'exit.add_evidence', interventionId }, () =>
      this.exit.addEvidence(actor, criterionId, evidence),
    );
  }

  /** Met is marked by the chair or the lead inspector; the rest by whoever records the intervention, or by them. */
  async moveCriterion(actor: Actor, ref: string, version: Version, move: CriterionMove) {
    const interventionId = await this.work.parentOf('exit_criterion', version.id);
    const records = may(actor.account ?? null, 'interventions.record');
    const permission: Permission = move.to === 'met' || !records ? 'exit.mark_met' : 'interventions.record';
    return this.#ofStep(actor, { ref, permission, interventionId }, () =>
      this.exit.moveCriterion(actor, version, move),
    );
  }

  planStepDown(actor: Actor, ref: string, interventionId: string, plan: NewStepDown) {
    return this.#ofStep(actor, { ref, permission: 'interventions.record', interventionId }, () =>
      this.exit.planStepDown(actor, interventionId, plan),
    );
  }

  /** `not-yours-to-do`: the person may see the case, and this act is for others. */
  async #ofStep<Done extends Result<unknown, string>>(
    actor: Actor,
    {
      interventionId,
      permission,
      ...where
    }: {
      readonly ref: string;
      readonly permission: Permission;
      readonly interventionId: string | null;
      readonly visibility?: Visibility;
    },
    act: (theCase: CaseRow) => Promise<Done>,
  ) {
    if (!may(actor.account ?? null, permission)) return refused('not-yours-to-do' as const);
    return this.writing.in(actor, { ...where, permission }, async (theCase) =>
      (await this.writing.factsNaming(theCase, interventionId)) ? act(theCase) : refused('not-found'),
    );
  }
}
