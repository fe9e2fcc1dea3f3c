import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import { CaseSummary } from './case-summary.entity.js';
import type { CaseSummaryRow } from './case-summary.row.js';

type Drafted = { readonly text: string; readonly why: string | null; readonly remarks: string | null };

@Injectable()
export class CaseSummariesStore {
  constructor(private readonly db: Database) {}

  async begin(stamp: Stamp, episodeId: string, edition: number, drafted: Drafted): Promise<string> {
    const id = randomUUID();
    await this.db.insert(CaseSummary, [
      {
        id,
        episodeId,
        edition,
        status: 'draft',
        ...drafted,
        draftedBy: stamp.by,
        draftedAt: stamp.at,
        checkedBy: null,
        checkedAt: null,
        notifiedOn: null,
        publishableOn: null,
        publishedBy: null,
        publishedAt: null,
        version: 1,
      },
    ]);
    return id;
  }

  /** Writes an edition as it now is. Its words are written by whoever drafts it, and by nobody later. */
  async save(row: Omit<CaseSummaryRow, 'version' | 'episodeId' | 'edition'>): Promise<void> {
    await this.db.run(sql`
      UPDATE case_summary
         SET status = ${row.status}, text = ${row.text}, why = ${row.why}, remarks = ${row.remarks},
             drafted_by = ${row.draftedBy}, drafted_at = ${row.draftedAt}, checked_by = ${row.checkedBy},
             checked_at = ${row.checkedAt}, notified_on = ${row.notifiedOn}, publishable_on = ${row.publishableOn},
             published_by = ${row.publishedBy}, published_at = ${row.publishedAt}, version = version + 1
       WHERE case_summary.id = ${row.id}`);
  }
}
