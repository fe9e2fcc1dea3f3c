import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import type { DatabaseAddress } from '../config/environment.js';
import type { Schema } from './data-source-options.js';
import { type Sql, sql } from './sql.js';
import { GaveWay, mostTimesToGiveWay, restInMilliseconds, WaitingMark } from './giving-way.js';
import { DatabaseRefusal, longestWaitInMilliseconds, openConnections, stepsTaken } from './opening.js';
import { inOrder, isSomebodyWaitingOnPostgres, takeTurn, type UnderWay } from './under-way.js';
import { type Bulk, bulkOf, inPlaceOf, manyRows, writeInBulk } from './bulk-insert.js';
import { connectionOf } from './sqlite-driver.js';

export { connectionOf };

const rowsPerInsert = 200;
/** On SQLite a statement keeps the process busy: so many rows at once, before others have a turn. */
const rowsPerTurn = 500;

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
    const { writer, reader } = await openConnections(address, schema, { asItIs });
    return new Database(writer, reader);
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

  /**
   * Has PostgreSQL look again at what its tables hold: its plans go by that, and a publication changes it at one stroke.
   * By itself it looks a minute later at tables that grew, and never at small ones. SQLite plans without.
   */
  async takeStock(): Promise<void> {
    if (!this.isSqlite) await this.writer.query('ANALYZE');
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

  /** A long transaction lets others have their turn: see `takeTurn`. */
  #takeTurns(underWay: UnderWay): Promise<void> {
    return takeTurn(underWay, { isSqlite: this.isSqlite, isSomebodyWaiting: () => this.#isSomebodyWaiting(underWay) });
  }

  async #isSomebodyWaiting({ runner, begunAt }: UnderWay): Promise<boolean> {
    if (this.#waiting > 0) return true;
    return this.#mark ? this.#mark.isSetSince(begunAt) : isSomebodyWaitingOnPostgres(runner);
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
}

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
