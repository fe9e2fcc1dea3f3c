import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Environment } from './config/environment.js';
import { Database } from './database/database.js';
import { Clock, SystemClock } from './kernel/clock.js';
import { Settings } from './config/settings.js';

/** What every feature may ask for: the database, the clock and the settings. */
@Global()
@Module({})
export class PlatformModule {
  static of(database: Database, environment: Environment): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useClass: SystemClock },
        { provide: Settings, useValue: new Settings(environment) },
      ],
      exports: [Database, Clock, Settings],
    };
  }
}
