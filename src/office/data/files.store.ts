import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { StoredKind } from '../domain/file-kind.js';
import { keptAs, type Stamp } from '../domain/kept.js';
import { StoredFile } from './stored-file.entity.js';

export type NewFile = {
  readonly name: string;
  readonly kind: StoredKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly recordKind: string;
  readonly recordId: string;
};

@Injectable()
export class FilesStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    visibility: 'public' | 'board' | 'inspection' | 'restricted',
    file: NewFile,
  ): Promise<string> {
    const id = randomUUID();
    await this.db.insert(StoredFile, [{ id, ...file, kept: keptAs(visibility, stamp) }]);
    return id;
  }

  async withdraw(id: string, at: string, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE stored_file
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE stored_file.id = ${id}`);
  }
}
