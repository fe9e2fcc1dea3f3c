import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals what must be read again but by nobody who only has the database: the secrets of second factors and the answers
 * of whoever was signed out. The key is SECRET_KEY, or lies in a file beside the database that only its owner may read.
 */
@Injectable()
export class SealingService {
  #key: Buffer | null = null;

  constructor(private readonly settings: Settings) {}

  /** `what` says what is sealed and for whom: it opens for nothing and nobody else. */
  seal(text: string, what: string): string {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.#theKey(), nonce).setAAD(Buffer.from(what));
    const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
    return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url');
  }

  /** The text, or null when it was sealed with another key, for something else, or touched. */
  open(sealed: string, what: string): string | null {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < nonceBytes + tagBytes) return null;
    const opening = createDecipheriv(cipher, this.#theKey(), bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(what))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** 32 bytes that nobody finds again without the key, however few the texts are that could be tried. */
  keyedHash(text: string, what: string): Buffer {
    return createHmac('sha256', this.#theKey())
      .update(JSON.stringify([what, text]))
      .digest();
  }

  #theKey(): Buffer {
    const { secretKey, keyFile } = this.settings.values;
    this.#key ??= createHash('sha256')
      .update(secretKey ?? keyIn(keyFile))
      .digest();
    return this.#key;
  }
}

/** The key in the file; made there at the first need. Of two processes that start together the first one's stands. */
function keyIn(path: string): string {
  if (!existsSync(path)) {
    // A new copy of the program has no folder for it yet, where the database is on another machine.
    mkdirSync(dirname(path), { recursive: true });
    const beside = `${path}-${randomBytes(6).toString('hex')}`;
    writeFileSync(beside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(beside, path);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(beside);
    }
  }
  const key = readFileSync(path, 'utf8').trim();
  if (key.length < 40) throw new Error(`The key in ${path} is not whole`);
  return key;
}
