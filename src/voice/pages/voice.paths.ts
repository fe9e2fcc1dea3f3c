/** Where staff are heard, and where what was learned is told. */
export const concernPaths = {
  raise: () => '/raise-a-concern',
  answer: () => '/concern',
  answerOf: (receipt: string) => `/concern/${receipt}`,
  desk: () => '/concerns',
  hear: () => '/concerns/new',
  show: (ref: string) => `/concerns/${ref}`,
  words: (ref: string) => `/concerns/${ref}/words`,
  steps: (ref: string) => `/concerns/${ref}/steps`,
  marks: (ref: string) => `/concerns/${ref}/marks`,
  counts: (slug: string) => `/organisations/${slug}/concerns`,
  countsCsv: (slug: string) => `/organisations/${slug}/concerns.csv`,
};

export const learningPaths = {
  index: () => '/learning',
  csv: () => '/learning.csv',
  show: (ref: string) => `/learning/${ref}`,
  add: () => '/learning/new',
  edit: (ref: string) => `/learning/${ref}/edit`,
  step: (ref: string) => `/learning/${ref}/steps`,
};

export const reviewPathsOfLearning = {
  index: () => '/learning-reviews',
  add: () => '/learning-reviews/new',
  show: (ref: string) => `/learning-reviews/${ref}`,
  edit: (ref: string) => `/learning-reviews/${ref}/edit`,
};
