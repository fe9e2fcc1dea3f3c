import { fixed, type Sql, sql } from '../../database/sql.js';
import { addDays } from '../../kernel/calendar-day.js';
import { ukDayStart } from '../../kernel/clock.js';
import { parsePeriod } from '../../kernel/period.js';
import type { Marks } from '../domain/readable.js';
import type { Reading } from '../domain/signal.js';

/** What a row says of when it became known, was held and may be seen. */
export type MarkedRow = {
  readonly knownOn: string | null;
  readonly recordedAt: string;
  readonly publishedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly visibility: string;
};

const kept = (table: string): string =>
  `${table}.recorded_at AS "recordedAt", ${table}.published_at AS "publishedAt", ` +
  `${table}.withdrawn_at AS "withdrawnAt", ${table}.visibility`;

/** The marks of a table that says when its facts became known. The table's name is code. */
export const marks = (table: string): Sql => fixed(`${table}.known_on AS "knownOn", ${kept(table)}`);

/** The marks of a table whose facts are known from their own day, which stands in `day`. Both names are code. */
export const marksByDay = (table: string, day: string): Sql => fixed(`${day} AS "knownOn", ${kept(table)}`);

/** An inspection is held from when it is published: until then it is its inspectors’ own. */
export const inspectionMarks = fixed(
  `inspection.known_on AS "knownOn", COALESCE(inspection.published_at, inspection.recorded_at) AS "recordedAt", ` +
    `inspection.published_at AS "publishedAt", inspection.withdrawn_at AS "withdrawnAt", inspection.visibility`,
);

/** The marks of a row with the day on which its fact happened, for `isReadable`. */
export const marksOf = (row: MarkedRow, on: string | null): Marks => ({
  on: on === null ? null : parsePeriod(on),
  knownOn: row.knownOn === null ? null : parsePeriod(row.knownOn),
  recordedAt: row.recordedAt,
  publishedAt: row.publishedAt,
  withdrawnAt: row.withdrawnAt,
  visibility: row.visibility,
});

/**
 * The versions of a plan that everybody may read in a reading, as `isReadable` tells it of one: of these the last is the
 * one that counts. The name of the table is code; the board’s reading knows plans by their milestones and asks for none.
 */
export function publishedBy(version: string, { asOf, mode, scope }: Reading): Sql {
  if (scope === 'board') return sql`1 = 0`;
  const published = sql`${fixed(`${version}.visibility = 'public' AND ${version}.agreed_on`)} <= ${asOf}`;
  return mode === 'recorded'
    ? sql`${published} AND ${fixed(`${version}.published_at`)} < ${ukDayStart(addDays(asOf, 1))}`
    : published;
}
