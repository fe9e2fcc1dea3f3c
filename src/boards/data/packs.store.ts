import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../../office/domain/kept.js';
import type { PackForm } from '../domain/pack.js';
import { Pack, PackSupplement, PackUnlock } from './pack.entity.js';

export type SealedPack = {
  readonly ref: string;
  readonly form: PackForm;
  readonly edition: number;
  readonly hash: string;
  readonly htmlHash: string;
  readonly html: string;
  readonly dataJson: string;
  readonly supersedesId: string | null;
  readonly reason: string | null;
};

/** Packs are put here and never changed: the database itself refuses it. */
@Injectable()
export class PacksStore {
  constructor(private readonly db: Database) {}

  references(count: number): Promise<string[]> {
    return this.db.nextReferences('PK', count);
  }

  async add({ at, by }: Stamp, reviewId: string, packs: readonly SealedPack[]): Promise<string[]> {
    const rows = packs.map((pack) => ({ id: randomUUID(), reviewId, ...pack, frozenAt: at, frozenBy: by }));
    await this.db.insert(Pack, rows);
    return rows.map(({ id }) => id);
  }

  async addSupplement(
    { at, by }: Stamp,
    reviewId: string,
    supplement: {
      readonly title: string;
      readonly text: string;
      readonly fileId: string | null;
      readonly confidential: boolean;
      readonly hash: string;
    },
  ): Promise<number> {
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(pack_supplement.position) AS position
        FROM pack_supplement
       WHERE pack_supplement.review_id = ${reviewId}`);
    const position = (last?.position ?? 0) + 1;
    await this.db.insert(PackSupplement, [
      {
        id: randomUUID(),
        reviewId,
        position,
        ...supplement,
        confidential: Number(supplement.confidential),
        addedAt: at,
        addedBy: by,
      },
    ]);
    return position;
  }

  async ask({ at, by }: Stamp, reviewId: string, why: string): Promise<string> {
    const id = randomUUID();
    await this.db.insert(PackUnlock, [
      {
        id,
        reviewId,
        why,
        askedBy: by,
        askedAt: at,
        state: 'asked',
        answeredBy: null,
        answeredAt: null,
        answerWhy: null,
        version: 1,
      },
    ]);
    return id;
  }

  async answer({ at, by }: Stamp, id: string, state: 'agreed' | 'refused', why: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE pack_unlock
         SET state = ${state}, answered_by = ${by}, answered_at = ${at}, answer_why = ${why}, version = version + 1
       WHERE pack_unlock.id = ${id}`);
  }

  async use(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE pack_unlock SET state = 'used', version = version + 1 WHERE pack_unlock.id = ${id}`);
  }
}
