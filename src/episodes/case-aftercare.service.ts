import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { Clock } from '../kernel/clock.js';
import type { Period } from '../kernel/period.js';
import { ok, refused } from '../kernel/result.js';
import { AftercareService } from '../interventions/aftercare.service.js';
import type { NewEvent, NewSustainabilityPlan } from '../interventions/domain/new-case-work.js';
import type { NewStructuralChange } from '../interventions/domain/new-intervention.js';
import type { CheckDone, Checker } from '../interventions/domain/sustainment.js';
import type { Visibility } from '../interventions/domain/visibility.js';
import { EventsService } from '../interventions/events.service.js';
import { CasesStore } from './data/cases.store.js';
import { WritingInCasesService } from './writing-in-cases.service.js';

type InCase<New> = Omit<New, 'organisationId'> & { readonly visibility: Visibility };

/** What is recorded beside and after intervention: checks, the plan to keep what was regained, events and changes. */
@Injectable()
export class CaseAftercareService {
  constructor(
    private readonly writing: WritingInCasesService,
    private readonly cases: CasesStore,
    private readonly aftercare: AftercareService,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  doCheck(
    actor: Actor,
    ref: string,
    version: { readonly id: string; readonly version: number },
    done: CheckDone & { readonly byWhom: Checker },
  ) {
    return this.writing.in(actor, { ref, permission: 'help.record' }, async (theCase) => {
      if (!(await this.writing.factsNaming(theCase, version.id))) return refused('not-found');
      return this.aftercare.doCheck(actor, version, done);
    });
  }

  agreePlan(actor: Actor, ref: string, plan: InCase<NewSustainabilityPlan>) {
    return this.writing.in(
      actor,
      { ref, permission: 'interventions.record', visibility: plan.visibility },
      async (theCase) => {
        if (plan.agreedOn.start > this.clock.today()) return refused('after-today');
        const id = await this.aftercare.agreePlan(actor, { ...plan, organisationId: theCase.organisationId });
        await this.cases.link(theCase.id, [{ role: 'plan', recordKind: 'sustainability_plan', recordId: id }]);
        return ok(id);
      },
    );
  }

  recordEvent(actor: Actor, ref: string, event: InCase<NewEvent>) {
    return this.writing.in(actor, { ref, permission: 'help.record', visibility: event.visibility }, async (theCase) => {
      if (event.occurredOn.start > this.clock.today()) return refused('after-today');
      const made = await this.events.record(actor, {
        knownOn: this.writing.knownSince(),
        ...event,
        organisationId: theCase.organisationId,
      });
      await this.cases.link(theCase.id, [{ role: 'event', recordKind: 'organisation_event', recordId: made.id }]);
      return ok(made.ref);
    });
  }

  recordChange(actor: Actor, ref: string, change: InCase<NewStructuralChange> & { readonly occurredOn: Period }) {
    return this.writing.in(
      actor,
      { ref, permission: 'interventions.record', visibility: change.visibility },
      async (theCase) => {
        if (change.occurredOn.start > this.clock.today()) return refused('after-today');
        const ids = await this.aftercare.recordChanges(actor, [
          { knownOn: this.writing.knownSince(), ...change, organisationId: theCase.organisationId },
        ]);
        await this.cases.link(
          theCase.id,
          ids.map((recordId) => ({ role: 'change', recordKind: 'structural_change', recordId })),
        );
        return ok(ids[0] ?? '');
      },
    );
  }
}
