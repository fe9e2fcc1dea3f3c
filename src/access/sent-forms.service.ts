import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { addMinutes } from '../kernel/instant.js';
import { Clock } from '../kernel/clock.js';
import { SentFormsStore } from './data/sent-forms.store.js';

const keptMinutes = 24 * 60;

/** Knows a form that is sent twice, by whichever process takes it: the first to claim its key does what it asks. */
@Injectable()
export class SentFormsService {
  constructor(
    private readonly db: Database,
    private readonly store: SentFormsStore,
    private readonly clock: Clock,
  ) {}

  /** True for the first who asks, false for everybody after. */
  async claim(key: string): Promise<boolean> {
    const now = this.clock.now();
    return this.db.transaction(async () => {
      if (await this.store.byKey(key)) return false;
      await this.store.removeSentBefore(addMinutes(now, -keptMinutes));
      await this.store.add(key, now);
      return true;
    });
  }

  /** What became of it: where its person was led, null while nobody knows. Null instead where it came to nothing. */
  async outcome(key: string): Promise<{ readonly location: string | null } | null> {
    return this.store.byKey(key);
  }

  async answered(key: string, location: string): Promise<void> {
    await this.db.transaction(() => this.store.answered(key, location));
  }

  /** Nothing was done: the same form may be sent again. */
  async release(key: string): Promise<void> {
    await this.db.transaction(() => this.store.remove(key));
  }
}
