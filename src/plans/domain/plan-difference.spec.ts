import { day } from '../../kernel/calendar-day.js';
import type { FrozenMilestone, FrozenPlan } from './frozen-plan.js';
import { isSame, planDifference } from './plan-difference.js';

const milestone = (id: string, more: Partial<FrozenMilestone> = {}): FrozenMilestone => ({
  id,
  ref: `MS-${id}`,
  theirRef: null,
  priority: 1,
  title: `Action ${id}`,
  doneMeans: 'It is there',
  ownerPost: 'Head',
  deputyPost: null,
  lever: 'practice',
  horizon: 'improve',
  weight: 'medium',
  firstDue: day('2026-12-01'),
  dueOn: day('2026-12-01'),
  state: 'in_progress',
  ...more,
});
const plan = (milestones: readonly FrozenMilestone[], outcome = 'Seen in time'): FrozenPlan => ({
  title: 'Plan',
  priorities: [{ number: 1, title: 'Front door', outcome, leadPost: null, sponsor: null }],
  milestones,
});

describe('the difference of two versions', () => {
  it('of the same is none', () => {
    const same = planDifference(plan([milestone('a')]), plan([milestone('a', { state: 'action_complete' })]));
    expect(same).toMatchObject({ added: [], removed: [], reDated: [], reOwned: [], reWorded: [], unchanged: 1 });
    expect(isSame(same)).toBe(true);
  });

  it('names what was added, what was taken out and what was cancelled', () => {
    const found = planDifference(
      plan([milestone('gone'), milestone('stopped'), milestone('long-stopped', { state: 'cancelled' })]),
      plan([
        milestone('new'),
        milestone('stopped', { state: 'cancelled', dueOn: day('2027-01-01') }),
        milestone('long-stopped', { state: 'cancelled' }),
      ]),
    );
    expect(found.added.map(({ ref }) => ref)).toEqual(['MS-new']);
    expect(found.removed).toEqual([
      { ref: 'MS-gone', title: 'Action gone', isCancelled: false },
      { ref: 'MS-stopped', title: 'Action stopped', isCancelled: true },
    ]);
    expect(found.reDated).toEqual([]);
    expect(found.unchanged).toBe(1);
  });

  it('keeps a new date, a new owner and new words apart', () => {
    const found = planDifference(
      plan([milestone('a'), milestone('b')]),
      plan([
        milestone('a', {
          dueOn: day('2027-02-01'),
          ownerPost: null,
          deputyPost: 'Deputy',
          title: 'Another action',
          lever: 'capacity',
        }),
        milestone('b'),
      ]),
    );
    expect(found.reDated).toEqual([{ ref: 'MS-a', title: 'Another action', from: '2026-12-01', to: '2027-02-01' }]);
    expect(found.reOwned[0]?.changes).toEqual([
      { what: 'Owner', from: 'Head', to: 'Nothing' },
      { what: 'Deputy', from: 'Nothing', to: 'Deputy' },
    ]);
    expect(found.reWorded[0]?.changes.map(({ what }) => what)).toEqual(['Action', 'Kind of change']);
    expect(found.unchanged).toBe(1);
    expect(isSame(found)).toBe(false);
  });

  it('tells what changed about a priority', () => {
    const found = planDifference(plan([]), plan([], 'Seen the same day'));
    expect(found.priorities).toEqual([
      {
        ref: 'Priority 1',
        title: 'Front door',
        changes: [{ what: 'What will be different', from: 'Seen in time', to: 'Seen the same day' }],
      },
    ]);
    expect(isSame(found)).toBe(false);
  });
});
