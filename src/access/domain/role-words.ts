import type { Role } from './roles.js';

/** What each role is for, in a sentence. */
export const roleWords = {
  researcher: 'Saves comparisons, codes cases and exports data sets. Sees what is public.',
  board_member: 'Reads the board’s papers and drafts, raises challenges, accepts impact and assesses the lessons.',
  board_secretary: 'Runs the board: its plan, its meetings, its pack and its minutes.',
  inspector: 'Adds evidence and judgements to the inspections of their team, and publishes those of others.',
  lead_inspector: 'Leads inspections, and opens, runs and closes cases of failure.',
  organisation_editor: 'Reports for one body: its milestones, its measures and its points of accuracy.',
  administrator: 'Looks after accounts, roles, frameworks and lists. Changes no judgement and reads no confidence.',
  speak_up_lead: 'Hears and answers the concerns of staff.',
  record_keeper: 'Keeps the public record of bodies without a board here: imports, sources and corrections.',
} as const satisfies Readonly<Record<Role, string>>;
