import type { CalendarDay } from '../../kernel/calendar-day.js';

/** What a person may be here, each within the bounds of a grant (record B5, with the record keeper). */
export const roles = [
  'researcher',
  'board_member',
  'board_secretary',
  'inspector',
  'lead_inspector',
  'organisation_editor',
  'administrator',
  'speak_up_lead',
  'record_keeper',
] as const;

export type Role = (typeof roles)[number];

export const isRole = (text: unknown): text is Role => roles.some((role) => role === text);

export const roleNames: Readonly<Record<Role, string>> = {
  researcher: 'Researcher',
  board_member: 'Board member',
  board_secretary: 'Board secretary',
  inspector: 'Inspector',
  lead_inspector: 'Lead inspector',
  organisation_editor: 'Organisation editor',
  administrator: 'Administrator',
  speak_up_lead: 'Speak-up lead',
  record_keeper: 'Record keeper',
};

/** What a grant of this role is bounded by: a body, an inspectorate, or nothing. */
export const boundOf: Readonly<Record<Role, 'organisation' | 'inspectorate' | 'nothing'>> = {
  researcher: 'nothing',
  board_member: 'organisation',
  board_secretary: 'organisation',
  inspector: 'inspectorate',
  lead_inspector: 'inspectorate',
  organisation_editor: 'organisation',
  administrator: 'nothing',
  speak_up_lead: 'organisation',
  record_keeper: 'nothing',
};

/** A role that somebody gave to an account, for a body or an inspectorate, from a day and perhaps to one. */
export type Grant = {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly inspectorateId: string | null;
  /** A board member who chairs. */
  readonly chair: boolean;
  readonly fromOn: CalendarDay;
  /** The last day on which it holds; null: until it is ended. */
  readonly toOn: CalendarDay | null;
};

export const isInForce = ({ fromOn, toOn }: Pick<Grant, 'fromOn' | 'toOn'>, today: CalendarDay): boolean =>
  fromOn <= today && (toOn === null || toOn >= today);
