import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { DatabaseAddress } from '../config/environment.js';
import type { Database } from './database.js';
import { DatabaseRefusal } from './opening.js';
import { sql } from './sql.js';

/**
 * A copy of the database as it is at one moment, made while others read and write. The copy appears under its name
 * only when it is whole and on the disk.
 */
export async function backUp(database: Database, address: DatabaseAddress, path: string): Promise<void> {
  if (existsSync(path)) throw new DatabaseRefusal(`${path} is there already. Name a file that does not exist yet.`);
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    if (address.kind === 'postgres') await dump(address.url, unfinished);
    else await database.rows(sql`VACUUM INTO ${unfinished}`);
    const copy = await open(unfinished, 'r+');
    await copy.sync();
    await copy.close();
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof DatabaseRefusal) throw error;
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new DatabaseRefusal(`${path} cannot be written: ${reason}.`, { cause: error });
  }
}

async function dump(url: string, path: string): Promise<void> {
  const failure = await new Promise<string | null>((resolve) => {
    const process = spawn('pg_dump', ['--format=custom', '--no-owner', `--file=${path}`, url], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    process.stderr.on('data', (part: Buffer) => (said += part.toString()));
    process.on('error', () => resolve('not found'));
    process.on('close', (code) => resolve(code === 0 ? null : (said.split('\n')[0] ?? 'failed')));
  });
  if (failure === 'not found')
    throw new DatabaseRefusal(
      `pg_dump was not found on this machine. Run it where PostgreSQL is installed: pg_dump --format=custom --file=FILE DATABASE_URL`,
    );
  if (failure) throw new DatabaseRefusal(`pg_dump could not make the copy: ${failure}`);
}
