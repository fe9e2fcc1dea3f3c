import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Actor, AuditService, theService } from '../access/audit.service.js';
import { libraryFolder } from '../config/paths.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { OrganisationMatchingQueries } from '../organisations/data/organisation-matching.queries.js';
import { readCaseLibrary } from './data/case-library-files.js';
import { LibraryEntriesStore } from './data/library-entries.store.js';
import { type CaseLibrary, caseLibraryFiles } from './domain/case-library.js';
import { LibraryBodiesService } from './library-bodies.service.js';
import { LibraryFactsService } from './library-facts.service.js';
import { LibraryInspectionsService } from './library-inspections.service.js';
import { LibraryKeys, when } from './library-keys.js';
import { LibraryMeasuresService } from './library-measures.service.js';
import { LibraryProgrammesService } from './library-programmes.service.js';
import { LibraryStoriesService } from './library-stories.service.js';

/** How many entries of the library a load added to the record. */
export type LibraryLoad = { readonly added: number; readonly byKind: Readonly<Record<string, number>> };

/** Brings the shipped case library onto the record: what is missing, once, and never over what is there. */
@Injectable()
export class CaseLibraryService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly entries: LibraryEntriesStore,
    private readonly organisations: OrganisationMatchingQueries,
    private readonly bodies: LibraryBodiesService,
    private readonly inspections: LibraryInspectionsService,
    private readonly facts: LibraryFactsService,
    private readonly measures: LibraryMeasuresService,
    private readonly stories: LibraryStoriesService,
    private readonly programmes: LibraryProgrammesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** A record without a single body in it is new: it starts with the library, unless the settings say otherwise. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.values.caseLibrary || (await this.organisations.areThereAny())) return;
    await this.load(theService);
  }

  /**
   * Adds every entry that has not become a row yet, in one transaction. An entry that did is left alone, whatever a
   * person has made of its row since. `library` is the shipped one where left out.
   */
  async load(actor: Actor, library?: CaseLibrary): Promise<LibraryLoad> {
    const entries = library ?? (await readCaseLibrary(libraryFolder('exchange')));
    return this.db.transaction(async () => {
      await this.entries.takeTurn();
      const published = new Map(entries.sources.map((source) => [source.key, when(source.published)]));
      const keys = new LibraryKeys(await this.entries.all(), published);
      await this.bodies.loadSources(actor, entries, keys);
      await this.bodies.loadOrganisations(actor, entries, keys);
      await this.inspections.load(actor, entries, keys);
      await this.facts.load(actor, entries, keys);
      await this.measures.load(actor, entries, keys);
      await this.stories.load(actor, entries, keys);
      await this.programmes.load(actor, entries, keys);
      const load = countsOf(keys);
      if (load.added === 0) return load;
      await this.entries.add(keys.fresh.map((row) => ({ ...row, loadedAt: this.clock.now() })));
      await this.audit.record(actor, {
        action: 'library.loaded',
        entity: 'library_entry',
        entityId: `${load.added} records`,
        after: { files: caseLibraryFiles.length, ...load.byKind },
      });
      return load;
    });
  }
}

function countsOf({ fresh }: LibraryKeys): LibraryLoad {
  const byKind: Record<string, number> = {};
  for (const { recordKind } of fresh) byKind[recordKind] = (byKind[recordKind] ?? 0) + 1;
  return { added: fresh.length, byKind };
}
