import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A form that creates a thing is sent twice by an impatient finger: the second time it must create nothing. */
export class KnowAFormThatIsSentTwice1768900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "sent_form" (
    "key" varchar(64) NOT NULL,
    "sent_at" varchar(24) NOT NULL,
    "location" varchar(2000),
    CONSTRAINT "PK_sent_form" PRIMARY KEY ("key"),
    CONSTRAINT "CK_sent_form_key" CHECK (length("key") <= 64),
    CONSTRAINT "CK_sent_form_sent_at" CHECK (length("sent_at") = 24),
    CONSTRAINT "CK_sent_form_location" CHECK (length("location") <= 2000))`);
    await runner.query(`CREATE INDEX "IX_sent_form_sent" ON "sent_form" ("sent_at")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "sent_form"');
  }
}
