import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When something that does not fit together was first seen, and when it was seen no more. */
export class KeepWhenRecordChecksWereSeen1772110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "data_flag" (
      "id" varchar(36) NOT NULL,
      "organisation_id" varchar(36) NOT NULL,
      "check_key" varchar(300) NOT NULL,
      "rule" varchar(60) NOT NULL,
      "severity" varchar(60) NOT NULL,
      "kind" varchar(60) NOT NULL,
      "place" varchar(300) NOT NULL,
      "about" varchar(200) NOT NULL,
      "message" text NOT NULL,
      "first_seen" varchar(10) NOT NULL,
      "cleared_on" varchar(10),
      CONSTRAINT "PK_data_flag" PRIMARY KEY ("id"),
      CONSTRAINT "CK_data_flag_check_key" CHECK (length("check_key") <= 300),
      CONSTRAINT "CK_data_flag_rule" CHECK (length("rule") <= 60),
      CONSTRAINT "CK_data_flag_severity" CHECK (length("severity") <= 60),
      CONSTRAINT "CK_data_flag_kind" CHECK (length("kind") <= 60),
      CONSTRAINT "CK_data_flag_place" CHECK (length("place") <= 300),
      CONSTRAINT "CK_data_flag_about" CHECK (length("about") <= 200),
      CONSTRAINT "CK_data_flag_first_seen" CHECK (length("first_seen") = 10),
      CONSTRAINT "CK_data_flag_cleared_on" CHECK (length("cleared_on") = 10),
      CONSTRAINT "FK_data_flag_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)`);
    await runner.query(`CREATE INDEX "IX_data_flag_organisation" ON "data_flag" ("organisation_id", "cleared_on")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "data_flag"');
  }
}
