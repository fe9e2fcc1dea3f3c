import { Injectable } from '@nestjs/common';
import { addDays } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { type CheckedRow, type KeptFlagRow, RecordChecksQueries } from './data/record-checks.queries.js';
import { type CheckRule, isReviewLate, pairChecks, type RecordCheck } from './domain/record-checks.js';

const messages: Readonly<Record<Exclude<CheckRule, 'dates_out_of_order'>, (row: CheckedRow) => string>> = {
  episode_without_trigger: () => 'Neither a judgement nor a notice nor a declaration is named as what opened it.',
  member_without_independence: () =>
    'Whether this member comes from outside is not said, so shares of outsiders leave them out.',
  evidence_withdrawn: ({ on }) =>
    `An assessment rests on it, and it was withdrawn on ${on ?? 'a day not known'}. The assessment stays as it was; look at it again.`,
  event_without_review: ({ on }) => `It happened in ${on ?? 'a time not known'}, and no learning review looks at it.`,
  learning_past_its_day: ({ on }) => `It was to be looked at again by ${on ?? 'a day not known'}.`,
  no_headcount: () =>
    'Staff can raise concerns, and nobody has recorded how many people work there: no rate can be told.',
};

/** Looks through the record of bodies for what does not fit together, and names each. Changes nothing. */
@Injectable()
export class RecordChecksService {
  constructor(
    private readonly queries: RecordChecksQueries,
    private readonly clock: Clock,
  ) {}

  async of(organisationIds: readonly string[]): Promise<readonly RecordCheck[]> {
    const today = this.clock.today();
    const [pairs, others] = await Promise.all([
      this.queries.datedPairs(organisationIds),
      this.queries.others(organisationIds, today),
    ]);
    return [
      ...pairChecks(pairs),
      ...others
        .filter(({ rule, on }) => rule !== 'event_without_review' || (on !== null && isReviewLate(on, today)))
        .map((row) => ({
          rule: row.rule,
          organisationId: row.organisationId,
          organisation: row.organisation,
          about: row.about,
          message: row.rule === 'dates_out_of_order' ? '' : messages[row.rule](row),
          kind: row.kind,
          at: row.within === null ? [row.at] : [row.within, row.at],
          part: '',
        })),
    ];
  }

  /** Since when each check of these bodies has been seen, and which were cleared in the last 90 days. */
  async kept(organisationIds: readonly string[]): Promise<readonly KeptFlagRow[]> {
    return this.queries.kept(organisationIds, addDays(this.clock.today(), -clearedShownDays));
  }
}

const clearedShownDays = 90;
