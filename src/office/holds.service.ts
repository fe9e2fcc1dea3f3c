import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { HoldsQueries } from './data/holds.queries.js';
import { HoldsStore } from './data/holds.store.js';
import type { HoldRefusal, NewHold } from './domain/retention-hold.js';

/** Keeps records from being withdrawn or removed while an inquiry, a court or a law asks for them. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly db: Database,
    private readonly store: HoldsStore,
    private readonly queries: HoldsQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Whether a record is held today: whoever withdraws or removes one asks first, in the same transaction. */
  async isHeld(recordKind: string, recordId: string): Promise<boolean> {
    return (await this.queries.inForce(recordKind, recordId, this.clock.today())) !== null;
  }

  async place(actor: Actor, hold: NewHold): Promise<Result<{ ref: string }, HoldRefusal>> {
    const today = this.clock.today();
    if (hold.until !== null && hold.until < today) return refused('until-past');
    return this.db.transaction(async () => {
      if (await this.queries.inForce(hold.recordKind, hold.recordId, today)) return refused('held-already');
      const ref = await this.store.add({ at: this.clock.now(), by: actor.name }, hold);
      await this.audit.record(actor, {
        action: 'hold.placed',
        entity: 'retention_hold',
        entityId: ref,
        after: { record: hold.recordRef, until: hold.until },
        reason: hold.reason,
      });
      return ok({ ref });
    });
  }

  async end(actor: Actor, ref: string, reason: string): Promise<Result<null, 'not-found' | 'ended'>> {
    return this.db.transaction(async () => {
      const hold = await this.queries.byRef(ref);
      if (!hold) return refused('not-found');
      if (hold.endedAt !== null) return refused('ended');
      await this.store.end(hold.id, this.clock.now(), reason);
      await this.audit.record(actor, {
        action: 'hold.ended',
        entity: 'retention_hold',
        entityId: ref,
        before: { record: hold.recordRef, until: hold.until },
        reason,
      });
      return ok(null);
    });
  }
}
