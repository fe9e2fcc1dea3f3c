/** How a case speaks to a lesson. */
export const evidenceStances = { supports: 'Supports the lesson', complicates: 'Complicates the lesson' } as const;
export type EvidenceStance = keyof typeof evidenceStances;
