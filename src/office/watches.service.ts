import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { WatchesQueries } from './data/watches.queries.js';
import { WatchesStore } from './data/watches.store.js';

/** Who watches which organisation. Asked twice, each does nothing the second time. */
@Injectable()
export class WatchesService {
  constructor(
    private readonly db: Database,
    private readonly store: WatchesStore,
    private readonly queries: WatchesQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async watch(actor: Actor, accountId: string, organisationId: string): Promise<void> {
    await this.db.transaction(async () => {
      if (await this.queries.isWatched(accountId, organisationId)) return;
      await this.store.add(accountId, organisationId, this.clock.now());
      await this.audit.record(actor, {
        action: 'watch.begun',
        entity: 'watch',
        entityId: organisationId,
        after: { accountId },
      });
    });
  }

  async unwatch(actor: Actor, accountId: string, organisationId: string): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.queries.isWatched(accountId, organisationId))) return;
      await this.store.remove(accountId, organisationId);
      await this.audit.record(actor, {
        action: 'watch.ended',
        entity: 'watch',
        entityId: organisationId,
        before: { accountId },
      });
    });
  }
}
