/** A grade has three absences, never mixed. The first: the inspectorate gave none, and says why. */
export const notRatedReasons = {
  ungraded_by_design: 'Not graded by design',
  not_yet_rated: 'Not yet rated',
  insufficient_evidence: 'Inspected but not rated',
  suspended: 'Rating suspended',
  withheld: 'Assessed but not published',
  incomplete_return: 'Inspection paused; inspectors will return',
  inherited: 'Carried over from an earlier provider',
  not_applicable: 'Not applicable',
  exempt: 'Exempt from rating',
} as const;
export type NotRatedReason = keyof typeof notRatedReasons;

/** The second: a grade was given, and the record does not have it. */
export const gradeUnknownReasons = {
  not_in_the_source: 'Not known: not in the source',
  unreadable: 'Not known: unreadable in the source',
  removed_from_source: 'Not known: removed from the source by its publisher',
} as const;
export type GradeUnknownReason = keyof typeof gradeUnknownReasons;

/** The third: the framework of that day had no such judgement, so that there is nothing to know. */
export const noSuchJudgement = { no_such_judgement: 'No such judgement in this framework' } as const;
export type NoSuchJudgement = keyof typeof noSuchJudgement;

export const gradeAbsences = { ...notRatedReasons, ...gradeUnknownReasons, ...noSuchJudgement } as const;
export type GradeAbsence = keyof typeof gradeAbsences;

export type AbsenceKind = 'not_rated' | 'grade_unknown' | 'no_such_judgement';

export function absenceKind(absence: GradeAbsence): AbsenceKind {
  if (absence === 'no_such_judgement') return 'no_such_judgement';
  return absence in gradeUnknownReasons ? 'grade_unknown' : 'not_rated';
}

/** Absences that leave nothing to find out: no grade exists or could exist. */
const settled: readonly GradeAbsence[] = ['ungraded_by_design', 'not_applicable', 'exempt', 'no_such_judgement'];

/** Whether nothing remains to be known; with any other absence a grade is missing from what we know. */
export const isSettledAbsence = (absence: GradeAbsence): boolean => settled.includes(absence);
