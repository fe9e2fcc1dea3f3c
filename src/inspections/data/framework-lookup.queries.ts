import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { groupBy } from '../../kernel/group-by.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import { type FrameworkRules, frameworkRules } from '../domain/framework.js';
import { recoveredRuleOf, type RecoveredRule } from '../domain/recovered-rule.js';

export type KnownFramework = {
  readonly id: string;
  readonly key: string;
  readonly episodeArea: EpisodeArea;
  readonly scaleKey: string | null;
  readonly rules: FrameworkRules;
  readonly recoveredRule: RecoveredRule;
};

/** The frameworks and grades on the record, to be asked by their keys. */
export type FrameworkLookup = {
  readonly byKey: ReadonlyMap<string, KnownFramework>;
  readonly byId: ReadonlyMap<string, KnownFramework>;
  readonly gradeId: (scale: string, grade: string) => string | null;
};

type FrameworkRow = {
  id: string;
  key: string;
  episodeArea: EpisodeArea;
  scaleKey: string | null;
  formalFailure: string;
  seriousFindings: string;
  recoveredRule: string | null;
};
type AreaRow = { frameworkId: string; key: string; isOverall: number; conditional: number };

@Injectable()
export class FrameworkLookupQueries {
  constructor(private readonly db: Database) {}

  async all(): Promise<FrameworkLookup> {
    const frameworks = await this.db.rows<FrameworkRow>(sql`
      SELECT framework.id, framework.key, framework.episode_area AS "episodeArea", rating_scale.key AS "scaleKey",
             framework.formal_failure AS "formalFailure", framework.serious_findings AS "seriousFindings",
             framework.recovered_rule AS "recoveredRule"
        FROM framework
        LEFT JOIN rating_scale ON rating_scale.id = framework.scale_id`);
    const areas = groupBy(
      await this.db.rows<AreaRow>(sql`
        SELECT framework_area.framework_id AS "frameworkId", framework_area.key,
               framework_area.is_overall AS "isOverall", framework_area.conditional
          FROM framework_area
         ORDER BY framework_area.position`),
      ({ frameworkId }) => frameworkId,
    );
    const grades = await this.db.rows<{ id: string; scale: string; key: string }>(sql`
      SELECT rating_grade.id, rating_scale.key AS scale, rating_grade.key
        FROM rating_grade
        JOIN rating_scale ON rating_scale.id = rating_grade.scale_id`);
    const known = frameworks.map((row) => knownFramework(row, areas.get(row.id) ?? []));
    const gradeIds = new Map(grades.map(({ id, scale, key }) => [JSON.stringify([scale, key]), id]));
    return {
      byKey: new Map(known.map((framework) => [framework.key, framework])),
      byId: new Map(known.map((framework) => [framework.id, framework])),
      gradeId: (scale, grade) => gradeIds.get(JSON.stringify([scale, grade])) ?? null,
    };
  }
}

const knownFramework = (row: FrameworkRow, areas: readonly AreaRow[]): KnownFramework => ({
  id: row.id,
  key: row.key,
  episodeArea: row.episodeArea,
  scaleKey: row.scaleKey,
  recoveredRule: recoveredRuleOf(row.recoveredRule),
  rules: frameworkRules({
    key: row.key,
    formalFailure: JSON.parse(row.formalFailure),
    seriousFindings: JSON.parse(row.seriousFindings),
    judgementAreas: areas.map(({ key, isOverall, conditional }) => ({
      key,
      isOverall: isOverall === 1,
      conditional: conditional === 1,
    })),
  }),
});
