import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { OrganisationNews } from '../organisations/organisation-news.js';
import { inspectionTypes } from '../vocabulary/domain/inspection-types.js';
import { InspectionIndexQueries, type InspectionWords } from './data/inspection-index.queries.js';
import { InspectionNews } from './inspection-news.js';

/** Counts how inspections are described in the index: another number fills it anew at the next start. */
const edition = 2;
const inspectionsAtOnce = 1_000;

/**
 * Keeps inspections findable: what is public by all, a draft by its team. Judgements that are recorded, corrected,
 * moved or withdrawn are heard of; whoever changes a draft asks `renew`.
 */
@Injectable()
export class InspectionIndexService implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly queries: InspectionIndexQueries,
    private readonly search: SearchService,
    private readonly news: InspectionNews,
    private readonly organisationNews: OrganisationNews,
  ) {}

  onModuleInit(): void {
    this.search.describes('inspection', async (ids) => this.#entries(await this.queries.of(ids)));
    const renewOf = async ({ organisationIds }: { readonly organisationIds: readonly string[] }): Promise<void> =>
      this.renew(await this.queries.idsOf(organisationIds));
    this.news.listen('judgement.recorded', renewOf);
    this.organisationNews.listen('organisation.described', renewOf);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('inspection', edition, () => this.#all());
  }

  async renew(inspectionIds: readonly string[]): Promise<void> {
    if (this.search.isLater) return this.search.owe('inspection', inspectionIds);
    for (let start = 0; start < inspectionIds.length; start += inspectionsAtOnce) {
      const ids = inspectionIds.slice(start, start + inspectionsAtOnce);
      const entries = await this.#entries(await this.queries.of(ids));
      await this.search.remove('inspection', ids);
      await this.search.add(entries);
    }
  }

  async *#all(): AsyncGenerator<SearchEntry[]> {
    for (let after = ''; ;) {
      const inspections = await this.queries.after(after, inspectionsAtOnce);
      const last = inspections.at(-1);
      if (!last) return;
      yield await this.#entries(inspections);
      after = last.id;
    }
  }

  async #entries(inspections: readonly InspectionWords[]): Promise<SearchEntry[]> {
    const shown = inspections.filter(({ withdrawnAt }) => withdrawnAt === null);
    const found = await this.queries.findingsOf(shown.map(({ id }) => id));
    const findings = groupBy(found, ({ inspectionId }) => inspectionId);
    return shown.map((inspection) =>
      entryOf(
        inspection,
        (findings.get(inspection.id) ?? []).map(({ text }) => text),
      ),
    );
  }
}

function entryOf(inspection: InspectionWords, findings: readonly string[]): SearchEntry {
  const { id, ref, organisation, framework, publishedFramework, subject, unit, type, overallLabel } = inspection;
  const isPublic = inspection.visibility === 'public';
  const what = type in inspectionTypes ? inspectionTypes[type as keyof typeof inspectionTypes] : type;
  const on = inspection.judgedOn ?? inspection.startedOn;
  return {
    kind: 'inspection',
    recordId: id,
    title: `${organisation}: ${unit ?? subject}`,
    // A draft is found by whose it is and by its reference: what was seen there stays in the workspace.
    words: isPublic
      ? [framework, publishedFramework, inspection.inspectorateName, subject, what, overallLabel, on, ref].concat([
          inspection.headline,
          inspection.quote,
          ...findings,
        ])
      : [framework, what, ref],
    address: ref,
    on,
    note: isPublic ? [what, overallLabel].filter(Boolean).join(': ') : `${what}, not published`,
    scope: isPublic ? 'public' : `inspection:${id}`,
  };
}
