import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { FileContent } from './data/file-content.js';
import { FilesQueries } from './data/files.queries.js';
import { FilesStore } from './data/files.store.js';
import { HoldsService } from './holds.service.js';
import { type FileRefusal, kindOf, ownName, publicationKindOf, typeOfKind, whyNotKept } from './domain/file-kind.js';

export type HandedIn = {
  /** As the browser named it. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly recordKind: string;
  readonly recordId: string;
  readonly visibility: 'public' | 'board' | 'inspection' | 'restricted';
  /** A publication may also be a workbook, or packed; anything else may not. */
  readonly isPublication?: boolean;
};

/** For `sendFile`: the owner of the record has said that this reader may have it. */
export type ReadFile = {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly recordKind: string;
  readonly recordId: string;
};

/** Files that people hand in. Each belongs to a record, whose owner decides who may have it. */
@Injectable()
export class FilesService {
  constructor(
    private readonly db: Database,
    private readonly files: FilesStore,
    private readonly queries: FilesQueries,
    private readonly content: FileContent,
    private readonly holds: HoldsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Asked within the transaction of the record itself. What is undone leaves at most unread bytes in the folder. */
  async store(actor: Actor, given: HandedIn): Promise<Result<{ id: string; sha256: string }, FileRefusal>> {
    const name = ownName(given.name);
    const kindIn = given.isPublication ? publicationKindOf : kindOf;
    const kind = kindIn(name, given.content);
    const refusal = whyNotKept(name, given.content, kindIn);
    if (refusal || !kind) return refused(refusal ?? 'wrong-kind');
    const sha256 = await this.content.keep(given.content);
    const file = {
      name,
      kind,
      bytes: given.content.length,
      sha256,
      recordKind: given.recordKind,
      recordId: given.recordId,
    };
    return this.db.transaction(async () => {
      const id = await this.files.add({ at: this.clock.now(), by: actor.name }, given.visibility, file);
      await this.audit.record(actor, { action: 'file.stored', entity: 'stored_file', entityId: id, after: file });
      return ok({ id, sha256 });
    });
  }

  /** A file with its content. Null where there is none; throws where its content was lost or altered. */
  async read(id: string): Promise<ReadFile | null> {
    const file = await this.queries.byId(id);
    if (!file) return null;
    const content = await this.content.read(file.sha256);
    if (!content) throw new Error(`The content of the file ${id} is gone, or is not what was handed in`);
    const { name, recordKind, recordId } = file;
    return { id, name, contentType: typeOfKind(file.kind), content, recordKind, recordId };
  }

  async withdraw(actor: Actor, id: string, reason: string): Promise<Result<null, 'not-found' | 'held'>> {
    return this.db.transaction(async () => {
      const file = await this.queries.byId(id);
      if (!file) return refused('not-found');
      if (await this.holds.isHeld(file.recordKind, file.recordId)) return refused('held');
      await this.files.withdraw(id, this.clock.now(), reason);
      await this.audit.record(actor, {
        action: 'file.withdrawn',
        entity: 'stored_file',
        entityId: id,
        before: { name: file.name },
        after: { name: file.name, withdrawn: true },
        reason,
      });
      return ok(null);
    });
  }
}
