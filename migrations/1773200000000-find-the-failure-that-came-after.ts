import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = [
  ['IX_failure_episode_relapse', 'relapse_of_id'],
  ['IX_failure_episode_derived_relapse', 'derived_relapse_of_id'],
] as const;

/** Whether a body failed again after an episode: every page of a case asks it, and read all episodes for it. */
export class FindTheFailureThatCameAfter1773200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, column] of indexes)
      await runner.query(`CREATE INDEX "${name}" ON "failure_episode" ("${column}")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of indexes.toReversed()) await runner.query(`DROP INDEX "${name}"`);
  }
}
