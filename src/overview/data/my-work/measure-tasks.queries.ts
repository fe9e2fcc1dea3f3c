import { Injectable } from '@nestjs/common';
import { groupBy } from '../../../kernel/group-by.js';
import { MeasureKeepingQueries } from '../../../measures/data/keeping.queries.js';
import { isProposalKind, proposalKinds } from '../../../measures/domain/proposal.js';
import { measuresDue } from '../../domain/measures-due.js';
import type { AskingForWork, Task, TaskSource } from '../../domain/task.js';

/** Numbers that are due, for whoever enters them; and what was asked of measures, for whoever decides it. */
@Injectable()
export class MeasureTasksQueries implements TaskSource {
  constructor(private readonly measures: MeasureKeepingQueries) {}

  async tasksOf(asking: AskingForWork): Promise<Task[]> {
    return [...(await this.#waiting(asking)), ...(await this.#due(asking))];
  }

  async #due({ reach, today }: AskingForWork): Promise<Task[]> {
    const rows = await this.measures.dueRows(reach('measures.enter'));
    const bodies = new Map(rows.map(({ organisationId, body, slug }) => [organisationId, { body, slug }]));
    const due = measuresDue(rows, today).filter(({ owed }) => owed.length > 0);
    return [...groupBy(due, ({ organisationId }) => organisationId)].map(([id, own]): Task => {
      const owed = own.flatMap((one) => one.owed);
      return {
        group: 'return',
        what:
          owed.length === 1
            ? 'A number is due'
            : `${owed.length} numbers of ${own.length === 1 ? 'a measure' : `${own.length} measures`} are due`,
        about: bodies.get(id)?.body ?? null,
        place: { page: 'return', of: bodies.get(id)?.slug ?? '' },
        dueOn: owed.map(({ dueOn }) => dueOn).toSorted()[0] ?? null,
      };
    });
  }

  async #waiting({ reach, accountId }: AskingForWork): Promise<Task[]> {
    const [deciding, keeping] = [reach('measures.decide'), reach('measures.keep')];
    const rows = await this.measures.waiting([...new Set([...deciding, ...keeping])]);
    return rows.flatMap(({ id, kind, ref, name, body, organisationId, proposerId }): Task[] => {
      const mayDecide =
        kind === 'protection'
          ? proposerId !== accountId && [...deciding, ...keeping].includes(organisationId)
          : deciding.includes(organisationId);
      if (!mayDecide || !isProposalKind(kind)) return [];
      return [
        {
          group: 'decide',
          what: `${proposalKinds[kind]} was asked for: ${name}`,
          about: body,
          place: { page: 'proposal', of: `${ref}/${id}` },
          dueOn: null,
        },
      ];
    });
  }
}
