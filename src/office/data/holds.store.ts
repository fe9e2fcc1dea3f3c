import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { keptAs, type Stamp } from '../domain/kept.js';
import type { NewHold } from '../domain/retention-hold.js';
import { RetentionHold } from './retention-hold.entity.js';

@Injectable()
export class HoldsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, hold: NewHold): Promise<string> {
    const [ref = ''] = await this.db.nextReferences('RH', 1);
    await this.db.insert(RetentionHold, [{ id: randomUUID(), ref, ...hold, kept: keptAs('restricted', stamp) }]);
    return ref;
  }

  async end(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE retention_hold
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE retention_hold.id = ${id}`);
  }
}
