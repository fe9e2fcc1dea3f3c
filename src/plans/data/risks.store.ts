import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { NewRisk, NewRiskReview } from '../domain/new-plan.js';
import { Risk, RiskReview } from './plan.entity.js';
import { keptForTheBoard } from './plans.store.js';

@Injectable()
export class RisksStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: NewRisk): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('RK', 1);
    const id = randomUUID();
    await this.db.insert(Risk, [
      {
        id,
        ref,
        organisationId: given.organisationId,
        planId: given.planId ?? null,
        title: given.title,
        cause: given.cause,
        effect: given.effect,
        likelihood: given.likelihood,
        consequence: given.consequence,
        controls: given.controls ?? null,
        ownerPost: given.ownerPost ?? null,
        targetLikelihood: given.targetLikelihood ?? null,
        targetConsequence: given.targetConsequence ?? null,
        reviewOn: given.reviewOn ?? null,
        status: 'open',
        kept: keptForTheBoard(stamp),
      },
    ]);
    return { id, ref };
  }

  async edit(
    id: string,
    given: Omit<NewRisk, 'organisationId' | 'planId' | 'likelihood' | 'consequence'>,
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE risk
         SET title = ${given.title}, cause = ${given.cause}, effect = ${given.effect},
             controls = ${given.controls ?? null}, owner_post = ${given.ownerPost ?? null},
             target_likelihood = ${given.targetLikelihood ?? null},
             target_consequence = ${given.targetConsequence ?? null}, review_on = ${given.reviewOn ?? null},
             version = version + 1
       WHERE risk.id = ${id}`);
  }

  async review({ at, by }: Stamp, riskId: string, review: NewRiskReview): Promise<void> {
    const { onDay, likelihood, consequence, status, note, reviewOn } = review;
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(risk_review.position) AS position FROM risk_review WHERE risk_review.risk_id = ${riskId}`);
    await this.db.insert(RiskReview, [
      {
        id: randomUUID(),
        riskId,
        position: (last?.position ?? 0) + 1,
        onDay,
        likelihood,
        consequence,
        status,
        note,
        recordedAt: at,
        recordedBy: by,
      },
    ]);
    await this.db.run(sql`
      UPDATE risk
         SET likelihood = ${likelihood}, consequence = ${consequence}, status = ${status},
             review_on = ${reviewOn ?? null}, version = version + 1
       WHERE risk.id = ${riskId}`);
  }
}
