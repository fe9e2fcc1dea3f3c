import { Injectable } from '@nestjs/common';
import { type Foreseen, ForeseeingService } from '../episodes/foreseeing.service.js';
import { JudgedInspectionsQueries } from '../inspections/data/judged-inspections.queries.js';
import { WorkshopFrameworkQueries } from '../inspections/data/workspace.queries.js';
import { judgedOn } from '../inspections/domain/judgement.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { isUngradedType } from '../vocabulary/domain/inspection-types.js';
import type { EntryRow } from './data/record-entry.row.js';
import { bodyOf } from './domain/record-entry.js';

const on = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Says what publishing an entry would do to the episodes on the record, by the rules that will then do it. */
@Injectable()
export class ForeseeingEntriesService {
  constructor(
    private readonly foreseeing: ForeseeingService,
    private readonly inspections: JudgedInspectionsQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
  ) {}

  /** Null for what is no judgement: it opens, ends and changes no episode. */
  async of(row: EntryRow): Promise<Foreseen | null> {
    const entry = bodyOf(row);
    if (entry.kind !== 'judgement') return null;
    const { says } = entry;
    const rules = await this.inspections.rules();
    const framework = rules.byKey.get(says.framework);
    if (!framework) return null;
    const areas = new Map((await this.frameworks.areas(framework.id)).map((area) => [area.key, area]));
    const grades = await this.frameworks.grades(framework.id);
    const dates = { startedOn: on(says.startedOn), endedOn: on(says.endedOn), publishedOn: on(says.publishedOn) };
    return this.foreseeing.of(
      {
        id: row.id,
        organisationId: row.organisationId,
        area: framework.episodeArea,
        unit: says.unit,
        judgedOn: judgedOn(dates),
        dateInferred: false,
        frameworkInferred: false,
        rules: framework.rules,
        type: says.type,
        judgements: isUngradedType(says.type)
          ? []
          : says.areas.map(({ area, scale, grade, absence }) => ({
              area,
              unit: null,
              isOverall: areas.get(area)?.isOverall ?? false,
              grade: grades.find((one) => one.scale === scale && one.key === grade) ?? null,
              absence,
            })),
        categories: [],
      },
      rules,
    );
  }
}
