import { formatDay } from '../../shell/format.js';
import { day } from '../../kernel/calendar-day.js';
import type { Link } from '../../shell/links.js';
import type { ActionRow } from '../../plans/data/plan.row.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { Notification } from '../../shell/parts.js';
import type { ProposalRow } from '../data/keeping.row.js';
import type { MeasureRow } from '../data/measure-pages.row.js';
import { isProposalKind, proposalKinds } from '../domain/proposal.js';
import type { MeasurePage } from './measure.page.js';
import { measurePaths } from './measures.paths.js';

export const measureSaid = {
  begun: 'The measure is on the record. Enter its numbers next.',
  saved: 'What is said of this measure was saved.',
  defined: 'The new definition is on the record. The chart breaks where it begins.',
  protected: 'Small numbers of this measure are protected as you said.',
  asked: 'It was asked for. Somebody else decides it.',
  entered: 'The numbers are on the record.',
  locked: 'It is on the record with its decision.',
  agreed: 'It was agreed, and holds from now on.',
  refused: 'It was refused, and nothing changed.',
};

/** A measure with what this reader may do with it. */
export type MeasureShown = MeasurePage & {
  readonly said: Notification | null;
  readonly forBoard: string | null;
  readonly acts: readonly Link[];
  readonly waiting: readonly { readonly text: string; readonly link: Link }[];
  /** What is done to move it, of the plans that this reader may read. */
  readonly actions: readonly Link[];
};

type Acting = {
  readonly measure: MeasureRow;
  readonly said: Notification | null;
  /** Enters numbers, and changes what is said of it. */
  readonly keeps: boolean;
  /** Asks for baselines and dips, or records them. */
  readonly proposes: boolean;
  readonly waiting: readonly ProposalRow[];
  readonly actions: readonly ActionRow[];
  readonly isForBoard: boolean;
};

const kindOf = ({ kind }: ProposalRow): string => (isProposalKind(kind) ? proposalKinds[kind] : kind);

export function withActs(page: MeasurePage, acting: Acting): MeasureShown {
  const { measure, said, keeps, proposes, waiting, actions, isForBoard } = acting;
  const { ref } = measure;
  return {
    ...page,
    said,
    forBoard: !isForBoard
      ? null
      : measure.visibility === 'board'
        ? 'You see true numbers. Only the organisation and its board see this measure: nothing of it is for publication.'
        : 'You see true numbers. Those marked “not for publication” are withheld from everybody else.',
    acts: [
      ...(keeps
        ? [
            { text: 'Enter numbers', href: measurePaths.enter(ref) },
            { text: 'Upload numbers', href: measurePaths.upload(ref) },
            { text: 'Change what is said of it', href: measurePaths.edit(ref) },
            { text: 'Change the definition', href: measurePaths.definition(ref) },
            { text: 'Small numbers', href: measurePaths.protection(ref) },
          ]
        : []),
      ...(proposes
        ? [
            { text: 'Lock or move the baseline', href: measurePaths.baseline(ref) },
            { text: 'Expect a dip', href: measurePaths.dip(ref) },
          ]
        : []),
    ],
    waiting: proposes
      ? waiting.map((one) => ({
          text: `${kindOf(one)} was asked for on ${formatDay(day(one.proposedOn))} and waits for a decision.`,
          link: { text: `Read it: ${kindOf(one).toLowerCase()}`, href: measurePaths.proposal(ref, one.id) },
        }))
      : [],
    actions: actions.map((one) => ({
      text: `${one.ref} ${one.title}`,
      href: planPaths.milestone(one.planRef, one.ref),
    })),
  };
}
