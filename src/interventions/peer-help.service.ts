import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { onDay, parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import type { FindingRow, SupportRow } from './data/case-work.row.js';
import { CaseWorkStore } from './data/case-work.store.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import {
  type AnsweringDecision,
  answerFinding,
  type FindingAnswer,
  moveSupport,
  type PeerSupportState,
  type SupportMove,
  type SupportRefusal,
  tieDecision,
  type TyingRefusal,
} from './domain/peer-support-state.js';

export type StaleOr<Refusal> = Refusal | 'not-found' | 'changed';

/** Brings help from peers about: offered, accepted, visited, reported, and each finding answered. */
@Injectable()
export class PeerHelpService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly store: WarningsAndHelpStore,
    private readonly work: CaseWorkStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async move(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    move: SupportMove,
  ): Promise<Result<PeerSupportState, StaleOr<SupportRefusal>>> {
    return this.db.transaction(async () => {
      const [support] = await this.queries.support([id]);
      if (!support?.status) return refused('not-found');
      if (support.version !== version) return refused('changed');
      const moved = moveSupport({ state: support.status, since: lastDateOf(support) }, move, this.clock.today());
      if (!moved.ok) return moved;
      await this.store.moveSupport(id, moved.value, move.on);
      await this.work.noteChange(this.#stamp(actor), {
        recordKind: 'peer_support',
        recordId: id,
        fromState: support.status,
        toState: moved.value,
        occurredOn: move.on,
        text: move.why,
      });
      await this.audit.record(actor, {
        action: 'peer_support.moved',
        entity: 'peer_support',
        entityId: id,
        before: { status: support.status },
        after: { status: moved.value, on: move.on, ref: support.ref },
        ...(move.why ? { reason: move.why.slice(0, 500) } : {}),
      });
      return moved;
    });
  }

  /** What the peers found. Only of help that was reported: before that nothing has been found. */
  async addFinding(
    actor: Actor,
    supportId: string,
    text: string,
  ): Promise<Result<string, 'not-found' | 'not-reported' | 'no-words'>> {
    return this.db.transaction(async () => {
      const [support] = await this.queries.support([supportId]);
      if (!support) return refused('not-found');
      if (support.status !== 'reported') return refused('not-reported');
      if (text.trim() === '') return refused('no-words');
      const [id = ''] = await this.store.addPeerFindings(this.#stamp(actor), [
        {
          peerSupportId: supportId,
          text,
          visibility: support.visibility,
          knownOn: saidOn(support, this.clock.today()),
        },
      ]);
      await this.audit.record(actor, {
        action: 'peer_finding.added',
        entity: 'peer_finding',
        entityId: id,
        after: { support: support.ref, text },
      });
      return ok(id);
    });
  }

  async answer(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    answer: { readonly accepted: FindingAnswer; readonly reason: string; readonly on: Period },
  ): Promise<Result<FindingAnswer, StaleOr<'no-reason' | 'after-today'>>> {
    return this.db.transaction(async () => {
      const finding = await this.#finding(id);
      if (!finding) return refused('not-found');
      if (finding.version !== version) return refused('changed');
      const answered = answerFinding(answer);
      if (!answered.ok) return answered;
      if (answer.on.start > this.clock.today()) return refused('after-today');
      await this.store.answerFinding(id, {
        accepted: answer.accepted,
        reason: answer.reason.trim() || null,
        on: answer.on,
      });
      await this.audit.record(actor, {
        action: 'peer_finding.answered',
        entity: 'peer_finding',
        entityId: id,
        before: { accepted: finding.accepted, reason: finding.reason },
        after: answer,
      });
      return answered;
    });
  }

  /** Ties the decision of a board that answers a finding, another in its place, or none any more. */
  async tieDecision(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    decision: AnsweringDecision | null,
  ): Promise<Result<'tied' | 'untied', StaleOr<TyingRefusal>>> {
    return this.db.transaction(async () => {
      const finding = await this.#finding(id);
      const [support] = finding ? await this.queries.support([finding.supportId]) : [];
      if (!finding || !support) return refused('not-found');
      if (finding.version !== version) return refused('changed');
      const reportedOn = support.reportedOn === null ? null : parsePeriod(support.reportedOn);
      const tied = tieDecision({ accepted: finding.accepted, reportedOn }, decision);
      if (!tied.ok) return tied;
      await this.store.tieDecision(id, decision, this.clock.now());
      await this.audit.record(actor, {
        action: 'peer_finding.decided',
        entity: 'peer_finding',
        entityId: id,
        before: { decision: finding.decisionRef },
        after: { decision: decision?.ref ?? null, decidedOn: decision?.decidedOn ?? null },
      });
      return tied;
    });
  }

  async #finding(id: string): Promise<FindingRow | null> {
    const supportId = await this.queries.parentOf('peer_finding', id);
    if (!supportId) return null;
    return (await this.queries.findingsOf([supportId])).find((finding) => finding.id === id) ?? null;
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}

/** The date of the state in which it is. */
function lastDateOf({ reportedOn, startedOn, agreedOn, offeredOn }: SupportRow): Period | null {
  const text = reportedOn ?? startedOn ?? agreedOn ?? offeredOn;
  return text === null ? null : parsePeriod(text);
}

/** What peers found is known from the day on which they said it. */
const saidOn = ({ reportedOn }: SupportRow, today: CalendarDay): Period =>
  reportedOn === null ? onDay(today) : (parsePeriod(reportedOn) ?? onDay(today));
