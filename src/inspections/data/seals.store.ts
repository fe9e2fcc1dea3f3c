import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { InspectionEdition, InspectionSeal } from './workspace.entity.js';

@Injectable()
export class SealsStore {
  constructor(private readonly db: Database) {}

  /** Opens published inspections for the one transaction that puts them right. Sealing closes them again. */
  async amend(inspectionIds: readonly string[]): Promise<void> {
    await inChunks(inspectionIds, async (ids) => {
      await this.db.run(sql`UPDATE inspection SET amending = 1 WHERE inspection.id IN (${list(ids)})`);
      return [];
    });
  }

  async close(inspectionIds: readonly string[]): Promise<void> {
    await inChunks(inspectionIds, async (ids) => {
      await this.db.run(sql`
        UPDATE inspection SET amending = 0 WHERE inspection.id IN (${list(ids)}) AND inspection.amending = 1`);
      return [];
    });
  }

  async add(seals: readonly InspectionSeal[]): Promise<void> {
    await this.db.insert(InspectionSeal, seals);
  }

  async keepEdition(edition: Omit<InspectionEdition, 'id'>): Promise<void> {
    await this.db.insert(InspectionEdition, [{ id: randomUUID(), ...edition }]);
  }
}
