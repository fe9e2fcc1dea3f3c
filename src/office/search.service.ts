import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { groupBy } from '../kernel/group-by.js';
import { SearchQueries } from './data/search.queries.js';
import { SearchStore } from './data/search.store.js';
import { rowOf, type SearchEntry } from './domain/search-entry.js';

const entriesAtOnce = 2_000;
const lookEveryMilliseconds = 60_000;
/** Between two steps whoever else wants to save has a turn, in this process or another. */
const shortestRestInMilliseconds = 4;

/** Gives the entries of these records as they stand now; of one that may not be found, none. */
type Describe = (recordIds: readonly string[]) => Promise<readonly SearchEntry[]>;

/**
 * The one index over everything that can be found by words. Asked within the transaction of the record itself. An act of
 * ten thousands of records notes there which they are, and puts them in afterwards, some hundreds at a time: it would
 * otherwise keep the record to itself for half as long again.
 */
@Injectable()
export class SearchService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #describe = new Map<string, Describe>();
  readonly #log = new Logger('Search');
  /** What an act of many records owes so far; transactions come one at a time. */
  #owing: Map<string, Set<string>> | null = null;
  #run: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(
    private readonly db: Database,
    private readonly store: SearchStore,
    private readonly queries: SearchQueries,
  ) {}

  /** What a process that was killed still owed is put in by the next one that starts, or by one that is there. */
  onApplicationBootstrap(): void {
    void this.settle();
    this.#timer = setInterval(() => void this.settle(), lookEveryMilliseconds).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#run;
  }

  /** Says how records of a kind are described, for those that are put in later. */
  describes(kind: string, describe: Describe): void {
    this.#describe.set(kind, describe);
  }

  /**
   * An act of so many records that their entries are made after it: belongs inside the act's transaction, which then
   * holds what is owed. Whoever asks for it calls `settle` when that transaction is over.
   */
  async later<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#owing) return work();
    const owing = new Map<string, Set<string>>();
    this.#owing = owing;
    try {
      const value = await work();
      for (const [kind, ids] of owing) await this.store.owe(kind, [...ids]);
      return value;
    } finally {
      this.#owing = null;
    }
  }

  /** Whether entries are made later: then whoever changes a record says only which it was. */
  get isLater(): boolean {
    return this.#owing !== null;
  }

  owe(kind: string, recordIds: readonly string[]): void {
    if (!this.#owing) throw new Error('Entries are put off within an act of many records only');
    if (!this.#describe.has(kind)) throw new Error(`Nobody describes ${kind}`);
    const ids = this.#owing.get(kind) ?? new Set<string>();
    for (const id of recordIds) ids.add(id);
    this.#owing.set(kind, ids);
  }

  /**
   * Puts in what is owed, in short transactions of their own. What cannot be put in now stays owed: the record is as it
   * should be without it, and it is tried again within a minute. One run at a time: whoever asks while one is under way
   * is given the one after it, since that one may have looked before anything was owed.
   */
  settle(): Promise<void> {
    this.#run = this.#run
      .then(() => this.#settleAll())
      .catch((error: unknown) => {
        this.#log.warn(`Records could not be put into the search yet: ${String(error)}`);
      });
    return this.#run;
  }

  async #settleAll(): Promise<void> {
    if ((await this.queries.owed()) === 0) return;
    while (!this.#isStopping) {
      const from = performance.now();
      if (!(await this.db.transaction(() => this.#settleSome()))) return;
      await pause(Math.max(shortestRestInMilliseconds, (performance.now() - from) / 4));
    }
  }

  async #settleSome(): Promise<boolean> {
    const owed = await this.store.firstOwed();
    if (!owed) return false;
    const describe = this.#describe.get(owed.kind);
    if (!describe) throw new Error(`Nobody describes ${owed.kind}`);
    const entries = await describe(owed.recordIds);
    await this.remove(owed.kind, owed.recordIds);
    await this.add(entries);
    await this.store.settle(owed.id);
    return true;
  }

  /** For records that are not in the index yet. */
  add(entries: readonly SearchEntry[]): Promise<void> {
    return this.store.add(entries.map(rowOf));
  }

  /** Puts entries in the place of those that the same records had. */
  async put(entries: readonly SearchEntry[]): Promise<void> {
    for (const [kind, some] of groupBy(entries, (entry) => entry.kind))
      await this.remove(
        kind,
        some.map(({ recordId }) => recordId),
      );
    await this.add(entries);
  }

  remove(kind: string, recordIds: readonly string[]): Promise<void> {
    return this.store.remove(kind, recordIds);
  }

  /**
   * Fills the index of a kind from the record, where it was last filled by another edition of its description. `all`
   * gives every entry, some at a time; a start that is cut off begins again.
   */
  async keepEdition(kind: string, edition: number, all: () => AsyncIterable<readonly SearchEntry[]>): Promise<boolean> {
    if ((await this.store.edition(kind)) === edition) return false;
    await this.db.transaction(() => this.store.empty(kind));
    for await (const entries of all())
      for (let start = 0; start < entries.length; start += entriesAtOnce)
        await this.db.transaction(() => this.put(entries.slice(start, start + entriesAtOnce)));
    await this.db.transaction(() => this.store.noteEdition(kind, edition));
    return true;
  }
}
