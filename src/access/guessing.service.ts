import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { addMinutes } from '../kernel/instant.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { AuditService } from './audit.service.js';
import { type Guessed, GuessesStore } from './data/guesses.store.js';
import {
  countedAddress,
  type GuessKind,
  limitOfAccount,
  limitOfAddress,
  mayGuess,
  windowStart,
} from './domain/throttle.js';

export type Attempted = {
  readonly kind: GuessKind;
  /** The email address that was typed, or the account: what the guess is about. */
  readonly about: string;
  /** The account's reference for the trail, or `none`. */
  readonly who: string;
  /** Where it comes from. */
  readonly address: string | null;
  readonly requestId: string | null;
};

export type CountedGuess = { readonly id: string; readonly kind: GuessKind; readonly keyHash: string };

const dayInMinutes = 24 * 60;
const keyHashOf = (kind: GuessKind, about: string): string =>
  createHash('sha256').update(`${kind} ${about}`).digest('hex');

/** Counts guesses before they are looked at, in a transaction each, so that none slips past however many come at once. */
@Injectable()
export class GuessingService {
  constructor(
    private readonly db: Database,
    private readonly store: GuessesStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async count(attempt: Attempted): Promise<Result<CountedGuess, 'too-many'>> {
    const { kind, about, address } = attempt;
    const guess: Guessed = {
      kind,
      keyHash: keyHashOf(kind, about),
      address: countedAddress(address ?? undefined),
    };
    const now = this.clock.now();
    // A flood that was refused already costs a look, not a place in the queue of those who write.
    if (!(await this.#mayGuess(guess, now)) && (await this.#wasTold(guess, now))) return refused('too-many');
    return this.db.transaction(async () => {
      if (!(await this.#mayGuess(guess, now))) {
        await this.#tellOnce(guess, attempt, now);
        return refused('too-many');
      }
      await this.store.forgetBefore(addMinutes(now, -dayInMinutes));
      return ok({ id: await this.store.add(guess, now), kind, keyHash: guess.keyHash });
    });
  }

  /** It was right: the guesses before it were the person's own. Within the transaction of what it opened. */
  async wasRight({ kind, keyHash }: CountedGuess): Promise<void> {
    await this.db.transaction(() => this.store.forgetKey({ kind, keyHash }));
  }

  /** Whoever has come in another way begins anew. */
  async forget(kind: GuessKind, about: string): Promise<void> {
    await this.store.forgetKey({ kind, keyHash: keyHashOf(kind, about) });
  }

  /** It was never looked at. */
  async takeBack({ id }: CountedGuess): Promise<void> {
    await this.db.transaction(() => this.store.takeBack(id));
  }

  async #mayGuess(guess: Guessed, now: string): Promise<boolean> {
    const [ofAccount, ofAddress] = [limitOfAccount[guess.kind], limitOfAddress[guess.kind]];
    const made = await this.store.ofKey(guess, windowStart(ofAccount, now));
    if (!mayGuess(ofAccount, made)) return false;
    return mayGuess(ofAddress, await this.store.ofAddress(guess, windowStart(ofAddress, now)));
  }

  async #wasTold({ kind, keyHash }: Guessed, now: string): Promise<boolean> {
    return (await this.store.refusalsOf({ kind, keyHash }, windowStart(limitOfAccount[kind], now))) > 0;
  }

  /** The trail says once that somebody guesses too often, not once for each guess of a flood. */
  async #tellOnce(guess: Guessed, { kind, who, requestId }: Attempted, now: string): Promise<void> {
    if (await this.#wasTold(guess, now)) return;
    await this.store.addRefusal(guess, now);
    await this.audit.record(
      { name: who === 'none' ? 'Nobody' : who, role: 'visitor', requestId, account: null },
      {
        action: 'sign_in.throttled',
        entity: 'account',
        entityId: who,
        reason: kind === 'reset' ? 'Too many links were asked for' : `Too many guesses at a ${kind}`,
      },
    );
  }
}
