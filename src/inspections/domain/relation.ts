import type { InspectionState } from './inspection-state.js';
import { isOut } from './inspection-state.js';
import type { InspectionWork, Member, MemberPart } from './inspection-work.js';

/** What is asked of an account: which roles it holds today, and where. */
export type Somebody = {
  readonly id: string;
  readonly grants: readonly {
    readonly role: string;
    readonly organisationId: string | null;
    readonly inspectorateId: string | null;
  }[];
};

/** What somebody is to an inspection today. A part counts only while the role that it needs is held. */
export type Relation = {
  readonly part: MemberPart | null;
  readonly onVisit: boolean;
  /** Inspects for the inspectorate whose inspection it is. */
  readonly isInspectorHere: boolean;
  readonly isAdministrator: boolean;
};

const rolesOfPart: Readonly<Record<MemberPart, readonly string[]>> = {
  lead: ['lead_inspector'],
  inspector: ['inspector', 'lead_inspector'],
  quality_assurer: ['inspector'],
  contact: ['organisation_editor'],
};

type Around = Pick<InspectionWork, 'organisationId' | 'inspectorateId' | 'members'>;

/** Whether the account holds a role that the part needs, in the right place. */
export const mayHold = (
  part: MemberPart,
  { grants }: Pick<Somebody, 'grants'>,
  { organisationId, inspectorateId }: Pick<Around, 'organisationId' | 'inspectorateId'>,
): boolean =>
  grants.some(
    (grant) =>
      rolesOfPart[part].includes(grant.role) &&
      (part === 'contact' ? grant.organisationId === organisationId : grant.inspectorateId === inspectorateId),
  );

export function relationTo(work: Around, somebody: Somebody | null): Relation {
  if (!somebody) return { part: null, onVisit: false, isInspectorHere: false, isAdministrator: false };
  const member: Member | undefined = work.members.find(({ accountId }) => accountId === somebody.id);
  const holds = member && mayHold(member.part, somebody, work);
  return {
    part: holds ? member.part : null,
    onVisit: member?.onVisit ?? false,
    isInspectorHere: mayHold('quality_assurer', somebody, work),
    isAdministrator: somebody.grants.some(({ role }) => role === 'administrator'),
  };
}

export const isOfTeam = ({ part }: Relation): boolean =>
  part === 'lead' || part === 'inspector' || part === 'quality_assurer';

/** Who gathers evidence, judges and confirms: the lead and those who inspect. */
export const isInspecting = ({ part }: Relation): boolean => part === 'lead' || part === 'inspector';

type Shown = { readonly state: InspectionState; readonly provisionalShared: boolean };

/**
 * Whether somebody may know of an inspection before it is public, and read what it says: its team always; the
 * organisation's named contacts from the accuracy check on, or from provisional where the lead ticked so. Nobody else,
 * whatever their role: for them it is not there.
 */
export function mayRead({ state, provisionalShared }: Shown, relation: Relation): boolean {
  if (isOfTeam(relation)) return true;
  if (relation.part !== 'contact') return false;
  return state === 'accuracy_check' || isOut(state) || (state === 'provisional' && provisionalShared);
}

/** Evidence stays with those who inspect and the one who checks them: the organisation never reads it here. */
export const mayReadEvidence = (relation: Relation): boolean => isOfTeam(relation);
