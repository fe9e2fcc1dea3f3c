import { Injectable } from '@nestjs/common';
import { MeasureKeepingQueries } from '../../measures/data/keeping.queries.js';
import { LinkTargetsQueries } from '../../plans/data/link-targets.queries.js';
import type { Target } from './milestone-input.page.js';

/** What a milestone of a body may answer: what lies below plans, and the measures of the body. */
@Injectable()
export class MilestoneTargets {
  constructor(
    private readonly below: LinkTargetsQueries,
    private readonly measures: MeasureKeepingQueries,
  ) {}

  async of(organisationId: string): Promise<readonly Target[]> {
    const measures = await this.measures.others(organisationId);
    return [
      ...(await this.below.of(organisationId)),
      ...measures.map(({ id, ref, name }) => ({ kind: 'measure', id, text: name, parentRef: ref })),
    ];
  }
}
