import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { CodedValue, Settlement } from '../domain/coding.js';
import { Coding, CodingSettlement, CodingValue } from './coding.entity.js';

@Injectable()
export class CodingsStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    { episodeId, accountId, place }: { readonly episodeId: string; readonly accountId: string; readonly place: number },
  ): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('CD', 1);
    const id = randomUUID();
    const kept = { ...keptColumns(stamp), visibility: 'restricted' as const, publishedAt: null };
    await this.db.insert(Coding, [{ id, ref, episodeId, accountId, place, state: 'coding', finishedAt: null, kept }]);
    return { id, ref };
  }

  async setState(id: string, state: string, finishedAt: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE coding SET state = ${state}, finished_at = ${finishedAt}, version = version + 1 WHERE coding.id = ${id}`);
  }

  async addValue(codingId: string, at: string, given: CodedValue): Promise<void> {
    await this.db.insert(CodingValue, [{ id: randomUUID(), codingId, ...given, savedAt: at, version: 1 }]);
  }

  async setValue(codingId: string, at: string, given: CodedValue): Promise<void> {
    await this.db.run(sql`
      UPDATE coding_value
         SET value = ${given.value}, no_value = ${given.noValue}, confidence = ${given.confidence},
             note = ${given.note}, source = ${given.source}, saved_at = ${at}, version = version + 1
       WHERE coding_value.coding_id = ${codingId} AND coding_value.field = ${given.field}`);
  }

  async addSettlement(
    { episodeId, accountId, at }: { readonly episodeId: string; readonly accountId: string; readonly at: string },
    given: Settlement,
  ): Promise<void> {
    await this.db.insert(CodingSettlement, [
      { id: randomUUID(), episodeId, accountId, settledAt: at, version: 1, ...given },
    ]);
  }

  async setSettlement(
    { episodeId, accountId, at }: { readonly episodeId: string; readonly accountId: string; readonly at: string },
    { field, value, reason }: Settlement,
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE coding_settlement
         SET value = ${value}, reason = ${reason}, account_id = ${accountId}, settled_at = ${at}, version = version + 1
       WHERE coding_settlement.episode_id = ${episodeId} AND coding_settlement.field = ${field}`);
  }
}
