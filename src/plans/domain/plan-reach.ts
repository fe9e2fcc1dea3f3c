import { type Account, type Reach, reachOf } from '../../access/domain/account.js';
import { extentFor, type Permission } from '../../access/domain/permissions.js';

/**
 * Where in plans an account may do it. An invitation to a plan counts only for what a role of the account may do where
 * it is named: whoever writes the plan of one council and is a guest in another’s does not write there.
 */
export function planReach(account: Account | null | undefined, permission: Permission): Reach {
  const reach = reachOf(account ?? null, permission);
  const countsAsGuest = account?.grants.some(({ role }) => extentFor(permission, role) === 'named') ?? false;
  return countsAsGuest ? reach : { ...reach, accountId: null };
}

type OfPlan = { readonly organisationId: string; readonly organisationParentId: string | null };

const isOwn = ({ any, organisationIds }: Reach, { organisationId, organisationParentId }: OfPlan): boolean =>
  any ||
  organisationIds.includes(organisationId) ||
  (organisationParentId !== null && organisationIds.includes(organisationParentId));

/** Whether a person who reads a plan may do this in it: as one of its people, or as the guest of its board. */
export function mayInPlan(account: Account | null | undefined, permission: Permission, plan: OfPlan): boolean {
  const reach = planReach(account, permission);
  return isOwn(reach, plan) || (reach.accountId !== null && !isOwn(reachOf(account ?? null, 'plans.read'), plan));
}
