import { createHmac, randomBytes } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Settings } from '../config/settings.js';
import { Clock } from '../kernel/clock.js';
import { bearerOf } from './bearer.js';
import { type Purse, spend } from './budget.js';
import { placeOf } from './place.js';
import { TooOften } from './refusals.js';
import { visitorOf } from './visitor.js';

const costlyKey = 'costly';

/**
 * That a handler works hard: how many points it takes of what a person has in a minute (`COSTLY_PER_MINUTE`). A download
 * takes one without being told; a search one; what reads a whole trail or a whole file many.
 */
export const Costly = (points: number): MethodDecorator => SetMetadata(costlyKey, points);

/** What the price of a download is, by its address. */
const ofDownload = 1;
/** An office has many people behind one address: so many times what one of them has. */
const peopleAtOneAddress = 10;
const mostPurses = 20_000;

/**
 * Slows down whoever asks for too much at once: each person, and each network address, has so many points a minute.
 * Stands behind the other guards, so that what they refuse costs nothing. Addresses are kept as hashes under a key that
 * lives as long as the process; a page that is remembered costs nothing, and is not counted.
 */
@Injectable()
export class CostlyGuard implements CanActivate {
  readonly #secret = randomBytes(32);
  readonly #purses = new Map<string, Purse>();

  constructor(
    private readonly reflector: Reflector,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const points = this.#priceOf(context, request);
    if (points === 0) return true;
    const account = visitorOf(request).account ?? bearerOf(request)?.account;
    const address = this.#hashed(placeOf(request));
    const perMinute = this.settings.values.costlyPerMinute;
    const purses: readonly (readonly [string, number])[] = account
      ? [
          [`account ${account.id}`, perMinute],
          [`people ${address}`, perMinute * peopleAtOneAddress],
        ]
      : [[`visitors ${address}`, perMinute]];
    const now = Date.parse(this.clock.now());
    const spent = purses.map(([key, each]) => ({
      key,
      ...spend(this.#purses.get(key), points, { perMinute: each }, now),
    }));
    const waits = spent.flatMap(({ waitSeconds }) => waitSeconds ?? []);
    if (waits.length > 0) throw new TooOften(Math.max(...waits));
    for (const { key, purse } of spent) this.#keep(key, purse);
    return true;
  }

  #priceOf(context: ExecutionContext, request: Request): number {
    const said = this.reflector.get<number | undefined>(costlyKey, context.getHandler());
    return said ?? (request.path.endsWith('.csv') ? ofDownload : 0);
  }

  #keep(key: string, purse: Purse): void {
    this.#purses.delete(key);
    this.#purses.set(key, purse);
    for (const oldest of this.#purses.keys()) {
      if (this.#purses.size <= mostPurses) break;
      this.#purses.delete(oldest);
    }
  }

  #hashed(address: string): string {
    return createHmac('sha256', this.#secret).update(address).digest('base64url');
  }
}
