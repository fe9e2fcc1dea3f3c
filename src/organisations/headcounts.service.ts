import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { reachesOrganisation, reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { periodText } from '../kernel/period.js';
import { linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { HeadcountsQueries } from './data/headcounts.queries.js';
import { HeadcountsStore } from './data/headcounts.store.js';
import { isAhead, type NewHeadcount } from './domain/headcount.js';

/** Records how many people work in a body: what rates of a hundred staff stand against. */
@Injectable()
export class HeadcountsService {
  constructor(
    private readonly db: Database,
    private readonly queries: HeadcountsQueries,
    private readonly store: HeadcountsStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async record(actor: Actor, given: NewHeadcount): Promise<Result<Recorded, 'in-the-future' | 'counted-already'>> {
    return this.db.transaction(async () => {
      if (isAhead(given.countedOn, this.clock.today())) return refused('in-the-future');
      const on = periodText(given.countedOn);
      const held = await this.queries.of(given.organisationId);
      if (held.some(({ countedOn, basis }) => countedOn === on && basis === given.basis))
        return refused('counted-already');
      const made = await this.store.add({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('headcount', [given], [made.id]));
      await this.audit.record(actor, {
        action: 'headcount.recorded',
        entity: 'headcount',
        entityId: made.id,
        after: { ref: made.ref, countedOn: on, basis: given.basis, value: given.value },
        subjects: [{ entity: 'organisation', entityId: given.organisationId }],
      });
      return ok(made);
    });
  }

  /** Takes a count back that was wrong; a right one is recorded anew. */
  async withdraw(actor: Actor, ref: string, reason: string): Promise<Result<null, 'not-found'>> {
    return this.db.transaction(async () => {
      const row = await this.queries.byRef(ref);
      const reach = reachOf(actor.account ?? null, 'headcounts.record');
      if (!row || !reachesOrganisation(reach, row.organisationId)) return refused('not-found');
      await this.store.withdraw(row.id, this.clock.now(), reason);
      await this.sources.unlink('headcount', [row.id]);
      await this.audit.record(actor, {
        action: 'headcount.withdrawn',
        entity: 'headcount',
        entityId: row.id,
        before: { countedOn: row.countedOn, basis: row.basis, value: row.value },
        reason,
        subjects: [{ entity: 'organisation', entityId: row.organisationId }],
      });
      return ok(null);
    });
  }
}
