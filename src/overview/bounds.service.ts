import { Injectable } from '@nestjs/common';
import { boundOf, type Role } from '../access/domain/roles.js';
import { SearchQueries } from '../office/data/search.queries.js';
import { AccountListQueries, type Bound } from './data/account-list.queries.js';

const mostFound = 20;

/** The bodies and inspectorates that a role may be for. */
@Injectable()
export class BoundsService {
  constructor(
    private readonly list: AccountListQueries,
    private readonly search: SearchQueries,
  ) {}

  /** Every inspectorate, or the bodies that a search finds. */
  async offered(role: Role | null, q: string | null): Promise<readonly Bound[]> {
    if (role === null || boundOf[role] === 'nothing') return [];
    if (boundOf[role] === 'inspectorate') return this.list.inspectorates();
    if (q === null) return [];
    return this.list.organisations(await this.search.find(q, 'organisation', mostFound), q);
  }

  /** The id, if it is one that the role may be for. */
  async known(role: Role, id: string): Promise<string | null> {
    return (await this.named(role, id))?.id ?? null;
  }

  async named(role: Role, id: string): Promise<Bound | null> {
    if (boundOf[role] === 'organisation') return this.list.organisation(id);
    const all = boundOf[role] === 'inspectorate' ? await this.list.inspectorates() : [];
    return all.find((one) => one.id === id) ?? null;
  }
}
