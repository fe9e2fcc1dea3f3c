import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { NewHeadcount } from '../domain/headcount.js';
import { Headcount } from './headcount.entity.js';

@Injectable()
export class HeadcountsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: NewHeadcount): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('HC', 1);
    const id = randomUUID();
    await this.db.insert(Headcount, [
      {
        id,
        ref,
        organisationId: given.organisationId,
        countedOn: whenText(given.countedOn) ?? '',
        basis: given.basis,
        value: given.value,
        known: knownColumns(given),
        kept: keptColumns(stamp),
      },
    ]);
    return { id, ref };
  }

  async withdraw(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE headcount
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE headcount.id = ${id}`);
  }
}
