import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { GivenFinding, GivenJudgement, GivenNote } from '../domain/new-workspace.js';
import { Finding, MonitoringNote } from './inspection.entity.js';
import { JudgementChange } from './workspace.entity.js';

export type HeldPart = { readonly id: string; readonly inspectionId: string; readonly version: number };

/** What an inspection that is being made says: its judgements, its findings and the note of a visit. */
@Injectable()
export class FindingsStore {
  constructor(private readonly db: Database) {}

  async judgement(id: string): Promise<(HeldPart & { label: string | null }) | null> {
    return this.db.row(sql`
      SELECT judgement.id, judgement.inspection_id AS "inspectionId", judgement.version, judgement.label
        FROM judgement WHERE judgement.id = ${id}`);
  }

  /** `label`: the grade in words, as its scale has it. */
  async judge(
    id: string,
    { gradeId, absence, narrative, limiting }: GivenJudgement,
    label: string | null,
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE judgement
         SET grade_id = ${gradeId}, label = ${label}, absence = ${absence}, narrative = ${narrative},
             limiting = ${Number(limiting)}, version = version + 1
       WHERE judgement.id = ${id}`);
  }

  async addChange(change: Omit<JudgementChange, 'id'>): Promise<void> {
    await this.db.insert(JudgementChange, [{ id: randomUUID(), ...change }]);
  }

  async finding(id: string): Promise<HeldPart | null> {
    return this.db.row<HeldPart>(sql`
      SELECT finding.id, finding.inspection_id AS "inspectionId", finding.version
        FROM finding WHERE finding.id = ${id}`);
  }

  async addFinding(inspectionId: string, given: GivenFinding): Promise<string> {
    const last = await this.db.row<{ next: number }>(sql`
      SELECT CAST(COALESCE(max(finding.position) + 1, 0) AS integer) AS next
        FROM finding WHERE finding.inspection_id = ${inspectionId}`);
    const id = randomUUID();
    await this.db.insert(Finding, [
      {
        id,
        inspectionId,
        position: last?.next ?? 0,
        areaKey: given.area,
        text: given.text,
        kind: given.kind,
        cause: given.cause,
        status: 'open',
        dueOn: given.dueOn,
        version: 1,
      },
    ]);
    return id;
  }

  async changeFinding(id: string, { area, text, kind, cause, dueOn }: GivenFinding): Promise<void> {
    await this.db.run(sql`
      UPDATE finding
         SET area_key = ${area}, text = ${text}, kind = ${kind}, cause = ${cause}, due_on = ${dueOn},
             version = version + 1
       WHERE finding.id = ${id}`);
  }

  /** Of an inspection that is in confidence: what is published keeps its findings. */
  async removeFinding(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM finding WHERE finding.id = ${id}`);
  }

  async note(inspectionId: string): Promise<HeldPart | null> {
    return this.db.row<HeldPart>(sql`
      SELECT monitoring_note.id, monitoring_note.inspection_id AS "inspectionId", monitoring_note.version
        FROM monitoring_note WHERE monitoring_note.inspection_id = ${inspectionId}`);
  }

  async writeNote(inspectionId: string, { improved, notImproved, pace, next }: GivenNote): Promise<void> {
    const held = await this.note(inspectionId);
    if (!held) {
      await this.db.insert(MonitoringNote, [
        { id: randomUUID(), inspectionId, improved, notImproved, pace, next, version: 1 },
      ]);
      return;
    }
    await this.db.run(sql`
      UPDATE monitoring_note
         SET improved = ${improved}, not_improved = ${notImproved}, pace = ${pace}, next = ${next},
             version = version + 1
       WHERE monitoring_note.id = ${held.id}`);
  }
}
