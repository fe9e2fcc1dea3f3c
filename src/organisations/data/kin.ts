import { list, type Sql, sql } from '../../database/sql.js';

/**
 * The ids of these bodies and of their services, as a statement of its own. Each half is read from an index: asked as one
 * condition on the body of each row, PostgreSQL reads every body of a country.
 */
export const withTheirServices = (organisationIds: readonly string[]): Sql => sql`
  SELECT own.id FROM organisation AS own WHERE own.id IN (${list(organisationIds)})
   UNION ALL
  SELECT service.id FROM organisation AS service WHERE service.parent_id IN (${list(organisationIds)})`;

/** The ids of a body, of those that are part of it, and of the one that it is part of. */
export const kinOf = (organisationId: string): Sql => sql`
  ${withTheirServices([organisationId])}
   UNION ALL
  SELECT own.parent_id FROM organisation AS own WHERE own.id = ${organisationId} AND own.parent_id IS NOT NULL`;
