import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { newId } from '../../database/new-id.js';
import { list, type Sql, sql } from '../../database/sql.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { DerivedColumns, HeldEpisode, TriggerColumns } from '../domain/derived-record.js';
import { FailureEpisode } from './episode.entity.js';

/** What is written on an episode that no judgement opens any more. Such an episode wakes when one does again. */
const dormant = 'No judgement on the record opens it any more.';

export type NewDerivedEpisode = {
  readonly row: TriggerColumns &
    DerivedColumns & { readonly id: string; readonly area: EpisodeArea; readonly unit: string | null };
  readonly knownOn: string | null;
  readonly verified: boolean;
  readonly inferred: boolean;
};

@Injectable()
export class DerivedEpisodesStore {
  constructor(private readonly db: Database) {}

  /** The episodes of these bodies, live or dormant; those that a person withdrew are left alone. */
  held(organisationIds: readonly string[]): Promise<HeldEpisode[]> {
    return this.#read(
      organisationIds,
      sql`(failure_episode.withdrawn_at IS NULL OR failure_episode.withdrawn_reason = ${dormant})`,
    );
  }

  /** Those of them that everybody may see: how a body stands in public is told from no others. */
  shown(organisationIds: readonly string[]): Promise<HeldEpisode[]> {
    return this.#read(
      organisationIds,
      sql`failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL`,
    );
  }

  #read(organisationIds: readonly string[], which: Sql): Promise<HeldEpisode[]> {
    return inChunks(organisationIds, (chunk) =>
      this.db.rows<HeldEpisode>(sql`
        SELECT failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
               failure_episode.area, failure_episode.unit, failure_episode.title, failure_episode.origin,
               failure_episode.state, failure_episode.status,
               failure_episode.trigger_inspection_id AS "triggerInspectionId",
               failure_episode.trigger_on AS "triggerOn", failure_episode.trigger_day AS "triggerDay",
               failure_episode.not_failing_on AS "notFailingOn", failure_episode.recovered_on AS "recoveredOn",
               failure_episode.intervention_ended_on AS "interventionEndedOn",
               failure_episode.closed_on AS "closedOn", failure_episode.close_reason AS "closeReason",
               failure_episode.relapse_of_id AS "relapseOfId", failure_episode.watch_until AS "watchUntil",
               failure_episode.derived_trigger_inspection_id AS "derivedTriggerInspectionId",
               failure_episode.derived_trigger_on AS "derivedTriggerOn",
               failure_episode.derived_by_area AS "derivedByArea",
               failure_episode.derived_not_failing_inspection_id AS "derivedNotFailingInspectionId",
               failure_episode.derived_not_failing_on AS "derivedNotFailingOn",
               failure_episode.derived_good_inspection_id AS "derivedGoodInspectionId",
               failure_episode.derived_good_on AS "derivedGoodOn",
               failure_episode.derived_relapse_of_id AS "derivedRelapseOfId",
               CASE WHEN failure_episode.withdrawn_at IS NULL THEN 0 ELSE 1 END AS "isDormant"
          FROM failure_episode
         WHERE failure_episode.organisation_id IN (${list(chunk)})
           AND ${which}
         ORDER BY failure_episode.trigger_day, failure_episode.ref`),
    );
  }

  /** Opens episodes that judgements tell, in the order given: one that is a relapse comes after the one before it. */
  async open(stamp: Stamp, given: readonly NewDerivedEpisode[]): Promise<string[]> {
    const refs = await this.db.nextReferences('EP', given.length);
    const kept = keptColumns(stamp);
    await this.db.insert(
      FailureEpisode,
      given.map(({ knownOn, verified, inferred, row }, index) => ({
        // Each by its name: rows put together from parts take fifty times the memory, and an import makes thousands.
        id: row.id,
        ref: refs[index],
        organisationId: row.organisationId,
        area: row.area,
        unit: row.unit,
        title: row.title,
        state: row.state,
        triggerInspectionId: row.triggerInspectionId,
        triggerOn: row.triggerOn,
        triggerDay: row.triggerDay,
        watchUntil: row.watchUntil,
        derivedTriggerInspectionId: row.derivedTriggerInspectionId,
        derivedTriggerOn: row.derivedTriggerOn,
        derivedByArea: row.derivedByArea,
        derivedNotFailingInspectionId: row.derivedNotFailingInspectionId,
        derivedNotFailingOn: row.derivedNotFailingOn,
        derivedGoodInspectionId: row.derivedGoodInspectionId,
        derivedGoodOn: row.derivedGoodOn,
        derivedRelapseOfId: row.derivedRelapseOfId,
        origin: 'judgements',
        triggerKind: 'judgement',
        // What only a person or the library can say.
        status: null,
        statusReason: null,
        summary: null,
        onsetOn: null,
        onsetBasis: null,
        triggerInterventionId: null,
        notFailingInspectionId: null,
        notFailingOn: null,
        goodInspectionId: null,
        goodOn: null,
        recoveredOn: null,
        recoveryBasis: null,
        interventionEndedOn: null,
        endedInterventionId: null,
        endedNote: null,
        closedOn: null,
        closeReason: null,
        relapseOfId: null,
        successorId: null,
        known: { knownOn, verified: Number(verified), inferred: Number(inferred), note: null },
        kept,
      })),
    );
    return refs;
  }

  async rewrite(id: string, row: DerivedColumns): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET state = ${row.state}, watch_until = ${row.watchUntil},
             derived_trigger_inspection_id = ${row.derivedTriggerInspectionId},
             derived_trigger_on = ${row.derivedTriggerOn}, derived_by_area = ${row.derivedByArea},
             derived_not_failing_inspection_id = ${row.derivedNotFailingInspectionId},
             derived_not_failing_on = ${row.derivedNotFailingOn},
             derived_good_inspection_id = ${row.derivedGoodInspectionId}, derived_good_on = ${row.derivedGoodOn},
             derived_relapse_of_id = ${row.derivedRelapseOfId}, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  /** Of an episode that nobody has told: its trigger follows the judgements. A dormant one wakes. */
  async follow(id: string, row: TriggerColumns): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET organisation_id = ${row.organisationId}, title = ${row.title},
             trigger_inspection_id = ${row.triggerInspectionId}, trigger_on = ${row.triggerOn},
             trigger_day = ${row.triggerDay}, withdrawn_at = NULL, withdrawn_reason = NULL
       WHERE failure_episode.id = ${id}`);
  }

  async putToSleep(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET withdrawn_at = ${at}, withdrawn_reason = ${dormant}, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }
}

export const newEpisodeId = (): string => newId();
