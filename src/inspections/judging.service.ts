import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { notRatedReasons } from '../vocabulary/domain/not-rated-reasons.js';
import { FindingsStore } from './data/findings.store.js';
import { type GradeChoice, WorkshopFrameworkQueries, WorkspaceQueries } from './data/workspace.queries.js';
import { WorkspacesStore } from './data/workspaces.store.js';
import type { InspectionWork, WorkJudgement } from './domain/inspection-work.js';
import type { GivenFinding, GivenJudgement, GivenNote, GivenTexts } from './domain/new-workspace.js';
import { evidenceOf, type GradeRefusal, gradeRefusal } from './domain/provisional-gate.js';
import { wordingRefusal, type WordingRefusal } from './domain/wording.js';
import { InspectionDesk } from './inspection-desk.service.js';

export type JudgeRefusal =
  | 'not-found'
  | 'stale'
  | 'no-such-grade'
  | 'no-reason'
  | 'return-first'
  | 'no-limiting-headline'
  | WordingRefusal
  | GradeRefusal;
export type FindingRefusal = 'not-found' | 'stale' | 'no-such-area' | WordingRefusal;
export type TextsRefusal = 'not-found' | 'stale' | WordingRefusal;
export type CategoryRefusal = 'not-found' | 'no-such-category' | 'no-reason' | 'return-first' | WordingRefusal;

/** What an inspection says: its judgements, its findings, its words. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly db: Database,
    private readonly desk: InspectionDesk,
    private readonly store: WorkspacesStore,
    private readonly findings: FindingsStore,
    private readonly queries: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Says what is judged of an area. Once it is provisional a grade changes only by a moderation with its reason, and
   * during the accuracy check only words do: a grade asks that it goes back to provisional first.
   */
  async judge(
    actor: Actor,
    ref: string,
    order: GivenJudgement & { readonly judgementId: string; readonly version: number; readonly reason: string | null },
  ): Promise<Result<null, JudgeRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const before = work.judgements.find(({ id }) => id === order.judgementId);
      const held = await this.findings.judgement(order.judgementId);
      if (!before || !held) return refused('not-found');
      const locked = wordingRefusal(work.state, relation);
      if (locked) return refused(locked);
      if (held.version !== order.version) return refused('stale');
      const refusal = gradeRefusal(order, evidenceOf(work, before.area));
      if (refusal) return refused(refusal);
      const grades = await this.#gradesOf(work, before);
      const grade = grades.find(({ id }) => id === order.gradeId) ?? null;
      if (order.gradeId !== null && !grade) return refused('no-such-grade');
      if (order.limiting && before.isOverall) return refused('no-limiting-headline');
      const moderation = moderationRefusal(work, before, order);
      if (moderation) return refused(moderation);
      await this.findings.judge(before.id, order, grade?.label ?? null);
      if (work.state !== 'draft')
        await this.findings.addChange({
          inspectionId: work.id,
          areaText: before.areaText,
          before: saidOf(before, held.label),
          after: saidOf(order, grade?.label ?? null),
          wordsOnly: Number(isSameGrade(before, order)),
          reason: order.reason ?? '',
          at: this.clock.now(),
          byId: accountId,
        });
      await this.#note(actor, work, work.state === 'draft' ? 'inspection.judged' : 'inspection.moderated', {
        area: before.area,
        ...order,
      });
      return ok(null);
    });
  }

  /** Puts a category of the framework on top of the grades, or takes it off. */
  async categorise(
    actor: Actor,
    ref: string,
    { category, reason }: { readonly category: string | null; readonly reason: string | null },
  ): Promise<Result<null, CategoryRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const locked = wordingRefusal(work.state, relation);
      if (locked) return refused(locked);
      if (category === work.category) return ok(null);
      const { frameworkId } = await this.queries.background(work.id);
      const labels = new Map((await this.frameworks.facts(frameworkId, 'category')).map(categoryOf));
      if (category !== null && !labels.has(category)) return refused('no-such-category');
      if (work.state === 'accuracy_check') return refused('return-first');
      if (work.state === 'provisional' && !reason) return refused('no-reason');
      await this.store.categorise(work.id, category);
      const said = (key: string | null): string => (key === null ? 'None' : (labels.get(key) ?? key));
      if (work.state !== 'draft')
        await this.findings.addChange({
          inspectionId: work.id,
          areaText: 'Category',
          before: said(work.category),
          after: said(category),
          wordsOnly: 0,
          reason: reason ?? '',
          at: this.clock.now(),
          byId: accountId,
        });
      await this.#note(actor, work, 'inspection.categorised', { category });
      return ok(null);
    });
  }

  async addFinding(actor: Actor, ref: string, given: GivenFinding): Promise<Result<null, FindingRefusal>> {
    return this.#finding(actor, ref, async (work) => {
      if (!isOfWork(work, given.area)) return refused('no-such-area');
      await this.findings.addFinding(work.id, given);
      await this.#note(actor, work, 'inspection.finding_added', given);
      return ok(null);
    });
  }

  async changeFinding(
    actor: Actor,
    ref: string,
    given: GivenFinding & { readonly id: string; readonly version: number },
  ): Promise<Result<null, FindingRefusal>> {
    return this.#finding(actor, ref, async (work) => {
      const held = await this.findings.finding(given.id);
      if (held?.inspectionId !== work.id) return refused('not-found');
      if (held.version !== given.version) return refused('stale');
      if (!isOfWork(work, given.area)) return refused('no-such-area');
      await this.findings.changeFinding(given.id, given);
      await this.#note(actor, work, 'inspection.finding_changed', given);
      return ok(null);
    });
  }

  async removeFinding(
    actor: Actor,
    ref: string,
    { id, version }: { readonly id: string; readonly version: number },
  ): Promise<Result<null, FindingRefusal>> {
    return this.#finding(actor, ref, async (work) => {
      const held = await this.findings.finding(id);
      if (held?.inspectionId !== work.id) return refused('not-found');
      if (held.version !== version) return refused('stale');
      await this.findings.removeFinding(id);
      await this.#note(actor, work, 'inspection.finding_removed', { id });
      return ok(null);
    });
  }

  /** The note of a monitoring visit: what improved, what did not, the pace, what comes next. */
  async writeNote(
    actor: Actor,
    ref: string,
    { version, ...note }: GivenNote & { readonly version: number },
  ): Promise<Result<null, FindingRefusal>> {
    return this.#finding(actor, ref, async (work) => {
      const held = await this.findings.note(work.id);
      if ((held?.version ?? 0) !== version) return refused('stale');
      await this.findings.writeNote(work.id, note);
      await this.#note(actor, work, 'inspection.note_written', note);
      return ok(null);
    });
  }

  /** The summary and the report. */
  async write(
    actor: Actor,
    ref: string,
    { version, ...texts }: GivenTexts & { readonly version: number },
  ): Promise<Result<null, TextsRefusal>> {
    return this.#finding(actor, ref, async (work) => {
      if (work.version !== version) return refused('stale');
      await this.store.write(work.id, texts);
      await this.#note(actor, work, 'inspection.report_written', texts);
      return ok(null);
    });
  }

  async #finding<Refusal>(
    actor: Actor,
    ref: string,
    act: (work: InspectionWork) => Promise<Result<null, Refusal>>,
  ): Promise<Result<null, Refusal | 'not-found' | WordingRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const locked = wordingRefusal(opened.value.work.state, opened.value.relation);
      return locked ? refused(locked) : act(opened.value.work);
    });
  }

  async #gradesOf(work: InspectionWork, { area }: WorkJudgement): Promise<GradeChoice[]> {
    const { frameworkId } = await this.queries.background(work.id);
    const areas = await this.frameworks.areas(frameworkId);
    const scaleId = areas.find(({ key }) => key === area)?.scaleId ?? null;
    return (await this.frameworks.grades(frameworkId)).filter((grade) => grade.scaleId === scaleId);
  }

  /** In confidence: the trail holds that it was said, and a fingerprint of what. */
  async #note(actor: Actor, work: InspectionWork, action: string, said: object): Promise<void> {
    const fingerprint = createHash('sha256').update(JSON.stringify(said)).digest('hex');
    await this.audit.record(actor, { action, entity: 'inspection', entityId: work.id, after: { words: fingerprint } });
  }
}

const categoryOf = ({ text, detail }: { text: string; detail: string | null }): readonly [string, string] => {
  const { key = '', label = text } = JSON.parse(detail ?? '{}') as { key?: string; label?: string };
  return [key, label];
};

const isOfWork = (work: InspectionWork, area: string | null): boolean =>
  area === null || work.judgements.some((judgement) => judgement.area === area);

const isSameGrade = (a: Pick<WorkJudgement, 'gradeId' | 'absence'>, b: Pick<WorkJudgement, 'gradeId' | 'absence'>) =>
  a.gradeId === b.gradeId && a.absence === b.absence;

function moderationRefusal(
  { state }: InspectionWork,
  before: WorkJudgement,
  order: GivenJudgement & { readonly reason: string | null },
): 'no-reason' | 'return-first' | null {
  if (state === 'draft') return null;
  if (state === 'accuracy_check' && !(isSameGrade(before, order) && before.limiting === order.limiting))
    return 'return-first';
  return order.reason ? null : 'no-reason';
}

/** The grade in words, or the reason for none. */
const saidOf = ({ absence }: Pick<WorkJudgement, 'absence'>, label: string | null): string =>
  label ?? (absence === null ? 'Nothing' : notRatedReasons[absence]);
