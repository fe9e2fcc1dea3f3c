import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { Watch } from './watch.entity.js';

@Injectable()
export class WatchesStore {
  constructor(private readonly db: Database) {}

  async add(accountId: string, organisationId: string, since: string): Promise<void> {
    await this.db.insert(Watch, [{ id: randomUUID(), accountId, organisationId, since }]);
  }

  async remove(accountId: string, organisationId: string): Promise<void> {
    await this.db.run(sql`
      DELETE FROM watch WHERE watch.account_id = ${accountId} AND watch.organisation_id = ${organisationId}`);
  }
}
