import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral, type QueryRunner } from 'typeorm';
import type { DatabaseAddress } from '../config/environment.js';
import { readerOptions, type Schema, writerOptions } from './data-source-options.js';
import { type Sql, sql } from './sql.js';
import { GaveWay, mostTimesToGiveWay, restInMilliseconds, WaitingMark } from './giving-way.js';
import { type Bulk, bulkOf, inPlaceOf, manyRows, writeInBulk } from './bulk-insert.js';
import { connectionOf, holdAlone } from './sqlite-driver.js';

export { connectionOf };

const longestWaitInMilliseconds = 30_000;
const rowsPerInsert = 200;
/** On SQLite a statement keeps the process busy: so many rows at once, and so long, before others have a turn. */
const rowsPerTurn = 500;
const longestTurnInMilliseconds = 20;
/** On PostgreSQL it costs a statement to see whether somebody waits. */
const betweenLooksInMilliseconds = 100;

/** A transaction, and the tables to which it may only add, where it is no change of the record. */
type UnderWay = {
  readonly runner: QueryRunner;
  readonly asideIn: readonly EntityTarget<ObjectLiteral>[] | null;
  /** Whether a statement that changes rows was run. */
  hasWritten: boolean;
  /** When others last had a turn in this process. */
  turnedAt: number;
  /** The last statement that was asked and is not answered; null: the connection is free. */
  asking: Promise<void> | null;
  /** Whether it is undone when somebody else wants to save; when it began, in milliseconds since 1970. */
  readonly givesWay: boolean;
  readonly begunAt: number;
  hasGivenWay: boolean;
};

/** What the person who runs the service must put right, in one sentence. */
export class DatabaseRefusal extends Error {}

/**
 * The one way to the tables. On SQLite all writes go through one queue on one connection, each in a transaction that
 * holds the file from its start, and pages read from a second, read-only connection: TypeORM shares one connection
 * between all requests and would mix their transactions. On PostgreSQL the pool serves both, and a lock that every
 * transaction takes first puts the writes of all processes in one order: each waits with one connection, so that
 * readers always find another.
 */
@Injectable()
export class Database {
  readonly #underWay = new AsyncLocalStorage<UnderWay>();
  #queue: Promise<unknown> = Promise.resolve();
  /** How many wait in this process for their turn to save, without those that would give way themselves. */
  #waiting = 0;
  readonly #mark: WaitingMark | null;

  private constructor(
    readonly writer: DataSource,
    readonly reader: DataSource,
  ) {
    const { type, database } = writer.options;
    this.#mark = type === 'better-sqlite3' ? new WaitingMark(`${database}-waiting`) : null;
  }

  /**
   * Opens the database and takes it to this version. With `asItIs` it is opened only where it is there already, and
   * left in its version: for whoever looks at it or copies it. Throws `DatabaseRefusal`, one sentence.
   */
  static async open(address: DatabaseAddress, schema: Schema, { asItIs = false } = {}): Promise<Database> {
    if (asItIs && address.kind === 'sqlite' && !existsSync(address.path))
      throw new DatabaseRefusal(`There is no database at ${address.path}. Check DATABASE_URL.`);
    const writer = new DataSource(writerOptions(address, schema));
    try {
      if (address.kind === 'sqlite') makeFolder(dirname(address.path));
      await writer.initialize();
      if (asItIs) await assertIsRecord(writer, address);
      await assertIsNotLater(writer, address);
      if (!asItIs) await (address.kind === 'sqlite' ? migrateInTurn(writer, address.path) : migrateUnderLock(writer));
      const forReading = readerOptions(address);
      const reader = forReading ? await new DataSource(forReading).initialize() : writer;
      const database = new Database(writer, reader);
      await database.#assertSettings();
      return database;
    } catch (error) {
      if (writer.isInitialized) await writer.destroy();
      if (error instanceof DatabaseRefusal) throw error;
      throw new DatabaseRefusal(whyItCannotBeOpened(address, error), { cause: error });
    }
  }

  /** Whether every step to this version has been taken: false only where it was opened as it is. */
  async isOfThisVersion(): Promise<boolean> {
    const taken = new Set(await stepsTaken(this.writer));
    return this.writer.migrations.every(({ name, constructor }) => taken.has(name ?? constructor.name));
  }

  get isSqlite(): boolean {
    return this.writer.options.type === 'better-sqlite3';
  }

  async close(): Promise<void> {
    await this.#queue.catch(() => undefined);
    if (this.reader !== this.writer) await this.reader.destroy();
    await this.writer.destroy();
  }

  /**
   * Runs `work` in one transaction: all of it is kept, or nothing is. Whatever `work` reads or writes through this
   * object belongs to it. Asked for within a transaction, it joins that one.
   */
  async transaction<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#underWay.getStore()) return work();
    return this.#inTurn(() => this.#transact(work, null));
  }

  /**
   * A long transaction that others need not wait for: when somebody else wants to save, in this process or another, it
   * is undone, they save, and `work` begins anew. So `work` must be able to: whatever it keeps in memory is made anew
   * each time. After `mostTimesToGiveWay` it runs to its end whoever waits. Asked for within a transaction, it joins
   * that one.
   */
  async givingWay<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#underWay.getStore()) return work();
    for (let times = 0; ; times += 1) {
      const givesWay = times < mostTimesToGiveWay;
      try {
        return await this.#inTurn(() => this.#transact(work, null, givesWay), false);
      } catch (error) {
        if (!(error instanceof GaveWay)) throw error;
        await pause(restInMilliseconds);
      }
    }
  }

  /**
   * A transaction beside the record: it adds rows to the tables it names and does nothing else, and what is remembered
   * of the record stays remembered. For what no remembered page shows, such as the trail's line of a download. Asked
   * for within a transaction, it joins that one.
   */
  async aside<Value>(tables: readonly EntityTarget<ObjectLiteral>[], work: () => Promise<Value>): Promise<Value> {
    if (this.#underWay.getStore()) return work();
    return this.#inTurn(() => this.#transact(work, tables));
  }

  /** The rows that a query gives: of the transaction under way, otherwise of what is committed. */
  async rows<Row>(query: Sql): Promise<Row[]> {
    const { text, values } = query.bind(this.isSqlite ? () => '?' : (position) => `$${position}`);
    const underWay = this.#underWay.getStore();
    if (!underWay) return this.reader.query(text, values) as Promise<Row[]>;
    return inOrder(underWay, async () => {
      await this.#takeTurns(underWay);
      return underWay.runner.query(text, values) as Promise<Row[]>;
    });
  }

  async row<Row>(query: Sql): Promise<Row | null> {
    const [row] = await this.rows<Row>(query);
    return row ?? null;
  }

  /** A statement that changes rows. Refused outside a transaction: it could be lost. */
  async run(query: Sql): Promise<void> {
    if (this.#writing().asideIn) throw new Error('Beside the record rows are only added');
    await this.rows(query);
  }

  /** Adds rows as they are given: many by one statement prepared for all, few by one of their own. */
  async insert<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>, rows: readonly Entity[]): Promise<void> {
    const underWay = this.#writing();
    const { asideIn } = underWay;
    if (asideIn && !asideIn.includes(entity))
      throw new Error('Beside the record only the tables that were named may be added to');
    await inOrder(underWay, () => this.#add(underWay, entity, rows));
  }

  /** As few statements as they need. */
  async #add<Entity extends ObjectLiteral>(
    underWay: UnderWay,
    entity: EntityTarget<Entity>,
    rows: readonly Entity[],
  ): Promise<void> {
    const { runner } = underWay;
    let done = 0;
    if (rows.length >= manyRows) {
      const metadata = this.writer.getMetadata(entity);
      const perTurn = this.isSqlite ? rowsPerTurn : rows.length;
      for (; done < rows.length; done += perTurn) {
        await this.#takeTurns(underWay);
        const bulk = bulkOf(metadata, rows.slice(done, done + perTurn));
        if (!bulk) break;
        await writeInBulk(this.writer, runner, bulk);
      }
    }
    const { manager } = runner;
    for (let start = done; start < rows.length; start += rowsPerInsert) {
      await this.#takeTurns(underWay);
      await manager
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(rows.slice(start, start + rowsPerInsert))
        .updateEntity(false)
        .execute();
    }
  }

  /** Adds rows of plain columns, each in the place of the one that has its key. */
  async put<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Entity[],
    key: string,
  ): Promise<void> {
    for (let start = 0; start < rows.length; start += rowsPerTurn) {
      const bulk = bulkOf(this.writer.getMetadata(entity), rows.slice(start, start + rowsPerTurn));
      if (!bulk) throw new Error('Rows of this kind cannot be put in the place of others');
      await this.addTo(inPlaceOf(bulk, key));
    }
  }

  /** Adds rows to a table that is no entity. Few enough for one turn: some hundreds. */
  async addTo(bulk: Bulk): Promise<void> {
    const underWay = this.#writing();
    if (underWay.asideIn) throw new Error('Beside the record only the tables that were named may be added to');
    await inOrder(underWay, async () => {
      await this.#takeTurns(underWay);
      await writeInBulk(this.writer, underWay.runner, bulk);
    });
  }

  /** The next `count` public references of a kind: `EP-0012`. A number once given is never given again. */
  async nextReferences(prefix: string, count: number): Promise<string[]> {
    if (count === 0) return [];
    await this.run(sql`
      INSERT INTO reference_counter (prefix, next) VALUES (${prefix}, ${count + 1})
      ON CONFLICT (prefix) DO UPDATE SET next = reference_counter.next + ${count}`);
    const row = await this.row<{ next: number }>(sql`
      SELECT reference_counter.next FROM reference_counter WHERE reference_counter.prefix = ${prefix}`);
    const first = (row?.next ?? count + 1) - count;
    return Array.from({ length: count }, (_, index) => `${prefix}-${String(first + index).padStart(4, '0')}`);
  }

  /**
   * Changes whenever any process has changed the record: whatever was committed, but for what `aside` added. Cheap
   * enough to ask on every request: on SQLite one question of the connection, and a row where anything was committed.
   * What was committed there past this class, by hand or by a step of the schema, is noticed because no number moved.
   */
  async version(): Promise<string> {
    if (!this.isSqlite) {
      const row = await this.row<{ number: number }>(sql`SELECT number FROM data_version WHERE id = 1`);
      return String(row?.number ?? 0);
    }
    const connection = connectionOf(this.reader);
    this.#commits ??= connection.prepare('PRAGMA data_version').pluck();
    this.#counts ??= connection.prepare('SELECT number, asides FROM data_version WHERE id = 1');
    const commits = this.#commits.get();
    if (commits !== this.#known.commits) {
      const { number = 0, asides = 0 } = (this.#counts.get() ?? {}) as { number?: number; asides?: number };
      const isPastUs = number === this.#known.number && asides === this.#known.asides;
      this.#known = { commits, number, asides, past: this.#known.past + (isPastUs ? 1 : 0) };
    }
    return `${this.#known.number}.${this.#known.past}`;
  }

  #commits: { get(): unknown } | null = null;
  #counts: { get(): unknown } | null = null;
  /** What was last read, and how often something was committed that moved neither number. */
  #known = { commits: null as unknown, number: 0, asides: 0, past: 0 };

  #writing(): UnderWay {
    const underWay = this.#underWay.getStore();
    if (!underWay) throw new Error('Rows may be changed in a transaction only');
    underWay.hasWritten = true;
    return underWay;
  }

  /**
   * A long transaction lets whoever else asks this process have a turn: what it has written so far is seen by nobody, and
   * pages are read from a connection of their own. One that gives way is undone when it finds that somebody waits.
   */
  async #takeTurns(underWay: UnderWay): Promise<void> {
    if (underWay.hasGivenWay) throw new GaveWay();
    if (!this.isSqlite && !underWay.givesWay) return;
    const longest = this.isSqlite ? longestTurnInMilliseconds : betweenLooksInMilliseconds;
    if (performance.now() - underWay.turnedAt < longest) return;
    await nextTurn();
    if (underWay.givesWay && (await this.#isSomebodyWaiting(underWay))) {
      underWay.hasGivenWay = true;
      throw new GaveWay();
    }
    underWay.turnedAt = performance.now();
  }

  async #isSomebodyWaiting({ runner, begunAt }: UnderWay): Promise<boolean> {
    if (this.#waiting > 0) return true;
    if (this.#mark) return this.#mark.isSetSince(begunAt);
    const waiting = (await runner.query(`
      SELECT 1 FROM pg_locks
       WHERE locktype = 'advisory' AND objid = 7246002 AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       LIMIT 1`)) as unknown[];
    return waiting.length > 0;
  }

  /** First come, first served: a write waits for all before it, whether they are kept or fail. */
  async #inTurn<Value>(work: () => Promise<Value>, isHasty = true): Promise<Value> {
    if (isHasty) this.#waiting += 1;
    const begin = (): Promise<Value> => {
      if (isHasty) this.#waiting -= 1;
      return work();
    };
    const turn = this.#queue.then(begin, begin);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #transact<Value>(
    work: () => Promise<Value>,
    asideIn: UnderWay['asideIn'],
    givesWay: boolean | null = null,
  ): Promise<Value> {
    const runner = this.writer.createQueryRunner();
    try {
      // What gives way, or has given way often enough, asks nobody of its kind to.
      await begin(runner, givesWay === null ? this.#mark : null);
      try {
        if (!this.isSqlite) await runner.query('SELECT pg_advisory_xact_lock(7246002)');
        const before = this.#rowsChanged();
        const underWay: UnderWay = {
          runner,
          asideIn,
          hasWritten: false,
          turnedAt: performance.now(),
          asking: null,
          givesWay: givesWay ?? false,
          begunAt: Date.now(),
          hasGivenWay: false,
        };
        const value = await this.#underWay.run(underWay, async () => {
          const done = await this.#andAll(underWay, work);
          if (underWay.hasGivenWay) throw new GaveWay();
          const number = asideIn ? 'asides' : 'number';
          // What was refused has changed nothing: no page is made anew for it.
          if (this.isSqlite ? this.#rowsChanged() !== before : underWay.hasWritten && !asideIn)
            await runner.query(`UPDATE data_version SET ${number} = ${number} + 1 WHERE id = 1`);
          return done;
        });
        await runner.commitTransaction();
        return value;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
        throw error;
      }
    } finally {
      await runner.release();
    }
  }

  /** What was asked for and not waited for, as by whoever asks several at once and one of them fails, is answered first. */
  async #andAll<Value>(underWay: UnderWay, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } finally {
      while (underWay.asking) await underWay.asking;
    }
  }

  /** How many rows this process has written on SQLite, kept or not. */
  #rowsChanged(): unknown {
    if (!this.isSqlite) return null;
    this.#changes ??= connectionOf(this.writer).prepare('SELECT total_changes()').pluck();
    return this.#changes.get();
  }

  #changes: { get(): unknown } | null = null;

  /** A setting that would lose acknowledged writes or break a reference keeps the service from starting. */
  async #assertSettings(): Promise<void> {
    if (!this.isSqlite) return;
    const connection = connectionOf(this.writer);
    const wanted: [string, unknown][] = [
      ['journal_mode', 'wal'],
      ['synchronous', 2],
      ['foreign_keys', 1],
      ['trusted_schema', 0],
      ['cell_size_check', 1],
    ];
    for (const [name, value] of wanted) {
      const found = connection.pragma(name, { simple: true });
      if (found !== value)
        throw new DatabaseRefusal(`The database has ${name} ${String(found)} where ${String(value)} is needed.`);
    }
  }
}

/**
 * Asks one thing of the connection of a transaction at a time, in the order in which it was asked for: a driver that is
 * asked two at once keeps the second waiting itself, and the one for PostgreSQL will no longer do so.
 */
function inOrder<Value>(underWay: UnderWay, ask: () => Promise<Value>): Promise<Value> {
  const answered = underWay.asking ? underWay.asking.then(ask) : ask();
  const settled: Promise<void> = answered
    .then(nothing, nothing)
    .then(() => void (underWay.asking === settled && (underWay.asking = null)));
  underWay.asking = settled;
  return answered;
}

const nothing = (): void => undefined;

const isBusy = (error: unknown): boolean =>
  /SQLITE_BUSY/.test(
    String((error as { driverError?: { code?: string } }).driverError?.code ?? (error as { code?: string }).code),
  );

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Begins as soon as no other process writes, without holding up this one's readers. */
async function begin(runner: QueryRunner, mark: WaitingMark | null): Promise<void> {
  const deadline = performance.now() + longestWaitInMilliseconds;
  let hasAsked = false;
  for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
    try {
      await runner.startTransaction();
      if (hasAsked) mark?.clear();
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > deadline)
        throw new DatabaseRefusal(
          'Another program has been writing to the database for 30 seconds. Try again when it has finished.',
          {
            cause: error,
          },
        );
      mark?.set();
      hasAsked = true;
      // A refused BEGIN leaves the runner believing that a transaction is under way.
      Object.assign(runner, { isTransactionActive: false });
      await pause(wait);
    }
  }
}

/**
 * Two processes that start together migrate one after the other. TypeORM reads which steps are pending before it holds
 * the file, so whoever has steps to take first takes a lock in a file beside the database.
 */
async function migrateInTurn(writer: DataSource, path: string): Promise<void> {
  const connection = connectionOf(writer);
  connection.pragma(`busy_timeout = ${longestWaitInMilliseconds}`);
  if (await writer.showMigrations()) {
    const release = await holdAlone(`${path}-migrating`, longestWaitInMilliseconds);
    try {
      await writer.runMigrations();
    } finally {
      release();
    }
  }
  connection.pragma('busy_timeout = 0');
}

/** The names of the steps that the database has taken; none where it is new. */
async function stepsTaken(writer: DataSource): Promise<readonly string[]> {
  const runner = writer.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    const rows: { name: string }[] = await runner.query('SELECT name FROM migrations ORDER BY id');
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}

/** This program does not know what a later one wrote, and could break it. */
async function assertIsNotLater(writer: DataSource, address: DatabaseAddress): Promise<void> {
  const known = new Set(writer.migrations.map(({ name, constructor }) => name ?? constructor.name));
  if ((await stepsTaken(writer)).every((name) => known.has(name))) return;
  throw new DatabaseRefusal(
    `${calledOf(address)} was last used by a later version of Turnaround. Use that version, or restore a backup from before it.`,
  );
}

const calledOf = (address: DatabaseAddress): string =>
  address.kind === 'sqlite' ? address.path : 'The database in DATABASE_URL';

async function assertIsRecord(writer: DataSource, address: DatabaseAddress): Promise<void> {
  try {
    await writer.query('SELECT number FROM data_version WHERE id = 1');
  } catch (error) {
    throw new DatabaseRefusal(`${calledOf(address)} is not a Turnaround database. Check DATABASE_URL.`, {
      cause: error,
    });
  }
}

async function migrateUnderLock(writer: DataSource): Promise<void> {
  const runner = writer.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(7246001)');
    await writer.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(7246001)');
    await runner.release();
  }
}

/** One folder after another: Node's own recursive way never returns where the system refuses, as under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function whyItCannotBeOpened(address: DatabaseAddress, error: unknown): string {
  const reason = String((error as { message?: unknown } | null)?.message ?? error).split('\n')[0];
  if (address.kind === 'postgres')
    return `The PostgreSQL database in DATABASE_URL cannot be opened: ${reason}. Check that it runs and that the address, name and password are right.`;
  if (/not a database|malformed/.test(reason ?? ''))
    return `${address.path} is not a Turnaround database. Name another file in DATABASE_URL, or restore a backup over it.`;
  return `The database file ${address.path} cannot be opened: ${reason}. Check that the folder exists and may be written to.`;
}
