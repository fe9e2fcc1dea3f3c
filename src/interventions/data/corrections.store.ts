import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { Correction } from '../domain/fact-correction.js';

/** Writes what was put right over what was recorded; the trail keeps the words that stood there. */
@Injectable()
export class CorrectionsStore {
  constructor(private readonly db: Database) {}

  async correct(id: string, correction: Correction): Promise<void> {
    await this.db.run(statement(id, correction));
  }
}

function statement(id: string, { kind, facts }: Correction): Sql {
  switch (kind) {
    case 'warning_sign':
      return sql`
        UPDATE warning_sign
           SET kind = ${facts.kind}, occurred_on = ${facts.occurredOn}, text = ${facts.text}, version = version + 1
         WHERE warning_sign.id = ${id} AND warning_sign.withdrawn_at IS NULL`;
    case 'organisation_event':
      return sql`
        UPDATE organisation_event
           SET kind = ${facts.kind}, occurred_on = ${facts.occurredOn}, text = ${facts.text},
               significant = ${facts.significant ? 1 : 0}, version = version + 1
         WHERE organisation_event.id = ${id} AND organisation_event.withdrawn_at IS NULL`;
    case 'exit_evidence':
      return sql`
        UPDATE exit_evidence
           SET kind = ${facts.kind}, occurred_on = ${facts.occurredOn}, text = ${facts.text},
               reference = ${facts.reference}, version = version + 1
         WHERE exit_evidence.id = ${id} AND exit_evidence.withdrawn_at IS NULL`;
    case 'peer_support':
      return sql`
        UPDATE peer_support
           SET type = ${facts.type}, provider = ${facts.provider}, offered_on = ${facts.offeredOn},
               asked_by = ${facts.askedBy}, basis = ${facts.basis}, focus = ${facts.focus}, version = version + 1
         WHERE peer_support.id = ${id} AND peer_support.withdrawn_at IS NULL`;
    case 'intervention':
      return sql`
        UPDATE intervention
           SET kind = ${facts.kind}, type_text = ${facts.typeText}, authority = ${facts.authority},
               started_on = ${facts.startedOn}, version = version + 1
         WHERE intervention.id = ${id} AND intervention.withdrawn_at IS NULL`;
  }
}
