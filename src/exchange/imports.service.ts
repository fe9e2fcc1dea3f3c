import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { toldAtTheEnd } from '../kernel/announcements.js';
import { Clock } from '../kernel/clock.js';
import { SearchService } from '../office/search.service.js';
import { SourcesService } from '../sources/sources.service.js';
import { inspectFile, type InspectedFile } from './data/csv-file.js';
import { ImportMatchingQueries } from './data/import-matching.queries.js';
import { ImportsStore } from './data/imports.store.js';
import { shippedProfiles } from './data/profile-files.js';
import { type HeadedSheet, headedSheet, openTables, rowsUnder } from './data/tables/table-file.js';
import { BodiesAtHand } from './domain/bodies-at-hand.js';
import { renamed } from './domain/compiled-profile.js';
import {
  CannotRead,
  type FileRow,
  nameCells,
  type Places,
  type RowReading,
  type RowRemark,
} from './domain/file-row.js';
import type { Profile } from './domain/profile.js';
import { changedAnything, type ImportPhase, type ImportReport } from './domain/import-report.js';
import { shrinkage } from './domain/plausible-size.js';
import type { ImportedRow } from './domain/read-row.js';
import type { Landing, Tally } from './landing.js';
import { RowLandings } from './row-landings.service.js';

export type ImportOrder = {
  /** The key of a shipped profile; of one's own, `own`. */
  readonly profile: string;
  readonly own?: Profile;
  readonly path: string;
  /** What the person who brought it calls the file. */
  readonly name?: string;
  readonly dryRun: boolean;
  /** Why a publication that has far fewer rows than plausible is right all the same. */
  readonly confirmed?: string;
  /**
   * Told how many rows have been read, from time to time, and waited for: first to check all of them, then to land
   * them, and at last once before what follows from them is worked out. What it throws undoes the import.
   */
  readonly onProgress?: (rows: number, phase: ImportPhase) => void | Promise<void>;
  /** The reference that was given when the file was brought; a new one unless told. */
  readonly ref?: string;
  /** Which heading of the file stands for a column of the profile, where somebody said that it was renamed. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Done in the very transaction that puts the file on the record; not for a dry run or a file that adds nothing. */
  readonly within?: (report: ImportReport) => Promise<void>;
};

/** A publication that lost rows: refused until somebody says why that is right. */
export class ShrunkenPublication extends CannotRead {}

const rowsPerStep = 1_000;

/** Undoes all that a dry run did; carries the report out of the transaction. */
class DryRun extends Error {
  constructor(readonly report: ImportReport) {
    super('A dry run is undone');
  }
}

/** Brings a publication into the record: all of it in one transaction, or nothing. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly sources: SourcesService,
    private readonly matching: ImportMatchingQueries,
    private readonly store: ImportsStore,
    private readonly landings: RowLandings,
    private readonly search: SearchService,
  ) {}

  /** Every shipped profile, in the order of their names. */
  readonly profiles: readonly Profile[] = shippedProfiles();

  /** The profile that an order names. Throws `CannotRead` where there is none. */
  profileOf({ profile: key, own }: Pick<ImportOrder, 'profile' | 'own'>): Profile {
    const profile = own ?? this.profiles.find((each) => each.key === key);
    if (!profile)
      throw new CannotRead(
        `There is no profile ${key}. There are: ${this.profiles.map((each) => each.key).join(', ')}.`,
      );
    return profile;
  }

  /**
   * Throws `CannotRead`, one sentence, when the file is not what the profile reads: then nothing has changed. The whole
   * file is read and checked before the record is held for writing, so that others can go on saving until then; whoever
   * saves while it lands goes first, and it lands anew, some times. What landed is on the record before it is in the
   * search, where it is put while others save.
   */
  async import(actor: Actor, order: ImportOrder): Promise<ImportReport> {
    const profile = renamed(this.profileOf(order), order.columns ?? {});
    const file = await inspectFile(order.path, order.name);
    const tables = await openTables(file, profile.data);
    try {
      const headed = await headedSheet(tables, profile);
      await this.#checkAll(order, profile, headed);
      const report = await this.db.givingWay(() =>
        this.search.later(() => toldAtTheEnd(() => this.#land(actor, order, profile, file, headed))),
      );
      await this.search.settle();
      // What landed is on the record, whatever becomes of this.
      await this.db.takeStock().catch(() => undefined);
      return report;
    } catch (error) {
      if (error instanceof DryRun) return error.report;
      throw error;
    } finally {
      tables.close();
    }
  }

  /**
   * Takes the whole file apart once: what is not well formed in its last row is found before anything is written, and so
   * is a loss of rows. What each row says is read when it lands: a row that cannot be read is refused and stops nothing.
   */
  async #checkAll(order: ImportOrder, profile: Profile, headed: HeadedSheet): Promise<void> {
    let rows = 0;
    for await (const { some } of cellsOf(profile, headed)) {
      rows += some.length;
      await order.onProgress?.(rows, 'checking');
    }
    if (rows === 0)
      throw new CannotRead(headed.heading ? 'The file has a heading and no rows.' : 'The file has no rows.');
    if (order.dryRun || order.confirmed) return;
    const why = shrinkage(profile, rows, await this.matching.rowsOfLastImport(profile.key));
    if (why) throw new ShrunkenPublication(why);
  }

  async #land(
    actor: Actor,
    order: ImportOrder,
    profile: Profile,
    file: InspectedFile,
    headed: HeadedSheet,
  ): Promise<ImportReport> {
    const tally: Tally = {
      created: 0,
      enriched: 0,
      unchanged: 0,
      bodiesCreated: 0,
      linksCreated: 0,
      conflicts: 0,
      refused: [],
      remarks: [],
    };
    const landing: Landing = {
      actor,
      profile,
      tally,
      batchId: randomUUID(),
      sourceId: await this.#sourceOf(actor, profile, file),
      bodies: new BodiesAtHand(profile.data.body.kind === 'council' ? await this.matching.councils() : []),
      met: new Set(),
      links: [],
    };
    const rows = await this.#readInto(landing, order, headed);
    const changed = changedAnything(tally);
    const ref = changed ? (order.ref ?? (await this.db.nextReferences('IM', 1))[0] ?? null) : null;
    const report: ImportReport = {
      profile: profile.key,
      fileName: file.name,
      dryRun: order.dryRun,
      ref: order.dryRun ? null : ref,
      rows,
      ...tally,
    };
    // A file that adds nothing leaves no trace, not even the source that stood ready for it.
    if (order.dryRun || !changed || ref === null) throw new DryRun(report);
    await this.#keep(landing, report, ref, file, order.confirmed);
    await order.within?.(report);
    await order.onProgress?.(rows, 'settling');
    return report;
  }

  /** Lands rows some thousands at a time, so that no file has to be held whole. */
  async #readInto(landing: Landing, order: ImportOrder, headed: HeadedSheet): Promise<number> {
    const { tally, profile } = landing;
    let rows = 0;
    let ready: ImportedRow[] = [];
    const lander = await this.landings.of(landing, this.profiles);
    for await (const readings of readingsOf(profile, headed, this.clock.today())) {
      rows += readings.length;
      for (const reading of readings) {
        if (reading.ok) {
          tally.remarks.push(...reading.remarks);
          ready.push(reading.value);
        } else tally.refused.push(reading.remark);
      }
      while (ready.length >= rowsPerStep) {
        await lander.land(ready.slice(0, rowsPerStep));
        ready = ready.slice(rowsPerStep);
        await order.onProgress?.(rows - ready.length, 'landing');
      }
    }
    await lander.land(ready);
    await lander.end();
    await order.onProgress?.(rows, 'landing');
    return rows;
  }

  /**
   * The source that stands for the publication. Of a snapshot each edition is one of its own: that the same judgement
   * stands in several is told by its sources.
   */
  async #sourceOf(actor: Actor, profile: Profile, { name }: InspectedFile): Promise<string> {
    const title = profile.holds === 'snapshot' ? `${profile.title} (${name})` : profile.title;
    const held = await this.matching.sourceNamed(title, profile.publisher);
    if (held) return held;
    const [added] = await this.sources.addMany(actor, [
      {
        title,
        kind: 'data_file',
        publisher: profile.publisher,
        url: profile.address,
        licence: profile.licence,
        accessedOn: this.clock.today(),
        verified: true,
      },
    ]);
    if (!added) throw new Error('A source was not added');
    return added.id;
  }

  async #keep(
    landing: Landing,
    report: ImportReport,
    ref: string,
    file: InspectedFile,
    confirmed: string | undefined,
  ): Promise<void> {
    const issue = (outcome: string) => (remark: RowRemark) => ({
      id: randomUUID(),
      batchId: landing.batchId,
      line: remark.line,
      columnName: remark.column?.slice(0, 80) ?? null,
      outcome,
      reason: remark.text,
    });
    await this.store.add(
      {
        id: landing.batchId,
        ref,
        profile: report.profile,
        fileName: file.name,
        fileSha256: file.sha256,
        importedAt: this.clock.now(),
        importedBy: landing.actor.name,
        rowsRead: report.rows,
        rowsCreated: report.created + report.enriched,
        rowsUnchanged: report.unchanged,
        rowsRefused: report.refused.length,
      },
      [...report.refused.map(issue('refused')), ...report.remarks.map(issue('noted'))],
    );
    await this.audit.record(landing.actor, {
      action: 'import.applied',
      entity: 'import_batch',
      entityId: ref,
      after: {
        profile: report.profile,
        file: file.name,
        sha256: file.sha256,
        rows: report.rows,
        created: report.created,
        enriched: report.enriched,
        unchanged: report.unchanged,
        organisations: report.bodiesCreated,
        successions: report.linksCreated,
        conflicts: report.conflicts,
        refused: report.refused.length,
      },
      ...(confirmed ? { reason: confirmed.slice(0, 500) } : {}),
    });
  }
}

/** The rows of a file as its profile reads them, some at a time. A note under the table is no row. */
export async function* readingsOf(
  profile: Profile,
  headed: HeadedSheet,
  today: ReturnType<Clock['today']>,
): AsyncGenerator<RowReading<ImportedRow>[]> {
  for await (const { some, places } of cellsOf(profile, headed))
    yield some.map((row) => {
      const named = nameCells(places, row);
      return named.ok ? profile.readRow(named.value, today) : named;
    });
}

/** The rows of a file as they stand, without those that are none of the table's, some at a time. */
async function* cellsOf(
  profile: Profile,
  headed: HeadedSheet,
): AsyncGenerator<{ some: readonly FileRow[]; places: Places }> {
  const { rowsHave } = profile.data.table;
  for await (const { rows, places } of rowsUnder(headed, profile)) {
    const mark = rowsHave === null ? undefined : places.at.get(rowsHave);
    const some = mark === undefined ? rows : rows.filter(({ cells }) => (cells[mark] ?? '').trim() !== '');
    yield { some, places };
  }
}
