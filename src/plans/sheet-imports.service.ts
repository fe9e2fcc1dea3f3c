import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import type { PlanRow } from './data/plan.row.js';
import { type OpenImport, type PlanImportRow, PlanImportsQueries } from './data/plan-imports.queries.js';
import { PlanImportsStore } from './data/plan-imports.store.js';
import { PlansQueries } from './data/plans.queries.js';
import { readSheetFile, readSheetText, type SheetRefusal } from './data/sheet-file.js';
import { horizons, levers, weights } from './domain/milestone-words.js';
import { mayInPlan } from './domain/plan-reach.js';
import { findHeadings } from './domain/sheet-columns.js';
import { firstChoices, type SavedChoices } from './domain/sheet-import.js';
import type { SheetFacts } from './domain/sheet-row.js';
import { type WritingRefusal, WritingInPlansService } from './writing-in-plans.service.js';

/** What somebody brought: a file, or what they pasted. */
export type Brought = { readonly name: string; readonly bytes: Buffer } | { readonly text: string };

/** A sheet with the plan that it is held against. */
export type LookedAt = {
  readonly plan: PlanRow;
  readonly brought: OpenImport;
  /** Null once it was added or set aside: its cells are gone. */
  readonly facts: SheetFacts | null;
  /** An earlier one with the very same cells that was added. */
  readonly addedBefore: PlanImportRow | null;
};

export type SheetRead = { readonly ref: string; readonly number: number; readonly version: number };

const nobody = { priorities: [], inPlan: [] };

/** Brings spreadsheets to a plan and remembers what was said of them. Nothing is added to the plan here. */
@Injectable()
export class SheetImportsService {
  constructor(
    private readonly plans: PlansQueries,
    private readonly milestones: MilestonesQueries,
    private readonly imports: PlanImportsQueries,
    private readonly store: PlanImportsStore,
    private readonly writing: WritingInPlansService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Reads what was brought and keeps it with the plan; gives its number there. */
  async bring(actor: Actor, ref: string, brought: Brought): Promise<Result<number, SheetRefusal | 'not-found'>> {
    const read = 'text' in brought ? readSheetText(brought.text) : await readSheetFile(brought.bytes);
    if (!read.ok) return read;
    const sheets = read.value;
    const name = 'text' in brought ? 'Pasted' : brought.name;
    const hash = createHash('sha256')
      .update(JSON.stringify(sheets.map(({ rows }) => rows)))
      .digest('hex');
    return this.writing.inPlan(actor, { ref, permission: 'plans.edit' }, async (plan) => {
      const stamp = this.writing.stamp(actor);
      const number = await this.store.add(stamp, plan.id, { name, hash, sheets, choices: firstChoices(sheets) });
      await this.audit.record(actor, {
        action: 'plan.sheet_brought',
        entity: 'plan',
        entityId: plan.id,
        after: { number, name, hash },
      });
      return ok(number);
    });
  }

  /** What a person who may edit the plan sees of a sheet; null: it is not there for them. */
  async look(actor: Actor, ref: string, number: number): Promise<LookedAt | null> {
    const plan = await this.plans.byRef(ref, reachOf(actor.account ?? null, 'plans.edit'));
    const brought = plan ? await this.imports.byNumber(plan.id, number) : null;
    if (!plan || !brought) return null;
    return { plan, brought, ...(await this.#heldAgainst(actor, plan, brought)) };
  }

  async #heldAgainst(
    actor: Actor,
    plan: PlanRow,
    brought: OpenImport,
  ): Promise<Pick<LookedAt, 'facts' | 'addedBefore'>> {
    const others = await this.imports.ofPlan(plan.id);
    const addedBefore =
      others.find(
        ({ number, hash, state }) => state === 'added' && hash === brought.hash && number !== brought.number,
      ) ?? null;
    const sheet = brought.sheets[brought.choices.sheet];
    if (brought.state !== 'open' || !sheet) return { facts: null, addedBefore };
    const inPlan = await this.milestones.ofPlan(plan.id);
    const facts: SheetFacts = {
      ...nobody,
      sheet,
      headings: findHeadings(sheet),
      choices: brought.choices,
      lists: { lever: levers, horizon: horizons, weight: weights },
      priorities: await this.plans.priorities(plan.id),
      inPlan: inPlan.map((one) => ({ ref: one.ref, theirRef: one.theirRef, title: one.title })),
      mayMoveDates: !actor.account || mayInPlan(actor.account, 'dates.decide', plan),
      today: this.clock.today(),
    };
    return { facts, addedBefore };
  }

  /** Remembers what was said of its columns and words. */
  async choose(
    actor: Actor,
    { ref, number, version }: SheetRead,
    say: (brought: OpenImport) => SavedChoices,
  ): Promise<Result<SavedChoices, WritingRefusal | 'ended'>> {
    return this.#onOpen(actor, { ref, number, version }, async (_plan, brought) => {
      const choices = say(brought);
      await this.store.choose(brought.id, choices);
      return ok(choices);
    });
  }

  /** Puts a sheet aside: nothing of it is added, and its cells are forgotten. */
  async setAside(actor: Actor, read: SheetRead): Promise<Result<null, WritingRefusal | 'ended'>> {
    return this.#onOpen(actor, read, async (plan, brought) => {
      await this.store.end(this.writing.stamp(actor), brought.id, 'set_aside', null);
      await this.audit.record(actor, {
        action: 'plan.sheet_set_aside',
        entity: 'plan',
        entityId: plan.id,
        before: { number: brought.number, name: brought.name },
      });
      return ok(null);
    });
  }

  async #onOpen<Value>(
    actor: Actor,
    { ref, number, version }: SheetRead,
    work: (plan: PlanRow, brought: OpenImport) => Promise<Result<Value, never>>,
  ): Promise<Result<Value, WritingRefusal | 'ended'>> {
    return this.writing.inPlan<Result<Value, WritingRefusal | 'ended'>>(
      actor,
      { ref, permission: 'plans.edit' },
      async (plan) => {
        const brought = await this.imports.byNumber(plan.id, number);
        if (!brought) return refused('not-found');
        if (brought.state !== 'open') return refused('ended');
        return brought.version === version ? work(plan, brought) : refused('changed');
      },
    );
  }
}
