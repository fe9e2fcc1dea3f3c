import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql, type Sql } from '../../database/sql.js';

export type FoundByRef = { readonly kind: string; readonly id: string; readonly ref: string; readonly title: string };

/** Records by the references that people use for them. */
@Injectable()
export class RecordLookupQueries {
  constructor(private readonly db: Database) {}

  /** The public record with this reference. What is not public is not there: not even for administrators. */
  async byRef(ref: string): Promise<FoundByRef | null> {
    const query = queries[ref.slice(0, 3)]?.(ref);
    return query ? this.db.row<FoundByRef>(query) : null;
  }
}

const queries: Readonly<Record<string, (ref: string) => Sql>> = {
  'OR-': (ref) => sql`
    SELECT 'organisation' AS kind, organisation.id, organisation.ref, organisation.name AS title
      FROM organisation WHERE organisation.ref = ${ref} AND organisation.visibility = 'public'`,
  'IN-': (ref) => sql`
    SELECT 'inspection' AS kind, inspection.id, inspection.ref,
           organisation.name || ': ' || inspection.subject AS title
      FROM inspection
      JOIN organisation ON organisation.id = inspection.organisation_id
     WHERE inspection.ref = ${ref} AND inspection.visibility = 'public'`,
  'EP-': (ref) => sql`
    SELECT 'episode' AS kind, failure_episode.id, failure_episode.ref, failure_episode.title
      FROM failure_episode WHERE failure_episode.ref = ${ref} AND failure_episode.visibility = 'public'`,
  'SO-': (ref) => sql`
    SELECT 'source' AS kind, source.id, source.ref, source.title FROM source WHERE source.ref = ${ref} AND source.visibility = 'public'`,
  'DL-': (ref) => sql`
    SELECT 'deadline' AS kind, deadline.id, deadline.ref, deadline.text AS title
      FROM deadline WHERE deadline.ref = ${ref} AND deadline.visibility = 'public'`,
};
