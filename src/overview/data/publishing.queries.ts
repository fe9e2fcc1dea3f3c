import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';

@Injectable()
export class PublishingQueries {
  constructor(private readonly db: Database) {}

  async refsOf(inspectionIds: readonly string[]): Promise<{ id: string; ref: string }[]> {
    if (inspectionIds.length === 0) return [];
    return this.db.rows(sql`
      SELECT inspection.id, inspection.ref FROM inspection WHERE inspection.id IN (${list(inspectionIds)})`);
  }
}
