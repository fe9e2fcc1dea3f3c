import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService, theService } from '../access/audit.service.js';
import { libraryFolder } from '../config/paths.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { fold } from '../office/domain/fold.js';
import type { NewSourceLink } from '../sources/domain/new-source.js';
import type { RecordKind } from '../sources/domain/record-kinds.js';
import { SourcesService } from '../sources/sources.service.js';
import { type FrameworkRows, FrameworksStore } from './data/frameworks.store.js';
import { episodeAreaOfFramework } from './domain/framework.js';
import type { FileFramework, FrameworkFile } from './domain/framework-file.js';
import { statementsOf } from './domain/framework-statements.js';
import { FrameworkIndexService } from './framework-index.service.js';

const fileName = 'frameworks.json';

/** Counts what this code has learnt to read of the file: then every database reads it again. */
const readingEdition = '2: the scale of an area';

/** Keeps the frameworks of the record as the shipped reference file says. */
@Injectable()
export class FrameworkLibraryService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly store: FrameworksStore,
    private readonly sources: SourcesService,
    private readonly index: FrameworkIndexService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.keep(await readFile(join(libraryFolder('inspections'), fileName)));
  }

  /** Which edition of the rules is loaded, by the hash of its file. */
  edition(): Promise<string | null> {
    return this.store.loaded(fileName);
  }

  /** By which edition something was last worked out, as whoever did so noted it. */
  appliedTo(what: string): Promise<string | null> {
    return this.store.loaded(what);
  }

  /** Notes that something is now worked out by an edition. `sha256`: a hash of all that it was worked out by. */
  async noteApplied(what: string, sha256: string): Promise<void> {
    await this.store.noteLoaded({ name: what, sha256, loadedAt: this.clock.now() });
  }

  /** Loads the file unless it is the one loaded last; says whether it did. */
  async keep(file: Uint8Array): Promise<boolean> {
    const sha256 = createHash('sha256').update(file).update(readingEdition).digest('hex');
    if ((await this.store.loaded(fileName)) === sha256) return false;
    return this.db.transaction(async () => {
      await this.store.takeTurn();
      const before = await this.store.loaded(fileName);
      if (before === sha256) return false;
      const content = JSON.parse(new TextDecoder().decode(file)) as FrameworkFile;
      const rows = rowsOf(content);
      await this.sources.keepReferences(theService, content.sources.map(sourceOf));
      await this.sources.unlink('framework_fact', await this.store.factIds());
      await this.sources.unlink(
        'framework',
        rows.frameworks.map(({ id }) => id),
      );
      await this.sources.unlink(
        'rating_scale',
        rows.scales.map(({ id }) => id),
      );
      await this.store.bringTo(rows);
      await this.sources.linkMany(linksOf(content));
      await this.index.renew();
      await this.store.noteLoaded({ name: fileName, sha256, loadedAt: this.clock.now() });
      await this.audit.record(theService, {
        action: 'frameworks.loaded',
        entity: 'reference_file',
        entityId: fileName,
        ...(before ? { before: { sha256: before } } : {}),
        after: {
          sha256,
          frameworks: rows.frameworks.length,
          scales: rows.scales.length,
          sources: content.sources.length,
        },
      });
      return true;
    });
  }
}

/** The same key always has the same id, so that an edition of the file rewrites what the last one wrote. */
function idOf(...key: readonly string[]): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(['frameworks', ...key]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const sourceOf = ({ id, title, publisher, url, tier, supports }: FrameworkFile['sources'][number]) => ({
  id: idOf('source', id),
  title,
  publisher,
  url,
  kind: tier,
  tier,
  supports,
  verified: true,
});

const keyOfInspectorate = (name: string): string => fold(name).replaceAll(' ', '-').slice(0, 80);

function rowsOf(file: FrameworkFile): FrameworkRows {
  const inspectorates = [...new Set(file.frameworks.map(({ inspectorate }) => inspectorate))];
  return {
    inspectorates: inspectorates.map((name) => ({
      id: idOf('inspectorate', name),
      key: keyOfInspectorate(name),
      name,
    })),
    scales: file.scales.map((scale) => ({
      id: idOf('scale', scale.key),
      key: scale.key,
      label: scale.label,
      bandBasis: scale.bandBasis,
      published: scale.published,
      verified: Number(scale.verified),
      note: scale.note ?? null,
    })),
    grades: file.scales.flatMap((scale) =>
      scale.grades.map((grade) => ({
        id: idOf('grade', scale.key, grade.key),
        scaleId: idOf('scale', scale.key),
        key: grade.key,
        label: grade.label,
        ordinal: grade.ordinal,
        band: grade.band,
        altBand: grade.altBand,
        bandConfidence: grade.bandConfidence,
        isFailing: Number(grade.failure),
        needsImprovement: Number(grade.needsImprovement),
      })),
    ),
    frameworks: file.frameworks.map(frameworkRow),
    areas: file.frameworks.flatMap((framework) =>
      framework.judgementAreas.map((area, position) => ({
        id: idOf('area', framework.key, area.key),
        frameworkId: idOf('framework', framework.key),
        position,
        key: area.key,
        label: area.label,
        isOverall: Number(area.isOverall),
        conditional: Number(area.conditional ?? false),
        scaleId: area.scaleKey ? idOf('scale', area.scaleKey) : null,
        verified: Number(area.verified),
        note: area.note ?? null,
      })),
    ),
    frameworkScales: file.frameworks.flatMap((framework) =>
      framework.additionalScales.map((scale) => ({
        id: idOf('framework-scale', framework.key, scale.key),
        frameworkId: idOf('framework', framework.key),
        scaleId: idOf('scale', scale.key),
      })),
    ),
    facts: file.frameworks.flatMap((framework) =>
      statementsOf(framework).map(({ kind, position, text, verified, detail }) => ({
        id: idOf('fact', framework.key, kind, String(position)),
        frameworkId: idOf('framework', framework.key),
        kind,
        position,
        text,
        verified: verified === null ? null : Number(verified),
        detail: detail && JSON.stringify(detail),
      })),
    ),
    notRatedReasons: file.specialOutcomes.map(({ key, label, note }) => ({ id: key, label, note })),
  };
}

const frameworkRow = (framework: FileFramework): FrameworkRows['frameworks'][number] => ({
  id: idOf('framework', framework.key),
  key: framework.key,
  inspectorateId: idOf('inspectorate', framework.inspectorate),
  title: framework.title,
  kind: framework.kind,
  unit: framework.unit,
  status: framework.status,
  episodeArea: episodeAreaFor(framework.key),
  sectors: JSON.stringify(framework.sectors),
  countries: JSON.stringify(framework.countries),
  effectiveFrom: framework.effectiveFrom,
  effectiveTo: framework.effectiveTo,
  datesVerified: Number(framework.datesVerified),
  dateNote: framework.dateNote,
  scaleId: idOf('scale', framework.scaleKey),
  overallKind: framework.overallKind,
  recoveredRule: null,
  overallCount: framework.overallCount,
  formalFailure: JSON.stringify(framework.formalFailure),
  seriousFindings: JSON.stringify(framework.seriousFindings),
  predecessorKey: framework.predecessor,
  successorKey: framework.successor,
  verification: framework.verification,
  factsVerified: framework.factsVerified,
  factsTotal: framework.factsTotal,
  strongestSourceTier: framework.strongestSourceTier,
});

/** A framework that nobody has placed would derive nothing, and nobody would see it: so it does not load. */
function episodeAreaFor(key: string): string {
  const area = episodeAreaOfFramework[key];
  if (!area) throw new Error(`The framework ${key} has no area in the table of framework.ts`);
  return area;
}

function linksOf(file: FrameworkFile): NewSourceLink[] {
  const links = (recordKind: RecordKind, recordId: string, sources: readonly string[]): NewSourceLink[] =>
    sources.map((source, position) => ({ sourceId: idOf('source', source), recordKind, recordId, position }));
  return [
    ...file.scales.flatMap((scale) => links('rating_scale', idOf('scale', scale.key), scale.sources)),
    ...file.frameworks.flatMap((framework) => [
      ...links('framework', idOf('framework', framework.key), framework.sources),
      ...statementsOf(framework).flatMap(({ kind, position, sources }) =>
        links('framework_fact', idOf('fact', framework.key, kind, String(position)), sources),
      ),
    ]),
  ];
}
