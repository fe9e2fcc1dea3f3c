import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { RecoveryCode, SecondFactor, SecondFactorRule, SignInStep } from './way-in.entity.js';

@Injectable()
export class SecondFactorsStore {
  constructor(private readonly db: Database) {}

  async turnOn(
    accountId: string,
    { sealedSecret, at, step }: { readonly sealedSecret: string; readonly at: string; readonly step: number },
  ): Promise<void> {
    await this.remove(accountId);
    await this.db.insert(SecondFactor, [
      { id: randomUUID(), accountId, sealedSecret, confirmedAt: at, lastStep: step },
    ]);
  }

  async tookStep(accountId: string, step: number): Promise<void> {
    await this.db.run(sql`UPDATE second_factor SET last_step = ${step} WHERE account_id = ${accountId}`);
  }

  async remove(accountId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM second_factor WHERE account_id = ${accountId}`);
    await this.db.run(sql`DELETE FROM recovery_code WHERE account_id = ${accountId}`);
  }

  async replaceRecoveryCodes(accountId: string, codeHashes: readonly string[]): Promise<void> {
    await this.db.run(sql`DELETE FROM recovery_code WHERE account_id = ${accountId}`);
    await this.db.insert(
      RecoveryCode,
      codeHashes.map((codeHash) => ({ id: randomUUID(), accountId, codeHash, usedAt: null })),
    );
  }

  async useRecoveryCode(id: string, at: string): Promise<void> {
    await this.db.run(sql`UPDATE recovery_code SET used_at = ${at} WHERE id = ${id}`);
  }

  async require(role: string, setAt: string, setBy: string): Promise<void> {
    await this.db.insert(SecondFactorRule, [{ role, setAt, setBy }]);
  }

  async requireNoLonger(role: string): Promise<void> {
    await this.db.run(sql`DELETE FROM second_factor_rule WHERE role = ${role}`);
  }

  async beginStep(step: {
    readonly tokenHash: string;
    readonly accountId: string;
    readonly begunAt: string;
  }): Promise<void> {
    await this.db.insert(SignInStep, [{ ...step, id: randomUUID(), tries: 0 }]);
  }

  async tried(stepId: string): Promise<void> {
    await this.db.run(sql`UPDATE sign_in_step SET tries = tries + 1 WHERE id = ${stepId}`);
  }

  async endStep(stepId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM sign_in_step WHERE id = ${stepId}`);
  }

  async endStepsOf(accountId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM sign_in_step WHERE account_id = ${accountId}`);
  }

  async endStepsBefore(instant: string): Promise<void> {
    await this.db.run(sql`DELETE FROM sign_in_step WHERE begun_at < ${instant}`);
  }
}
