import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { isRelapseOf } from '../../episodes/data/relapses.js';
import { frameworkFamily } from '../../inspections/domain/framework-family.js';
import { byPeriod } from '../../kernel/period.js';
import { causes, type Cause } from '../../vocabulary/domain/causes.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { AreaGrade, OutsideCheck } from '../domain/lesson3/facts.js';
import type { CausedFinding } from '../domain/lesson4/facts.js';
import type { Reading } from '../domain/signal.js';
import { codebookOf } from './codebook-rows.js';
import type { OutsideFacts, OutsideKind, OutsideRow } from './outside-facts.row.js';
import { FactRows, inOrder, when } from './fact-rows.js';
import { inspectionMarks, marks, marksByDay } from './marks.js';

/** What others saw of the bodies of an episode, and on what the record rests, in one statement. */
@Injectable()
export class OutsideFactsQueries {
  constructor(private readonly db: Database) {}

  async of(episodeId: string, reading: Reading, run: EpisodeRun): Promise<OutsideFacts> {
    const rows = new FactRows(inOrder(await this.#rows(episodeId, run), 'record', 'startsOn', 'id', 'amount'), reading);
    const sources = rows.of('source');
    const sourced = new Set(sources.flatMap(({ ownerId }) => ownerId ?? []));
    return {
      checks: checksOf(rows),
      ownGrades: rows.of('own_grade').flatMap(gradeOf),
      outsideGrades: rows.of('outside_grade').flatMap(gradeOf),
      findings: rows.of('finding').flatMap((row) => findingOf(row, run)),
      changes: rows
        .of('structural_change')
        .map(({ id, label, startsOn }) => ({ id, label: label ?? '', on: when(startsOn) })),
      life: rows
        .of(
          'inspection',
          'peer_support',
          'warning_sign',
          'evidence',
          'sustainment_check',
          'structural_change',
          'own_grade',
        )
        .flatMap(({ startsOn }) => when(startsOn) ?? []),
      codebook: codebookOf(rows, { run, sourced, reading }),
      sourced,
    };
  }

  #rows(episodeId: string, { bodies }: EpisodeRun): Promise<OutsideRow[]> {
    const these = list(bodies);
    const sourceable = sql`
      SELECT episode_fact.record_id AS id FROM episode_fact WHERE episode_fact.episode_id = ${episodeId}
       UNION
      SELECT failure_episode.id FROM failure_episode WHERE failure_episode.id = ${episodeId}
       UNION
      SELECT organisation.id FROM organisation WHERE organisation.id IN (${these})
       UNION
      SELECT inspection.id FROM inspection WHERE inspection.organisation_id IN (${these})
       UNION
      SELECT post_holding.id FROM post_holding WHERE post_holding.organisation_id IN (${these})
       UNION
      SELECT structural_change.id FROM structural_change WHERE structural_change.organisation_id IN (${these})
       UNION
      SELECT support_trigger.id FROM support_trigger WHERE support_trigger.organisation_id IN (${these})
       UNION
      SELECT headcount.id FROM headcount WHERE headcount.organisation_id IN (${these})`;
    return this.db.rows<OutsideRow>(sql`
      SELECT 'inspection' AS record, inspection.id AS id, inspection.ref AS ref,
             COALESCE(inspection.area, framework.episode_area) AS "ownerId", inspection.inspectorate_name AS label,
             inspection.overall_label AS code, framework.key AS second,
             CASE WHEN EXISTS (SELECT 1 FROM judgement
                                 JOIN rating_grade ON rating_grade.id = judgement.grade_id
                                WHERE judgement.inspection_id = inspection.id AND rating_grade.is_failing = 1)
                  THEN 1 ELSE 0 END AS amount,
             inspection.judged_on AS "startsOn", inspection.subject AS "endsOn", ${inspectionMarks}
        FROM inspection
        LEFT JOIN framework ON framework.id = inspection.framework_id
       WHERE inspection.organisation_id IN (${these}) AND inspection.judged_on IS NOT NULL
         AND inspection.type NOT IN ('self_assessment', 'screening')
       UNION ALL
      SELECT 'peer_support', peer_support.id, peer_support.ref, peer_support.same_as_id, peer_support.provider,
             peer_support.type, NULL, NULL, COALESCE(peer_support.reported_on, peer_support.started_on),
             peer_support.focus, ${marks('peer_support')}
        FROM peer_support
       WHERE peer_support.organisation_id IN (${these})
         AND (peer_support.status IS NULL OR peer_support.status IN ('visited', 'reported'))
       UNION ALL
      SELECT 'warning_sign', warning_sign.id, warning_sign.ref, NULL, warning_sign.text, warning_sign.kind, NULL, NULL,
             warning_sign.occurred_on, NULL, ${marks('warning_sign')}
        FROM warning_sign
       WHERE warning_sign.organisation_id IN (${these})
       UNION ALL
      SELECT 'evidence', evidence.id, evidence.ref, NULL, evidence.title, evidence.kind, NULL, NULL, evidence.on_day, NULL,
             ${marksByDay('evidence', 'evidence.on_day')}
        FROM evidence
       WHERE evidence.organisation_id IN (${these}) AND evidence.independence = 'external'
         AND evidence.kind = 'case_file_audit_external'
       UNION ALL
      SELECT 'sustainment_check', sustainment_check.id, NULL, NULL, sustainment_check.text, sustainment_check.by_whom,
             NULL, NULL, sustainment_check.done_on, NULL, ${marks('sustainment_check')}
        FROM sustainment_check
       WHERE sustainment_check.organisation_id IN (${these}) AND sustainment_check.by_whom = 'external'
         AND sustainment_check.done_on IS NOT NULL
       UNION ALL
      SELECT 'structural_change', structural_change.id, NULL, NULL, structural_change.text, structural_change.kind, NULL,
             NULL, structural_change.occurred_on, NULL, ${marks('structural_change')}
        FROM structural_change
       WHERE structural_change.organisation_id IN (${these})
       UNION ALL
      SELECT 'own_grade', self_assessment.id, self_assessment.ref, rating_grade.scale_id,
             COALESCE(framework_area.label, self_assessment.area_key), framework.key, self_assessment.area_key,
             rating_grade.ordinal, self_assessment.submitted_on, NULL,
             ${marksByDay('self_assessment', 'self_assessment.submitted_on')}
        FROM self_assessment
        JOIN framework ON framework.id = self_assessment.framework_id
        JOIN rating_grade ON rating_grade.id = self_assessment.grade_id
        LEFT JOIN framework_area
          ON framework_area.framework_id = framework.id AND framework_area.key = self_assessment.area_key
       WHERE self_assessment.organisation_id IN (${these}) AND self_assessment.state = 'submitted'
       UNION ALL
      SELECT 'outside_grade', inspection.id, inspection.ref, rating_grade.scale_id, judgement.area_text, framework.key,
             judgement.area_key, rating_grade.ordinal, inspection.judged_on, NULL, ${inspectionMarks}
        FROM inspection
        JOIN framework ON framework.id = inspection.framework_id
        JOIN judgement ON judgement.inspection_id = inspection.id
        JOIN rating_grade ON rating_grade.id = judgement.grade_id
       WHERE inspection.organisation_id IN (${these}) AND judgement.area_key IS NOT NULL AND judgement.unit IS NULL
       UNION ALL
      SELECT 'finding', finding.id, inspection.ref, COALESCE(inspection.area, framework.episode_area), finding.text,
             finding.cause, finding.kind, finding.position, inspection.judged_on, NULL, ${inspectionMarks}
        FROM inspection
        JOIN finding ON finding.inspection_id = inspection.id
        LEFT JOIN framework ON framework.id = inspection.framework_id
       WHERE inspection.organisation_id IN (${these}) AND finding.kind <> 'strength'
       UNION ALL
      SELECT 'post', post_holding.id, NULL, NULL, NULL, post_holding.post, NULL, NULL, post_holding.started_on, NULL,
             ${marks('post_holding')}
        FROM post_holding
       WHERE post_holding.organisation_id IN (${these})
       UNION ALL
      SELECT 'support_trigger', support_trigger.id, support_trigger.ref, NULL, support_trigger.text, NULL, NULL, NULL,
             support_trigger.agreed_on, NULL, ${marksByDay('support_trigger', 'support_trigger.agreed_on')}
        FROM support_trigger
       WHERE support_trigger.organisation_id IN (${these})
       UNION ALL
      SELECT 'organisation', organisation.id, organisation.kind, organisation.sector, organisation.name,
             organisation.region, NULL, NULL, NULL, NULL,
             COALESCE(organisation.known_on, '0001-01-01'), '0001-01-01T00:00:00.000Z', NULL, NULL, organisation.visibility
        FROM organisation
       WHERE organisation.id IN (${these})
       UNION ALL
      SELECT 'episode', failure_episode.id, failure_episode.recovery_basis, failure_episode.close_reason,
             (SELECT MIN(COALESCE(again.derived_trigger_on, again.trigger_on))
                FROM failure_episode AS again
               WHERE ${isRelapseOf('again', 'failure_episode.id')}
                 AND again.withdrawn_at IS NULL),
             failure_episode.watch_until, failure_episode.recovered_on, NULL, NULL, failure_episode.closed_on,
             '0001-01-01', '0001-01-01T00:00:00.000Z', NULL, NULL, failure_episode.visibility
        FROM failure_episode
       WHERE failure_episode.id = ${episodeId}
       UNION ALL
      SELECT 'source', source.id, source.ref, source_link.record_id, NULL, source_link.record_kind, NULL, source.verified,
             NULL, NULL, COALESCE(source.published_on, substr(source.recorded_at, 1, 10)), source.recorded_at,
             source.published_at, source.withdrawn_at, source.visibility
        FROM (${sourceable}) AS sourceable
        JOIN source_link ON source_link.record_id = sourceable.id
        JOIN source ON source.id = source_link.source_id`);
  }
}

/** What counts as a look from outside; one that the record holds twice counts once. */
function checksOf(rows: FactRows<OutsideKind>): readonly OutsideCheck[] {
  const inspections = rows.of('inspection');
  const signs = rows.of('warning_sign').filter(({ code }) => code === 'regulator_report');
  const held = new Set([...inspections, ...signs].map(({ id }) => id));
  const peers = rows
    .of('peer_support')
    .filter(({ code, ownerId }) => code === 'peer_challenge' && (ownerId === null || !held.has(ownerId)));
  return [
    ...inspections.flatMap((row) => checkOf(row, { label: row.endsOn, body: row.label })),
    ...peers.flatMap((row) => checkOf(row, { label: 'Peer challenge', body: row.label })),
    ...[...signs, ...rows.of('evidence', 'sustainment_check')].flatMap((row) =>
      checkOf(row, { label: row.label, body: null }),
    ),
  ];
}

function checkOf(
  { record, id, ref, startsOn }: OutsideRow,
  { label, body }: { readonly label: string | null; readonly body: string | null },
): readonly OutsideCheck[] {
  const on = when(startsOn);
  return on ? [{ kind: record, id, ref, label: label ?? '', body, on }] : [];
}

function gradeOf({ id, ref, ownerId, label, code, second, amount, startsOn }: OutsideRow): readonly AreaGrade[] {
  const on = when(startsOn);
  if (!on || amount === null || ownerId === null) return [];
  const area = `${frameworkFamily(code ?? '')} ${second}`;
  return [{ id, ref: ref ?? '', area, areaLabel: label ?? '', scaleId: ownerId, ordinal: amount, on }];
}

/** Of the part of the work that failed, and not from before it was found to fail: what a plan has to answer. */
function findingOf({ id, ref, ownerId, label, code, startsOn }: OutsideRow, run: EpisodeRun): readonly CausedFinding[] {
  const on = when(startsOn);
  const isOfTheEpisode = ownerId === null || ownerId === run.area;
  const isEarlier =
    on !== null && run.trigger?.on !== undefined && run.trigger.on !== null && byPeriod(on, run.trigger.on) < 0;
  if (!isOfTheEpisode || isEarlier) return [];
  const cause = code !== null && Object.hasOwn(causes, code) ? (code as Cause) : null;
  return [{ id, inspectionRef: ref ?? '', label: label ?? '', cause, on }];
}
