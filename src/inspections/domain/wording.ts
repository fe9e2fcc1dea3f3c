import { type InspectionState, isInConfidence } from './inspection-state.js';
import { isInspecting, type Relation } from './relation.js';

export type WordingRefusal = 'not-yours' | 'only-the-lead' | 'locked';

/**
 * Who may change what an inspection says: in draft all who inspect; once it is provisional the lead alone; once it is
 * published nobody, since that takes a correction.
 */
export function wordingRefusal(state: InspectionState, relation: Relation): WordingRefusal | null {
  if (!isInspecting(relation)) return 'not-yours';
  if (!isInConfidence(state)) return 'locked';
  return state === 'draft' || relation.part === 'lead' ? null : 'only-the-lead';
}
