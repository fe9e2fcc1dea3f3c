import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import { type CalendarDay, isCalendarDay, later } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import { groupBy } from '../../kernel/group-by.js';
import { byPeriod, onDay, parsePeriod, type Period, periodEnd } from '../../kernel/period.js';
import { dipPoints } from '../../measures/domain/dip-points.js';
import { type FigureKind, figureKinds } from '../../measures/domain/disclosure.js';
import { frequencies, type Frequency, type MeasureRole, measureRoles } from '../../measures/domain/measure.js';
import { readSeries, type Series, type ValueFact } from '../../measures/domain/series.js';
import { polarities, type Polarity } from '../../measures/domain/xmr.js';
import { type Post, posts } from '../../organisations/domain/posts.js';
import { readFrozenPlan } from '../../plans/domain/frozen-plan.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import { type AgreedPlan, type Holding, planChanges, postChanges } from '../domain/lesson7/direction.js';
import type { ChartValue, DirectionChange, Lesson7Facts, MeasureFact } from '../domain/lesson7/facts.js';
import { isReadable, upTo } from '../domain/readable.js';
import type { Reading, UsedFact } from '../domain/signal.js';
import { type MarkedRow, marks, marksByDay, marksOf } from './marks.js';

/**
 * A measure, its numbers, a part of its definition, or something that changed the direction. Of a measure
 * `position` says whether it is critical to safety, `edition` whether its numbers may be small, `value` below which
 * they are withheld, `low` whether zeros are too, and `high` to what the rest is rounded.
 */
type Row = MarkedRow & {
  readonly record: 'measure' | 'values' | 'definition' | 'baseline' | 'dip' | 'post' | 'chair' | 'structure' | 'plan';
  readonly id: string;
  readonly ref: string | null;
  readonly ownerId: string;
  readonly position: number;
  readonly edition: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly code: string | null;
  readonly text: string | null;
  /** Of a measure alone: how its numbers are read. */
  readonly kind: string | null;
  readonly role: string | null;
  readonly polarity: string | null;
  readonly frequency: string | null;
  readonly lagDays: number | null;
};

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** What a row says that code does not know is read as what claims least. */
const oneOf = <Code extends string>(code: string, codes: readonly Code[], otherwise: Code): Code =>
  codes.find((one) => one === code) ?? otherwise;

/** Where a measure says nothing of its own, counts of fewer people than this are withheld. */
const usualThreshold = 5;

/** The posts whose new holders change the direction of a body. */
const leadingPosts: readonly Post[] = ['chief_executive', 'director', 'chair'];

const noNumbers = fixed(`CAST(NULL AS double precision), CAST(NULL AS double precision), CAST(NULL AS double precision),
             CAST(NULL AS double precision), CAST(NULL AS double precision)`);

/** What only a measure says of itself. */
const noMeasure = fixed(`NULL, NULL, NULL, NULL, NULL`);

/**
 * What is read of a number, in this order. All numbers of a measure come as one text: ten years of twenty measures are
 * thousands of rows that say nothing in most columns of the statement, which took half of the time.
 */
const ofNumber = fixed(`measure_value.id, measure_value.position, measure_value.edition, measure_value.occurred_on,
               measure_value.value, measure_value.low, measure_value.high, measure_value.numerator,
               measure_value.denominator, measure_value.flag, measure_value.known_on, measure_value.recorded_at,
               measure_value.published_at, measure_value.withdrawn_at, measure_value.visibility`);
type NumberCells = readonly [
  id: string,
  position: number,
  edition: number,
  occurredOn: string | null,
  value: number | null,
  low: number | null,
  high: number | null,
  numerator: number | null,
  denominator: number | null,
  flag: string | null,
  knownOn: string | null,
  recordedAt: string,
  publishedAt: string | null,
  withdrawnAt: string | null,
  visibility: string,
];

/** Measures with all their numbers, and what changed the direction meanwhile, in one statement. */
@Injectable()
export class Lesson7FactsQueries {
  constructor(private readonly db: Database) {}

  async of(_episodeId: string, reading: Reading, run: EpisodeRun): Promise<Lesson7Facts> {
    const rows = await this.#rows(list(run.bodies));
    const readable = rows.filter((row) => row.record !== 'values' && isReadable(marksOf(row, row.startsOn), reading));
    const numbers = new Map(rows.flatMap(({ record, id, text }) => (record === 'values' ? [[id, text]] : [])));
    const measures = rows.filter(({ record }) => record === 'measure');
    const parts = groupBy(readable, ({ ownerId }) => ownerId);
    return {
      run,
      measures: measures
        .filter((row) => isReadable({ ...marksOf(row, null), knownOn: byItsNumbers(reading) }, reading))
        .map((row) => measureOf(row, { rows: parts.get(row.id) ?? [], numbers: numbers.get(row.id) ?? null }, reading))
        .toSorted((a, b) => ((a.fact.ref ?? '') < (b.fact.ref ?? '') ? -1 : 1)),
      changes: changesOf(readable, reading),
    };
  }

  /** CROSS JOIN keeps SQLite to the order written: the measures of these bodies first, then what is theirs. */
  #rows(bodies: Sql): Promise<Row[]> {
    const arrays = this.db.isSqlite
      ? sql`json_group_array(json_array(${ofNumber}))`
      : sql`CAST(json_agg(json_build_array(${ofNumber})) AS text)`;
    const named = fixed(leadingPosts.map((post) => `'${post}'`).join(', '));
    return this.db.rows<Row>(sql`
      SELECT 'measure' AS record, measure.id AS id, measure.ref AS ref, measure.id AS "ownerId",
             measure.safety_critical AS position, measure.small_numbers AS edition, CAST(NULL AS varchar(10)) AS "startsOn",
             CAST(NULL AS varchar(10)) AS "endsOn", CAST(measure.threshold AS double precision) AS value,
             CAST(measure.suppress_zero AS double precision) AS low, CAST(measure.round_to AS double precision) AS high,
             CAST(NULL AS double precision) AS numerator, CAST(NULL AS double precision) AS denominator,
             CAST(NULL AS varchar(60)) AS code, measure.name AS text, measure.kind AS kind, measure.role AS role,
             measure.polarity AS polarity, measure.frequency AS frequency, measure.lag_days AS "lagDays",
             ${marks('measure')}
        FROM measure
       WHERE measure.organisation_id IN (${bodies})
       UNION ALL
      SELECT 'values', measure.id, NULL, measure.id, 0, 0, NULL, NULL, ${noNumbers}, NULL,
             (SELECT ${arrays} FROM measure_value WHERE measure_value.measure_id = measure.id), ${noMeasure},
             ${marks('measure')}
        FROM measure
       WHERE measure.organisation_id IN (${bodies})
       UNION ALL
      SELECT 'definition', measure_definition.id, NULL, measure_definition.measure_id, 0, measure_definition.edition,
             measure_definition.from_on, NULL, ${noNumbers}, NULL, NULL,
             ${noMeasure}, ${marksByDay('measure', 'measure_definition.from_on')}
        FROM measure CROSS JOIN measure_definition
       WHERE measure.organisation_id IN (${bodies}) AND measure_definition.measure_id = measure.id
         AND measure_definition.edition > 1
       UNION ALL
      SELECT 'baseline', baseline.id, NULL, baseline.measure_id, 0, 0, baseline.locked_on, baseline.from_on,
             ${noNumbers}, baseline.to_on, NULL, ${noMeasure}, ${marksByDay('baseline', 'baseline.locked_on')}
        FROM measure CROSS JOIN baseline
       WHERE measure.organisation_id IN (${bodies}) AND baseline.measure_id = measure.id
       UNION ALL
      SELECT 'dip', expected_dip.id, NULL, expected_dip.measure_id, expected_dip.months, 0, expected_dip.written_on, NULL,
             expected_dip.limit_value, NULL, NULL, NULL, NULL, NULL, NULL,
             ${noMeasure}, ${marksByDay('expected_dip', 'expected_dip.written_on')}
        FROM measure CROSS JOIN expected_dip
       WHERE measure.organisation_id IN (${bodies}) AND expected_dip.measure_id = measure.id
       UNION ALL
      SELECT 'post', post_holding.id, NULL, post_holding.organisation_id, 0, 0, post_holding.started_on,
             post_holding.ended_on, ${noNumbers}, post_holding.post, post_holding.holder_name, ${noMeasure}, ${marks('post_holding')}
        FROM post_holding
       WHERE post_holding.organisation_id IN (${bodies}) AND post_holding.post IN (${named})
       UNION ALL
      SELECT 'chair', board_member.id, board.ref, board_member.board_id, 0, 0, board_member.from_on, board_member.to_on,
             ${noNumbers}, 'chair', board.name, ${noMeasure}, ${marksByDay('board_member', 'board_member.from_on')}
        FROM board CROSS JOIN board_member
       WHERE board.organisation_id IN (${bodies}) AND board_member.board_id = board.id AND board_member.seat = 'chair'
       UNION ALL
      SELECT 'structure', structural_change.id, NULL, structural_change.organisation_id, 0, 0,
             structural_change.occurred_on, NULL, ${noNumbers}, structural_change.kind, structural_change.text,
             ${noMeasure}, ${marks('structural_change')}
        FROM structural_change
       WHERE structural_change.organisation_id IN (${bodies})
       UNION ALL
      SELECT 'plan', plan_version.id, plan.ref, plan_version.plan_id, 0, plan_version.number, plan_version.agreed_on, NULL,
             ${noNumbers}, NULL, plan_version.frozen, ${noMeasure}, ${marksByDay('plan_version', 'plan_version.agreed_on')}
        FROM plan CROSS JOIN plan_version
       WHERE plan.organisation_id IN (${bodies}) AND plan_version.plan_id = plan.id AND plan_version.state IN ('agreed', 'superseded')`);
  }
}

/** A measure is known by its numbers: nobody writes down when it was first spoken of. */
const byItsNumbers = ({ asOf }: Reading): Period => onDay(asOf);

function measureOf(
  row: Row,
  { rows, numbers }: { readonly rows: readonly Row[]; readonly numbers: string | null },
  reading: Reading,
): MeasureFact {
  const of = (record: Row['record']): readonly Row[] => rows.filter((one) => one.record === record);
  const polarity = oneOf<Polarity>(row.polarity ?? '', polarities, 'neither');
  const frequency = oneOf(row.frequency ?? '', Object.keys(frequencies) as Frequency[], 'irregular');
  const baselines = of('baseline').flatMap((one) => {
    const [from, to, lockedOn] = [when(one.endsOn), when(one.code), when(one.startsOn)];
    return from && to && lockedOn ? [{ from, to, lockedOn, reason: '' }] : [];
  });
  const series = readSeries(valuesIn(numbers, reading), seriesReading(row, { polarity, frequency }), {
    scope: reading.scope,
    baselines: baselines.toSorted((a, b) => (a.from.start < b.from.start ? -1 : 1)),
    breaks: of('definition').flatMap(({ startsOn }) => when(startsOn) ?? []),
  });
  return {
    fact: { kind: 'measure', id: row.id, ref: row.ref, label: row.text ?? '', on: null },
    role: oneOf<MeasureRole>(row.role ?? '', Object.keys(measureRoles) as MeasureRole[], 'process'),
    polarity,
    frequency,
    lagDays: row.lagDays,
    safetyCritical: row.position === 1,
    points: dipPoints(series).filter(({ on }) => periodEnd(on) <= reading.asOf),
    charted: chartedIn(series, reading),
    written: of('dip').flatMap((one) => writtenDip(one, reading) ?? []),
    rebasedOn: baselines.map(({ lockedOn }) => lockedOn),
  };
}

const seriesReading = (
  row: Row,
  { polarity, frequency }: { readonly polarity: Polarity; readonly frequency: Frequency },
) => ({
  policy: {
    kind: oneOf<FigureKind>(row.kind ?? '', figureKinds, 'people'),
    smallNumbers: row.edition === 1,
    threshold: row.value ?? usualThreshold,
    suppressZero: row.low === 1,
    roundTo: row.high,
  },
  polarity,
  frequency,
  target: null,
});

/** The numbers that a reading may use. */
function valuesIn(numbers: string | null, reading: Reading): readonly ValueFact[] {
  const cells = numbers === null ? [] : (JSON.parse(numbers) as readonly NumberCells[]);
  return cells.flatMap((cell) => valueOf(cell, reading) ?? []);
}

function valueOf(cells: NumberCells, reading: Reading): ValueFact | null {
  const [id, position, edition, occurredOn, value, low, high, numerator, denominator, flag, ...marked] = cells;
  const [knownOn, recordedAt, publishedAt, withdrawnAt, visibility] = marked;
  const [on, known] = [when(occurredOn), when(knownOn)];
  if (!isReadable({ on, knownOn: known, recordedAt, publishedAt, withdrawnAt, visibility }, reading)) return null;
  return {
    id,
    position,
    edition,
    on,
    value,
    low,
    high,
    numerator,
    denominator,
    status: 'final',
    flag,
    knownOn: known,
    verified: false,
    inferred: false,
    note: null,
  };
}

/** Values that limits hold: what stands before limits, and where those may not be shown, says nothing. */
const chartedIn = ({ entries, limits }: Series, { asOf }: Reading): readonly ChartValue[] =>
  entries.flatMap(({ fact, shown, point }): ChartValue[] => {
    const { on } = fact;
    if (!on || !point || shown.is !== 'number' || periodEnd(on) > asOf) return [];
    const isHeld = limits.some(({ from, to }) => on.start >= from.start && on.start <= to.start);
    return isHeld ? [{ on, sides: point.signals.map(({ side }) => side), meaning: point.meaning }] : [];
  });

/** As recorded, a note counts from the day on which this record got it, whatever day it bears. */
function writtenDip({ id, startsOn, position, value, recordedAt }: Row, { mode }: Reading) {
  if (!isCalendarDay(startsOn) || value === null) return null;
  const writtenOn: CalendarDay = mode === 'recorded' ? later(startsOn, ukDayAt(recordedAt)) : startsOn;
  return { id, writtenOn, months: position, limitValue: value };
}

/** In the order of their days. */
function changesOf(rows: readonly Row[], reading: Reading): readonly DirectionChange[] {
  const of = (...records: readonly Row['record'][]) => rows.filter(({ record }) => records.includes(record));
  const versions = of('plan').toSorted((a, b) => a.edition - b.edition);
  const changes = [
    ...postChanges(of('post', 'chair').map((row) => holdingOf(row, reading))),
    ...of('structure').flatMap((row): DirectionChange[] => {
      const on = upTo(when(row.startsOn), reading);
      const fact = { kind: 'structural_change', id: row.id, ref: null, label: row.text ?? '' };
      return on ? [{ fact: { ...fact, on }, kind: 'structure', dropped: null }] : [];
    }),
    ...planChanges(versions.flatMap((row) => agreedPlan(row, reading))),
  ];
  return changes.toSorted((a, b) => byPeriod(a.fact.on, b.fact.on) || (a.fact.id < b.fact.id ? -1 : 1));
}

function holdingOf(row: Row, reading: Reading): Holding {
  const isOfBoard = row.record === 'chair';
  const post = posts[row.code as Post] ?? row.code ?? '';
  const fact: UsedFact = {
    kind: isOfBoard ? 'board_member' : 'post_holding',
    id: row.id,
    ref: row.ref,
    label: isOfBoard ? `Chair of ${row.text}` : row.text ? `${post} (${row.text})` : post,
    on: null,
  };
  return {
    fact,
    post: `${row.ownerId} ${row.code}`,
    from: upTo(when(row.startsOn), reading),
    to: upTo(when(row.endsOn), reading),
  };
}

function agreedPlan(row: Row, reading: Reading): readonly AgreedPlan[] {
  const on = upTo(when(row.startsOn), reading);
  if (!on || row.text === null) return [];
  const fact = { kind: 'plan_version', id: row.id, ref: row.ref, label: `Version ${row.edition} of ${row.ref}`, on };
  return [{ fact, planId: row.ownerId, frozen: readFrozenPlan(row.text) }];
}
