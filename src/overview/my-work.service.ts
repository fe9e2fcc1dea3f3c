import { Injectable } from '@nestjs/common';
import { type Account, may } from '../access/domain/account.js';
import { permissions } from '../access/domain/permissions.js';
import { Clock } from '../kernel/clock.js';
import { DeadlineTasksQueries } from './data/my-work/deadline-tasks.queries.js';
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
    deadlines: DeadlineTasksQueries,
    letters: LetterTasksQueries,
  ) {
    this.#sources = [deadlines, letters];
  }

  async of(account: Account): Promise<Task[]> {
    const { inspectionIds } = await this.eyes.of(account);
    const asking: AskingForWork = {
      accountId: account.id,
      permissions: permissions.filter((permission) => may(account, permission)),
      organisationIds: [...new Set(account.grants.flatMap(({ organisationId }) => organisationId ?? []))],
      inspectionIds,
      today: this.clock.today(),
    };
    const found: Task[] = [];
    for (const source of this.#sources) found.push(...(await source.tasksOf(asking)));
    return inOrder(found);
  }
}
