import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import { type CalendarDay, isCalendarDay } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { onDay } from '../../kernel/period.js';
import { answersReadOn, concernQuarters, fourQuarters } from '../domain/concern-quarters.js';
import type { EpisodeRun } from '../domain/episode-run.js';
import type { ConcernYear, Lesson5Facts, ReviewAfter, SignificantEvent } from '../domain/lesson5/facts.js';
import type { SharedLearning } from '../domain/lesson6/facts.js';
import { askedReview } from '../domain/lesson6/review-dates.js';
import { upTo } from '../domain/readable.js';
import type { Reading } from '../domain/signal.js';
import { type FactRow, FactRows, inOrder, when } from './fact-rows.js';
import { marks, marksByDay } from './marks.js';

type Kind = 'concern' | 'headcount' | 'event' | 'review' | 'shared' | 'audience' | 'look';
type Row = FactRow<Kind>;

export type VoiceFacts = Omit<Lesson5Facts, 'dueDates' | 'published'> & {
  readonly shared: readonly SharedLearning[];
  readonly size: { readonly id: string; readonly value: number; readonly on: string | null } | null;
};

/**
 * Days of concerns, counts of staff, events with what was learnt from them, and learning that was shared, in one
 * statement. Of a concern nothing is read but its days and whether a name was given: never a word of it.
 */
@Injectable()
export class VoiceFactsQueries {
  constructor(private readonly db: Database) {}

  async of(reading: Reading, run: EpisodeRun): Promise<VoiceFacts> {
    const rows = new FactRows(inOrder(await this.#rows(run), 'record', 'startsOn', 'amount', 'id'), reading);
    const concerns = rows.of('concern').flatMap((row) => concernOf(row, reading));
    const staff = rows.of('headcount').flatMap((row) => {
      const on = when(row.startsOn);
      return on && row.amount !== null ? [{ on, value: row.amount }] : [];
    });
    const newest = rows.of('headcount').at(-1);
    const by = (kind: Kind) => groupBy(rows.of(kind), ({ ownerId }) => ownerId ?? '');
    const [reviews, audiences, looks] = [by('review'), by('audience'), by('look')];
    return {
      quarters: concernQuarters(concerns, staff, reading.asOf),
      concerns: concerns.map(({ raisedOn, outcomeSharedOn }) => ({ raisedOn: onDay(raisedOn), outcomeSharedOn })),
      answersReadOn: answersReadOn(reading.asOf),
      thisYear: yearOf(concerns, fourQuarters(reading.asOf, 'last')),
      lastYear: yearOf(concerns, fourQuarters(reading.asOf, 'before')),
      events: rows.of('event').flatMap((row) => eventOf(row, reviews.get(row.id) ?? [])),
      shared: rows
        .of('shared')
        .flatMap((row) =>
          sharedOf(row, { audience: audiences.get(row.id) ?? [], looks: looks.get(row.id) ?? [], reading }),
        ),
      size: newest ? { id: newest.id, value: newest.amount ?? 0, on: newest.startsOn } : null,
    };
  }

  /** Concerns are counted for everybody; that few are never told is decided by the signals. They hold no moment. */
  #rows({ bodies }: EpisodeRun): Promise<Row[]> {
    const these = list(bodies);
    return this.db.rows<Row>(sql`
      SELECT 'concern' AS record, concern.id AS id, CAST(NULL AS varchar(20)) AS ref, CAST(NULL AS varchar(36)) AS "ownerId",
             CAST(NULL AS text) AS label, CAST(NULL AS varchar(60)) AS code, CAST(NULL AS text) AS second,
             concern.anonymous + 2 * COALESCE(concern.detriment_reported, 0) AS amount, concern.raised_on AS "startsOn",
             concern.outcome_shared_on AS "endsOn", concern.raised_on AS "knownOn",
             concern.raised_on || 'T12:00:00.000Z' AS "recordedAt", CAST(NULL AS varchar(24)) AS "publishedAt",
             CAST(NULL AS varchar(24)) AS "withdrawnAt", 'public' AS visibility
        FROM concern
       WHERE concern.organisation_id IN (${these})
       UNION ALL
      SELECT 'headcount', headcount.id, headcount.ref, NULL, NULL, headcount.basis, NULL, headcount.value,
             headcount.counted_on, NULL, ${marks('headcount')}
        FROM headcount
       WHERE headcount.organisation_id IN (${these})
       UNION ALL
      SELECT 'event', organisation_event.id, organisation_event.ref, NULL, organisation_event.text,
             organisation_event.kind, NULL, NULL, organisation_event.occurred_on, NULL, ${marks('organisation_event')}
        FROM organisation_event
       WHERE organisation_event.organisation_id IN (${these}) AND organisation_event.significant = 1
       UNION ALL
      SELECT 'review', learning_review.id, learning_review.ref, learning_review.event_id, NULL,
             CAST((SELECT COUNT(*) FROM learning_factor WHERE learning_factor.review_id = learning_review.id) AS varchar(60)),
             NULL,
             (SELECT CAST(COUNT(*) AS integer) FROM learning_action
               WHERE learning_action.review_id = learning_review.id),
             learning_review.begun_on, NULL, ${marksByDay('learning_review', 'learning_review.begun_on')}
        FROM learning_review
       WHERE learning_review.organisation_id IN (${these}) AND learning_review.event_id IS NOT NULL
       UNION ALL
      SELECT 'shared', learning_shared.id, learning_shared.ref, NULL, learning_shared.title, learning_shared.state, NULL,
             learning_shared.did_not_work, learning_shared.shared_on, NULL,
             ${marksByDay('learning_shared', 'learning_shared.shared_on')}
        FROM learning_shared
       WHERE learning_shared.organisation_id IN (${these}) AND learning_shared.shared_on IS NOT NULL
       UNION ALL
      SELECT 'audience', learning_audience.id, NULL, learning_audience.learning_id, learning_audience.name, NULL, NULL,
             learning_audience.number, learning_shared.shared_on, NULL,
             ${marksByDay('learning_shared', 'learning_shared.shared_on')}
        FROM learning_shared
        JOIN learning_audience ON learning_audience.learning_id = learning_shared.id
       WHERE learning_shared.organisation_id IN (${these}) AND learning_shared.shared_on IS NOT NULL
       UNION ALL
      SELECT 'look', learning_change.id, NULL, learning_change.learning_id, NULL, learning_change.change, NULL,
             learning_change.number, learning_change.changed_on, learning_change.review_by, learning_change.changed_on,
             learning_change.changed_on || 'T12:00:00.000Z', NULL, NULL, learning_shared.visibility
        FROM learning_shared
        JOIN learning_change ON learning_change.learning_id = learning_shared.id
       WHERE learning_shared.organisation_id IN (${these})`);
  }
}

type Concern = {
  readonly raisedOn: CalendarDay;
  readonly outcomeSharedOn: Lesson5Facts['concerns'][number]['outcomeSharedOn'];
  readonly isAnonymous: boolean;
  readonly hasDetriment: boolean;
};

function concernOf({ startsOn, endsOn, amount }: Row, reading: Reading): readonly Concern[] {
  if (!isCalendarDay(startsOn)) return [];
  const signs = amount ?? 0;
  return [
    {
      raisedOn: startsOn,
      outcomeSharedOn: upTo(when(endsOn), reading),
      isAnonymous: signs % 2 === 1,
      hasDetriment: signs >= 2,
    },
  ];
}

/** Concerns of four quarters. */
function yearOf(
  concerns: readonly Concern[],
  { from, to }: { readonly from: CalendarDay; readonly to: CalendarDay },
): ConcernYear {
  const within = concerns.filter(({ raisedOn }) => raisedOn >= from && raisedOn <= to);
  return {
    concerns: within.length,
    anonymous: within.filter(({ isAnonymous }) => isAnonymous).length,
    detriment: within.filter(({ hasDetriment }) => hasDetriment).length,
  };
}

function eventOf(row: Row, reviews: readonly Row[]): readonly SignificantEvent[] {
  const on = when(row.startsOn);
  if (!on) return [];
  return [{ id: row.id, ref: row.ref ?? '', label: row.label ?? '', on, reviews: reviews.flatMap(reviewOf) }];
}

function reviewOf({ id, ref, code, amount, startsOn }: Row): readonly ReviewAfter[] {
  const begunOn = when(startsOn);
  return begunOn ? [{ id, ref: ref ?? '', begunOn, systemFactors: Number(code ?? 0), actions: amount ?? 0 }] : [];
}

function sharedOf(
  row: Row,
  {
    audience,
    looks,
    reading,
  }: { readonly audience: readonly Row[]; readonly looks: readonly Row[]; readonly reading: Reading },
): readonly SharedLearning[] {
  const sharedOn = upTo(when(row.startsOn), reading);
  if (!sharedOn) return [];
  const steps = looks
    .toSorted((a, b) => (a.amount ?? 0) - (b.amount ?? 0))
    .flatMap(({ startsOn, endsOn }) =>
      isCalendarDay(startsOn) ? [{ on: startsOn, reviewBy: isCalendarDay(endsOn) ? endsOn : null }] : [],
    );
  const { reviewBy, reviewedOn } = askedReview(steps, reading.asOf);
  return [
    {
      id: row.id,
      ref: row.ref ?? '',
      title: row.label ?? '',
      sharedOn,
      audience: audience.flatMap(({ label }) => label ?? []),
      didNotWork: row.amount === 1,
      reviewBy: reviewBy && onDay(reviewBy),
      reviewedOn: reviewedOn && onDay(reviewedOn),
    },
  ];
}
