import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, sql } from '../../database/sql.js';
import { addDays, type CalendarDay, isCalendarDay } from '../../kernel/calendar-day.js';
import { ukDayAt, ukDayStart } from '../../kernel/clock.js';
import { groupBy } from '../../kernel/group-by.js';
import { type FrozenMilestone, readFrozenPlan } from '../../plans/domain/frozen-plan.js';
import { isMilestoneState, type MilestoneState } from '../../plans/domain/milestone-state.js';
import { type Lever, type OwnerRating, ownerRatings } from '../../plans/domain/milestone-words.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { PlanAction } from '../domain/lesson4/facts.js';
import type { DueDate } from '../domain/lesson5/facts.js';
import type { AdaptableAction } from '../domain/lesson6/facts.js';
import { dueDatesOf, lastWord, type MilestoneHistory, stateThen } from '../domain/milestone-history.js';
import type { PublishedPlan } from '../domain/plan-read.js';
import {
  leverOf,
  publishedActions,
  publishedDates,
  publishedOrigins,
  publishedPlan,
} from '../domain/published-plan.js';
import { isPast, isReadable } from '../domain/readable.js';
import type { Reading } from '../domain/signal.js';
import { type FactRow, inOrder } from './fact-rows.js';
import { marksByDay, marksOf, publishedBy } from './marks.js';
import { versionOf } from './published-version.js';

type Row = FactRow<'version' | 'milestone' | 'move' | 'date_change' | 'update' | 'answer'>;

export type PlanFacts = {
  readonly published: PublishedPlan;
  readonly actions: readonly PlanAction[];
  readonly adaptable: readonly AdaptableAction[];
  readonly dueDates: readonly DueDate[];
  /** Versions that had been agreed. */
  readonly versions: number;
  /** Days on which something was written of a milestone. */
  readonly life: readonly CalendarDay[];
};

/** The plans that answer an episode, and their milestones with the history of each, in one statement. */
@Injectable()
export class PlanFactsQueries {
  constructor(private readonly db: Database) {}

  async of(episodeId: string, reading: Reading, run: EpisodeRun): Promise<PlanFacts> {
    const rows = inOrder(await this.#rows(episodeId, run, reading), 'record', 'ownerId', 'amount', 'id');
    const versions = rows.filter((row) => row.record === 'version' && isReadable(marksOf(row, row.startsOn), reading));
    if (reading.scope === 'public') return publishedFacts(versions, reading);
    const histories = historiesOf(rows, reading);
    const agreed = versions.flatMap(({ label }) => (label === null ? [] : readFrozenPlan(label).milestones));
    const actions = agreed.flatMap((frozen) => actionOf(frozen, histories.get(frozen.id)));
    return {
      published: null,
      actions: actions.map(({ adaptedFrom: _unused, ...action }) => action),
      adaptable: actions.map(({ id, ref, title, state, adaptedFrom }) => ({
        id,
        ref,
        title,
        isCancelled: state === 'cancelled',
        adaptedFrom,
      })),
      dueDates: [...histories.values()].flatMap(({ history }) => dueDatesOf(history)),
      versions: versions.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
      life: [...histories.values()].flatMap(({ history }) => lastWord(history) ?? []),
    };
  }

  /**
   * Of the versions of each plan only the one that was agreed last by the day is read whole: `label` is what it holds.
   * For everybody those are the versions that are published, and nothing else of a plan is asked for.
   * Of updates only those that warn are read, and the last word on each milestone.
   * CROSS JOIN keeps SQLite to the order written: the few plans first, then what is theirs.
   */
  #rows(episodeId: string, { bodies }: EpisodeRun, reading: Reading): Promise<Row[]> {
    const isShown = (version: string) =>
      reading.scope === 'board'
        ? sql`${fixed(`${version}.agreed_on`)} <= ${reading.asOf}`
        : publishedBy(version, reading);
    const isAsked = reading.scope === 'board' ? sql`1 = 1` : sql`1 = 0`;
    const plans = sql`
      SELECT plan.id
        FROM plan
       WHERE plan.organisation_id IN (
               SELECT organisation.id FROM organisation WHERE organisation.id IN (${list(bodies)})
                UNION
               SELECT organisation.parent_id FROM organisation WHERE organisation.id IN (${list(bodies)}))
         AND (plan.episode_id = ${episodeId} OR (plan.episode_id IS NULL AND plan.organisation_id IN (${list(bodies)})))
         AND plan.withdrawn_at IS NULL`;
    return this.db.rows<Row>(sql`
      WITH answering AS (${plans})
      SELECT 'version' AS record, plan_version.id AS id, CAST(NULL AS varchar(20)) AS ref,
             plan_version.plan_id AS "ownerId", plan_version.frozen AS label, CAST(NULL AS text) AS code,
             CAST(NULL AS text) AS second,
             (SELECT CAST(COUNT(*) AS integer) FROM plan_version AS other
               WHERE other.plan_id = plan_version.plan_id AND ${isShown('other')}) AS amount,
             plan_version.agreed_on AS "startsOn", CAST(NULL AS varchar(30)) AS "endsOn",
             plan_version.agreed_on AS "knownOn", plan_version.recorded_at AS "recordedAt",
             plan_version.published_at AS "publishedAt", plan_version.withdrawn_at AS "withdrawnAt",
             plan_version.visibility
        FROM answering CROSS JOIN plan_version
       WHERE plan_version.plan_id = answering.id
         AND plan_version.number = (SELECT MAX(last.number) FROM plan_version AS last
                                     WHERE last.plan_id = answering.id AND ${isShown('last')})
       UNION ALL
      SELECT 'milestone', milestone.id, milestone.ref, milestone.state, milestone.title, milestone.lever,
             milestone.adapted_from, CASE WHEN milestone.baseline_due IS NULL THEN 0 ELSE 1 END,
             substr(milestone.recorded_at, 1, 10), milestone.current_due,
             ${marksByDay('milestone', 'substr(milestone.recorded_at, 1, 10)')}
        FROM answering CROSS JOIN milestone
       WHERE milestone.plan_id = answering.id AND ${isAsked}
       UNION ALL
      SELECT 'move', milestone_move.id, NULL, milestone_move.milestone_id, NULL, milestone_move.from_state,
             milestone_move.to_state, milestone_move.position, milestone_move.on_day, milestone_move.at,
             milestone_move.on_day, milestone_move.at, NULL, NULL, 'board'
        FROM answering CROSS JOIN milestone CROSS JOIN milestone_move
       WHERE milestone.plan_id = answering.id AND ${isAsked} AND milestone_move.milestone_id = milestone.id
       UNION ALL
      SELECT 'date_change', date_change.id, NULL, date_change.milestone_id, NULL, date_change.from_due,
             date_change.to_due, date_change.number, date_change.on_day, date_change.at,
             date_change.on_day, date_change.at, NULL, NULL, 'board'
        FROM answering CROSS JOIN milestone CROSS JOIN date_change
       WHERE milestone.plan_id = answering.id AND date_change.milestone_id = milestone.id
       UNION ALL
      SELECT 'update', milestone_update.id, NULL, milestone_update.milestone_id, NULL, milestone_update.rating,
             NULL, milestone_update.position, NULL, milestone_update.at, NULL, milestone_update.at, NULL, NULL, 'board'
        FROM answering CROSS JOIN milestone CROSS JOIN milestone_update
       WHERE milestone.plan_id = answering.id AND ${isAsked} AND milestone_update.milestone_id = milestone.id
         AND (milestone_update.rating <> 'on_track'
              OR milestone_update.position = (SELECT MAX(last.position) FROM milestone_update AS last
                                               WHERE last.milestone_id = milestone.id AND last.rating IS NOT NULL
                                                 AND last.at < ${ukDayStart(addDays(reading.asOf, 1))}))
       UNION ALL
      SELECT 'answer', milestone_link.id, NULL, milestone_link.milestone_id, NULL, milestone_link.target_id,
             NULL, 0, NULL, milestone_link.recorded_at, NULL, milestone_link.recorded_at, NULL, NULL, 'board'
        FROM answering CROSS JOIN milestone CROSS JOIN milestone_link
       WHERE milestone.plan_id = answering.id AND ${isAsked} AND milestone_link.milestone_id = milestone.id
         AND milestone_link.kind = 'finding'`);
  }
}

/** What the published versions hold of the plans: the milestones as they stand are their board’s. */
function publishedFacts(rows: readonly Row[], { asOf }: Reading): PlanFacts {
  const versions = rows.flatMap(versionOf);
  const published = publishedPlan(versions, asOf);
  return {
    published,
    actions: versions.flatMap((version) => publishedActions(version, asOf)),
    adaptable: versions.flatMap((version) => publishedOrigins(version, asOf)),
    dueDates: versions.flatMap((version) => publishedDates(version, asOf)),
    versions: rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    life: published.stoodOn,
  };
}

type Kept = {
  readonly history: MilestoneHistory;
  readonly lever: Lever | null;
  readonly adaptedFrom: string | null;
  readonly findingIds: readonly string[];
};

const stateOf = (text: string | null): MilestoneState => (isMilestoneState(text) ? text : 'not_started');
const dayIn = (text: string | null): readonly CalendarDay[] => (isCalendarDay(text) ? [text] : []);

/** The milestones that the reading may use, each with as much of its history. A part has the visibility of its whole. */
function historiesOf(rows: readonly Row[], reading: Reading): ReadonlyMap<string, Kept> {
  const parts = groupBy(
    rows.filter(({ record }) => record !== 'version' && record !== 'milestone'),
    ({ record, ownerId }) => `${record} ${ownerId}`,
  );
  const milestones = rows.filter(
    (row) => row.record === 'milestone' && isReadable(marksOf(row, row.startsOn), reading),
  );
  return new Map(
    milestones.map((row) => [row.id, keptOf(row, (record) => parts.get(`${record} ${row.id}`) ?? [], reading)]),
  );
}

function keptOf(row: Row, parts: (record: Row['record']) => readonly Row[], reading: Reading): Kept {
  const dated = (record: 'move' | 'date_change') =>
    parts(record).flatMap((part) =>
      dayIn(part.startsOn).map((onDay) => ({
        part,
        onDay,
        isPast: isPast({ onDay, writtenAt: part.endsOn ?? '' }, reading),
      })),
    );
  const written = (record: 'update' | 'answer') =>
    parts(record).flatMap((part) => {
      const writtenAt = part.endsOn ?? '';
      const onDay = ukDayAt(writtenAt);
      return isPast({ onDay, writtenAt }, reading) ? [{ part, onDay }] : [];
    });
  const moves = dated('move').map(({ part, onDay, isPast: past }) => ({
    past,
    move: { from: stateOf(part.code), to: stateOf(part.second), onDay },
  }));
  const changes = dated('date_change').flatMap(({ part, onDay, isPast: past }) =>
    dayIn(part.code).flatMap((fromDue) =>
      dayIn(part.second).map((toDue) => ({ past, change: { fromDue, toDue, onDay } })),
    ),
  );
  const [dueNow] = dayIn(row.endsOn);
  return {
    lever: leverOf(row.code),
    adaptedFrom: row.second?.trim() || null,
    findingIds: written('answer').flatMap(({ part }) => part.code ?? []),
    history: {
      id: row.id,
      ref: row.ref ?? '',
      title: row.label ?? '',
      isAgreed: row.amount === 1 && dueNow !== undefined,
      stateNow: stateOf(row.ownerId),
      dueNow: dueNow ?? reading.asOf,
      moves: moves.flatMap(({ past, move }) => (past ? [move] : [])),
      firstMove: moves[0]?.move ?? null,
      dateChanges: changes.flatMap(({ past, change }) => (past ? [change] : [])),
      firstDateChange: changes[0]?.change ?? null,
      ratings: written('update').flatMap(({ part, onDay }) =>
        part.code !== null && Object.hasOwn(ownerRatings, part.code)
          ? [{ rating: part.code as OwnerRating, onDay }]
          : [],
      ),
    },
  };
}

/** An action of the version; one that was taken off the record, or that the scope may not see, is none. */
function actionOf(
  { id, ref, title, lever }: FrozenMilestone,
  kept: Kept | undefined,
): readonly (PlanAction & { readonly adaptedFrom: string | null })[] {
  if (!kept) return [];
  const { history, adaptedFrom, findingIds } = kept;
  return [{ id, ref, title, lever: leverOf(lever) ?? kept.lever, state: stateThen(history), findingIds, adaptedFrom }];
}
