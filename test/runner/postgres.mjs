/** A PostgreSQL for the tests: one that is there already, or a throw-away one in a temporary folder. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

const debianFolder = '/usr/lib/postgresql';

/** The folder that holds `initdb` and `postgres`, newest version first, or null. */
function findPrograms() {
  const debian = existsSync(debianFolder)
    ? readdirSync(debianFolder)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(debianFolder, version, 'bin'))
    : [];
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const holdsBoth = (folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)));
  return [...debian, ...onPath].find(holdsBoth) ?? null;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or, failing that, as `nobody`. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const number = (flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    const [uid, gid] = [number('-u'), number('-g')];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return null;
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function answers(url) {
  const client = new Client({ connectionString: url });
  // A server that goes away in mid-question must not take the runner with it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return null;
  } catch (error) {
    return error.message || String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Sorted as people sort, where this PostgreSQL can: a user's server rarely sorts by bytes as SQLite does, and a page
 * must be right on both.
 */
function makeCluster(programs, data, account) {
  const common = ['-D', data, '-U', 'turnaround', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-locale'];
  const sorting = [['--locale-provider=icu', '--icu-locale=en-GB'], []];
  let output = '';
  for (const choice of sorting) {
    const made = spawnSync(join(programs, 'initdb'), [...common, ...choice], {
      encoding: 'utf8',
      cwd: tmpdir(),
      ...account,
    });
    if (made.status === 0) return null;
    output = `${made.stdout ?? ''}${made.stderr ?? ''}${made.error ?? ''}`;
    rmSync(data, { recursive: true, force: true });
  }
  return output;
}

/**
 * Gives `{ url, stop }`, or `{ missing }`: why there is none, in one line. `TEST_POSTGRES_URL` names a server whose
 * account may create databases; otherwise a cluster is made and started on a free port of this machine.
 */
export async function startPostgres() {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) {
    const fault = await answers(given);
    if (fault) throw new Error(`The PostgreSQL in TEST_POSTGRES_URL does not answer: ${fault}`);
    return { url: given, stop: async () => undefined };
  }
  const programs = findPrograms();
  if (!programs)
    return {
      missing: 'no PostgreSQL was found. Install it (on Debian: apt-get install postgresql) or set TEST_POSTGRES_URL',
    };
  const account = unprivileged();
  if (!account) return { missing: 'PostgreSQL does not run as root, and there is no account postgres or nobody' };

  const folder = mkdtempSync(join(tmpdir(), 'turnaround-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  if (account.uid) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const fault = makeCluster(programs, data, account);
  if (fault !== null) {
    remove();
    throw new Error(`A throw-away PostgreSQL could not be made:\n${fault}`);
  }

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...account },
  );
  let log = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text) => {
      log = `${log}${text}`.slice(-4_000);
    });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    // Asks all to leave at once; what a test left open does not hold it up.
    server.kill('SIGINT');
    await ended;
    remove();
  };

  const url = `postgres://turnaround@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + 30_000;
  while ((await answers(url)) !== null) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The throw-away PostgreSQL did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop };
}
