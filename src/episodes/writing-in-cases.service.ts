import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { type Account, type Reach, reachOf } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { onDay, type Period } from '../kernel/period.js';
import { refused, type Result } from '../kernel/result.js';
import type { Visibility } from '../interventions/domain/visibility.js';
import { CasesQueries } from './data/cases.queries.js';
import type { CaseRow, FactRow } from './data/cases.row.js';
import { readOnlyBecause } from './domain/episode-state.js';

/** Why nothing can be written in a case. `no-case`: there is none, or it is not one of this person's. */
export type CaseRefusal = 'no-case' | 'not-run' | 'paused' | 'closed' | 'relapsed' | 'not-of-the-board';

/** Whether a person reads what only the organisation and its board may. An inspectorate does not, unless it is invited. */
export const readsBoardOnly = (
  account: Account | null | undefined,
  { organisationId, parentId }: Pick<CaseRow, 'organisationId' | 'parentId'>,
): boolean => {
  const { organisationIds }: Reach = reachOf(account ?? null, 'cases.read');
  return organisationIds.includes(organisationId) || (parentId !== null && organisationIds.includes(parentId));
};

type Where = { readonly ref: string; readonly permission: Permission; readonly visibility?: Visibility };

/** The one door to writing in a case: within the person's reach, while the case is run, in one transaction. */
@Injectable()
export class WritingInCasesService {
  constructor(
    private readonly db: Database,
    private readonly cases: CasesQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Since when something recorded by hand is known, where nobody says otherwise: since today. Without that a page of
   * what was known on a day would never show it.
   */
  knownSince(): Period {
    return onDay(this.clock.today());
  }

  async in<Done extends Result<unknown, string>>(
    actor: Actor,
    { ref, permission, visibility }: Where,
    work: (theCase: CaseRow) => Promise<Done>,
  ): Promise<Done | { readonly ok: false; readonly error: CaseRefusal }> {
    return this.db.transaction(async () => {
      const theCase = await this.cases.byRef(ref, reachOf(actor.account ?? null, permission));
      if (!theCase) return refused('no-case');
      if (!theCase.status) return refused('not-run');
      const readOnly = readOnlyBecause({
        state: theCase.status,
        pausedOn: theCase.pausedOn,
        pauseReason: theCase.pauseReason,
      });
      if (readOnly) return refused(readOnly.because);
      if (visibility === 'board' && !readsBoardOnly(actor.account, theCase)) return refused('not-of-the-board');
      return work(theCase);
    });
  }

  /** The facts of the case, or null where the record is none of them: another case's id finds nothing. */
  async factsNaming(theCase: CaseRow, recordId: string | null): Promise<readonly FactRow[] | null> {
    if (!recordId) return null;
    const facts = await this.cases.factsOf(theCase.id);
    const isOurs = theCase.triggerInterventionId === recordId || facts.some((fact) => fact.recordId === recordId);
    return isOurs ? facts : null;
  }
}
