import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

export type KeptFormRow = {
  readonly id: string;
  readonly accountId: string;
  readonly path: string;
  readonly sealedAnswers: string;
  readonly keptAt: string;
};

@Injectable()
export class KeptFormsQueries {
  constructor(private readonly db: Database) {}

  /** What is kept for an account, the latest first. */
  async ofAccount(accountId: string, since: string): Promise<KeptFormRow[]> {
    return this.db.rows<KeptFormRow>(sql`
      SELECT kept_form.id, kept_form.account_id AS "accountId", kept_form.path,
             kept_form.sealed_answers AS "sealedAnswers", kept_form.kept_at AS "keptAt"
        FROM kept_form
       WHERE kept_form.account_id = ${accountId}
         AND kept_form.kept_at > ${since}
       ORDER BY kept_form.kept_at DESC, kept_form.id`);
  }
}
