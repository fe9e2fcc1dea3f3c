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
 * How much of an object's history somebody sees. `full`: every act with its words and by whom. `named`: what everybody
 * may read, and by whom it was done. `public`: the same by role alone. Null: as if it were not there.
 */
export type HistoryScope = 'full' | 'named' | 'public' | null;

/**
 * Whoever works within a thing reads all of its history: of an inspection its team, of anything else of a body the
 * people of that body, of an account administrators. How a judgement came about stays with the team, also after it was
 * published. Of restricted words there is no history here.
 */
export function historyScope(object: HistoryObject, account: Account | null): HistoryScope {
  if (object.kind === 'account') return account && reachOf(account, 'accounts.manage').any ? 'full' : null;
  const reach = reachOf(account, 'history.read');
  const isOfTheirs = object.organisationId !== null && reach.organisationIds.includes(object.organisationId);
  if (object.visibility === 'restricted') return null;
  if (object.visibility === 'inspection') return object.isOnTeam === true ? 'full' : null;
  if (object.visibility === 'board') return isOfTheirs ? 'full' : null;
  if (object.isOnTeam === true || (isOfTheirs && object.kind !== 'inspection')) return 'full';
  const isOfInspectorate = object.inspectorateId !== null && reach.inspectorateIds.includes(object.inspectorateId);
  if (reach.any || isOfTheirs || isOfInspectorate) return 'named';
  return object.withdrawnAt === null && object.ofOpenBody === 1 ? 'public' : null;
}
