import { Injectable } from '@nestjs/common';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { AuditQueries } from '../access/data/audit.queries.js';
import type { Account } from '../access/domain/account.js';
import type { SealedLine } from '../access/domain/audit-chain.js';
import { HistoryQueries, isHistoryKind } from './data/history.queries.js';
import type { HistoryObjectRow } from './data/history.row.js';
import { historyScope } from './domain/history-scope.js';

export type ObjectHistory = {
  readonly kind: string;
  readonly object: HistoryObjectRow;
  readonly scope: 'full' | 'named' | 'public';
  readonly lines: readonly SealedLine[];
  readonly names: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
};

type Asked = {
  readonly account: Account | null;
  readonly before: number | null;
  readonly limit: number;
  /** The acts that everybody may read of. */
  readonly openActions: readonly string[];
};

const idIn = /"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/g;

/** Gathers what the trail holds of one object, for whoever asks. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly queries: HistoryQueries,
    private readonly audit: AuditQueries,
    private readonly accounts: AccountsQueries,
  ) {}

  /** Null where there is no such object, or none that this person may know of. */
  async of(kind: string, ref: string, { account, before, limit, openActions }: Asked): Promise<ObjectHistory | null> {
    if (!isHistoryKind(kind)) return null;
    const object = await this.queries.find(kind, ref);
    if (!object) return null;
    const isOnTeam = kind === 'inspection' && account !== null && (await this.queries.isOnTeam(object.id, account.id));
    const scope = historyScope({ ...object, kind, isOnTeam }, account);
    if (scope === null) return null;
    const ids = [object.id, ...(object.ref ? [object.ref] : [])];
    const only = scope === 'full' ? null : { actions: openActions, since: object.publishedAt };
    const lines = await this.audit.ofObject(kind, ids, { limit, before, only });
    const told = lines.flatMap(({ before: was, after }) =>
      [...`${was ?? ''} ${after ?? ''}`.matchAll(idIn)].flatMap(([, id]) => id ?? []),
    );
    const [names, people] = await Promise.all([
      this.queries.namesOf([...new Set(told)].slice(0, 500)),
      scope !== 'public' ? this.accounts.namesOf(lines.map(({ actor }) => actor)) : new Map<string, string>(),
    ]);
    return { kind, object, scope, lines, names, people };
  }
}
