import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { normalPassword } from './domain/password.js';

/** Argon2id (the package's number 2) at the strength that OWASP asks for: 19 MiB, two passes, one lane. */
const strength = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const mostAtOnce = 2;
const mostWaiting = 64;

/** Too many people sign in at this moment: nobody is let wait without an end. */
export class TooBusy extends Error {}

/** Turns passwords into hashes, two at a time, so that a rush of sign-ins cannot take the machine from its readers. */
@Injectable()
export class PasswordsService {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #nobodys: Promise<string> | null = null;

  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normalPassword(password), strength));
  }

  /** Takes as long where there is no hash, so that the time does not tell which accounts exist. */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    this.#nobodys ??= this.hash('of nobody at all');
    const against = passwordHash ?? (await this.#nobodys);
    const isSame = await this.#inTurn(() => verify(against, normalPassword(password)));
    return passwordHash !== null && isSame;
  }

  async #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#running >= mostAtOnce) {
      if (this.#waiting.length >= mostWaiting) throw new TooBusy('Too many people are signing in at once');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
