const at = (review: string, rest = ''): string => `/reviews/${encodeURIComponent(review)}${rest}`;
const pack = (ref: string, rest = ''): string => `/packs/${encodeURIComponent(ref)}${rest}`;

/** Getting a meeting ready, and the packs that were issued for it. */
export const packPaths = {
  board: (board: string) => `/boards/${encodeURIComponent(board)}`,
  review: (review: string) => at(review),
  collect: (review: string) => at(review, '/collect'),
  collecting: (review: string) => at(review, '/collect/begin'),
  reminders: (review: string) => at(review, '/collect/reminders'),
  agenda: (review: string) => at(review, '/agenda'),
  proposals: (review: string) => at(review, '/agenda/proposals'),
  item: (review: string, item: string) => at(review, `/agenda/${item}`),
  place: (review: string, item: string) => at(review, `/agenda/${item}/place`),
  removal: (review: string, item: string) => at(review, `/agenda/${item}/removal`),
  prepare: (review: string) => at(review, '/pack'),
  preview: (review: string, form: string) => at(review, `/pack/${form}`),
  supplements: (review: string) => at(review, '/pack/supplements'),
  supplement: (review: string, position: number) => at(review, `/pack/supplements/${position}`),
  unlocking: (review: string) => at(review, '/pack/unlocking'),
  unlockAnswer: (review: string) => at(review, '/pack/unlocking/answer'),
  show: (ref: string) => pack(ref),
  print: (ref: string) => pack(ref, '/print'),
  data: (ref: string) => pack(ref, '/data.json'),
  pdf: (ref: string) => `${pack(ref)}.pdf`,
  between: (before: string, after: string) => `${pack(before)}..${encodeURIComponent(after)}`,
};
