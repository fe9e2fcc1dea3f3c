const at = (ref: string, rest = ''): string => `/boards/${encodeURIComponent(ref)}${rest}`;

/** Boards, their terms and who sits on them. */
export const boardPaths = {
  index: () => '/boards',
  add: () => '/boards/new',
  show: (ref: string) => at(ref),
  edit: (ref: string) => at(ref, '/edit'),
  terms: (ref: string) => at(ref, '/terms'),
  addMember: (ref: string) => at(ref, '/members/new'),
  member: (ref: string, id: string) => at(ref, `/members/${encodeURIComponent(id)}`),
  schedule: (ref: string) => at(ref, '/reviews/new'),
  review: (ref: string) => `/reviews/${encodeURIComponent(ref)}`,
};
