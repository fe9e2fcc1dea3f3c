import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { Holdings } from './holdings.row.js';

export const holdingsCountedTo = 100_000;

/** How many rows `one` gives, up to the limit. */
const counted = (one: Sql): Sql => sql`
  (SELECT CAST(count(*) AS integer) FROM (${one} LIMIT ${holdingsCountedTo + 1}) AS counted)`;

const shown = fixed(`visibility = 'public' AND withdrawn_at IS NULL`);

@Injectable()
export class HoldingsQueries {
  constructor(private readonly db: Database) {}

  /** For remembering the counts only as long as nothing is committed: a country has many to count. */
  dataVersion(): Promise<string> {
    return this.db.version();
  }

  async counts(): Promise<Holdings> {
    const row = await this.db.row<Holdings>(sql`
      SELECT ${counted(sql`SELECT 1 AS one FROM organisation WHERE ${shown}`)} AS "organisations",
             ${counted(sql`SELECT 1 AS one FROM inspection WHERE ${shown}`)} AS "inspections",
             ${counted(sql`SELECT 1 AS one FROM failure_episode WHERE ${shown}`)} AS "episodes",
             ${counted(sql`SELECT 1 AS one FROM intervention WHERE ${shown}`)} AS "interventions",
             ${counted(sql`SELECT 1 AS one FROM warning_sign WHERE ${shown}`)} AS "warnings",
             ${counted(sql`SELECT 1 AS one FROM measure WHERE ${shown}`)} AS "measures",
             ${counted(sql`SELECT 1 AS one FROM lesson_evidence WHERE ${shown}`)} AS "evidence",
             ${counted(sql`SELECT 1 AS one FROM framework`)} AS "frameworks",
             ${counted(sql`SELECT 1 AS one FROM source WHERE ${shown}`)} AS "sources",
             ${counted(sql`SELECT 1 AS one FROM source_conflict WHERE ${shown}`)} AS "conflicts"`);
    if (!row) throw new Error('A count gives one row');
    return row;
  }
}
