import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import request from 'supertest';
import { rootFolder } from '../../src/config/paths.js';

export type DirectoryPersonKnown = {
  readonly subject: string;
  readonly email: string;
  readonly isVerified: boolean;
};

export type Directory = {
  readonly settings: Readonly<Record<string, string>>;
  /** Whoever signs in there from now on. */
  readonly let: (person: DirectoryPersonKnown) => Promise<void>;
  /** Follows a browser from our address of departure to the address that it is sent back to. */
  readonly signIn: (address: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

const clientId = 'turnaround';
const clientSecret = 'the secret of the client, for tests alone';
export const returnAddress = 'http://localhost:3000/sign-in/directory/return';

/** A real directory, in a process of its own: `test/fixtures/directory.mjs`. */
export async function openDirectory(): Promise<Directory> {
  const program = join(rootFolder, 'test/fixtures/directory.mjs');
  const child: ChildProcess = spawn(process.execPath, [program, clientId, clientSecret, returnAddress], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (!child.stdout) throw new Error('The directory says nothing');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The directory ended');
    return value;
  };
  const issuer = await heard();

  async function signIn(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    let at = address;
    for (let step = 0; step < 12 && at.startsWith(issuer); step += 1) {
      const answer = await request(issuer)
        .get(at.slice(issuer.length))
        .set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      for (const cookie of (answer.headers['set-cookie'] as unknown as string[] | undefined) ?? []) {
        const [pair = ''] = cookie.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      if (!answer.headers.location) throw new Error(`The directory answers ${answer.status}: ${answer.text}`);
      at = new URL(answer.headers.location, issuer).href;
    }
    return at;
  }

  return {
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Northshire Council',
    },
    let: async (person) => {
      child.stdin?.write(`${JSON.stringify(person)}\n`);
      await heard();
    },
    signIn,
    close: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve());
        child.kill();
      }),
  };
}
