import { Injectable } from '@nestjs/common';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql, where } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import {
  type Direction,
  type Onwards,
  type EpisodeFilter,
  type EpisodeListRow,
  type EpisodeOrder,
  type FrameworkChoice,
  mostCounted,
  type OrganisationFilter,
  type OrganisationListRow,
  type OrganisationOrder,
  type Window,
} from './lists.row.js';

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

const uncounted = fixed('CAST(NULL AS integer)');

const directions: Record<Direction, Sql> = { ascending: fixed('ASC'), descending: fixed('DESC') };

/**
 * Lists read the ids of one page from an index, and only then the words of those rows: a page in the middle of a
 * long list costs little more than the first. A body that is withdrawn takes its standing and its episodes with it;
 * should one be left behind, it is counted and yet never shown.
 */
@Injectable()
export class ListQueries {
  constructor(private readonly db: Database) {}

  /** For remembering counts and choices only as long as nothing is committed. */
  dataVersion(): Promise<string> {
    return this.db.version();
  }

  async organisations(
    filter: OrganisationFilter,
    order: OrganisationOrder,
    window: Window,
  ): Promise<OrganisationListRow[]> {
    if (filter.among?.length === 0) return [];
    const conditions = organisationConditions(filter);
    return this.db.rows<OrganisationListRow>(sql`
      WITH page AS (
        SELECT organisation_standing.organisation_id AS id, ${organisationRank(order)} AS rank
          FROM organisation_standing
        ${conditions}
         ORDER BY ${organisationOrder(order)}
         LIMIT ${window.size} OFFSET ${(window.page - 1) * window.size}
      )
      SELECT ${organisationColumns}, ${window.countToo ? sql`(${countOf(sql`FROM organisation_standing ${conditions}`)})` : uncounted} AS total
        FROM page
        ${organisationJoins}
       ORDER BY ${pageOrder(order.direction)}`);
  }

  /** The whole list in the order of names, a batch at a time, from the one after the last row of the batch before. */
  async *everyOrganisation(
    filter: OrganisationFilter,
    { size = 1_000, from }: Onwards<Pick<OrganisationListRow, 'sortName' | 'id'>> = {},
  ): AsyncGenerator<readonly OrganisationListRow[]> {
    if (filter.among?.length === 0) return;
    let after: Pick<OrganisationListRow, 'sortName' | 'id'> | undefined = from;
    for (;;) {
      const rows: OrganisationListRow[] = await this.db.rows<OrganisationListRow>(sql`
      WITH page AS (
        SELECT organisation_standing.organisation_id AS id, organisation_standing.sort_name AS rank
          FROM organisation_standing
         CROSS JOIN organisation
        ${organisationConditions(
          filter,
          sql`organisation.id = organisation_standing.organisation_id AND ${open('organisation')}`,
          after &&
            sql`(organisation_standing.sort_name, organisation_standing.organisation_id) > (${after.sortName}, ${after.id})`,
        )}
         ORDER BY organisation_standing.sort_name, organisation_standing.organisation_id
         LIMIT ${size}
      )
      SELECT ${organisationColumns}, ${uncounted} AS total
        FROM page
        ${organisationJoins}
       ORDER BY ${pageOrder('ascending')}`);
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      after = rows.at(-1);
    }
  }

  async countOrganisations(filter: OrganisationFilter): Promise<number> {
    if (filter.among?.length === 0) return 0;
    const row = await this.db.row<{ total: number }>(sql`
      SELECT (${countOf(sql`FROM organisation_standing ${organisationConditions(filter)}`)}) AS total`);
    return row?.total ?? 0;
  }

  /** The frameworks under which the latest judgement of any organisation was made. */
  frameworks(): Promise<FrameworkChoice[]> {
    return this.db.rows<FrameworkChoice>(sql`
      SELECT framework.key, framework.title
        FROM framework
       WHERE EXISTS (SELECT 1 FROM organisation_standing WHERE organisation_standing.latest_framework_id = framework.id)
       ORDER BY framework.title, framework.key`);
  }

  async episodes(
    filter: EpisodeFilter,
    order: EpisodeOrder,
    window: Window & { today: CalendarDay },
  ): Promise<EpisodeListRow[]> {
    const conditions = episodeConditions(filter);
    const rank = this.#episodeRank(order, window.today);
    const way = directions[order.direction];
    return this.db.rows<EpisodeListRow>(sql`
      WITH page AS (
        SELECT failure_episode.id, ${rank} AS rank
          FROM failure_episode
        ${conditions}
         ORDER BY ${order.column === 'trigger' ? rank : fixed('rank')} ${way}, failure_episode.id ${way}
         LIMIT ${window.size} OFFSET ${(window.page - 1) * window.size}
      )
      SELECT ${episodeColumns}, ${window.countToo ? sql`(${countOf(sql`FROM failure_episode ${conditions}`)})` : uncounted} AS total
        FROM page
        ${episodeJoins}
       ORDER BY ${pageOrder(order.direction)}`);
  }

  /** The whole list, the latest trigger first, a batch at a time. */
  async *everyEpisode(
    filter: EpisodeFilter,
    { size = 1_000, from }: Onwards<Pick<EpisodeListRow, 'triggerDay' | 'id'>> = {},
  ): AsyncGenerator<readonly EpisodeListRow[]> {
    let after: Pick<EpisodeListRow, 'triggerDay' | 'id'> | undefined = from;
    for (;;) {
      const rows: EpisodeListRow[] = await this.db.rows<EpisodeListRow>(sql`
      WITH page AS (
        SELECT failure_episode.id, failure_episode.trigger_day AS rank
          FROM failure_episode
         CROSS JOIN organisation
        ${episodeConditions(
          filter,
          sql`organisation.id = failure_episode.organisation_id AND ${open('organisation')}`,
          after && sql`(failure_episode.trigger_day, failure_episode.id) < (${after.triggerDay}, ${after.id})`,
        )}
         ORDER BY failure_episode.trigger_day DESC, failure_episode.id DESC
         LIMIT ${size}
      )
      SELECT ${episodeColumns}, ${uncounted} AS total
        FROM page
        ${episodeJoins}
       ORDER BY ${pageOrder('descending')}`);
      if (rows.length > 0) yield rows;
      if (rows.length < size) return;
      after = rows.at(-1);
    }
  }

  async countEpisodes(filter: EpisodeFilter): Promise<number> {
    const row = await this.db.row<{ total: number }>(sql`
      SELECT (${countOf(sql`FROM failure_episode ${episodeConditions(filter)}`)}) AS total`);
    return row?.total ?? 0;
  }

  #episodeRank({ column }: EpisodeOrder, today: CalendarDay): Sql {
    return column === 'trigger' ? fixed('failure_episode.trigger_day') : this.#daysInFailure(today);
  }

  /** From the trigger to the end that the list shows, each from the middle of what is known; an open one to today. */
  #daysInFailure(today: CalendarDay): Sql {
    const end = sql`COALESCE(${middleOf(endOfEpisode)}, ${today})`;
    return this.db.isSqlite
      ? sql`julianday(${end}) - julianday(${middleOf(startOfEpisode)})`
      : sql`CAST(${end} AS date) - CAST(${middleOf(startOfEpisode)} AS date)`;
  }
}

/** `SELECT count(*)` that stops one after `mostCounted`. */
const countOf = (rows: Sql): Sql => sql`
        SELECT CAST(count(*) AS integer) FROM (SELECT 1 AS one ${rows} LIMIT ${mostCounted + 1}) AS counted`;

function organisationConditions(
  { kind, region, state, framework, among }: OrganisationFilter,
  ...more: readonly (Sql | null | undefined)[]
): Sql {
  return where([
    kind === null ? null : sql`organisation_standing.kind = ${kind}`,
    region === null ? null : sql`organisation_standing.region = ${region}`,
    state === null ? null : sql`organisation_standing.state = ${state}`,
    framework === null
      ? null
      : sql`organisation_standing.latest_framework_id = (SELECT framework.id FROM framework WHERE framework.key = ${framework})`,
    among === null ? null : sql`organisation_standing.organisation_id IN (${list(among)})`,
    ...more.map((condition) => condition ?? null),
  ]);
}

const organisationRank = ({ column }: OrganisationOrder): Sql =>
  fixed(column === 'name' ? 'organisation_standing.sort_name' : 'organisation_standing.latest_day');

/** Those that were never judged stand last, whichever way the dates run. */
function organisationOrder({ column, direction }: OrganisationOrder): Sql {
  const way = directions[direction];
  return column === 'name'
    ? sql`organisation_standing.sort_name ${way}, organisation_standing.organisation_id ${way}`
    : sql`organisation_standing.latest_day ${way} NULLS LAST, organisation_standing.organisation_id ${way}`;
}

/**
 * The rows of a page in its order, by what the page itself carries: ordered by the table's own column, the database
 * would walk that whole table to find 25 rows in it.
 */
const pageOrder = (direction: Direction): Sql =>
  sql`page.rank ${directions[direction]} NULLS LAST, page.id ${directions[direction]}`;

const organisationColumns = sql`
             organisation.id, organisation.ref, organisation.slug, organisation.name,
             organisation_standing.sort_name AS "sortName", organisation.kind, parent.name AS "parentName",
             organisation.region,
             organisation_standing.state, organisation_standing.episodes,
             organisation_standing.open_episodes AS "openEpisodes", organisation_standing.relapses,
             inspection.ref AS "latestRef", organisation_standing.latest_on AS "latestOn",
             organisation_standing.latest_label AS "latestLabel", organisation_standing.latest_band AS "latestBand",
             framework.key AS "frameworkKey", framework.title AS "frameworkTitle",
             framework.overall_count AS "frameworkHeadlines"`;

/** CROSS JOIN holds SQLite to the order: first the page, then its rows by their keys. PostgreSQL plans as it likes. */
const organisationJoins = sql`
       CROSS JOIN organisation_standing
       CROSS JOIN organisation
        LEFT JOIN organisation AS parent ON parent.id = organisation.parent_id AND ${open('parent')}
        LEFT JOIN inspection ON inspection.id = organisation_standing.latest_inspection_id AND ${open('inspection')}
        LEFT JOIN framework ON framework.id = organisation_standing.latest_framework_id
       WHERE organisation_standing.organisation_id = page.id AND organisation.id = page.id AND ${open('organisation')}`;

function episodeConditions(
  { area, state, relapse, basis, fromYear, toYear }: EpisodeFilter,
  ...more: readonly (Sql | null | undefined)[]
): Sql {
  const earlier = fixed('COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id)');
  return where([
    open('failure_episode'),
    area === null ? null : sql`failure_episode.area = ${area}`,
    state === null ? null : sql`failure_episode.state = ${state}`,
    relapse === null ? null : sql`${earlier} IS ${relapse === 'yes' ? fixed('NOT NULL') : fixed('NULL')}`,
    basis === null ? null : sql`failure_episode.status IS ${basis === 'decided' ? fixed('NOT NULL') : fixed('NULL')}`,
    // Always asked, so that an index of triggers is walked and never the whole table.
    sql`failure_episode.trigger_day >= ${`${fromYear ?? '0001'}-01-01`}`,
    toYear === null ? null : sql`failure_episode.trigger_day <= ${`${toYear}-12-31`}`,
    ...more.map((condition) => condition ?? null),
  ]);
}

const startOfEpisode = fixed('COALESCE(failure_episode.derived_trigger_on, failure_episode.trigger_on)');
const endOfEpisode = fixed(
  'COALESCE(failure_episode.derived_not_failing_on, failure_episode.not_failing_on, failure_episode.recovered_on, failure_episode.closed_on)',
);

/** The day that stands for a date in sums, as `periodMiddle` has it: 15th of the (middle) month, 1 July of the year. */
const middleOf = (date: Sql): Sql => sql`
             CASE length(${date})
               WHEN 10 THEN ${date}
               WHEN 4 THEN ${date} || '-07-01'
               ELSE CASE substr(${date}, 6, 2)
                 WHEN 'Q1' THEN substr(${date}, 1, 4) || '-02-15'
                 WHEN 'Q2' THEN substr(${date}, 1, 4) || '-05-15'
                 WHEN 'Q3' THEN substr(${date}, 1, 4) || '-08-15'
                 WHEN 'Q4' THEN substr(${date}, 1, 4) || '-11-15'
                 ELSE ${date} || '-15'
               END
             END`;

const episodeColumns = sql`
             failure_episode.id, failure_episode.ref, failure_episode.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug",
             failure_episode.title, failure_episode.area, failure_episode.unit, failure_episode.origin,
             failure_episode.state, failure_episode.status, failure_episode.trigger_kind AS "triggerKind",
             failure_episode.trigger_on AS "triggerOn", failure_episode.trigger_day AS "triggerDay",
             inspection.ref AS "triggerInspectionRef", failure_episode.not_failing_on AS "notFailingOn",
             failure_episode.good_on AS "goodOn", failure_episode.recovered_on AS "recoveredOn",
             failure_episode.recovery_basis AS "recoveryBasis",
             failure_episode.intervention_ended_on AS "interventionEndedOn",
             failure_episode.closed_on AS "closedOn", failure_episode.close_reason AS "closeReason",
             failure_episode.watch_until AS "watchUntil", failure_episode.derived_trigger_on AS "derivedTriggerOn",
             failure_episode.derived_by_area AS "derivedByArea",
             failure_episode.derived_not_failing_on AS "derivedNotFailingOn",
             failure_episode.derived_good_on AS "derivedGoodOn", earlier.ref AS "relapseOfRef",
             failure_episode.verified, failure_episode.inferred, ended.date_inferred AS "notFailingInferred"`;

const episodeJoins = sql`
       CROSS JOIN failure_episode
       CROSS JOIN organisation
        LEFT JOIN inspection
          ON inspection.id = COALESCE(failure_episode.derived_trigger_inspection_id, failure_episode.trigger_inspection_id)
         AND ${open('inspection')} AND ${ofOpenBody('inspection.organisation_id')}
        LEFT JOIN inspection AS ended
          ON ended.id = COALESCE(failure_episode.derived_not_failing_inspection_id, failure_episode.not_failing_inspection_id)
        LEFT JOIN failure_episode AS earlier
          ON earlier.id = COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id)
         AND ${open('earlier')} AND ${ofOpenBody('earlier.organisation_id')}
       WHERE failure_episode.id = page.id AND organisation.id = failure_episode.organisation_id
         AND ${open('organisation')}`;
