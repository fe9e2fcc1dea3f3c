import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { LimitsEdition, RequestState } from '../domain/limits.js';
import { SignalThreshold, SignalThresholdRequest } from './signal-threshold.entity.js';

type NewEdition = LimitsEdition & { readonly askedBy: string; readonly agreedBy: string | null };
type NewRequest = Omit<LimitsEdition, 'edition'> & { readonly baseEdition: number };

@Injectable()
export class SignalLimitsStore {
  constructor(private readonly db: Database) {}

  async addEditions(at: string, given: readonly NewEdition[]): Promise<void> {
    await this.db.insert(
      SignalThreshold,
      given.map((edition) => ({
        ...edition,
        id: randomUUID(),
        limits: JSON.stringify(edition.limits),
        recordedAt: at,
      })),
    );
  }

  async ask({ at, by }: { readonly at: string; readonly by: string }, given: NewRequest): Promise<string> {
    const id = randomUUID();
    await this.db.insert(SignalThresholdRequest, [
      {
        ...given,
        id,
        limits: JSON.stringify(given.limits),
        askedBy: by,
        askedAt: at,
        state: 'asked',
        decidedBy: null,
        decidedAt: null,
        answer: null,
        edition: null,
        version: 1,
      },
    ]);
    return id;
  }

  async decide(
    { at, by }: { readonly at: string; readonly by: string },
    id: string,
    {
      state,
      answer,
      edition,
    }: { readonly state: RequestState; readonly answer: string | null; readonly edition: number | null },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE signal_threshold_request
         SET state = ${state}, decided_by = ${by}, decided_at = ${at}, answer = ${answer}, edition = ${edition},
             version = version + 1
       WHERE signal_threshold_request.id = ${id}`);
  }
}
