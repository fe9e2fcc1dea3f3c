import { Injectable } from '@nestjs/common';
import { type Account, may, reachOf } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import { Clock } from '../kernel/clock.js';
import { BoardTasksQueries } from './data/my-work/board-tasks.queries.js';
import { ConcernTasksQueries } from './data/my-work/concern-tasks.queries.js';
import { CaseTasksQueries } from './data/my-work/case-tasks.queries.js';
import { DeadlineTasksQueries } from './data/my-work/deadline-tasks.queries.js';
import { EntryTasksQueries } from './data/my-work/entry-tasks.queries.js';
import { InspectionTasksQueries } from './data/my-work/inspection-tasks.queries.js';
import { InvitationTasksQueries } from './data/my-work/invitation-tasks.queries.js';
import { MeasureTasksQueries } from './data/my-work/measure-tasks.queries.js';
import { PlanTasksQueries } from './data/my-work/plan-tasks.queries.js';
import { LetterTasksQueries } from './data/my-work/letter-tasks.queries.js';
import { type AskingForWork, inOrder, type Task, type TaskSource } from './domain/task.js';
import { EyesService } from './eyes.service.js';

/** Gathers what a person owes. */
@Injectable()
export class MyWorkService {
  readonly #sources: readonly TaskSource[];

  constructor(
    private readonly eyes: EyesService,
    private readonly clock: Clock,
    inspections: InspectionTasksQueries,
    cases: CaseTasksQueries,
    deadlines: DeadlineTasksQueries,
    invitations: InvitationTasksQueries,
    letters: LetterTasksQueries,
    entries: EntryTasksQueries,
    measures: MeasureTasksQueries,
    boards: BoardTasksQueries,
    plans: PlanTasksQueries,
    concerns: ConcernTasksQueries,
  ) {
    this.#sources = [inspections, cases, deadlines, invitations, letters, entries, measures, boards, plans, concerns];
  }

  async of(account: Account): Promise<Task[]> {
    const { inspectionIds } = await this.eyes.of(account);
    const asking: AskingForWork = {
      accountId: account.id,
      grants: account.grants,
      may: (permission) => may(account, permission as Permission),
      reach: (permission) => reachOf(account, permission as Permission).organisationIds,
      organisationIds: [...new Set(account.grants.flatMap(({ organisationId }) => organisationId ?? []))],
      inspectionIds,
      today: this.clock.today(),
    };
    const found: Task[] = [];
    for (const source of this.#sources) found.push(...(await source.tasksOf(asking)));
    return inOrder(found);
  }
}
