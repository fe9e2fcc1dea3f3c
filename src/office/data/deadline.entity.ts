import { Column, Index } from 'typeorm';
import { Code, Day, Id, type Kept, KeptColumns, RecordTable, Whole, Words } from '../../database/columns.js';

/** A day by which something must be done, with the rule that it follows from. */
@RecordTable()
@Index('IX_deadline_ref', ['ref'], { unique: true })
@Index('IX_deadline_due_on', ['dueOn'])
@Index('IX_deadline_organisation', ['organisationId'])
@Index('IX_deadline_record', ['recordId', 'recordKind'])
export class Deadline {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  /** Organisations stand above office, so that no key can hold this one. */
  @Column('varchar', { length: 36 })
  organisationId: string;

  /** What it follows from, as code knows it: `action-plan`, `accuracy-check`. */
  @Code()
  rule: string;

  @Words(300)
  text: string;

  @Day({ nullable: false })
  startsOn: string;

  @Whole()
  days: number;

  @Code()
  unit: string;

  /** By whose working days it runs. */
  @Code()
  nation: string;

  @Day({ nullable: false })
  dueOn: string;

  @Day()
  metOn: string | null;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  /** The inspection whose team may see it, where its visibility is `inspection`. */
  @Column('varchar', { length: 36, nullable: true })
  inspectionId: string | null;

  @KeptColumns()
  kept: Kept;
}
