import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { AuditQueries } from './data/audit.queries.js';
import { AuditStore } from './data/audit.store.js';
import type { Account } from './domain/account.js';
import { canonicalJson, type ChainFault, findFault, firstHash, sealedText } from './domain/audit-chain.js';

/**
 * Who acts: a person's account, or the service itself. Of a person, `name` is the account's reference: the trail is kept
 * for ever, and names are looked up where a page says them.
 */
export type Actor = {
  readonly name: string;
  readonly role: string;
  readonly requestId: string | null;
  /** The person's account with its grants; absent where the service itself or a command acts. */
  readonly account?: Account | null;
};

export const theService: Actor = { name: 'Turnaround', role: 'service', requestId: null };

export type AuditedAct = {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
};

export type ChainCheck = {
  readonly lines: number;
  readonly head: string;
  readonly fault: ChainFault | null;
};

const linesPerStep = 5_000;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The trail of who did what. Asked within the transaction of the act itself: both are kept, or neither. */
@Injectable()
export class AuditService {
  constructor(
    private readonly store: AuditStore,
    private readonly queries: AuditQueries,
    private readonly clock: Clock,
  ) {}

  async record(actor: Actor, act: AuditedAct): Promise<void> {
    const head = await this.store.head();
    const line = {
      seq: head.seq + 1,
      at: this.clock.now(),
      actor: actor.name,
      role: actor.role,
      action: act.action,
      entity: act.entity,
      entityId: act.entityId,
      before: act.before === undefined ? null : canonicalJson(act.before),
      after: act.after === undefined ? null : canonicalJson(act.after),
      reason: act.reason ?? null,
      requestId: actor.requestId,
    };
    await this.store.add({ ...line, prevHash: head.hash, hash: hashOf(sealedText(head.hash, line)) });
  }

  /** Reads the whole trail and names the first line that does not follow from the one before it. */
  async verify(): Promise<ChainCheck> {
    let head = { seq: 0, hash: firstHash };
    for (;;) {
      const lines = await this.queries.after(head.seq, linesPerStep);
      const last = lines.at(-1);
      if (!last) return { lines: head.seq, head: head.hash, fault: null };
      const fault = findFault(lines, head, hashOf);
      if (fault) return { lines: head.seq, head: head.hash, fault };
      head = { seq: last.seq, hash: last.hash };
    }
  }
}
