import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import type { Permission } from '../access/domain/permissions.js';
import { refused } from '../kernel/result.js';
import { CorrectingFactsService } from '../interventions/correcting-facts.service.js';
import type { CorrectableKind, Correction } from '../interventions/domain/fact-correction.js';
import { CaseWithdrawalsService } from './case-withdrawals.service.js';
import { WritingInCasesService } from './writing-in-cases.service.js';

/** Who may put a fact of each kind right: whoever may record it. */
export const correctionPermissions = {
  warning_sign: 'help.record',
  organisation_event: 'help.record',
  exit_evidence: 'exit.add_evidence',
  peer_support: 'help.record',
  intervention: 'interventions.record',
} as const satisfies Readonly<Record<CorrectableKind, Permission>>;

/** Puts right what was recorded in a case, by whoever may record it there. */
@Injectable()
export class CaseCorrectionsService {
  constructor(
    private readonly writing: WritingInCasesService,
    private readonly withdrawals: CaseWithdrawalsService,
    private readonly facts: CorrectingFactsService,
  ) {}

  /** The record of the case that it hangs on: itself, or for evidence the step whose criterion it shows to be met. */
  async anchorOf(kind: CorrectableKind, id: string): Promise<string | null> {
    return kind === 'exit_evidence' ? this.withdrawals.anchorOf(kind, id) : id;
  }

  correct(
    actor: Actor,
    ref: string,
    { id, version }: { readonly id: string; readonly version: number },
    wanted: Correction,
    why: string,
  ) {
    const permission = correctionPermissions[wanted.kind];
    return this.writing.in(actor, { ref, permission }, async (theCase) =>
      (await this.writing.factsNaming(theCase, await this.anchorOf(wanted.kind, id)))
        ? this.facts.correct(actor, { id, version }, wanted, why)
        : refused('not-found'),
    );
  }
}
