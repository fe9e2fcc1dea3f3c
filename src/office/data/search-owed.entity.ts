import { Code, Id, Prose, Table, Whole } from '../../database/columns.js';

/** Records of one kind that are on the record and whose entries in the index are still to be made anew. */
@Table()
export class SearchOwed {
  @Id()
  id: string;

  @Code()
  kind: string;

  /** How many they are. */
  @Whole()
  records: number;

  /** Their ids, as a list in JSON. */
  @Prose()
  recordIds: string;
}
