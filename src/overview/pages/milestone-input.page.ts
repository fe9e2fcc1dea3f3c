import type {
  DateChangeRow,
  DateRequestRow,
  DependencyRow,
  EvidenceRow,
  MilestoneCheckRow,
  MilestoneLinkRow,
  MilestoneMoveRow,
  MilestoneUpdateRow,
  PlanRow,
} from '../../plans/data/plan.row.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';

/** What the reader may do with a milestone. */
export type MilestoneActs = {
  readonly edit: boolean;
  readonly update: boolean;
  readonly complete: boolean;
  readonly accept: boolean;
  readonly stop: boolean;
  readonly ask: boolean;
  readonly addEvidence: boolean;
};

/** A record that a milestone can answer. */
export type Target = { readonly kind: string; readonly id: string; readonly text: string; readonly parentRef: string };

/** What the pages of a milestone are made from. */
export type MilestoneInput = {
  readonly plan: PlanRow;
  readonly milestone: ReadMilestone;
  readonly all: readonly ReadMilestone[];
  readonly acts: MilestoneActs;
  readonly updates: readonly MilestoneUpdateRow[];
  readonly moves: readonly MilestoneMoveRow[];
  readonly checks: readonly MilestoneCheckRow[];
  readonly changes: readonly DateChangeRow[];
  readonly requests: readonly DateRequestRow[];
  readonly links: readonly MilestoneLinkRow[];
  readonly targets: readonly Target[];
  readonly waits: readonly DependencyRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly mayCorrect: boolean;
  readonly query: Readonly<Record<string, unknown>>;
};
