import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { HeldPackRow, PackRow, SupplementRow, UnlockRow } from './board.row.js';
import { withFlags } from './flags.js';

const columns = fixed(`pack.id, pack.ref, pack.review_id AS "reviewId", pack.form, pack.edition,
               pack.frozen_at AS "frozenAt", pack.frozen_by AS "frozenBy", pack.hash, pack.html_hash AS "htmlHash",
               earlier.ref AS "supersedesRef",
               (SELECT MAX(later.ref) FROM pack AS later WHERE later.supersedes_id = pack.id) AS "supersededByRef",
               pack.reason`);

/** Packs as they were issued. */
@Injectable()
export class PacksQueries {
  constructor(private readonly db: Database) {}

  /** The packs of a meeting, the latest edition first. */
  ofReview(reviewId: string): Promise<PackRow[]> {
    return this.#packs(sql`pack.review_id = ${reviewId}`);
  }

  ofReviews(reviewIds: readonly string[]): Promise<PackRow[]> {
    return reviewIds.length === 0 ? Promise.resolve([]) : this.#packs(sql`pack.review_id IN (${list(reviewIds)})`);
  }

  /** A pack with its page and its data. */
  async byRef(ref: string): Promise<HeldPackRow | null> {
    return this.db.row<HeldPackRow>(sql`
      SELECT ${columns}, pack.html, pack.data_json AS "dataJson"
        FROM pack
        LEFT JOIN pack AS earlier ON earlier.id = pack.supersedes_id
       WHERE pack.ref = ${ref}`);
  }

  async supplementsOf(reviewId: string): Promise<SupplementRow[]> {
    return withFlags<SupplementRow, 'confidential'>(
      await this.db.rows(sql`
        SELECT pack_supplement.id, pack_supplement.review_id AS "reviewId", pack_supplement.position,
               pack_supplement.title, pack_supplement.text, pack_supplement.file_id AS "fileId",
               stored_file.name AS "fileName", stored_file.sha256 AS "fileHash", pack_supplement.confidential,
               pack_supplement.hash, pack_supplement.added_at AS "addedAt", pack_supplement.added_by AS "addedBy"
          FROM pack_supplement
          LEFT JOIN stored_file ON stored_file.id = pack_supplement.file_id
         WHERE pack_supplement.review_id = ${reviewId}
         ORDER BY pack_supplement.position`),
      'confidential',
    );
  }

  /** The seal of a stored file. */
  async fileHash(fileId: string): Promise<string | null> {
    const row = await this.db.row<{ sha256: string }>(sql`
      SELECT stored_file.sha256 FROM stored_file WHERE stored_file.id = ${fileId}`);
    return row?.sha256 ?? null;
  }

  /** The requests to correct the pack of a meeting, the latest first. */
  async unlocksOf(reviewId: string): Promise<UnlockRow[]> {
    return this.db.rows<UnlockRow>(sql`
      SELECT pack_unlock.id, pack_unlock.review_id AS "reviewId", pack_unlock.why, pack_unlock.asked_by AS "askedBy",
             pack_unlock.asked_at AS "askedAt", pack_unlock.state, pack_unlock.answered_by AS "answeredBy",
             pack_unlock.answered_at AS "answeredAt", pack_unlock.answer_why AS "answerWhy", pack_unlock.version
        FROM pack_unlock
       WHERE pack_unlock.review_id = ${reviewId}
       ORDER BY pack_unlock.asked_at DESC, pack_unlock.id`);
  }

  #packs(which: Sql): Promise<PackRow[]> {
    return this.db.rows<PackRow>(sql`
      SELECT ${columns}
        FROM pack
        LEFT JOIN pack AS earlier ON earlier.id = pack.supersedes_id
       WHERE ${which}
       ORDER BY pack.edition DESC, pack.form`);
  }
}
