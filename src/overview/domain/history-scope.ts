import { type Account, reachOf } from '../../access/domain/account.js';

/** What is asked of an object before its history is shown. */
export type HistoryObject = {
  readonly kind: string;
  readonly visibility: string;
  readonly withdrawnAt: string | null;
  readonly organisationId: string | null;
  readonly ofOpenBody: number;
  readonly inspectorateId: string | null;
  /** Whether the account belongs to the team of an inspection that is not public yet. */
  readonly isOnTeam?: boolean;
};

/**
 * How much of an object's history somebody sees. `full`: every act with its words and by whom. `public`: what was done
 * since it became public, by which role. Null: as if it were not there.
 */
export type HistoryScope = 'full' | 'public' | null;

export function historyScope(object: HistoryObject, account: Account | null): HistoryScope {
  if (seesAll(object, account)) return 'full';
  const isOpen = object.visibility === 'public' && object.withdrawnAt === null && object.ofOpenBody === 1;
  return isOpen ? 'public' : null;
}

/**
 * Whoever reads a thing reads its history. What is not public is for those whom it concerns: a board's for the people
 * of that body, an inspection's for its team; an account's for administrators; restricted words for nobody here.
 */
function seesAll(object: HistoryObject, account: Account | null): boolean {
  if (!account) return false;
  if (object.kind === 'account') return reachOf(account, 'accounts.manage').any;
  const reach = reachOf(account, 'history.read');
  const isOfTheirs = object.organisationId !== null && reach.organisationIds.includes(object.organisationId);
  if (object.visibility === 'board') return isOfTheirs;
  if (object.visibility === 'inspection') return object.isOnTeam === true;
  if (object.visibility === 'restricted') return false;
  const isOfInspectorate = object.inspectorateId !== null && reach.inspectorateIds.includes(object.inspectorateId);
  return reach.any || isOfTheirs || isOfInspectorate;
}
