/** One line of the trail as the list shows it: never what was in it. */
export type AuditLogRow = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly requestId: string | null;
  readonly hash: string;
};

export type AuditLogFilter = {
  /** References of accounts, or the names under which the service acts; null: whoever it was. */
  readonly actors: readonly string[] | null;
  readonly actions: readonly string[] | null;
  readonly entity: string | null;
  /** From this moment on, and before that one. */
  readonly from: string | null;
  readonly until: string | null;
  /** Null: all lines. Otherwise only what concerns these bodies, these teams, or was done by this person. */
  readonly scope: {
    readonly organisationIds: readonly string[];
    readonly accountRef: string;
  } | null;
};
