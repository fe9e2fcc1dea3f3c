import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CorrectionStatus, NewCorrectionRequest } from '../domain/correction.js';
import type { Stamp } from '../domain/keeping.js';
import type { Recorded } from '../domain/new-fact.js';
import { CorrectionRequest } from './correction-request.entity.js';

@Injectable()
export class CorrectionRequestsStore {
  constructor(private readonly db: Database) {}

  async add(at: string, { subject, ...request }: NewCorrectionRequest): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('CR', 1);
    const id = randomUUID();
    await this.db.insert(CorrectionRequest, [
      {
        ...request,
        id,
        ref,
        subjectKind: subject?.kind ?? null,
        subjectRef: subject?.ref ?? null,
        receivedAt: at,
        status: 'received',
        shownText: null,
        answer: null,
        answeredAt: null,
        answeredBy: null,
        version: 1,
      },
    ]);
    return { id, ref };
  }

  /** Keeps the answer, and nothing any more of whom to write to. */
  async answer(
    id: string,
    stamp: Stamp,
    { status, shownText, answer }: { status: CorrectionStatus; shownText: string | null; answer: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE correction_request
         SET status = ${status}, shown_text = ${shownText}, answer = ${answer}, answered_at = ${stamp.at},
             answered_by = ${stamp.by}, contact = NULL, version = version + 1
       WHERE correction_request.id = ${id}`);
  }
}
