/** What kind of look it was. */
export const inspectionTypes = {
  full: 'Full inspection',
  short: 'Short inspection',
  focused: 'Focused inspection or visit',
  follow_up: 'Follow-up inspection',
  monitoring: 'Monitoring visit',
  annual: 'Annual assessment',
  special: 'Special inspection',
  review: 'Review',
  screening: 'Data screening',
  peer: 'Peer review',
  self_assessment: 'Self-assessment',
} as const;
export type InspectionType = keyof typeof inspectionTypes;

/**
 * Looks that are no judgement of an inspectorate, whatever is written in them. A focused inspection is not among
 * them: the health regulator grades its own, the children's inspectorate does not, and its missing grades say so.
 */
export const ungradedTypes = [
  'monitoring',
  'peer',
  'review',
  'screening',
  'self_assessment',
] as const satisfies readonly InspectionType[];

export const isUngradedType = (type: InspectionType): boolean =>
  (ungradedTypes as readonly InspectionType[]).includes(type);
