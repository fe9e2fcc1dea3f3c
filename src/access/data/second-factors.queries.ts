import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Role } from '../domain/roles.js';

export type SecondFactorRow = {
  readonly accountId: string;
  readonly sealedSecret: string;
  readonly confirmedAt: string;
  readonly lastStep: number;
};

export type SignInStepRow = {
  readonly id: string;
  readonly accountId: string;
  readonly begunAt: string;
  readonly tries: number;
};

export type RuleRow = { readonly role: Role; readonly setAt: string; readonly setBy: string };

@Injectable()
export class SecondFactorsQueries {
  constructor(private readonly db: Database) {}

  async ofAccount(accountId: string): Promise<SecondFactorRow | null> {
    return this.db.row<SecondFactorRow>(sql`
      SELECT second_factor.account_id AS "accountId", second_factor.sealed_secret AS "sealedSecret",
             second_factor.confirmed_at AS "confirmedAt", second_factor.last_step AS "lastStep"
        FROM second_factor
       WHERE second_factor.account_id = ${accountId}`);
  }

  /** The recovery codes of an account that were not used yet. */
  async recoveryCodesLeft(accountId: string): Promise<{ readonly id: string; readonly codeHash: string }[]> {
    return this.db.rows(sql`
      SELECT recovery_code.id, recovery_code.code_hash AS "codeHash"
        FROM recovery_code
       WHERE recovery_code.account_id = ${accountId}
         AND recovery_code.used_at IS NULL`);
  }

  /** The roles that nobody may use without a second factor. */
  async rules(): Promise<RuleRow[]> {
    return this.db.rows<RuleRow>(sql`
      SELECT second_factor_rule.role, second_factor_rule.set_at AS "setAt", second_factor_rule.set_by AS "setBy"
        FROM second_factor_rule
       ORDER BY second_factor_rule.role`);
  }

  async stepByTokenHash(tokenHash: string): Promise<SignInStepRow | null> {
    return this.db.row<SignInStepRow>(sql`
      SELECT sign_in_step.id, sign_in_step.account_id AS "accountId", sign_in_step.begun_at AS "begunAt",
             sign_in_step.tries
        FROM sign_in_step
       WHERE sign_in_step.token_hash = ${tokenHash}`);
  }
}
