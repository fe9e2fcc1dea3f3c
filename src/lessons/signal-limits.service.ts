import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Actor, AuditService, theService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { type CalendarDay, later } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type LimitsRequestRow, SignalLimitsQueries } from './data/signal-limits.queries.js';
import { SignalLimitsStore } from './data/signal-limits.store.js';
import {
  type AgreementRefusal,
  initialLimits,
  limitsOn,
  type LimitsRefusal,
  mayAgree,
  mayAsk,
} from './domain/limits.js';
import type { Limits, Reading, Signal } from './domain/signal.js';
import { signals } from './domain/signals.js';

export type NewLimits = {
  readonly limits: Limits;
  readonly validFrom: CalendarDay;
  readonly reason: string;
  readonly owner: string;
};

type Stale = 'not-found' | 'stale';

/** Who answers for the limits that come with the product. */
const makers = 'The makers of this record';

/**
 * Keeps the limits of the signals. The first edition comes with the product and is written down once; another is asked
 * for by one administrator and agreed by another. No edition is ever changed, and no result that was stored.
 */
@Injectable()
export class SignalLimitsService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly store: SignalLimitsStore,
    private readonly queries: SignalLimitsQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const held = new Set((await this.queries.editions()).map(({ signalKey }) => signalKey));
    if (signals.every(({ key }) => held.has(key))) return;
    await this.db.transaction(async () => {
      // Asked again within the transaction: another process may have started meanwhile.
      const now = new Set((await this.queries.editions()).map(({ signalKey }) => signalKey));
      const first = signals.filter(({ key }) => !now.has(key));
      if (first.length === 0) return;
      await this.store.addEditions(
        this.clock.now(),
        first.map((signal) => ({
          signalKey: signal.key,
          edition: 1,
          limits: initialLimits(signal),
          validFrom: this.clock.today(),
          reason: 'Chosen by judgement when the signal was made; none of them was found by research.',
          owner: makers,
          askedBy: theService.name,
          agreedBy: null,
        })),
      );
      await this.audit.record(theService, {
        action: 'signal_limits.shipped',
        entity: 'signal_threshold',
        entityId: `${first.length} records`,
        after: { signals: first.map(({ key }) => key) },
      });
    });
  }

  /**
   * What each signal is held against in a reading: as recorded, the limits of that day; otherwise those of today. Asked
   * once for all signals.
   */
  async inForce(
    reading: Pick<Reading, 'asOf' | 'mode'>,
  ): Promise<(signal: Pick<Signal<never>, 'key' | 'limits'>) => ReturnType<typeof limitsOn>> {
    const editions = await this.queries.editions();
    const day = reading.mode === 'recorded' ? reading.asOf : this.clock.today();
    return (signal) => limitsOn(signal, editions, day);
  }

  async ask(actor: Actor, key: string, asked: NewLimits): Promise<Result<string, LimitsRefusal | 'no-such-signal'>> {
    const signal = signals.find((one) => one.key === key);
    if (!signal) return refused('no-such-signal');
    return this.db.transaction(async () => {
      const now = limitsOn(signal, await this.queries.editions(), this.clock.today());
      const may = mayAsk(signal, now.limits, asked, this.clock.today());
      if (!may.ok) return may;
      const given = { ...asked, signalKey: key, baseEdition: now.edition };
      const id = await this.store.ask({ at: this.clock.now(), by: actor.name }, given);
      await this.audit.record(actor, {
        action: 'signal_limits.asked',
        entity: 'signal_threshold_request',
        entityId: id,
        before: { signal: key, limits: now.limits, edition: now.edition },
        after: { signal: key, limits: asked.limits, validFrom: asked.validFrom, owner: asked.owner },
        reason: asked.reason,
      });
      return ok(id);
    });
  }

  /** Another administrator than the one who asked. From its day on every reading uses it, and no earlier one. */
  async agree(actor: Actor, id: string, version: number): Promise<Result<number, AgreementRefusal | Stale>> {
    return this.db.transaction(async () => {
      const opened = await this.#open(id, version);
      if (!opened.ok) return opened;
      const { request, newest } = opened.value;
      const may = mayAgree({ ...request, editionThen: request.baseEdition }, actor.name, newest);
      if (!may.ok) return may;
      const edition = newest + 1;
      const validFrom = later(request.validFrom, this.clock.today());
      const { signalKey, limits, reason, owner, askedBy } = request;
      await this.store.addEditions(this.clock.now(), [
        { signalKey, edition, limits, validFrom, reason, owner, askedBy, agreedBy: actor.name },
      ]);
      await this.store.decide(this.#stamp(actor), id, { state: 'agreed', answer: null, edition });
      await this.audit.record(actor, {
        action: 'signal_limits.agreed',
        entity: 'signal_threshold_request',
        entityId: id,
        before: { state: 'asked' },
        after: { signal: signalKey, limits, edition, validFrom, askedBy },
        reason,
      });
      return ok(edition);
    });
  }

  /** Refused by another administrator with the reason, or taken back by whoever asked. */
  async close(
    actor: Actor,
    id: string,
    { version, answer }: { readonly version: number; readonly answer: string | null },
  ): Promise<Result<'refused' | 'taken_back', Stale | 'decided-already' | 'no-reason'>> {
    return this.db.transaction(async () => {
      const opened = await this.#open(id, version);
      if (!opened.ok) return opened;
      const { request } = opened.value;
      if (request.state !== 'asked') return refused('decided-already');
      const state = request.askedBy === actor.name ? 'taken_back' : 'refused';
      if (state === 'refused' && answer === null) return refused('no-reason');
      await this.store.decide(this.#stamp(actor), id, { state, answer, edition: null });
      await this.audit.record(actor, {
        action: `signal_limits.${state}`,
        entity: 'signal_threshold_request',
        entityId: id,
        before: { state: 'asked' },
        after: { signal: request.signalKey, state },
        ...(answer ? { reason: answer } : {}),
      });
      return ok(state);
    });
  }

  async #open(
    id: string,
    version: number,
  ): Promise<Result<{ readonly request: LimitsRequestRow; readonly newest: number }, Stale>> {
    const request = await this.queries.request(id);
    if (!request) return refused('not-found');
    // Decided by somebody else meanwhile is told as that, not as a stale page.
    if (request.version !== version && request.state === 'asked') return refused('stale');
    const own = (await this.queries.editions()).filter(({ signalKey }) => signalKey === request.signalKey);
    return ok({ request, newest: Math.max(...own.map(({ edition }) => edition)) });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
