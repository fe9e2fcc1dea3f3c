import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { Clock } from '../kernel/clock.js';
import { type Period, parsePeriod } from '../kernel/period.js';
import { ok, refused } from '../kernel/result.js';
import { AftercareService } from '../interventions/aftercare.service.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import { isFormal } from '../interventions/domain/intervention.js';
import type { NewStepRequest } from '../interventions/domain/new-case-work.js';
import type { NewIntervention, NewPlannedEnd } from '../interventions/domain/new-intervention.js';
import type { StepDecision } from '../interventions/domain/step-request.js';
import type { Visibility } from '../interventions/domain/visibility.js';
import { InterventionsService } from '../interventions/interventions.service.js';
import { StepRequestsService } from '../interventions/step-requests.service.js';
import { type StepWords, VaryingInterventionsService } from '../interventions/varying-interventions.service.js';
import { CaseRecordsService } from './case-records.service.js';
import type { CaseRow } from './data/cases.row.js';
import { CasesStore } from './data/cases.store.js';
import { positionOn } from './domain/case-position.js';
import { WritingInCasesService } from './writing-in-cases.service.js';

type Version = { readonly id: string; readonly version: number };

/** Intervention within a case: steps up and down the ladder, their ends, and the checks that follow the last of them. */
@Injectable()
export class CaseStepsService {
  constructor(
    private readonly writing: WritingInCasesService,
    private readonly cases: CasesStore,
    private readonly records: CaseRecordsService,
    private readonly work: CaseWorkQueries,
    private readonly interventions: InterventionsService,
    private readonly varying: VaryingInterventionsService,
    private readonly requests: StepRequestsService,
    private readonly aftercare: AftercareService,
    private readonly clock: Clock,
  ) {}

  /** Records a step that an authority has taken, and what it took the place of or ran beside. */
  impose(
    actor: Actor,
    ref: string,
    step: Omit<NewIntervention, 'organisationId' | 'area'> & {
      readonly startedOn: Period;
      readonly visibility: Visibility;
      readonly besideIds: readonly string[];
    },
  ) {
    return this.writing.in(
      actor,
      { ref, permission: 'interventions.record', visibility: step.visibility },
      async (theCase) => {
        const { besideIds, ...given } = step;
        if (given.startedOn.start > this.clock.today()) return refused('after-today');
        for (const id of [...besideIds, ...(given.replacesId ? [given.replacesId] : [])])
          if (!(await this.writing.factsNaming(theCase, id))) return refused('not-found');
        const [made] = await this.interventions.imposeMany(actor, [
          {
            knownOn: this.writing.knownSince(),
            ...given,
            organisationId: theCase.organisationId,
            area: theCase.area,
          },
        ]);
        if (!made) return refused('not-found');
        await this.interventions.relate(actor, {
          overlaps: besideIds.map((otherId) => ({ interventionId: made.id, otherId })),
          replacements: [],
        });
        await this.#link(theCase, made.id);
        return ok(made.ref);
      },
    );
  }

  describe(actor: Actor, ref: string, version: Version, words: StepWords) {
    return this.writing.in(actor, { ref, permission: 'interventions.record' }, async (theCase) => {
      if (!(await this.writing.factsNaming(theCase, version.id))) return refused('not-found');
      return this.varying.describe(actor, version, words);
    });
  }

  announceEnd(actor: Actor, ref: string, version: Version, planned: NewPlannedEnd & { readonly announcedOn: Period }) {
    return this.writing.in(actor, { ref, permission: 'interventions.record' }, async (theCase) => {
      if (!(await this.writing.factsNaming(theCase, version.id))) return refused('not-found');
      return this.varying.announceEnd(actor, version, planned);
    });
  }

  end(actor: Actor, ref: string, version: Version, end: { readonly endedOn: Period; readonly why: string }) {
    return this.writing.in(actor, { ref, permission: 'interventions.record' }, async (theCase) => {
      if (!(await this.writing.factsNaming(theCase, version.id))) return refused('not-found');
      const ended = await this.varying.end(actor, version, end);
      if (ended.ok) await this.#followEnd(actor, theCase, version.id);
      return ended;
    });
  }

  ask(actor: Actor, ref: string, request: NewStepRequest) {
    return this.writing.in(actor, { ref, permission: 'interventions.record' }, async (theCase) => {
      if (!(await this.writing.factsNaming(theCase, request.interventionId))) return refused('not-found');
      return this.requests.ask(actor, request);
    });
  }

  decide(actor: Actor, ref: string, version: Version, decision: StepDecision) {
    return this.writing.in(actor, { ref, permission: 'interventions.decide' }, async (theCase) => {
      const stepId = await this.work.parentOf('step_request', version.id);
      if (!stepId || !(await this.writing.factsNaming(theCase, stepId))) return refused('not-found');
      const decided = await this.requests.decide(actor, version, decision);
      if (!decided.ok) return decided;
      if (decided.value.made) await this.#link(theCase, decided.value.made.id);
      if (decided.value.state === 'granted') await this.#followEnd(actor, theCase, stepId);
      return decided;
    });
  }

  takeBack(actor: Actor, ref: string, version: Version) {
    return this.writing.in(actor, { ref, permission: 'interventions.record' }, async (theCase) => {
      const stepId = await this.work.parentOf('step_request', version.id);
      if (!(await this.writing.factsNaming(theCase, stepId))) return refused('not-found');
      return this.requests.takeBack(actor, version);
    });
  }

  #link(theCase: CaseRow, recordId: string): Promise<void> {
    return this.cases.link(theCase.id, [{ role: 'intervention', recordKind: 'intervention', recordId }]);
  }

  /** Checks begin when formal intervention is over: when a formal step has ended and no other is active. */
  async #followEnd(actor: Actor, theCase: CaseRow, stepId: string): Promise<void> {
    const { record, steps, checks } = await this.records.of(theCase);
    const step = steps.find(({ id }) => id === stepId);
    const endedOn = step?.endedOn ? parsePeriod(step.endedOn) : null;
    if (!step || !endedOn || !isFormal(step.level)) return;
    if (isFormal(positionOn(record, this.clock.today()).level)) return;
    await this.aftercare.overtake(
      actor,
      checks.filter(({ months, doneOn }) => months !== null && doneOn === null).map(({ id }) => id),
    );
    const ids = await this.aftercare.followEnd(actor, step, endedOn);
    await this.cases.link(
      theCase.id,
      ids.map((recordId) => ({ role: 'check', recordKind: 'sustainment_check', recordId })),
    );
  }
}
