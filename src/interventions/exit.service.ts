import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { DeadlinesService } from '../office/deadlines.service.js';
import { type CalendarDay, daysBetween } from '../kernel/calendar-day.js';
import { parsePeriod, type Period, periodEnd } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import type { CriterionRow, DirectionRow, StepRow } from './data/case-work.row.js';
import { CaseWorkStore } from './data/case-work.store.js';
import { InterventionsStore } from './data/interventions.store.js';
import {
  type DirectionMove,
  type DirectionRefusal,
  type DirectionState,
  isForTheBoard,
  moveDirection,
} from './domain/direction-state.js';
import {
  type CriterionMove,
  type CriterionRefusal,
  type ExitCriterionState,
  moveCriterion,
} from './domain/exit-criterion-state.js';
import type { NewExitEvidence, NewStepDown } from './domain/new-case-work.js';
import type { NewDirection, NewExitCriterion } from './domain/new-intervention.js';
import type { StaleOr } from './peer-help.service.js';

type Version = { readonly id: string; readonly version: number };

/** The way out of an intervention: what it requires, what must be true at its end, what shows it, and the soft landing. */
@Injectable()
export class ExitService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly steps: InterventionsStore,
    private readonly work: CaseWorkStore,
    private readonly deadlines: DeadlinesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async addDirection(
    actor: Actor,
    interventionId: string,
    direction: NewDirection,
  ): Promise<Result<string, 'not-found' | 'step-has-ended'>> {
    return this.db.transaction(async () => {
      const step = await this.#step(interventionId);
      if (!step) return refused('not-found');
      if (step.endedOn) return refused('step-has-ended');
      const visibility = seenBy(step, direction);
      const [id = ''] = await this.steps.addDirections(this.#stamp(actor), [
        { ...direction, visibility, interventionId },
      ]);
      await this.audit.record(actor, {
        action: 'direction.added',
        entity: 'direction',
        entityId: id,
        after: { ...direction, step: step.ref },
      });
      await this.#startClock(actor, step, { id, text: direction.text, dueOn: direction.dueOn ?? null, visibility });
      return ok(id);
    });
  }

  async moveDirection(
    actor: Actor,
    { id, version }: Version,
    move: DirectionMove,
  ): Promise<Result<DirectionState, StaleOr<DirectionRefusal>>> {
    return this.db.transaction(async () => {
      const direction = await this.#direction(id);
      if (!direction) return refused('not-found');
      if (direction.version !== version) return refused('changed');
      const moved = moveDirection({ state: direction.status, since: await this.#since(id) }, move, this.clock.today());
      if (!moved.ok) return moved;
      const comment = isForTheBoard(direction.status, moved.value) ? move.text : null;
      await this.steps.moveDirection(id, moved.value, comment);
      await this.#turnClock(actor, direction, { to: moved.value, on: move.on });
      await this.#note(actor, 'direction', {
        id,
        from: direction.status,
        to: moved.value,
        on: move.on,
        text: move.text,
      });
      return moved;
    });
  }

  async addCriterion(
    actor: Actor,
    interventionId: string,
    criterion: NewExitCriterion,
  ): Promise<Result<string, 'not-found' | 'step-has-ended'>> {
    return this.db.transaction(async () => {
      const step = await this.#step(interventionId);
      if (!step) return refused('not-found');
      if (step.endedOn) return refused('step-has-ended');
      const visibility = seenBy(step, criterion);
      const [id = ''] = await this.steps.addExitCriteria(this.#stamp(actor), [
        { ...criterion, status: 'not_met', visibility, interventionId },
      ]);
      await this.audit.record(actor, {
        action: 'exit_criterion.added',
        entity: 'exit_criterion',
        entityId: id,
        after: { ...criterion, step: step.ref },
      });
      return ok(id);
    });
  }

  async addEvidence(
    actor: Actor,
    criterionId: string,
    evidence: NewExitEvidence,
  ): Promise<Result<string, 'not-found' | 'criterion-withdrawn' | 'after-today'>> {
    return this.db.transaction(async () => {
      const criterion = await this.#criterion(criterionId);
      if (!criterion) return refused('not-found');
      if (criterion.status === 'withdrawn') return refused('criterion-withdrawn');
      if (evidence.occurredOn && evidence.occurredOn.start > this.clock.today()) return refused('after-today');
      const id = await this.work.addEvidence(this.#stamp(actor), criterionId, evidence, criterion.visibility);
      await this.audit.record(actor, {
        action: 'exit_evidence.added',
        entity: 'exit_evidence',
        entityId: id,
        after: { ...evidence, criterionId },
      });
      return ok(id);
    });
  }

  /** Met from the day given: from then on it is held, until it is taken back. */
  async moveCriterion(
    actor: Actor,
    { id, version }: Version,
    move: CriterionMove,
  ): Promise<Result<ExitCriterionState, StaleOr<CriterionRefusal>>> {
    return this.db.transaction(async () => {
      const criterion = await this.#criterion(id);
      if (!criterion) return refused('not-found');
      if (criterion.version !== version) return refused('changed');
      const evidence = await this.queries.evidenceOf([id]);
      const facts = { state: criterion.status, since: await this.#since(id), evidence: evidence.length };
      const moved = moveCriterion(facts, move, this.clock.today());
      if (!moved.ok) return moved;
      await this.steps.moveCriterion(id, moved.value, moved.value === 'met' ? move.on : null);
      await this.#note(actor, 'exit_criterion', {
        id,
        from: criterion.status,
        to: moved.value,
        on: move.on,
        text: move.why,
      });
      return moved;
    });
  }

  /** Plans the lighter help that follows a step: part of the way out, so it is planned before the end. */
  async planStepDown(
    actor: Actor,
    interventionId: string,
    plan: NewStepDown,
  ): Promise<Result<string, 'not-found' | 'not-lighter' | 'until-before-from'>> {
    return this.db.transaction(async () => {
      const step = await this.#step(interventionId);
      if (!step) return refused('not-found');
      if (plan.level >= step.level) return refused('not-lighter');
      if (plan.untilOn && periodEnd(plan.untilOn) < plan.fromOn.start) return refused('until-before-from');
      const id = await this.work.addStepDown(this.#stamp(actor), interventionId, plan, step.visibility);
      await this.audit.record(actor, {
        action: 'step_down.planned',
        entity: 'step_down',
        entityId: id,
        after: { ...plan, step: step.ref },
      });
      return ok(id);
    });
  }

  /** A direction that is due has a clock in the office, seen by whoever sees the direction. */
  async #startClock(
    actor: Actor,
    step: Pick<StepRow, 'organisationId' | 'ref'>,
    direction: {
      readonly id: string;
      readonly text: string;
      readonly dueOn: CalendarDay | null;
      readonly visibility: StepRow['visibility'];
    },
  ): Promise<void> {
    const { id, text, dueOn, visibility } = direction;
    if (dueOn === null || (visibility !== 'public' && visibility !== 'board')) return;
    const today = this.clock.today();
    // What was due before it was written down began on that day: a clock does not run backwards.
    const startsOn = dueOn < today ? dueOn : today;
    await this.deadlines.startDeadline(actor, {
      organisationId: step.organisationId,
      rule: 'direction',
      text: `Do what ${step.ref} directs: ${text}`.slice(0, 300),
      startsOn,
      days: daysBetween(startsOn, dueOn),
      unit: 'calendar',
      recordKind: 'direction',
      recordId: id,
      visibility,
    });
  }

  /** Its clock stops when the board is satisfied, and runs again when it is not any more. */
  async #turnClock(
    actor: Actor,
    direction: DirectionRow,
    { to, on }: { readonly to: DirectionState; readonly on: Period },
  ): Promise<void> {
    const done: readonly string[] = ['board_satisfied', 'closed'];
    const { id, dueOn, visibility } = direction;
    const clock = { recordKind: 'direction', recordId: id, rule: 'direction' };
    const today = this.clock.today();
    const end = periodEnd(on);
    if (done.includes(to)) await this.deadlines.meetAll(actor, clock, end < today ? end : today);
    else if (done.includes(direction.status)) {
      const stepId = await this.queries.parentOf('direction', id);
      const step = stepId ? await this.#step(stepId) : null;
      if (step) await this.#startClock(actor, step, { id, text: direction.text, dueOn, visibility });
    }
  }

  async #note(
    actor: Actor,
    recordKind: 'direction' | 'exit_criterion',
    change: {
      readonly id: string;
      readonly from: string | null;
      readonly to: string;
      readonly on: Period;
      readonly text: string;
    },
  ): Promise<void> {
    await this.work.noteChange(this.#stamp(actor), {
      recordKind,
      recordId: change.id,
      fromState: change.from,
      toState: change.to,
      occurredOn: change.on,
      text: change.text,
    });
    await this.audit.record(actor, {
      action: `${recordKind}.moved`,
      entity: recordKind,
      entityId: change.id,
      before: { status: change.from },
      after: { status: change.to, on: change.on },
      reason: change.text.slice(0, 500),
    });
  }

  async #since(recordId: string): Promise<Period | null> {
    const last = (await this.queries.changesOf([recordId])).at(-1);
    return last ? parsePeriod(last.occurredOn) : null;
  }

  async #step(id: string): Promise<StepRow | null> {
    const [step] = await this.queries.steps([id]);
    return step ?? null;
  }

  async #direction(id: string): Promise<DirectionRow | null> {
    const stepId = await this.queries.parentOf('direction', id);
    const found = stepId ? await this.queries.directionsOf([stepId]) : [];
    return found.find((one) => one.id === id) ?? null;
  }

  async #criterion(id: string): Promise<CriterionRow | null> {
    const stepId = await this.queries.parentOf('exit_criterion', id);
    const found = stepId ? await this.queries.criteriaOf([stepId]) : [];
    return found.find((one) => one.id === id) ?? null;
  }

  #stamp(actor: Actor) {
    return { at: this.clock.now(), by: actor.name };
  }
}

/** What belongs to a step that only the board may read is not for everybody either. */
const seenBy = (
  step: StepRow,
  { visibility }: { readonly visibility?: StepRow['visibility'] },
): StepRow['visibility'] => (step.visibility === 'board' ? 'board' : (visibility ?? 'public'));
