import { fixed, type Sql, sql } from '../../database/sql.js';

/**
 * That the body whose id is in this column is one that the public may see: what is recorded of a hidden body is hidden
 * with it, however public the row itself. The column's name is code, never what a person sent.
 */
export const ofOpenBody = (column: string): Sql => sql`EXISTS (
               SELECT 1 FROM organisation AS body
                WHERE body.id = ${fixed(column)} AND body.visibility = 'public' AND body.withdrawn_at IS NULL)`;
