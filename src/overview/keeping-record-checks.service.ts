import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AuditService, theService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { DataFlagsStore } from './data/data-flags.store.js';
import { RecordChecksQueries } from './data/record-checks.queries.js';
import { type RecordCheck, sinceLastLook } from './domain/record-checks.js';
import { RecordChecksService } from './record-checks.service.js';

const lookEveryMilliseconds = 10 * 60_000;

/** Bodies whose record is looked through in one statement. */
const bodiesAtOnce = 200;

/**
 * Notes the day on which something was first seen not to fit together, and the day on which it was seen no more: of the
 * bodies that somebody here answers for. It looks again when anything was written or the day turned, and notes in the
 * trail what changed.
 */
@Injectable()
export class KeepingRecordChecksService implements OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<{ readonly seen: number; readonly cleared: number }> | null = null;
  #seen = '';

  constructor(
    private readonly db: Database,
    private readonly queries: RecordChecksQueries,
    private readonly checks: RecordChecksService,
    private readonly store: DataFlagsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Looks from now on. Only the server does: a command or a test looks when it says so. */
  start(): void {
    const look = (): void => void this.#lookAgain().catch(() => undefined);
    look();
    this.#timer = setInterval(look, lookEveryMilliseconds).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking?.catch(() => undefined);
  }

  /** Looks through the record now. One look at a time. */
  look(): Promise<{ readonly seen: number; readonly cleared: number }> {
    this.#looking ??= this.#lookThrough().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookAgain(): Promise<void> {
    if (`${this.clock.today()} ${await this.db.version()}` === this.#seen) return;
    await this.look();
    // As it is after the look, so that what the look itself wrote does not bring the next one about.
    this.#seen = `${this.clock.today()} ${await this.db.version()}`;
  }

  async #lookThrough() {
    const kept = await this.queries.open();
    const bodies = [...new Set([...(await this.queries.answeredFor()), ...kept.map((flag) => flag.organisationId)])];
    const found: RecordCheck[] = [];
    for (let start = 0; start < bodies.length; start += bodiesAtOnce)
      found.push(...(await this.checks.of(bodies.slice(start, start + bodiesAtOnce))));
    return this.db.transaction(async () => {
      // Another process may have noted some of it meanwhile.
      const { seen, cleared } = sinceLastLook(found, await this.queries.open());
      if (seen.length + cleared.length === 0) return { seen: 0, cleared: 0 };
      const today = this.clock.today();
      await this.store.see(seen, today);
      await this.store.clear(
        cleared.map(({ id }) => id),
        today,
      );
      await this.audit.record(theService, {
        action: 'data_flag.kept',
        entity: 'data_flag',
        entityId: `${seen.length + cleared.length} records`,
        after: {
          firstSeen: seen.map(({ rule, about }) => `${rule} ${about}`),
          cleared: cleared.map(({ rule, about }) => `${rule} ${about}`),
        },
      });
      return { seen: seen.length, cleared: cleared.length };
    });
  }
}
