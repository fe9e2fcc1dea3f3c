import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { periodText, type Period } from '../../kernel/period.js';
import { keptColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { EpisodeFactRole } from '../domain/new-episode.js';
import type { EpisodeState } from '../domain/episode-state.js';
import type { NewMove, NewPersonToTell } from '../domain/new-case.js';
import type { Opening } from '../domain/opening.js';
import type { RecordKind } from '../../sources/domain/record-kinds.js';
import { CaseOpening, EpisodeMove, PersonToTell } from './case.entity.js';
import { EpisodeFact } from './episode.entity.js';

/** The managed side of an episode: its state, its moves, whom to tell, and which facts belong to it. */
@Injectable()
export class CasesStore {
  constructor(private readonly db: Database) {}

  /** From judgements alone an episode becomes one that a person runs: judgements cannot take it away any more. */
  async takeUp(id: string, status: EpisodeState): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET status = ${status}, origin = CASE WHEN origin = 'judgements' THEN 'person' ELSE origin END,
             version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  async setStatus(id: string, status: EpisodeState, statusReason: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET status = ${status}, status_reason = ${statusReason}, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  async recover(id: string, recoveredOn: Period, recoveryBasis: string): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET recovered_on = ${periodText(recoveredOn)}, recovery_basis = ${recoveryBasis}
       WHERE failure_episode.id = ${id}`);
  }

  async close(id: string, closedOn: Period, closeReason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET closed_on = ${periodText(closedOn)}, close_reason = ${closeReason}
       WHERE failure_episode.id = ${id}`);
  }

  /** That an episode follows another as a relapse, where judgements alone do not say so already. */
  async followAsRelapse(id: string, relapseOfId: string): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET relapse_of_id = ${relapseOfId}
       WHERE failure_episode.id = ${id} AND failure_episode.relapse_of_id IS NULL
         AND COALESCE(failure_episode.derived_relapse_of_id, '') <> ${relapseOfId}`);
  }

  async pause(id: string, pausedOn: string, why: string): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET paused_on = ${pausedOn}, pause_reason = ${why}, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  async resume(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET paused_on = NULL, pause_reason = NULL, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  async describe(
    id: string,
    words: {
      readonly title: string;
      readonly summary: string | null;
      readonly onsetOn: Period | null;
      readonly onsetBasis: string | null;
    },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE failure_episode
         SET title = ${words.title}, summary = ${words.summary}, onset_on = ${whenText(words.onsetOn)},
             onset_basis = ${words.onsetBasis}, version = version + 1
       WHERE failure_episode.id = ${id}`);
  }

  async addMove({ at, by }: Stamp, episodeId: string, move: NewMove): Promise<string> {
    const id = randomUUID();
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(episode_move.position) AS position FROM episode_move WHERE episode_move.episode_id = ${episodeId}`);
    await this.db.insert(EpisodeMove, [
      {
        id,
        episodeId,
        position: (last?.position ?? -1) + 1,
        kind: move.kind,
        fromState: move.from,
        toState: move.to,
        occurredOn: periodText(move.on),
        why: move.why,
        decisionBody: move.decision?.body ?? null,
        decisionBy: move.decision?.by ?? null,
        decisionOn: whenText(move.decision?.on),
        decisionRef: move.decision?.reference ?? null,
        basis: move.basis ?? null,
        automatic: Number(move.automatic ?? false),
        otherId: move.otherId ?? null,
        recordedAt: at,
        recordedBy: by,
      },
    ]);
    return id;
  }

  async addPeople(stamp: Stamp, episodeId: string, people: readonly NewPersonToTell[]): Promise<string[]> {
    const rows = people.map(({ post, body, email }) => ({
      id: randomUUID(),
      episodeId,
      post,
      body,
      email,
      toldOn: null,
      kept: { ...keptColumns(stamp), visibility: 'board' as const, publishedAt: null },
    }));
    await this.db.insert(PersonToTell, rows);
    return rows.map(({ id }) => id);
  }

  async told(id: string, on: Period): Promise<void> {
    await this.db.run(sql`
      UPDATE person_to_tell
         SET told_on = ${periodText(on)}, version = version + 1
       WHERE person_to_tell.id = ${id}`);
  }

  async withdrawPerson(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE person_to_tell
         SET withdrawn_at = ${at}, withdrawn_reason = 'Need not be told any more', version = version + 1
       WHERE person_to_tell.id = ${id}`);
  }

  /** Says that records belong to the case, each once under each role. */
  async link(
    episodeId: string,
    facts: readonly {
      readonly role: EpisodeFactRole;
      readonly recordKind: RecordKind;
      readonly recordId: string;
      readonly level?: number | null;
    }[],
  ): Promise<void> {
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(episode_fact.position) AS position FROM episode_fact WHERE episode_fact.episode_id = ${episodeId}`);
    const first = (last?.position ?? -1) + 1;
    await this.db.insert(
      EpisodeFact,
      facts.map(({ role, recordKind, recordId, level }, index) => ({
        id: randomUUID(),
        episodeId,
        role,
        position: first + index,
        recordKind,
        recordId,
        level: level ?? null,
        note: null,
      })),
    );
  }

  async startOpening(stamp: Stamp, organisationId: string, answers: Opening): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('CO', 1);
    const id = randomUUID();
    await this.db.insert(CaseOpening, [
      {
        id,
        ref,
        organisationId,
        answers: JSON.stringify(answers),
        episodeId: null,
        kept: { ...keptColumns(stamp), visibility: 'restricted' as const, publishedAt: null },
      },
    ]);
    return { id, ref };
  }

  async answer(id: string, answers: Opening): Promise<void> {
    await this.db.run(sql`
      UPDATE case_opening
         SET answers = ${JSON.stringify(answers)}, version = version + 1
       WHERE case_opening.id = ${id}`);
  }

  async finishOpening(id: string, episodeId: string): Promise<void> {
    await this.db.run(sql`
      UPDATE case_opening
         SET episode_id = ${episodeId}, version = version + 1
       WHERE case_opening.id = ${id}`);
  }

  async dropOpening(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE case_opening
         SET withdrawn_at = ${at}, withdrawn_reason = 'Not opened after all', version = version + 1
       WHERE case_opening.id = ${id}`);
  }
}
