import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from '../../src/config/paths.js';

export type Ending = { readonly code: number | null; readonly said: string; readonly complained: string };

export type RunningService = {
  /** Where it says that it is ready. */
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  /** Asks it to stop and waits until it has. */
  readonly stop: () => Promise<Ending>;
};

type Settings = Readonly<Record<string, string>>;

const running = new Set<ChildProcess>();

/** Ends whatever a test that failed has left running. */
export async function endAll(): Promise<void> {
  const left = [...running];
  for (const child of left) child.kill('SIGKILL');
  await Promise.all(left.map((child) => new Promise((resolve) => child.once('close', resolve))));
}

const entry = join(rootFolder, 'dist/src/main.js');

function launch(
  settings: Settings,
  flags: readonly string[],
): { child: ChildProcess; ended: Promise<Ending>; ready: Promise<string> } {
  if (!existsSync(entry)) throw new Error('The program is not built. Run npm run build first.');
  const child = spawn(process.execPath, [...flags, entry], {
    cwd: rootFolder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const url = /ready at (\S+)/.exec(said)?.[1];
      if (url) resolve(url.replace('localhost', '127.0.0.1'));
    });
  });
  child.stderr.on('data', (text: Buffer) => {
    complained += text.toString();
  });
  running.add(child);
  const ended = new Promise<Ending>((resolve) =>
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, said, complained });
    }),
  );
  return { child, ended, ready };
}

/** Starts the built program and waits until it has ended of itself: for what keeps it from starting. */
export async function startAndEnd(settings: Settings, flags: readonly string[] = []): Promise<Ending> {
  const { child, ended, ready } = launch(settings, flags);
  const first = await Promise.race([ended, ready.then(() => null)]);
  if (first) return first;
  child.kill('SIGKILL');
  await ended;
  throw new Error('The service started, and should not have');
}

/** Starts the built program, as `npm start` does, on a free port. */
export async function startService(settings: Settings, flags: readonly string[] = []): Promise<RunningService> {
  const { child, ended, ready } = launch(settings, flags);
  const first = await Promise.race([ready, ended]);
  if (typeof first !== 'string') throw new Error(`The service did not start: ${first.complained || first.said}`);
  return {
    url: first,
    child,
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
