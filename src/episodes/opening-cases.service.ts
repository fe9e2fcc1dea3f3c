import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import { EarlyHelpService } from '../interventions/early-help.service.js';
import { CasesQueries } from './data/cases.queries.js';
import type { CandidateBody, OpeningRow, UntoldRow } from './data/cases.row.js';
import { CasesStore } from './data/cases.store.js';
import { EpisodesService } from './episodes.service.js';
import { missingTasks, noAnswers, type Opening, type OpeningTask, readOpening } from './domain/opening.js';
import { openCase, type OpenRefusal, type Trigger } from './domain/opening-a-case.js';

const when = (text: string | null | undefined): Period | null => (text ? parsePeriod(text) : null);

export type OpeningRefusal =
  | OpenRefusal
  | 'no-opening'
  | 'opened-already'
  | 'not-answered'
  | 'not-yours'
  | 'judged-already'
  | 'changed';

/** What somebody has answered so far, and what the record offers them to choose from. */
export type OpeningFile = {
  readonly row: OpeningRow;
  readonly opening: Opening;
  readonly untold: readonly UntoldRow[];
  readonly missing: readonly OpeningTask[];
};

/** Opens cases, task by task: nothing is public before the last step. */
@Injectable()
export class OpeningCasesService {
  constructor(
    private readonly db: Database,
    private readonly cases: CasesQueries,
    private readonly store: CasesStore,
    private readonly work: CaseWorkQueries,
    private readonly episodes: EpisodesService,
    private readonly help: EarlyHelpService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  bodiesFor(actor: Actor, name: string, limit: number): Promise<CandidateBody[]> {
    return this.cases.bodiesFor(reachOf(actor.account ?? null, 'episodes.open'), name, limit);
  }

  async start(actor: Actor, organisationId: string): Promise<Result<Recorded, 'not-yours'>> {
    return this.db.transaction(async () => {
      const body = await this.cases.bodyFor(reachOf(actor.account ?? null, 'episodes.open'), organisationId, null);
      if (!body) return refused('not-yours');
      const made = await this.store.startOpening(this.#stamp(actor), organisationId, noAnswers);
      await this.audit.record(actor, {
        action: 'case_opening.begun',
        entity: 'case_opening',
        entityId: made.id,
        after: { ref: made.ref, organisation: body.name },
      });
      return ok(made);
    });
  }

  async file(actor: Actor, ref: string): Promise<OpeningFile | null> {
    const row = await this.cases.opening(ref, actor.name);
    if (!row) return null;
    const opening = readOpening(row.answers);
    return { row, opening, untold: await this.cases.untoldOf(row.organisationId), missing: missingTasks(opening) };
  }

  /** Keeps the answers to one task. */
  async answer(
    actor: Actor,
    { ref, version }: { readonly ref: string; readonly version: number },
    answers: Partial<Opening>,
  ): Promise<Result<Opening, 'no-opening' | 'opened-already' | 'not-yours' | 'changed'>> {
    return this.db.transaction(async () => {
      const row = await this.cases.opening(ref, actor.name);
      if (!row) return refused('no-opening');
      if (row.episodeRef) return refused('opened-already');
      if (row.version !== version) return refused('changed');
      if (answers.area) {
        const reach = reachOf(actor.account ?? null, 'episodes.open');
        if (!(await this.cases.bodyFor(reach, row.organisationId, answers.area))) return refused('not-yours');
      }
      const opening = { ...readOpening(row.answers), ...answers };
      await this.store.answer(row.id, opening);
      await this.audit.record(actor, {
        action: 'case_opening.answered',
        entity: 'case_opening',
        entityId: row.id,
        after: { ref, answered: Object.keys(answers) },
      });
      return ok(opening);
    });
  }

  async drop(actor: Actor, ref: string): Promise<Result<'dropped', 'no-opening' | 'opened-already'>> {
    return this.db.transaction(async () => {
      const row = await this.cases.opening(ref, actor.name);
      if (!row) return refused('no-opening');
      if (row.episodeRef) return refused('opened-already');
      await this.store.dropOpening(row.id, this.clock.now());
      await this.audit.record(actor, { action: 'case_opening.dropped', entity: 'case_opening', entityId: row.id });
      return ok('dropped');
    });
  }

  /** Opens the case: now it is public, with its trigger, and those to be told are listed. */
  async open(
    actor: Actor,
    { ref, version }: { readonly ref: string; readonly version: number },
  ): Promise<Result<Recorded, OpeningRefusal>> {
    return this.db.transaction(async () => {
      const file = await this.file(actor, ref);
      if (!file) return refused('no-opening');
      const { row, opening, untold, missing } = file;
      if (row.episodeRef) return refused('opened-already');
      if (row.version !== version) return refused('changed');
      const { area, title } = opening;
      if (missing.length > 0 || !area || !title) return refused('not-answered');
      const reach = reachOf(actor.account ?? null, 'episodes.open');
      if (!(await this.cases.bodyFor(reach, row.organisationId, area))) return refused('not-yours');
      const judged = untold.find(({ id }) => id === opening.trigger?.recordId) ?? null;
      const trigger = await this.#triggerOf(row, opening, judged);
      const others = await this.cases.runningOf(
        row.organisationId,
        judged?.area ?? area,
        judged ? judged.unit : opening.unit,
      );
      const isRunAlready = others.some(({ status }) => status !== null);
      const opened = openCase(
        trigger,
        { onsetOn: when(opening.onset?.on), firstWarningOn: await this.#warnedOn(opening) },
        { today: this.clock.today(), isRunAlready },
      );
      if (!opened.ok) return opened;
      if (!judged && others.length > 0) return refused('judged-already');
      const made = await this.#make(
        actor,
        { row, opening: { ...opening, area, title } },
        { judged, on: trigger?.on as Period },
      );
      await this.store.finishOpening(row.id, made.id);
      return ok(made);
    });
  }

  async #triggerOf(row: OpeningRow, { trigger }: Opening, judged: UntoldRow | null): Promise<Trigger | null> {
    if (trigger?.kind === 'judgement')
      // What judgements tell is published and failing: they are told from nothing else.
      return judged && { kind: 'judgement', isPublished: true, isFailing: true, on: when(judged.triggerOn) };
    if (trigger?.kind === 'formal_notice') {
      const [step] = trigger.recordId ? await this.work.steps([trigger.recordId]) : [];
      if (!step || step.organisationId !== row.organisationId) return null;
      return {
        kind: 'formal_notice',
        isPublic: step.visibility === 'public',
        level: step.level,
        on: when(step.startedOn),
      };
    }
    return trigger && { kind: 'self_declaration', declaredBy: trigger.declaredBy ?? '', on: when(trigger.declaredOn) };
  }

  async #warnedOn({ warning }: Opening): Promise<Period | null> {
    if (warning?.known === 'new') return when(warning.on);
    if (warning?.known !== 'recorded') return null;
    const [sign] = await this.work.warnings([warning.id]);
    return when(sign?.occurredOn);
  }

  async #make(
    actor: Actor,
    {
      row,
      opening,
    }: {
      readonly row: OpeningRow;
      readonly opening: Opening & { readonly area: NonNullable<Opening['area']>; readonly title: string };
    },
    { judged, on }: { readonly judged: UntoldRow | null; readonly on: Period },
  ): Promise<Recorded> {
    const { organisationId } = row;
    const { warning, trigger } = opening;
    const noted =
      warning?.known === 'new'
        ? await this.help.noteWarnings(actor, [
            { organisationId, occurredOn: when(warning.on), kind: warning.kind, text: warning.text },
          ])
        : [];
    const warningId = warning?.known === 'recorded' ? warning.id : (noted[0]?.id ?? null);
    const noticeId = trigger?.kind === 'formal_notice' ? trigger.recordId : null;
    const [made] = await this.episodes.openMany(actor, [
      {
        organisationId,
        area: judged?.area ?? opening.area,
        unit: judged ? judged.unit : opening.unit,
        title: opening.title,
        origin: 'person',
        status: 'open',
        summary: opening.summary,
        statusReason: trigger?.kind === 'self_declaration' ? `Declared by ${trigger.declaredBy ?? ''}.` : null,
        ...(opening.onset?.on || opening.onset?.basis
          ? { onset: { on: when(opening.onset.on), basis: opening.onset.basis ?? '' } }
          : {}),
        triggerKind: trigger?.kind ?? 'judgement',
        triggerInspectionId: judged?.triggerInspectionId ?? null,
        triggerInterventionId: noticeId,
        triggerOn: on,
        facts: [
          ...(warningId
            ? [{ role: 'first_warning' as const, recordKind: 'warning_sign' as const, recordId: warningId }]
            : []),
          ...(noticeId
            ? [{ role: 'intervention' as const, recordKind: 'intervention' as const, recordId: noticeId }]
            : []),
        ],
      },
    ]);
    const { id, ref } = made;
    await this.store.addMove(this.#stamp(actor), id, { kind: 'opened', from: null, to: 'open', on, why: null });
    await this.store.addPeople(this.#stamp(actor), id, opening.people ?? []);
    return { id, ref };
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}
