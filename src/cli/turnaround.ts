import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule, InspectingModule } from '../app.module.js';
import { loadSettingsFile, readEnvironment, SettingError } from '../config/environment.js';
import { Database } from '../database/database.js';
import { DatabaseRefusal } from '../database/opening.js';
import { MissingDriver } from '../database/sqlite-driver.js';
import { SystemClock } from '../kernel/clock.js';
import { schema } from '../schema.js';
import { FrameworkLog, openLog } from '../shell/log.js';
import { backupCommand } from './backup.command.js';
import { type Command, CommandRefusal, type LoneCommand, type Terminal } from './command.js';
import { demoCommand } from './demo.command.js';
import { exportAuditCommand } from './export-audit.command.js';
import { freezeRecordCommand } from './freeze-record.command.js';
import { importCommand } from './import.command.js';
import { letInCommand } from './let-in.command.js';
import { loadLibraryCommand } from './load-library.command.js';
import { profileCommand } from './profile.command.js';
import { verifyCommand } from './verify.command.js';

process.env.TZ = 'UTC';
loadSettingsFile();

/** Every command, in the order in which a newcomer meets them. */
const commands: readonly (Command | LoneCommand)[] = [
  demoCommand,
  importCommand,
  profileCommand,
  backupCommand,
  verifyCommand,
  exportAuditCommand,
  freezeRecordCommand,
  loadLibraryCommand,
  letInCommand,
];

const usage = (): string =>
  [
    'Write: npm run turnaround -- COMMAND',
    ...commands.map((command) => `  ${command.usage.padEnd(40)} ${command.purpose}`),
  ].join('\n');

const terminal: Terminal = {
  say: (line) => void process.stdout.write(`${line}\n`),
  progress: (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}`);
  },
};

async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  const command = commands.find((each) => each.name === name);
  if (!command) {
    process.stderr.write(`${name ? `There is no command ${name}.\n` : ''}${usage()}\n`);
    return 1;
  }
  const environment = readEnvironment(process.env);
  const log = openLog(environment.logLevel);
  if ('runAlone' in command) return command.runAlone({ environment, log }, rest, terminal);
  const { asItIs = false } = command;
  const database = await Database.open(environment.database, schema, { asItIs });
  try {
    const platform = { database, environment, clock: new SystemClock(), log };
    // The whole application would bring the record up to date; looking must not.
    const features = asItIs ? InspectingModule : AppModule;
    const app = await NestFactory.createApplicationContext(features.of(platform), {
      logger: new FrameworkLog(log),
      abortOnError: false,
    });
    const code = await command.run(app, rest, terminal);
    await app.close();
    return code;
  } finally {
    await database.close();
  }
}

const canBePutRight = (error: unknown): error is Error =>
  [CommandRefusal, SettingError, DatabaseRefusal, MissingDriver].some((kind) => error instanceof kind);

// Whoever reads the first lines only has closed the pipe: what was done is done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const words = canBePutRight(error) ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
