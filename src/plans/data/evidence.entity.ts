import { Index } from 'typeorm';
import {
  Code,
  Day,
  Id,
  Instant,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  When,
  Words,
} from '../../database/columns.js';

/** What shows that something was done, that it exists, or that it is better for people. */
@RecordTable()
@Index('IX_evidence_ref', ['ref'], { unique: true })
@Index('IX_evidence_organisation', ['organisationId'])
export class Evidence {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @Words(200)
  title: string;

  @Code()
  kind: string;

  @Code()
  level: string;

  @Code()
  independence: string;

  /** The day on which it was made. */
  @Day({ nullable: false })
  onDay: string;

  @When()
  periodFrom: string | null;

  @When()
  periodTo: string | null;

  @Words(1000, { nullable: true })
  url: string | null;

  @Refers('StoredFile', { nullable: true })
  fileId: string | null;

  @Words(60, { nullable: true })
  page: string | null;

  @Words(60, { nullable: true })
  paragraph: string | null;

  /** What it shows. */
  @Prose()
  summary: string;

  /** After this day it says too little about how things are now. */
  @Day()
  goodUntil: string | null;

  @Words(120, { nullable: true })
  acceptedBy: string | null;

  @Instant({ nullable: true })
  acceptedAt: string | null;

  @Day()
  acceptedOn: string | null;

  /** Why it was not accepted, where it was not. */
  @Words(500, { nullable: true })
  notAcceptedBecause: string | null;

  @KeptColumns()
  kept: Kept;
}

/** What a piece of evidence is about: a milestone, or another record by its kind and id. */
@Table()
@Index('IX_evidence_link_entity', ['evidenceId', 'entity', 'entityId'], { unique: true })
@Index('IX_evidence_link_of', ['entity', 'entityId'])
export class EvidenceLink {
  @Id()
  id: string;

  @Refers('Evidence')
  evidenceId: string;

  @Code()
  entity: string;

  @Words(36)
  entityId: string;

  @Instant()
  linkedAt: string;

  @Words(120)
  linkedBy: string;
}
