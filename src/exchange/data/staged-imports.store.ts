import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { ImportReport } from '../domain/import-report.js';
import { countsOf, type ImportState, type Sample, type StagedChoices } from '../domain/staged-import.js';
import { StagedImport, StagedIssue } from './staged-import.entity.js';

export type NewStagedImport = {
  readonly fileId: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly bytes: number;
  readonly sample: Sample;
  readonly profile: string | null;
};

/** Files on their way to the record. Each change counts the version on, so that nobody acts on what they have not seen. */
@Injectable()
export class StagedImportsStore {
  constructor(private readonly db: Database) {}

  /** The id under which a file is kept and staged, before either is written. */
  newId(): string {
    return randomUUID();
  }

  async add({ at, by }: Stamp, id: string, { sample, ...given }: NewStagedImport): Promise<string> {
    const [ref = ''] = await this.db.nextReferences('IM', 1);
    await this.db.insert(StagedImport, [
      {
        id,
        ref,
        ...given,
        sample: JSON.stringify(sample),
        saidColumns: '{}',
        state: 'staged',
        failure: null,
        counts: null,
        checkedAt: null,
        begunAt: null,
        begunBy: null,
        worker: null,
        shrunkenWhy: null,
        endedAt: null,
        endedBy: null,
        recordedAt: at,
        recordedBy: by,
        version: 1,
      },
    ]);
    return ref;
  }

  /** What was found before was found with other choices, and is forgotten. */
  async choose(id: string, { profile, columns }: StagedChoices): Promise<void> {
    await this.#forgetIssues(id);
    await this.db.run(sql`
      UPDATE staged_import
         SET profile = ${profile}, said_columns = ${JSON.stringify(columns)}, state = 'staged', failure = NULL,
             counts = NULL, checked_at = NULL, version = version + 1
       WHERE staged_import.id = ${id}`);
  }

  async begin(
    id: string,
    { at, by }: Stamp,
    {
      state,
      worker,
      shrunkenWhy,
    }: { readonly state: ImportState; readonly worker: string; readonly shrunkenWhy: string | null },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE staged_import
         SET state = ${state}, worker = ${worker}, begun_at = ${at}, begun_by = ${by}, failure = NULL,
             shrunken_why = ${shrunkenWhy}, version = version + 1
       WHERE staged_import.id = ${id}`);
  }

  async checked(id: string, at: string, report: ImportReport): Promise<void> {
    await this.#keepIssues(id, report);
    await this.db.run(sql`
      UPDATE staged_import
         SET state = 'checked', counts = ${JSON.stringify(countsOf(report))}, checked_at = ${at}, worker = NULL,
             version = version + 1
       WHERE staged_import.id = ${id}`);
  }

  /** On the record with rows of its own, or without a trace there where nothing in it was new. */
  async applied(id: string, { at, by }: Stamp, report: ImportReport): Promise<void> {
    if (report.ref === null) await this.#keepIssues(id, report);
    else await this.#forgetIssues(id);
    await this.db.run(sql`
      UPDATE staged_import
         SET state = 'applied', counts = ${JSON.stringify(countsOf(report))}, ended_at = ${at}, ended_by = ${by},
             worker = NULL, version = version + 1
       WHERE staged_import.id = ${id}`);
  }

  async brokeOff(id: string, state: 'unreadable' | 'interrupted', failure: string): Promise<void> {
    await this.db.run(sql`
      UPDATE staged_import
         SET state = ${state}, failure = ${failure}, worker = NULL, version = version + 1
       WHERE staged_import.id = ${id}`);
  }

  async setAside(id: string, { at, by }: Stamp): Promise<void> {
    await this.#forgetIssues(id);
    await this.db.run(sql`
      UPDATE staged_import
         SET state = 'set_aside', ended_at = ${at}, ended_by = ${by}, worker = NULL, version = version + 1
       WHERE staged_import.id = ${id}`);
  }

  async #forgetIssues(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM staged_issue WHERE staged_issue.import_id = ${id}`);
  }

  async #keepIssues(id: string, { refused, remarks }: ImportReport): Promise<void> {
    await this.#forgetIssues(id);
    const rowsOf = (outcome: string, some: ImportReport['refused']): StagedIssue[] =>
      some.map(({ line, column, text }) => ({
        id: randomUUID(),
        importId: id,
        line,
        columnName: column,
        outcome,
        reason: text,
      }));
    await this.db.insert(StagedIssue, [...rowsOf('refused', refused), ...rowsOf('noted', remarks)]);
  }
}
