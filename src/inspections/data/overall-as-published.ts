import { sql } from '../../database/sql.js';

/**
 * The overall grade of an inspection in its publisher's words. A publication that was brought in says it itself. An
 * inspection that was published here says it of its headline; with none, or with two, it has no overall grade.
 * `inspection` must be in the statement.
 */
export const overallAsPublished = sql`
  COALESCE(inspection.overall_label,
    (SELECT MIN(judgement.label) FROM judgement
      WHERE judgement.inspection_id = inspection.id AND judgement.is_overall = 1
      GROUP BY judgement.inspection_id HAVING COUNT(*) = 1))`;
