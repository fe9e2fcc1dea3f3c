/** What a seal holds of a judgement, in the order in which it was published. Grades by the keys of their scale. */
export type SealedJudgement = {
  readonly area: string | null;
  readonly areaText: string;
  readonly unit: string | null;
  readonly isOverall: number;
  readonly scale: string | null;
  readonly grade: string | null;
  readonly label: string | null;
  readonly absence: string | null;
  readonly limiting: number;
  readonly narrative: string | null;
};

export type SealedFinding = {
  readonly area: string | null;
  readonly text: string;
  readonly kind: string;
  readonly cause: string | null;
};

export type SealedNote = {
  readonly improved: string | null;
  readonly notImproved: string | null;
  readonly pace: string | null;
  readonly next: string | null;
};

/**
 * All that an inspection says in public, as its seal holds it. What happens to it afterwards is not in it: that a later
 * inspection superseded it, or what became of a finding.
 */
export type SealedContent = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly framework: string | null;
  readonly frameworkInferred: number;
  readonly inspectorateName: string;
  readonly subject: string;
  readonly area: string | null;
  readonly unit: string | null;
  readonly type: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly publishedOn: string | null;
  readonly receivedOn: string | null;
  readonly judgedOn: string | null;
  readonly dateInferred: number;
  readonly overallLabel: string | null;
  readonly category: string | null;
  readonly headline: string | null;
  readonly reportText: string | null;
  readonly quote: string | null;
  readonly reportUrl: string | null;
  readonly visibility: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
  readonly edition: number;
  readonly judgements: readonly SealedJudgement[];
  readonly findings: readonly SealedFinding[];
  readonly note: SealedNote | null;
};

/** What can be wrong with what is sealed, each named by the reference of its inspection. */
export type SealFault =
  | { readonly kind: 'changed'; readonly ref: string }
  | { readonly kind: 'gone'; readonly ref: string }
  | { readonly kind: 'never-sealed'; readonly ref: string }
  | { readonly kind: 'edition-changed'; readonly ref: string; readonly edition: number }
  | { readonly kind: 'seals-changed'; readonly batch: string };

export const sealFaultWords: { readonly [kind in SealFault['kind']]: string } = {
  changed: 'was changed after it was published',
  gone: 'was published and is gone',
  'never-sealed': 'is public and was never published by this service',
  'edition-changed': 'has an edition that was changed',
  'seals-changed': 'seals were changed',
};
