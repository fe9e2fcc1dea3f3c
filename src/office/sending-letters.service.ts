import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { addMinutes } from '../kernel/instant.js';
import { MailServer } from './data/mail-server.js';
import { type DueLetter, OutboxStore } from './data/outbox.store.js';
import { faultText, leaseInMinutes, minutesToNext, type SendingFault } from './domain/sending.js';
import { OutboxService } from './outbox.service.js';

const lettersAtOnce = 20;
const lookEveryMilliseconds = 30_000;
const lookSoonInMilliseconds = 300;

/** Carries letters to the mail server, and tries again those that it did not take. */
@Injectable()
export class SendingLettersService implements OnModuleDestroy {
  #timer: NodeJS.Timeout | null = null;
  #soon: NodeJS.Timeout | null = null;
  #run: Promise<number> | null = null;

  constructor(
    private readonly db: Database,
    private readonly store: OutboxStore,
    private readonly server: MailServer,
    private readonly outbox: OutboxService,
    private readonly clock: Clock,
  ) {}

  /** Looks for letters from now on. Only the server does: a command or a test sends when it says so. */
  start(): void {
    if (!this.server.isThere) return;
    this.#timer = setInterval(() => void this.sendDue().catch(() => undefined), lookEveryMilliseconds).unref();
    this.outbox.whenQueued(() => {
      this.#soon ??= setTimeout(() => {
        this.#soon = null;
        this.sendDue().catch(() => undefined);
      }, lookSoonInMilliseconds).unref();
    });
  }

  async onModuleDestroy(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    if (this.#soon) clearTimeout(this.#soon);
    await this.#run?.catch(() => undefined);
  }

  /** Sends every letter whose time has come; says how many were taken. One run at a time. */
  sendDue(): Promise<number> {
    this.#run ??= this.#sendAll().finally(() => {
      this.#run = null;
    });
    return this.#run;
  }

  async #sendAll(): Promise<number> {
    if (!this.server.isThere) return 0;
    let sent = 0;
    for (;;) {
      const letters = await this.#take();
      for (const letter of letters) if (await this.#send(letter)) sent += 1;
      if (letters.length < lettersAtOnce) return sent;
    }
  }

  #take(): Promise<DueLetter[]> {
    const now = this.clock.now();
    return this.db.transaction(() => this.store.take(now, addMinutes(now, leaseInMinutes), lettersAtOnce));
  }

  async #send(letter: DueLetter): Promise<boolean> {
    try {
      await this.server.carry(letter);
    } catch (error) {
      await this.#note(letter, faultOf(error));
      return false;
    }
    await this.db.transaction(() => this.store.sent(letter.id, this.clock.now()));
    return true;
  }

  async #note({ id, attempts }: DueLetter, fault: SendingFault): Promise<void> {
    const now = this.clock.now();
    const wait = minutesToNext(attempts, fault);
    const text = faultText(fault.message);
    await this.db.transaction(() =>
      wait === null ? this.store.giveUp(id, now, text) : this.store.tryAgain(id, addMinutes(now, wait), text),
    );
  }
}

function faultOf(error: unknown): SendingFault {
  const { message, responseCode } = error as { message?: unknown; responseCode?: unknown };
  return { message: String(message ?? error), responseCode: typeof responseCode === 'number' ? responseCode : null };
}
