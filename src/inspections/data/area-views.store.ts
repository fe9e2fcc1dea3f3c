import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Visibility } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { periodText } from '../../kernel/period.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { AreaViewSaid } from '../domain/area-view.js';
import { BoardView, SelfAssessment } from './area-view.entity.js';

type Of = { readonly organisationId: string; readonly frameworkId: string };

const keptFor = (stamp: Stamp, visibility: Visibility, isOut: boolean) => ({
  ...keptColumns(stamp),
  visibility,
  publishedAt: isOut && visibility === 'public' ? stamp.at : null,
});

@Injectable()
export class AreaViewsStore {
  constructor(private readonly db: Database) {}

  async addSelf(stamp: Stamp, { organisationId, frameworkId }: Of, said: AreaViewSaid): Promise<Recorded> {
    const made = await this.#made('SA');
    await this.db.insert(SelfAssessment, [
      {
        ...made,
        organisationId,
        frameworkId,
        areaKey: said.areaKey,
        gradeId: said.gradeId,
        periodFrom: periodText(said.from),
        periodTo: periodText(said.to),
        narrative: said.narrative,
        state: 'draft',
        submittedOn: null,
        // A draft is for the people of the body, whoever may read it later.
        kept: keptFor(stamp, 'board', false),
      },
    ]);
    return made;
  }

  async addBoard(
    stamp: Stamp,
    { organisationId, frameworkId }: Of,
    said: AreaViewSaid & { readonly on: CalendarDay; readonly reviewRef: string | null },
  ): Promise<Recorded> {
    const made = await this.#made('BV');
    await this.db.insert(BoardView, [
      {
        ...made,
        organisationId,
        frameworkId,
        areaKey: said.areaKey,
        gradeId: said.gradeId,
        periodFrom: periodText(said.from),
        periodTo: periodText(said.to),
        narrative: said.narrative,
        viewedOn: said.on,
        reviewRef: said.reviewRef,
        kept: keptFor(stamp, said.visibility, true),
      },
    ]);
    return made;
  }

  async rewrite(id: string, said: AreaViewSaid): Promise<void> {
    await this.db.run(sql`
      UPDATE self_assessment
         SET area_key = ${said.areaKey}, grade_id = ${said.gradeId}, period_from = ${periodText(said.from)},
             period_to = ${periodText(said.to)}, narrative = ${said.narrative}, version = version + 1
       WHERE self_assessment.id = ${id}`);
  }

  async submit(
    id: string,
    { on, at, visibility }: { on: CalendarDay; at: string; visibility: Visibility },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE self_assessment
         SET state = 'submitted', submitted_on = ${on}, visibility = ${visibility},
             published_at = ${visibility === 'public' ? at : null}, version = version + 1
       WHERE self_assessment.id = ${id}`);
  }

  async #made(prefix: string): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences(prefix, 1);
    return { id: randomUUID(), ref };
  }
}
