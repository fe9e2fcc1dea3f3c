import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { sql } from '../../../database/sql.js';
import { type EntryKind, entryKinds } from '../../../exchange/domain/record-entry.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** More than anybody reads in one sitting: the lists of entries and of imports have them all. */
const mostAtOnce = 20;

type Row = { readonly ref: string; readonly kind: string; readonly state: string; readonly about: string };

const ofImports: Readonly<Record<string, string>> = {
  staged: 'Check',
  checked: 'Bring in, or put aside',
  unreadable: 'Look at what cannot be read',
  interrupted: 'Start again',
};

/**
 * What waits for record keepers: entries that wait for another of them than whoever wrote them, those given back to
 * whoever did, and files that a person handed in, or worked on last, for the next step.
 */
@Injectable()
export class EntryTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf({ accountId, may }: AskingForWork): Promise<Task[]> {
    const [entries, imports] = [may('entries.publish'), may('imports.run')];
    if (!entries && !imports) return [];
    const rows = await this.db.rows<Row>(sql`
      SELECT waiting.*
        FROM (SELECT record_entry.ref, record_entry.kind, record_entry.state, organisation.name AS about
                FROM record_entry
                JOIN organisation ON organisation.id = record_entry.organisation_id
                JOIN account ON account.id = ${accountId}
               WHERE 1 = ${entries ? 1 : 0}
                 AND ((record_entry.state = 'written' AND record_entry.recorded_by <> account.ref
                       AND COALESCE(record_entry.edited_by, '') <> account.ref)
                      OR (record_entry.state = 'returned' AND record_entry.recorded_by = account.ref))
              UNION ALL
              SELECT staged_import.ref, 'import' AS kind, staged_import.state, staged_import.file_name AS about
                FROM staged_import
                JOIN account ON account.id = ${accountId}
               WHERE 1 = ${imports ? 1 : 0}
                 AND staged_import.state IN ('staged', 'checked', 'unreadable', 'interrupted')
                 AND (staged_import.recorded_by = account.ref OR staged_import.begun_by = account.ref)) AS waiting
       ORDER BY CASE WHEN waiting.kind = 'import' THEN 1 ELSE 0 END, waiting.ref
       LIMIT ${mostAtOnce}`);
    return rows.map((row) => (row.kind === 'import' ? importTask(row) : entryTask(row)));
  }
}

const entryTask = ({ ref, kind, state, about }: Row): Task => ({
  group: 'decide',
  what: `${state === 'written' ? 'Check' : 'Put right'} ${ref}: ${entryKinds[kind as EntryKind].toLowerCase()}`,
  about,
  place: { page: 'entry', of: ref },
  dueOn: null,
});

const importTask = ({ ref, state, about }: Row): Task => ({
  group: 'decide',
  what: `${ofImports[state] ?? 'Look at'} ${ref}: a publication`,
  about,
  place: { page: 'import', of: ref },
  dueOn: null,
});
