import { PrimaryColumn } from 'typeorm';
import { Table, Whole } from './columns.js';

/** The next number of each kind of public reference, such as `EP` for `EP-0012`. */
@Table()
export class ReferenceCounter {
  @PrimaryColumn('varchar', { length: 10 })
  prefix: string;

  @Whole()
  next: number;
}

/** One row whose numbers grow with transactions: how several processes know that something changed. */
@Table()
export class DataVersion {
  @PrimaryColumn('integer')
  id: number;

  /** Transactions that may have changed the record. */
  @Whole()
  number: number;

  /** Transactions that added something beside the record, which no remembered page shows; counted on SQLite. */
  @Whole({ default: 0 })
  asides: number;
}
