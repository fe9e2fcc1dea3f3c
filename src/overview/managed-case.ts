import { type Account, reachOf } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import type { CaseRow } from '../episodes/data/cases.row.js';
import { type ReadOnly, readOnlyBecause } from '../episodes/domain/episode-state.js';
import type { KeptRow } from '../interventions/data/case-work.row.js';

/** What of a case somebody may do, by what it needs. */
export const caseActs = [
  'episodes.open',
  'help.record',
  'interventions.record',
  'interventions.decide',
  'exit.add_evidence',
  'exit.move',
  'exit.mark_met',
  'directions.move',
  'directions.judge',
] as const satisfies readonly Permission[];
export type CaseAct = (typeof caseActs)[number];

/** A case before somebody who may see it. */
export type ManagedCase = {
  readonly theCase: CaseRow;
  readonly account: Account;
  /** Within their reach, whatever state the case is in. */
  readonly acts: ReadonlySet<CaseAct>;
  /** Reads what only the organisation and its board may. */
  readonly readsBoardOnly: boolean;
  /** Why nothing may be written, whoever asks; `not-run`: nobody runs it. */
  readonly shut: ReadOnly | { readonly because: 'not-run' } | null;
};

export function managedCase(theCase: CaseRow, account: Account, readsBoardOnly: boolean): ManagedCase {
  const bodies = [theCase.organisationId, ...(theCase.parentId ? [theCase.parentId] : [])];
  const reaches = (act: CaseAct): boolean => {
    const reach = reachOf(account, act);
    return (
      reach.any ||
      reach.organisationIds.some((id) => bodies.includes(id)) ||
      (reach.inspectorateIds.length > 0 && theCase.isLookedAt === 1)
    );
  };
  const { status: state, pausedOn, pauseReason } = theCase;
  return {
    theCase,
    account,
    acts: new Set(caseActs.filter(reaches)),
    readsBoardOnly,
    shut: state ? readOnlyBecause({ state, pausedOn, pauseReason }) : { because: 'not-run' },
  };
}

/** What of it may be done now: nothing while it is shut. */
export const mayDo = ({ acts, shut }: ManagedCase, act: CaseAct): boolean => shut === null && acts.has(act);

/** The records that this person may read: what is only for the board is left out for everybody else. */
export const readable = <Row extends Pick<KeptRow, 'visibility' | 'recordedBy'>>(
  { readsBoardOnly }: Pick<ManagedCase, 'readsBoardOnly'>,
  rows: readonly Row[],
): readonly Row[] => rows.filter(({ visibility }) => readsBoardOnly || visibility === 'public');
