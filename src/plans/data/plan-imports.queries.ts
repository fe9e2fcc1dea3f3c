import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { Sheet } from '../domain/sheet.js';
import type { SavedChoices, SheetImportState, SheetOutcome } from '../domain/sheet-import.js';

/** A spreadsheet that was brought to a plan, without its cells. */
export type PlanImportRow = {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly name: string;
  readonly hash: string;
  readonly state: SheetImportState;
  readonly outcome: SheetOutcome | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly version: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type OpenImport = PlanImportRow & { readonly sheets: readonly Sheet[]; readonly choices: SavedChoices };

type Raw = Omit<PlanImportRow, 'outcome'> & { readonly outcome: string | null };

const columns = fixed(`plan_import.id, plan_import.plan_id AS "planId", plan_import.number, plan_import.name,
       plan_import.hash, plan_import.state, plan_import.outcome, plan_import.ended_at AS "endedAt",
       plan_import.ended_by AS "endedBy", plan_import.version, plan_import.recorded_at AS "recordedAt",
       plan_import.recorded_by AS "recordedBy"`);

/** Whoever asks has found the plan within a reach first. */
@Injectable()
export class PlanImportsQueries {
  constructor(private readonly db: Database) {}

  async ofPlan(planId: string): Promise<readonly PlanImportRow[]> {
    const rows = await this.db.rows<Raw>(sql`
      SELECT ${columns} FROM plan_import WHERE plan_import.plan_id = ${planId} ORDER BY plan_import.number DESC`);
    return rows.map(readOutcome);
  }

  async byNumber(planId: string, number: number): Promise<OpenImport | null> {
    const row = await this.db.row<Raw & { sheets: string | null; choices: string }>(sql`
      SELECT ${columns}, plan_import.sheets, plan_import.choices
        FROM plan_import
       WHERE plan_import.plan_id = ${planId} AND plan_import.number = ${number}`);
    if (!row) return null;
    const sheets = row.sheets === null ? [] : (JSON.parse(row.sheets) as readonly Sheet[]);
    return { ...readOutcome(row), sheets, choices: JSON.parse(row.choices) as SavedChoices };
  }
}

const readOutcome = ({ outcome, ...row }: Raw): PlanImportRow => ({
  ...row,
  outcome: outcome === null ? null : (JSON.parse(outcome) as SheetOutcome),
});
