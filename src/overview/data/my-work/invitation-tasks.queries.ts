import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { sql } from '../../../database/sql.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** Invitations that nobody has taken, for those who invite. */
@Injectable()
export class InvitationTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf({ may }: AskingForWork): Promise<Task[]> {
    if (!may('accounts.manage')) return [];
    const row = await this.db.row<{ invited: number | string }>(sql`
      SELECT count(*) AS invited FROM account WHERE account.status = 'invited'`);
    const invited = Number(row?.invited ?? 0);
    if (invited === 0) return [];
    const what =
      invited === 1 ? 'One person has not taken the invitation' : `${invited} people have not taken their invitations`;
    return [{ group: 'administration', what, about: null, place: { page: 'accounts', of: null }, dueOn: null }];
  }
}
