import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { PlanImportsStore } from './data/plan-imports.store.js';
import type { Horizon, Lever, Weight } from './domain/milestone-words.js';
import type { NewMilestone, NewUpdate } from './domain/new-plan.js';
import { longestNote } from './domain/new-update.js';
import type { SheetOutcome } from './domain/sheet-import.js';
import { nameOfPriority, saidOf, type SheetFacts, type SheetRow } from './domain/sheet-row.js';
import { cellOf } from './domain/sheet-mends.js';
import { checkSheet } from './domain/sheet-rows.js';
import { MilestonesService } from './milestones.service.js';
import { MovingDatesService } from './moving-dates.service.js';
import { PlansService } from './plans.service.js';
import { SheetImportsService, type SheetRead } from './sheet-imports.service.js';
import { UpdatingMilestonesService } from './updating-milestones.service.js';
import { type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

/** `rows-with-errors`: some rows cannot come in, and nobody said to leave them out. `not-mapped`: the columns were not looked at. */
export type AddingRefusal = WritingRefusal | 'ended' | 'not-mapped' | 'rows-with-errors';

/** Most characters of a reason for a move. */
const longestReason = 500;

/** Undoes all that was written when one row is refused that the check had let pass: somebody was faster. */
class Undo extends Error {}

/** Adds the rows of a sheet to its plan: all that can come in, in one transaction, or nothing. */
@Injectable()
export class AddingFromSheetsService {
  constructor(
    private readonly db: Database,
    private readonly sheets: SheetImportsService,
    private readonly plans: PlansService,
    private readonly milestones: MilestonesService,
    private readonly updating: UpdatingMilestonesService,
    private readonly dates: MovingDatesService,
    private readonly store: PlanImportsStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
  ) {}

  async add(
    actor: Actor,
    read: SheetRead,
    { leaveOut }: { readonly leaveOut: boolean },
  ): Promise<Result<SheetOutcome, AddingRefusal>> {
    try {
      return await this.db.transaction(() => this.#add(actor, read, leaveOut));
    } catch (error) {
      if (error instanceof Undo) return refused('changed');
      throw error;
    }
  }

  async #add(
    actor: Actor,
    { ref, number, version }: SheetRead,
    leaveOut: boolean,
  ): Promise<Result<SheetOutcome, AddingRefusal>> {
    const looked = await this.sheets.look(actor, ref, number);
    if (!looked) return refused('not-found');
    const { plan, brought, facts } = looked;
    if (!facts) return refused('ended');
    if (brought.version !== version) return refused('changed');
    if (!brought.choices.isMapped) return refused('not-mapped');
    const checked = checkSheet(facts);
    if (checked.problems.length > 0 && !leaveOut) return refused('rows-with-errors');
    const priorities = await this.#addPriorities(actor, ref, facts, checked.ready);
    const added: { line: number; ref: string }[] = [];
    for (const row of checked.ready) {
      const made = await this.#addRow(actor, ref, facts, row, priorities);
      await this.#sayWhatItSaid(actor, made, row, brought.name);
      await this.#recordMove(actor, made, row, brought.name);
      added.push({ line: row.line, ref: made });
    }
    const lines = new Set(added.map(({ line }) => line));
    const mended = Object.keys(brought.choices.mends ?? {})
      .flatMap((key) => cellOf(key) ?? [])
      .filter(({ line }) => lines.has(line));
    const outcome: SheetOutcome = {
      added,
      priorities: priorities.size,
      here: checked.here.length,
      repeated: checked.repeated.length,
      ...(mended.length > 0 ? { mended } : {}),
      leftOut: checked.problems,
    };
    await this.store.end(this.writing.stamp(actor), brought.id, 'added', outcome);
    await this.audit.record(actor, {
      action: 'plan.sheet_added',
      entity: 'plan',
      entityId: plan.id,
      after: { number, name: brought.name, hash: brought.hash, ...outcome },
    });
    return ok(outcome);
  }

  /** The priorities that come in with the rows, each once: their ids by the wording that means them. */
  async #addPriorities(
    actor: Actor,
    ref: string,
    { choices }: SheetFacts,
    rows: readonly SheetRow[],
  ): Promise<ReadonlyMap<string, string>> {
    const made = new Map<string, string>();
    for (const { priority, priorityWords } of rows) {
      if (!priority.startsWith('new:') || made.has(priority)) continue;
      const outcome = saidOf(choices.outcomes, priority.slice('new:'.length)) ?? '';
      const added = await this.plans.addPriority(actor, ref, { title: nameOfPriority(priorityWords ?? ''), outcome });
      if (!added.ok) throw new Undo();
      made.set(priority, added.value.id);
    }
    return made;
  }

  async #addRow(
    actor: Actor,
    ref: string,
    { choices }: SheetFacts,
    row: SheetRow,
    priorities: ReadonlyMap<string, string>,
  ): Promise<string> {
    const milestone: NewMilestone = {
      priorityId: priorities.get(row.priority) ?? row.priority,
      theirRef: row.reference,
      title: row.title,
      doneMeans: row.doneMeans,
      ownerPost: row.owner,
      deputyPost: row.deputy,
      lever: row.lever as Lever,
      horizon: row.horizon as Horizon,
      weight: row.weight as Weight,
      startOn: row.start,
      dueOn: row.due,
      firstDue: choices.datesAgreed ? row.due : null,
    };
    const added = await this.milestones.add(actor, ref, milestone);
    if (!added.ok) throw new Undo();
    return added.value.ref;
  }

  /** What the sheet said of its state, as a first update: the work is reported as begun, never as complete. */
  async #sayWhatItSaid(actor: Actor, ref: string, row: SheetRow, name: string): Promise<void> {
    if (!row.isBegun && !row.forecast) return;
    const status = row.status ? `, where its status was “${row.status}”` : '';
    const said: NewUpdate = {
      ...(row.isBegun ? { state: 'in_progress' as const } : {}),
      ...(row.forecast ? { forecastDue: row.forecast } : {}),
      note: [...`Brought in from row ${row.line} of “${name}”${status}.`].slice(0, longestNote).join(''),
    };
    const updated = await this.updating.recordUpdate(actor, { ref, version: 1 }, said);
    if (!updated.ok) throw new Undo();
  }

  /** A move of the date that the board decided before this record began, with the decision that the sheet names. */
  async #recordMove(actor: Actor, ref: string, { moved, line }: SheetRow, name: string): Promise<void> {
    if (!moved) return;
    const from = [...`Moved before this record began. Brought in from row ${line} of “${name}”.`];
    const reason = from.slice(0, longestReason).join('');
    const done = await this.dates.recordEarlierMove(actor, ref, { ...moved, reason });
    if (!done.ok) throw new Undo();
  }
}
