import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { AppModule } from '../../src/app.module.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { Database } from '../../src/database/database.js';
import type { CalendarDay } from '../../src/kernel/calendar-day.js';
import type { Clock } from '../../src/kernel/clock.js';
import { FixedClock } from './fixed-clock.js';
import { closeTestDatabase, openTestDatabase, testFiles } from './test-database.js';

export type TestRecord = {
  readonly database: Database;
  /** A service or a query by its class. */
  readonly get: INestApplicationContext['get'];
  readonly close: () => Promise<void>;
};

type Options = {
  readonly library?: boolean;
  readonly today?: CalendarDay;
  /** The folder of files; otherwise one in which no test may look. */
  readonly files?: string;
  readonly smtpUrl?: string;
  /** Another clock than one that stands still. */
  readonly clock?: Clock;
};

/** The services of the record without a server, on a fresh database of the kind under test. */
export async function openTestRecord(options: Options = {}): Promise<TestRecord> {
  const database = await openTestDatabase();
  const environment = readEnvironment({
    CASE_LIBRARY: options.library ? 'load' : 'none',
    FILES: options.files ?? testFiles,
    SMTP_URL: options.smtpUrl ?? '',
  });
  const platform = {
    database,
    environment,
    clock: options.clock ?? new FixedClock(options.today),
    log: pino({ level: 'silent' }),
  };
  try {
    const app = await NestFactory.createApplicationContext(AppModule.of(platform), {
      logger: false,
      abortOnError: false,
    });
    return {
      database,
      get: app.get.bind(app),
      close: async () => {
        await app.close();
        await closeTestDatabase(database);
      },
    };
  } catch (error) {
    await closeTestDatabase(database);
    throw error;
  }
}
