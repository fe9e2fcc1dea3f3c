import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { ukDayAt } from '../../kernel/clock.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { BreachFact, FindingFact, Lesson1Facts, TriggerFact } from '../domain/lesson1/facts.js';
import { publishedAnswers, publishedPlan } from '../domain/published-plan.js';
import { isPast, isReadable, isWrittenBy, upTo } from '../domain/readable.js';
import type { Reading } from '../domain/signal.js';
import { type MarkedRow, marks, marksByDay, marksOf, publishedBy } from './marks.js';
import { versionOf } from './published-version.js';

type Row = MarkedRow & {
  readonly record: 'trigger' | 'breach' | 'finding' | 'act' | 'decided' | 'version';
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
    const rows = (await this.#rows(episodeId, run, reading)).filter((row) =>
      isReadable(marksOf(row, row.startsOn), reading),
    );
    const of = (record: Row['record']): readonly Row[] => rows.filter((row) => row.record === record);
    const isPublic = reading.scope === 'public';
    const versions = of('version').flatMap(versionOf);
    const acts = groupBy(isPublic ? [] : of('act'), ({ ownerId }) => ownerId);
    const decided = groupBy(of('decided'), ({ ownerId }) => ownerId);
    const answers = groupBy(
      versions.flatMap((version) => publishedAnswers(version, reading.asOf)),
      ({ findingId }) => findingId,
    );
    const triggers = of('trigger').map((row) => triggerOf(row, reading));
    const known = new Set(triggers.map(({ fact }) => fact.id));
    return {
      run,
      triggers,
      breaches: of('breach').flatMap((row) => (known.has(row.ownerId) ? breachOf(row, reading) : [])),
      findings: of('finding').map((row) =>
        findingOf(
          row,
          [
            ...(acts.get(row.id) ?? []).flatMap((act) => tiedOn(act, reading)),
            ...(decided.get(row.id) ?? []).flatMap((act) => decidedOn(act, reading)),
            ...(answers.get(row.id) ?? []).map(({ on }) => on),
          ],
          reading,
        ),
      ),
      published: isPublic ? publishedPlan(versions, reading.asOf) : null,
    };
  }

  /** An answer of the plan is its board’s; everybody reads those that a published version holds. */
  #rows(episodeId: string, { bodies }: EpisodeRun, reading: Reading): Promise<Row[]> {
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
       UNION ALL
      SELECT 'decided', peer_finding.id, peer_finding.decision_ref, peer_finding.id, decision.text, NULL, NULL,
             peer_finding.decision_on, peer_finding.decision_tied_at, peer_finding.decision_on,
             peer_finding.decision_tied_at, review.published_at, decision.withdrawn_at,
             CASE WHEN board.visibility = 'public' AND decision.confidential = 0 THEN review.visibility ELSE 'board' END
        FROM episode_fact
        JOIN peer_finding ON peer_finding.peer_support_id = episode_fact.record_id
        JOIN decision ON decision.id = peer_finding.decision_id
        JOIN review ON review.id = decision.review_id
        JOIN board ON board.id = review.board_id
       WHERE episode_fact.episode_id = ${episodeId} AND episode_fact.role = 'peer'
       UNION ALL
      SELECT 'version', plan_version.id, NULL, plan_version.plan_id, plan_version.frozen, NULL, NULL,
             plan_version.agreed_on, NULL, ${marksByDay('plan_version', 'plan_version.agreed_on')}
        FROM plan
        JOIN plan_version ON plan_version.plan_id = plan.id
       WHERE plan.organisation_id IN (${these}) AND plan.withdrawn_at IS NULL
         AND (plan.episode_id IS NULL OR plan.episode_id = ${episodeId})
         AND plan_version.number = (SELECT MAX(last.number) FROM plan_version AS last
                                     WHERE last.plan_id = plan.id AND ${publishedBy('last', reading)})
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
function findingOf(row: Row, actedOn: readonly CalendarDay[], reading: Reading): FindingFact {
  const answeredOn = when(row.endsOn) ?? when(row.knownOn);
  const isAnswered = answeredOn === null || upTo(answeredOn, reading) !== null;
  const answer = row.code === 'yes' || row.code === 'part' || row.code === 'no' ? row.code : null;
  return {
    fact: factOf('peer_finding', row),
    foundOn: when(row.startsOn),
    answer: isAnswered ? answer : null,
    hasReason: (row.second ?? '').trim() !== '',
    actedOn,
  };
}

/** A milestone answers from the day on which it was tied. */
const tiedOn = ({ endsOn }: Row, { asOf }: Reading): readonly CalendarDay[] =>
  endsOn && isWrittenBy(endsOn, asOf) ? [ukDayAt(endsOn)] : [];

/** A decision answers from the day on which it was taken; as recorded, once somebody had tied it. */
function decidedOn({ startsOn, endsOn }: Row, reading: Reading): readonly CalendarDay[] {
  const onDay = parseCalendarDay(startsOn);
  return onDay && endsOn && isPast({ onDay, writtenAt: endsOn }, reading) ? [onDay] : [];
}
