/** The built service as the harnesses start it, whole or with a defect planted in it, and a person who may write. */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request as ask } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openService, root } from '../bench/service.mjs';

const require = createRequire(join(root, 'package.json'));
export const Driver = require(Number(process.versions.napi) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3');

const children = new Set();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** `defect`: what is planted (see planted.mjs), or null for the service as it is. */
export async function startService(file, { defect = null, env = {} } = {}) {
  const entry = defect ? [join(root, 'test/faults/planted.mjs'), defect] : [join(root, 'dist/src/main.js')];
  const child = spawn(process.execPath, entry, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: `sqlite:${file}`,
      FILES: `${file}-files`,
      PORT: '0',
      HOST: '127.0.0.1',
      CASE_LIBRARY: 'none',
      LOG_LEVEL: 'silent',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const ended = once(child, 'close').then(([code]) => {
    children.delete(child);
    return code;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const origin = /http:\/\/\S+/.exec(line)?.[0];
    if (origin) return { origin: origin.replace('localhost', '127.0.0.1'), child, ended };
  }
  throw new Error('The service ended before it was ready');
}

/** An administrator with a session, made before the service starts. */
export async function makeWriter(file) {
  const { program } = await import('../bench/service.mjs');
  const service = await openService(file);
  try {
    const { AccountsService } = await program('access/accounts.service.js');
    const { SessionsService } = await program('access/sessions.service.js');
    const { theService } = await program('access/audit.service.js');
    const grant = {
      role: 'administrator',
      organisationId: null,
      inspectorateId: null,
      chair: false,
      fromOn: '2020-01-01',
      toOn: null,
    };
    const account = await service.app.get(AccountsService, { strict: false }).add(
      theService,
      {
        name: 'Writes Much',
        email: `writes-much-${Date.now()}@turnaround.example`,
        passwordHash: null,
        status: 'active',
      },
      [grant],
    );
    const token = await service.app.get(SessionsService, { strict: false }).start(account.id, 'A harness');
    return {
      cookie: `turnaround=${token}`,
      formToken: createHmac('sha256', token).update('form').digest('base64url'),
      ref: account.ref,
    };
  } finally {
    await service.close();
  }
}

/** Asks over a kept-alive connection. Gives `{ status, location, text }`, or `{ error }` where no answer came. */
export function client(origin, { cookie, formToken }, connections = 64) {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method, path, fields) =>
    new Promise((resolve) => {
      const body = fields ? new URLSearchParams({ _csrf: formToken, ...fields }).toString() : '';
      const headers = {
        Cookie: cookie,
        ...(fields
          ? { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }
          : {}),
      };
      const asking = ask({ hostname, port, method, path, agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.once('end', () => resolve({ status: answer.statusCode, location: answer.headers.location, text }));
        answer.once('error', (error) => resolve({ error: error.code ?? 'broken' }));
      });
      asking.once('error', (error) => resolve({ error: error.code ?? 'broken' }));
      asking.end(body);
    });
  return {
    get: (path) => send('GET', path),
    post: (path, fields) => send('POST', path, fields),
    close: () => agent.destroy(),
  };
}

/** Makes an account whose name is `key`: the one write that most harnesses do. */
export const create = async (to, key) => to.post('/admin/users', { name: key, email: `${key}@turnaround.example` });

/** What stands in a database file, looked at from outside, and whether it is sound. */
export function look(file, prefix) {
  const database = new Driver(file, { fileMustExist: true });
  try {
    const faults = [];
    const check = database.pragma('integrity_check', { simple: true });
    if (check !== 'ok') faults.push(String(check).slice(0, 200));
    if (database.pragma('foreign_key_check').length > 0) faults.push('a reference leads nowhere');
    const rows = database
      .prepare(`SELECT account.name, account.ref FROM account WHERE account.name LIKE '${prefix}%'`)
      .all();
    const told = database
      .prepare(
        "SELECT count(*) FROM audit_entry WHERE action IN ('account.added', 'account.invited') AND entity_id = ?",
      )
      .pluck();
    for (const { name, ref } of rows)
      if (told.get(ref) < 1) faults.push(`${name} stands without its line in the trail`);
    const names = rows.map(({ name }) => name);
    if (new Set(names).size !== names.length) faults.push('one account stands twice');
    const lines = database.prepare('SELECT count(*), coalesce(max(seq), 0) FROM audit_entry').raw().get();
    if (lines[0] !== lines[1]) faults.push('the trail has a gap');
    return { faults, names: new Set(names) };
  } finally {
    database.close();
  }
}

/** The same numbers each time, so that what failed can be repeated. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The page that answers shows the link to pass on, once. */
export const isKept = ({ status, text }) => status === 303 || (status === 200 && /\/invitations\//.test(text));
