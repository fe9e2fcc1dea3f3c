import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { type CodedCase, type CodingHeld, CodingReader } from './coding-reader.service.js';
import { CodingsStore } from './data/codings.store.js';
import {
  areBothFinished,
  type BeginRefusal,
  type CodedValue,
  compareCodings,
  isCodedField,
  placeFor,
  type Settlement,
} from './domain/coding.js';

export type CodeRefusal = 'not-yours' | 'no-such-field' | 'finished' | 'stale';
export type FinishRefusal = 'not-yours' | 'nothing-coded' | 'finished' | 'stale';
export type ReopenRefusal = 'not-yours' | 'not-finished' | 'both-finished' | 'stale';
export type SettleRefusal = 'not-yours' | 'not-both-finished' | 'not-different' | 'stale';

/** Two researchers code an episode, each on their own; then they compare, and settle where they differ. */
@Injectable()
export class CodingsService {
  constructor(
    private readonly db: Database,
    private readonly reader: CodingReader,
    private readonly store: CodingsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Begins a coding: as the first of two, or the second. */
  begin(actor: PersonActing, episodeId: string): Promise<Result<number, BeginRefusal>> {
    return this.db.transaction(async () => {
      const { codings } = await this.reader.ofEpisode(episodeId);
      const place = placeFor(actor.account.id, codings);
      if (typeof place === 'string') return refused(place);
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.add(stamp, { episodeId, accountId: actor.account.id, place });
      await this.#record(actor, 'coding.begun', { id: made.id, episodeId }, { ref: made.ref, place });
      return ok(place);
    });
  }

  /** `version`: how often the coder had saved the field when the form was made; 0 where they had not. */
  code(
    actor: PersonActing,
    episodeId: string,
    { value, version }: { readonly value: CodedValue; readonly version: number },
  ): Promise<Result<null, CodeRefusal>> {
    return this.#own(actor, episodeId, async (own) => {
      if (!isCodedField(value.field)) return refused('no-such-field');
      if (own.state === 'finished') return refused('finished');
      const held = own.versions.get(value.field) ?? 0;
      if (held !== version) return refused('stale');
      const at = this.clock.now();
      if (held === 0) await this.store.addValue(own.id, at, value);
      else await this.store.setValue(own.id, at, value);
      await this.#record(actor, 'coding.coded', { id: own.id, episodeId }, { ref: own.ref, field: value.field });
      return ok(null);
    });
  }

  /** From now on it stands, and it is shown to the other coder as soon as they have finished too. */
  finish(actor: PersonActing, episodeId: string, version: number): Promise<Result<null, FinishRefusal>> {
    return this.#own(actor, episodeId, async (own) => {
      if (own.state === 'finished') return refused('finished');
      if (own.version !== version) return refused('stale');
      if (own.values.length === 0) return refused('nothing-coded');
      await this.store.setState(own.id, 'finished', this.clock.now());
      await this.#record(
        actor,
        'coding.finished',
        { id: own.id, episodeId },
        { ref: own.ref, fields: own.values.length },
      );
      return ok(null);
    });
  }

  /** Takes it up again: only as long as nobody has seen it, which is until both have finished. */
  reopen(actor: PersonActing, episodeId: string, version: number): Promise<Result<null, ReopenRefusal>> {
    return this.#own(actor, episodeId, async (own, { codings }) => {
      if (own.state !== 'finished') return refused('not-finished');
      if (areBothFinished(codings)) return refused('both-finished');
      if (own.version !== version) return refused('stale');
      await this.store.setState(own.id, 'coding', null);
      await this.#record(actor, 'coding.reopened', { id: own.id, episodeId }, { ref: own.ref });
      return ok(null);
    });
  }

  /** What the two agree on where they differed, with the reason. Neither’s own code is changed by it. */
  settle(
    actor: PersonActing,
    episodeId: string,
    { settlement, version }: { readonly settlement: Settlement; readonly version: number },
  ): Promise<Result<null, SettleRefusal>> {
    return this.#own(actor, episodeId, async (own, { codings, settlements }) => {
      if (!areBothFinished(codings)) return refused('not-both-finished');
      const field = compareCodings(codings, settlements).find(({ field: key }) => key === settlement.field);
      if (!field || (field.result !== 'differs' && field.result !== 'one-only')) return refused('not-different');
      const held = settlements.find(({ field: key }) => key === settlement.field)?.version ?? 0;
      if (held !== version) return refused('stale');
      const by = { episodeId, accountId: actor.account.id, at: this.clock.now() };
      if (held === 0) await this.store.addSettlement(by, settlement);
      else await this.store.setSettlement(by, settlement);
      await this.#record(actor, 'coding.settled', { id: own.id, episodeId }, { ref: own.ref, field: settlement.field });
      return ok(null);
    });
  }

  #own<Refusal>(
    { account }: PersonActing,
    episodeId: string,
    work: (own: CodingHeld, coded: CodedCase) => Promise<Result<null, Refusal>>,
  ): Promise<Result<null, Refusal | 'not-yours'>> {
    return this.db.transaction(async (): Promise<Result<null, Refusal | 'not-yours'>> => {
      const coded = await this.reader.ofEpisode(episodeId);
      const own = coded.codings.find(({ accountId }) => accountId === account.id);
      return own ? work(own, coded) : refused('not-yours');
    });
  }

  /** The trail says that a field was coded, and not as what: whoever reads it might be the other coder. */
  async #record(
    actor: PersonActing,
    action: string,
    { id, episodeId }: { readonly id: string; readonly episodeId: string },
    after: object,
  ): Promise<void> {
    await this.audit.record(actor, { action, entity: 'coding', entityId: id, after: { ...after, episodeId } });
  }
}
