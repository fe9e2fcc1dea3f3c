import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Stamp } from '../../office/domain/kept.js';
import { Cohort, CohortEdition, CohortFile } from './cohort.entity.js';
import type { WholeFileRow } from './cohort.row.js';

export type NewCohort = Pick<Cohort, 'title' | 'words' | 'definition'> & { readonly isRecord: boolean };
export type NewEdition = Omit<CohortEdition, 'id' | 'frozenAt' | 'frozenBy'>;

/** Cohorts are put here and never changed: the database itself refuses it. */
@Injectable()
export class CohortsStore {
  constructor(private readonly db: Database) {}

  /** The reference that the next cohort will have. */
  async nextRef(): Promise<string> {
    const [ref] = await this.db.nextReferences('CO', 1);
    return ref ?? '';
  }

  async add({ at, by }: Stamp, ref: string, { isRecord, ...cohort }: NewCohort): Promise<string> {
    const id = randomUUID();
    await this.db.insert(Cohort, [{ id, ref, ...cohort, isRecord: Number(isRecord), madeBy: by, madeAt: at }]);
    return id;
  }

  async addEdition({ at, by }: Stamp, edition: NewEdition, files: readonly WholeFileRow[]): Promise<string> {
    const id = randomUUID();
    await this.db.insert(CohortEdition, [{ id, ...edition, frozenAt: at, frozenBy: by }]);
    // One by one: a table of a whole country is a long text.
    for (const [position, file] of files.entries())
      await this.db.insert(CohortFile, [{ id: randomUUID(), editionId: id, position, ...file }]);
    return id;
  }
}
