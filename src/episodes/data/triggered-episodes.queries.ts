import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';

export type TriggeredEpisode = { readonly triggerInspectionId: string; readonly ref: string; readonly title: string };

@Injectable()
export class TriggeredEpisodesQueries {
  constructor(private readonly db: Database) {}

  /** The episodes that these inspections opened, as the record has them. */
  async openedBy(inspectionIds: readonly string[]): Promise<TriggeredEpisode[]> {
    if (inspectionIds.length === 0) return [];
    return this.db.rows<TriggeredEpisode>(sql`
      SELECT failure_episode.derived_trigger_inspection_id AS "triggerInspectionId", failure_episode.ref,
             failure_episode.title
        FROM failure_episode
       WHERE failure_episode.derived_trigger_inspection_id IN (${list(inspectionIds)})
         AND failure_episode.visibility = 'public'
         AND failure_episode.withdrawn_at IS NULL`);
  }
}
