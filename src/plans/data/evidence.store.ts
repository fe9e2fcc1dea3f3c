import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { NewEvidence } from '../domain/new-plan.js';
import { Evidence, EvidenceLink } from './evidence.entity.js';
import { keptForTheBoard } from './plans.store.js';

@Injectable()
export class EvidenceStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: NewEvidence, id: string = randomUUID()): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('ED', 1);
    await this.db.insert(Evidence, [
      {
        id,
        ref,
        organisationId: given.organisationId,
        title: given.title,
        kind: given.kind,
        level: given.level,
        independence: given.independence,
        onDay: given.onDay,
        periodFrom: whenText(given.periodFrom),
        periodTo: whenText(given.periodTo),
        url: given.url ?? null,
        fileId: given.fileId ?? null,
        page: given.page ?? null,
        paragraph: given.paragraph ?? null,
        summary: given.summary,
        goodUntil: given.goodUntil ?? null,
        acceptedBy: null,
        acceptedAt: null,
        acceptedOn: null,
        notAcceptedBecause: null,
        kept: keptForTheBoard(stamp),
      },
    ]);
    return { id, ref };
  }

  async link({ at, by }: Stamp, evidenceId: string, entity: string, entityId: string): Promise<void> {
    await this.db.insert(EvidenceLink, [
      { id: randomUUID(), evidenceId, entity, entityId, linkedAt: at, linkedBy: by },
    ]);
  }

  async accept({ at, by }: Stamp, id: string, on: CalendarDay): Promise<void> {
    await this.db.run(sql`
      UPDATE evidence
         SET accepted_by = ${by}, accepted_at = ${at}, accepted_on = ${on}, not_accepted_because = NULL,
             version = version + 1
       WHERE evidence.id = ${id}`);
  }

  /** Takes it back: what was concluded from it stays and is marked by it. */
  async withdraw(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE evidence
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE evidence.id = ${id}`);
  }

  async turnDown(id: string, because: string): Promise<void> {
    await this.db.run(sql`
      UPDATE evidence
         SET accepted_by = NULL, accepted_at = NULL, accepted_on = NULL, not_accepted_because = ${because},
             version = version + 1
       WHERE evidence.id = ${id}`);
  }
}
