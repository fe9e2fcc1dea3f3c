import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock, ukDayAt } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { CohortRow, EditionRow } from './data/cohort.row.js';
import { CohortsQueries } from './data/cohorts.queries.js';
import { CohortsStore } from './data/cohorts.store.js';
import { areInOrder, type CohortDefinition, definitionText, editionPath, readDefinition } from './domain/cohort.js';
import { type Change, differenceOf, type Explained, type ReadTable } from './domain/package/difference.js';
import type { PackageTable } from './domain/package/package-table.js';
import { plainCsv, readPlainCsv } from './domain/package/plain-csv.js';
import { tellsOfSomebody } from './domain/tells-of-somebody.js';
import { type Gathered, GatheringPackagesService } from './gathering-packages.service.js';
import { packFiles, tablesHash } from './package-files.js';

/** The shape of a package: raised when a table or a column is not as it was. */
export const packageShape = '2';

export type NewFreeze = {
  readonly title: string;
  readonly words: string;
  readonly definition: CohortDefinition;
};

export type FreezeRefusal = 'nothing-in-it' | 'record-has-one' | 'anchors-out-of-order' | 'title-tells' | 'words-tell';
export type RefreezeRefusal =
  | 'not-found'
  | 'not-yours'
  | 'nothing-in-it'
  | 'nothing-changed'
  | 'stale'
  | 'reason-tells';

export type Frozen = { readonly ref: string; readonly edition: number; readonly hash: string };

/** What is not as it was in the newest edition, if the cohort were frozen now. */
export type Rerun = {
  readonly cohort: CohortRow;
  readonly edition: EditionRow;
  readonly episodes: number;
  readonly changes: readonly Change[];
};

/** The whole public record has one cohort, and whoever may freeze adds to it. */
export const recordTitle = 'The public record of failure and recovery';
const recordWords =
  'Every episode of failure on the public record, with the organisations that failed, their judgements, and what is told of warnings, help, intervention, plans, boards and measures.';

/**
 * Freezes sets of episodes. What is frozen is the whole package, file by file, so that it reprints next year byte for
 * byte whatever became of the record and of this service. Gathering and freezing are one transaction.
 */
@Injectable()
export class CohortsService {
  constructor(
    private readonly db: Database,
    private readonly gathering: GatheringPackagesService,
    private readonly queries: CohortsQueries,
    private readonly store: CohortsStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** A new cohort with its first edition. */
  async freeze(actor: Actor, { title, words, definition }: NewFreeze): Promise<Result<Frozen, FreezeRefusal>> {
    if (tellsOfSomebody(title)) return refused('title-tells');
    if (tellsOfSomebody(words)) return refused('words-tell');
    if (!Object.values(definition.anchors).every(areInOrder)) return refused('anchors-out-of-order');
    return this.db.transaction(async () => {
      const isRecord = definition.kind === 'record';
      if (isRecord && (await this.queries.ofRecord())) return refused('record-has-one');
      const gathered = await this.gathering.gather(definition, this.clock.today());
      if (gathered.episodes.length === 0) return refused('nothing-in-it');
      const stamp = { at: this.clock.now(), by: actor.name };
      const ref = await this.store.nextRef();
      const stored = { title, words, definition: definitionText(definition), isRecord };
      const id = await this.store.add(stamp, ref, stored);
      const cohort = { id, ref, ...stored };
      return ok(await this.#addEdition(actor, cohort, { gathered, before: null, changes: [], reason: null, stamp }));
    });
  }

  /**
   * Another edition: the same definition as the record stands now. Only whoever made the cohort may, but of the whole
   * record everybody who may freeze. `seen` is the edition that was the newest when the page was read.
   */
  async freezeAgain(
    actor: Actor,
    { ref, seen, reason }: { readonly ref: string; readonly seen: number; readonly reason: string },
  ): Promise<Result<Frozen, RefreezeRefusal>> {
    if (tellsOfSomebody(reason)) return refused('reason-tells');
    return this.db.transaction(async () => {
      const cohort = await this.queries.byRef(ref);
      const [before] = cohort ? await this.queries.editions(cohort.id) : [];
      if (!cohort || !before) return refused('not-found');
      if (!mayAddTo(actor, cohort)) return refused('not-yours');
      if (before.number !== seen) return refused('stale');
      const gathered = await this.gathering.gather(readDefinition(cohort.definition), this.clock.today());
      if (gathered.episodes.length === 0) return refused('nothing-in-it');
      if (tablesHash(gathered.tables) === before.tablesHash) return refused('nothing-changed');
      const changes = await this.#changes(cohort.ref, before, gathered);
      const stamp = { at: this.clock.now(), by: actor.name };
      return ok(await this.#addEdition(actor, cohort, { gathered, before, changes, reason, stamp }));
    });
  }

  /** Freezes the whole public record: its first edition, or the next. */
  async freezeRecord(actor: Actor, reason: string): Promise<Result<Frozen, FreezeRefusal | RefreezeRefusal>> {
    const held = await this.queries.ofRecord();
    if (!held)
      return this.freeze(actor, {
        title: recordTitle,
        words: recordWords,
        definition: { kind: 'record', anchors: {} },
      });
    const [newest] = await this.queries.editions(held.id);
    return this.freezeAgain(actor, { ref: held.ref, seen: newest?.number ?? 0, reason });
  }

  /** What would not be as it is in the newest edition. Nothing is written. */
  async runAgain(ref: string): Promise<Rerun | null> {
    return this.db.transaction(async () => {
      const cohort = await this.queries.byRef(ref);
      const [edition] = cohort ? await this.queries.editions(cohort.id) : [];
      if (!cohort || !edition) return null;
      const gathered = await this.gathering.gather(readDefinition(cohort.definition), this.clock.today());
      const changes = await this.#changes(ref, edition, gathered);
      return { cohort, edition, episodes: gathered.episodes.length, changes };
    });
  }

  async #addEdition(
    actor: Actor,
    cohort: Pick<CohortRow, 'id' | 'ref' | 'title' | 'words' | 'definition'>,
    {
      gathered,
      before,
      changes,
      reason,
      stamp,
    }: {
      readonly gathered: Gathered;
      readonly before: EditionRow | null;
      readonly changes: readonly Change[];
      readonly reason: string | null;
      readonly stamp: { readonly at: string; readonly by: string };
    },
  ): Promise<Frozen> {
    const number = (before?.number ?? 0) + 1;
    const asOf = this.clock.today();
    const { ref } = cohort;
    const packed = packFiles({
      title: {
        ref,
        title: cohort.title,
        words: cohort.words,
        edition: number,
        asOf,
        frozenAt: stamp.at,
        address: `${this.settings.values.publicUrl}${editionPath(ref, number)}`,
      },
      definition: readDefinition(cohort.definition),
      tables: gathered.tables,
      answers: gathered.answers,
      faults: gathered.faults,
      changes,
      before: before && { edition: before.number, asOf: before.asOf },
      reason,
    });
    const { hash } = packed;
    const edition = {
      cohortId: cohort.id,
      number,
      asOf,
      reason,
      episodes: gathered.episodes.length,
      organisations: gathered.organisations,
      answers: JSON.stringify(gathered.answers),
      hash,
      tablesHash: tablesHash(gathered.tables),
      shape: packageShape,
    };
    await this.store.addEdition(stamp, edition, packed.files);
    await this.audit.record(actor, {
      action: 'cohort.frozen',
      entity: 'cohort',
      entityId: cohort.id,
      after: { ref, edition: number, asOf, episodes: edition.episodes, hash, tablesHash: edition.tablesHash },
      ...(reason === null ? {} : { reason }),
    });
    return { ref, edition: number, hash };
  }

  async #changes(ref: string, before: EditionRow, gathered: Gathered): Promise<readonly Change[]> {
    const files = await this.queries.wholeFiles(ref, before.number);
    const held = gathered.tables.flatMap((table) => {
      const file = files.find(({ name }) => name === `${table.name}.csv`);
      return file ? [readTable(table, file.content)] : [];
    });
    const now = gathered.tables.map((table) => readTable(table, plainCsv(table)));
    return differenceOf(held, now, await this.#explained(before, held, gathered));
  }

  async #explained(before: EditionRow, held: readonly ReadTable[], gathered: Gathered): Promise<Explained> {
    const episodes = held.find(({ name }) => name === 'episodes');
    const were = (episodes?.rows ?? []).map(([ref = '']) => ref);
    const are = new Set(gathered.episodes);
    const gone = were.filter((ref) => !are.has(ref));
    const touched = await this.queries.touchedAfter(before.frozenAt, [...new Set([...were, ...are])]);
    return {
      since: before.asOf,
      touched: new Map(touched.map(({ ref, at }) => [ref, ukDayAt(at)])),
      gone: new Map((await this.queries.fates(gone)).map((fate) => [fate.ref, fateOf(fate)])),
    };
  }
}

export const mayAddTo = (actor: Pick<Actor, 'name'>, cohort: Pick<CohortRow, 'isRecord' | 'madeBy'>): boolean =>
  cohort.isRecord === 1 || cohort.madeBy === actor.name;

const readTable = ({ name, key }: PackageTable, csv: string): ReadTable => ({ name, key, ...readPlainCsv(csv) });

function fateOf({
  withdrawnAt,
  closeReason,
  closedOn,
  visibility,
  bodyVisibility,
  bodyWithdrawnAt,
}: Awaited<ReturnType<CohortsQueries['fates']>>[number]): { readonly why: string; readonly since: string | null } {
  if (withdrawnAt !== null) return { why: 'It was taken back from the public record.', since: ukDayAt(withdrawnAt) };
  if (closeReason === 'entered_in_error') return { why: 'It was closed as entered in error.', since: closedOn };
  if (bodyWithdrawnAt !== null) return { why: 'Its organisation was taken back.', since: ukDayAt(bodyWithdrawnAt) };
  if (visibility !== 'public' || bodyVisibility !== 'public') return { why: 'It is no longer public.', since: null };
  return { why: 'It no longer meets the definition.', since: null };
}
