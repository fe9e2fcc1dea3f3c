import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import type { RequestRow, StepRow } from './data/case-work.row.js';
import { InterventionsStore } from './data/interventions.store.js';
import { StepRequestsStore } from './data/step-requests.store.js';
import type { EpisodeArea } from '../vocabulary/domain/episode-areas.js';
import { type InterventionLevel, interventionLevels } from './domain/intervention.js';
import type { NewStepRequest } from './domain/new-case-work.js';
import {
  type AskRefusal,
  askStep,
  type DecideRefusal,
  decideStep,
  type StepDecision,
  takeBackRequest,
} from './domain/step-request.js';
import { InterventionNews } from './intervention-news.js';
import { InterventionsService } from './interventions.service.js';
import type { StaleOr } from './peer-help.service.js';

/** What a decision made of a request: the next step, where there is one. */
export type Decided = { readonly state: 'granted' | 'refused'; readonly made: Recorded | null };

/** Steps up and down the ladder: asked by one person, decided as another writes down, and carried out with the decision. */
@Injectable()
export class StepRequestsService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly store: StepRequestsStore,
    private readonly steps: InterventionsStore,
    private readonly interventions: InterventionsService,
    private readonly news: InterventionNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async ask(actor: Actor, request: NewStepRequest): Promise<Result<Recorded, 'not-found' | AskRefusal>> {
    return this.db.transaction(async () => {
      const [step] = await this.queries.steps([request.interventionId]);
      if (!step) return refused('not-found');
      const others = await this.queries.requestsOf([step.id]);
      const facts = {
        level: step.level,
        hasEnded: step.endedOn !== null,
        isAskedAlready: others.some(({ state }) => state === 'asked'),
      };
      const asked = askStep(facts, request, this.clock.today());
      if (!asked.ok) return asked;
      const made = await this.store.add(
        { at: this.clock.now(), by: actor.name },
        { ...request, fromLevel: step.level },
        step.visibility,
      );
      await this.audit.record(actor, {
        action: `step.asked_${asked.value}`,
        entity: 'step_request',
        entityId: made.id,
        after: { ...request, fromLevel: step.level, step: step.ref, ref: made.ref },
      });
      return ok(made);
    });
  }

  /**
   * Writes down what was decided. A request that is granted is carried out at once: the step ends, and the next one,
   * lighter or stronger, takes its place from the day on which it holds.
   */
  async decide(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    decision: StepDecision,
  ): Promise<Result<Decided, StaleOr<DecideRefusal>>> {
    return this.db.transaction(async () => {
      const found = await this.#find(id);
      if (!found) return refused('not-found');
      const { request, step } = found;
      if (request.version !== version) return refused('changed');
      const facts = {
        state: request.state,
        askedOn: parsePeriod(request.askedOn) as Period,
        askedByAccount: request.recordedBy,
        decidingAccount: actor.name,
        stepStartedOn: step.startedOn === null ? null : parsePeriod(step.startedOn),
      };
      const decided = decideStep(facts, decision, this.clock.today());
      if (!decided.ok) return decided;
      const made =
        decided.value === 'granted' && decision.from
          ? await this.#carryOut(actor, { request, step }, { ...decision, from: decision.from })
          : null;
      await this.store.decide(id, decision, {
        state: decided.value,
        by: actor.name,
        madeInterventionId: made?.id ?? null,
      });
      await this.audit.record(actor, {
        action: `step.${decided.value}`,
        entity: 'step_request',
        entityId: id,
        after: { ...decision, ref: request.ref, made: made?.ref ?? null },
      });
      return ok({ state: decided.value, made });
    });
  }

  async takeBack(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
  ): Promise<Result<'taken_back', StaleOr<'already-decided' | 'asked-by-another'>>> {
    return this.db.transaction(async () => {
      const found = await this.#find(id);
      if (!found) return refused('not-found');
      if (found.request.version !== version) return refused('changed');
      const { state, recordedBy } = found.request;
      const taken = takeBackRequest({ state, askedByAccount: recordedBy, decidingAccount: actor.name });
      if (!taken.ok) return taken;
      await this.store.takeBack(id);
      await this.audit.record(actor, { action: 'step.taken_back', entity: 'step_request', entityId: id });
      return taken;
    });
  }

  async #carryOut(
    actor: Actor,
    { request, step }: { readonly request: RequestRow; readonly step: StepRow },
    { from, decidedBy, why }: StepDecision & { readonly from: Period },
  ): Promise<Recorded | null> {
    const level = request.toLevel as InterventionLevel;
    const next = level === 0 ? 'No step takes its place.' : `${nameOf(request, level)} takes its place.`;
    await this.steps.end(step.id, from, `Decided by ${decidedBy} (${request.ref}). ${next}`);
    if (level === 0) {
      await this.news.announce('intervention.changed', { organisationIds: [step.organisationId] });
      return null;
    }
    const [made] = await this.interventions.imposeMany(actor, [
      {
        organisationId: step.organisationId,
        area: step.area as EpisodeArea | null,
        kind: request.kind ?? 'other',
        typeText: nameOf(request, level),
        level,
        authority: request.authority ?? decidedBy,
        legalBasis: request.legalBasis,
        startedOn: from,
        text: why,
        replacesId: step.id,
        visibility: step.visibility,
      },
    ]);
    return made ?? null;
  }

  async #find(id: string): Promise<{ readonly request: RequestRow; readonly step: StepRow } | null> {
    const stepId = await this.queries.parentOf('step_request', id);
    if (!stepId) return null;
    const [step] = await this.queries.steps([stepId]);
    const request = (await this.queries.requestsOf([stepId])).find((one) => one.id === id);
    return step && request ? { request, step } : null;
  }
}

const nameOf = ({ typeText }: RequestRow, level: InterventionLevel): string => typeText ?? interventionLevels[level];
