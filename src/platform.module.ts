import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Environment } from './config/environment.js';
import { Settings } from './config/settings.js';
import { Database } from './database/database.js';
import { Clock } from './kernel/clock.js';
import { Log } from './shell/log.token.js';

export type Platform = {
  readonly database: Database;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Logger;
};

/** What every feature may ask for: the database, the clock, the settings and the log. */
@Global()
@Module({})
export class PlatformModule {
  static of({ database, environment, clock, log }: Platform): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Settings, useValue: new Settings(environment) },
        { provide: Log, useValue: new Log(log) },
      ],
      exports: [Database, Clock, Settings, Log],
    };
  }
}
