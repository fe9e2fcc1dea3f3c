import { Injectable } from '@nestjs/common';
import { OutboxQueries } from '../../../office/data/outbox.queries.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** Letters that did not go out, for whoever runs the service. */
@Injectable()
export class LetterTasksQueries implements TaskSource {
  constructor(private readonly outbox: OutboxQueries) {}

  async tasksOf({ may }: AskingForWork): Promise<Task[]> {
    if (!may('service.run')) return [];
    const { failed } = await this.outbox.state();
    if (failed === 0) return [];
    const what = failed === 1 ? 'A letter could not be sent' : `${failed} letters could not be sent`;
    return [{ group: 'administration', what, about: null, place: { page: 'health', of: 'letters' }, dueOn: null }];
  }
}
