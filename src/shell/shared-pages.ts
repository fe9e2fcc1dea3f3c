import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import type { Account } from '../access/domain/account.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { visitorOf } from './visitor.js';

/** Who reads the same page: everybody, or whoever holds the same roles for the same bodies and inspectorates. */
export type SharedBy = 'everybody' | 'grants';

type Kept = { readonly state: string; readonly before: string; readonly after: string };

/** Two people whose grants are alike see the same of every page that asks only what one may see. */
const grantsOf = (account: Account | null): string =>
  (account?.grants ?? [])
    .map(({ role, organisationId, inspectorateId, chair }) =>
      JSON.stringify([role, organisationId, inspectorateId, chair]),
    )
    .toSorted()
    .join();

/** A line break stands in no address, so no address can name the page of other grants. */
const keyOf = (request: Request, by: SharedBy): string =>
  by === 'everybody' ? request.originalUrl : `${request.originalUrl}\n${grantsOf(visitorOf(request).account)}`;

const longestAddress = 2_000;
/** What a page may take of the memory for remembered pages, and how much all of these together. */
const shareOfOne = 1 / 32;
const shareOfAll = 1 / 4;

/**
 * Pages that say the same to every reader but for who reads, or to all who may see the same: remembered without the
 * reader, for people who are signed in, until anything at all is committed or the day turns. Visitors who are not signed
 * in have their own memory (`page-cache.ts`). What is the reader's alone, their name, their links and their form's token, is put in each time.
 */
@Injectable()
export class SharedPages {
  /** Stands in the page where the reader goes. Nobody can write it into a record: it is new with every start. */
  readonly mark = randomBytes(24).toString('hex');
  readonly #pages = new Map<string, Kept>();
  readonly #states = new WeakMap<Request, string>();
  readonly #limit: number;
  #held = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.#limit = settings.values.pageCacheMegabytes * 1024 * 1024;
  }

  /** Answers with a remembered page, the reader put in, where there is one of this state. */
  reader(
    answer: (request: Request, response: Response, page: { before: string; after: string }) => void,
  ): RequestHandler {
    const look = async (request: Request, response: Response): Promise<boolean> => {
      const isAsked = request.method === 'GET' && request.originalUrl.length <= longestAddress;
      if (this.#limit === 0 || !isAsked || !visitorOf(request).account) return false;
      const state = await this.#stateNow();
      this.#states.set(request, state);
      const kept = [this.#pages.get(keyOf(request, 'everybody')), this.#pages.get(keyOf(request, 'grants'))].find(
        (page) => page?.state === state,
      );
      if (!kept) return false;
      answer(request, response, kept);
      return true;
    };
    return (request, response, next) => {
      look(request, response).then((done) => (done ? undefined : next()), next);
    };
  }

  /** Remembers a page that was made, if nothing was committed meanwhile. */
  async keep(request: Request, html: string, by: SharedBy): Promise<void> {
    const state = this.#states.get(request);
    const [before, after, more] = html.split(this.mark);
    if (state === undefined || before === undefined || after === undefined || more !== undefined) return;
    if (html.length > this.#limit * shareOfOne || (await this.#stateNow()) !== state) return;
    const key = keyOf(request, by);
    this.#forget(key);
    this.#pages.set(key, { state, before, after });
    this.#held += html.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#held <= this.#limit * shareOfAll) break;
      this.#forget(oldest);
    }
  }

  #forget(address: string): void {
    const page = this.#pages.get(address);
    if (!page) return;
    this.#held -= page.before.length + page.after.length + this.mark.length;
    this.#pages.delete(address);
  }

  async #stateNow(): Promise<string> {
    return `${await this.db.version()} ${this.clock.today()}`;
  }
}
