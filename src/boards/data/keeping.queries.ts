import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { withFlags } from './flags.js';

type HeldPack = {
  readonly id: string;
  readonly ref: string;
  readonly hash: string;
  readonly htmlHash: string;
  readonly html: string;
  readonly dataJson: string;
};

type HeldSupplement = {
  readonly reviewId: string;
  readonly review: string;
  readonly position: number;
  readonly title: string;
  readonly text: string;
  readonly confidential: boolean;
  readonly fileHash: string | null;
  readonly hash: string;
};

type HeldMinutes = {
  readonly id: string;
  readonly review: string;
  readonly heldOn: string;
  readonly agreedOn: string | null;
  readonly agreedBy: string | null;
  readonly agreedHash: string | null;
};

type HeldItem = {
  readonly position: number;
  readonly title: string;
  readonly confidential: boolean;
  readonly body: string;
};

type TrailLine = { readonly entityId: string; readonly after: string };

/** Packs and agreed minutes as they lie here, and what the audit trail says that they were: for whoever checks them. */
@Injectable()
export class KeepingQueries {
  constructor(private readonly db: Database) {}

  packsAfter(id: string, limit: number): Promise<HeldPack[]> {
    return this.db.rows<HeldPack>(sql`
      SELECT pack.id, pack.ref, pack.hash, pack.html_hash AS "htmlHash", pack.html, pack.data_json AS "dataJson"
        FROM pack
       WHERE pack.id > ${id}
       ORDER BY pack.id
       LIMIT ${limit}`);
  }

  async supplements(): Promise<HeldSupplement[]> {
    return withFlags<HeldSupplement, 'confidential'>(
      await this.db.rows(sql`
        SELECT pack_supplement.review_id AS "reviewId", review.ref AS review, pack_supplement.position, pack_supplement.title,
               pack_supplement.text, pack_supplement.confidential, stored_file.sha256 AS "fileHash",
               pack_supplement.hash
          FROM pack_supplement
          JOIN review ON review.id = pack_supplement.review_id
          LEFT JOIN stored_file ON stored_file.id = pack_supplement.file_id
         ORDER BY review.ref, pack_supplement.position`),
      'confidential',
    );
  }

  agreedMinutes(): Promise<HeldMinutes[]> {
    return this.db.rows<HeldMinutes>(sql`
      SELECT minutes.id, review.ref AS review, review.held_on AS "heldOn", minutes.agreed_on AS "agreedOn",
             minutes.agreed_by AS "agreedBy", minutes.agreed_hash AS "agreedHash"
        FROM minutes
        JOIN review ON review.id = minutes.review_id
       WHERE minutes.state <> 'draft'
       ORDER BY review.ref`);
  }

  async itemsOf(minutesId: string): Promise<HeldItem[]> {
    return withFlags<HeldItem, 'confidential'>(
      await this.db.rows(sql`
        SELECT minutes_item.position, minutes_item.title, minutes_item.confidential, minutes_item.body
          FROM minutes_item
         WHERE minutes_item.minutes_id = ${minutesId}
         ORDER BY minutes_item.position`),
      'confidential',
    );
  }

  /** What the trail says was frozen, or agreed: the line of the act holds the seal. */
  told(action: 'pack.frozen' | 'pack.supplement_added' | 'minutes.agreed'): Promise<TrailLine[]> {
    return this.db.rows<TrailLine>(sql`
      SELECT audit_entry.entity_id AS "entityId", audit_entry.after
        FROM audit_entry
       WHERE audit_entry.action = ${action}
       ORDER BY audit_entry.seq`);
  }
}
