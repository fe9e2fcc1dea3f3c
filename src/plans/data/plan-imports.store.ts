import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { Sheet } from '../domain/sheet.js';
import type { SavedChoices, SheetImportState, SheetOutcome } from '../domain/sheet-import.js';
import { PlanImport } from './plan-import.entity.js';
import { keptForTheBoard } from './plans.store.js';

@Injectable()
export class PlanImportsStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    planId: string,
    given: {
      readonly name: string;
      readonly hash: string;
      readonly sheets: readonly Sheet[];
      readonly choices: SavedChoices;
    },
  ): Promise<number> {
    const last = await this.db.row<{ number: number | null }>(sql`
      SELECT MAX(plan_import.number) AS number FROM plan_import WHERE plan_import.plan_id = ${planId}`);
    const number = (last?.number ?? 0) + 1;
    await this.db.insert(PlanImport, [
      {
        id: randomUUID(),
        planId,
        number,
        name: given.name,
        hash: given.hash,
        state: 'open',
        sheets: JSON.stringify(given.sheets),
        choices: JSON.stringify(given.choices),
        outcome: null,
        endedAt: null,
        endedBy: null,
        kept: keptForTheBoard(stamp),
      },
    ]);
    return number;
  }

  async choose(id: string, choices: SavedChoices): Promise<void> {
    await this.db.run(sql`
      UPDATE plan_import SET choices = ${JSON.stringify(choices)}, version = version + 1 WHERE plan_import.id = ${id}`);
  }

  /** Ends it and forgets its cells. */
  async end(
    { at, by }: Stamp,
    id: string,
    state: Exclude<SheetImportState, 'open'>,
    outcome: SheetOutcome | null,
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE plan_import
         SET state = ${state}, sheets = NULL, outcome = ${outcome ? JSON.stringify(outcome) : null}, ended_at = ${at},
             ended_by = ${by}, version = version + 1
       WHERE plan_import.id = ${id}`);
  }
}
