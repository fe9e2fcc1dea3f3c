import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SealingService } from '../access/sealing.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import type { AnswerRow, HearingRow } from './data/concern.row.js';
import { ConcernsQueries } from './data/concerns.queries.js';
import { ConcernsStore } from './data/concerns.store.js';
import type { ConcernTheme } from './domain/concern.js';
import { readReceipt, receiptBytes, receiptWord } from './domain/receipt-word.js';
import { sealedFor } from './sealed-for.js';

export type RaisedConcern = {
  readonly service: HearingRow;
  readonly theme: ConcernTheme;
  readonly words: string | null;
  readonly wantsReply: boolean;
  /** What the form hashes to, so that one sent twice is one concern; null: it carries no key. */
  readonly formKey: string | null;
};

/**
 * Takes concerns from whoever has one, and tells what became of them. Nothing is kept by which anybody could be known:
 * no account, address, session or browser, and no moment but the day. So the trail has no line of it either: a line
 * says when, and stands between others that do. What the speak-up lead does with it is in the trail.
 */
@Injectable()
export class RaisingConcernsService {
  constructor(
    private readonly db: Database,
    private readonly queries: ConcernsQueries,
    private readonly store: ConcernsStore,
    private readonly sealing: SealingService,
    private readonly clock: Clock,
  ) {}

  /** The receipt: shown to whoever raised it, this once, where they want a reply. */
  async raise({ service, theme, words, wantsReply, formKey }: RaisedConcern): Promise<string> {
    const key = formKey ?? randomBytes(32).toString('hex');
    const receipt = receiptWord(this.sealing.keyedHash(key, 'the receipt of a form').subarray(0, receiptBytes));
    const receiptHash = this.#hashOf(receipt);
    const id = randomUUID();
    await this.db.transaction(async () => {
      if (await this.queries.isReceived(receiptHash)) return;
      await this.store.add({
        id,
        organisationId: service.heardById,
        serviceId: service.id === service.heardById ? null : service.id,
        raisedOn: this.clock.today(),
        route: 'online',
        theme,
        anonymous: true,
        wantsReply,
        receiptHash,
        sealedText: words === null ? null : this.sealing.seal(words, sealedFor(id)),
      });
    });
    return receipt;
  }

  /** What became of the concern with this receipt, in whatever way it was typed; null: there is none. */
  async answer(typed: string): Promise<AnswerRow | null> {
    const receipt = readReceipt(typed);
    return receipt === null ? null : this.queries.answerByReceipt(this.#hashOf(receipt));
  }

  #hashOf(receipt: string): string {
    return this.sealing.keyedHash(receipt, 'the receipt of a concern').toString('hex');
  }
}
