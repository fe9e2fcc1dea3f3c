import { Index } from 'typeorm';
import {
  Code,
  Id,
  type Kept,
  KeptColumns,
  type Known,
  KnownColumns,
  RecordTable,
  Refers,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

/** How many people worked for a body at a time. */
@RecordTable()
@Index('IX_headcount_ref', ['ref'], { unique: true })
@Index('IX_headcount_organisation', ['organisationId', 'countedOn'])
export class Headcount {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  @When({ nullable: false })
  countedOn: string;

  /** People, or full-time equivalents. */
  @Code()
  basis: string;

  @Whole()
  value: number;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}
