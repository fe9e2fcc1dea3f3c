import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { period, periodEnd } from '../../kernel/period.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { OrganisationStanding } from './episode.entity.js';

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
  async put(rows: readonly OrganisationStanding[]): Promise<void> {
    await inChunks(rows, async (chunk) => {
      const values = chunk.map(
        (
          row,
        ) => sql`(${row.organisationId}, ${row.sortName}, ${row.kind}, ${row.region}, ${row.state}, ${row.watchUntil}, ${row.episodes},
          ${row.openEpisodes}, ${row.relapses}, ${row.latestInspectionId}, ${row.latestFrameworkId}, ${row.latestOn},
          ${row.latestDay}, ${row.latestLabel}, ${row.latestBand})`,
      );
      await this.db.run(sql`
        INSERT INTO organisation_standing
               (organisation_id, sort_name, kind, region, state, watch_until, episodes, open_episodes, relapses,
                latest_inspection_id, latest_framework_id, latest_on, latest_day, latest_label, latest_band)
        VALUES ${new Sql(['', ...values.slice(1).map(() => ', '), ''], values)}
        ON CONFLICT (organisation_id) DO UPDATE
           SET sort_name = excluded.sort_name, kind = excluded.kind, region = excluded.region,
               state = excluded.state, watch_until = excluded.watch_until, episodes = excluded.episodes, open_episodes = excluded.open_episodes,
               relapses = excluded.relapses, latest_inspection_id = excluded.latest_inspection_id,
               latest_framework_id = excluded.latest_framework_id, latest_on = excluded.latest_on,
               latest_day = excluded.latest_day, latest_label = excluded.latest_label,
               latest_band = excluded.latest_band`);
      return [];
    });
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
