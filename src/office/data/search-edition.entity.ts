import { PrimaryColumn } from 'typeorm';
import { Table, Whole } from '../../database/columns.js';

/** By which edition of its description each kind of record was last put into the index. */
@Table()
export class SearchEdition {
  @PrimaryColumn('varchar', { length: 60 })
  kind: string;

  @Whole()
  edition: number;
}
