import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { LimitsEdition, RequestState } from '../domain/limits.js';
import type { Limits } from '../domain/signal.js';
import { signals } from '../domain/signals.js';

/** An edition with who made it and when. */
export type EditionRow = LimitsEdition & {
  readonly askedBy: string;
  /** Null: it came with the product. */
  readonly agreedBy: string | null;
  readonly recordedAt: string;
};

/** Other limits that somebody asked for. */
export type LimitsRequestRow = {
  readonly id: string;
  readonly signalKey: string;
  readonly baseEdition: number;
  readonly limits: Limits;
  readonly validFrom: CalendarDay;
  readonly reason: string;
  readonly owner: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: RequestState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly answer: string | null;
  readonly edition: number | null;
  readonly version: number;
};

type Written<Row> = Omit<Row, 'limits'> & { readonly limits: string };

const read = <Row extends { readonly limits: Limits }>(row: Written<Row>): Row =>
  ({ ...row, limits: JSON.parse(row.limits) as Limits }) as unknown as Row;

const requestColumns = fixed(`signal_threshold_request.id, signal_threshold_request.signal_key AS "signalKey",
       signal_threshold_request.base_edition AS "baseEdition", signal_threshold_request.limits,
       signal_threshold_request.valid_from AS "validFrom", signal_threshold_request.reason,
       signal_threshold_request.owner, signal_threshold_request.asked_by AS "askedBy",
       signal_threshold_request.asked_at AS "askedAt", signal_threshold_request.state,
       signal_threshold_request.decided_by AS "decidedBy", signal_threshold_request.decided_at AS "decidedAt",
       signal_threshold_request.answer, signal_threshold_request.edition, signal_threshold_request.version`);

/** The limits of the signals, in all their editions: few rows, and one more for each change. */
@Injectable()
export class SignalLimitsQueries {
  constructor(private readonly db: Database) {}

  async editions(): Promise<readonly EditionRow[]> {
    const rows = await this.db.rows<Written<EditionRow>>(sql`
      SELECT signal_threshold.signal_key AS "signalKey", signal_threshold.edition, signal_threshold.limits,
             signal_threshold.valid_from AS "validFrom", signal_threshold.reason, signal_threshold.owner,
             signal_threshold.asked_by AS "askedBy", signal_threshold.agreed_by AS "agreedBy",
             signal_threshold.recorded_at AS "recordedAt"
        FROM signal_threshold
       WHERE signal_threshold.signal_key IN (${list(signals.map(({ key }) => key))})
       ORDER BY signal_threshold.signal_key, signal_threshold.edition`);
    return rows.map((row) => read<EditionRow>(row));
  }

  async waiting(): Promise<readonly LimitsRequestRow[]> {
    const rows = await this.db.rows<Written<LimitsRequestRow>>(sql`
      SELECT ${requestColumns}
        FROM signal_threshold_request
       WHERE signal_threshold_request.state = 'asked'
       ORDER BY signal_threshold_request.asked_at, signal_threshold_request.id`);
    return rows.map((row) => read<LimitsRequestRow>(row));
  }

  async request(id: string): Promise<LimitsRequestRow | null> {
    const row = await this.db.row<Written<LimitsRequestRow>>(sql`
      SELECT ${requestColumns}
        FROM signal_threshold_request
       WHERE signal_threshold_request.id = ${id}`);
    return row && read<LimitsRequestRow>(row);
  }
}
