import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { WholeFileRow } from './cohort.row.js';
import { Comparison, ComparisonEdition, ComparisonFile } from './comparison.entity.js';

export type NewComparison = Pick<Comparison, 'accountId' | 'name' | 'note' | 'episodes' | 'alignOn' | 'shownAs'>;
export type NewComparisonEdition = Omit<ComparisonEdition, 'id' | 'shape'>;

/** Of which shape the files are: a later one still gives what was saved. */
const shape = 'tables';

@Injectable()
export class ComparisonsStore {
  constructor(private readonly db: Database) {}

  /** The reference that the next comparison will have. */
  async nextRef(): Promise<string> {
    const [ref] = await this.db.nextReferences('CP', 1);
    return ref ?? '';
  }

  async add(stamp: Stamp, ref: string, given: NewComparison): Promise<string> {
    const id = randomUUID();
    const kept = { ...keptColumns(stamp), visibility: 'restricted' as const, publishedAt: null };
    await this.db.insert(Comparison, [{ id, ref, ...given, kept }]);
    return id;
  }

  /** A version is put here and never changed: the database itself refuses it. */
  async addEdition(edition: NewComparisonEdition, files: readonly WholeFileRow[]): Promise<void> {
    const id = randomUUID();
    await this.db.insert(ComparisonEdition, [{ id, ...edition, shape }]);
    await this.db.insert(
      ComparisonFile,
      files.map((file, position) => ({ id: randomUUID(), editionId: id, position, ...file })),
    );
  }

  async rename(id: string, { name, note }: Pick<NewComparison, 'name' | 'note'>): Promise<void> {
    await this.db.run(sql`
      UPDATE comparison SET name = ${name}, note = ${note}, version = version + 1 WHERE comparison.id = ${id}`);
  }

  /** Whoever read it before it was saved anew reads another version. */
  async renewed(id: string): Promise<void> {
    await this.db.run(sql`UPDATE comparison SET version = version + 1 WHERE comparison.id = ${id}`);
  }

  async publish(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE comparison
         SET visibility = ${'public'}, published_at = ${at}, version = version + 1
       WHERE comparison.id = ${id}`);
  }

  async remove(id: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE comparison
         SET withdrawn_at = ${at}, withdrawn_reason = ${'Removed by its researcher'}, version = version + 1
       WHERE comparison.id = ${id}`);
  }
}
