/** A framework as a list shows it. `sectors` and `countries` are JSON lists. */
export type FrameworkListRow = {
  readonly key: string;
  readonly title: string;
  readonly inspectorateKey: string;
  readonly inspectorate: string;
  readonly unit: string;
  readonly kind: string;
  readonly status: string;
  readonly sectors: string;
  readonly countries: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly datesVerified: number;
  readonly overallKind: string | null;
  readonly overallCount: number;
  readonly factsVerified: number;
  readonly factsTotal: number;
};

export type FrameworkRow = FrameworkListRow & {
  readonly id: string;
  readonly scaleId: string | null;
  readonly episodeArea: string;
  readonly recoveredRule: string | null;
  readonly dateNote: string | null;
  /** JSON: `{ anyOf, note }`. */
  readonly formalFailure: string;
  readonly seriousFindings: string;
  readonly predecessorKey: string | null;
  readonly predecessorTitle: string | null;
  readonly successorKey: string | null;
  readonly successorTitle: string | null;
  readonly verification: string;
  readonly strongestSourceTier: string | null;
  /** Inspections here that used it, counted up to a limit. */
  readonly inspections: number;
};

export type FrameworkAreaRow = {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly isOverall: number;
  readonly verified: number;
  readonly note: string | null;
};

/** A grade with the scale that it stands on, the framework's main scale first, the worst grade first. */
export type FrameworkGradeRow = {
  readonly scaleId: string;
  readonly scaleKey: string;
  readonly scaleLabel: string;
  readonly bandBasis: string;
  readonly published: string | null;
  readonly scaleVerified: number;
  readonly scaleNote: string | null;
  readonly isMain: number;
  /** Null in every column below: the scale has no grades. */
  readonly key: string | null;
  readonly label: string | null;
  readonly ordinal: number | null;
  readonly band: string | null;
  readonly altBand: string | null;
  readonly bandConfidence: string | null;
  readonly isFailing: number | null;
};

export type FrameworkFactRow = {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** Null: the reference file does not say. */
  readonly verified: number | null;
  /** JSON, or null. */
  readonly detail: string | null;
};
