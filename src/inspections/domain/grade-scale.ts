/** Where a grade stands, worst first. Ours, shown beside the published label; `none` is a grade with no standing. */
export const bands = {
  failing: 'Failing',
  below: 'Below expected',
  meeting: 'Meeting',
  exceeding: 'Exceeding',
  none: 'No band',
} as const;
export type Band = keyof typeof bands;

/** Meeting what is expected, or better. */
export const isMeetingOrBetter = (band: Band): boolean => band === 'meeting' || band === 'exceeding';

/** What is needed to say whether two grades may be compared. */
export type ScaledGrade = { readonly scale: string; readonly ordinal: number };

/**
 * Whether the later of two grades is better, worse or the same. Ordinals count from the worst on every scale. Grades
 * of different scales are never compared: the answer is "different scale", and a page prints that.
 */
export function compareGrades(
  earlier: ScaledGrade,
  later: ScaledGrade,
): 'better' | 'worse' | 'same' | 'different_scale' {
  if (earlier.scale !== later.scale) return 'different_scale';
  if (earlier.ordinal === later.ordinal) return 'same';
  return later.ordinal > earlier.ordinal ? 'better' : 'worse';
}
