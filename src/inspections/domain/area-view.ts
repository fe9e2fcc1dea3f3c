import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** Who judges an area besides inspectors. */
export const areaViewKinds = {
  self: 'The organisation itself',
  board: 'Its board',
} as const;
export type AreaViewKind = keyof typeof areaViewKinds;
export const isAreaViewKind = (text: unknown): text is AreaViewKind =>
  typeof text === 'string' && Object.hasOwn(areaViewKinds, text);

/** Who may read a view: everybody, or the people of the body and its board. */
export type ViewSeenBy = 'public' | 'board';

export const selfAssessmentStates = { draft: 'Draft', submitted: 'Submitted' } as const;
export type SelfAssessmentState = keyof typeof selfAssessmentStates;

/** What is judged, for which period, and how. `gradeId` is one of the scale of the area in the framework. */
export type AreaViewSaid = {
  readonly areaKey: string;
  readonly gradeId: string;
  readonly from: Period;
  readonly to: Period;
  readonly narrative: string;
  readonly visibility: ViewSeenBy;
};

export type AreaChoice = { readonly key: string; readonly scaleId: string };
export type GradeChoice = { readonly id: string; readonly scaleId: string };

export type AreaViewRefusal = 'ends-before-it-begins' | 'not-begun' | 'no-such-area' | 'grade-of-another-scale';

/** Whether a view can stand: of an area of the framework, on its scale, for a period that has begun. */
export function checkAreaView(
  { areaKey, gradeId, from, to }: Pick<AreaViewSaid, 'areaKey' | 'gradeId' | 'from' | 'to'>,
  {
    areas,
    grades,
    today,
  }: { readonly areas: readonly AreaChoice[]; readonly grades: readonly GradeChoice[]; readonly today: CalendarDay },
): Result<null, AreaViewRefusal> {
  const area = areas.find(({ key }) => key === areaKey);
  if (!area) return refused('no-such-area');
  if (!grades.some(({ id, scaleId }) => id === gradeId && scaleId === area.scaleId))
    return refused('grade-of-another-scale');
  if (periodEnd(to) < from.start) return refused('ends-before-it-begins');
  if (from.start > today) return refused('not-begun');
  return ok(null);
}
