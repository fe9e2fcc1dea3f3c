import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatabaseAddress } from '../../src/config/environment.js';
import { rootFolder } from '../../src/config/paths.js';

export type SecondProcess = {
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: string }>;
  readonly stop: () => Promise<void>;
};

const databaseUrl = (address: DatabaseAddress): string =>
  address.kind === 'sqlite' ? `sqlite:${address.path}` : address.url;

/** Where it says that it listens; an end before that is an error. */
async function readyAt(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The second process cannot be heard');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /http:\/\/\S+:(\d+)/.exec(line)?.[1];
    if (port) return port;
  }
  throw new Error('The second process ended before it was ready');
}

/**
 * The program as it is delivered, built from the source as it stands, serving the database at `address` from a process
 * of its own. It remembers pages as it does for everybody.
 */
export async function startSecondProcess(address: DatabaseAddress): Promise<SecondProcess> {
  const built = spawnSync(process.execPath, ['tools/build.mjs', '--if-needed'], { cwd: rootFolder, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The program could not be built:\n${built.stdout}${built.stderr}`);
  const child = spawn(process.execPath, [join(rootFolder, 'dist/src/main.js')], {
    cwd: rootFolder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl(address),
      PORT: '0',
      HOST: '127.0.0.1',
      CASE_LIBRARY: 'none',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const port = await readyAt(child);
  const agent = new Agent({ keepAlive: true });
  const ask = (path: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const asked = get({ host: '127.0.0.1', port, path, agent }, (response) => {
        response.setEncoding('utf8');
        let body = '';
        response.on('data', (piece: string) => {
          body += piece;
        });
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      asked.once('error', (error: NodeJS.ErrnoException) => {
        // A connection that was kept and just then closed by the other side: nothing was asked yet, as any client knows.
        if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(ask(path));
        else reject(error);
      });
    });
  return {
    get: ask,
    stop: async () => {
      agent.destroy();
      child.kill('SIGTERM');
      await closed;
    },
  };
}
