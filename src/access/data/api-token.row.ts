import type { CalendarDay } from '../../kernel/calendar-day.js';

export type ApiTokenRow = {
  readonly id: string;
  readonly ref: string;
  readonly accountId: string;
  readonly name: string;
  /** A list of scopes, as JSON. */
  readonly scopes: string;
  /** A list of ids of grants, as JSON. */
  readonly grants: string;
  readonly madeAt: string;
  readonly endsOn: CalendarDay;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
  readonly revokedReason: string | null;
};

/** A token that ends soon, with whom to tell. */
export type EndingTokenRow = HeldTokenRow & { readonly accountEmail: string };

/** A token as an administrator reads it, with whose it is. */
export type HeldTokenRow = ApiTokenRow & { readonly accountRef: string; readonly accountName: string };
