import { type Account, reachOf } from '../../access/domain/account.js';
import type { SearchScope } from '../../office/domain/search-entry.js';

/** What a reader may see beside what all may: papers of these bodies, and inspections on which they work. */
export type Eyes = { readonly organisationIds: readonly string[]; readonly inspectionIds: readonly string[] };

export const publicEyes: Eyes = { organisationIds: [], inspectionIds: [] };

/** `inspectionIds`: those on which the account works or is named, as long as its grants let it. */
export const eyesOf = (account: Account | null, inspectionIds: readonly string[]): Eyes =>
  account ? { organisationIds: reachOf(account, 'papers.read').organisationIds, inspectionIds } : publicEyes;

export const scopesOf = ({ organisationIds, inspectionIds }: Eyes): SearchScope[] => [
  'public',
  ...organisationIds.map((id): SearchScope => `board:${id}`),
  ...inspectionIds.map((id): SearchScope => `inspection:${id}`),
];
