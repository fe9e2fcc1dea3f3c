import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { WithdrawableKind } from '../domain/withdrawal.js';

/** Takes what was recorded by hand off the record; the row stays, with why. */
@Injectable()
export class WithdrawalsStore {
  constructor(private readonly db: Database) {}

  async withdraw(kind: WithdrawableKind, id: string, at: string, why: string): Promise<void> {
    await this.db.run(statements[kind](id, at, why));
  }
}

const statements: Readonly<Record<WithdrawableKind, (id: string, at: string, why: string) => Sql>> = {
  warning_sign: (id, at, why) => sql`
    UPDATE warning_sign SET withdrawn_at = ${at}, withdrawn_reason = ${why}, version = version + 1
     WHERE warning_sign.id = ${id} AND warning_sign.withdrawn_at IS NULL`,
  organisation_event: (id, at, why) => sql`
    UPDATE organisation_event SET withdrawn_at = ${at}, withdrawn_reason = ${why}, version = version + 1
     WHERE organisation_event.id = ${id} AND organisation_event.withdrawn_at IS NULL`,
  exit_evidence: (id, at, why) => sql`
    UPDATE exit_evidence SET withdrawn_at = ${at}, withdrawn_reason = ${why}, version = version + 1
     WHERE exit_evidence.id = ${id} AND exit_evidence.withdrawn_at IS NULL`,
};
