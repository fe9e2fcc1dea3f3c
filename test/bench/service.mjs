/** The built program, opened in this process or started as one of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

/** A module of the built program, by its place in `src/`. */
export const program = (path) => import(pathToFileURL(join(root, 'dist/src', path)));

/** Settings of the bench, and none of whoever runs it. */
const settings = (database, { cacheMegabytes = 0, caseLibrary = false, costlyPerMinute = null } = {}) => ({
  DATABASE_URL: database.startsWith('postgres://') ? database : `sqlite:${database}`,
  PORT: '0',
  HOST: '127.0.0.1',
  CASE_LIBRARY: caseLibrary ? 'load' : 'none',
  LOG_LEVEL: 'error',
  PAGE_CACHE_MB: String(cacheMegabytes),
  ...(costlyPerMinute === null ? {} : { COSTLY_PER_MINUTE: String(costlyPerMinute) }),
});

/** The whole application on a database, in this process. It listens nowhere until it is asked to. */
export async function openService(file, { clock = null, ...options } = {}) {
  await import('reflect-metadata');
  const { readEnvironment } = await program('config/environment.js');
  const { createApp } = await program('create-app.js');
  const { Database } = await program('database/database.js');
  const { SystemClock } = await program('kernel/clock.js');
  const { schema } = await program('schema.js');
  const { openLog } = await program('shell/log.js');
  const environment = readEnvironment(settings(file, options));
  const database = await Database.open(environment.database, schema);
  const app = await createApp({
    database,
    environment,
    clock: clock ?? new SystemClock(),
    log: openLog(environment.logLevel),
  });
  await app.init();
  return {
    app,
    database,
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

/** None of them outlives the bench, however that ends. */
const children = new Set();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** A program of its own that says where it listens. `origin` is where, `pid` whose memory is looked at. */
async function start(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const closed = once(child, 'close').then(() => children.delete(child));
  const stop = async () => {
    child.kill('SIGTERM');
    await closed;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /http:\/\/\S+/.exec(line)?.[0];
    if (origin) return { origin: origin.replace('localhost', '127.0.0.1'), pid: child.pid, stop };
  }
  throw new Error(`${args.join(' ')} ended before it was ready`);
}

export const startService = (file, options) => start([join(root, 'dist/src/main.js')], settings(file, options));

export const startBareStack = (file) => start([join(root, 'test/bench/bare-stack.mjs'), file], {});
