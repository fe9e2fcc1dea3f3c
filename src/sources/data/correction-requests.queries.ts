import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { CorrectionRequestRow, ShownCorrectionRow } from './correction-request.row.js';

const all = fixed(`correction_request.id, correction_request.ref, correction_request.page_path AS "pagePath",
             correction_request.subject_kind AS "subjectKind", correction_request.subject_ref AS "subjectRef",
             correction_request.what, correction_request.should_say AS "shouldSay",
             correction_request.source_text AS "sourceText", correction_request.contact,
             correction_request.received_at AS "receivedAt", correction_request.status,
             correction_request.shown_text AS "shownText", correction_request.answer,
             correction_request.answered_at AS "answeredAt", correction_request.answered_by AS "answeredBy",
             correction_request.version`);

const shown = fixed(`correction_request.ref, correction_request.page_path AS "pagePath",
             correction_request.received_at AS "receivedAt", correction_request.status,
             correction_request.shown_text AS "shownText", correction_request.answer,
             correction_request.answered_at AS "answeredAt"`);

@Injectable()
export class CorrectionRequestsQueries {
  constructor(private readonly db: Database) {}

  byRef(ref: string): Promise<CorrectionRequestRow | null> {
    return this.db.row<CorrectionRequestRow>(sql`
      SELECT ${all} FROM correction_request WHERE correction_request.ref = ${ref}`);
  }

  /** As everybody reads it. */
  shownByRef(ref: string): Promise<ShownCorrectionRow | null> {
    return this.db.row<ShownCorrectionRow>(sql`
      SELECT ${shown} FROM correction_request WHERE correction_request.ref = ${ref}`);
  }

  /** Those about one thing that were answered, the latest first, whether accepted or not. */
  about(kind: string, ref: string, limit: number): Promise<ShownCorrectionRow[]> {
    return this.db.rows<ShownCorrectionRow>(sql`
      SELECT ${shown}
        FROM correction_request
       WHERE correction_request.subject_kind = ${kind} AND correction_request.subject_ref = ${ref}
         AND correction_request.status IN ('accepted', 'partly', 'not_accepted')
       ORDER BY correction_request.received_at DESC, correction_request.ref DESC
       LIMIT ${limit}`);
  }

  /** Those that wait for an answer, the oldest first. */
  waiting(page: { readonly limit: number; readonly offset: number }): Promise<CorrectionRequestRow[]> {
    return this.db.rows<CorrectionRequestRow>(sql`
      SELECT ${all}
        FROM correction_request
       WHERE correction_request.status = 'received'
       ORDER BY correction_request.received_at, correction_request.ref
       LIMIT ${page.limit} OFFSET ${page.offset}`);
  }

  /** Those that were answered, the latest first. */
  answered(page: { readonly limit: number; readonly offset: number }): Promise<CorrectionRequestRow[]> {
    return this.db.rows<CorrectionRequestRow>(sql`
      SELECT ${all}
        FROM correction_request
       WHERE correction_request.status <> 'received'
       ORDER BY correction_request.answered_at DESC, correction_request.ref DESC
       LIMIT ${page.limit} OFFSET ${page.offset}`);
  }
}
