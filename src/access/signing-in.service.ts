import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type Actor, AuditService } from './audit.service.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { emailKey } from './domain/email.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';

export type SignInRefusal = 'not-matching';

type Attempt = {
  readonly email: string;
  readonly password: string;
  readonly device: string | null;
  readonly requestId: string | null;
};

/** Lets a person in who knows the password of an account. */
@Injectable()
export class SigningInService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsQueries,
    private readonly store: AccountsStore,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The token of a new session. An account that is not there and a wrong password are refused alike. */
  async signIn({ email, password, device, requestId }: Attempt): Promise<Result<{ token: string }, SignInRefusal>> {
    const account = await this.accounts.byEmail(emailKey(email));
    const isRight = await this.passwords.matches(password, account?.passwordHash ?? null);
    const person: Actor = { name: account?.ref ?? 'Nobody', role: 'visitor', requestId, account: null };
    if (!account || !isRight || account.status !== 'active') {
      await this.db.transaction(() =>
        this.audit.record(person, {
          action: 'sign_in.refused',
          entity: 'account',
          entityId: account?.ref ?? 'none',
        }),
      );
      return refused('not-matching');
    }
    return this.db.transaction(async () => {
      await this.store.signedIn(account.id, this.clock.now());
      await this.audit.record(person, { action: 'sign_in.done', entity: 'account', entityId: account.ref });
      return ok({ token: await this.sessions.start(account.id, device) });
    });
  }
}
