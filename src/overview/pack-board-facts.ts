import type { CalendarDay } from '../kernel/calendar-day.js';
import type {
  ActionRow,
  AgendaItemRow,
  AnswerRow,
  ChallengeRow,
  DecisionRow,
  MinutesRow,
  ReviewRow,
} from '../boards/data/board.row.js';
import type { PackAction, PackAgendaItem, PackChallenge, PackDecision } from './domain/pack/pack-facts.js';
import type { AgendaSecrecy, PrivateRecords } from './domain/pack/private-records.js';

/** Said where a record is marked as private and the item that it came from gives no reason. */
const unsaidReason = 'the board took it in private';

const reasonOf = ({ confidential, confidentialReason }: AgendaItemRow): string | null =>
  confidential ? (confidentialReason ?? unsaidReason) : null;

export const packAgenda = (agenda: readonly AgendaItemRow[]): readonly PackAgendaItem[] =>
  agenda.map((item) => ({
    position: item.position,
    title: item.title,
    purpose: item.purpose,
    minutes: item.minutesPlanned,
    leadPost: item.leadPost,
    inPrivate: reasonOf(item),
  }));

export const secrecyOf = (agenda: readonly AgendaItemRow[]): readonly AgendaSecrecy[] =>
  agenda.map((item) => ({
    inPrivate: reasonOf(item),
    source: item.sourceKind && item.sourceId ? { kind: item.sourceKind, id: item.sourceId } : null,
  }));

/** What decides who may read what a meeting decided, asked and set. */
export type Reading = {
  readonly secrets: PrivateRecords;
  /** Reasons of the private items of earlier meetings, by the id of the item. */
  readonly earlier: ReadonlyMap<string, string>;
  /** Meetings whose minutes everybody may read. */
  readonly published: ReadonlySet<string>;
};

type OfMeeting = {
  readonly ref: string;
  readonly reviewId: string;
  readonly agendaItemId: string | null;
  readonly confidential: boolean;
};

const hidden = (
  { ref, reviewId, agendaItemId, confidential }: OfMeeting,
  { secrets, earlier, published }: Reading,
  ...bundles: readonly string[]
) => ({
  inPrivate:
    secrets.reasonOf(ref, ...bundles) ?? earlier.get(agendaItemId ?? '') ?? (confidential ? unsaidReason : null),
  forBoard: !published.has(reviewId),
});

/** The meetings whose minutes everybody may read on a day. */
export const publishedOn = (minutes: readonly MinutesRow[], today: CalendarDay): ReadonlySet<string> =>
  new Set(
    minutes
      .filter(({ state, publicOn }) => state === 'published' && publicOn !== null && publicOn <= today)
      .map(({ reviewId }) => reviewId),
  );

export const packDecisions = (
  decisions: readonly DecisionRow[],
  actions: readonly ActionRow[],
  reading: Reading,
): readonly PackDecision[] =>
  decisions
    .toSorted((a, b) => a.ref.localeCompare(b.ref))
    .map((decision) => {
      const own = actions.filter(
        ({ agendaItemId, state }) =>
          agendaItemId === decision.agendaItemId && agendaItemId !== null && state !== 'cancelled',
      );
      return {
        ref: decision.ref,
        kind: decision.type,
        text: decision.text,
        decidedOn: decision.decidedOn,
        reviewOn: decision.reviewedOn === null ? decision.reviewOn : null,
        actions: own.length,
        done: own.filter(({ state }) => state === 'done').length,
        ...hidden(decision, reading),
      };
    });

export const packActions = (actions: readonly ActionRow[], reading: Reading): readonly PackAction[] =>
  actions
    .filter(({ state }) => state !== 'cancelled')
    .map((action) => ({
      ref: action.ref,
      text: action.text,
      ownerPost: action.ownerPost,
      dueOn: action.dueOn,
      doneOn: action.state === 'done' ? action.closedOn : null,
      ...hidden(action, reading),
    }));

/** A challenge counts as answered when an answer stands that nobody has sent back. */
export const packChallenges = (
  challenges: readonly ChallengeRow[],
  answers: readonly AnswerRow[],
  reading: Reading,
): readonly PackChallenge[] =>
  challenges.map((challenge) => {
    const last = answers.findLast(({ challengeId }) => challengeId === challenge.id) ?? null;
    const answeredOn = challenge.state === 'open' ? null : (last?.answeredOn ?? null);
    return {
      ref: challenge.ref,
      text: challenge.text,
      toPost: challenge.toPost,
      raisedOn: challenge.raisedOn,
      dueOn: challenge.dueOn,
      answeredOn,
      ...hidden(challenge, reading, ...(answeredOn === null ? ['challenges'] : [])),
    };
  });

/** The next meetings after one, the soonest first. */
export const meetingsAfter = (all: readonly ReviewRow[], heldOn: CalendarDay): readonly ReviewRow[] =>
  all.filter((review) => review.heldOn > heldOn).toSorted((a, b) => a.heldOn.localeCompare(b.heldOn));
