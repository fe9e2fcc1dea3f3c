import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { type Period, periodText } from '../../kernel/period.js';
import { knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type {
  NewDirection,
  NewExitCriterion,
  NewIntervention,
  NewOverlap,
  NewPlannedEnd,
  NewReplacement,
} from '../domain/new-intervention.js';
import type { DirectionState } from '../domain/direction-state.js';
import type { ExitCriterionState } from '../domain/exit-criterion-state.js';
import { keptAs } from '../domain/visibility.js';
import { Direction, ExitCriterion, Intervention, InterventionOverlap, PlannedEnd } from './intervention.entity.js';

type OfIntervention<Item> = Item & { readonly interventionId: string };

@Injectable()
export class InterventionsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: readonly NewIntervention[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('IV', given.length);
    const rows = given.map((intervention, index) => ({
      id: randomUUID(),
      ref: refs[index],
      organisationId: intervention.organisationId,
      kind: intervention.kind,
      typeText: intervention.typeText,
      level: intervention.level,
      levelNote: intervention.levelNote ?? null,
      authority: intervention.authority,
      legalBasis: intervention.legalBasis ?? null,
      startedOn: whenText(intervention.startedOn),
      endedOn: whenText(intervention.endedOn),
      endReason: intervention.endReason ?? null,
      powers: intervention.powers ?? null,
      scope: intervention.scope ?? null,
      text: intervention.text,
      stage: intervention.stage ?? null,
      replacesId: intervention.replacesId ?? null,
      area: intervention.area ?? null,
      known: knownColumns(intervention),
      kept: keptAs(stamp, intervention.visibility),
    }));
    await this.db.insert(Intervention, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  async addPlannedEnds(
    ends: readonly OfIntervention<NewPlannedEnd & { readonly position: number }>[],
  ): Promise<string[]> {
    const rows = ends.map(({ interventionId, position, announcedOn, plannedEndOn, note }) => ({
      id: randomUUID(),
      interventionId,
      position,
      announcedOn: whenText(announcedOn),
      plannedEndOn: whenText(plannedEndOn) as string,
      note: note ?? null,
    }));
    await this.db.insert(PlannedEnd, rows);
    return rows.map(({ id }) => id);
  }

  async addDirections(stamp: Stamp, directions: readonly OfIntervention<NewDirection>[]): Promise<string[]> {
    const rows = directions.map((direction) => ({
      id: randomUUID(),
      interventionId: direction.interventionId,
      number: direction.number ?? null,
      text: direction.text,
      dueOn: direction.dueOn ?? null,
      status: direction.status ?? 'open',
      boardComment: direction.boardComment ?? null,
      known: knownColumns(direction),
      kept: keptAs(stamp, direction.visibility),
    }));
    await this.db.insert(Direction, rows);
    return rows.map(({ id }) => id);
  }

  async addExitCriteria(stamp: Stamp, criteria: readonly OfIntervention<NewExitCriterion>[]): Promise<string[]> {
    const rows = criteria.map((criterion) => ({
      id: randomUUID(),
      interventionId: criterion.interventionId,
      text: criterion.text,
      test: criterion.test ?? null,
      agreedOn: whenText(criterion.agreedOn),
      ownerPost: criterion.ownerPost ?? null,
      status: criterion.status ?? null,
      metOn: whenText(criterion.metOn),
      known: knownColumns(criterion),
      kept: keptAs(stamp, criterion.visibility),
    }));
    await this.db.insert(ExitCriterion, rows);
    return rows.map(({ id }) => id);
  }

  async overlap(pairs: readonly NewOverlap[]): Promise<void> {
    await this.db.insert(
      InterventionOverlap,
      pairs.map(({ interventionId, otherId }) => ({ id: randomUUID(), interventionId, otherId })),
    );
  }

  async replace({ interventionId, replacesId }: NewReplacement): Promise<void> {
    await this.db.run(sql`
      UPDATE intervention SET replaces_id = ${replacesId} WHERE intervention.id = ${interventionId}`);
  }

  async describe(
    id: string,
    {
      powers,
      scope,
      legalBasis,
      text,
    }: {
      readonly powers: string | null;
      readonly scope: string | null;
      readonly legalBasis: string | null;
      readonly text: string;
    },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE intervention
         SET powers = ${powers}, scope = ${scope}, legal_basis = ${legalBasis}, text = ${text}, version = version + 1
       WHERE intervention.id = ${id}`);
  }

  /** What belongs to a step has changed: whoever has read it should read it again. */
  async touch(id: string): Promise<void> {
    await this.db.run(sql`UPDATE intervention SET version = version + 1 WHERE intervention.id = ${id}`);
  }

  async end(id: string, endedOn: Period, endReason: string): Promise<void> {
    await this.db.run(sql`
      UPDATE intervention
         SET ended_on = ${periodText(endedOn)}, end_reason = ${endReason}, version = version + 1
       WHERE intervention.id = ${id}`);
  }

  async moveDirection(id: string, status: DirectionState, boardComment: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE direction
         SET status = ${status}, board_comment = COALESCE(${boardComment}, direction.board_comment),
             version = version + 1
       WHERE direction.id = ${id}`);
  }

  /** `metOn` empty: it is not met, and has held for no time. */
  async moveCriterion(id: string, status: ExitCriterionState, metOn: Period | null): Promise<void> {
    await this.db.run(sql`
      UPDATE exit_criterion
         SET status = ${status}, met_on = ${whenText(metOn)}, version = version + 1
       WHERE exit_criterion.id = ${id}`);
  }
}
