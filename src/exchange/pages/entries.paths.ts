/** Where what record keepers write down waits for another of them. */
export const entryPaths = {
  ofProgramme: (slug: string) => `/programmes/${slug}/entries/new`,
  index: () => '/entries',
  begin: () => '/entries/new',
  show: (ref: string) => `/entries/${ref}`,
  edit: (ref: string) => `/entries/${ref}/edit`,
  publication: (ref: string) => `/entries/${ref}/publication`,
  giveBack: (ref: string) => `/entries/${ref}/return`,
  drop: (ref: string) => `/entries/${ref}/drop`,
};
