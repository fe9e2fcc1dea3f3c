/** The four ways in which a failure shows, as the report names them. */
export const impacts = {
  unacceptable_standards: 'Unacceptable standards',
  harm: 'Harm to service users',
  disruption: 'Disruption to services',
  discontinuation: 'Discontinuation of services',
} as const;
export type Impact = keyof typeof impacts;
