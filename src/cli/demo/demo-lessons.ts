import type { INestApplicationContext } from '@nestjs/common';
import { AssessmentsService } from '../../lessons/assessments.service.js';
import type { ChosenLevel } from '../../lessons/domain/assessment.js';
import type { EvidenceRow } from '../../plans/data/plan.row.js';
import { lessonNumbers } from '../../vocabulary/domain/lessons.js';
import { ReviewsQueries } from '../../boards/data/reviews.queries.js';
import { assessingMeetings, saidOfLessons, whyOtherwise } from './demo-lesson-story.js';
import { type DemoPeople, given } from './demo-world.js';

/**
 * The least that a level asks for: one piece for Starting; two for In place, the first of which shows impact. Each
 * lesson has its own, by its number.
 */
function piecesFor(
  { level, lesson }: { readonly level: ChosenLevel; readonly lesson: number },
  evidence: readonly EvidenceRow[],
): readonly EvidenceRow[] {
  const one = (pieces: readonly EvidenceRow[]): readonly EvidenceRow[] =>
    pieces.filter((_piece, place) => place === (lesson * 5) % pieces.length);
  const impact = evidence.filter(({ level: shows }) => shows === 'impact');
  const output = evidence.filter(({ level: shows }) => shows === 'output');
  if (level >= 3) return [...one(impact), ...one(output)];
  return level === 2 ? one(output) : [];
}

/** What the board says of the eight lessons at two of its meetings, written down by its secretary. */
export async function assessLessons(
  app: Pick<INestApplicationContext, 'get'>,
  people: DemoPeople,
  { number, ref, dissenter }: { readonly number: number; readonly ref: string; readonly dissenter: string },
): Promise<void> {
  const time = assessingMeetings.findIndex((meeting) => meeting === number);
  if (time < 0) return;
  const assessments = app.get(AssessmentsService, { strict: false });
  const review = await app.get(ReviewsQueries, { strict: false }).byRef(ref);
  const evidence = review ? await assessments.evidenceOf(review) : [];
  for (const lesson of lessonNumbers) {
    const said = saidOfLessons[lesson][time] ?? saidOfLessons[lesson][0];
    const { dissent = null } = said;
    const record = (whyDifferent: string | null) =>
      assessments.record(
        people.secretary,
        { ref, read: 0, kind: 'board' },
        {
          lesson,
          strength: 'fair',
          direction: null,
          ...said,
          whyDifferent,
          dissent,
          dissentMemberId: dissent ? dissenter : null,
          evidenceIds: piecesFor({ level: said.level, lesson }, evidence).map(({ id }) => id),
        },
      );
    const first = await record(null);
    const isAsked = !first.ok && (first.error === 'higher-unexplained' || first.error === 'lower-unexplained');
    given(isAsked ? await record(whyOtherwise[lesson]) : first);
  }
}
