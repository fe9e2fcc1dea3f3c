import type { ConflictFact, InspectionFact } from './dossier.js';

/**
 * What stands around an inspection. `organisation`: its address and name, and in `detail` and `second` when and why it
 * was withdrawn. Otherwise an inspection or an episode by its reference, with a date in `detail` and a note in `second`;
 * of the end of an episode of one part, `second` is that part where the inspection looked at more. Of an import: its
 * file, and in `detail` and `second` the checksum and when it was; of a line: the source, and in `detail` which line.
 */
export type InspectionContext = {
  readonly kind:
    | 'organisation'
    | 'superseded_by'
    | 'opened'
    | 'ended'
    | 'good'
    | 'later'
    | 'warning'
    // The import that put it on the record, and each line of a published file that tells of it.
    | 'imported'
    | 'line';
  readonly ref: string;
  readonly name: string;
  readonly detail: string | null;
  readonly second: string | null;
};

export type InspectionSheet = {
  readonly inspection: InspectionFact;
  /** The report as the inspectorate wrote it here. */
  readonly reportText: string | null;
  /** The editions that are kept word for word, the first first; none of what was recorded from elsewhere. */
  readonly editions: readonly number[];
  readonly context: readonly InspectionContext[];
  readonly conflicts: readonly ConflictFact[];
  /** Reports of mistakes that were answered, the latest first. */
  readonly reports: readonly {
    readonly ref: string;
    readonly pagePath: string;
    readonly receivedAt: string;
    readonly status: 'received' | 'accepted' | 'partly' | 'not_accepted' | 'set_aside';
    readonly shownText: string | null;
    readonly answer: string | null;
    readonly answeredAt: string | null;
  }[];
};

/** Ids of every record of the sheet that may have sources of its own. */
export const recordIdsOfSheet = ({ inspection, conflicts }: InspectionSheet): readonly string[] => [
  inspection.id,
  ...inspection.judgements.map(({ id }) => id),
  ...inspection.findings.map(({ id }) => id),
  ...conflicts.flatMap(({ claims }) => claims.map(({ id }) => id)),
];
