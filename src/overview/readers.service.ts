import { Injectable } from '@nestjs/common';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import type { Account } from '../access/domain/account.js';
import { Clock } from '../kernel/clock.js';

/** Accounts that ask without being signed in: a calendar program, a letter that is about to go out. */
@Injectable()
export class ReadersService {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly clock: Clock,
  ) {}

  /** An account with what it may do today; null where it may do nothing any more. */
  async active(accountId: string): Promise<Account | null> {
    const row = await this.accounts.byId(accountId);
    if (row?.status !== 'active') return null;
    const grants = await this.accounts.grantsInForce(accountId, this.clock.today());
    const { id, ref, name, email } = row;
    return {
      id,
      ref,
      name,
      email,
      grants: grants.map(({ role, organisationId, inspectorateId, chair, fromOn, toOn }) => ({
        role,
        organisationId,
        inspectorateId,
        chair: chair === 1,
        fromOn,
        toOn,
      })),
    };
  }
}
