import { Index } from 'typeorm';
import { Code, Day, Flag, Id, type Kept, KeptColumns, RecordTable, Words } from '../../database/columns.js';

/** A day on which the offices of these nations are closed besides weekends. */
@RecordTable()
@Index('IX_holiday_on_day', ['onDay'])
export class Holiday {
  @Id()
  id: string;

  @Day({ nullable: false })
  onDay: string;

  @Words(120)
  name: string;

  /** 1 when it stands in the place of a holiday that falls on a weekend. */
  @Flag()
  substitute: number;

  @Flag()
  england: number;

  @Flag()
  wales: number;

  @Flag()
  scotland: number;

  @Flag()
  northernIreland: number;

  /** `library`: shipped with the product; `added`: by an administrator. */
  @Code()
  origin: string;

  @KeptColumns()
  kept: Kept;
}
