import { Injectable } from '@nestjs/common';
import { dayInWords } from '../../../boards/domain/day-in-words.js';
import { Database } from '../../../database/database.js';
import { list, type Sql, sql } from '../../../database/sql.js';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';
import type { AskingForWork, Task, TaskPlace, TaskSource } from '../../domain/task.js';

/** What lies further off is on the page of the board. */
const aheadInDays = 30;
const soonInDays = 14;

type Row = {
  readonly what: string;
  /** The day of the meeting that `what` ends with. */
  readonly heldOn: CalendarDay | null;
  readonly dueOn: CalendarDay | null;
  readonly about: string;
  readonly page: TaskPlace['page'];
  readonly ref: string;
};

/** Packs to issue, meetings to hold, minutes to write, agree and publish, and questions to answer. */
@Injectable()
export class BoardTasksQueries implements TaskSource {
  constructor(private readonly db: Database) {}

  async tasksOf(asking: AskingForWork): Promise<Task[]> {
    const parts = [
      ...within(asking.reach('reviews.run'), (ids) => running(ids, asking.today)),
      ...within(asking.reach('minutes.agree'), (ids) => [toAgree(ids)]),
      ...within(asking.reach('packs.unlock'), (ids) => [toUnlock(ids, asking.accountId)]),
      ...within(asking.reach('challenges.answer'), (ids) => answering(ids, asking.today)),
      ...within(asking.reach('challenges.raise'), (ids) => [toJudge(ids)]),
    ];
    const [first, ...others] = parts;
    if (!first) return [];
    const all = others.reduce((before, part) => sql`${before} UNION ALL ${part}`, first);
    const rows = await this.db.rows<Row>(sql`SELECT * FROM (${all}) AS tasks ORDER BY ref, what`);
    return rows.map(({ what, heldOn, dueOn, about, page, ref }): Task => ({
      group: 'boards',
      what: heldOn === null ? what : `${what}${dayInWords(heldOn)}`,
      about,
      place: { page, of: ref },
      dueOn,
    }));
  }
}

const within = (ids: readonly string[], parts: (ids: readonly string[]) => readonly Sql[]): readonly Sql[] =>
  ids.length === 0 ? [] : parts(ids);

const ofBoards = (ids: readonly string[]): Sql => sql`
    JOIN board ON board.id = review.board_id
    JOIN organisation ON organisation.id = board.organisation_id
   WHERE board.withdrawn_at IS NULL AND review.withdrawn_at IS NULL AND organisation.id IN (${list(ids)})`;

function running(ids: readonly string[], today: CalendarDay): readonly Sql[] {
  const until = addDays(today, aheadInDays);
  const soon = addDays(today, soonInDays);
  return [
    sql`
  SELECT 'Issue the pack for the meeting of ' AS what, review.held_on AS "heldOn", review.pack_due_on AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'review' AS page, review.ref AS ref
    FROM review ${ofBoards(ids)}
     AND review.state IN ('scheduled', 'collecting') AND review.held_on <= ${until}`,
    sql`
  SELECT 'Hold the meeting of ' AS what, review.held_on AS "heldOn", review.held_on AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'review' AS page, review.ref AS ref
    FROM review ${ofBoards(ids)}
     AND review.state = 'issued' AND review.held_on <= ${soon}`,
    sql`
  SELECT 'Draft the minutes of ' AS what, review.held_on AS "heldOn", review.minutes_due_on AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'minutes' AS page, review.ref AS ref
    FROM review ${ofBoards(ids)}
     AND review.state = 'held'`,
    sql`
  SELECT 'Publish the minutes of ' AS what, review.held_on AS "heldOn", NULL AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'minutes' AS page, review.ref AS ref
    FROM review ${ofBoards(ids)}
     AND review.state = 'minutes_agreed' AND board.visibility = 'public'`,
    sql`
  SELECT 'Look again at decision ' || decision.ref AS what, NULL AS "heldOn", decision.review_on AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'decision' AS page, decision.ref AS ref
    FROM decision
    JOIN review ON review.id = decision.review_id ${ofBoards(ids)}
     AND decision.withdrawn_at IS NULL AND decision.review_on <= ${soon}`,
  ];
}

const toAgree = (ids: readonly string[]): Sql => sql`
  SELECT 'Agree the minutes of ' AS what, review.held_on AS "heldOn", NULL AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'minutes' AS page, review.ref AS ref
    FROM review ${ofBoards(ids)}
     AND review.state = 'minutes_drafted'`;

const toUnlock = (ids: readonly string[], accountId: string): Sql => sql`
  SELECT 'Answer a request to correct an issued pack' AS what, NULL AS "heldOn", NULL AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'pack' AS page, review.ref AS ref
    FROM pack_unlock
    JOIN review ON review.id = pack_unlock.review_id ${ofBoards(ids)}
     AND pack_unlock.state = 'asked'
     AND pack_unlock.asked_by NOT IN (SELECT account.ref FROM account WHERE account.id = ${accountId})`;

const answering = (ids: readonly string[], today: CalendarDay): readonly Sql[] => [
  sql`
  SELECT 'Answer challenge ' || challenge.ref || ' to: ' || challenge.to_post AS what, NULL AS "heldOn",
         challenge.due_on AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'challenge' AS page, challenge.ref AS ref
    FROM challenge
    JOIN review ON review.id = challenge.review_id ${ofBoards(ids)}
     AND challenge.withdrawn_at IS NULL AND challenge.state = 'open'`,
  sql`
  SELECT 'Finish action ' || board_action.ref || ': ' || board_action.owner_post AS what, NULL AS "heldOn",
         board_action.due_on AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'action' AS page, board_action.ref AS ref
    FROM board_action
    JOIN review ON review.id = board_action.review_id ${ofBoards(ids)}
     AND board_action.withdrawn_at IS NULL AND board_action.state = 'open'
     AND board_action.due_on <= ${addDays(today, soonInDays)}`,
];

const toJudge = (ids: readonly string[]): Sql => sql`
  SELECT 'Say whether the answer to ' || challenge.ref || ' will do' AS what, NULL AS "heldOn", NULL AS "dueOn",
         board.name || ', ' || organisation.name AS about, 'challenge' AS page, challenge.ref AS ref
    FROM challenge
    JOIN review ON review.id = challenge.review_id ${ofBoards(ids)}
     AND challenge.withdrawn_at IS NULL AND challenge.state = 'answered'`;
