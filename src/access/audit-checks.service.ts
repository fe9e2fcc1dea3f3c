import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { type Actor, AuditService, type ChainCheck } from './audit.service.js';
import { AuditQueries } from './data/audit.queries.js';
import type { SealedLine } from './domain/audit-chain.js';

export type CheckUnderWay = { readonly startedAt: string; readonly lines: number; readonly of: number };

class Stopped extends Error {}

/**
 * Checks the whole trail beside everything else, in short steps between which readers are answered. What it found is
 * itself a line of the trail.
 */
@Injectable()
export class AuditChecksService implements OnModuleDestroy {
  #underWay: CheckUnderWay | null = null;
  #work: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(
    private readonly db: Database,
    private readonly queries: AuditQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** How far a check has come that is running in this process; null where none is. */
  get underWay(): CheckUnderWay | null {
    return this.#underWay;
  }

  /** The line that tells of the last check that came to its end. */
  last(): Promise<SealedLine | null> {
    return this.queries.latestOf('audit.checked');
  }

  /** Begins a check, unless one is running. Does not wait for it. */
  async begin(actor: Actor): Promise<void> {
    if (this.#underWay) return;
    const { seq } = await this.audit.head();
    this.#underWay = { startedAt: this.clock.now(), lines: 0, of: seq };
    this.#work = this.#run(actor).finally(() => {
      this.#underWay = null;
    });
  }

  /** Ends when no check is running. */
  settled(): Promise<void> {
    return this.#work;
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    await this.#work;
  }

  async #run(actor: Actor): Promise<void> {
    try {
      const check = await this.audit.verify({ afterStep: (lines) => this.#step(lines) });
      await this.#keep(actor, check);
    } catch (error) {
      // Whoever stops the service has not checked anything; any other fault is found by asking again.
      if (!(error instanceof Stopped) && !this.#isStopping) await this.#keepFailure(actor, error);
    }
  }

  async #step(lines: number): Promise<void> {
    if (this.#isStopping) throw new Stopped();
    if (this.#underWay) this.#underWay = { ...this.#underWay, lines };
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async #keep(actor: Actor, { lines, head, fault }: ChainCheck): Promise<void> {
    const after = { lines, head, fault: fault && { line: fault.seq, what: fault.fault } };
    await this.db.transaction(() =>
      this.audit.record(actor, { action: 'audit.checked', entity: 'audit_entry', entityId: 'trail', after }),
    );
  }

  async #keepFailure(actor: Actor, error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300);
    await this.db.transaction(() =>
      this.audit.record(actor, {
        action: 'audit.checked',
        entity: 'audit_entry',
        entityId: 'trail',
        after: { lines: this.#underWay?.lines ?? 0, head: null, fault: { line: null, what: 'not-read' } },
        reason: why,
      }),
    );
  }
}
