import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { PointDecision, PointSection } from '../domain/accuracy.js';
import type { RequestKind } from '../domain/publishing-gate.js';
import { AccuracyPoint, InspectionRequest } from './workspace.entity.js';

export type GivenPoint = {
  readonly section: PointSection;
  readonly paragraph: string;
  readonly text: string;
  readonly evidence: string | null;
};

export type HeldPoint = {
  readonly id: string;
  readonly number: number;
  readonly decision: PointDecision | null;
  readonly version: number;
};

export type HeldRequest = {
  readonly id: string;
  readonly inspectionId: string;
  readonly kind: RequestKind;
  readonly edition: number;
  readonly what: string;
  readonly why: string;
  readonly statement: string | null;
  readonly changes: string | null;
  readonly askedById: string;
  readonly askedAs: string;
  readonly answer: string | null;
};

/** Points of the organisation, and what two people decide about what is published. */
@Injectable()
export class AccuracyStore {
  constructor(private readonly db: Database) {}

  async raise(inspectionId: string, given: GivenPoint, { byId, at }: { byId: string; at: string }): Promise<number> {
    const last = await this.db.row<{ next: number }>(sql`
      SELECT CAST(COALESCE(max(accuracy_point.number), 0) + 1 AS integer) AS next
        FROM accuracy_point WHERE accuracy_point.inspection_id = ${inspectionId}`);
    const number = last?.next ?? 1;
    await this.db.insert(AccuracyPoint, [
      {
        id: randomUUID(),
        inspectionId,
        number,
        ...given,
        raisedById: byId,
        raisedAt: at,
        decision: null,
        reason: null,
        decidedById: null,
        decidedAt: null,
        version: 1,
      },
    ]);
    return number;
  }

  async point(inspectionId: string, number: number): Promise<HeldPoint | null> {
    return this.db.row<HeldPoint>(sql`
      SELECT accuracy_point.id, accuracy_point.number, accuracy_point.decision, accuracy_point.version
        FROM accuracy_point
       WHERE accuracy_point.inspection_id = ${inspectionId} AND accuracy_point.number = ${number}`);
  }

  async decide(
    id: string,
    { decision, reason, byId, at }: { decision: PointDecision; reason: string; byId: string; at: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE accuracy_point
         SET decision = ${decision}, reason = ${reason}, decided_by_id = ${byId}, decided_at = ${at},
             version = version + 1
       WHERE accuracy_point.id = ${id}`);
  }

  async ask(
    request: Omit<InspectionRequest, 'id' | 'answer' | 'answerReason' | 'answeredById' | 'answeredAt'>,
  ): Promise<string> {
    const id = randomUUID();
    await this.db.insert(InspectionRequest, [
      { id, ...request, answer: null, answerReason: null, answeredById: null, answeredAt: null },
    ]);
    return id;
  }

  /** The request that waits for its answer. */
  async waiting(inspectionId: string): Promise<HeldRequest | null> {
    return this.db.row<HeldRequest>(sql`
      SELECT inspection_request.id, inspection_request.inspection_id AS "inspectionId", inspection_request.kind,
             inspection_request.edition, inspection_request.what, inspection_request.why,
             inspection_request.statement, inspection_request.changes,
             inspection_request.asked_by_id AS "askedById", inspection_request.asked_as AS "askedAs",
             inspection_request.answer
        FROM inspection_request
       WHERE inspection_request.inspection_id = ${inspectionId} AND inspection_request.answer IS NULL
       ORDER BY inspection_request.asked_at, inspection_request.id
       LIMIT 1`);
  }

  async answer(
    id: string,
    {
      answer,
      reason,
      byId,
      at,
    }: { answer: 'confirmed' | 'refused' | 'taken_back'; reason: string | null; byId: string; at: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_request
         SET answer = ${answer}, answer_reason = ${reason}, answered_by_id = ${byId}, answered_at = ${at}
       WHERE inspection_request.id = ${id}`);
  }
}
