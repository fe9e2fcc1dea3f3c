import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';

export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/**
 * The folder of files. Each lies under the hash of its content and is never written again, so that the same file twice
 * is kept once, and a changed one is found out.
 */
@Injectable()
export class FileContent {
  readonly #folder: string;

  constructor(settings: Settings) {
    this.#folder = settings.values.files;
  }

  /** Kept for good once this returns: a power cut takes neither the content nor its name. */
  async keep(content: Uint8Array): Promise<string> {
    const sha256 = hashOf(content);
    const path = this.#pathOf(sha256);
    if (await isThere(path)) return sha256;
    await mkdir(dirname(path), { recursive: true });
    const beside = `${path}.${randomUUID()}.part`;
    await writeThrough(beside, content);
    await rename(beside, path);
    await syncFolder(dirname(path));
    return sha256;
  }

  /** The content, or null where it is gone or no longer what was handed in. */
  async read(sha256: string): Promise<Uint8Array | null> {
    const path = this.#pathOf(sha256);
    if (!(await isThere(path))) return null;
    const content = await readFile(path);
    return hashOf(content) === sha256 ? content : null;
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

async function writeThrough(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
