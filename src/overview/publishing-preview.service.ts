import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { InspectionMatchingQueries } from '../inspections/data/inspection-matching.queries.js';
import { JudgedInspectionsQueries } from '../inspections/data/judged-inspections.queries.js';
import type { StartedClock } from '../inspections/domain/clocks.js';
import { explainVerdict } from '../inspections/domain/failing.js';
import type { JudgedInspection } from '../inspections/domain/judgement.js';
import { sameInspection } from '../inspections/domain/same-inspection.js';
import { PublishingService } from '../inspections/publishing.service.js';
import { SupersedingService } from '../inspections/superseding.service.js';
import { WorkspaceReader, type WorkView } from '../inspections/workspace-reader.service.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { onDay } from '../kernel/period.js';
import { PublishingQueries } from './data/publishing.queries.js';
import { ForeseeingService, type Foreseen } from '../episodes/foreseeing.service.js';

export type PublishingPreview = Foreseen & {
  readonly view: WorkView;
  /** By the rule of the framework: "Overall effectiveness was judged inadequate; …". */
  readonly verdict: string;
  readonly clocks: readonly StartedClock[];
  /** References of the inspections whose place it would take. */
  readonly supersedes: readonly string[];
  /** References of what may be the same inspection, recorded from elsewhere. */
  readonly alike: readonly string[];
};

const nothing: Foreseen = { effects: [], episodes: new Map() };

/** Shows what publishing would do, by the rules that will then do it. It changes nothing. */
@Injectable()
export class PublishingPreviewService {
  constructor(
    private readonly reader: WorkspaceReader,
    private readonly publishing: PublishingService,
    private readonly superseding: SupersedingService,
    private readonly inspections: JudgedInspectionsQueries,
    private readonly matching: InspectionMatchingQueries,
    private readonly foreseeing: ForeseeingService,
    private readonly queries: PublishingQueries,
  ) {}

  /** Null where the inspection is not there for this person. */
  async preview(
    actor: Actor,
    ref: string,
    dates: { readonly publishedOn: CalendarDay; readonly receivedOn: CalendarDay | null },
  ): Promise<PublishingPreview | null> {
    const view = await this.reader.read(actor, ref, ['words', 'points', 'rules']);
    if (!view) return null;
    const { work } = view;
    const clocks = await this.publishing.clocks(work, dates);
    const rules = await this.inspections.rules();
    const framework = rules.byKey.get(view.background.frameworkKey) ?? null;
    const grades = new Map(view.grades.map((grade) => [grade.id, grade]));
    const judged: JudgedInspection = {
      id: work.id,
      organisationId: work.organisationId,
      area: framework?.episodeArea ?? 'corporate',
      unit: view.background.unit,
      judgedOn: onDay(dates.publishedOn),
      dateInferred: false,
      frameworkInferred: false,
      rules: framework?.rules ?? null,
      type: work.type,
      judgements: work.judgements.map(({ area, isOverall, gradeId, absence }) => ({
        area,
        unit: null,
        isOverall,
        grade: grades.get(gradeId ?? '') ?? null,
        absence,
      })),
      categories: work.category === null ? [] : [work.category],
    };
    const isPublic = !work.isFirstMonitoring;
    const foreseen = isPublic ? await this.foreseeing.of(judged, rules) : nothing;
    const labels = new Map(view.categories.map(({ key, label }) => [key, label]));
    return {
      view,
      verdict: explainVerdict(judged, {
        area: (key) => view.areas.find((each) => each.key === key)?.label ?? key,
        grade: ({ scale, key }) => view.grades.find((each) => each.scale === scale && each.key === key)?.label ?? key,
        category: (key) => labels.get(key) ?? key,
      }),
      ...foreseen,
      clocks,
      supersedes: isPublic ? await this.#supersedes(view, dates.publishedOn) : [],
      alike: isPublic ? await this.#alike(view, dates.publishedOn) : [],
    };
  }

  async #supersedes({ work, background }: WorkView, publishedOn: CalendarDay): Promise<readonly string[]> {
    const ids = await this.superseding.wouldSupersede({
      id: work.id,
      organisationId: work.organisationId,
      framework: background.frameworkKey,
      unit: background.unit,
      type: work.type,
      graded: work.graded,
      judgedDay: publishedOn,
    });
    return (await this.queries.refsOf(ids)).map(({ ref }) => ref);
  }

  async #alike({ work, background }: WorkView, publishedOn: CalendarDay): Promise<readonly string[]> {
    const held = await this.matching.of([work.organisationId]);
    const own = {
      framework: background.frameworkKey,
      frameworkInferred: false,
      publishedOn: onDay(publishedOn),
      endedOn: work.endedOn ? onDay(work.endedOn) : null,
    };
    const ids = held.filter((each) => each.id !== work.id && sameInspection(own, each)).map(({ id }) => id);
    return (await this.queries.refsOf(ids)).map(({ ref }) => ref);
  }
}
