import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { NewEvidence } from '../domain/new-workspace.js';
import { InspectionEvidence } from './workspace.entity.js';

export type HeldEvidence = {
  readonly id: string;
  readonly ref: string;
  readonly inspectionId: string;
  readonly area: string | null;
  readonly version: number;
  readonly fileId: string | null;
  readonly withdrawnAt: string | null;
};

@Injectable()
export class EvidenceStore {
  constructor(private readonly db: Database) {}

  async add(
    given: NewEvidence,
    {
      id,
      inspectionId,
      byId,
      at,
      file,
    }: {
      readonly id: string;
      readonly inspectionId: string;
      readonly byId: string;
      readonly at: string;
      readonly file: { readonly id: string; readonly name: string } | null;
    },
  ): Promise<string> {
    const [ref = ''] = await this.db.nextReferences('EV', 1);
    await this.db.insert(InspectionEvidence, [
      {
        id,
        ref,
        inspectionId,
        areaKey: given.area,
        kind: given.kind,
        method: given.method,
        summary: given.summary,
        strength: given.strength,
        contradicts: Number(given.contradicts),
        page: given.page,
        paragraph: given.paragraph,
        fileId: file?.id ?? null,
        fileName: file?.name ?? null,
        personalChecked: Number(given.personalChecked),
        addedById: byId,
        addedAt: at,
        version: 1,
        withdrawnAt: null,
        withdrawnReason: null,
      },
    ]);
    return ref;
  }

  async find(ref: string): Promise<HeldEvidence | null> {
    return this.db.row<HeldEvidence>(sql`
      SELECT inspection_evidence.id, inspection_evidence.ref, inspection_evidence.inspection_id AS "inspectionId",
             inspection_evidence.area_key AS area, inspection_evidence.version,
             inspection_evidence.file_id AS "fileId", inspection_evidence.withdrawn_at AS "withdrawnAt"
        FROM inspection_evidence
       WHERE inspection_evidence.ref = ${ref}`);
  }

  async change(
    id: string,
    given: NewEvidence,
    file: { readonly id: string; readonly name: string } | null,
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_evidence
         SET area_key = ${given.area}, kind = ${given.kind}, method = ${given.method}, summary = ${given.summary},
             strength = ${given.strength}, contradicts = ${Number(given.contradicts)}, page = ${given.page},
             paragraph = ${given.paragraph}, personal_checked = ${Number(given.personalChecked)},
             version = version + 1
       WHERE inspection_evidence.id = ${id}`);
    if (file)
      await this.db.run(sql`
        UPDATE inspection_evidence SET file_id = ${file.id}, file_name = ${file.name}
         WHERE inspection_evidence.id = ${id}`);
  }

  async withdraw(id: string, { at, reason }: { readonly at: string; readonly reason: string }): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_evidence
         SET withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE inspection_evidence.id = ${id}`);
  }
}

export const newEvidenceId = (): string => randomUUID();
