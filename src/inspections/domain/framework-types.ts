import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';

/** What a framework's own kind of inspection is in the words of the record. The first that fits. */
const kinds: readonly (readonly [RegExp, InspectionType])[] = [
  [/engagement/, 'review'],
  [/monitor|_mv$|irp/, 'monitoring'],
  [/focused|assurance|unannounced|s8_short/, 'focused'],
  [/revisit|reinspection|further|follow/, 'follow_up'],
  [/^short$/, 'short'],
  [/jtai|thematic|pilot|reactive|responsive|urgent|vulnerability|covid|scrutiny|interim/, 'special'],
];

/** A kind that none of them names is a full inspection; a school's ungraded one is a short look. */
export const typeOfKind = (key: string): InspectionType =>
  key === 'ungraded' ? 'short' : (kinds.find(([pattern]) => pattern.test(key))?.[1] ?? 'full');
