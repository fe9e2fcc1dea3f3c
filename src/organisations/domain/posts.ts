/** Posts whose holders may be named: director level and above, and those who answer for the body by law. */
export const posts = {
  chief_executive: 'Chief executive',
  director: 'Director',
  lead_member: 'Lead member',
  chair: 'Chair',
  section_151: 'Chief finance officer (section 151)',
  monitoring: 'Monitoring officer',
  head: 'Head teacher',
  medical_director: 'Medical director',
  mayor: 'Elected mayor',
} as const;
export type Post = keyof typeof posts;

export const postKeys = Object.keys(posts) as readonly Post[];
