import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { periodText } from '../../kernel/period.js';
import { knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type {
  NewBreach,
  NewEvent,
  NewExitEvidence,
  NewStatusChange,
  NewStepDown,
  NewSupportTrigger,
  NewSustainabilityPlan,
} from '../domain/new-case-work.js';
import { keptAs, type Visibility } from '../domain/visibility.js';
import {
  ExitEvidence,
  OrganisationEvent,
  StatusChange,
  StepDown,
  SupportTrigger,
  SustainabilityPlan,
  TriggerBreach,
} from './case-work.entity.js';

/** Triggers, events, evidence and plans: what is written down while a case is run. */
@Injectable()
export class CaseWorkStore {
  constructor(private readonly db: Database) {}

  async addTrigger(stamp: Stamp, trigger: NewSupportTrigger): Promise<Recorded> {
    const made = await this.#recorded('ST');
    await this.db.insert(SupportTrigger, [
      {
        ...made,
        organisationId: trigger.organisationId,
        condition: trigger.condition,
        text: trigger.text,
        provider: trigger.provider ?? null,
        agreedOn: whenText(trigger.agreedOn),
        lastTestedOn: null,
        ownerPost: trigger.ownerPost ?? null,
        kept: keptAs(stamp, trigger.visibility),
      },
    ]);
    return made;
  }

  async testTrigger(id: string, lastTestedOn: string): Promise<void> {
    await this.db.run(sql`
      UPDATE support_trigger
         SET last_tested_on = ${lastTestedOn}, version = version + 1
       WHERE support_trigger.id = ${id}`);
  }

  async addBreach(stamp: Stamp, triggerId: string, breach: NewBreach, visibility: Visibility): Promise<string> {
    const id = randomUUID();
    await this.db.insert(TriggerBreach, [
      {
        id,
        triggerId,
        detectedOn: periodText(breach.detectedOn),
        text: breach.text,
        respondedOn: null,
        response: null,
        kept: keptAs(stamp, visibility),
      },
    ]);
    return id;
  }

  async answerBreach(id: string, respondedOn: string, response: string): Promise<void> {
    await this.db.run(sql`
      UPDATE trigger_breach
         SET responded_on = ${respondedOn}, response = ${response}, version = version + 1
       WHERE trigger_breach.id = ${id}`);
  }

  async addEvent(stamp: Stamp, event: NewEvent): Promise<Recorded> {
    const made = await this.#recorded('EV');
    await this.db.insert(OrganisationEvent, [
      {
        ...made,
        organisationId: event.organisationId,
        occurredOn: periodText(event.occurredOn),
        kind: event.kind,
        text: event.text,
        significant: Number(event.significant),
        known: knownColumns(event),
        kept: keptAs(stamp, event.visibility),
      },
    ]);
    return made;
  }

  async addEvidence(
    stamp: Stamp,
    criterionId: string,
    evidence: NewExitEvidence,
    visibility: Visibility,
  ): Promise<string> {
    const id = randomUUID();
    await this.db.insert(ExitEvidence, [
      {
        id,
        criterionId,
        kind: evidence.kind,
        text: evidence.text,
        occurredOn: whenText(evidence.occurredOn),
        reference: evidence.reference ?? null,
        kept: keptAs(stamp, visibility),
      },
    ]);
    return id;
  }

  async addStepDown(stamp: Stamp, interventionId: string, plan: NewStepDown, visibility: Visibility): Promise<string> {
    const id = randomUUID();
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(step_down.position) AS position FROM step_down WHERE step_down.intervention_id = ${interventionId}`);
    await this.db.insert(StepDown, [
      {
        id,
        interventionId,
        position: (last?.position ?? -1) + 1,
        level: plan.level,
        text: plan.text,
        fromOn: periodText(plan.fromOn),
        untilOn: whenText(plan.untilOn),
        agreedOn: whenText(plan.agreedOn),
        agreedBy: plan.agreedBy ?? null,
        kept: keptAs(stamp, visibility),
      },
    ]);
    return id;
  }

  async addSustainabilityPlan(stamp: Stamp, plan: NewSustainabilityPlan): Promise<string> {
    const id = randomUUID();
    await this.db.insert(SustainabilityPlan, [
      {
        id,
        organisationId: plan.organisationId,
        agreedOn: periodText(plan.agreedOn),
        agreedBy: plan.agreedBy,
        text: plan.text,
        reviewOn: plan.reviewOn ?? null,
        kept: keptAs(stamp, plan.visibility),
      },
    ]);
    return id;
  }

  /** Adds to the history of a record. Positions run on, so that two changes of one moment stay in order. */
  async noteChange({ at, by }: Stamp, change: NewStatusChange): Promise<void> {
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(status_change.position) AS position
        FROM status_change
       WHERE status_change.record_id = ${change.recordId}`);
    await this.db.insert(StatusChange, [
      {
        id: randomUUID(),
        recordKind: change.recordKind,
        recordId: change.recordId,
        position: (last?.position ?? -1) + 1,
        fromState: change.fromState,
        toState: change.toState,
        occurredOn: periodText(change.occurredOn),
        text: change.text,
        recordedAt: at,
        recordedBy: by,
      },
    ]);
  }

  async #recorded(prefix: string): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences(prefix, 1);
    return { id: randomUUID(), ref };
  }
}
