import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';

export type EpisodeWords = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly area: string;
  readonly title: string;
  /** Whether judgements alone opened it: then its title does not say whose it is. */
  readonly origin: string;
  readonly summary: string | null;
  readonly triggerOn: string;
  readonly state: string;
  readonly visibility: string;
  readonly withdrawnAt: string | null;
};

/** The words by which episodes are found. */
@Injectable()
export class EpisodeIndexQueries {
  constructor(private readonly db: Database) {}

  ofOrganisations(ids: readonly string[]): Promise<EpisodeWords[]> {
    return inChunks(ids, (values) => this.#rows(sql`failure_episode.organisation_id IN (${list(values)})`, 1_000_000));
  }

  of(ids: readonly string[]): Promise<EpisodeWords[]> {
    return inChunks(ids, (values) => this.#rows(sql`failure_episode.id IN (${list(values)})`, values.length));
  }

  async idsOf(organisationIds: readonly string[]): Promise<string[]> {
    const rows = await inChunks(organisationIds, (values) =>
      this.db.rows<{ id: string }>(sql`
        SELECT failure_episode.id
          FROM failure_episode
         WHERE failure_episode.organisation_id IN (${list(values)})`),
    );
    return rows.map(({ id }) => id);
  }

  after(id: string, limit: number): Promise<EpisodeWords[]> {
    return this.#rows(sql`failure_episode.id > ${id}`, limit);
  }

  #rows(which: Sql, limit: number): Promise<EpisodeWords[]> {
    return this.db.rows<EpisodeWords>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
             organisation.name AS organisation, failure_episode.area, failure_episode.title, failure_episode.origin,
             failure_episode.summary,
             coalesce(failure_episode.derived_trigger_on, failure_episode.trigger_on) AS "triggerOn",
             failure_episode.state, failure_episode.visibility,
             coalesce(failure_episode.withdrawn_at, organisation.withdrawn_at) AS "withdrawnAt"
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE ${which}
       ORDER BY failure_episode.id
       LIMIT ${limit}`);
  }
}
