import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { groupBy } from '../../kernel/group-by.js';
import { ukDayAt } from '../../kernel/clock.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { BreachFact, FindingFact, Lesson1Facts, TriggerFact } from '../domain/lesson1/facts.js';
import { isReadable, isWrittenBy, upTo } from '../domain/readable.js';
import type { Reading } from '../domain/signal.js';
import { type MarkedRow, marks, marksByDay, marksOf } from './marks.js';

type Row = MarkedRow & {
  readonly record: 'trigger' | 'breach' | 'finding' | 'act';
  readonly id: string;
  readonly ref: string | null;
  readonly ownerId: string;
  readonly label: string;
  readonly code: string | null;
  readonly second: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** What brings help and what peers found, in one statement. */
@Injectable()
export class Lesson1FactsQueries {
  constructor(private readonly db: Database) {}

  async of(episodeId: string, reading: Reading, run: EpisodeRun): Promise<Lesson1Facts> {
    const rows = (await this.#rows(episodeId, run)).filter((row) => isReadable(marksOf(row, row.startsOn), reading));
    const of = (record: Row['record']): readonly Row[] => rows.filter((row) => row.record === record);
    const acts = groupBy(of('act'), ({ ownerId }) => ownerId);
    const triggers = of('trigger').map((row) => triggerOf(row, reading));
    const known = new Set(triggers.map(({ fact }) => fact.id));
    return {
      run,
      triggers,
      breaches: of('breach').flatMap((row) => (known.has(row.ownerId) ? breachOf(row, reading) : [])),
      findings: of('finding').map((row) => findingOf(row, acts.get(row.id) ?? [], reading)),
    };
  }

  #rows(episodeId: string, { bodies }: EpisodeRun): Promise<Row[]> {
    const these = list(bodies);
    return this.db.rows<Row>(sql`
      SELECT 'trigger' AS record, support_trigger.id AS id, support_trigger.ref, support_trigger.organisation_id AS "ownerId",
             support_trigger.text AS label, support_trigger.provider AS code, CAST(NULL AS text) AS second,
             support_trigger.agreed_on AS "startsOn", support_trigger.last_tested_on AS "endsOn",
             ${marksByDay('support_trigger', 'support_trigger.agreed_on')}
        FROM support_trigger WHERE support_trigger.organisation_id IN (${these})
       UNION ALL
      SELECT 'breach', trigger_breach.id, NULL, trigger_breach.trigger_id, trigger_breach.text, NULL, NULL,
             trigger_breach.detected_on, trigger_breach.responded_on,
             ${marksByDay('trigger_breach', 'trigger_breach.detected_on')}
        FROM support_trigger
        JOIN trigger_breach ON trigger_breach.trigger_id = support_trigger.id
       WHERE support_trigger.organisation_id IN (${these})
       UNION ALL
      SELECT 'finding', peer_finding.id, peer_support.ref, peer_finding.peer_support_id, peer_finding.text,
             peer_finding.accepted, peer_finding.reason, COALESCE(peer_support.reported_on, peer_finding.known_on),
             peer_finding.answered_on, ${marks('peer_finding')}
        FROM episode_fact
        JOIN peer_support ON peer_support.id = episode_fact.record_id
        JOIN peer_finding ON peer_finding.peer_support_id = peer_support.id
       WHERE episode_fact.episode_id = ${episodeId} AND episode_fact.role = 'peer'
       UNION ALL
      SELECT 'act', milestone_link.id, milestone.ref, milestone_link.target_id, milestone.title, NULL, NULL,
             substr(milestone_link.recorded_at, 1, 10), milestone_link.recorded_at,
             substr(milestone_link.recorded_at, 1, 10), milestone_link.recorded_at, milestone.published_at,
             milestone.withdrawn_at, milestone.visibility
        FROM episode_fact
        JOIN peer_finding ON peer_finding.peer_support_id = episode_fact.record_id
        JOIN milestone_link ON milestone_link.kind = 'peer_finding' AND milestone_link.target_id = peer_finding.id
        JOIN milestone ON milestone.id = milestone_link.milestone_id
       WHERE episode_fact.episode_id = ${episodeId} AND episode_fact.role = 'peer'
       ORDER BY record, "startsOn", id`);
  }
}

const factOf = (kind: string, row: Row) => ({
  kind,
  id: row.id,
  ref: row.ref,
  label: row.label,
  on: when(row.startsOn),
});

const triggerOf = (row: Row, reading: Reading): TriggerFact => ({
  fact: factOf('support_trigger', row),
  namesPeer: (row.code ?? '').trim() !== '',
  agreedOn: upTo(when(row.startsOn), reading),
  lastTestedOn: upTo(when(row.endsOn), reading),
});

function breachOf(row: Row, reading: Reading): readonly BreachFact[] {
  const detectedOn = when(row.startsOn);
  if (!detectedOn) return [];
  return [
    {
      fact: factOf('trigger_breach', row),
      triggerId: row.ownerId,
      detectedOn,
      respondedOn: upTo(when(row.endsOn), reading),
    },
  ];
}

/** An answer given after the day is none yet. One of the library without a date was given when it became known. */
function findingOf(row: Row, acts: readonly Row[], reading: Reading): FindingFact {
  const answeredOn = when(row.endsOn) ?? when(row.knownOn);
  const isAnswered = answeredOn === null || upTo(answeredOn, reading) !== null;
  const answer = row.code === 'yes' || row.code === 'part' || row.code === 'no' ? row.code : null;
  return {
    fact: factOf('peer_finding', row),
    foundOn: when(row.startsOn),
    answer: isAnswered ? answer : null,
    hasReason: (row.second ?? '').trim() !== '',
    actedOn: acts.flatMap(({ endsOn }) => (endsOn && isWrittenBy(endsOn, reading.asOf) ? [ukDayAt(endsOn)] : [])),
  };
}
