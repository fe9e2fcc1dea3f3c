/** What a piece of evidence is. */
export const evidenceKinds = {
  performance_data: 'Performance data',
  case_file_audit_internal: 'Case-file audit, internal',
  case_file_audit_external: 'Case-file audit, external',
  observation: 'Observation',
  voice_of_people: 'Voice of people who use the service',
  staff_voice: 'Voice of staff',
  partner_view: 'View of a partner',
  document: 'Document or decision',
  inspection: 'Inspection or monitoring letter',
  peer_review: 'Peer review',
} as const;
export type EvidenceKind = keyof typeof evidenceKinds;

/** How inspectors came by it. */
export const evidenceMethods = {
  interview: 'Interview',
  observation: 'Observation',
  case_tracking: 'Case tracking',
  document: 'Document',
  data: 'Data',
} as const;
export type EvidenceMethod = keyof typeof evidenceMethods;

export const evidenceStrengths = {
  strong: 'Strong: direct, recent and seen in more than one place',
  fair: 'Fair: direct, from one place or one person',
  weak: 'Weak: indirect or old',
} as const;
export type EvidenceStrength = keyof typeof evidenceStrengths;
