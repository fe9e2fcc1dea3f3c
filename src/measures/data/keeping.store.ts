import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { keptAs, type Visibility } from '../../interventions/domain/visibility.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { AskedDip } from '../domain/expected-dip.js';
import type { MeasureEdit } from '../domain/measure-edit.js';
import type { ProposalKind, ProposalState } from '../domain/proposal.js';
import type { Protection } from '../domain/small-numbers.js';
import { ExpectedDip, MeasureProposal } from './measure.entity.js';

/** Changes to what is said of measures, and what people ask of each other about them. */
@Injectable()
export class MeasureKeepingStore {
  constructor(private readonly db: Database) {}

  async rewrite(id: string, edit: MeasureEdit): Promise<void> {
    await this.db.run(sql`
      UPDATE measure
         SET name = ${edit.name}, unit = ${edit.unit}, kind = ${edit.kind}, role = ${edit.role},
             polarity = ${edit.polarity}, polarity_note = ${edit.polarityNote}, frequency = ${edit.frequency},
             early_movement = ${edit.earlyMovement}, target = ${edit.target}, tolerance = ${edit.tolerance},
             target_source = ${edit.targetSource}, comparator = ${edit.comparator}, lag_days = ${edit.lagDays},
             owner_post = ${edit.ownerPost}, safety_critical = ${Number(edit.safetyCritical)},
             paired_with_id = ${edit.pairedWithId}, status = ${edit.status}, visibility = ${edit.visibility},
             version = version + 1
       WHERE measure.id = ${id}`);
  }

  /** A measure that opens for everybody was published then; one that closes again is no longer. */
  async publishedAt(id: string, at: string | null): Promise<void> {
    await this.db.run(sql`UPDATE measure SET published_at = ${at} WHERE measure.id = ${id}`);
  }

  async touch(id: string): Promise<void> {
    await this.db.run(sql`UPDATE measure SET version = version + 1 WHERE measure.id = ${id}`);
  }

  async protect(id: string, protection: Protection, reason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE measure
         SET small_numbers = ${Number(protection.smallNumbers)}, threshold = ${protection.threshold},
             suppress_zero = ${Number(protection.suppressZero)}, round_to = ${protection.roundTo},
             disclosure_reason = ${reason}, version = version + 1
       WHERE measure.id = ${id}`);
  }

  async addDip(
    stamp: Stamp,
    measureId: string,
    dip: AskedDip & {
      readonly writtenOn: CalendarDay;
      readonly reason: string;
      readonly decisionRef: string | null;
      readonly visibility: Visibility;
    },
  ): Promise<void> {
    const { writtenOn, months, limitValue, reason, decisionRef, visibility } = dip;
    const kept = keptAs(stamp, visibility);
    await this.db.insert(ExpectedDip, [
      { id: randomUUID(), measureId, writtenOn, months, limitValue, reason, decisionRef, kept },
    ]);
  }

  async ask(
    stamp: Stamp,
    measureId: string,
    {
      kind,
      content,
      reason,
      on,
    }: { readonly kind: ProposalKind; readonly content: unknown; readonly reason: string; readonly on: CalendarDay },
  ): Promise<string> {
    const id = randomUUID();
    await this.db.insert(MeasureProposal, [
      {
        id,
        measureId,
        kind,
        content: JSON.stringify(content),
        reason,
        proposedBy: stamp.by,
        proposedOn: on,
        state: 'asked',
        decidedBy: null,
        decidedOn: null,
        decisionRef: null,
        answer: null,
        kept: keptAs(stamp, 'board'),
      },
    ]);
    return id;
  }

  async decide(
    id: string,
    {
      state,
      by,
      on,
      decisionRef,
      answer,
    }: {
      readonly state: ProposalState;
      readonly by: string;
      readonly on: CalendarDay;
      readonly decisionRef: string | null;
      readonly answer: string | null;
    },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE measure_proposal
         SET state = ${state}, decided_by = ${by}, decided_on = ${on}, decision_ref = ${decisionRef},
             answer = ${answer}, version = version + 1
       WHERE measure_proposal.id = ${id}`);
  }
}
