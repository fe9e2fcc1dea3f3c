/** Where an inspection stands between the first note and its place in the record. */
export const inspectionStates = {
  draft: 'Draft',
  provisional: 'Provisional',
  accuracy_check: 'Accuracy check',
  published: 'Published',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
} as const;
export type InspectionState = keyof typeof inspectionStates;

/** What each state may become. A correction leaves a published inspection published, in its next edition. */
const next = {
  draft: ['provisional', 'withdrawn'],
  provisional: ['accuracy_check', 'withdrawn'],
  accuracy_check: ['provisional', 'published', 'withdrawn'],
  published: ['published', 'superseded', 'withdrawn'],
  superseded: ['superseded', 'published', 'withdrawn'],
  withdrawn: [],
} as const satisfies Readonly<Record<InspectionState, readonly InspectionState[]>>;

export const mayMove = (from: InspectionState, to: InspectionState): boolean =>
  (next[from] as readonly InspectionState[]).includes(to);

/** Not yet published: known to its team alone, and to the organisation's contacts where the rules below say so. */
export const isInConfidence = (state: InspectionState): boolean =>
  state === 'draft' || state === 'provisional' || state === 'accuracy_check';

export const isOut = (state: InspectionState): boolean => state === 'published' || state === 'superseded';
