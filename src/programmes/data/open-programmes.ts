import { fixed, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';

/** That everybody may read of the programme in the statement: it is hidden with the body that made it. */
export const isOpenProgramme: Sql = sql`${fixed(`programme.visibility = 'public' AND programme.withdrawn_at IS NULL`)}
             AND (programme.owner_id IS NULL OR ${ofOpenBody('programme.owner_id')})`;
