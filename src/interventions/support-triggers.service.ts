import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period, periodText } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import { CaseWorkStore } from './data/case-work.store.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import type { NewBreach, NewSupportTrigger } from './domain/new-case-work.js';
import { type BreachRefusal, noteBreach, respond, type ResponseRefusal } from './domain/support-trigger.js';
import type { StaleOr } from './peer-help.service.js';

export type Response = { readonly respondedOn: Period; readonly response: string };

/** Agrees what brings help, notes when it happens, and records how warnings and breaches were answered. */
@Injectable()
export class SupportTriggersService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly store: CaseWorkStore,
    private readonly warnings: WarningsAndHelpStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async agree(actor: Actor, trigger: NewSupportTrigger): Promise<Recorded> {
    return this.db.transaction(async () => {
      const made = await this.store.addTrigger(this.#stamp(actor), trigger);
      await this.audit.record(actor, {
        action: 'support_trigger.agreed',
        entity: 'support_trigger',
        entityId: made.id,
        after: { ...trigger, ref: made.ref },
      });
      return made;
    });
  }

  /** That somebody looked whether the trigger still works. */
  async test(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    on: Period,
  ): Promise<Result<'tested', StaleOr<'after-today'>>> {
    return this.db.transaction(async () => {
      const [trigger] = await this.queries.triggers([id]);
      if (!trigger) return refused('not-found');
      if (trigger.version !== version) return refused('changed');
      if (on.start > this.clock.today()) return refused('after-today');
      await this.store.testTrigger(id, periodText(on));
      await this.audit.record(actor, {
        action: 'support_trigger.tested',
        entity: 'support_trigger',
        entityId: id,
        before: { lastTestedOn: trigger.lastTestedOn },
        after: { lastTestedOn: periodText(on) },
      });
      return ok('tested');
    });
  }

  async noteBreach(
    actor: Actor,
    triggerId: string,
    breach: NewBreach,
  ): Promise<Result<string, 'not-found' | BreachRefusal>> {
    return this.db.transaction(async () => {
      const [trigger] = await this.queries.triggers([triggerId]);
      if (!trigger) return refused('not-found');
      const agreedOn = trigger.agreedOn === null ? null : parsePeriod(trigger.agreedOn);
      const noted = noteBreach({ agreedOn }, breach, this.clock.today());
      if (!noted.ok) return noted;
      const id = await this.store.addBreach(this.#stamp(actor), triggerId, breach, trigger.visibility);
      await this.audit.record(actor, {
        action: 'trigger_breach.noted',
        entity: 'trigger_breach',
        entityId: id,
        after: { ...breach, trigger: trigger.ref },
      });
      return ok(id);
    });
  }

  async answerBreach(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    answer: Response,
  ): Promise<Result<'answered', StaleOr<ResponseRefusal>>> {
    return this.db.transaction(async () => {
      const triggerId = await this.queries.parentOf('trigger_breach', id);
      const breaches = triggerId ? await this.queries.breachesOf([triggerId]) : [];
      const breach = breaches.find((one) => one.id === id);
      if (!breach) return refused('not-found');
      if (breach.version !== version) return refused('changed');
      const seen = { seenOn: parsePeriod(breach.detectedOn), isAnswered: breach.respondedOn !== null };
      const answered = respond(seen, answer, this.clock.today());
      if (!answered.ok) return answered;
      await this.store.answerBreach(id, periodText(answer.respondedOn), answer.response);
      await this.audit.record(actor, {
        action: 'trigger_breach.answered',
        entity: 'trigger_breach',
        entityId: id,
        after: answer,
      });
      return answered;
    });
  }

  async answerWarning(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    answer: Response,
  ): Promise<Result<'answered', StaleOr<ResponseRefusal>>> {
    return this.db.transaction(async () => {
      const [warning] = await this.queries.warnings([id]);
      if (!warning) return refused('not-found');
      if (warning.version !== version) return refused('changed');
      const seenOn = warning.occurredOn === null ? null : parsePeriod(warning.occurredOn);
      const answered = respond({ seenOn, isAnswered: warning.respondedOn !== null }, answer, this.clock.today());
      if (!answered.ok) return answered;
      await this.warnings.answerWarning(id, answer.respondedOn, answer.response);
      await this.audit.record(actor, {
        action: 'warning.answered',
        entity: 'warning_sign',
        entityId: id,
        after: { ...answer, ref: warning.ref },
      });
      return answered;
    });
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
