import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { EntryBody, EntryState } from '../domain/record-entry.js';
import { RecordEntry } from './record-entry.entity.js';

export type EntryPlace = {
  readonly sourceId: string;
  readonly sourcePage: string | null;
  readonly sourceQuote: string | null;
};

@Injectable()
export class RecordEntriesStore {
  constructor(private readonly db: Database) {}

  async add(
    { at, by }: Stamp,
    organisationId: string,
    { kind, says }: EntryBody,
    place: EntryPlace,
  ): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('RE', 1);
    const id = randomUUID();
    await this.db.insert(RecordEntry, [
      {
        id,
        ref,
        kind,
        organisationId,
        ...place,
        body: JSON.stringify(says),
        state: 'written',
        stateWhy: null,
        recordedAt: at,
        recordedBy: by,
        editedBy: null,
        decidedAt: null,
        decidedBy: null,
        madeRef: null,
        version: 1,
      },
    ]);
    return { id, ref };
  }

  async rewrite(id: string, by: string, { says }: EntryBody, place: EntryPlace): Promise<void> {
    await this.db.run(sql`
      UPDATE record_entry
         SET body = ${JSON.stringify(says)}, source_id = ${place.sourceId}, source_page = ${place.sourcePage},
             source_quote = ${place.sourceQuote}, state = 'written', state_why = NULL, edited_by = ${by},
             version = version + 1
       WHERE record_entry.id = ${id}`);
  }

  async decide(
    id: string,
    { at, by }: Stamp,
    {
      state,
      why,
      madeRef,
    }: { readonly state: EntryState; readonly why: string | null; readonly madeRef: string | null },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE record_entry
         SET state = ${state}, state_why = ${why}, decided_at = ${at}, decided_by = ${by}, made_ref = ${madeRef},
             version = version + 1
       WHERE record_entry.id = ${id}`);
  }
}
