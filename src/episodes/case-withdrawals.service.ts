import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { refused } from '../kernel/result.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import type { WithdrawableKind } from '../interventions/domain/withdrawal.js';
import { WithdrawingFactsService } from '../interventions/withdrawing-facts.service.js';
import { WritingInCasesService } from './writing-in-cases.service.js';

/** Takes back what was recorded in a case, by whoever may record it there. */
@Injectable()
export class CaseWithdrawalsService {
  constructor(
    private readonly writing: WritingInCasesService,
    private readonly work: CaseWorkQueries,
    private readonly facts: WithdrawingFactsService,
  ) {}

  /** The record of the case that it hangs on: itself, or for evidence the step whose criterion it shows to be met. */
  async anchorOf(kind: WithdrawableKind, id: string): Promise<string | null> {
    if (kind !== 'exit_evidence') return id;
    const criterionId = await this.work.parentOf('exit_evidence', id);
    return criterionId === null ? null : this.work.parentOf('exit_criterion', criterionId);
  }

  withdraw(
    actor: Actor,
    ref: string,
    what: { readonly kind: WithdrawableKind; readonly id: string; readonly version: number },
    why: string,
  ) {
    return this.writing.in(actor, { ref, permission: 'help.record' }, async (theCase) =>
      (await this.writing.factsNaming(theCase, await this.anchorOf(what.kind, what.id)))
        ? this.facts.withdraw(actor, what, why)
        : refused('not-found'),
    );
  }
}
