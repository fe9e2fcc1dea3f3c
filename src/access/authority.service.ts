import { Injectable } from '@nestjs/common';
import type { CalendarDay } from '../kernel/calendar-day.js';
import type { GrantRow } from './data/account.row.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { SecondFactorsQueries } from './data/second-factors.queries.js';
import type { Account } from './domain/account.js';
import type { Grant, Role } from './domain/roles.js';

/** What an account may do today, and the roles that give nothing before it has a second factor. */
export type Authority = { readonly account: Account; readonly rolesAsleep: readonly Role[] };

const grantOf = ({ role, organisationId, inspectorateId, chair, fromOn, toOn }: GrantRow): Grant => ({
  role,
  organisationId,
  inspectorateId,
  chair: chair === 1,
  fromOn,
  toOn,
});

/** What somebody may do who has proved who they are, by a session or by a token. */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly secondFactors: SecondFactorsQueries,
  ) {}

  /** `among`: only what these grants give. Null: the account may not sign in. */
  async of(accountId: string, today: CalendarDay, among: readonly string[] | null = null): Promise<Authority | null> {
    const row = await this.accounts.byId(accountId);
    if (row?.status !== 'active') return null;
    const held = await this.accounts.grantsInForce(row.id, today);
    const grants = held.filter(({ id }) => among === null || among.includes(id)).map(grantOf);
    const rolesAsleep = await this.#asleep(row.id, grants);
    const { id, ref, name, email } = row;
    const awake = grants.filter(({ role }) => !rolesAsleep.includes(role));
    return { rolesAsleep, account: { id, ref, name, email, grants: awake } };
  }

  /** A role that asks for a second factor gives nothing to a person who has none. */
  async #asleep(accountId: string, grants: readonly Grant[]): Promise<readonly Role[]> {
    const asking = (await this.secondFactors.rules()).map(({ role }) => role);
    const held = asking.filter((role) => grants.some((grant) => grant.role === role));
    if (held.length === 0) return held;
    return (await this.secondFactors.ofAccount(accountId)) === null ? held : [];
  }
}
