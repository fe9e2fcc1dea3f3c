import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Role } from '../domain/roles.js';

export type AccountStatus = 'invited' | 'active' | 'disabled';

export type AccountRow = {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly email: string;
  readonly status: AccountStatus;
  readonly version: number;
};

export type GrantRow = {
  readonly id: string;
  readonly accountId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly inspectorateId: string | null;
  readonly chair: number;
  readonly fromOn: CalendarDay;
  readonly toOn: CalendarDay | null;
};

/** Why a session was ended before its time: the person's roles changed, or their password. */
export type EndedWhy = 'roles' | 'password';

export type SessionRow = {
  readonly id: string;
  readonly accountId: string;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly device: string | null;
  readonly viewAs: string | null;
  readonly endedWhy: EndedWhy | null;
};
