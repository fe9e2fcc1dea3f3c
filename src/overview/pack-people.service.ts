import { Injectable } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { ConcernCountsService } from '../voice/concern-counts.service.js';
import { PackRecordQueries } from './data/pack-record.queries.js';
import type { PackPeople } from './domain/pack/pack-facts.js';
import { packConcerns, packReview } from './pack-people-facts.js';

/** What staff said and what was learned, as a pack tells it: of concerns numbers and times alone, withheld where few. */
@Injectable()
export class PackPeopleService {
  constructor(
    private readonly concerns: ConcernCountsService,
    private readonly record: PackRecordQueries,
  ) {}

  /** `from`: the day of the pack before. */
  async of(
    organisationId: string,
    { from, today }: { readonly from: CalendarDay; readonly today: CalendarDay },
  ): Promise<PackPeople> {
    const years = await this.concerns.ofOrganisation(organisationId, today);
    const reviews = await this.record.learningReviews(organisationId, from);
    const shared = await this.record.sharedLearning(organisationId, from);
    return {
      concerns: years.length === 0 ? null : packConcerns(years),
      reviews: [...groupBy(reviews, ({ ref }) => ref).values()].flatMap(packReview),
      shared: shared.map(({ didNotWork, ...one }) => ({ ...one, didNotWork: didNotWork === 1 })),
    };
  }
}
