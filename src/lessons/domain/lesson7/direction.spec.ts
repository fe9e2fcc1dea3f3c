import { used } from '../../../../test/builders/signal-facts.js';
import { day } from '../../../kernel/calendar-day.js';
import { period, periodText } from '../../../kernel/period.js';
import type { FrozenMilestone, FrozenPlan } from '../../../plans/domain/frozen-plan.js';
import { type Holding, planChanges, postChanges } from './direction.js';

const holding = (id: string, from: string | null, to: string | null, post = 'chief_executive'): Holding => ({
  fact: used(id),
  post,
  from: from === null ? null : period(from),
  to: to === null ? null : period(to),
});
const told = (...holdings: readonly Holding[]) =>
  postChanges(holdings).map(({ fact }) => `${fact.label}: ${periodText(fact.on)}`);

describe('changes in leading posts', () => {
  it('are each new holder; that the one before left is the same change', () => {
    expect(told(holding('A', null, '2024-07-31'), holding('B', '2024-09-02', null))).toEqual(['B: 2024-09-02']);
  });

  it('are an end after which nobody came within half a year', () => {
    expect(told(holding('A', null, '2024-07-31'))).toEqual(['A, who left: 2024-07-31']);
    expect(told(holding('A', null, '2024-07-31'), holding('B', '2025-03-01', null))).toEqual([
      'A, who left: 2024-07-31',
      'B: 2025-03-01',
    ]);
    expect(told(holding('A', null, '2024-07-31'), holding('B', '2024-08-01', null, 'director'))).toHaveLength(2);
  });

  it('are none where nobody wrote down when', () => {
    expect(told(holding('A', null, null))).toEqual([]);
  });
});

const milestone = (id: string, state: FrozenMilestone['state'] = 'in_progress'): FrozenMilestone => ({
  id,
  ref: id,
  theirRef: null,
  priority: 1,
  title: id,
  doneMeans: id,
  ownerPost: null,
  deputyPost: null,
  lever: null,
  horizon: null,
  weight: 'medium',
  firstDue: null,
  dueOn: day('2025-01-01'),
  state,
});
const plan = (...milestones: readonly FrozenMilestone[]): FrozenPlan => ({ title: 'Plan', priorities: [], milestones });
const version = (planId: string, on: string, frozen: FrozenPlan) => ({
  fact: { ...used(`${planId} ${on}`), on: period(on) },
  planId,
  frozen,
});

describe('changes of a plan', () => {
  it('count what each version dropped of the one before: gone or cancelled since', () => {
    const changes = planChanges([
      version('one', '2024-01-01', plan(milestone('a'), milestone('b'), milestone('c'), milestone('x', 'cancelled'))),
      version('two', '2024-02-01', plan(milestone('q'))),
      version('one', '2024-03-01', plan(milestone('a'), milestone('b', 'cancelled'), milestone('d'))),
    ]);
    expect(changes).toEqual([
      expect.objectContaining({ kind: 'plan', fact: expect.objectContaining({ id: 'one 2024-03-01' }) }),
    ]);
    expect(changes[0]?.dropped).toEqual({ count: 2, of: 3 });
  });
});
