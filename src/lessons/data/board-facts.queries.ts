import { Injectable } from '@nestjs/common';
import { isIndependence } from '../../boards/domain/board.js';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { groupBy } from '../../kernel/group-by.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { HeldMeeting, RaisedChallenge } from '../domain/lesson3/facts.js';
import type { Reading } from '../domain/signal.js';
import { type FactRow, FactRows, inOrder, when } from './fact-rows.js';
import { marksByDay } from './marks.js';

type Row = FactRow<'meeting' | 'present' | 'chair' | 'challenge' | 'answer'>;

export type BoardFacts = { readonly meetings: readonly HeldMeeting[]; readonly challenges: readonly RaisedChallenge[] };

/** Meetings that the boards of an episode held, who was there, and what was asked and answered, in one statement. */
@Injectable()
export class BoardFactsQueries {
  constructor(private readonly db: Database) {}

  async of(reading: Reading, run: EpisodeRun): Promise<BoardFacts> {
    const rows = new FactRows(inOrder(await this.#rows(run), 'record', 'startsOn', 'id'), reading);
    const by = (kind: Row['record']) => groupBy(rows.of(kind), ({ ownerId }) => ownerId ?? '');
    const [present, chairs, answers] = [by('present'), by('chair'), by('answer')];
    return {
      meetings: rows
        .of('meeting')
        .flatMap((row) => meetingOf(row, present.get(row.id) ?? [], chairs.get(row.id) ?? [])),
      challenges: rows.of('challenge').flatMap((row) => challengeOf(row, answers.get(row.id) ?? [])),
    };
  }

  /** A meeting is held from when that was noted; who sat on the board is asked for its day. */
  #rows({ bodies }: EpisodeRun): Promise<Row[]> {
    return this.db.rows<Row>(sql`
      WITH held AS (
        SELECT review.id, review.ref, review.board_id, review.held_on, review.published_at, review.withdrawn_at,
               review.visibility, MIN(review_step.recorded_at) AS recorded_at
          FROM board CROSS JOIN review CROSS JOIN review_step
         WHERE board.organisation_id IN (${list(bodies)}) AND board.withdrawn_at IS NULL
           AND review.board_id = board.id
           AND review_step.review_id = review.id AND review_step.to_state = 'held'
         GROUP BY review.id, review.ref, review.board_id, review.held_on, review.published_at, review.withdrawn_at,
                  review.visibility)
      SELECT 'meeting' AS record, held.id AS id, held.ref AS ref, held.board_id AS "ownerId", CAST(NULL AS text) AS label,
             CAST(NULL AS text) AS code, CAST(NULL AS text) AS second, CAST(NULL AS integer) AS amount,
             held.held_on AS "startsOn", CAST(NULL AS varchar(10)) AS "endsOn", ${marksByDay('held', 'held.held_on')}
        FROM held
       UNION ALL
      SELECT 'present', attendance.id, NULL, held.id, NULL, board_member.independence, attendance.presence,
             CASE WHEN board_member.seat = 'chair' THEN 1 ELSE 0 END, held.held_on, NULL,
             held.held_on, attendance.recorded_at, held.published_at, held.withdrawn_at, held.visibility
        FROM held CROSS JOIN attendance CROSS JOIN board_member
       WHERE attendance.review_id = held.id AND attendance.presence IN ('present', 'substitute')
         AND board_member.id = attendance.member_id
       UNION ALL
      SELECT 'chair', board_member.id, NULL, held.id, NULL, board_member.independence, NULL, NULL, held.held_on, NULL,
             held.held_on, held.recorded_at, held.published_at, held.withdrawn_at, held.visibility
        FROM held CROSS JOIN board_member
       WHERE board_member.board_id = held.board_id AND board_member.seat = 'chair'
         AND board_member.withdrawn_at IS NULL AND board_member.from_on <= held.held_on
         AND (board_member.to_on IS NULL OR board_member.to_on >= held.held_on)
       UNION ALL
      SELECT 'challenge', challenge.id, challenge.ref, held.id, NULL, board_member.independence, NULL, NULL,
             challenge.raised_on, NULL, ${marksByDay('challenge', 'challenge.raised_on')}
        FROM held CROSS JOIN challenge
        LEFT JOIN board_member ON board_member.id = challenge.by_member_id
       WHERE challenge.review_id = held.id
       UNION ALL
      SELECT 'answer', challenge_answer.id, NULL, challenge.id, NULL, NULL, NULL, challenge_answer.position,
             challenge_answer.answered_on, NULL, challenge_answer.answered_on, challenge_answer.recorded_at,
             challenge.published_at, challenge.withdrawn_at, challenge.visibility
        FROM held CROSS JOIN challenge CROSS JOIN challenge_answer
       WHERE challenge.review_id = held.id AND challenge_answer.challenge_id = challenge.id`);
  }
}

const independenceOf = ({ code }: Row) => (isIndependence(code) ? code : null);

function meetingOf(row: Row, present: readonly Row[], [chair]: readonly Row[]): readonly HeldMeeting[] {
  const on = when(row.startsOn);
  if (!on) return [];
  return [
    {
      id: row.id,
      ref: row.ref ?? '',
      on,
      room: present.map((person) => ({
        independence: independenceOf(person),
        isChair: person.amount === 1 && person.second === 'present',
      })),
      chair: chair ? { independence: independenceOf(chair) } : null,
    },
  ];
}

function challengeOf(row: Row, answers: readonly Row[]): readonly RaisedChallenge[] {
  const raisedOn = when(row.startsOn);
  if (!raisedOn) return [];
  const first = answers.map(({ startsOn }) => startsOn ?? '').toSorted()[0] ?? null;
  return [{ id: row.id, ref: row.ref ?? '', by: independenceOf(row), raisedOn, answeredOn: when(first) }];
}
