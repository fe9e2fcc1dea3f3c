import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import request, { type Test } from 'supertest';
import type { Logger as StatementLogger } from 'typeorm';
import { readEnvironment } from '../../src/config/environment.js';
import { createApp } from '../../src/create-app.js';
import type { Database } from '../../src/database/database.js';
import type { Clock } from '../../src/kernel/clock.js';
import type { CalendarDay } from '../../src/kernel/calendar-day.js';
import { FixedClock } from './fixed-clock.js';
import { closeTestDatabase, openTestDatabase, testFiles } from './test-database.js';

export type TestApp = {
  readonly app: NestExpressApplication;
  readonly database: Database;
  /** Where it listens, `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly get: (path: string) => Test;
  readonly statements: Statements;
  /** What went wrong while pages were made: one line of JSON each. A test that passes leaves none. */
  readonly faults: string[];
  readonly close: () => Promise<void>;
};

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** Listens to the database: every statement that it is asked, in order. */
export class Statements implements StatementLogger {
  #heard: Statement[] = [];

  /** Those since the last time, and begins anew. Asking whether anything changed is not counted: it is not the page's. */
  take(): Statement[] {
    const heard = this.#heard.filter(({ text }) => !/\bdata_version\b/.test(text));
    this.#heard = [];
    return heard;
  }

  logQuery(text: string, values?: readonly unknown[]): void {
    this.#heard.push({ text, values: values ?? [] });
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

type Options = {
  /** Filled with the case library, as at a first start. */
  readonly library?: boolean;
  readonly today?: CalendarDay;
  /** Pages are made anew for every request unless there is memory to remember them. */
  readonly pageCacheMegabytes?: number;
  readonly publicUrl?: string;
  readonly smtpUrl?: string;
  /** A clock that can be moved, for what changes with time. */
  readonly clock?: Clock;
  /** More of the environment: `SMTP_URL`, `OIDC_ISSUER`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A database to serve instead of a fresh one; whoever opened it closes it. */
  readonly database?: Database;
};

/**
 * The whole application over HTTP, on a fresh database of the kind under test. Its templates are strict: a name that a
 * page model does not have fails the page. It is always the morning of the same day.
 */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const database = options.database ?? (await openTestDatabase());
  const faults: string[] = [];
  const environment = readEnvironment({
    PORT: '0',
    PUBLIC_URL: options.publicUrl ?? 'http://localhost:3000',
    FILES: testFiles,
    SMTP_URL: options.smtpUrl ?? '',
    CASE_LIBRARY: options.library ? 'load' : 'none',
    PAGE_CACHE_MB: String(options.pageCacheMegabytes ?? 0),
    CONTACT_EMAIL: 'contact@turnaround.example',
    // A crawl asks for every download there is within what the clock of the tests calls one moment.
    COSTLY_PER_MINUTE: '1000000',
    SECRET_KEY: 'a key that is for tests and for nothing else',
    ...options.settings,
  });
  const app = await createApp(
    {
      database,
      environment,
      clock: options.clock ?? new FixedClock(options.today),
      log: pino({ level: 'error' }, { write: (line: string) => void faults.push(line) }),
    },
    { strictViews: true },
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const statements = new Statements();
  for (const source of new Set([database.reader, database.writer]))
    source.setOptions({ logger: statements, logging: ['query'] });
  return {
    app,
    database,
    url,
    statements,
    faults,
    get: (path) => request(url).get(path),
    close: async () => {
      await app.close();
      if (!options.database) await closeTestDatabase(database);
    },
  };
}
