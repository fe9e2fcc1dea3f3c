import { Injectable } from '@nestjs/common';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { CalendarsService } from '../office/calendars.service.js';
import { HeadcountsQueries } from '../organisations/data/headcounts.queries.js';
import { ConcernsQueries } from './data/concerns.queries.js';
import { shownCounts, type ShownYear } from './domain/concern-counts.js';

/** Concerns of a body as its board, its inspectors and the public may know them: whole quarters and years, suppressed. */
@Injectable()
export class ConcernCountsService {
  constructor(
    private readonly concerns: ConcernsQueries,
    private readonly headcounts: HeadcountsQueries,
    private readonly calendars: CalendarsService,
  ) {}

  /** The latest year first; nothing where nobody hears concerns there yet. `today`: the day of which is told. */
  async ofOrganisation(organisationId: string, today: CalendarDay): Promise<readonly ShownYear[]> {
    const from = await this.concerns.heardSince(organisationId);
    if (from === null || from > today) return [];
    const [all, staff, calendar] = await Promise.all([
      this.concerns.counted(organisationId),
      this.headcounts.staffOf(organisationId),
      this.calendars.of('england'),
    ]);
    return shownCounts(all, { from, today, staff, calendar });
  }
}
