import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { HealthNoteRow } from '../domain/health-note.js';

@Injectable()
export class HealthNotesStore {
  constructor(private readonly db: Database) {}

  all(): Promise<HealthNoteRow[]> {
    return this.db.rows<HealthNoteRow>(sql`
      SELECT health_note.part, health_note.at, health_note.is_well AS "isWell", health_note.words
        FROM health_note
       ORDER BY health_note.part`);
  }

  async keep({ part, at, isWell, words }: HealthNoteRow): Promise<void> {
    await this.db.run(sql`
      INSERT INTO health_note (part, at, is_well, words) VALUES (${part}, ${at}, ${isWell}, ${words})
      ON CONFLICT (part) DO UPDATE SET at = ${at}, is_well = ${isWell}, words = ${words}`);
  }
}
