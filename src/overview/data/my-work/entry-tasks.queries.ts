import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { sql } from '../../../database/sql.js';
import { type EntryKind, entryKinds } from '../../../exchange/domain/record-entry.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** More than anybody reads in one sitting: the list of entries has them all. */
const mostAtOnce = 20;

/** Entries that wait for another record keeper than whoever wrote them, and those given back to whoever did. */
@Injectable()
export class EntryTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf({ accountId, may }: AskingForWork): Promise<Task[]> {
    if (!may('entries.publish')) return [];
    const rows = await this.db.rows<{ ref: string; kind: EntryKind; state: string; organisation: string }>(sql`
      SELECT record_entry.ref, record_entry.kind, record_entry.state, organisation.name AS organisation
        FROM record_entry
        JOIN organisation ON organisation.id = record_entry.organisation_id
        JOIN account ON account.id = ${accountId}
       WHERE (record_entry.state = 'written' AND record_entry.recorded_by <> account.ref
              AND COALESCE(record_entry.edited_by, '') <> account.ref)
          OR (record_entry.state = 'returned' AND record_entry.recorded_by = account.ref)
       ORDER BY record_entry.ref
       LIMIT ${mostAtOnce}`);
    return rows.map(({ ref, kind, state, organisation }) => ({
      group: 'decide',
      what: `${state === 'written' ? 'Check' : 'Put right'} ${ref}: ${entryKinds[kind].toLowerCase()}`,
      about: organisation,
      place: { page: 'entry', of: ref },
      dueOn: null,
    }));
  }
}
