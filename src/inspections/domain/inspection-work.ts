import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { NotRatedReason } from '../../vocabulary/domain/not-rated-reasons.js';
import type { InspectionState } from './inspection-state.js';

/** What somebody is to an inspection. The quality assurer checks it from outside: neither lead nor on the visit. */
export const memberParts = {
  lead: 'Lead inspector',
  inspector: 'Inspector',
  quality_assurer: 'Quality assurer',
  contact: 'Contact of the organisation',
} as const;
export type MemberPart = keyof typeof memberParts;

export type Member = {
  readonly accountId: string;
  readonly part: MemberPart;
  readonly onVisit: boolean;
  /** The digest of the judgements that the person stood by, and when. */
  readonly confirmed: { readonly at: string; readonly digest: string } | null;
  /** When a contact said that there are no more points to send. */
  readonly doneAt: string | null;
};

/** What has been said of one area so far: a grade, a reason for giving none, or nothing yet. */
export type WorkJudgement = {
  readonly id: string;
  readonly area: string | null;
  readonly areaText: string;
  readonly isOverall: boolean;
  readonly gradeId: string | null;
  readonly absence: NotRatedReason | null;
  readonly narrative: string | null;
  readonly limiting: boolean;
  readonly version: number;
};

/** An inspection that is being made, as its gates read it. */
export type InspectionWork = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly inspectorateId: string;
  readonly state: InspectionState;
  readonly version: number;
  readonly type: InspectionType;
  readonly graded: boolean;
  readonly startedOn: CalendarDay;
  readonly endedOn: CalendarDay | null;
  readonly isFirstMonitoring: boolean;
  /** A category put on top of the grades, such as special measures. */
  readonly category: string | null;
  readonly summary: string | null;
  readonly reportText: string | null;
  /** The organisation's contacts may read it as soon as it is provisional. */
  readonly provisionalShared: boolean;
  readonly accuracySentOn: CalendarDay | null;
  readonly accuracyDueOn: CalendarDay | null;
  readonly members: readonly Member[];
  readonly judgements: readonly WorkJudgement[];
  /** How many pieces of evidence each area has; those of no area are under ''. */
  readonly evidence: ReadonlyMap<string, number>;
  readonly findings: number;
  readonly hasNote: boolean;
  readonly points: readonly { readonly number: number; readonly raisedOn: CalendarDay; readonly isDecided: boolean }[];
};

/**
 * A text in which the same judgements always read the same: who confirms, confirms this, and any change to a grade, a
 * reason, a narrative, a limiting mark or the category asks for a new confirmation.
 */
export const judgementsText = ({ category, judgements }: Pick<InspectionWork, 'category' | 'judgements'>): string =>
  JSON.stringify([
    category,
    ...judgements.map(({ id, gradeId, absence, narrative, limiting }) => [id, gradeId, absence, narrative, limiting]),
  ]);

export const membersOf = (work: Pick<InspectionWork, 'members'>, ...parts: readonly MemberPart[]): readonly Member[] =>
  work.members.filter(({ part }) => parts.includes(part));
