import type { CalendarDay } from '../../kernel/calendar-day.js';

/** How often a board means to meet. The longest time between two meetings, in months, with the weeks of six-weekly. */
export const cadences = {
  fortnightly: 'Every two weeks',
  monthly: 'Every month',
  six_weekly: 'Every six weeks',
  two_monthly: 'Every two months',
  quarterly: 'Every quarter',
  half_yearly: 'Every six months',
} as const;
export type Cadence = keyof typeof cadences;

/** From whom a member is independent: who pays them and to whom they answer (record B2). */
export const independences = {
  independent: 'Independent',
  peer: 'Peer from another organisation',
  government: 'Government',
  partner_body: 'Partner body',
  lived_experience: 'Lived experience',
  elected: 'Elected member',
  internal_officer: 'Officer of the organisation',
} as const;
export type Independence = keyof typeof independences;

/** Those who come from outside the body that is watched over. */
export const isFromOutside = (independence: Independence): boolean =>
  independence !== 'elected' && independence !== 'internal_officer';

export const seats = { chair: 'Chair', vice: 'Vice-chair', member: 'Member' } as const;
export type Seat = keyof typeof seats;

/** Other parts that the same person plays: whoever reads must know under which hat they speak. */
export const hats = {
  commissioner: 'Commissioner',
  adviser: 'Government adviser',
  independent_chair: 'Independent chair of another board',
  inspector: 'Inspector',
  scrutiny: 'Scrutiny',
  provider: 'Provider of support',
} as const;
export type Hat = keyof typeof hats;

export const presences = {
  present: 'Present',
  apologies: 'Apologies',
  substitute: 'Substitute came',
  absent: 'Absent',
} as const;
export type Presence = keyof typeof presences;

export const purposes = { decide: 'To decide', discuss: 'To discuss', note: 'To note' } as const;
export type Purpose = keyof typeof purposes;

const isKeyOf =
  <Key extends string>(words: Readonly<Record<Key, string>>) =>
  (text: unknown): text is Key =>
    typeof text === 'string' && Object.hasOwn(words, text);

export const isCadence = isKeyOf(cadences);
export const isIndependence = isKeyOf(independences);
export const isSeat = isKeyOf(seats);
export const isHat = isKeyOf(hats);
export const isPresence = isKeyOf(presences);
export const isPurpose = isKeyOf(purposes);

export type Term = { readonly fromOn: CalendarDay; readonly toOn: CalendarDay | null };

/** The last day of a term is part of it. */
export const isServing = ({ fromOn, toOn }: Term, on: CalendarDay): boolean =>
  fromOn <= on && (toOn === null || toOn >= on);

export type NewTerms = {
  readonly termsVersion: string;
  readonly termsUrl: string | null;
  readonly purpose: string;
  readonly cadence: Cadence;
  readonly quorumKind: 'number' | 'share';
  /** So many voting members, or so many in a hundred of them. */
  readonly quorumAmount: number;
  readonly quorumNeedsChair: boolean;
  readonly substitutesCount: boolean;
  readonly fromOn: CalendarDay;
};

export type NewBoard = {
  readonly organisationId: string;
  readonly name: string;
  readonly startedOn: CalendarDay;
  /** Whether everybody may read that there is this board, who sits on it and what it published. */
  readonly isPublic: boolean;
  readonly terms: NewTerms;
};

export type NewMember = {
  readonly accountId: string | null;
  readonly displayName: string;
  readonly roleTitle: string;
  readonly body: string;
  readonly independence: Independence;
  readonly seat: Seat;
  readonly voting: boolean;
  /** A director or above, or elected or publicly appointed: others are named by their role only. */
  readonly nameIsPublic: boolean;
  readonly fromOn: CalendarDay;
  readonly toOn: CalendarDay | null;
  readonly hats: readonly Hat[];
};

export type TermsRefusal = 'share-out-of-range' | 'number-out-of-range' | 'terms-before-board' | 'terms-not-later';

/** Why these terms cannot stand; null where they can. `latestFromOn`: the day of those before them. */
export function whyNotTerms(
  terms: Pick<NewTerms, 'quorumKind' | 'quorumAmount' | 'fromOn'>,
  { startedOn, latestFromOn }: { readonly startedOn: CalendarDay; readonly latestFromOn: CalendarDay | null },
): TermsRefusal | null {
  if (terms.quorumKind === 'share' && (terms.quorumAmount < 1 || terms.quorumAmount > 100)) return 'share-out-of-range';
  if (terms.quorumKind === 'number' && (terms.quorumAmount < 1 || terms.quorumAmount > 100))
    return 'number-out-of-range';
  if (terms.fromOn < startedOn) return 'terms-before-board';
  return latestFromOn !== null && terms.fromOn <= latestFromOn ? 'terms-not-later' : null;
}

export type MemberRefusal = 'term-before-board' | 'term-ends-before-it-starts' | 'seat-taken';

/** Why somebody cannot sit for that term; null where they can. One chair and one vice-chair at a time. */
export function whyNotMember(
  member: Term & { readonly seat: Seat },
  { startedOn, others }: { readonly startedOn: CalendarDay; readonly others: readonly (Term & { seat: Seat })[] },
): MemberRefusal | null {
  if (member.fromOn < startedOn) return 'term-before-board';
  if (member.toOn !== null && member.toOn < member.fromOn) return 'term-ends-before-it-starts';
  if (member.seat === 'member') return null;
  const overlaps = (other: Term): boolean =>
    (other.toOn === null || other.toOn >= member.fromOn) && (member.toOn === null || member.toOn >= other.fromOn);
  return others.some((other) => other.seat === member.seat && overlaps(other)) ? 'seat-taken' : null;
}

/** The terms in force on a day: the latest that had begun, or the first where none had. `terms`: oldest first. */
export const termsOn = <Terms extends { readonly fromOn: CalendarDay }>(
  terms: readonly Terms[],
  on: CalendarDay,
): Terms | null => terms.findLast(({ fromOn }) => fromOn <= on) ?? terms[0] ?? null;
