import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Actor, AuditService } from './audit.service.js';
import { AuditEntry, AuditSubject } from './data/audit-entry.entity.js';

/** What was read, by the address that was asked for. */
export type Read = {
  /** A file that was taken away, or a page with words that only a few may read. */
  readonly kind: 'export' | 'restricted';
  readonly address: string;
  /** Whose eyes an administrator looked through, in words; null: their own. */
  readonly viewingAs: string | null;
  /** The reference of the token with which a program took it; absent where the person did. */
  readonly token?: string;
};

/** Notes what was read, where that must be known afterwards. What was read stays as it was: no page is made anew for it. */
@Injectable()
export class ReadsService {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditService,
  ) {}

  async note(actor: Actor, { kind, address, viewingAs, token }: Read): Promise<void> {
    await this.db.aside([AuditEntry, AuditSubject], () =>
      this.audit.record(actor, {
        action: kind === 'export' ? 'export.taken' : 'restricted.read',
        entity: 'account',
        entityId: actor.account?.id ?? actor.name,
        after: { address, ...(viewingAs === null ? {} : { viewingAs }), ...(token ? { token } : {}) },
        subjects: token ? [{ entity: 'api_token', entityId: token }] : [],
      }),
    );
  }
}
