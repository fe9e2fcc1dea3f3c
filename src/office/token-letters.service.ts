import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ApiTokensService } from '../access/api-tokens.service.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock, ukHourOf } from '../kernel/clock.js';
import { groupBy } from '../kernel/group-by.js';
import { letterDay } from './domain/letter-day.js';
import { tokenLetter } from './domain/token-letter.js';
import { OutboxService } from './outbox.service.js';

const lookEveryMilliseconds = 60 * 60_000;

/** Nobody is written to before this hour. */
const firstHour = 7;

/** Tells people by letter, once, that a token of theirs ends within a week. Without a mail server the pages tell it alone. */
@Injectable()
export class TokenLettersService implements OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Database,
    private readonly tokens: ApiTokensService,
    private readonly outbox: OutboxService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Looks from now on whether it is time. */
  start(): void {
    if (!this.outbox.canSend) return;
    this.#timer = setInterval(() => void this.sendDue().catch(() => undefined), lookEveryMilliseconds).unref();
  }

  onModuleDestroy(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Puts in every letter that is due, one for each person; says how many. */
  async sendDue(): Promise<number> {
    if (!this.outbox.canSend || ukHourOf(this.clock.now()) < firstHour) return 0;
    return this.db.transaction(async () => {
      const due = groupBy(await this.tokens.endingSoon(), ({ accountId }) => accountId);
      for (const tokens of due.values()) await this.#write(tokens);
      return due.size;
    });
  }

  async #write(tokens: Awaited<ReturnType<ApiTokensService['endingSoon']>>): Promise<void> {
    const [first] = tokens;
    if (!first) return;
    const { accountName: name, accountEmail: to } = first;
    const { publicUrl } = this.settings.values;
    const told = tokens.map(({ ref, name: called, endsOn }) => ({ ref, name: called, until: letterDay(endsOn) }));
    await this.tokens.noteTold(tokens);
    await this.outbox.send({
      kind: 'token-end',
      to,
      ...tokenLetter(told, { name, publicUrl }),
    });
  }
}
