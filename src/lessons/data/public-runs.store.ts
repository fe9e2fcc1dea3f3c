import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { SignalReading } from '../domain/signals.js';
import { SignalResult, SignalRun, SignalRunBody } from './signal-result.entity.js';

/** To which day and to which line of the trail a failure was read, and whose facts were. */
export type RunRead = {
  readonly episodeId: string;
  readonly readOn: CalendarDay;
  readonly trailSeq: number;
  readonly bodies: readonly string[];
  readonly sortName: string;
  readonly triggerDay: CalendarDay | null;
};

@Injectable()
export class PublicRunsStore {
  constructor(private readonly db: Database) {}

  async add(
    { at, episodeId, readOn }: { readonly at: string; readonly episodeId: string; readonly readOn: CalendarDay },
    results: readonly { readonly number: number; readonly reading: SignalReading }[],
  ): Promise<void> {
    await this.db.insert(
      SignalResult,
      results.map(({ number, reading: { key, lesson, version, edition, outcome } }) => ({
        id: randomUUID(),
        episodeId,
        signal: key,
        lesson,
        number,
        readOn,
        formulaVersion: version,
        limitsEdition: edition,
        result: outcome.result,
        value: outcome.value,
        uncertainty: outcome.uncertainty,
        n: outcome.n,
        sentence: outcome.sentence,
        missingJson: JSON.stringify(outcome.missing),
        notesJson: JSON.stringify(outcome.notes),
        usedJson: JSON.stringify(outcome.used.map(({ kind, id, ref }) => ({ kind, id, ref }))),
        recordedAt: at,
      })),
    );
  }

  /** Begins the run of a failure, or takes it further. */
  async read(runId: string | null, { bodies, ...run }: RunRead): Promise<void> {
    const id = runId ?? randomUUID();
    if (runId === null) await this.db.insert(SignalRun, [{ id, ...run }]);
    else
      await this.db.run(sql`
        UPDATE signal_run
           SET read_on = ${run.readOn}, trail_seq = ${run.trailSeq}, sort_name = ${run.sortName},
               trigger_day = ${run.triggerDay}
         WHERE signal_run.id = ${id}`);
    await this.db.run(sql`DELETE FROM signal_run_body WHERE signal_run_body.run_id = ${id}`);
    await this.db.insert(
      SignalRunBody,
      bodies.map((organisationId) => ({ id: randomUUID(), runId: id, organisationId })),
    );
  }
}
