import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { periodMiddle } from '../../kernel/period.js';
import { keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import { nothingDerived } from '../domain/derived-record.js';
import type { NewEpisode, NewEpisodeFact, NewOutcome, NewRelapse } from '../domain/new-episode.js';
import { EpisodeCause, EpisodeFact, EpisodeImpact, FailureEpisode, Outcome } from './episode.entity.js';

type OfEpisode<Item> = Item & { readonly episodeId: string; readonly position: number };

@Injectable()
export class EpisodesStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: readonly NewEpisode[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('EP', given.length);
    const rows = given.map((episode, index) => ({
      id: randomUUID(),
      ref: refs[index],
      ...managedColumns(episode),
      ...nothingDerived,
      state: episode.status ?? 'open',
      relapseOfId: null,
      watchUntil: null,
      known: knownColumns(episode),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(FailureEpisode, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  /** Episodes from judgements that one of these inspections opened, and that nobody has told yet. */
  async untoldByTrigger(inspectionIds: readonly string[]): Promise<ReadonlyMap<string, Recorded>> {
    const rows = await inChunks(inspectionIds, (chunk) =>
      this.db.rows<Recorded & { inspectionId: string }>(sql`
        SELECT failure_episode.id, failure_episode.ref,
               failure_episode.derived_trigger_inspection_id AS "inspectionId"
          FROM failure_episode
         WHERE failure_episode.derived_trigger_inspection_id IN (${list(chunk)})
           AND failure_episode.origin = 'judgements'
           AND failure_episode.withdrawn_at IS NULL`),
    );
    return new Map(rows.map(({ id, ref, inspectionId }) => [inspectionId, { id, ref }]));
  }

  /** Tells an episode that only judgements told so far: its reference and what judgements say of it stay. */
  async tell(id: string, episode: NewEpisode): Promise<void> {
    const row = managedColumns(episode);
    const known = knownColumns(episode);
    await this.db.run(sql`
      UPDATE failure_episode
         SET organisation_id = ${row.organisationId}, area = ${row.area}, unit = ${row.unit}, title = ${row.title},
             origin = ${row.origin}, status = ${row.status}, status_reason = ${row.statusReason},
             summary = ${row.summary}, onset_on = ${row.onsetOn}, onset_basis = ${row.onsetBasis},
             trigger_kind = ${row.triggerKind}, trigger_inspection_id = ${row.triggerInspectionId},
             trigger_intervention_id = ${row.triggerInterventionId}, trigger_on = ${row.triggerOn},
             trigger_day = ${row.triggerDay}, not_failing_inspection_id = ${row.notFailingInspectionId},
             not_failing_on = ${row.notFailingOn}, good_inspection_id = ${row.goodInspectionId},
             good_on = ${row.goodOn}, recovered_on = ${row.recoveredOn}, recovery_basis = ${row.recoveryBasis},
             intervention_ended_on = ${row.interventionEndedOn}, ended_intervention_id = ${row.endedInterventionId},
             ended_note = ${row.endedNote}, closed_on = ${row.closedOn}, close_reason = ${row.closeReason},
             successor_id = ${row.successorId}, known_on = ${known.knownOn}, verified = ${known.verified},
             inferred = ${known.inferred}, note = ${known.note}, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  async relapse({ episodeId, relapseOfId }: NewRelapse): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET relapse_of_id = ${relapseOfId}, version = version + 1
       WHERE failure_episode.id = ${episodeId}`);
  }

  async organisationsOf(episodeIds: readonly string[]): Promise<string[]> {
    const rows = await inChunks(episodeIds, (chunk) =>
      this.db.rows<{ id: string }>(sql`
        SELECT DISTINCT failure_episode.organisation_id AS id
          FROM failure_episode
         WHERE failure_episode.id IN (${list(chunk)})`),
    );
    return rows.map(({ id }) => id);
  }

  async addFacts(facts: readonly OfEpisode<NewEpisodeFact>[]): Promise<string[]> {
    const rows = facts.map(({ episodeId, role, position, recordKind, recordId, level, note }) => ({
      id: randomUUID(),
      episodeId,
      role,
      position,
      recordKind,
      recordId,
      level: level ?? null,
      note: note ?? null,
    }));
    await this.db.insert(EpisodeFact, rows);
    return rows.map(({ id }) => id);
  }

  async addImpacts(
    impacts: readonly OfEpisode<{ readonly impact: string; readonly text: string }>[],
  ): Promise<string[]> {
    const rows = impacts.map(({ episodeId, position, impact, text }) => ({
      id: randomUUID(),
      episodeId,
      position,
      impact,
      text,
    }));
    await this.db.insert(EpisodeImpact, rows);
    return rows.map(({ id }) => id);
  }

  async addCauses(causes: readonly OfEpisode<{ readonly cause: string; readonly text: string }>[]): Promise<string[]> {
    const rows = causes.map(({ episodeId, position, cause, text }) => ({
      id: randomUUID(),
      episodeId,
      position,
      cause,
      text,
    }));
    await this.db.insert(EpisodeCause, rows);
    return rows.map(({ id }) => id);
  }

  async addOutcomes(stamp: Stamp, given: readonly NewOutcome[]): Promise<string[]> {
    const rows = given.map((outcome) => ({
      id: randomUUID(),
      organisationId: outcome.organisationId,
      episodeId: outcome.episodeId ?? null,
      state: outcome.state,
      occurredOn: whenText(outcome.occurredOn),
      text: outcome.text,
      known: knownColumns(outcome),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(Outcome, rows);
    return rows.map(({ id }) => id);
  }
}

const managedColumns = (episode: NewEpisode) => ({
  organisationId: episode.organisationId,
  area: episode.area,
  unit: episode.unit ?? null,
  title: episode.title,
  origin: episode.origin,
  status: episode.status ?? null,
  statusReason: episode.statusReason ?? null,
  summary: episode.summary ?? null,
  onsetOn: whenText(episode.onset?.on),
  onsetBasis: episode.onset?.basis ?? null,
  triggerKind: episode.triggerKind,
  triggerInspectionId: episode.triggerInspectionId ?? null,
  triggerInterventionId: episode.triggerInterventionId ?? null,
  triggerOn: whenText(episode.triggerOn) as string,
  triggerDay: periodMiddle(episode.triggerOn),
  notFailingInspectionId: episode.notFailingInspectionId ?? null,
  notFailingOn: whenText(episode.notFailingOn),
  goodInspectionId: episode.goodInspectionId ?? null,
  goodOn: whenText(episode.goodOn),
  recoveredOn: whenText(episode.recoveredOn),
  recoveryBasis: episode.recoveryBasis ?? null,
  interventionEndedOn: whenText(episode.interventionEndedOn),
  endedInterventionId: episode.endedInterventionId ?? null,
  endedNote: episode.endedNote ?? null,
  closedOn: whenText(episode.closedOn),
  closeReason: episode.closeReason ?? null,
  successorId: episode.successorId ?? null,
});
