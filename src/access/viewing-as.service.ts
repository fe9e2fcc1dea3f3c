import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type Actor, AuditService } from './audit.service.js';
import { boundOf, type Grant } from './domain/roles.js';
import { SessionsService } from './sessions.service.js';

export type ViewRefusal = 'needs-organisation' | 'needs-inspectorate' | 'in-confidence';

/** Lets an administrator see what a role sees. It changes nothing, and nobody's confidence is opened by it. */
@Injectable()
export class ViewingAsService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  async begin(
    actor: Actor,
    sessionId: string,
    { grant, words }: { readonly grant: Grant; readonly words: string },
  ): Promise<Result<null, ViewRefusal>> {
    if (grant.role === 'speak_up_lead') return refused('in-confidence');
    if (boundOf[grant.role] === 'organisation' && grant.organisationId === null) return refused('needs-organisation');
    if (boundOf[grant.role] === 'inspectorate' && grant.inspectorateId === null) return refused('needs-inspectorate');
    await this.db.transaction(async () => {
      await this.sessions.viewAs(sessionId, { grants: [grant], words });
      await this.audit.record(actor, {
        action: 'view_as.begun',
        entity: 'account',
        entityId: actor.name,
        after: { ...grant, words },
      });
    });
    return ok(null);
  }

  async end(actor: Actor, sessionId: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.sessions.viewAs(sessionId, null);
      await this.audit.record(actor, { action: 'view_as.ended', entity: 'account', entityId: actor.name });
    });
  }
}
