import type { ComparedKind } from './compared-record.js';

/** What each kind of fact is called. */
export const comparedKindWords: Readonly<Record<ComparedKind, string>> = {
  judgement: 'Judgement',
  intervention: 'Intervention',
  support: 'Help',
  warning: 'Warning',
  post: 'Post',
  plan: 'Plan version',
  board: 'Board',
  structure: 'Structural change',
};

export const postWords: Readonly<Record<string, string>> = {
  chief_executive: 'Chief executive',
  director: 'Director',
  lead_member: 'Lead member',
  chair: 'Chair',
  section_151: 'Chief finance officer (section 151)',
  monitoring: 'Monitoring officer',
  head: 'Head teacher',
  medical_director: 'Medical director',
  mayor: 'Elected mayor',
};

export const supportWords: Readonly<Record<string, string>> = {
  peer_challenge: 'Peer challenge',
  buddy: 'Buddy organisation',
  improvement_partner: 'Improvement partner',
  mentor: 'Mentor',
  secondment: 'Secondment',
  school_to_school: 'School-to-school support',
  network: 'Network',
};
