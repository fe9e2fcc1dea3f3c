import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import { GaveWay } from './giving-way.js';

/** On SQLite a statement keeps the process busy: so long before others have a turn. */
const longestTurnInMilliseconds = 20;
/** On PostgreSQL it costs a statement to see whether somebody waits. */
const betweenLooksInMilliseconds = 100;

/** A transaction, and the tables to which it may only add, where it is no change of the record. */
export type UnderWay = {
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

/**
 * A long transaction lets whoever else asks this process have a turn: what it has written so far is seen by nobody, and
 * pages are read from a connection of their own. One that gives way is undone when it finds that somebody waits.
 */
export async function takeTurn(
  underWay: UnderWay,
  { isSqlite, isSomebodyWaiting }: { readonly isSqlite: boolean; readonly isSomebodyWaiting: () => Promise<boolean> },
): Promise<void> {
  if (underWay.hasGivenWay) throw new GaveWay();
  if (!isSqlite && !underWay.givesWay) return;
  const longest = isSqlite ? longestTurnInMilliseconds : betweenLooksInMilliseconds;
  if (performance.now() - underWay.turnedAt < longest) return;
  await nextTurn();
  if (underWay.givesWay && (await isSomebodyWaiting())) {
    underWay.hasGivenWay = true;
    throw new GaveWay();
  }
  underWay.turnedAt = performance.now();
}

/** Whether a transaction of another process waits for the lock that every transaction takes first. */
export async function isSomebodyWaitingOnPostgres(runner: QueryRunner): Promise<boolean> {
  const waiting = (await runner.query(`
    SELECT 1 FROM pg_locks
     WHERE locktype = 'advisory' AND objid = 7246002 AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     LIMIT 1`)) as unknown[];
  return waiting.length > 0;
}

/**
 * Asks one thing of the connection of a transaction at a time, in the order in which it was asked for: a driver that is
 * asked two at once keeps the second waiting itself, and the one for PostgreSQL will no longer do so.
 */
export function inOrder<Value>(underWay: UnderWay, ask: () => Promise<Value>): Promise<Value> {
  const answered = underWay.asking ? underWay.asking.then(ask) : ask();
  const settled: Promise<void> = answered
    .then(nothing, nothing)
    .then(() => void (underWay.asking === settled && (underWay.asking = null)));
  underWay.asking = settled;
  return answered;
}

const nothing = (): void => undefined;
