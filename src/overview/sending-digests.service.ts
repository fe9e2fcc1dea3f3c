import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock, ukDayOf, ukHourOf } from '../kernel/clock.js';
import { DigestsService } from '../office/digests.service.js';
import { OutboxService } from '../office/outbox.service.js';
import { DigestQueries, type Watcher } from './data/digest.queries.js';
import { digestLetter } from './domain/digest-letter.js';

const lookEveryMilliseconds = 15 * 60_000;

/** Nobody is written to before this hour. */
const firstHour = 7;

/** Writes once a day to whoever watches something of which anything became public. */
@Injectable()
export class SendingDigestsService implements OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Database,
    private readonly queries: DigestQueries,
    private readonly digests: DigestsService,
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

  /** Puts in every letter that is due; says how many. */
  async sendDue(): Promise<number> {
    if (!this.outbox.canSend || ukHourOf(this.clock.now()) < firstHour) return 0;
    let sent = 0;
    for (const watcher of await this.queries.watchers()) if (await this.#write(watcher)) sent += 1;
    return sent;
  }

  #write({ accountId, name, email, since }: Watcher): Promise<boolean> {
    return this.db.transaction(async () => {
      const digest = await this.digests.begun(accountId, since);
      const now = this.clock.now();
      if (digest.isWanted === 0 || this.#isOfToday(digest.toldUntil)) return false;
      const bodies = await this.queries.bodies(accountId);
      const ids = bodies.map(({ organisationId }) => organisationId);
      const news = await this.queries.news(ids, digest.toldUntil, now);
      await this.digests.tellUntil(digest, now);
      const endPath = `/unsubscribe/${digest.token}`;
      const { publicUrl } = this.settings.values;
      const letter = digestLetter(bodies, news, { name, publicUrl, endPath, until: this.clock.today() });
      if (!letter) return false;
      await this.outbox.send({ kind: 'digest', to: email, ...letter, unsubscribeUrl: `${publicUrl}${endPath}` });
      return true;
    });
  }

  /** Whether the person was told today already; who began to watch today is told tomorrow. */
  #isOfToday(toldUntil: string): boolean {
    return ukDayOf(new Date(toldUntil)) >= this.clock.today();
  }
}
