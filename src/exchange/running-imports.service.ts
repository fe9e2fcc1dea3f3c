import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { FilesService } from '../office/files.service.js';
import type { ListedImportRow, StagedImportRow } from './data/import.row.js';
import { ImportsQueries } from './data/imports.queries.js';
import { asFile } from './data/publication-file.js';
import { StagedImportsStore } from './data/staged-imports.store.js';
import { isGone, newWorker } from './data/worker-process.js';
import { isWhole, placesOf } from './domain/column-mapping.js';
import { CannotRead } from './domain/file-row.js';
import { changedAnything, type HowFar, type ImportPhase, type ImportReport } from './domain/import-report.js';
import { type Shrunken, shrunken } from './domain/shrunken.js';
import { countsOf, type ImportState, isOpen, isUnderWay } from './domain/staged-import.js';
import { ImportsService } from './imports.service.js';

/** Which file, as somebody saw it. */
export type SeenImport = { readonly ref: string; readonly version: number };

export type BeginRefusal =
  | { readonly because: 'not-found' }
  /** Somebody was faster: it is no longer as it was seen. */
  | { readonly because: 'changed' }
  | { readonly because: 'columns-lacking' }
  | { readonly because: 'not-checked' }
  | { readonly because: 'nothing-new' }
  /** It has shrunk, and nobody has said why that is right. */
  | { readonly because: 'shrunken'; readonly than: Shrunken };

type Work = 'check' | 'application';

const stateOf: Readonly<Record<Work, ImportState>> = { check: 'checking', application: 'applying' };

const stoppedWords = 'The service was stopped. Nothing was changed';
const brokenWords = 'Something went wrong that is no fault of the file. Nothing was changed';

/** The service is told to stop: the import is undone at its next step. */
class Stopped extends Error {}

/**
 * Checks files and brings them in, while the person who asked for it does something else. What is under way stands in
 * the database with the process that does it; how many rows it has read is known to that process alone, since nothing of
 * an import is to be seen before all of it is kept.
 */
@Injectable()
export class RunningImportsService implements OnModuleDestroy {
  readonly #worker = newWorker();
  readonly #running = new Map<string, { far: HowFar | null; readonly done: Promise<void> }>();
  /** Said to be begun, and not begun yet. */
  readonly #beginning = new Set<string>();
  readonly #log = new Logger('Imports');
  #isStopping = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly files: FilesService,
    private readonly imports: ImportsService,
    private readonly queries: ImportsQueries,
    private readonly store: StagedImportsStore,
  ) {}

  /** The state in which a file is found: work whose process is there no more was interrupted. */
  standing({
    ref,
    state,
    worker,
    begunAt,
  }: Pick<ListedImportRow, 'ref' | 'state' | 'worker' | 'begunAt'>): ImportState {
    if (!isUnderWay(state)) return state;
    if (worker === this.#worker) return this.#running.has(ref) || this.#beginning.has(ref) ? state : 'interrupted';
    if (worker === null || begunAt === null) return 'interrupted';
    return isGone(worker, { since: begunAt, now: this.clock.now() }) ? 'interrupted' : state;
  }

  /** How far the work on a file has come; null where it has not begun to read, or another process does it. */
  howFar(ref: string): HowFar | null {
    return this.#running.get(ref)?.far ?? null;
  }

  /** Begins to read the whole file without keeping anything. */
  check(actor: Actor, seen: SeenImport): Promise<Result<null, BeginRefusal>> {
    return this.#begin(actor, seen, 'check', null);
  }

  /** Begins to bring the file in: all of it, or nothing. */
  apply(actor: Actor, seen: SeenImport, shrunkenWhy: string | null): Promise<Result<null, BeginRefusal>> {
    return this.#begin(actor, seen, 'application', shrunkenWhy);
  }

  /** When nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    await this.settled();
  }

  async #begin(
    actor: Actor,
    { ref, version }: SeenImport,
    work: Work,
    shrunkenWhy: string | null,
  ): Promise<Result<null, BeginRefusal>> {
    try {
      const begun = await this.#claim(actor, { ref, version }, work, shrunkenWhy);
      if (!begun.ok) return begun;
      const running = { far: null, done: this.#carryOut(actor, begun.value, work, shrunkenWhy) };
      this.#running.set(ref, running);
      void running.done.finally(() => this.#running.delete(ref));
      return ok(null);
    } finally {
      this.#beginning.delete(ref);
    }
  }

  /** Whoever comes first has it: the state and who works on it are written where they are read. */
  #claim(
    actor: Actor,
    { ref, version }: SeenImport,
    work: Work,
    shrunkenWhy: string | null,
  ): Promise<Result<StagedImportRow, BeginRefusal>> {
    return this.db.transaction(async (): Promise<Result<StagedImportRow, BeginRefusal>> => {
      const row = await this.queries.staged(ref);
      if (!row) return refused({ because: 'not-found' });
      if (row.version !== version || !isOpen(this.standing(row))) return refused({ because: 'changed' });
      const refusal = work === 'check' ? this.#whyNotChecked(row) : await this.#whyNotApplied(row, shrunkenWhy);
      if (refusal) return refused(refusal);
      await this.store.begin(
        row.id,
        { at: this.clock.now(), by: actor.name },
        { state: stateOf[work], worker: this.#worker, shrunkenWhy },
      );
      await this.audit.record(actor, {
        action: work === 'check' ? 'import.check_begun' : 'import.begun',
        entity: 'import_batch',
        entityId: ref,
        after: { profile: row.profile, file: row.fileName, sha256: row.fileSha256 },
        ...(shrunkenWhy === null ? {} : { reason: shrunkenWhy }),
      });
      this.#beginning.add(ref);
      return ok(row);
    });
  }

  #whyNotChecked({ profile: key, columns, sample }: StagedImportRow): BeginRefusal | null {
    const profile = this.imports.profiles.find((one) => one.key === key);
    if (!profile || !isWhole(placesOf(profile, sample.heading, columns))) return { because: 'columns-lacking' };
    return null;
  }

  async #whyNotApplied({ profile, counts }: StagedImportRow, shrunkenWhy: string | null): Promise<BeginRefusal | null> {
    if (!profile || !counts) return { because: 'not-checked' };
    if (!changedAnything(counts)) return { because: 'nothing-new' };
    const smallest = this.imports.profiles.find(({ key }) => key === profile)?.smallest;
    const than = shrunken(counts.rows, await this.queries.lastOf(profile), smallest);
    return than && shrunkenWhy === null ? { because: 'shrunken', than } : null;
  }

  /** Never throws: what goes wrong is said where the file is looked at, and in the log. */
  async #carryOut(actor: Actor, row: StagedImportRow, work: Work, shrunkenWhy: string | null): Promise<void> {
    // The answer to whoever asked goes first.
    await nextTurn();
    try {
      await this.#read(actor, row, work, shrunkenWhy);
    } catch (error) {
      const isReadable = !(error instanceof CannotRead);
      if (isReadable && !(error instanceof Stopped)) this.#log.error(error);
      const words = isReadable ? (error instanceof Stopped ? stoppedWords : brokenWords) : error.message;
      await this.#brokeOff(actor, row, { state: isReadable ? 'interrupted' : 'unreadable', words }).catch(
        (fault: unknown) => this.#log.error(fault),
      );
    }
  }

  async #read(actor: Actor, row: StagedImportRow, work: Work, shrunkenWhy: string | null): Promise<void> {
    const file = await this.files.read(row.fileId);
    if (!file || row.profile === null) throw new Error(`The file of ${row.ref} is gone`);
    const order = {
      profile: row.profile,
      columns: row.columns,
      ref: row.ref,
      dryRun: work === 'check',
      onProgress: (rows: number, phase: ImportPhase) => this.#step(row.ref, { rows, phase }),
      within: (report: ImportReport) => this.#applied(actor, row, report),
    };
    const named = { name: row.fileName, content: file.content };
    const confirmed = shrunkenWhy === null ? {} : { confirmed: shrunkenWhy };
    const report = await asFile(named, (path) => this.imports.import(actor, { ...order, ...confirmed, path }));
    if (work === 'check') await this.#checked(actor, row, report);
    // Nothing was new by now: the record has it, and nothing of this file is kept there.
    else if (report.ref === null) await this.db.transaction(() => this.#applied(actor, row, report));
  }

  /** Lets others have their turn, since an import keeps the process busy. */
  async #step(ref: string, far: HowFar): Promise<void> {
    const running = this.#running.get(ref);
    if (running) running.far = far;
    await nextTurn();
    if (this.#isStopping) throw new Stopped();
  }

  async #checked(actor: Actor, { id, ref }: StagedImportRow, report: ImportReport): Promise<void> {
    await this.db.transaction(async () => {
      await this.store.checked(id, this.clock.now(), report);
      await this.audit.record(actor, {
        action: 'import.checked',
        entity: 'import_batch',
        entityId: ref,
        after: countsOf(report),
      });
    });
  }

  /** In the transaction of the import itself: both are kept, or neither. */
  async #applied(actor: Actor, { id, ref }: StagedImportRow, report: ImportReport): Promise<void> {
    await this.store.applied(id, { at: this.clock.now(), by: actor.name }, report);
    if (report.ref !== null) return;
    await this.audit.record(actor, {
      action: 'import.nothing_new',
      entity: 'import_batch',
      entityId: ref,
      after: countsOf(report),
    });
  }

  async #brokeOff(
    actor: Actor,
    { id, ref }: StagedImportRow,
    { state, words }: { readonly state: 'unreadable' | 'interrupted'; readonly words: string },
  ): Promise<void> {
    await this.db.transaction(async () => {
      await this.store.brokeOff(id, state, words);
      await this.audit.record(actor, {
        action: 'import.broke_off',
        entity: 'import_batch',
        entityId: ref,
        after: { state },
        reason: words,
      });
    });
  }
}
