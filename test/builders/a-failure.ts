import type { INestApplicationContext } from '@nestjs/common';
import { theService } from '../../src/access/audit.service.js';
import { CaseHelpService } from '../../src/episodes/case-help.service.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import type { CalendarDay } from '../../src/kernel/calendar-day.js';
import { onDay } from '../../src/kernel/period.js';
import { LessonAssessmentsQueries } from '../../src/lessons/data/lesson-assessments.queries.js';
import { given } from './a-plan.js';
import { anActor } from './an-actor.js';

/** An episode of a council that opened with a judgement, with a warning sign before it: all through the services. */
export async function aFailure(
  record: { readonly get: INestApplicationContext['get'] },
  organisationId: string,
  { warnedOn, publishedOn }: { readonly warnedOn: CalendarDay; readonly publishedOn: CalendarDay },
): Promise<{ readonly id: string; readonly ref: string }> {
  await record.get(InspectionsService).recordMany({ ...theService, role: 'record_keeper' }, [
    {
      organisationId,
      framework: 'ofsted_ilacs_2018',
      inspectorateName: 'Ofsted',
      subject: 'Children’s services',
      type: 'full',
      graded: true,
      publishedOn: onDay(publishedOn),
      judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade: 'inadequate', label: 'Inadequate' }],
    },
  ]);
  const episode = await record.get(LessonAssessmentsQueries).episodeFor(organisationId, publishedOn);
  if (!episode) throw new Error('No episode opened');
  const secretary = anActor('board_secretary', { organisationId });
  given(await record.get(CasesService).takeUp(secretary, { ref: episode.ref, version: 1 }));
  given(
    await record.get(CaseHelpService).noteWarning(secretary, episode.ref, {
      occurredOn: onDay(warnedOn),
      knownOn: onDay(warnedOn),
      kind: 'internal_report',
      text: 'An internal report found that visits were late',
      visibility: 'public',
      isFirst: true,
      verified: false,
      inferred: false,
    }),
  );
  return episode;
}
