import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql, where } from '../../database/sql.js';
import type {
  MeasureConflictRow,
  MeasureEventRow,
  MeasurePartRow,
  MeasureRow,
  MeasureValueRow,
} from './measure-pages.row.js';

export type MeasureFilter = {
  /** Part of the name of the measure or of the body. */
  readonly text: string | null;
  readonly role: string | null;
  readonly sector: string | null;
  readonly safetyCritical: boolean;
};

/** Counting stops here: nobody reads past it. */
export const measuresCountedTo = 1_000;

const batchSize = 500;

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

/** The bodies whose papers the reader may read: what is for their boards is told too. None for everybody else. */
export type BoardEyes = readonly string[];
export const nobodysBoard: BoardEyes = [];

/** Public, or for the board of a body whose papers the reader may read. `ofBody` is code. */
const openTo = (table: string, ofBody: string, eyes: BoardEyes): Sql =>
  eyes.length === 0
    ? open(table)
    : sql`(${fixed(`${table}.visibility = 'public'`)} OR (${fixed(`${table}.visibility = 'board' AND ${ofBody}`)} IN (${list(eyes)})))
         AND ${fixed(`${table}.withdrawn_at IS NULL`)}`;

const columns = fixed(`measure.id, measure.ref, measure.organisation_id AS "organisationId",
       organisation.name AS "organisationName", organisation.slug AS "organisationSlug", measure.origin, measure.name,
       measure.unit, measure.kind, measure.role, measure.polarity, measure.polarity_note AS "polarityNote",
       measure.frequency, measure.early_movement AS "earlyMovement", measure.target, measure.tolerance,
       measure.target_source AS "targetSource", measure.comparator, measure.lag_days AS "lagDays",
       measure.owner_post AS "ownerPost", measure.safety_critical AS "safetyCritical",
       measure.small_numbers AS "smallNumbers", measure.threshold, measure.suppress_zero AS "suppressZero",
       measure.round_to AS "roundTo", measure.visibility,
       measure.disclosure_reason AS "disclosureReason", measure.status, pair.ref AS "pairRef", pair.name AS "pairName",
       measure.known_on AS "knownOn", measure.verified, measure.inferred, measure.note,
       measure.recorded_at AS "recordedAt"`);

const pairFor = (eyes: BoardEyes): Sql =>
  sql`pair.id = measure.paired_with_id AND ${openTo('pair', 'pair.organisation_id', eyes)}`;
const ofPair = pairFor(nobodysBoard);

/** A measure goes with its body: of one that not everybody may see, nothing is shown. */
const isOpenTo = (eyes: BoardEyes): Sql => sql`organisation.id = measure.organisation_id
           AND ${openTo('measure', 'measure.organisation_id', eyes)}
           AND ${open('organisation')}`;

/** Text that LIKE takes as it stands. */
const anywhere = (text: string): string => `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;

function matching(
  { text, role, sector, safetyCritical }: MeasureFilter,
  after: string | null = null,
  eyes: BoardEyes = nobodysBoard,
): Sql {
  const pattern = text === null ? null : anywhere(text);
  return where([
    isOpenTo(eyes),
    pattern === null
      ? null
      : sql`(lower(measure.name) LIKE ${pattern} ESCAPE '!' OR lower(organisation.name) LIKE ${pattern} ESCAPE '!')`,
    role === null ? null : sql`measure.role = ${role}`,
    sector === null ? null : sql`organisation.sector = ${sector}`,
    safetyCritical ? sql`measure.safety_critical = 1` : null,
    after === null ? null : sql`measure.ref > ${after}`,
  ]);
}

const countOf = (filter: MeasureFilter): Sql => sql`
      SELECT CAST(count(*) AS integer)
        FROM (SELECT 1 AS one FROM measure CROSS JOIN organisation${matching(filter)}
               LIMIT ${measuresCountedTo + 1}) AS found`;

@Injectable()
export class MeasurePagesQueries {
  constructor(private readonly db: Database) {}

  /**
   * One page of the list, in the order in which the measures were recorded: no list has to be sorted for it. `total` is
   * how many match, counted up to one more than `measuresCountedTo`.
   */
  page(
    filter: MeasureFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<(MeasureRow & { readonly total: number })[]> {
    return this.db.rows(sql`
      SELECT ${columns}, (${countOf(filter)}) AS total
        FROM measure
       CROSS JOIN organisation
        LEFT JOIN measure AS pair ON ${ofPair}
       ${matching(filter)}
       ORDER BY measure.ref
       LIMIT ${limit} OFFSET ${offset}`);
  }

  /** How many match, for a page that is empty. */
  async count(filter: MeasureFilter): Promise<number> {
    const row = await this.db.row<{ count: number }>(sql`SELECT (${countOf(filter)}) AS count`);
    return row?.count ?? 0;
  }

  /** All that match, a batch at a time in the order of their references, for a download. */
  async *all(
    filter: MeasureFilter,
    {
      size = batchSize,
      from = '',
      eyes = nobodysBoard,
    }: { readonly size?: number; readonly from?: string; readonly eyes?: BoardEyes } = {},
  ): AsyncGenerator<readonly MeasureRow[]> {
    for (let after = from; ;) {
      const rows = await this.db.rows<MeasureRow>(sql`
        SELECT ${columns}
          FROM measure
         CROSS JOIN organisation
          LEFT JOIN measure AS pair ON ${pairFor(eyes)}
        ${matching(filter, after, eyes)}
         ORDER BY measure.ref
         LIMIT ${size}`);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < size) return;
      after = last.ref;
    }
  }

  byRef(ref: string, eyes: BoardEyes = nobodysBoard): Promise<MeasureRow | null> {
    return this.db.row<MeasureRow>(sql`
      SELECT ${columns}
        FROM measure
       CROSS JOIN organisation
        LEFT JOIN measure AS pair ON ${pairFor(eyes)}
       WHERE measure.ref = ${ref} AND ${isOpenTo(eyes)}`);
  }

  /** The measures of these bodies, in the order of their references. */
  ofOrganisations(organisationIds: readonly string[], eyes: BoardEyes = nobodysBoard): Promise<MeasureRow[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return this.db.rows<MeasureRow>(sql`
      SELECT ${columns}
        FROM measure
       CROSS JOIN organisation
        LEFT JOIN measure AS pair ON ${pairFor(eyes)}
       WHERE measure.organisation_id IN (${list(organisationIds)}) AND ${isOpenTo(eyes)}
       ORDER BY measure.ref`);
  }

  /** Every number of these measures, all editions, in the order of their places; `forBoard`: those told to a board. */
  values(measureIds: readonly string[], forBoard: readonly string[] = []): Promise<MeasureValueRow[]> {
    if (measureIds.length === 0) return Promise.resolve([]);
    return this.db.rows<MeasureValueRow>(sql`
      SELECT measure_value.id, measure_value.measure_id AS "measureId", measure_value.position, measure_value.edition,
             measure_value.occurred_on AS "occurredOn", measure_value.value, measure_value.low, measure_value.high,
             measure_value.numerator, measure_value.denominator, measure_value.status, measure_value.flag,
             measure_value.jump_reason AS "jumpReason", measure_value.visibility, measure_value.known_on AS "knownOn", measure_value.verified, measure_value.inferred, measure_value.note,
             measure_value.recorded_at AS "recordedAt"
        FROM measure_value
       WHERE measure_value.measure_id IN (${list(measureIds)})
         AND ${openTo('measure_value', 'measure_value.measure_id', forBoard)}
       ORDER BY measure_value.measure_id, measure_value.position, measure_value.edition`);
  }

  /**
   * What exactly is counted, the newest edition first; from which numbers limits are drawn, the oldest first; and which
   * dips were expected.
   */
  parts(
    measureIds: readonly string[],
    forBoard: readonly string[] = [],
  ): Promise<(MeasurePartRow & { readonly measureId: string })[]> {
    if (measureIds.length === 0) return Promise.resolve([]);
    const these = list(measureIds);
    return this.db.rows(sql`
      SELECT 'definition' AS part, measure_definition.measure_id AS "measureId", -measure_definition.edition AS place,
             measure_definition.edition, measure_definition.from_on AS "startsOn", CAST(NULL AS varchar(10)) AS "endsOn",
             CAST(NULL AS varchar(10)) AS "lockedOn", measure_definition.text, measure_definition.numerator,
             measure_definition.denominator, measure_definition.reason, CAST(NULL AS varchar(20)) AS "decisionRef",
             CAST(NULL AS integer) AS months, CAST(NULL AS double precision) AS "limitValue"
        FROM measure_definition WHERE measure_definition.measure_id IN (${these})
       UNION ALL
      SELECT 'baseline', baseline.measure_id, 0, 0, baseline.from_on, baseline.to_on, baseline.locked_on, baseline.reason,
             NULL, NULL, NULL, baseline.decision_ref, NULL, NULL
        FROM baseline
       WHERE baseline.measure_id IN (${these}) AND ${openTo('baseline', 'baseline.measure_id', forBoard)}
       UNION ALL
      SELECT 'dip', expected_dip.measure_id, 0, 0, expected_dip.written_on, NULL, NULL, expected_dip.reason,
             NULL, NULL, NULL, expected_dip.decision_ref, expected_dip.months, expected_dip.limit_value
        FROM expected_dip
       WHERE expected_dip.measure_id IN (${these}) AND ${openTo('expected_dip', 'expected_dip.measure_id', forBoard)}
       ORDER BY part, place, "startsOn"`);
  }

  /** What happened to a body: judgements with a headline, powers used on it, failures that were opened, and events of weight. */
  events(organisationId: string, eyes: BoardEyes = nobodysBoard): Promise<MeasureEventRow[]> {
    return this.db.rows<MeasureEventRow>(sql`
      SELECT 'judgement' AS kind, inspection.id, inspection.ref, inspection.judged_on AS "on",
             coalesce(inspection.overall_label, inspection.subject) AS text, inspection.known_on AS "knownOn"
        FROM inspection
       WHERE inspection.organisation_id = ${organisationId} AND inspection.judged_on IS NOT NULL
         AND inspection.graded = 1 AND ${open('inspection')}
       UNION ALL
      SELECT 'intervention', intervention.id, intervention.ref, intervention.started_on, intervention.type_text,
             intervention.known_on
        FROM intervention
       WHERE intervention.organisation_id = ${organisationId} AND intervention.started_on IS NOT NULL
         AND ${openTo('intervention', 'intervention.organisation_id', eyes)}
       UNION ALL
      SELECT 'event', organisation_event.id, organisation_event.ref, organisation_event.occurred_on,
             organisation_event.text, organisation_event.known_on
        FROM organisation_event
       WHERE organisation_event.organisation_id = ${organisationId} AND organisation_event.significant = 1
         AND ${openTo('organisation_event', 'organisation_event.organisation_id', eyes)}
       UNION ALL
      SELECT 'episode', failure_episode.id, failure_episode.ref,
             coalesce(failure_episode.derived_trigger_on, failure_episode.trigger_on), failure_episode.title,
             failure_episode.known_on
        FROM failure_episode
       WHERE failure_episode.organisation_id = ${organisationId} AND ${open('failure_episode')}
       ORDER BY "on", kind DESC, ref`);
  }

  /** Where sources disagree about a measure: every claim, in order. */
  conflicts(measureId: string): Promise<MeasureConflictRow[]> {
    return this.db.rows<MeasureConflictRow>(sql`
      SELECT source_conflict.id AS "conflictId", source_conflict.topic, source_conflict.why,
             source_conflict.shown_first AS "shownFirst", source_claim.id AS "claimId", source_claim.position,
             source_claim.text
        FROM source_conflict_subject
        JOIN source_conflict ON source_conflict.id = source_conflict_subject.conflict_id
        JOIN source_claim ON source_claim.conflict_id = source_conflict.id
       WHERE source_conflict_subject.record_id = ${measureId} AND source_conflict_subject.record_kind = 'measure'
         AND ${open('source_conflict')}
       ORDER BY source_conflict.ref, source_claim.position`);
  }
}
