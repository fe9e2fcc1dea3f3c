import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { periodText } from '../../kernel/period.js';
import { type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { NewStepRequest } from '../domain/new-case-work.js';
import type { RequestState, StepDecision } from '../domain/step-request.js';
import { keptAs, type Visibility } from '../domain/visibility.js';
import { StepRequest } from './case-work.entity.js';

@Injectable()
export class StepRequestsStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    request: NewStepRequest & { readonly fromLevel: number },
    visibility: Visibility,
  ): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('SR', 1);
    const id = randomUUID();
    await this.db.insert(StepRequest, [
      {
        id,
        ref,
        interventionId: request.interventionId,
        fromLevel: request.fromLevel,
        toLevel: request.toLevel,
        kind: request.kind,
        typeText: request.typeText,
        authority: request.authority,
        legalBasis: request.legalBasis,
        askedOn: periodText(request.askedOn),
        askedBy: request.askedBy,
        why: request.why,
        state: 'asked',
        decidedOn: null,
        decidedBy: null,
        decisionWhy: null,
        decisionRecordedBy: null,
        effectiveOn: null,
        madeInterventionId: null,
        kept: keptAs(stamp, visibility),
      },
    ]);
    return { id, ref };
  }

  async decide(
    id: string,
    decision: StepDecision,
    {
      state,
      by,
      madeInterventionId,
    }: { readonly state: RequestState; readonly by: string; readonly madeInterventionId: string | null },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE step_request
         SET state = ${state}, decided_on = ${periodText(decision.decidedOn)}, decided_by = ${decision.decidedBy},
             decision_why = ${decision.why}, decision_recorded_by = ${by},
             effective_on = ${whenText(decision.from)}, made_intervention_id = ${madeInterventionId},
             version = version + 1
       WHERE step_request.id = ${id}`);
  }

  async takeBack(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE step_request SET state = 'taken_back', version = version + 1 WHERE step_request.id = ${id}`);
  }
}
