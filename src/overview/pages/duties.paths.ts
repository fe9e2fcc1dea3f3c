/** What every public service owes its readers. */
export const dutyPaths = {
  about: () => '/about',
  methods: () => '/methods',
  accessibility: () => '/accessibility',
  privacy: () => '/privacy',
  cookies: () => '/cookies',
  mistake: () => '/report-a-mistake',
};
