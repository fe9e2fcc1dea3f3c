import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { HoldsService } from '../office/holds.service.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import type { CriterionRow } from './data/case-work.row.js';
import { WithdrawalsStore } from './data/withdrawals.store.js';
import { mayWithdraw, type WithdrawableKind, type WithdrawalRefusal } from './domain/withdrawal.js';

export type WithdrawableRow = { readonly text: string; readonly version: number; readonly visibility: string };

/** Takes back what was recorded by mistake: off every page, and kept with the reason. */
@Injectable()
export class WithdrawingFactsService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly store: WithdrawalsStore,
    private readonly holds: HoldsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** As it stands; null where it is not there, or not any more. */
  async find(kind: WithdrawableKind, id: string): Promise<WithdrawableRow | null> {
    if (kind === 'warning_sign') return (await this.queries.warnings([id]))[0] ?? null;
    if (kind === 'organisation_event') return (await this.queries.events([id]))[0] ?? null;
    return (await this.#evidence(id))?.found ?? null;
  }

  async withdraw(
    actor: Actor,
    { kind, id, version }: { readonly kind: WithdrawableKind; readonly id: string; readonly version: number },
    why: string,
  ): Promise<Result<null, 'not-found' | 'changed' | WithdrawalRefusal>> {
    return this.db.transaction(async () => {
      const found = await this.find(kind, id);
      if (!found) return refused('not-found');
      if (found.version !== version) return refused('changed');
      const may = mayWithdraw({
        isHeld: await this.holds.isHeld(kind, id),
        criterion: kind === 'exit_evidence' ? await this.#criterionOf(id) : null,
      });
      if (!may.ok) return may;
      await this.store.withdraw(kind, id, this.clock.now(), why);
      await this.audit.record(actor, {
        action: `${kind}.withdrawn`,
        entity: kind,
        entityId: id,
        before: { text: found.text },
        after: { withdrawn: true },
        reason: why,
      });
      return ok(null);
    });
  }

  async #criterionOf(
    evidenceId: string,
  ): Promise<{ readonly status: string | null; readonly evidence: number } | null> {
    const found = await this.#evidence(evidenceId);
    if (!found) return null;
    const { criterion, all } = found;
    return { status: criterion.status, evidence: all };
  }

  async #evidence(
    id: string,
  ): Promise<{ readonly found: WithdrawableRow; readonly criterion: CriterionRow; readonly all: number } | null> {
    const criterionId = await this.queries.parentOf('exit_evidence', id);
    const stepId = criterionId === null ? null : await this.queries.parentOf('exit_criterion', criterionId);
    const criteria = stepId === null ? [] : await this.queries.criteriaOf([stepId]);
    const criterion = criteria.find((one) => one.id === criterionId);
    const evidence = criterion ? await this.queries.evidenceOf([criterion.id]) : [];
    const found = evidence.find((one) => one.id === id);
    return found && criterion ? { found, criterion, all: evidence.length } : null;
  }
}
