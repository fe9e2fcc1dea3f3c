import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, nothing, type Sql, sql, where } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Eyes } from '../domain/eyes.js';
import type { DeadlineFilter, ListedDeadline } from './deadline-list.row.js';

const deadlinesAtOnce = 500;

/** Deadlines of the bodies of the public record, as far as these eyes may see them. */
@Injectable()
export class DeadlineListQueries {
  constructor(private readonly db: Database) {}

  /** One page of the list; `total` counts all of it. */
  async page(
    eyes: Eyes,
    filter: DeadlineFilter,
    { today, page, size }: { readonly today: CalendarDay; readonly page: number; readonly size: number },
  ): Promise<(ListedDeadline & { total: number })[]> {
    const rows = await this.#rows(eyes, filter, today, sql`LIMIT ${size} OFFSET ${(page - 1) * size}`);
    return rows.map((row) => ({ ...row, total: Number(row.total) }));
  }

  /** How many there are: for a page that lies behind the last. */
  async count(eyes: Eyes, filter: DeadlineFilter, today: CalendarDay): Promise<number> {
    const [first] = await this.#rows(eyes, filter, today, sql`LIMIT 1`);
    return Number(first?.total ?? 0);
  }

  /** All of the list, some at a time. */
  async *every(eyes: Eyes, filter: DeadlineFilter, today: CalendarDay): AsyncGenerator<ListedDeadline[]> {
    for (let start = 0; ; start += deadlinesAtOnce) {
      const rows = await this.#rows(eyes, filter, today, sql`LIMIT ${deadlinesAtOnce} OFFSET ${start}`);
      if (rows.length > 0) yield rows;
      if (rows.length < deadlinesAtOnce) return;
    }
  }

  /** What is not met comes first, the earliest before all: what is overdue. Then what was met, the latest first. */
  #rows(
    eyes: Eyes,
    filter: DeadlineFilter,
    today: CalendarDay,
    limit: Sql,
  ): Promise<(ListedDeadline & { total: number | string })[]> {
    return this.db.rows(sql`
      SELECT deadline.id, deadline.ref, deadline.rule, deadline.text, deadline.starts_on AS "startsOn", deadline.days,
             deadline.unit, deadline.nation, deadline.due_on AS "dueOn", deadline.met_on AS "metOn",
             deadline.visibility, deadline.record_kind AS "recordKind",
             coalesce(inspection.ref, failure_episode.ref) AS "recordRef",
             coalesce(inspection.visibility, failure_episode.visibility) AS "recordVisibility",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug",
             deadline.recorded_at AS "recordedAt", count(*) OVER () AS total
        FROM deadline
       CROSS JOIN organisation
        LEFT JOIN inspection ON inspection.id = deadline.record_id AND deadline.record_kind = 'inspection'
        LEFT JOIN failure_episode ON failure_episode.id = deadline.record_id AND deadline.record_kind = 'episode'
        ${where([visibleTo(eyes), stateIs(filter, today), amongBodies(filter), ofMine(filter)])}
       ORDER BY CASE WHEN deadline.met_on IS NULL THEN 0 ELSE 1 END,
                CASE WHEN deadline.met_on IS NULL THEN deadline.due_on END,
                deadline.met_on DESC, deadline.ref
       ${limit}`);
  }
}

const among = (column: 'deadline.organisation_id' | 'deadline.inspection_id', ids: readonly string[]): Sql =>
  ids.length === 0 ? sql`1 = 0` : sql`${fixed(column)} IN (${list(ids)})`;

const visibleTo = ({ organisationIds, inspectionIds }: Eyes): Sql => sql`
  organisation.id = deadline.organisation_id AND deadline.withdrawn_at IS NULL
  AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
  AND (deadline.visibility = 'public'
       OR (deadline.visibility = 'board' AND ${among('deadline.organisation_id', organisationIds)})
       OR (deadline.visibility = 'inspection' AND ${among('deadline.inspection_id', inspectionIds)}))`;

function stateIs({ state }: DeadlineFilter, today: CalendarDay): Sql | null {
  if (state === 'all') return null;
  if (state === 'met') return sql`deadline.met_on IS NOT NULL`;
  const isLate = state === 'overdue' ? sql` AND deadline.due_on < ${today}` : nothing;
  return sql`deadline.met_on IS NULL${isLate}`;
}

const amongBodies = ({ among: ids }: DeadlineFilter): Sql | null =>
  ids === null ? null : among('deadline.organisation_id', ids);

const ofMine = ({ mine }: DeadlineFilter): Sql | null =>
  mine === null
    ? null
    : sql`(${among('deadline.organisation_id', mine.organisationIds)} OR ${among('deadline.inspection_id', mine.inspectionIds)})`;
