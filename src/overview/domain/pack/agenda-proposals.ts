import { addDays, type CalendarDay, daysBetween } from '../../../kernel/calendar-day.js';

/** What an item of an agenda was proposed from. A bundle is about all of its kind; its id is that of the meeting. */
export const proposalKinds = [
  'minutes',
  'plan_version',
  'date_request',
  'decision',
  'breach',
  'due_milestones',
  'off_track',
  'dip',
  'challenges',
  'conditions',
  'evidence',
  'lessons',
] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export type AgendaFacts = {
  readonly review: { readonly ref: string; readonly heldOn: CalendarDay };
  /** The meeting before, whose minutes are drafted and not agreed. */
  readonly toAgree: { readonly ref: string; readonly heldOn: CalendarDay } | null;
  readonly proposedVersions: readonly { readonly plan: string; readonly title: string; readonly number: number }[];
  /** Requests for a new date that nobody has decided. */
  readonly requests: readonly {
    readonly ref: string;
    readonly milestone: string;
    readonly title: string;
    readonly askedTo: CalendarDay;
  }[];
  /** Decisions with a day on which the board wanted to look at them again. */
  readonly decisions: readonly { readonly ref: string; readonly text: string; readonly reviewOn: CalendarDay }[];
  readonly breaches: readonly { readonly id: string; readonly trigger: string; readonly text: string }[];
  /** Milestones that are not complete. */
  readonly open: readonly { readonly ref: string; readonly due: CalendarDay; readonly isOffTrack: boolean }[];
  /** Measures that went further than the dip that was written down for them, or for longer. */
  readonly dips: readonly { readonly ref: string; readonly name: string }[];
  /** Challenges without an answer. */
  readonly challenges: readonly { readonly ref: string; readonly due: CalendarDay }[];
  /** Directions and exit criteria that are not met. */
  readonly conditions: readonly { readonly ref: string }[];
  readonly expiring: readonly { readonly ref: string; readonly goodUntil: CalendarDay }[];
  /** Lessons that the board has not assessed, or not for half a year: by their number. */
  readonly lessonsDue: readonly number[];
  /** What is on the agenda already: `kind id`. */
  readonly taken: ReadonlySet<string>;
};

export type Purpose = 'decide' | 'discuss' | 'note';

/** What the record proposes: `refs` are all that it is about, in order. */
export type Proposal = {
  readonly kind: ProposalKind;
  readonly id: string;
  readonly purpose: Purpose;
  readonly refs: readonly string[];
  /** What the words of the proposal are made of, by kind. */
  readonly about: {
    readonly text?: string;
    readonly day?: CalendarDay;
    readonly number?: number;
  };
};

export const proposalKey = ({ kind, id }: Pick<Proposal, 'kind' | 'id'>): string => `${kind} ${id}`;

/** Evidence that runs out within so many days after the meeting is worth a word at it. */
export const expiringWithinDays = 30;

/**
 * What should come before a board, told from its record: what it is to decide first, then what it is to discuss. Each
 * kind has one proposal for all of its records where the board looks at them together, and one for each where it decides
 * on them one by one. What is on the agenda already is not proposed again.
 */
export function agendaProposals(facts: AgendaFacts): readonly Proposal[] {
  const { review, toAgree } = facts;
  const bundle = (
    kind: ProposalKind,
    items: readonly { readonly ref: string }[],
    about: Proposal['about'] = {},
  ): Proposal[] =>
    items.length === 0 ? [] : [{ kind, id: review.ref, purpose: 'discuss', refs: items.map(({ ref }) => ref), about }];
  const due = facts.open.filter((milestone) => milestone.due <= review.heldOn && !milestone.isOffTrack);
  const offTrack = facts.open.filter((milestone) => milestone.isOffTrack);
  const unanswered = facts.challenges.toSorted((a, b) => a.due.localeCompare(b.due));
  const expiring = facts.expiring.filter(
    ({ goodUntil }) => daysBetween(review.heldOn, goodUntil) <= expiringWithinDays,
  );
  const all: readonly Proposal[] = [
    ...(toAgree
      ? [
          {
            kind: 'minutes',
            id: toAgree.ref,
            purpose: 'decide',
            refs: [toAgree.ref],
            about: { day: toAgree.heldOn },
          } as const,
        ]
      : []),
    ...facts.proposedVersions.map(({ plan, title, number }): Proposal => ({
      kind: 'plan_version',
      id: `${plan} ${number}`,
      purpose: 'decide',
      refs: [plan],
      about: { text: title, number },
    })),
    ...facts.requests.map(({ ref, milestone, title, askedTo }): Proposal => ({
      kind: 'date_request',
      id: ref,
      purpose: 'decide',
      refs: [milestone],
      about: { text: title, day: askedTo },
    })),
    ...facts.decisions
      .filter(({ reviewOn }) => reviewOn <= review.heldOn)
      .map(({ ref, text, reviewOn }): Proposal => ({
        kind: 'decision',
        id: ref,
        purpose: 'decide',
        refs: [ref],
        about: { text, day: reviewOn },
      })),
    ...facts.breaches.map(({ id, trigger, text }): Proposal => ({
      kind: 'breach',
      id,
      purpose: 'discuss',
      refs: [trigger],
      about: { text },
    })),
    ...bundle('off_track', offTrack),
    ...bundle('due_milestones', due, { day: review.heldOn }),
    ...bundle('dip', facts.dips),
    ...bundle('challenges', unanswered),
    ...bundle('conditions', facts.conditions),
    ...bundle('evidence', expiring, { day: addDays(review.heldOn, expiringWithinDays) }),
    ...bundle(
      'lessons',
      facts.lessonsDue.map((number) => ({ ref: `Lesson ${number}` })),
    ),
  ];
  return all.filter((proposal) => !facts.taken.has(proposalKey(proposal)));
}
