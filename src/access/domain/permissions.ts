import type { Role } from './roles.js';

/**
 * How far a permission reaches for a role: everything (`any`), what lies within the grant or what the person takes part
 * in (`own`), the same for whoever chairs (`chair`), or where the person was named for it (`named`).
 */
export type Extent = 'any' | 'own' | 'chair' | 'named';

type Extents = Readonly<Partial<Record<Role, Extent>>>;

/** Whoever has an account: what belongs to the person, not to a role. */
const signedIn: Extents = {
  researcher: 'any',
  board_member: 'any',
  board_secretary: 'any',
  inspector: 'any',
  lead_inspector: 'any',
  organisation_editor: 'any',
  administrator: 'any',
  speak_up_lead: 'any',
  record_keeper: 'any',
};

/** Whoever takes part in a case: its board, its inspectors and the body itself. */
const takingPart = {
  board_member: 'own',
  board_secretary: 'own',
  inspector: 'own',
  lead_inspector: 'own',
  organisation_editor: 'own',
} as const satisfies Extents;

/**
 * Who may do what: one row for each key that a handler names (record B5). `everyone` is the public record and needs no
 * account; `signed-in` needs one, whatever its roles, and none at all will do.
 */
export const permissionTable = {
  everyone: {},
  'signed-in': signedIn,
  'accounts.manage': { administrator: 'any' },
  'audit.check': { administrator: 'any' },
  'view-as.begin': { administrator: 'any' },
  'audit.read': { board_secretary: 'own', lead_inspector: 'own', administrator: 'any' },
  'case_summaries.write': { board_secretary: 'own', record_keeper: 'any' },
  'sources.keep': { record_keeper: 'any' },
  'entries.write': { record_keeper: 'any' },
  // Never what one wrote oneself.
  'entries.publish': { record_keeper: 'any' },
  /** Bringing whole publications in: record keepers; administrators read what came of it. */
  'imports.run': { record_keeper: 'any' },
  'imports.read': { administrator: 'any', record_keeper: 'any' },
  'corrections.answer': { record_keeper: 'any' },
  // What is frozen is public already; a cohort gets its editions from whoever made it, the whole record from either.
  'cohorts.freeze': { researcher: 'any', record_keeper: 'any' },
  'organisations.register': { record_keeper: 'any' },
  'organisations.edit': { organisation_editor: 'own', record_keeper: 'any' },
  'history.read': {
    board_member: 'own',
    board_secretary: 'own',
    inspector: 'own',
    lead_inspector: 'own',
    organisation_editor: 'own',
    administrator: 'any',
    record_keeper: 'any',
  },
  'inspections.create': { inspector: 'own', lead_inspector: 'own' },
  'inspections.read': { inspector: 'named', lead_inspector: 'named', organisation_editor: 'named' },
  // Where it stands: its team, the contacts whom it names, and after publication an administrator, who may withdraw it.
  'inspections.workspace': {
    inspector: 'named',
    lead_inspector: 'named',
    organisation_editor: 'named',
    administrator: 'any',
  },
  'inspections.read-evidence': { inspector: 'named', lead_inspector: 'named' },
  'inspections.gather': { inspector: 'named', lead_inspector: 'named' },
  'inspections.judge': { inspector: 'named', lead_inspector: 'named' },
  'inspections.advance': { lead_inspector: 'named' },
  'inspections.raise-points': { organisation_editor: 'named' },
  'inspections.decide-points': { inspector: 'named' },
  'inspections.publish': { inspector: 'named' },
  'inspections.correct': { inspector: 'named', lead_inspector: 'named' },
  'inspections.answer': { inspector: 'named', lead_inspector: 'named', administrator: 'any' },
  'inspections.withdraw': { lead_inspector: 'named', administrator: 'any' },
  'cases.read': takingPart,
  'episodes.open': { board_secretary: 'own', lead_inspector: 'own' },
  'help.record': takingPart,
  'interventions.record': { board_secretary: 'own', lead_inspector: 'own' },
  'interventions.decide': { board_member: 'chair', board_secretary: 'own', lead_inspector: 'own' },
  'exit.add_evidence': takingPart,
  'exit.move': { board_member: 'chair', board_secretary: 'own', lead_inspector: 'own' },
  'exit.mark_met': { board_member: 'chair', lead_inspector: 'own' },
  'directions.move': {
    board_member: 'chair',
    board_secretary: 'own',
    lead_inspector: 'own',
    organisation_editor: 'own',
  },
  'directions.judge': { board_member: 'chair', lead_inspector: 'own' },
  'calendar.manage': { administrator: 'any' },
  'frameworks.manage': { administrator: 'any' },
  'thresholds.manage': { administrator: 'any' },
  'service.run': { administrator: 'any' },
  'holds.manage': { administrator: 'any' },
  // Boards and their meetings: the secretary runs them, the chair agrees, members and inspectors ask.
  'reviews.run': { board_secretary: 'own' },
  'decisions.record': { board_secretary: 'own' },
  'challenges.raise': { board_member: 'own', board_secretary: 'own', inspector: 'named', lead_inspector: 'named' },
  'challenges.answer': { board_member: 'own', board_secretary: 'own', organisation_editor: 'own' },
  'minutes.draft': { board_secretary: 'own' },
  'minutes.agree': { board_member: 'chair' },
  'minutes.publish': { board_secretary: 'own' },
  'packs.unlock': { board_member: 'chair', board_secretary: 'own' },
  /** Board papers, drafts and what else is for the people of a body; inspectors where a board invites them. */
  'papers.read': {
    board_member: 'own',
    board_secretary: 'own',
    inspector: 'named',
    lead_inspector: 'named',
    organisation_editor: 'own',
  },
  /** What a board thinks of the eight lessons; its secretary writes it down, the organisation may suggest. */
  'lessons.assess': { board_member: 'own', board_secretary: 'own' },
  'lessons.propose': { organisation_editor: 'own' },
  /** What a body measures: numbers, definitions and what is asked of its board about them. */
  'measures.enter': { board_secretary: 'own', organisation_editor: 'own' },
  'measures.keep': { board_secretary: 'own', organisation_editor: 'own' },
  'measures.propose': { board_member: 'chair', board_secretary: 'own', organisation_editor: 'own' },
  'measures.decide': { board_member: 'chair', board_secretary: 'own' },
  /** How a body judges itself, and how its board does. */
  'self_assessments.write': { organisation_editor: 'own' },
  'board_views.record': { board_member: 'chair', board_secretary: 'own' },
  'area_views.write': { board_member: 'chair', board_secretary: 'own', organisation_editor: 'own' },
  // A plan, its milestones, dates, evidence and risks: the people of a body and its board, and whom the board invites.
  'plans.read': {
    board_member: 'own',
    board_secretary: 'own',
    inspector: 'named',
    lead_inspector: 'named',
    organisation_editor: 'own',
  },
  'plans.edit': { board_secretary: 'own', organisation_editor: 'own' },
  'plans.agree': { board_member: 'chair', board_secretary: 'own' },
  'plans.invite': { board_member: 'chair', board_secretary: 'own' },
  'plans.publish': { board_secretary: 'own' },
  'milestones.update': { board_member: 'own', board_secretary: 'own', organisation_editor: 'own' },
  'milestones.complete': { board_secretary: 'own', organisation_editor: 'own' },
  'milestones.accept': { board_member: 'own', inspector: 'named', lead_inspector: 'named' },
  'milestones.stop': { board_secretary: 'own' },
  'dates.ask': { board_member: 'own', board_secretary: 'own', organisation_editor: 'own' },
  'dates.decide': { board_member: 'chair', board_secretary: 'own' },
  'evidence.add': {
    board_member: 'own',
    board_secretary: 'own',
    inspector: 'named',
    lead_inspector: 'named',
    organisation_editor: 'own',
  },
  /** What staff say in confidence: the speak-up lead alone. Others read how many there were, suppressed. */
  'concerns.handle': { speak_up_lead: 'own' },
  'concerns.count': { ...takingPart, speak_up_lead: 'own' },
  /** Reviews from which a body learns, and what it shares with others. */
  'learning.read': takingPart,
  'learning.write': { board_secretary: 'own', organisation_editor: 'own' },
  'headcounts.record': { board_secretary: 'own', organisation_editor: 'own', record_keeper: 'any' },
  /** What in the record does not fit together, for whoever can put it right. */
  'checks.read': { board_secretary: 'own', organisation_editor: 'own', record_keeper: 'any' },
  'risks.edit': { board_secretary: 'own', organisation_editor: 'own' },
  /** Comparisons that a researcher keeps, for nobody else’s eyes. */
  'comparisons.keep': { researcher: 'own' },
  /** Cases that a researcher codes, unseen by the other coder until both have finished. */
  'codings.write': { researcher: 'own' },
} as const satisfies Readonly<Record<string, Extents>>;

export type Permission = keyof typeof permissionTable;

export const permissions = Object.keys(permissionTable) as readonly Permission[];

/** How far `permission` reaches for `role`, or null where it does not. */
export const extentFor = (permission: Permission, role: Role): Extent | null =>
  (permissionTable[permission] as Extents)[role] ?? null;

/** The roles that may do it, in the order of the table: for telling somebody who can. */
export const rolesWith = (permission: Permission): readonly Role[] =>
  Object.keys(permissionTable[permission]) as readonly Role[];
