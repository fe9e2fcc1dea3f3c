import type { FailureTest } from './framework.js';
import type { Band } from './grade-scale.js';

/** A statement of the reference file, with what it rests on. Other fields are kept as they are. */
type Statement = {
  readonly text: string;
  readonly verified: boolean;
  readonly sources: readonly string[];
  readonly [detail: string]: unknown;
};

export type FileGrade = {
  readonly key: string;
  readonly label: string;
  readonly ordinal: number;
  readonly failure: boolean;
  readonly needsImprovement: boolean;
  readonly band: Band;
  readonly altBand: Band | null;
  readonly bandConfidence: string | null;
};

export type FileScale = {
  readonly key: string;
  readonly label: string;
  readonly bandBasis: string;
  readonly published: string | null;
  readonly grades: readonly FileGrade[];
  readonly verified: boolean;
  readonly sources: readonly string[];
  readonly note?: string | null;
};

export type FileSource = {
  readonly id: string;
  readonly tier: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly supports: string | null;
};

type FileTests = { readonly anyOf: readonly FailureTest[]; readonly note: string | null };

export type FileFramework = {
  readonly key: string;
  readonly inspectorate: string;
  readonly title: string;
  readonly kind: string;
  readonly unit: string;
  readonly status: string;
  readonly sectors: readonly string[];
  readonly countries: readonly string[];
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly datesVerified: boolean;
  readonly dateNote: string | null;
  readonly scaleKey: string;
  readonly additionalScales: readonly { readonly key: string }[];
  readonly overallKind: string | null;
  readonly overallCount: number;
  readonly formalFailure: FileTests;
  readonly seriousFindings: FileTests;
  readonly predecessor: string | null;
  readonly successor: string | null;
  readonly verification: string;
  readonly factsVerified: number;
  readonly factsTotal: number;
  readonly strongestSourceTier: string | null;
  readonly judgementAreas: readonly {
    readonly key: string;
    readonly label: string;
    readonly isOverall: boolean;
    readonly verified: boolean;
    readonly note?: string | null;
    readonly conditional?: boolean;
    /** Its own scale, where it is not graded on the framework's main one. */
    readonly scaleKey?: string;
  }[];
  readonly inspectionTypes: readonly {
    readonly key: string;
    readonly label: string;
    readonly graded: boolean | null;
    readonly note?: string | null;
  }[];
  readonly categories: readonly {
    readonly key: string;
    readonly label: string;
    readonly failure: boolean;
    readonly rule: Statement;
  }[];
  readonly limitingRules: readonly Statement[];
  readonly consequences: readonly Statement[];
  readonly monitoring: readonly Statement[];
  readonly reinspection: readonly Statement[];
  readonly deadlines: readonly {
    readonly action: string;
    readonly value: number;
    readonly unit: string;
    readonly from: string;
    readonly verified: boolean;
    readonly sources: readonly string[];
  }[];
  readonly caveats: readonly string[];
  readonly sources: readonly string[];
};

/** The shipped reference file of frameworks, `frameworks.json`. */
export type FrameworkFile = {
  readonly sources: readonly FileSource[];
  readonly specialOutcomes: readonly { readonly key: string; readonly label: string; readonly note: string | null }[];
  readonly scales: readonly FileScale[];
  readonly frameworks: readonly FileFramework[];
};
