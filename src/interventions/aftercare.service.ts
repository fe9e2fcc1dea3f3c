import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import { SourcesService } from '../sources/sources.service.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import type { NewStructuralChange, NewSustainmentCheck } from './domain/new-intervention.js';

/** Records how bodies were rearranged, and whether improvement held after the exit. */
@Injectable()
export class AftercareService {
  constructor(
    private readonly db: Database,
    private readonly store: WarningsAndHelpStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records structural changes; ids in the order given. */
  async recordChanges(actor: Actor, given: readonly NewStructuralChange[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addStructuralChanges({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('structural_change', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'structural_change.recorded',
          'structural_change',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }

  /** Records looks back after the exit, done or due; ids in the order given. */
  async recordChecks(actor: Actor, given: readonly NewSustainmentCheck[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addSustainmentChecks({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('sustainment_check', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'sustainment_check.recorded',
          'sustainment_check',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }
}
