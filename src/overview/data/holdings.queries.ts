import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { Holdings } from './holdings.row.js';

export const holdingsCountedTo = 100_000;

const counted = (table: string, condition: string): Sql => sql`
  (SELECT CAST(count(*) AS integer)
     FROM (SELECT 1 AS one FROM ${fixed(table)} ${fixed(condition)} LIMIT ${holdingsCountedTo + 1}) AS counted)`;

const shown = `WHERE visibility = 'public' AND withdrawn_at IS NULL`;

@Injectable()
export class HoldingsQueries {
  constructor(private readonly db: Database) {}

  async counts(): Promise<Holdings> {
    const row = await this.db.row<Holdings>(sql`
      SELECT ${counted('organisation', shown)} AS "organisations",
             ${counted('inspection', shown)} AS "inspections",
             ${counted('failure_episode', shown)} AS "episodes",
             ${counted('intervention', shown)} AS "interventions",
             ${counted('warning_sign', shown)} AS "warnings",
             ${counted('lesson_evidence', shown)} AS "evidence",
             ${counted('framework', '')} AS "frameworks",
             ${counted('source', shown)} AS "sources",
             ${counted('source_conflict', shown)} AS "conflicts"`);
    if (!row) throw new Error('A count gives one row');
    return row;
  }
}
