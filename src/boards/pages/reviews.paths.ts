const at = (ref: string, rest = ''): string => `/reviews/${encodeURIComponent(ref)}${rest}`;

/** A meeting and what is done about it. Updates, agenda, pack and the room itself have pages of their own. */
export const reviewPaths = {
  show: (ref: string) => at(ref),
  reschedule: (ref: string) => at(ref, '/date'),
  cancel: (ref: string) => at(ref, '/cancellation'),
  hold: (ref: string) => at(ref, '/holding'),
  collect: (ref: string) => at(ref, '/collect'),
  agenda: (ref: string) => at(ref, '/agenda'),
  pack: (ref: string) => at(ref, '/pack'),
  meeting: (ref: string) => at(ref, '/meeting'),
  issuedPack: (pack: string) => `/packs/${encodeURIComponent(pack)}`,
  lessons: (ref: string) => at(ref, '/lessons'),
  lesson: (ref: string, number: number) => at(ref, `/lessons/${number}`),
  lessonProposal: (ref: string, number: number) => at(ref, `/lessons/${number}/proposal`),
  minutes: (ref: string) => at(ref, '/minutes'),
  beginMinutes: (ref: string) => at(ref, '/minutes/beginning'),
  takeBack: (ref: string) => at(ref, '/minutes/taking-back'),
  agree: (ref: string) => at(ref, '/minutes/agreement'),
  publicVersion: (ref: string) => at(ref, '/minutes/public-version'),
  publish: (ref: string) => at(ref, '/minutes/publication'),
  addenda: (ref: string) => at(ref, '/minutes/addenda'),
};
