import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { SealingService } from '../access/sealing.service.js';
import { Database } from '../database/database.js';
import { type CalendarDay, dayOf, partsOf } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { ConcernRow, HearingRow } from './data/concern.row.js';
import { ConcernsQueries, type Heard } from './data/concerns.queries.js';
import { type ConcernMarks, ConcernsStore } from './data/concerns.store.js';
import {
  type ConcernRoute,
  type ConcernState,
  type ConcernTheme,
  type StepRefusal,
  type StepState,
  takeStep,
} from './domain/concern.js';
import { sealedFor } from './sealed-for.js';

export type HandlingRefusal = StepRefusal | 'not-found' | 'stale';

export type HeardConcern = {
  readonly service: HearingRow;
  readonly raisedOn: CalendarDay;
  readonly route: Exclude<ConcernRoute, 'online'>;
  readonly theme: ConcernTheme;
  readonly words: string | null;
  readonly anonymous: boolean;
};

type Versioned = { readonly ref: string; readonly version: number };

/** The first day of the quarter in which a day lies: what is counted of earlier ones is counted. */
const quarterBegan = (today: CalendarDay): CalendarDay => {
  const { year, month } = partsOf(today);
  return dayOf(year, month - ((month - 1) % 3), 1);
};

const stepActions = {
  acknowledged: 'concern.acknowledged',
  looked_into: 'concern.looked_into',
  outcome_shared: 'concern.outcome_shared',
  closed: 'concern.closed',
  reopened: 'concern.reopened',
} as const satisfies Readonly<Record<StepState, string>>;

/** The bodies whose concerns somebody hears. */
export const heardBy = ({ account }: Pick<PersonActing, 'account'>): Heard => ({
  organisationIds: reachOf(account, 'concerns.handle').organisationIds,
});

/** What a speak-up lead does with the concerns of a body. The trail says what was done, and of words a keyed hash. */
@Injectable()
export class HandlingConcernsService {
  constructor(
    private readonly db: Database,
    private readonly queries: ConcernsQueries,
    private readonly store: ConcernsStore,
    private readonly sealing: SealingService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Opens what somebody wrote. Each time stands in the trail, before anything is shown. */
  async open(actor: PersonActing, ref: string): Promise<{ readonly words: string | null } | null> {
    return this.db.transaction(async () => {
      const concern = await this.queries.byRef(ref, heardBy(actor));
      if (!concern) return null;
      const sealed = await this.queries.sealedText(concern.id);
      const words = sealed === null ? null : this.sealing.open(sealed, sealedFor(concern.id));
      await this.audit.record(actor, {
        action: 'concern.words_read',
        entity: 'concern',
        entityId: concern.id,
        after: { hash: words === null ? null : this.#hashOf(words) },
      });
      return { words };
    });
  }

  async step(
    actor: PersonActing,
    { ref, version }: Versioned,
    { to, words }: { readonly to: ConcernState; readonly words: string | null },
  ): Promise<Result<null, HandlingRefusal>> {
    return this.db.transaction(async () => {
      const concern = await this.queries.byRef(ref, heardBy(actor));
      if (!concern) return refused('not-found');
      if (concern.version !== version) return refused('stale');
      const today = this.clock.today();
      const taken = takeStep(concern, { to, words, today });
      if (!taken.ok) return taken;
      const steps = await this.queries.steps(concern.id);
      await this.store.step(concern, taken.value);
      await this.store.addStep({
        concernId: concern.id,
        number: steps.length + 1,
        state: to,
        takenOn: today,
        takenBy: actor.name,
        words,
      });
      await this.audit.record(actor, {
        action: stepActions[taken.value.state],
        entity: 'concern',
        entityId: concern.id,
        before: { state: concern.state },
        after: { state: to, on: today, hash: words === null ? null : this.#hashOf(words) },
      });
      return ok(null);
    });
  }

  /** Says what there is in it of safety, of staff themselves, of behaviour and of harm to whoever spoke. */
  async mark(
    actor: PersonActing,
    { ref, version }: Versioned,
    marks: ConcernMarks,
  ): Promise<Result<null, 'not-found' | 'stale'>> {
    return this.db.transaction(async () => {
      const concern = await this.queries.byRef(ref, heardBy(actor));
      if (!concern) return refused('not-found');
      if (concern.version !== version) return refused('stale');
      await this.store.mark(concern, marks);
      await this.audit.record(actor, {
        action: 'concern.marked',
        entity: 'concern',
        entityId: concern.id,
        before: marksOf(concern),
        after: marks,
      });
      return ok(null);
    });
  }

  /**
   * Writes down what reached the speak-up lead in another way. It may have been raised on any day of this quarter: those
   * before it are counted and told, and a count that changes would tell of this one concern.
   */
  async hear(
    actor: PersonActing,
    given: HeardConcern,
  ): Promise<Result<{ readonly ref: string }, 'not-found' | 'in-the-future' | 'before-this-quarter'>> {
    return this.db.transaction(async () => {
      const today = this.clock.today();
      if (!heardBy(actor).organisationIds.includes(given.service.heardById)) return refused('not-found');
      if (given.raisedOn > today) return refused('in-the-future');
      if (given.raisedOn < quarterBegan(today)) return refused('before-this-quarter');
      const id = randomUUID();
      const { service, words, ...rest } = given;
      const ref = await this.store.add({
        ...rest,
        id,
        organisationId: service.heardById,
        serviceId: service.id === service.heardById ? null : service.id,
        wantsReply: false,
        receiptHash: null,
        sealedText: words === null ? null : this.sealing.seal(words, sealedFor(id)),
      });
      await this.audit.record(actor, {
        action: 'concern.heard',
        entity: 'concern',
        entityId: id,
        after: { ref, route: given.route, theme: given.theme, hash: words === null ? null : this.#hashOf(words) },
      });
      return ok({ ref });
    });
  }

  #hashOf(words: string): string {
    return this.sealing.keyedHash(words, 'the words of a concern').toString('hex');
  }
}

const marksOf = ({ safetyElement, workerElement, behaviour, detrimentReported }: ConcernRow) => ({
  safetyElement,
  workerElement,
  behaviour,
  detrimentReported,
});
