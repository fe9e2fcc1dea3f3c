import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type FileRefusal, ownName, publicationKindOf, whyNotKept } from '../office/domain/file-kind.js';
import { FilesService, type ReadFile } from '../office/files.service.js';
import type { StagedImportRow } from './data/import.row.js';
import { ImportsQueries } from './data/imports.queries.js';
import { asFile, sampleOf } from './data/publication-file.js';
import { StagedImportsStore } from './data/staged-imports.store.js';
import { byFit, lackedBy, placesOf } from './domain/column-mapping.js';
import { CannotRead, nameCells, type RowReading } from './domain/file-row.js';
import type { Profile } from './domain/profile.js';
import type { ImportedRow } from './domain/read-row.js';
import { isOpen, type Sample, type StagedChoices } from './domain/staged-import.js';
import { ImportsService } from './imports.service.js';
import { RunningImportsService, type SeenImport } from './running-imports.service.js';

/** Why a file is not taken: it is none of ours, or it cannot be read, in a sentence. */
export type BringRefusal = FileRefusal | { readonly sentence: string };

export type StageRefusal = 'not-found' | 'changed';

/** A first row as the profile would read it. */
export type PreviewedRow = { readonly line: number; readonly reading: RowReading<ImportedRow> };

/** Takes files for the record, and what is said of them before they are checked. Nothing of them is on the record yet. */
@Injectable()
export class StagingImportsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly files: FilesService,
    private readonly imports: ImportsService,
    private readonly running: RunningImportsService,
    private readonly queries: ImportsQueries,
    private readonly store: StagedImportsStore,
  ) {}

  get profiles(): readonly Profile[] {
    return this.imports.profiles;
  }

  profile(key: string | null): Profile | null {
    return this.profiles.find((one) => one.key === key) ?? null;
  }

  /** Keeps a file; without a profile the first whose every column it has is taken. Gives the reference of the import. */
  async bring(
    actor: Actor,
    given: { readonly name: string; readonly content: Uint8Array },
    profile: string | null,
  ): Promise<Result<string, BringRefusal>> {
    const name = ownName(given.name);
    const refusal = whyNotKept(name, given.content, publicationKindOf);
    if (refusal) return refused(refusal);
    const sample = await this.#sampleFor(name, given.content, this.profile(profile));
    if ('sentence' in sample) return refused(sample);
    const [best] = byFit(this.profiles, sample.heading);
    const fitting = best && lackedBy(best, sample.heading) === 0 ? best.key : null;
    const id = this.store.newId();
    return this.db.transaction(async () => {
      const kept = await this.files.store(actor, {
        name,
        content: given.content,
        recordKind: 'staged_import',
        recordId: id,
        visibility: 'restricted',
        isPublication: true,
      });
      if (!kept.ok) return kept;
      const { id: fileId, sha256 } = kept.value;
      const ref = await this.store.add({ at: this.clock.now(), by: actor.name }, id, {
        fileId,
        fileName: name,
        fileSha256: sha256,
        bytes: given.content.length,
        sample,
        profile: profile ?? fitting,
      });
      await this.audit.record(actor, {
        action: 'import.brought',
        entity: 'import_batch',
        entityId: ref,
        after: { file: name, sha256, profile: profile ?? fitting },
      });
      return ok(ref);
    });
  }

  /** Documents say nothing of their columns: without a choice the first publication whose documents they are is taken. */
  async #sampleFor(
    name: string,
    content: Uint8Array,
    chosen: Profile | null,
  ): Promise<Sample | { readonly sentence: string }> {
    const sample = await this.#sample(name, content, chosen);
    if (chosen || !('sentence' in sample)) return sample;
    for (const profile of this.profiles.filter(({ data }) => data.table.documentRows.length > 0)) {
      const read = await this.#sample(name, content, profile);
      if (!('sentence' in read)) return read;
    }
    return sample;
  }

  async #sample(
    name: string,
    content: Uint8Array,
    chosen: Profile | null,
  ): Promise<Sample | { readonly sentence: string }> {
    try {
      return await asFile({ name, content }, (path) => sampleOf(path, this.profiles, chosen));
    } catch (error) {
      if (error instanceof CannotRead) return { sentence: error.message };
      throw error;
    }
  }

  /** The first rows as they would be read; none where columns are lacking. */
  preview({ profile: key, columns, sample }: StagedImportRow): readonly PreviewedRow[] {
    const profile = this.profile(key);
    if (!profile) return [];
    const places = placesOf(profile, sample.heading, columns);
    if (places.some(({ place }) => place === null)) return [];
    const at = new Map(places.map(({ column, place }) => [column, place ?? -1]));
    const placed = { at, width: sample.heading.length, ragged: profile.data.table.ragged, long: new Set<string>() };
    const today = this.clock.today();
    return sample.rows.map((row) => {
      const cells = nameCells(placed, row);
      return { line: row.line, reading: cells.ok ? profile.readRow(cells.value, today) : cells };
    });
  }

  /** Says which publication it is, and under which names its columns stand. What was found before is forgotten. */
  async choose(actor: Actor, seen: SeenImport, choices: StagedChoices): Promise<Result<null, StageRefusal>> {
    return this.#onOpen(seen, async (row) => {
      await this.store.choose(row.id, choices);
      await this.audit.record(actor, {
        action: 'import.described',
        entity: 'import_batch',
        entityId: row.ref,
        before: { profile: row.profile, columns: row.columns },
        after: choices,
      });
    });
  }

  /** Nothing of it is brought in, and its file is given out no more. */
  async setAside(actor: Actor, seen: SeenImport): Promise<Result<null, StageRefusal>> {
    return this.#onOpen(seen, async (row) => {
      await this.store.setAside(row.id, { at: this.clock.now(), by: actor.name });
      await this.files.withdraw(actor, row.fileId, 'The import was put aside');
      await this.audit.record(actor, {
        action: 'import.set_aside',
        entity: 'import_batch',
        entityId: row.ref,
        before: { file: row.fileName, profile: row.profile },
      });
    });
  }

  /** The file as it was handed in; null where there is none, or it was put aside. */
  async file({ fileId, state }: StagedImportRow): Promise<ReadFile | null> {
    return state === 'set_aside' ? null : this.files.read(fileId);
  }

  async #onOpen(
    { ref, version }: SeenImport,
    work: (row: StagedImportRow) => Promise<void>,
  ): Promise<Result<null, StageRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.queries.staged(ref);
      if (!row) return refused('not-found');
      if (row.version !== version || !isOpen(this.running.standing(row))) return refused('changed');
      await work(row);
      return ok(null);
    });
  }
}
