import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { InspectionContext, InspectionSheet } from '../domain/inspection-sheet.js';
import type { ShownCorrectionRow } from '../../sources/data/correction-request.row.js';
import type { ConflictRow, MixedRow } from './dossier.row.js';
import { conflictsOf, inspectionsOf } from './dossier-facts.js';
import { inspectionRows, judgementRows, open, unknown } from './record-rows.js';

const openEpisode = sql`${open('failure_episode')} AND ${ofOpenBody('failure_episode.organisation_id')}`;

type ContextRow = {
  record: InspectionContext['kind'] | 'report' | 'edition' | 'mistake';
  ref: string;
  name: string;
  detail: string | null;
  second: string | null;
};

/** A report of a mistake, as it came with what stands around the inspection. */
const reportOf = ({ ref, name, detail, second }: ContextRow, inspection: string): ShownCorrectionRow => {
  const [receivedAt = '', status = 'accepted'] = (second ?? '').split(' ');
  return {
    ref,
    pagePath: `/inspections/${inspection}`,
    receivedAt,
    status: status as ShownCorrectionRow['status'],
    shownText: name,
    answer: detail,
    answeredAt: null,
  };
};

/** One inspection with what was said, what it follows and what it did, in five statements. */
@Injectable()
export class InspectionPageQueries {
  constructor(private readonly db: Database) {}

  /** A withdrawn inspection is found too: its page stays, with the statement. One of a hidden body is not. */
  async byRef(ref: string): Promise<InspectionSheet | null> {
    const which = sql`inspection.ref = ${ref} AND inspection.visibility = 'public' AND ${ofOpenBody('inspection.organisation_id')}`;
    const [row] = await inspectionRows(this.db, which);
    if (!row) return null;
    const [judgements, parts, context, conflicts] = await Promise.all([
      judgementRows(this.db, which),
      this.#parts(row.id),
      this.#context(row.id, ref),
      this.#conflicts(row.id),
    ]);
    const [inspection] = inspectionsOf([row], judgements, parts);
    if (!inspection) return null;
    return {
      inspection,
      conflicts: conflictsOf(conflicts),
      reportText: context.find(({ record }) => record === 'report')?.name ?? null,
      editions: context.flatMap(({ record, name }) => (record === 'edition' ? [Number(name)] : [])),
      context: context.flatMap(({ record, ref: otherRef, name, detail, second }) =>
        record === 'report' || record === 'edition' || record === 'mistake'
          ? []
          : [{ kind: record, ref: otherRef, name, detail, second }],
      ),
      reports: context
        .filter(({ record }) => record === 'mistake')
        .map((told) => reportOf(told, ref))
        .toReversed(),
    };
  }

  #parts(id: string): Promise<MixedRow[]> {
    return this.db.rows<MixedRow>(sql`
      SELECT 'finding' AS record, finding.id AS id, CAST(NULL AS varchar(20)) AS ref, finding.inspection_id AS "ownerId",
             finding.position AS position, CAST(NULL AS integer) AS level, finding.kind AS code,
             CAST(finding.area_key AS text) AS title, finding.text AS text, CAST(finding.cause AS text) AS second,
             CAST(finding.status AS text) AS third, CAST(NULL AS text) AS fourth, CAST(NULL AS varchar(36)) AS "otherId",
             CAST(NULL AS varchar(10)) AS "startsOn", finding.due_on AS "endsOn", CAST(NULL AS varchar(10)) AS "knownOn",
             0 AS verified, 0 AS inferred, CAST(NULL AS text) AS note, '' AS "recordedAt"
        FROM finding WHERE finding.inspection_id = ${id}
       UNION ALL
      SELECT 'correction', correction.id, NULL, correction.inspection_id, correction.edition, CAST(NULL AS integer),
             NULL, correction.by_role, correction.what, correction.why, NULL, NULL, NULL, correction.on_day, NULL,
             ${unknown}
        FROM correction WHERE correction.inspection_id = ${id}
       UNION ALL
      SELECT 'monitoring_note', monitoring_note.id, NULL, monitoring_note.inspection_id, 0, CAST(NULL AS integer),
             monitoring_note.pace, NULL, monitoring_note.improved, monitoring_note.not_improved,
             monitoring_note.next, NULL, NULL, NULL, NULL, ${unknown}
        FROM monitoring_note WHERE monitoring_note.inspection_id = ${id}
       ORDER BY record, position, id`);
  }

  /** Whose inspection it is, what it superseded or was superseded by, and what it did to which episode. */
  #context(id: string, ref: string): Promise<ContextRow[]> {
    return this.db.rows<ContextRow>(sql`
      SELECT 'organisation' AS record, organisation.slug AS ref, organisation.name AS name,
             inspection.withdrawn_at AS detail, inspection.withdrawn_reason AS second
        FROM inspection JOIN organisation ON organisation.id = inspection.organisation_id
       WHERE inspection.id = ${id} AND ${open('organisation')}
       UNION ALL
      SELECT 'report', inspection.ref, inspection.report_text, NULL, NULL
        FROM inspection
       WHERE inspection.id = ${id} AND inspection.report_text IS NOT NULL
       UNION ALL
      SELECT 'edition', '', CAST(inspection_edition.edition AS varchar(20)), NULL, NULL
        FROM inspection_edition
       WHERE inspection_edition.inspection_id = ${id}
       UNION ALL
      SELECT 'superseded_by', later.ref, later.subject, later.judged_on, NULL
        FROM inspection JOIN inspection AS later ON later.id = inspection.superseded_by_id
       WHERE inspection.id = ${id} AND ${open('later')} AND ${ofOpenBody('later.organisation_id')}
       UNION ALL
      SELECT 'opened', failure_episode.ref, failure_episode.title, failure_episode.trigger_on, NULL
        FROM inspection JOIN failure_episode ON failure_episode.derived_trigger_inspection_id = inspection.id
       WHERE inspection.id = ${id} AND ${openEpisode}
       UNION ALL
      SELECT CASE WHEN failure_episode.derived_not_failing_inspection_id = inspection.id THEN 'ended' ELSE 'good' END,
             failure_episode.ref, failure_episode.title, failure_episode.trigger_on,
             CASE WHEN inspection.unit = failure_episode.unit THEN NULL ELSE failure_episode.unit END
        FROM inspection
        JOIN failure_episode ON failure_episode.organisation_id IN (
             SELECT inspection.organisation_id
              UNION SELECT organisation_link.to_id FROM organisation_link
                     WHERE organisation_link.from_id = inspection.organisation_id
              UNION SELECT organisation_link.from_id FROM organisation_link
                     WHERE organisation_link.to_id = inspection.organisation_id)
       WHERE inspection.id = ${id} AND ${openEpisode}
         AND (failure_episode.derived_not_failing_inspection_id = inspection.id
           OR failure_episode.derived_good_inspection_id = inspection.id)
       UNION ALL
      SELECT episode_fact.role, failure_episode.ref, failure_episode.title, failure_episode.trigger_on, episode_fact.note
        FROM episode_fact JOIN failure_episode ON failure_episode.id = episode_fact.episode_id
       WHERE episode_fact.record_id = ${id} AND episode_fact.role IN ('later', 'warning') AND ${openEpisode}
       UNION ALL
      SELECT 'imported', import_batch.ref, import_batch.file_name, import_batch.file_sha256, import_batch.imported_at
        FROM inspection JOIN import_batch ON import_batch.id = inspection.import_batch_id
       WHERE inspection.id = ${id}
       UNION ALL
      SELECT 'line', source.ref, source.title, source_link.paragraph, NULL
        FROM source_link JOIN source ON source.id = source_link.source_id
       WHERE source_link.record_kind = 'inspection' AND source_link.record_id = ${id}
         AND source_link.paragraph LIKE 'line %' AND source.kind = 'data_file'
       UNION ALL
      SELECT 'mistake', correction_request.ref, correction_request.shown_text, correction_request.answer,
             correction_request.received_at || ' ' || correction_request.status
        FROM correction_request
       WHERE correction_request.subject_kind = 'inspection' AND correction_request.subject_ref = ${ref}
         AND correction_request.status IN ('accepted', 'partly', 'not_accepted')
       ORDER BY record, ref`);
  }

  #conflicts(id: string): Promise<ConflictRow[]> {
    return this.db.rows<ConflictRow>(sql`
      WITH about (id) AS (
        SELECT source_conflict_subject.conflict_id FROM source_conflict_subject
         WHERE source_conflict_subject.record_id = ${id}
      )
      SELECT 'conflict' AS record, source_conflict.id AS "conflictId", source_conflict.ref AS ref,
             source_conflict.topic AS topic, source_conflict.shown_first AS "shownFirst", source_conflict.why AS why,
             source_conflict.id AS id, 0 AS position, CAST(NULL AS text) AS text
        FROM about CROSS JOIN source_conflict
       WHERE source_conflict.id = about.id AND ${open('source_conflict')}
       UNION ALL
      SELECT 'claim', source_claim.conflict_id, NULL, NULL, CAST(NULL AS integer), NULL, source_claim.id,
             source_claim.position, source_claim.text
        FROM about CROSS JOIN source_claim
       WHERE source_claim.conflict_id = about.id
       ORDER BY record, ref, position, id`);
  }
}
