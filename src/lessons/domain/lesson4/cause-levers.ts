import type { Lever } from '../../../plans/domain/milestone-words.js';
import type { Cause } from '../../../vocabulary/domain/causes.js';

/**
 * The lever that answers each cause which inspectors name. Causes are told more finely than levers: people and money
 * are both capacity, and the form of governance is structure. Oversight from outside is nothing that the organisation
 * itself can pull a lever on.
 */
export const leverOfCause: Readonly<Record<Cause, Lever | null>> = {
  leadership: 'leadership',
  governance: 'structure',
  culture: 'culture',
  workforce: 'capacity',
  money: 'capacity',
  structure: 'structure',
  data: 'systems',
  practice: 'practice',
  oversight: null,
  partnership: 'partnership',
};

/** The causes for which lesson 4 asks for an answer in kind: those that a new structure leaves as they were. */
export const answeredInKind: readonly Lever[] = ['culture', 'practice', 'leadership', 'capacity'];
