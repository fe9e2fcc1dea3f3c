import type { MigrationInterface, QueryRunner } from 'typeorm';

const filters = [
  ['kind', '"kind", '],
  ['region', '"region", '],
  ['state', '"state", '],
  ['framework', '"latest_framework_id", '],
] as const;

const forwards = filters.map(
  ([name, columns]) => [`IX_organisation_standing_${name}_day`, `${columns}"latest_day", "organisation_id"`] as const,
);

/** Backwards SQLite walks the same index, and finds those without a day last; PostgreSQL would find them first. */
const backwards = [['', ''] as const, ...filters.map(([name, columns]) => [`_${name}`, columns] as const)].map(
  ([name, columns]) =>
    [
      `IX_organisation_standing${name}_day_back`,
      `${columns}"latest_day" DESC NULLS LAST, "organisation_id" DESC`,
    ] as const,
);

/**
 * Bodies in the order of their latest judgement, all of them, or those of one kind, region, state or framework: among
 * sixty thousand they were sorted for each page.
 */
export class FindBodiesByTheirLatestJudgement1772900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of indexesOf(runner))
      await runner.query(`CREATE INDEX "${name}" ON "organisation_standing" (${columns})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of indexesOf(runner).toReversed()) await runner.query(`DROP INDEX "${name}"`);
  }
}

const indexesOf = (runner: QueryRunner) =>
  runner.dataSource.options.type === 'postgres' ? [...forwards, ...backwards] : forwards;
