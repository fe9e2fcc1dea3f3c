import type { Period } from '../../kernel/period.js';
import type { NewFact, SourceUse } from '../../sources/domain/new-fact.js';
import type { OrganisationKind } from '../../vocabulary/domain/organisation-kinds.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import type { Region } from '../../vocabulary/domain/regions.js';
import type { Sector } from '../../vocabulary/domain/sectors.js';

/** What kind of name it is. `published`: as a file or report spells it. */
export const nameKinds = {
  official: 'Official',
  alias: 'Also called',
  former: 'Former',
  published: 'As published',
} as const;
export type NameKind = keyof typeof nameKinds;

export type NewName = {
  readonly name: string;
  readonly kind: NameKind;
  readonly from?: Period | null;
  readonly to?: Period | null;
};

/** What a publisher calls it: `ons`, `urn`, `ods`, `cqc-provider`, `ofsted-la-urn` … */
export type NewCode = {
  readonly scheme: string;
  readonly value: string;
  readonly verified?: boolean;
  readonly note?: string | null;
  readonly sources?: readonly SourceUse[];
};

/** A body to put on the record. The name becomes its first official name; `slug` is made from it where none is wanted. */
export type NewOrganisation = NewFact & {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly sector: Sector;
  readonly slug?: string;
  /** What it is in the words of its sector. */
  readonly kindText?: string | null;
  readonly region?: Region | null;
  readonly country?: string | null;
  readonly parentId?: string | null;
  readonly openedOn?: Period | null;
  readonly closedOn?: Period | null;
  readonly statusNote?: string | null;
  readonly website?: string | null;
  readonly names?: readonly NewName[];
  readonly codes?: readonly NewCode[];
  /** What is known not to be known, a sentence each. */
  readonly gaps?: readonly string[];
};

/** What may be filled in where the record has nothing yet; what is there stays. */
export type OrganisationDetails = Pick<
  NewOrganisation,
  'kindText' | 'region' | 'country' | 'parentId' | 'openedOn' | 'closedOn' | 'statusNote' | 'website'
>;

export type RegisteredOrganisation = { readonly id: string; readonly ref: string; readonly slug: string };

/** One row a relation, read "`fromId` {type} `toId`". */
export type NewOrganisationLink = NewFact & {
  readonly fromId: string;
  readonly toId: string;
  readonly type: OrganisationLinkType;
  readonly on?: Period | null;
};

/** Who held a post, at director level or above. `seenOn` is a date on which a source shows the post as held. */
export type NewPostHolding = NewFact & {
  readonly organisationId: string;
  readonly post: string;
  readonly holderName?: string | null;
  readonly startedOn?: Period | null;
  readonly endedOn?: Period | null;
  readonly seenOn?: Period | null;
  readonly interim?: boolean | null;
  readonly leavingPlanned?: boolean | null;
};

export type RenameRefusal = 'not-found' | 'same-name' | 'stale';
