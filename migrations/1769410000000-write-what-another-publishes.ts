import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a record keeper wrote down of a place, before another of them has read it against its source. */
export class WriteWhatAnotherPublishes1769410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "record_entry" (
      "id" varchar(36) NOT NULL,
      "ref" varchar(20) NOT NULL,
      "kind" varchar(60) NOT NULL,
      "organisation_id" varchar(36) NOT NULL,
      "source_id" varchar(36) NOT NULL,
      "source_page" varchar(60),
      "source_quote" varchar(400),
      "body" text NOT NULL,
      "state" varchar(60) NOT NULL,
      "state_why" varchar(500),
      "recorded_at" varchar(24) NOT NULL,
      "recorded_by" varchar(120) NOT NULL,
      "edited_by" varchar(120),
      "decided_at" varchar(24),
      "decided_by" varchar(120),
      "made_ref" varchar(20),
      "version" integer NOT NULL DEFAULT (1),
      CONSTRAINT "PK_record_entry" PRIMARY KEY ("id"),
      CONSTRAINT "FK_record_entry_organisation_id" FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT "FK_record_entry_source_id" FOREIGN KEY ("source_id") REFERENCES "source" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
      CONSTRAINT "CK_record_entry_ref" CHECK (length("ref") <= 20),
      CONSTRAINT "CK_record_entry_kind" CHECK (length("kind") <= 60),
      CONSTRAINT "CK_record_entry_source_page" CHECK (length("source_page") <= 60),
      CONSTRAINT "CK_record_entry_source_quote" CHECK (length("source_quote") <= 400),
      CONSTRAINT "CK_record_entry_state" CHECK (length("state") <= 60),
      CONSTRAINT "CK_record_entry_state_why" CHECK (length("state_why") <= 500),
      CONSTRAINT "CK_record_entry_recorded_at" CHECK (length("recorded_at") = 24),
      CONSTRAINT "CK_record_entry_recorded_by" CHECK (length("recorded_by") <= 120),
      CONSTRAINT "CK_record_entry_edited_by" CHECK (length("edited_by") <= 120),
      CONSTRAINT "CK_record_entry_decided_at" CHECK (length("decided_at") = 24),
      CONSTRAINT "CK_record_entry_decided_by" CHECK (length("decided_by") <= 120),
      CONSTRAINT "CK_record_entry_made_ref" CHECK (length("made_ref") <= 20),
      CONSTRAINT "CK_record_entry_two_people" CHECK ("state" <> 'published' OR ("decided_by" <> "recorded_by" AND ("edited_by" IS NULL OR "decided_by" <> "edited_by"))))`);
    await runner.query(`CREATE UNIQUE INDEX "IX_record_entry_ref" ON "record_entry" ("ref")`);
    await runner.query(`CREATE INDEX "IX_record_entry_state" ON "record_entry" ("state", "ref")`);
    await runner.query(`CREATE INDEX "IX_record_entry_organisation" ON "record_entry" ("organisation_id")`);
    await runner.query(`CREATE INDEX "IX_record_entry_source" ON "record_entry" ("source_id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "record_entry"');
  }
}
