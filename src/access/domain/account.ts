import { extentFor, type Permission } from './permissions.js';
import type { Grant, Role } from './roles.js';

/** A person who is signed in, with the grants that are in force today. */
export type Account = {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly Grant[];
};

/**
 * What a permission reaches for one account. `any`: everything. Otherwise the bodies and inspectorates of the grants
 * that carry it, and whatever names the account itself (a team, a named contact). Queries and services ask with it, so
 * that what lies outside is not there.
 */
export type Reach = {
  readonly any: boolean;
  readonly organisationIds: readonly string[];
  readonly inspectorateIds: readonly string[];
  readonly accountId: string | null;
};

export const noReach: Reach = { any: false, organisationIds: [], inspectorateIds: [], accountId: null };

const grantsWith = ({ grants }: Pick<Account, 'grants'>, permission: Permission): readonly Grant[] =>
  grants.filter((grant) => {
    const extent = extentFor(permission, grant.role);
    return extent !== null && (extent !== 'chair' || grant.chair);
  });

/** Whether the account may do it anywhere at all. Where exactly is asked with `reachOf`. */
export const may = (account: Pick<Account, 'grants'> | null, permission: Permission): boolean =>
  permission === 'everyone' ||
  (account !== null && (permission === 'signed-in' || grantsWith(account, permission).length > 0));

export function reachOf(account: Pick<Account, 'id' | 'grants'> | null, permission: Permission): Reach {
  if (!account) return noReach;
  const grants = grantsWith(account, permission);
  if (grants.length === 0) return noReach;
  const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];
  return {
    any: grants.some(({ role }) => extentFor(permission, role) === 'any'),
    organisationIds: distinct(grants.map(({ organisationId }) => organisationId)),
    inspectorateIds: distinct(grants.map(({ inspectorateId }) => inspectorateId)),
    accountId: account.id,
  };
}

/** Whether a body lies within the reach. */
export const reachesOrganisation = (reach: Reach, organisationId: string): boolean =>
  reach.any || reach.organisationIds.includes(organisationId);

export const reachesInspectorate = (reach: Reach, inspectorateId: string): boolean =>
  reach.any || reach.inspectorateIds.includes(inspectorateId);

/** The role under which the account does it: what the trail says. The widest first, as the grants stand. */
export function actingRole(account: Pick<Account, 'grants'>, permission: Permission): Role | null {
  const grants = grantsWith(account, permission);
  const widest = grants.find(({ role }) => extentFor(permission, role) === 'any') ?? grants[0];
  return widest?.role ?? null;
}
