import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { CaseEpisode } from '../domain/cases.js';
import type { CaseLinkRow, ChangeRow, HomeCounts } from './home.row.js';
import { mostCounted } from './lists.row.js';

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

/** Counts no further than one past `mostCounted`. */
const countOf = (rows: Sql): Sql => sql`
             (SELECT CAST(count(*) AS integer) FROM (SELECT 1 AS one ${rows} LIMIT ${mostCounted + 1}) AS counted)`;

/** In the order of references, so that an index is walked until there are enough. */
const organisations = sql`FROM organisation WHERE ${open('organisation')} ORDER BY organisation.ref`;
const inspections = sql`FROM inspection
                        WHERE ${open('inspection')} AND ${ofOpenBody('inspection.organisation_id')}
                        ORDER BY inspection.ref`;
const episodes = sql`FROM failure_episode
                     WHERE ${open('failure_episode')} AND ${ofOpenBody('failure_episode.organisation_id')}
                     ORDER BY failure_episode.ref`;

@Injectable()
export class HomeQueries {
  constructor(private readonly db: Database) {}

  dataVersion(): Promise<string> {
    return this.db.version();
  }

  async counts(): Promise<HomeCounts> {
    const row = await this.db.row<HomeCounts>(sql`
      SELECT ${countOf(organisations)} AS organisations, ${countOf(inspections)} AS inspections,
             ${countOf(episodes)} AS episodes`);
    return row ?? { organisations: 0, inspections: 0, episodes: 0 };
  }

  /**
   * Every episode of the bodies that the shipped case library tells of, and of those that carry their stories on: told
   * there or from judgements alone, the earliest trigger first.
   */
  caseEpisodes(): Promise<CaseEpisode[]> {
    return this.db.rows<CaseEpisode>(sql`
      WITH told (organisation_id, successor_id) AS (
        SELECT told_episode.organisation_id, told_episode.successor_id
          FROM library_entry
          JOIN failure_episode AS told_episode ON told_episode.id = library_entry.record_id AND ${open('told_episode')}
         WHERE library_entry.record_kind = 'episode'
      ),
      teller (id) AS (
        SELECT told.organisation_id FROM told
         UNION
        SELECT told.successor_id FROM told WHERE told.successor_id IS NOT NULL
      )
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title,
             failure_episode.organisation_id AS "organisationId", organisation.name AS "organisationName",
             organisation.slug AS "organisationSlug", successor.id AS "successorId", successor.name AS "successorName",
             successor.slug AS "successorSlug", failure_episode.trigger_on AS "triggerOn",
             failure_episode.derived_trigger_on AS "derivedTriggerOn",
             failure_episode.not_failing_on AS "notFailingOn",
             failure_episode.derived_not_failing_on AS "derivedNotFailingOn",
             failure_episode.recovered_on AS "recoveredOn", failure_episode.closed_on AS "closedOn",
             COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id) AS "relapseOfId",
             trigger_inspection.ref AS "triggerInspectionRef",
             failure_episode.trigger_intervention_id AS "triggerInterventionId", not_failing_inspection.ref AS "notFailingInspectionRef",
             trigger_inspection.date_inferred AS "triggerInferred",
             not_failing_inspection.date_inferred AS "notFailingInferred"
        FROM teller
       CROSS JOIN failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id AND ${open('organisation')}
        LEFT JOIN organisation AS successor ON successor.id = failure_episode.successor_id AND ${open('successor')}
        LEFT JOIN inspection AS trigger_inspection
          ON trigger_inspection.id = COALESCE(failure_episode.derived_trigger_inspection_id, failure_episode.trigger_inspection_id)
         AND ${open('trigger_inspection')} AND ${ofOpenBody('trigger_inspection.organisation_id')}
        LEFT JOIN inspection AS not_failing_inspection
          ON not_failing_inspection.id = COALESCE(failure_episode.derived_not_failing_inspection_id, failure_episode.not_failing_inspection_id)
         AND ${open('not_failing_inspection')} AND ${ofOpenBody('not_failing_inspection.organisation_id')}
       WHERE failure_episode.organisation_id = teller.id AND ${open('failure_episode')}
         AND COALESCE(failure_episode.close_reason, '') <> 'entered_in_error'
       ORDER BY failure_episode.trigger_day, failure_episode.id`);
  }

  /** How these bodies and others continue one another. */
  async links(organisationIds: readonly string[]): Promise<CaseLinkRow[]> {
    if (organisationIds.length === 0) return [];
    const these = list(organisationIds);
    return this.db.rows<CaseLinkRow>(sql`
      SELECT organisation_link.from_id AS "fromId", organisation_link.to_id AS "toId", organisation_link.type,
             organisation_link.on_date AS "onDate"
        FROM organisation_link
       WHERE (organisation_link.from_id IN (${these}) OR organisation_link.to_id IN (${these}))
         AND ${open('organisation_link')} AND ${ofOpenBody('organisation_link.from_id')}
         AND ${ofOpenBody('organisation_link.to_id')}`);
  }

  /** The last lines of the trail, newest first. */
  latestLines(most: number): Promise<ChangeRow[]> {
    return this.db.rows<ChangeRow>(sql`
      SELECT audit_entry.at, audit_entry.action, audit_entry.entity, audit_entry.entity_id AS "entityId",
             audit_entry.after
        FROM audit_entry
       WHERE audit_entry.seq > (SELECT max(last.seq) FROM audit_entry AS last) - CAST(${most} AS integer)
       ORDER BY audit_entry.seq DESC`);
  }
}
