import { Index } from 'typeorm';
import {
  Code,
  Flag,
  Id,
  type Kept,
  KeptColumns,
  type Known,
  KnownColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

@RecordTable()
@Index('IX_organisation_ref', ['ref'], { unique: true })
@Index('IX_organisation_slug', ['slug'], { unique: true })
@Index('IX_organisation_parent', ['parentId'])
export class Organisation {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(120)
  slug: string;

  @Words(300)
  name: string;

  /** The name folded for sorting: lower case, no accents, no leading article. */
  @Words(300)
  sortName: string;

  @Code()
  kind: string;

  /** What it is in the words of its sector. */
  @Words(200, { nullable: true })
  kindText: string | null;

  @Code()
  sector: string;

  @Code({ nullable: true })
  region: string | null;

  @Words(60, { nullable: true })
  country: string | null;

  @Refers('Organisation', { nullable: true })
  parentId: string | null;

  @When()
  openedOn: string | null;

  @When()
  closedOn: string | null;

  @Prose({ nullable: true })
  statusNote: string | null;

  @Words(500, { nullable: true })
  website: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** A name that the organisation has or had, official or not. */
@Table()
@Index('IX_organisation_name_organisation', ['organisationId'])
@Index('IX_organisation_name_folded', ['folded'])
export class OrganisationName {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @Words(300)
  name: string;

  /** The name reduced to the letters that tell it from others, for matching. */
  @Words(300)
  folded: string;

  /** Official, alias, former or as published. */
  @Code()
  kind: string;

  @When()
  fromOn: string | null;

  @When()
  toOn: string | null;
}

/** What a publisher calls it: ONS, URN, ODS, CQC … */
@Table()
@Index('IX_organisation_code_value', ['scheme', 'value'])
@Index('IX_organisation_code_organisation', ['organisationId', 'scheme', 'value'], { unique: true })
export class OrganisationCode {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @Code()
  scheme: string;

  @Words(60)
  value: string;

  @Flag({ default: 0 })
  verified: number;

  @Prose({ nullable: true })
  note: string | null;
}

/** An address that the organisation once had, and still answers to. */
@Table()
@Index('IX_organisation_slug_slug', ['slug'], { unique: true })
export class OrganisationSlug {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @Words(120)
  slug: string;
}

/** How one body continues, serves or holds another. */
@RecordTable()
@Index('IX_organisation_link_from', ['fromId'])
@Index('IX_organisation_link_to', ['toId'])
export class OrganisationLink {
  @Id()
  id: string;

  @Refers('Organisation')
  fromId: string;

  @Refers('Organisation')
  toId: string;

  @Code()
  type: string;

  @When()
  onDate: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** Who held a post at director level or above, and how. */
@RecordTable()
@Index('IX_post_holding_organisation', ['organisationId'])
export class PostHolding {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @Code()
  post: string;

  @Words(120, { nullable: true })
  holderName: string | null;

  @When()
  startedOn: string | null;

  @When()
  endedOn: string | null;

  /** A date on which a source shows the post as held. */
  @When()
  seenOn: string | null;

  @Flag({ nullable: true })
  interim: number | null;

  @Flag({ nullable: true })
  leavingPlanned: number | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** What is known not to be known about it. */
@Table()
@Index('IX_organisation_gap_organisation', ['organisationId'])
export class OrganisationGap {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  @Whole()
  position: number;

  @Prose()
  text: string;
}
