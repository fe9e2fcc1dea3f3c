import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { groupBy } from '../kernel/group-by.js';
import { AuditQueries } from './data/audit.queries.js';
import { AuditStore } from './data/audit.store.js';
import type { Account } from './domain/account.js';
import { type AuditedObject, distinctSubjects, sealedSubjects, subjectsText } from './domain/audit-subjects.js';
import {
  canonicalJson,
  type ChainFault,
  findFault,
  firstHash,
  type SealedLine,
  sealedText,
} from './domain/audit-chain.js';

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

/** A person who is signed in, acting: what a handler that needs an account is given. */
export type PersonActing = Actor & { readonly account: Account };

export const theService: Actor = { name: 'Turnaround', role: 'service', requestId: null };

export type AuditedAct = {
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string;
  /** What else it is about: each record of an act that covers many, or what a part belongs to. */
  readonly subjects?: readonly AuditedObject[];
};

export type ChainCheck = {
  readonly lines: number;
  readonly head: string;
  readonly fault: ChainFault | null;
};

const linesPerStep = 1_000;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const sealOf = (subjects: readonly AuditedObject[]) => ({
  count: subjects.length,
  sha256: hashOf(subjectsText(subjects)),
});

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
    const subjects = distinctSubjects(act.subjects ?? []);
    const after =
      subjects.length === 0 ? act.after : { ...(act.after as object | undefined), subjects: sealOf(subjects) };
    const line = {
      seq: head.seq + 1,
      at: this.clock.now(),
      actor: actor.name,
      role: actor.role,
      action: act.action,
      entity: act.entity,
      entityId: act.entityId,
      before: act.before === undefined ? null : canonicalJson(act.before),
      after: after === undefined ? null : canonicalJson(after),
      reason: act.reason ?? null,
      requestId: actor.requestId,
    };
    await this.store.add({ ...line, prevHash: head.hash, hash: hashOf(sealedText(head.hash, line)) });
    await this.store.addSubjects(line.seq, subjects);
  }

  /** The last line and its seal: what is kept elsewhere, to notice a trail that was cut short or made anew. */
  async head(): Promise<{ seq: number; hash: string; at: string | null }> {
    return this.store.head();
  }

  /** Reads the whole trail and names the first line that does not follow from the one before it. */
  async verify({ afterStep }: { readonly afterStep?: (lines: number) => Promise<void> } = {}): Promise<ChainCheck> {
    let head = { seq: 0, hash: firstHash };
    for (;;) {
      const lines = await this.queries.after(head.seq, linesPerStep);
      const last = lines.at(-1);
      if (!last) return { lines: head.seq, head: head.hash, fault: null };
      const fault = findFault(lines, head, hashOf) ?? (await this.#subjectFault(lines));
      if (fault) return { lines: head.seq, head: head.hash, fault };
      head = { seq: last.seq, hash: last.hash };
      await afterStep?.(last.seq);
    }
  }

  /** The first of these lines whose list of subjects is not the one that it sealed. */
  async #subjectFault(lines: readonly SealedLine[]): Promise<ChainFault | null> {
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return null;
    const held = groupBy(await this.queries.subjectsBetween(first.seq, last.seq), ({ seq }) => seq);
    for (const { seq, after } of lines) {
      const subjects = held.get(seq) ?? [];
      const sealed = sealedSubjects(after);
      if (!sealed && subjects.length === 0) continue;
      if (sealed?.count !== subjects.length || sealed.sha256 !== hashOf(subjectsText(subjects)))
        return { seq, fault: 'subjects-changed' };
    }
    return null;
  }
}
