import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import { Comparison } from './comparison.entity.js';

/** What is kept of a comparison beside its name and note: what was read, as text. */
export type KeptFacts = { readonly facts: string; readonly hash: string; readonly asOn: string };

export type NewComparison = KeptFacts & {
  readonly accountId: string;
  readonly name: string;
  readonly note: string | null;
  readonly episodes: string;
  readonly alignOn: string;
  readonly shownAs: string;
};

@Injectable()
export class ComparisonsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: NewComparison): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('CP', 1);
    const id = randomUUID();
    const kept = { ...keptColumns(stamp), visibility: 'restricted' as const, publishedAt: null };
    await this.db.insert(Comparison, [{ id, ref, ...given, kept }]);
    return { id, ref };
  }

  async rename(id: string, { name, note }: Pick<NewComparison, 'name' | 'note'>): Promise<void> {
    await this.db.run(sql`
      UPDATE comparison SET name = ${name}, note = ${note}, version = version + 1 WHERE comparison.id = ${id}`);
  }

  async renew(id: string, { facts, hash, asOn }: KeptFacts): Promise<void> {
    await this.db.run(sql`
      UPDATE comparison
         SET facts = ${facts}, hash = ${hash}, as_on = ${asOn}, version = version + 1
       WHERE comparison.id = ${id}`);
  }

  async remove(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE comparison
         SET withdrawn_at = ${at}, withdrawn_reason = ${'Removed by its researcher'}, version = version + 1
       WHERE comparison.id = ${id}`);
  }
}
