import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import type { NewPeerSupport, NewWarningSign } from './domain/new-intervention.js';

/** Records what could have been seen in time, and help from people who do the same work elsewhere. */
@Injectable()
export class EarlyHelpService {
  constructor(
    private readonly db: Database,
    private readonly store: WarningsAndHelpStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Records warning signs, and gives their ids and references in the order given. */
  async noteWarnings(actor: Actor, given: readonly NewWarningSign[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const made = await this.store.addWarnings({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(
        linksOf(
          'warning_sign',
          given,
          made.map(({ id }) => id),
        ),
      );
      await this.audit.record(actor, actOf('warning.noted', 'warning_sign', made, given));
      return made;
    });
  }

  /** Records peer support with what the peers found, and gives ids and references in the order given. */
  async recordSupport(actor: Actor, given: readonly NewPeerSupport[]): Promise<Recorded[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.addPeerSupport(stamp, given);
      const findings = given.flatMap(({ findings: some = [] }, index) =>
        some.map((finding) => ({ ...finding, peerSupportId: made[index].id })),
      );
      await this.sources.linkMany([
        ...linksOf(
          'peer_support',
          given,
          made.map(({ id }) => id),
        ),
        ...linksOf('peer_finding', findings, await this.store.addPeerFindings(stamp, findings)),
      ]);
      await this.audit.record(actor, actOf('peer_support.recorded', 'peer_support', made, given));
      return made;
    });
  }
}
