/** How much the cases say about each lesson, for and against. */
export type LessonCountRow = { readonly lesson: number; readonly stance: string; readonly count: number };

/** What a case says about one lesson. */
export type EvidenceRow = {
  readonly id: string;
  readonly lesson: number;
  readonly stance: string;
  readonly text: string;
  readonly occurredOn: string | null;
  readonly page: string | null;
  readonly organisation: string | null;
  readonly slug: string | null;
  readonly episodeRef: string | null;
  readonly episodeTitle: string | null;
  readonly knownOn: string | null;
  readonly verified: number;
  readonly inferred: number;
  readonly note: string | null;
  readonly recordedAt: string;
};

/** A failure of which a case is told, whose lessons can be read. */
export type ReadCaseRow = {
  readonly episodeId: string;
  readonly ref: string;
  readonly title: string;
  readonly organisation: string;
  readonly slug: string;
};
