import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { ExitCriterionState } from '../../interventions/domain/exit-criterion-state.js';
import type { CheckResult } from '../../interventions/domain/sustainment.js';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import { groupBy } from '../../kernel/group-by.js';
import { byPeriod, onDay, parsePeriod, type Period, periodEnd } from '../../kernel/period.js';
import { type Post, posts as postNames } from '../../organisations/domain/posts.js';
import type { MilestoneState } from '../../plans/domain/milestone-state.js';
import type { Horizon } from '../../plans/domain/milestone-words.js';
import { type EpisodeArea, isWithinArea } from '../../vocabulary/domain/episode-areas.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { CriterionFact, Lesson2Facts } from '../domain/lesson2/facts.js';
import type { CheckFact, GradeFact, Lesson8Facts, PostChange } from '../domain/lesson8/facts.js';
import type { PlanAction } from '../domain/plan-action.js';
import { publishedCourse, publishedPlan } from '../domain/published-plan.js';
import { isPast, isReadable, upTo } from '../domain/readable.js';
import type { Reading, UsedFact } from '../domain/signal.js';
import { inOrder } from './fact-rows.js';
import { inspectionMarks, type MarkedRow, marks, marksByDay, marksOf, publishedBy } from './marks.js';
import { versionOf } from './published-version.js';

type Row = MarkedRow & {
  readonly record: 'criterion' | 'criterion_change' | 'version' | 'action' | 'move' | 'check' | 'post' | 'grade';
  readonly id: string;
  readonly ref: string | null;
  readonly ownerId: string;
  readonly label: string | null;
  readonly code: string | null;
  readonly second: string | null;
  readonly number: number | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};

export type Facts2And8 = { readonly 2: Lesson2Facts; readonly 8: Omit<Lesson8Facts, 'elsewhere'> };

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** How an intervention was left and what has held since: both lessons read the same plan, in one statement. */
@Injectable()
export class Lesson2And8FactsQueries {
  constructor(private readonly db: Database) {}

  async of(episodeId: string, reading: Reading, run: EpisodeRun): Promise<Facts2And8> {
    const all = await this.#rows(episodeId, run, reading);
    const rows = inOrder(all, 'record', 'number', 'startsOn', 'id').filter((row) =>
      isReadable(marksOf(row, happenedOn(row)), reading),
    );
    const of = (record: Row['record']): readonly Row[] => rows.filter((row) => row.record === record);
    const changes = groupBy(of('criterion_change'), ({ ownerId }) => ownerId);
    const moves = groupBy(of('move'), ({ ownerId }) => ownerId);
    const actions = of('action').map((row) => actionOf(row, moves.get(row.id) ?? [], reading));
    const versions = of('version').flatMap(versionOf);
    const isPublic = reading.scope === 'public';
    return {
      2: { run, actions, criteria: of('criterion').map((row) => criterionOf(row, changes.get(row.id) ?? [], reading)) },
      8: {
        run,
        actions: isPublic ? versions.flatMap((version) => publishedCourse(version, reading.asOf)) : actions,
        published: isPublic ? publishedPlan(versions, reading.asOf) : null,
        checks: of('check').map((row) => checkOf(row, reading)),
        grades: of('grade').flatMap((row) => gradeOf(row, run)),
        posts: of('post').flatMap((row) => postChangesOf(row, reading)),
      },
    };
  }

  #rows(episodeId: string, { bodies }: EpisodeRun, reading: Reading): Promise<Row[]> {
    const these = list(bodies);
    const steps = sql`
      (SELECT episode_fact.record_id FROM episode_fact
        WHERE episode_fact.episode_id = ${episodeId} AND episode_fact.role = 'intervention'
        UNION ALL
       SELECT failure_episode.trigger_intervention_id FROM failure_episode WHERE failure_episode.id = ${episodeId})`;
    const plans = sql`
      (SELECT plan.id FROM plan
        WHERE plan.organisation_id IN (${these}) AND plan.withdrawn_at IS NULL
          AND (plan.episode_id IS NULL OR plan.episode_id = ${episodeId}))`;
    return this.db.rows<Row>(sql`
      SELECT 'criterion' AS record, exit_criterion.id AS id, intervention.ref AS ref,
             exit_criterion.intervention_id AS "ownerId", exit_criterion.text AS label, exit_criterion.status AS code,
             CAST(NULL AS text) AS second, CAST(NULL AS integer) AS number, exit_criterion.agreed_on AS "startsOn",
             exit_criterion.met_on AS "endsOn", ${marks('exit_criterion')}
        FROM exit_criterion
        JOIN intervention ON intervention.id = exit_criterion.intervention_id
       WHERE exit_criterion.intervention_id IN ${steps}
       UNION ALL
      SELECT 'criterion_change', status_change.id, NULL, status_change.record_id, NULL, status_change.to_state, NULL,
             status_change.position, status_change.occurred_on, status_change.recorded_at,
             ${marks('exit_criterion')}
        FROM exit_criterion
        JOIN status_change ON status_change.record_id = exit_criterion.id
       WHERE exit_criterion.intervention_id IN ${steps} AND status_change.record_kind = 'exit_criterion'
       UNION ALL
      SELECT 'version', plan_version.id, NULL, plan_version.plan_id, plan_version.frozen, NULL, NULL,
             plan_version.number, plan_version.agreed_on, NULL, ${marksByDay('plan_version', 'plan_version.agreed_on')}
        FROM plan_version
       WHERE plan_version.plan_id IN ${plans}
         AND plan_version.number = (SELECT MAX(last.number) FROM plan_version AS last
                                     WHERE last.plan_id = plan_version.plan_id AND ${publishedBy('last', reading)})
       UNION ALL
      SELECT 'action', milestone.id, milestone.ref, milestone.plan_id, milestone.title, milestone.owner_post,
             milestone.horizon, CAST(NULL AS integer), milestone.baseline_due, milestone.current_due,
             ${marksByDay('milestone', 'substr(milestone.recorded_at, 1, 10)')}
        FROM milestone
       WHERE milestone.plan_id IN ${plans}
       UNION ALL
      SELECT 'move', milestone_move.id, NULL, milestone_move.milestone_id, NULL, milestone_move.to_state, NULL,
             milestone_move.position, milestone_move.on_day, milestone_move.at,
             ${marksByDay('milestone', 'substr(milestone.recorded_at, 1, 10)')}
        FROM milestone
        JOIN milestone_move ON milestone_move.milestone_id = milestone.id
       WHERE milestone.plan_id IN ${plans}
       UNION ALL
      SELECT 'check', sustainment_check.id, NULL, sustainment_check.organisation_id, sustainment_check.text,
             sustainment_check.result, sustainment_check.intervention_id, sustainment_check.months,
             sustainment_check.due_on, sustainment_check.done_on, ${marks('sustainment_check')}
        FROM sustainment_check
       WHERE sustainment_check.organisation_id IN (${these})
       UNION ALL
      SELECT 'post', post_holding.id, NULL, post_holding.organisation_id, post_holding.holder_name, post_holding.post,
             NULL, post_holding.leaving_planned, post_holding.started_on, post_holding.ended_on, ${marks('post_holding')}
        FROM post_holding
       WHERE post_holding.organisation_id IN (${these})
       UNION ALL
      SELECT 'grade', judgement.id, inspection.ref, COALESCE(inspection.area, framework.episode_area, ''),
             judgement.area_text, COALESCE(judgement.unit, inspection.unit),
             rating_scale.key || ' ' || CASE WHEN judgement.is_overall = 1 THEN '' ELSE COALESCE(judgement.area_key, judgement.area_text) END,
             rating_grade.ordinal, inspection.judged_on, NULL, ${inspectionMarks}
        FROM inspection
        JOIN judgement ON judgement.inspection_id = inspection.id
        JOIN rating_grade ON rating_grade.id = judgement.grade_id
        JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
        LEFT JOIN framework ON framework.id = inspection.framework_id
       WHERE inspection.organisation_id IN (${these}) AND inspection.judged_on IS NOT NULL`);
  }
}

/** The day on which the fact itself happened; null for what is planned, and for parts that have a history. */
function happenedOn({ record, startsOn, endsOn }: Row): string | null {
  if (record === 'grade' || record === 'criterion' || record === 'version') return startsOn;
  if (record === 'post') return startsOn ?? endsOn;
  return null;
}

const factOf = (kind: string, row: Row, on: Period | null): UsedFact => ({
  kind,
  id: row.id,
  ref: row.ref,
  label: row.label ?? '',
  on,
});

/** One of the library has no history: it was met on the day that a source gives, or nobody knows. */
function criterionOf(row: Row, changes: readonly Row[], reading: Reading): CriterionFact {
  const agreedOn = upTo(when(row.startsOn), reading);
  const metOn = row.code === 'met' ? upTo(when(row.endsOn), reading) : null;
  const past = changes.flatMap(({ code, startsOn, endsOn }) => {
    const on = when(startsOn);
    if (!on || !endsOn || !isPast({ onDay: periodEnd(on), writtenAt: endsOn }, reading)) return [];
    return [{ on, to: code as ExitCriterionState }];
  });
  return {
    fact: factOf('exit_criterion', row, agreedOn),
    interventionId: row.ownerId,
    agreedOn,
    changes: changes.length > 0 ? past : metOn ? [{ on: metOn, to: 'met' }] : [],
  };
}

function actionOf(row: Row, moves: readonly Row[], reading: Reading): PlanAction {
  const changes = moves
    .flatMap(({ code, startsOn, endsOn }) => {
      const on = parseCalendarDay(startsOn);
      return on && endsOn && isPast({ onDay: on, writtenAt: endsOn }, reading)
        ? [{ on, to: code as MilestoneState }]
        : [];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const due = parseCalendarDay(row.startsOn);
  const days: readonly CalendarDay[] = [ukDayAt(row.recordedAt), ...(due ? [due] : []), ...changes.map(({ on }) => on)];
  return {
    fact: factOf('milestone', row, due && onDay(due)),
    hasOwner: (row.code ?? '').trim() !== '',
    horizon: row.second as Horizon | null,
    since: days.reduce((first, day) => (day < first ? day : first)),
    changes,
  };
}

const checkOf = (row: Row, reading: Reading): CheckFact => {
  const doneOn = upTo(when(row.endsOn), reading);
  return {
    fact: factOf('sustainment_check', row, doneOn ?? when(row.startsOn)),
    months: row.number,
    doneOn,
    result: doneOn ? (row.code as CheckResult | null) : null,
  };
};

/** Of the work of the episode alone, and of its part where it has one. */
function gradeOf(row: Row, run: EpisodeRun): readonly GradeFact[] {
  const on = when(row.startsOn);
  if (!on || row.number === null || row.ownerId === '' || !isWithinArea(row.ownerId as EpisodeArea, run.area))
    return [];
  if (row.code !== run.unit) return [];
  const [scale = '', ...area] = (row.second ?? '').split(' ');
  return [
    {
      fact: factOf('inspection', row, on),
      on,
      area: area.join(' '),
      areaLabel: row.label ?? '',
      scale,
      ordinal: row.number,
    },
  ];
}

function postChangesOf(row: Row, reading: Reading): readonly PostChange[] {
  const post = row.code ?? '';
  const title = postNames[post as Post] ?? post;
  const change = (kind: PostChange['kind'], on: Period | null): readonly PostChange[] =>
    on
      ? [{ fact: { ...factOf('post_holding', row, on), label: title }, post, on, kind, planned: row.number === 1 }]
      : [];
  return [
    ...change('began', upTo(when(row.startsOn), reading)),
    ...change('left', upTo(when(row.endsOn), reading)),
  ].toSorted((a, b) => byPeriod(a.on, b.on));
}
