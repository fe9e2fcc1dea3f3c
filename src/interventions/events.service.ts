import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { SourcesService } from '../sources/sources.service.js';
import { CaseWorkStore } from './data/case-work.store.js';
import type { NewEvent } from './domain/new-case-work.js';

/** Free-standing entries of the timeline. */
@Injectable()
export class EventsService {
  constructor(
    private readonly db: Database,
    private readonly store: CaseWorkStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async record(actor: Actor, event: NewEvent): Promise<Recorded> {
    return this.db.transaction(async () => {
      const made = await this.store.addEvent({ at: this.clock.now(), by: actor.name }, event);
      await this.sources.linkMany(linksOf('organisation_event', [event], [made.id]));
      await this.audit.record(actor, actOf('event.recorded', 'organisation_event', [made], [event]));
      return made;
    });
  }
}
