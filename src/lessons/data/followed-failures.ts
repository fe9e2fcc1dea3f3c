import { type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';

/** That the public may see a failure: itself, and its body. */
export const openFailure: Sql = sql`failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
         AND ${ofOpenBody('failure_episode.organisation_id')}`;

/**
 * The ids of the failures of which more is told than their judgements: cases that somebody runs, those whose lessons a
 * board judged, and all of bodies of whose cases something is said about a lesson. Of the thousands that an import brings
 * nothing but judgements is known, and signals would say so of each.
 */
export const followedFailures: Sql = sql`
        SELECT episode_move.episode_id AS id FROM episode_move
         UNION
        SELECT lesson_assessment.episode_id FROM lesson_assessment WHERE lesson_assessment.episode_id IS NOT NULL
         UNION
        SELECT failure_episode.id
          FROM (SELECT lesson_evidence.organisation_id AS id FROM lesson_evidence
                 WHERE lesson_evidence.visibility = 'public' AND lesson_evidence.withdrawn_at IS NULL
                   AND lesson_evidence.organisation_id IS NOT NULL
                 UNION
                SELECT told.organisation_id
                  FROM lesson_evidence CROSS JOIN failure_episode AS told
                 WHERE lesson_evidence.visibility = 'public' AND lesson_evidence.withdrawn_at IS NULL
                   AND told.id = lesson_evidence.episode_id) AS told_bodies
          CROSS JOIN failure_episode
         WHERE failure_episode.organisation_id = told_bodies.id`;
