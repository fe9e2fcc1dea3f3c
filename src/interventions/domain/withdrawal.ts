import { ok, refused, type Result } from '../../kernel/result.js';

/** What was recorded by hand in a case and may be taken back, by the name of its table. */
export const withdrawableKinds = {
  warning_sign: 'Warning sign',
  organisation_event: 'Event',
  exit_evidence: 'Evidence',
} as const;
export type WithdrawableKind = keyof typeof withdrawableKinds;

export type WithdrawalRefusal = 'held' | 'rests-on-it';

/**
 * Whether it may be taken back. Nothing that is held is; and a criterion that is met, or partly met, keeps at least one
 * piece of evidence: the criterion is taken back first. `criterion` is null for what is no evidence.
 */
export function mayWithdraw({
  isHeld,
  criterion,
}: {
  readonly isHeld: boolean;
  readonly criterion: { readonly status: string | null; readonly evidence: number } | null;
}): Result<null, WithdrawalRefusal> {
  if (isHeld) return refused('held');
  const rests = criterion !== null && criterion.evidence <= 1 && ['met', 'partly_met'].includes(criterion.status ?? '');
  return rests ? refused('rests-on-it') : ok(null);
}
