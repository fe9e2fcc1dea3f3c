import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { reachOf } from '../access/domain/account.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { onDay, parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { AftercareService } from '../interventions/aftercare.service.js';
import { CaseRecordsService } from './case-records.service.js';
import { CasesQueries } from './data/cases.queries.js';
import type { CaseRow } from './data/cases.row.js';
import { CasesStore } from './data/cases.store.js';
import { DerivingEpisodesService } from './deriving-episodes.service.js';
import { type EpisodeState, pause, type PauseRefusal, resume } from './domain/episode-state.js';
import { type AskedMove, type CaseMoveRefusal, moveCase } from './domain/moving-a-case.js';
import type { NewPersonToTell } from './domain/new-case.js';
import { type CaseRefusal, WritingInCasesService } from './writing-in-cases.service.js';

type Version = { readonly ref: string; readonly version: number };

/** Runs a case: takes it up, moves it by its gates, pauses it, and keeps whom to tell. */
@Injectable()
export class CasesService {
  constructor(
    private readonly db: Database,
    private readonly cases: CasesQueries,
    private readonly store: CasesStore,
    private readonly records: CaseRecordsService,
    private readonly writing: WritingInCasesService,
    private readonly deriving: DerivingEpisodesService,
    private readonly aftercare: AftercareService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Begins to run a case that judgements or the library tell. What they say of it stays. */
  async takeUp(
    actor: Actor,
    { ref, version }: Version,
  ): Promise<Result<EpisodeState, 'no-case' | 'changed' | 'run-already'>> {
    return this.db.transaction(async () => {
      const theCase = await this.cases.byRef(ref, reachOf(actor.account ?? null, 'episodes.open'));
      if (!theCase) return refused('no-case');
      if (theCase.status) return refused('run-already');
      if (theCase.version !== version) return refused('changed');
      const status = stateToTakeUp(theCase);
      await this.store.takeUp(theCase.id, status);
      const today = onDay(this.clock.today());
      await this.store.addMove(this.#stamp(actor), theCase.id, {
        kind: 'taken_up',
        from: null,
        to: status,
        on: today,
        why: null,
      });
      await this.audit.record(actor, {
        action: 'case.taken_up',
        entity: 'failure_episode',
        entityId: theCase.id,
        before: { status: null, origin: theCase.origin },
        after: { status, ref },
      });
      await this.deriving.rederive([theCase.organisationId]);
      return ok(status);
    });
  }

  async move(
    actor: Actor,
    { ref, version }: Version,
    asked: AskedMove,
  ): Promise<Result<AskedMove['to'], CaseMoveRefusal | CaseRefusal | 'changed'>> {
    return this.writing.in(actor, { ref, permission: 'episodes.open' }, async (theCase) => {
      if (theCase.version !== version) return refused('changed');
      const { record } = await this.records.of(theCase);
      const today = this.clock.today();
      const moved = moveCase(record, asked, { today, lastMoveOn: await this.#lastMoveOn(theCase.id) });
      if (!moved.ok) return moved;
      await this.#carryOut(actor, theCase, asked);
      await this.store.addMove(this.#stamp(actor), theCase.id, {
        kind: 'moved',
        from: theCase.status,
        to: asked.to,
        on: asked.on,
        why: asked.why || null,
        decision: asked.decision,
        basis: asked.basis ?? asked.closeReason,
      });
      await this.audit.record(actor, {
        action: `case.${asked.to === 'closed' ? 'closed' : 'moved'}`,
        entity: 'failure_episode',
        entityId: theCase.id,
        before: { status: theCase.status },
        after: { status: asked.to, on: asked.on, decision: asked.decision, basis: asked.basis ?? asked.closeReason },
        ...(asked.why ? { reason: asked.why.slice(0, 500) } : {}),
      });
      await this.deriving.rederive([theCase.organisationId]);
      return moved;
    });
  }

  async #carryOut(actor: Actor, theCase: CaseRow, asked: AskedMove): Promise<void> {
    await this.store.setStatus(theCase.id, asked.to, reasonOf(asked));
    if (asked.to === 'closed') await this.store.close(theCase.id, asked.on, asked.closeReason ?? '');
    if (asked.to !== 'recovered') return;
    await this.store.recover(theCase.id, asked.on, asked.basis ?? '');
    const facts = await this.cases.factsOf(theCase.id);
    if (facts.some(({ role }) => role === 'check')) return;
    // No formal step ever ended: the checks count from recovery.
    const ids = await this.aftercare.followRecovery(actor, theCase, asked.on);
    await this.store.link(
      theCase.id,
      ids.map((recordId) => ({ role: 'check', recordKind: 'sustainment_check', recordId })),
    );
  }

  async pause(
    actor: Actor,
    { ref, version }: Version,
    why: string,
  ): Promise<Result<'paused', PauseRefusal | 'no-case' | 'not-run' | 'changed'>> {
    return this.#halt(
      actor,
      { ref, version },
      (standing) => pause(standing, why),
      async (theCase, today) => {
        await this.store.pause(theCase.id, today, why);
        await this.#noteHalt(actor, theCase, { kind: 'paused', why });
      },
    );
  }

  async resume(
    actor: Actor,
    { ref, version }: Version,
    why: string,
  ): Promise<Result<'resumed', PauseRefusal | 'no-case' | 'not-run' | 'changed'>> {
    return this.#halt(
      actor,
      { ref, version },
      (standing) => resume(standing, why),
      async (theCase) => {
        await this.store.resume(theCase.id);
        await this.#noteHalt(actor, theCase, { kind: 'resumed', why });
      },
    );
  }

  async #halt<Done>(
    actor: Actor,
    { ref, version }: Version,
    rule: (standing: Parameters<typeof pause>[0]) => Result<Done, PauseRefusal>,
    save: (theCase: CaseRow, today: string) => Promise<void>,
  ): Promise<Result<Done, PauseRefusal | 'no-case' | 'not-run' | 'changed'>> {
    return this.db.transaction(async () => {
      const theCase = await this.cases.byRef(ref, reachOf(actor.account ?? null, 'episodes.open'));
      if (!theCase) return refused('no-case');
      if (!theCase.status) return refused('not-run');
      if (theCase.version !== version) return refused('changed');
      const { status: state, pausedOn, pauseReason } = theCase;
      const done = rule({ state, pausedOn, pauseReason });
      if (done.ok) await save(theCase, this.clock.today());
      return done;
    });
  }

  async #noteHalt(
    actor: Actor,
    theCase: CaseRow,
    { kind, why }: { kind: 'paused' | 'resumed'; why: string },
  ): Promise<void> {
    const on = onDay(this.clock.today());
    await this.store.addMove(this.#stamp(actor), theCase.id, {
      kind,
      from: theCase.status,
      to: theCase.status,
      on,
      why,
    });
    await this.audit.record(actor, {
      action: `case.${kind}`,
      entity: 'failure_episode',
      entityId: theCase.id,
      after: { on },
      reason: why.slice(0, 500),
    });
  }

  async describe(
    actor: Actor,
    { ref, version }: Version,
    words: {
      readonly title: string;
      readonly summary: string | null;
      readonly onsetOn: Period | null;
      readonly onsetBasis: string | null;
    },
  ): Promise<Result<'described', CaseRefusal | 'changed' | 'onset-after-trigger'>> {
    return this.writing.in(actor, { ref, permission: 'episodes.open' }, async (theCase) => {
      if (theCase.version !== version) return refused('changed');
      const triggerOn = parsePeriod(theCase.triggerOn);
      if (words.onsetOn && triggerOn && words.onsetOn.start > triggerOn.start) return refused('onset-after-trigger');
      await this.store.describe(theCase.id, words);
      const { title, summary, onsetOn, onsetBasis } = theCase;
      await this.audit.record(actor, {
        action: 'case.described',
        entity: 'failure_episode',
        entityId: theCase.id,
        before: { title, summary, onsetOn, onsetBasis },
        after: words,
      });
      return ok('described');
    });
  }

  async addPerson(actor: Actor, ref: string, person: NewPersonToTell): Promise<Result<string, CaseRefusal>> {
    return this.writing.in(actor, { ref, permission: 'episodes.open' }, async (theCase) => {
      const [id = ''] = await this.store.addPeople(this.#stamp(actor), theCase.id, [person]);
      await this.audit.record(actor, {
        action: 'person_to_tell.added',
        entity: 'person_to_tell',
        entityId: id,
        after: { case: ref, post: person.post, body: person.body },
      });
      return ok(id);
    });
  }

  /** That somebody was told, or need not be told any more. */
  async settlePerson(
    actor: Actor,
    ref: string,
    { id, version, told }: { readonly id: string; readonly version: number; readonly told: Period | null },
  ): Promise<Result<'told' | 'withdrawn', CaseRefusal | 'not-found' | 'changed' | 'after-today'>> {
    return this.writing.in(actor, { ref, permission: 'episodes.open' }, async (theCase) => {
      const person = (await this.cases.peopleOf(theCase.id)).find((one) => one.id === id);
      if (!person) return refused('not-found');
      if (person.version !== version) return refused('changed');
      if (told && told.start > this.clock.today()) return refused('after-today');
      if (told) await this.store.told(id, told);
      else await this.store.withdrawPerson(id, this.clock.now());
      await this.audit.record(actor, {
        action: told ? 'person_to_tell.told' : 'person_to_tell.withdrawn',
        entity: 'person_to_tell',
        entityId: id,
        after: { case: ref, post: person.post, on: told },
      });
      return ok(told ? 'told' : 'withdrawn');
    });
  }

  async #lastMoveOn(episodeId: string): Promise<Period | null> {
    const moved = (await this.cases.movesOf(episodeId)).filter(({ kind }) => kind === 'moved' || kind === 'opened');
    const last = moved.at(-1);
    return last ? parsePeriod(last.occurredOn) : null;
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}

/** Judgements say that it is open, or that it is over and watched: then it is monitored until somebody decides. */
const stateToTakeUp = ({ state }: CaseRow): EpisodeState => (state === 'open' ? 'open' : 'monitoring');

/** What stands beside the state on the public page. */
const reasonOf = ({ why, decision }: AskedMove): string | null =>
  [why || null, decision ? `Decided by ${decision.by}${decision.reference ? ` (${decision.reference})` : ''}.` : null]
    .flatMap((text) => text ?? [])
    .join(' ') || null;
