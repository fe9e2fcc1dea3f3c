/** What stands in a lane of a comparison. `structure` is not drawn by itself: it is told in the table. */
export const comparedKinds = [
  'judgement',
  'intervention',
  'support',
  'warning',
  'post',
  'plan',
  'board',
  'structure',
] as const;
export type ComparedKind = (typeof comparedKinds)[number];

/**
 * One public fact of a case that is compared, as it is read, whatever its kind:
 *
 * | kind | startsOn | endsOn | code | label | detail | level | flag |
 * |--|--|--|--|--|--|--|--|
 * | judgement, one row a headline | judged on | – | band | published word | who judged | – | an area was found failing |
 * | intervention | start | end | kind | what it is called | by whom | 0–5 | – |
 * | support | start | end | kind | by whom | id of the intervention that records the same | – | – |
 * | warning | on | – | kind | what was seen | – | – | – |
 * | post | start | end | post | holder | – | – | interim |
 * | plan, one row a published version | agreed on | – | – | title of the plan | – | number of the version | – |
 * | board | began | ended | – | name | – | – | – |
 * | structure | on | – | kind | what changed | – | – | – |
 */
export type ComparedRow = {
  /** The episode that it is compared for. */
  readonly caseId: string;
  readonly kind: ComparedKind;
  readonly recordId: string;
  readonly ref: string | null;
  readonly position: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly detail: string | null;
  /** The part of a body's work, and the part of the body, that it is about; null: of all, or not known. */
  readonly area: string | null;
  readonly unit: string | null;
  readonly frameworkTitle: string | null;
  readonly scale: string | null;
  readonly scaleLabel: string | null;
  readonly level: number | null;
  readonly flag: number;
  /** Somebody put it down as a fact of this episode. */
  readonly isNamed: number;
  /** Somebody put it down as a fact of another episode of the same body. */
  readonly isOfAnother: number;
  readonly verified: number;
  readonly inferred: number;
};
