import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { SourcesService } from '../sources/sources.service.js';
import { inspectFile, readCsv } from './data/csv-file.js';
import { ImportMatchingQueries } from './data/import-matching.queries.js';
import { ImportsStore } from './data/imports.store.js';
import { BodiesAtHand } from './domain/bodies-at-hand.js';
import { CannotRead, nameCells, type Profile, readHeading, type RowRemark } from './domain/file-row.js';
import { changedAnything, type ImportReport } from './domain/import-report.js';
import { type ImportedInspection, ofstedIlacsHistory } from './domain/profiles/ofsted-ilacs-history.js';
import { ofstedAuthorities, type RegisteredBody, ukLocalAuthorities } from './domain/profiles/registers.js';
import { InspectionImports } from './inspection-imports.service.js';
import type { Landing, Tally } from './landing.js';
import { RegisterImports } from './register-imports.service.js';

export type ImportOrder = {
  readonly profile: string;
  readonly path: string;
  readonly dryRun: boolean;
  /** Told how many rows have been read, from time to time, and waited for. What it throws undoes the import. */
  readonly onProgress?: (rows: number) => void | Promise<void>;
  /** The reference that was given when the file was brought; a new one unless told. */
  readonly ref?: string;
  /** Which heading of the file stands for a column of the profile, where somebody said that it was renamed. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Done in the very transaction that puts the file on the record; not for a dry run or a file that adds nothing. */
  readonly within?: (report: ImportReport) => Promise<void>;
};

const rowsPerStep = 2_000;

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
    private readonly inspections: InspectionImports,
    private readonly registers: RegisterImports,
  ) {}

  /** Every profile by its name. */
  readonly profiles: readonly Profile<unknown>[] = [ofstedIlacsHistory, ukLocalAuthorities, ofstedAuthorities];

  /** Throws `CannotRead`, one sentence, when the file is not what the profile reads: then nothing has changed. */
  async import(actor: Actor, order: ImportOrder): Promise<ImportReport> {
    const profile = this.profiles.find(({ key }) => key === order.profile);
    if (!profile)
      throw new CannotRead(
        `There is no profile ${order.profile}. There are: ${this.profiles.map(({ key }) => key).join(', ')}.`,
      );
    const file = await inspectFile(order.path);
    try {
      return await this.db.transaction(() => this.#land(actor, order, profile, file));
    } catch (error) {
      if (error instanceof DryRun) return error.report;
      throw error;
    }
  }

  async #land(
    actor: Actor,
    order: ImportOrder,
    profile: Profile<unknown>,
    file: { name: string; sha256: string },
  ): Promise<ImportReport> {
    const tally: Tally = {
      created: 0,
      enriched: 0,
      unchanged: 0,
      bodiesCreated: 0,
      linksCreated: 0,
      refused: [],
      remarks: [],
    };
    const landing: Landing = {
      actor,
      tally,
      batchId: randomUUID(),
      sourceId: await this.#sourceOf(actor, profile),
      bodies: new BodiesAtHand(await this.matching.councils()),
      registered: new Map(),
      successions: [],
    };
    const rows = await this.#readInto(landing, order, profile);
    await this.registers.linkSuccessions(landing);
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
    await this.#keep(landing, report, ref, file);
    await order.within?.(report);
    return report;
  }

  /** Reads the whole file, landing rows some thousands at a time, so that no file has to be held whole. */
  async #readInto(landing: Landing, order: ImportOrder, profile: Profile<unknown>): Promise<number> {
    const { tally } = landing;
    let places: Map<string, number> | null = null;
    let width = 0;
    let rows = 0;
    let ready: unknown[] = [];
    const today = this.clock.today();
    for await (const row of readCsv(order.path)) {
      if (!places) {
        places = readHeading(profile, row, order.columns);
        width = row.cells.length;
        continue;
      }
      rows += 1;
      const named = nameCells(places, width, row);
      const reading = named.ok ? profile.readRow(named.value, today) : named;
      if (reading.ok) {
        tally.remarks.push(...reading.remarks);
        ready.push(reading.value);
      } else tally.refused.push(reading.remark);
      if (ready.length >= rowsPerStep) {
        await this.#landRows(landing, profile, ready);
        ready = [];
        await order.onProgress?.(rows);
      }
    }
    if (!places) throw new CannotRead('The file has no heading.');
    if (rows === 0) throw new CannotRead('The file has a heading and no rows.');
    await this.#landRows(landing, profile, ready);
    await order.onProgress?.(rows);
    return rows;
  }

  async #landRows(landing: Landing, profile: Profile<unknown>, rows: readonly unknown[]): Promise<void> {
    if (profile === ofstedIlacsHistory) await this.inspections.land(landing, rows as readonly ImportedInspection[]);
    else await this.registers.land(landing, rows as readonly RegisteredBody[]);
  }

  async #sourceOf(actor: Actor, profile: Profile<unknown>): Promise<string> {
    const held = await this.matching.sourceNamed(profile.title, profile.publisher);
    if (held) return held;
    const [added] = await this.sources.addMany(actor, [
      {
        title: profile.title,
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
    file: { name: string; sha256: string },
  ): Promise<void> {
    const issue = (outcome: string) => (remark: RowRemark) => ({
      id: randomUUID(),
      batchId: landing.batchId,
      line: remark.line,
      columnName: remark.column,
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
        refused: report.refused.length,
      },
    });
  }
}
