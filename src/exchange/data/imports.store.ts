import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { ImportBatch, ImportIssue } from './import.entity.js';

@Injectable()
export class ImportsStore {
  constructor(private readonly db: Database) {}

  async add(batch: ImportBatch, issues: readonly ImportIssue[]): Promise<void> {
    await this.db.insert(ImportBatch, [batch]);
    await this.db.insert(ImportIssue, issues);
  }
}
