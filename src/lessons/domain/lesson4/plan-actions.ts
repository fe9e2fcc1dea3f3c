import type { Lever } from '../../../plans/domain/milestone-words.js';
import type { UsedFact } from '../signal.js';
import type { PlanAction } from './facts.js';

/** Those that the plan still holds: what was cancelled is no part of what is being done. */
export const standing = (actions: readonly PlanAction[]): readonly PlanAction[] =>
  actions.filter(({ state }) => state !== 'cancelled');

export const withLever = (actions: readonly PlanAction[], levers: readonly Lever[]): readonly PlanAction[] =>
  actions.filter(({ lever }) => lever !== null && levers.includes(lever));

/** Not only done but seen to work. */
export const hasShownImpact = ({ state }: PlanAction): boolean => state === 'impact_shown' || state === 'embedded';

export const usedAction = ({ id, ref, title }: PlanAction): UsedFact => ({
  kind: 'milestone',
  id,
  ref,
  label: title,
  on: null,
});
