/** Where bodies judge themselves, and the views of their boards are recorded. */
export const selfAssessmentPaths = {
  index: () => '/self-assessments',
  choose: () => '/self-assessments/new',
  begin: (kind: string, slug: string, framework: string) => `/self-assessments/new/${kind}/${slug}/${framework}`,
  show: (ref: string) => `/self-assessments/${ref}`,
  edit: (ref: string) => `/self-assessments/${ref}/edit`,
  submission: (ref: string) => `/self-assessments/${ref}/submission`,
};
