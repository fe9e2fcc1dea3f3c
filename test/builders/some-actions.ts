import type { PlanAction } from '../../src/lessons/domain/lesson4/facts.js';
import type { MilestoneState } from '../../src/plans/domain/milestone-state.js';
import type { Lever } from '../../src/plans/domain/milestone-words.js';

/** So many actions of a plan with each lever; `none` has no lever. */
export const someActions = (
  levers: Partial<Record<Lever | 'none', number>>,
  state: MilestoneState = 'in_progress',
  more: Partial<PlanAction> = {},
): readonly PlanAction[] =>
  Object.entries(levers).flatMap(([lever, count]) =>
    Array.from({ length: count }, (_none, place) => ({
      id: `${state} ${lever} ${place}`,
      ref: `MS-${place}`,
      title: `${lever} ${place}`,
      lever: lever === 'none' ? null : (lever as Lever),
      state,
      findingIds: [],
      ...more,
    })),
  );
