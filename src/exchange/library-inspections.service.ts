import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { type HeldInspection, InspectionMatchingQueries } from '../inspections/data/inspection-matching.queries.js';
import { judgedOn } from '../inspections/domain/judgement.js';
import type { NewInspection, NewJudgement } from '../inspections/domain/new-inspection.js';
import { sameInspection } from '../inspections/domain/same-inspection.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import type { Period } from '../kernel/period.js';
import { LineageQueries } from '../organisations/data/lineage.queries.js';
import { SourcesService } from '../sources/sources.service.js';
import type { EpisodeArea } from '../vocabulary/domain/episode-areas.js';
import type { Sector } from '../vocabulary/domain/sectors.js';
import type { CaseLibrary, LibraryInspection, LibraryJudgement } from './domain/case-library.js';
import { type LibraryKeys, when } from './library-keys.js';

/** Which part of a council's work its service does. */
const areaOfService: { readonly [sector in Sector]?: EpisodeArea } = { children: 'children', adults: 'adults' };

/** Loads the library's inspections. One that an import brought first is met and gains sources, never made twice. */
@Injectable()
export class LibraryInspectionsService {
  constructor(
    private readonly inspections: InspectionsService,
    private readonly matching: InspectionMatchingQueries,
    private readonly lineages: LineageQueries,
    private readonly sources: SourcesService,
  ) {}

  async load(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('inspection', library.inspections);
    if (missing.length === 0) return;
    await this.#giveToServices(actor, library, keys);
    const met = await this.#meet(missing, keys);
    for (const entry of missing) {
      const held = met.get(entry.key);
      if (held) await this.#complete(actor, { entry, held }, keys);
    }
    const fresh = missing.filter(({ key }) => !met.has(key));
    const made = await this.inspections.recordMany(
      actor,
      fresh.map((entry) => newInspection(entry, keys)),
    );
    keys.note(
      'inspection',
      fresh,
      made.map(({ id }) => id),
    );
    const metEntries = missing.filter(({ key }) => met.has(key));
    keys.note(
      'inspection',
      metEntries,
      metEntries.map(({ key }) => met.get(key)?.id ?? ''),
    );
  }

  /** A service that is a body of its own here takes over the inspections that an import recorded for its council. */
  async #giveToServices(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    for (const { key, kind, sector, parent } of library.organisations) {
      const area = areaOfService[sector];
      if (kind !== 'council_service' || parent === null || !area) continue;
      const held = await this.matching.of([keys.id('organisation', parent)]);
      const ofService = held.filter((inspection) => inspection.area === area && inspection.unit === null);
      await this.inspections.moveTo(
        actor,
        keys.id('organisation', key),
        ofService.map(({ id }) => id),
      );
    }
  }

  /** The inspections on the record that entries tell of, each of them once. */
  async #meet(entries: readonly LibraryInspection[], keys: LibraryKeys): Promise<ReadonlyMap<string, HeldInspection>> {
    const walk = await this.lineages.walker(0);
    const loaded = new Set<string>();
    const met = new Map<string, HeldInspection>();
    for (const organisation of new Set(entries.map((entry) => entry.organisation))) {
      const { around } = await walk([keys.id('organisation', organisation)]);
      const held = (await this.matching.of(around)).filter(({ id }) => !keys.isRow('inspection', id));
      for (const entry of entries.filter((one) => one.organisation === organisation)) {
        const same = held.find((inspection) => !loaded.has(inspection.id) && isSame(entry, inspection));
        if (!same) continue;
        loaded.add(same.id);
        met.set(entry.key, same);
      }
    }
    return met;
  }

  async #complete(
    actor: Actor,
    { entry, held }: { readonly entry: LibraryInspection; readonly held: HeldInspection },
    keys: LibraryKeys,
  ): Promise<void> {
    const isOneFramework = held.framework === entry.framework;
    await this.inspections.addJudgements(actor, held.id, {
      judgements: isOneFramework ? entry.judgements.map((judgement) => newJudgement(judgement, entry.scale)) : [],
      overallLabel: entry.overall.label,
      headline: entry.headline,
      quote: entry.quote,
      setting: entry.setting,
      ...(entry.frameworkInferred ? {} : { readFramework: { framework: entry.framework, note: entry.note } }),
    });
    await this.sources.linkMany(
      keys.sources(entry.sources).map((use, position) => ({
        ...use,
        recordKind: 'inspection',
        recordId: held.id,
        position: position + 1,
      })),
    );
  }
}

/** Bodies of one family are settled before this is asked. */
const isSame = (entry: LibraryInspection, held: HeldInspection): boolean =>
  held.area === entry.area &&
  held.unit === entry.unit &&
  held.graded === entry.graded &&
  sameInspection(
    {
      framework: entry.framework,
      frameworkInferred: entry.frameworkInferred,
      publishedOn: when(entry.published),
      endedOn: when(entry.to ?? entry.from),
    },
    held,
  );

/** The date of the judgement that an entry tells of, by the same rule as for every inspection. */
export const judgedOnOf = (entry: LibraryInspection): Period | null =>
  judgedOn({ startedOn: when(entry.from), endedOn: when(entry.to), publishedOn: when(entry.published) });

const newJudgement = (judgement: LibraryJudgement, scale: string | null): NewJudgement => ({
  area: judgement.area,
  areaText: judgement.areaText,
  unit: judgement.unit,
  isOverall: judgement.isOverall,
  grade: judgement.grade,
  label: judgement.label,
  absence: judgement.absence,
  limiting: judgement.limiting,
  ...(scale === null ? {} : { scale }),
});

const newInspection = (entry: LibraryInspection, keys: LibraryKeys): NewInspection => ({
  organisationId: keys.id('organisation', entry.organisation),
  framework: entry.framework,
  frameworkInferred: entry.frameworkInferred,
  publishedFramework: entry.publishedFramework,
  inspectorateName: entry.inspectorate,
  subject: entry.subject,
  area: entry.area,
  unit: entry.unit,
  type: entry.type,
  typeText: entry.typeText,
  graded: entry.graded,
  startedOn: when(entry.from),
  endedOn: when(entry.to),
  publishedOn: when(entry.published),
  dateInferred: entry.dateInferred,
  knownOn: when(entry.known),
  overallLabel: entry.overall.label,
  category: entry.category,
  headline: entry.headline,
  quote: entry.quote,
  setting: entry.setting,
  judgements: entry.judgements.map((judgement) => newJudgement(judgement, entry.scale)),
  verified: entry.verified,
  inferred: entry.inferred,
  note: entry.note,
  sources: keys.sources(entry.sources),
});
