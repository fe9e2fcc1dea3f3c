import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { lastBackup, type BackupNote } from '../../config/backup-note.js';
import { rootFolder } from '../../config/paths.js';
import { Settings } from '../../config/settings.js';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

export type AuditHead = { readonly seq: number; readonly at: string; readonly hash: string };

/** How the service is: what its database and its disk say. */
@Injectable()
export class HealthQueries {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {}

  /** The last line of the trail: kept elsewhere, it shows a trail that was cut short. */
  auditHead(): Promise<AuditHead | null> {
    return this.db.row<AuditHead>(sql`
      SELECT audit_entry.seq, audit_entry.at, audit_entry.hash
        FROM audit_entry
       ORDER BY audit_entry.seq DESC
       LIMIT 1`);
  }

  async overdue(today: CalendarDay): Promise<number> {
    const row = await this.db.row<{ overdue: number | string }>(sql`
      SELECT count(*) AS overdue
        FROM deadline
       WHERE deadline.met_on IS NULL AND deadline.withdrawn_at IS NULL AND deadline.due_on < ${today}`);
    return Number(row?.overdue ?? 0);
  }

  /** Bytes that the database takes. */
  async databaseBytes(): Promise<number> {
    const row = await (this.db.isSqlite
      ? this.db.row<{ bytes: number | string }>(sql`
          SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`)
      : this.db.row<{ bytes: number | string }>(sql`SELECT pg_database_size(current_database()) AS bytes`));
    return Number(row?.bytes ?? 0);
  }

  /** Bytes that are free where the record lies; null where the system does not say. */
  async freeBytes(): Promise<number | null> {
    const { database } = this.settings.values;
    const folder = database.kind === 'sqlite' ? dirname(database.path) : rootFolder;
    try {
      const { bavail, bsize } = await statfs(existsSync(folder) ? folder : rootFolder);
      return bavail * bsize;
    } catch {
      return null;
    }
  }

  backup(): BackupNote | null {
    return lastBackup(this.settings.values.database);
  }

  get databaseKind(): 'SQLite' | 'PostgreSQL' {
    return this.db.isSqlite ? 'SQLite' : 'PostgreSQL';
  }
}
