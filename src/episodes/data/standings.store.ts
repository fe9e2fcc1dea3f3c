import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { period, periodEnd } from '../../kernel/period.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import { OrganisationStanding } from './episode.entity.js';

/** What a standing repeats of the body itself, so that lists need not join it. */
export type StandingBody = {
  id: string;
  sortName: string;
  kind: string;
  region: string | null;
  closedOn: string | null;
  /** 1 where the public may see it. */
  isOpen: number;
};

@Injectable()
export class StandingsStore {
  constructor(private readonly db: Database) {}

  async everyBody(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`SELECT organisation.id FROM organisation`);
    return rows.map(({ id }) => id);
  }

  bodies(ids: readonly string[]): Promise<StandingBody[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<StandingBody>(sql`
        SELECT organisation.id, organisation.sort_name AS "sortName", organisation.kind, organisation.region,
               organisation.closed_on AS "closedOn",
               CASE WHEN ${ofOpenBody('organisation.id')} THEN 1 ELSE 0 END AS "isOpen"
          FROM organisation
         WHERE organisation.id IN (${list(chunk)})`),
    );
  }

  /** Writes how these bodies stand, over what was written before. */
  put(rows: readonly OrganisationStanding[]): Promise<void> {
    return this.db.put(OrganisationStanding, rows, 'organisation_id');
  }

  async remove(organisationIds: readonly string[]): Promise<void> {
    await inChunks(organisationIds, async (chunk) => {
      await this.db.run(sql`
        DELETE FROM organisation_standing WHERE organisation_standing.organisation_id IN (${list(chunk)})`);
      return [];
    });
  }

  /** Bodies whose standing was written under a watch that has ended since, or that have closed since. */
  async overtaken(today: CalendarDay): Promise<string[]> {
    const watched = await this.db.rows<{ id: string }>(sql`
      SELECT organisation_standing.organisation_id AS id
        FROM organisation_standing
       WHERE organisation_standing.state = 'watch'
         AND (organisation_standing.watch_until IS NULL OR organisation_standing.watch_until < ${today})`);
    const closing = await this.db.rows<{ id: string; closedOn: string }>(sql`
      SELECT organisation.id, organisation.closed_on AS "closedOn"
        FROM organisation
        JOIN organisation_standing ON organisation_standing.organisation_id = organisation.id
       WHERE organisation.closed_on IS NOT NULL
         AND organisation_standing.state <> 'closed'`);
    const closed = closing.filter(({ closedOn }) => periodEnd(period(closedOn)) <= today);
    return [...new Set([...watched, ...closed].map(({ id }) => id))];
  }

  /** The bodies of which these are parts that are judged in their own right. */
  async ownersOf(ids: readonly string[]): Promise<string[]> {
    const rows = await inChunks(ids, (chunk) =>
      this.db.rows<{ id: string }>(sql`
        SELECT DISTINCT organisation.parent_id AS id
          FROM organisation
         WHERE organisation.id IN (${list(chunk)})
           AND organisation.kind IN ('council_service', 'hospital_site')
           AND organisation.parent_id IS NOT NULL`),
    );
    return rows.map(({ id }) => id);
  }
}
