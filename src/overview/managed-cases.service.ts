import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { CasesQueries } from '../episodes/data/cases.queries.js';
import { readsBoardOnly } from '../episodes/writing-in-cases.service.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import type { StepRow } from '../interventions/data/case-work.row.js';
import { type ManagedCase, managedCase } from './managed-case.js';

/** Cases before those who may see how they are run. */
@Injectable()
export class ManagedCasesService {
  constructor(
    private readonly cases: CasesQueries,
    private readonly work: CaseWorkQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  /** Null where there is no such case, or it is not this person's to see. */
  async byRef(actor: Actor, ref: string): Promise<ManagedCase | null> {
    const account = actor.account ?? null;
    if (!account) return null;
    const reach = reachOf(account, 'cases.read');
    const theCase = await this.cases.byRef(ref, reach);
    if (!theCase) return null;
    return managedCase(theCase, account, readsBoardOnly(account, theCase));
  }

  /** One step with the case to which it belongs: the latest of those that this person may see. */
  async byStep(
    actor: Actor,
    stepRef: string,
  ): Promise<{ readonly managed: ManagedCase; readonly step: StepRow } | null> {
    const step = await this.work.stepByRef(stepRef);
    if (!step) return null;
    for (const ref of await this.cases.refsNaming(step.id)) {
      const managed = await this.byRef(actor, ref);
      if (managed && (step.visibility === 'public' || managed.readsBoardOnly)) return { managed, step };
    }
    return null;
  }

  /** The names of those who wrote things down, by their references. */
  namesOf(refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.accounts.namesOf([...new Set(refs)].filter((ref) => ref.startsWith('AC-')));
  }
}
