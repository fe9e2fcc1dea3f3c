import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { withTheirServices } from '../../../organisations/data/kin.js';
import { type Sql, sql } from '../../../database/sql.js';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';
import { isGuestOf } from '../../../plans/data/guests.queries.js';
import { updateEveryDays } from '../../domain/return-parts.js';
import type { AskingForWork, Task, TaskGroup, TaskPlace, TaskSource } from '../../domain/task.js';

/** What lies further off is on the page of the plan. */
const soonInDays = 14;

type Row = {
  readonly group: TaskGroup;
  readonly what: string;
  readonly about: string;
  readonly page: TaskPlace['page'];
  readonly place: string;
  readonly dueOn: CalendarDay | null;
};

/**
 * What people owe a plan: updates, evidence and impact of whoever does the work; judgements, dates and versions of
 * whoever decides; risks to look at again.
 */
@Injectable()
export class PlanTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf(asking: AskingForWork): Promise<Task[]> {
    const { today } = asking;
    const parts = [
      ...within(asking.reach('measures.enter'), (bodies) => [
        updates(bodies, today),
        evidenceOwed(bodies),
        impactDue(bodies, today),
      ]),
      ...toAccept(asking),
      ...within(asking.reach('dates.decide'), (bodies) => [datesAsked(bodies)]),
      ...within(asking.reach('plans.agree'), (bodies) => [versionsProposed(bodies)]),
      ...within(asking.reach('plans.publish'), (bodies) => [versionsToPublish(bodies)]),
      ...within(asking.reach('risks.edit'), (bodies) => [risks(bodies, today)]),
    ];
    if (parts.length === 0) return [];
    const all = parts.reduce((before, part) => sql`${before} UNION ALL ${part}`, named);
    const rows = await this.db.rows<Row>(sql`SELECT * FROM (${all}) AS tasks ORDER BY place, what`);
    return rows.map(({ page, place, ...task }): Task => ({ ...task, place: { page, of: place } }));
  }
}

/** No row: what the columns are called, whichever parts follow. */
const named = sql`
  SELECT task.word AS "group", task.word AS what, task.word AS about, task.word AS page, task.word AS place,
         task.word AS "dueOn"
    FROM (SELECT CAST('' AS varchar(10)) AS word) AS task
   WHERE 1 = 0`;

const within = (ids: readonly string[], parts: (bodies: Sql) => readonly Sql[]): readonly Sql[] =>
  ids.length === 0 ? [] : parts(sql`organisation.id IN (${withTheirServices(ids)})`);

const ofMilestones = sql`
    FROM milestone
    JOIN plan ON plan.id = milestone.plan_id
    JOIN organisation ON organisation.id = plan.organisation_id
   WHERE milestone.withdrawn_at IS NULL AND plan.withdrawn_at IS NULL`;

/** One line a plan: the return lists them. */
function updates(bodies: Sql, today: CalendarDay): Sql {
  const since = `${addDays(today, -updateEveryDays)}T00:00:00.000Z`;
  return sql`
  SELECT 'return',
         CASE count(*) WHEN 1 THEN 'A milestone waits for an update'
                       ELSE CAST(count(*) AS varchar(10)) || ' milestones wait for an update' END,
         plan.title || ', ' || organisation.name, 'return', organisation.slug, NULL
    ${ofMilestones}
     AND milestone.state IN ('not_started', 'in_progress') AND milestone.recorded_at < ${since}
     AND coalesce(milestone.start_on, ${today}) <= ${today} AND ${bodies}
     AND NOT EXISTS (SELECT 1 FROM milestone_update
                      WHERE milestone_update.milestone_id = milestone.id AND milestone_update.at >= ${since})
   GROUP BY plan.id, plan.title, organisation.name, organisation.slug`;
}

const evidenceOwed = (bodies: Sql): Sql => sql`
  SELECT 'return', 'Add the evidence owed for ' || milestone.ref, milestone.title || ', ' || organisation.name,
         'milestone', plan.ref || '/' || milestone.ref, milestone.evidence_owed_until
    ${ofMilestones}
     AND milestone.state = 'action_complete' AND milestone.evidence_owed_until IS NOT NULL AND ${bodies}`;

/** One line a plan, by the first that is due: the plan lists them. */
const impactDue = (bodies: Sql, today: CalendarDay): Sql => sql`
  SELECT 'return',
         CASE count(*) WHEN 1 THEN 'Show what a complete action has changed'
                       ELSE 'Show what ' || CAST(count(*) AS varchar(10)) || ' complete actions have changed' END,
         plan.title || ', ' || organisation.name, 'complete', plan.ref, min(milestone.impact_due)
    ${ofMilestones}
     AND milestone.state = 'action_complete' AND milestone.evidence_owed_until IS NULL
     AND milestone.impact_due <= ${addDays(today, soonInDays)} AND ${bodies}
     AND NOT EXISTS (SELECT 1 FROM evidence_link
                       JOIN evidence ON evidence.id = evidence_link.evidence_id
                      WHERE evidence_link.entity = 'milestone' AND evidence_link.entity_id = milestone.id
                        AND evidence.level = 'impact' AND evidence.withdrawn_at IS NULL)
   GROUP BY plan.id, plan.title, organisation.name, plan.ref`;

/** Evidence of impact that nobody has judged: for members of the board and invited inspectors, never for who added it. */
function toAccept({ reach, may, accountId, today }: AskingForWork): readonly Sql[] {
  const ids = reach('milestones.accept');
  if (ids.length === 0 && !may('milestones.accept')) return [];
  const seen =
    ids.length === 0
      ? isGuestOf('plan.id', accountId, today)
      : sql`(plan.organisation_id IN (${withTheirServices(ids)})
             OR ${isGuestOf('plan.id', accountId, today)})`;
  return [
    sql`
  SELECT 'decide', 'Say whether ' || evidence.ref || ' shows the impact of ' || milestone.ref,
         milestone.title || ', ' || organisation.name, 'evidence', evidence.ref, milestone.impact_due
    FROM evidence
    JOIN evidence_link ON evidence_link.evidence_id = evidence.id AND evidence_link.entity = 'milestone'
    JOIN milestone ON milestone.id = evidence_link.entity_id
    JOIN plan ON plan.id = milestone.plan_id
    JOIN organisation ON organisation.id = plan.organisation_id
   WHERE evidence.withdrawn_at IS NULL AND milestone.withdrawn_at IS NULL AND plan.withdrawn_at IS NULL
     AND evidence.level = 'impact' AND evidence.accepted_on IS NULL AND evidence.not_accepted_because IS NULL
     AND milestone.state = 'action_complete'
     AND evidence.recorded_by NOT IN (SELECT account.ref FROM account WHERE account.id = ${accountId}) AND ${seen}`,
  ];
}

const datesAsked = (bodies: Sql): Sql => sql`
  SELECT 'decide', 'Decide the new date that is asked for ' || milestone.ref,
         milestone.title || ', ' || organisation.name, 'milestone', plan.ref || '/' || milestone.ref, NULL
    FROM date_request
    JOIN milestone ON milestone.id = date_request.milestone_id
    JOIN plan ON plan.id = milestone.plan_id
    JOIN organisation ON organisation.id = plan.organisation_id
   WHERE date_request.status = 'asked' AND milestone.withdrawn_at IS NULL AND plan.withdrawn_at IS NULL
     AND ${bodies}`;

const ofVersions = sql`
    FROM plan_version
    JOIN plan ON plan.id = plan_version.plan_id
    JOIN organisation ON organisation.id = plan.organisation_id
   WHERE plan_version.withdrawn_at IS NULL AND plan.withdrawn_at IS NULL`;

const versionsProposed = (bodies: Sql): Sql => sql`
  SELECT 'decide', 'Record whether the board agreed version ' || CAST(plan_version.number AS varchar(10)),
         plan.title || ', ' || organisation.name, 'versions', plan.ref, NULL
    ${ofVersions} AND plan_version.state = 'proposed' AND ${bodies}`;

/** Where everybody reads an older version than the one that the board has agreed. */
const versionsToPublish = (bodies: Sql): Sql => sql`
  SELECT 'boards', 'Publish version ' || CAST(plan_version.number AS varchar(10)) || ': everybody reads an older one',
         plan.title || ', ' || organisation.name, 'versions', plan.ref, NULL
    ${ofVersions} AND plan_version.state = 'agreed' AND plan_version.visibility <> 'public' AND ${bodies}
     AND EXISTS (SELECT 1 FROM plan_version AS older
                  WHERE older.plan_id = plan.id AND older.visibility = 'public' AND older.withdrawn_at IS NULL)`;

const risks = (bodies: Sql, today: CalendarDay): Sql => sql`
  SELECT 'return', 'Look again at risk ' || risk.ref, risk.title || ', ' || organisation.name, 'risk', risk.ref,
         risk.review_on
    FROM risk
    JOIN organisation ON organisation.id = risk.organisation_id
   WHERE risk.withdrawn_at IS NULL AND risk.status = 'open' AND risk.review_on <= ${addDays(today, soonInDays)}
     AND ${bodies}`;
