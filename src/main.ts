import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { SettingUpService } from './access/setting-up.service.js';
import { type Environment, loadSettingsFile, readEnvironment, SettingError } from './config/environment.js';
import { createApp } from './create-app.js';
import { Database } from './database/database.js';
import { DatabaseRefusal } from './database/opening.js';
import { MissingDriver } from './database/sqlite-driver.js';
import { SystemClock } from './kernel/clock.js';
import { PublicRunsService } from './lessons/public-runs.service.js';
import { KeepingRecordChecksService } from './overview/keeping-record-checks.service.js';
import { schema } from './schema.js';
import { drain } from './shell/draining.js';
import { openLog } from './shell/log.js';

process.env.TZ = 'UTC';
loadSettingsFile();

/** How long answers that are under way may take when the service is told to stop. */
const longestDrainInMilliseconds = 10_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What can be put right by whoever runs the service, in one sentence; anything else is a fault of ours. */
function sentenceFor(error: unknown, environment: Environment | null): string | null {
  if (error instanceof SettingError || error instanceof DatabaseRefusal || error instanceof MissingDriver)
    return error.message;
  const code = (error as { code?: string }).code;
  if (code === 'EADDRINUSE')
    return `Port ${environment?.port} is in use by another program. Stop that one, or choose another with PORT=3001 npm start`;
  if (code === 'EACCES')
    return `Port ${environment?.port} may not be used by this account. Choose one above 1023, such as PORT=3000`;
  return null;
}

async function start(environment: Environment): Promise<void> {
  const log = openLog(environment.logLevel);
  const database = await Database.open(environment.database, schema);
  const app = await createApp({ database, environment, clock: new SystemClock(), log });
  await app.listen(environment.port, environment.host);
  app.get(PublicRunsService).start();
  app.get(KeepingRecordChecksService).start();
  const { port } = app.getHttpServer().address() as AddressInfo;
  say(`Turnaround is ready at ${environment.port === 0 ? `http://localhost:${port}` : environment.publicUrl}`);
  const token = await app.get(SettingUpService).offer();
  if (token) {
    const address = environment.port === 0 ? `http://localhost:${port}` : environment.publicUrl;
    say(`Nobody can sign in yet. Make the first administrator at ${address}/set-up/${token}`);
  }

  const stop = async (): Promise<void> => {
    await drain(app.getHttpServer(), longestDrainInMilliseconds);
    await app.close();
    await database.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

let environment: Environment | null = null;
try {
  environment = readEnvironment(process.env);
  await start(environment);
} catch (error) {
  const sentence = sentenceFor(error, environment);
  process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
}
