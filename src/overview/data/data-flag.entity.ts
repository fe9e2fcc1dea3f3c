import { Index } from 'typeorm';
import { Code, Day, Id, Prose, Refers, Table, Words } from '../../database/columns.js';

/** Something in the record of a body that did not fit together, from the day on which it was first seen. */
@Table()
@Index('IX_data_flag_organisation', ['organisationId', 'clearedOn'])
export class DataFlag {
  @Id()
  id: string;

  @Refers('Organisation')
  organisationId: string;

  /** By which it is known again: the rule, the record and which part of it. */
  @Words(300)
  checkKey: string;

  @Code()
  rule: string;

  @Code()
  severity: string;

  @Code()
  kind: string;

  /** What an address is made of, each part after the other with a space between. */
  @Words(300)
  place: string;

  @Words(200)
  about: string;

  @Prose()
  message: string;

  @Day({ nullable: false })
  firstSeen: string;

  /** The day on which it was seen no more; empty: it is there still. */
  @Day()
  clearedOn: string | null;
}
