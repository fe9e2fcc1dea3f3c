import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';

export type HomeCounts = { readonly organisations: number; readonly inspections: number; readonly episodes: number };

export type CaseLinkRow = {
  readonly fromId: string;
  readonly toId: string;
  readonly type: OrganisationLinkType;
  readonly onDate: string | null;
};

export type ChangeRow = {
  readonly at: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  /** JSON, as the trail holds it. */
  readonly after: string | null;
};
