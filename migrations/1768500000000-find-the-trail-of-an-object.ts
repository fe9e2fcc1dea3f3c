import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail of one object, of one person and of one kind of act is found by an index, however long it has grown. */
const statements = [
  `CREATE TABLE "audit_subject" (
    "entity" varchar(60) NOT NULL,
    "entity_id" varchar(60) NOT NULL,
    "seq" integer NOT NULL,
    CONSTRAINT "PK_audit_subject" PRIMARY KEY ("entity", "entity_id", "seq"),
    CONSTRAINT "CK_audit_subject_entity" CHECK (length("entity") <= 60),
    CONSTRAINT "CK_audit_subject_entity_id" CHECK (length("entity_id") <= 60))`,
  `CREATE INDEX "IX_audit_subject_seq" ON "audit_subject" ("seq")`,
  `CREATE INDEX "IX_audit_entry_object" ON "audit_entry" ("entity", "entity_id", "seq")`,
  `CREATE INDEX "IX_audit_entry_actor" ON "audit_entry" ("actor", "seq")`,
  `CREATE INDEX "IX_audit_entry_action" ON "audit_entry" ("action", "seq")`,
  `CREATE INDEX "IX_audit_entry_at" ON "audit_entry" ("at", "seq")`,
];

const refusal = 'The audit trail is added to only';

const sqliteTriggers = [
  ...['UPDATE', 'DELETE'].map(
    (change) => `
  CREATE TRIGGER "TR_audit_subject_no_${change.toLowerCase()}" BEFORE ${change} ON "audit_subject"
  BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
  ),
  `CREATE TRIGGER "TR_audit_subject_no_replace" BEFORE INSERT ON "audit_subject"
  WHEN EXISTS (SELECT 1 FROM "audit_subject" AS "held" WHERE "held"."entity" = NEW."entity"
    AND "held"."entity_id" = NEW."entity_id" AND "held"."seq" = NEW."seq")
  BEGIN SELECT RAISE(ABORT, '${refusal}'); END`,
];

const postgresTriggers = ['UPDATE', 'DELETE', 'TRUNCATE'].map(
  (change) => `
  CREATE TRIGGER "TR_audit_subject_no_${change.toLowerCase()}" BEFORE ${change} ON "audit_subject"
  FOR EACH ${change === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION audit_entry_is_added_to_only()`,
);

export class FindTheTrailOfAnObject1768500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...statements, ...(postgres ? postgresTriggers : sqliteTriggers)])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "audit_subject"');
    for (const name of ['object', 'actor', 'action', 'at']) await runner.query(`DROP INDEX "IX_audit_entry_${name}"`);
  }
}
