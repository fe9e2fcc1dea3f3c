import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { flagOf } from '../../sources/domain/keeping.js';
import type { ConcernDays, ConcernRoute, ConcernState, ConcernTheme } from '../domain/concern.js';
import { Concern, ConcernStep } from './concern.entity.js';

export type NewConcern = {
  readonly id: string;
  readonly organisationId: string;
  readonly serviceId: string | null;
  readonly raisedOn: CalendarDay;
  readonly route: ConcernRoute;
  readonly theme: ConcernTheme;
  readonly anonymous: boolean;
  readonly wantsReply: boolean;
  readonly receiptHash: string | null;
  readonly sealedText: string | null;
};

/** What the speak-up lead says of a concern; null: not known. */
export type ConcernMarks = {
  readonly safetyElement: boolean | null;
  readonly workerElement: boolean | null;
  readonly behaviour: boolean | null;
  readonly detrimentReported: boolean | null;
};

@Injectable()
export class ConcernsStore {
  constructor(private readonly db: Database) {}

  async add(given: NewConcern): Promise<string> {
    const [ref = ''] = await this.db.nextReferences('CN', 1);
    await this.db.insert(Concern, [
      {
        ...given,
        ref,
        anonymous: Number(given.anonymous),
        wantsReply: Number(given.wantsReply),
        safetyElement: null,
        workerElement: null,
        behaviour: null,
        detrimentReported: null,
        state: 'raised',
        acknowledgedOn: null,
        outcomeSharedOn: null,
        closedOn: null,
        outcome: null,
        version: 1,
      },
    ]);
    return ref;
  }

  async step(
    { id, version }: { readonly id: string; readonly version: number },
    days: ConcernDays & { readonly state: ConcernState },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE concern
         SET state = ${days.state}, acknowledged_on = ${days.acknowledgedOn},
             outcome_shared_on = ${days.outcomeSharedOn}, closed_on = ${days.closedOn}, outcome = ${days.outcome},
             version = ${version + 1}
       WHERE concern.id = ${id}`);
  }

  async addStep(step: {
    readonly concernId: string;
    readonly number: number;
    readonly state: ConcernState;
    readonly takenOn: CalendarDay;
    readonly takenBy: string;
    readonly words: string | null;
  }): Promise<void> {
    await this.db.insert(ConcernStep, [{ id: randomUUID(), ...step }]);
  }

  async mark({ id, version }: { readonly id: string; readonly version: number }, marks: ConcernMarks): Promise<void> {
    await this.db.run(sql`
      UPDATE concern
         SET safety_element = ${flagOf(marks.safetyElement)}, worker_element = ${flagOf(marks.workerElement)},
             behaviour = ${flagOf(marks.behaviour)}, detriment_reported = ${flagOf(marks.detrimentReported)},
             version = ${version + 1}
       WHERE concern.id = ${id}`);
  }
}
