const slugOf = (key: string): string => key.replace('.', '-').toLowerCase();

/** Where the eight lessons of a body and of a failure are read. */
export const lessonReadingPaths = {
  organisation: (slug: string) => `/organisations/${slug}/lessons`,
  organisationCsv: (slug: string) => `/organisations/${slug}/lessons.csv`,
  episode: (ref: string) => `/episodes/${ref}/lessons`,
  episodeCsv: (ref: string) => `/episodes/${ref}/lessons.csv`,
  /** The working of one signal, `L4.1`, of a failure, with every fact that it uses. */
  signal: (ref: string, key: string) => `/episodes/${ref}/lessons/${slugOf(key)}`,
  signalCsv: (ref: string, key: string) => `/episodes/${ref}/lessons/${slugOf(key)}/facts.csv`,
  /** One lesson of a failure. */
  lesson: (ref: string, number: number) => `/episodes/${ref}/lessons#lesson-${number}`,
};
