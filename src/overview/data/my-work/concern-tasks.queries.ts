import { Injectable } from '@nestjs/common';
import { ConcernsQueries } from '../../../voice/data/concerns.queries.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** Concerns that nobody has acknowledged yet, for the speak-up lead. */
@Injectable()
export class ConcernTasksQueries implements TaskSource {
  constructor(private readonly concerns: ConcernsQueries) {}

  async tasksOf({ reach, may }: AskingForWork): Promise<Task[]> {
    // Whoever administers hears no concerns: nobody holds both roles, and nothing is asked for them.
    if (may('accounts.manage')) return [];
    const waiting = await this.concerns.unacknowledged(reach('concerns.handle'));
    const what = `${waiting} ${waiting === 1 ? 'concern waits' : 'concerns wait'} to be acknowledged`;
    return waiting === 0
      ? []
      : [{ group: 'concerns', what, about: null, place: { page: 'concerns', of: null }, dueOn: null }];
  }
}
