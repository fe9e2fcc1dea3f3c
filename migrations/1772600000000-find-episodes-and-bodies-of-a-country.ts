import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = [
  [
    'IX_failure_episode_intervention',
    `CREATE INDEX "IX_failure_episode_intervention" ON "failure_episode" ("trigger_intervention_id")`,
  ],
  [
    'IX_organisation_standing_kind_region',
    `CREATE INDEX "IX_organisation_standing_kind_region" ON "organisation_standing" ("kind", "region", "sort_name", "organisation_id")`,
  ],
] as const;

/**
 * The episodes that an intervention opened, and the schools of one region: among sixty thousand bodies both were found
 * by reading on until enough of them had come.
 */
export class FindEpisodesAndBodiesOfACountry1772600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [, statement] of indexes) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of indexes.toReversed()) await runner.query(`DROP INDEX "${name}"`);
  }
}
