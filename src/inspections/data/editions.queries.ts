import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';

@Injectable()
export class EditionsQueries {
  constructor(private readonly db: Database) {}

  /** An edition of an inspection that everybody may see; `latest` is the one that stands. */
  async published(
    ref: string,
    edition: number,
  ): Promise<{ content: string; publishedAt: string; latest: number } | null> {
    return this.db.row(sql`
      SELECT inspection_edition.content, inspection_edition.published_at AS "publishedAt", inspection.edition AS latest
        FROM inspection
        JOIN inspection_edition ON inspection_edition.inspection_id = inspection.id
       WHERE inspection.ref = ${ref}
         AND inspection_edition.edition = ${edition}
         AND inspection.visibility = 'public'
         AND ${ofOpenBody('inspection.organisation_id')}`);
  }
}
