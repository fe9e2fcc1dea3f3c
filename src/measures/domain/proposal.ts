import { ok, refused, type Result } from '../../kernel/result.js';

/** What one person asks and another decides. */
export const proposalKinds = {
  baseline: 'A baseline',
  dip: 'An expected dip',
  protection: 'Less protection of small numbers',
} as const;
export type ProposalKind = keyof typeof proposalKinds;

export const proposalStates = {
  asked: 'Asked',
  agreed: 'Agreed',
  refused: 'Refused',
  taken_back: 'Taken back',
} as const;
export type ProposalState = keyof typeof proposalStates;

export const isProposalKind = (kind: string): kind is ProposalKind => Object.hasOwn(proposalKinds, kind);

export type DecidingRefusal = 'decided-already' | 'your-own' | 'not-yours-to-decide' | 'no-decision' | 'no-answer';

export type Deciding = {
  readonly by: string;
  /** Whether the person chairs the board of the body, or is its secretary. */
  readonly isOfTheBoard: boolean;
  readonly decision: 'agree' | 'refuse';
  readonly decisionRef: string | null;
  readonly answer: string | null;
};

/**
 * Who may decide what. A baseline and a dip are the board's: its chair or its secretary, with the decision that agreed
 * it. Less protection is agreed by a second person of the body or its board, never by the one who asked. A refusal
 * says why.
 */
export function decideProposal(
  { kind, state, proposedBy }: { readonly kind: ProposalKind; readonly state: string; readonly proposedBy: string },
  { by, isOfTheBoard, decision, decisionRef, answer }: Deciding,
): Result<ProposalState, DecidingRefusal> {
  if (state !== 'asked') return refused('decided-already');
  if (kind !== 'protection' && !isOfTheBoard) return refused('not-yours-to-decide');
  if (kind === 'protection' && by === proposedBy) return refused('your-own');
  if (decision === 'refuse') return answer === null ? refused('no-answer') : ok('refused');
  if (kind !== 'protection' && decisionRef === null) return refused('no-decision');
  return ok('agreed');
}
