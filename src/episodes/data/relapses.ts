import { fixed, type Sql, sql } from '../../database/sql.js';

/**
 * That the episode under this name is the relapse of the one whose id is in this column: as a person said, otherwise as
 * judgements say. Two columns, each with an index: of both as one value there is none, and all episodes would be read.
 * Names are code, never what a person sent.
 */
export const isRelapseOf = (later: string, idColumn: string): Sql => {
  const [again, earlier] = [fixed(later), fixed(idColumn)];
  return sql`(${again}.relapse_of_id = ${earlier}
                      OR (${again}.relapse_of_id IS NULL AND ${again}.derived_relapse_of_id = ${earlier}))`;
};
