import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns: readonly (readonly [string, string])[] = [
  ['decision_id', `varchar(36) CONSTRAINT "CK_peer_finding_decision_id" CHECK (length("decision_id") <= 36)`],
  ['decision_ref', `varchar(20) CONSTRAINT "CK_peer_finding_decision_ref" CHECK (length("decision_ref") <= 20)`],
  ['decision_on', `varchar(10) CONSTRAINT "CK_peer_finding_decision_on" CHECK (length("decision_on") = 10)`],
  [
    'decision_tied_at',
    `varchar(24) CONSTRAINT "CK_peer_finding_decision_tied_at" CHECK (length("decision_tied_at") = 24)`,
  ],
];

/** What peers found is answered by a decision of the board as well as by an action of the plan. */
export class TieDecisionsToWhatPeersFound1772100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, type] of columns) await runner.query(`ALTER TABLE "peer_finding" ADD COLUMN "${name}" ${type}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of columns.toReversed()) {
      await runner.query(`ALTER TABLE "peer_finding" DROP COLUMN "${name}"`);
    }
  }
}
