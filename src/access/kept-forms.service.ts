import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { addMinutes } from '../kernel/instant.js';
import { Clock } from '../kernel/clock.js';
import { KeptFormsQueries } from './data/kept-forms.queries.js';
import { KeptFormsStore } from './data/kept-forms.store.js';
import type { Account } from './domain/account.js';
import { SealingService } from './sealing.service.js';

/** What was typed, by the names of the fields. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

export type KeptForm = {
  readonly id: string;
  readonly path: string;
  readonly keptAt: string;
  readonly answers: Answers;
};

const keptForMinutes = 24 * 60;
const mostKept = 10;

/** Keeps for a day what somebody had typed when their session ended: sealed, and for them alone. */
@Injectable()
export class KeptFormsService {
  constructor(
    private readonly db: Database,
    private readonly queries: KeptFormsQueries,
    private readonly store: KeptFormsStore,
    private readonly sealing: SealingService,
    private readonly clock: Clock,
  ) {}

  async keep({ id: accountId }: Pick<Account, 'id'>, path: string, answers: Answers): Promise<void> {
    const keptAt = this.clock.now();
    await this.db.transaction(async () => {
      await this.store.removeBefore(addMinutes(keptAt, -keptForMinutes));
      await this.store.add({
        accountId,
        path: path.slice(0, 2_000),
        sealedAnswers: this.sealing.seal(JSON.stringify(answers), sealedFor(accountId)),
        keptAt,
      });
      await this.store.removeAllBut(accountId, mostKept);
    });
  }

  /** What is kept for a person, the latest first. What cannot be opened any more is left out. */
  async ofAccount({ id: accountId }: Pick<Account, 'id'>): Promise<readonly KeptForm[]> {
    const since = addMinutes(this.clock.now(), -keptForMinutes);
    return (await this.queries.ofAccount(accountId, since)).flatMap(({ id, path, keptAt, sealedAnswers }) => {
      const text = this.sealing.open(sealedAnswers, sealedFor(accountId));
      return text === null ? [] : [{ id, path, keptAt, answers: JSON.parse(text) as Answers }];
    });
  }

  /** Throws it away, if it is theirs. */
  async remove(account: Pick<Account, 'id'>, id: string): Promise<boolean> {
    return this.db.transaction(async () => {
      const isTheirs = (await this.ofAccount(account)).some((kept) => kept.id === id);
      if (isTheirs) await this.store.remove(id);
      return isTheirs;
    });
  }
}

const sealedFor = (accountId: string): string => `kept-form ${accountId}`;
