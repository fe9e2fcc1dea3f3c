import type { Presence, Seat } from './board.js';

export type QuorumRule = {
  readonly quorumKind: 'number' | 'share';
  readonly quorumAmount: number;
  readonly quorumNeedsChair: boolean;
  readonly substitutesCount: boolean;
};

export type Seated = {
  readonly seat: Seat;
  readonly voting: boolean;
  /** Null: not taken yet. */
  readonly presence: Presence | null;
};

export type Quorum = {
  /** Voting members in office that day. */
  readonly voting: number;
  /** How many of them must be there. */
  readonly needed: number;
  /** How many of them are there, with substitutes where the terms count them. */
  readonly present: number;
  /** Chair or vice-chair. A substitute does not take the chair. */
  readonly chairPresent: boolean;
  readonly quorate: boolean;
  readonly lacks: readonly ('members' | 'chair')[];
};

/** A share is rounded up: half of 7 is 4. A board without voting members is never quorate. */
export const neededFor = (rule: Pick<QuorumRule, 'quorumKind' | 'quorumAmount'>, voting: number): number =>
  rule.quorumKind === 'number' ? rule.quorumAmount : Math.max(1, Math.ceil((voting * rule.quorumAmount) / 100));

/** Whether a meeting of these members may decide, by the terms in force on its day. */
export function quorumOf(rule: QuorumRule, members: readonly Seated[]): Quorum {
  const counts = ({ presence }: Seated): boolean =>
    presence === 'present' || (presence === 'substitute' && rule.substitutesCount);
  const voters = members.filter(({ voting }) => voting);
  const needed = neededFor(rule, voters.length);
  const present = voters.filter(counts).length;
  const chairPresent = members.some(({ seat, presence }) => seat !== 'member' && presence === 'present');
  const lacks = [
    ...(present < needed ? (['members'] as const) : []),
    ...(rule.quorumNeedsChair && !chairPresent ? (['chair'] as const) : []),
  ];
  return { voting: voters.length, needed, present, chairPresent, quorate: lacks.length === 0, lacks };
}

/** "at least 4 voting members, the chair or vice-chair among those present": the rule as terms say it. */
export function quorumWords(rule: Omit<QuorumRule, 'substitutesCount'>): string {
  const many = rule.quorumAmount === 1 ? '1 voting member' : `${rule.quorumAmount} voting members`;
  const members = rule.quorumKind === 'number' ? many : `${rule.quorumAmount}% of voting members`;
  return rule.quorumNeedsChair ? `${members}, and the chair or vice-chair` : members;
}
