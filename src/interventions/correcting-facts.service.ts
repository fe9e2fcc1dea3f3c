import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { parsePeriod, type Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { HoldsService } from '../office/holds.service.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import type { KeptRow } from './data/case-work.row.js';
import { CorrectionsStore } from './data/corrections.store.js';
import { type CorrectableKind, type Correction, type CorrectionRefusal, mayCorrect } from './domain/fact-correction.js';
import { InterventionNews } from './intervention-news.js';

/** A recorded fact as it stands, with what bears on putting it right. */
export type CorrectableFact = Pick<KeptRow, 'version' | 'visibility'> & {
  readonly now: Correction;
  /** When what followed it happened: the end of a step, the acceptance of help. */
  readonly nextOn: Period | null;
  readonly organisationId: string | null;
};

const period = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Puts right what was recorded in a case: what stood there is kept in the trail, with who changed it and why. */
@Injectable()
export class CorrectingFactsService {
  constructor(
    private readonly db: Database,
    private readonly queries: CaseWorkQueries,
    private readonly store: CorrectionsStore,
    private readonly holds: HoldsService,
    private readonly news: InterventionNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Null where it is not there, or not any more. */
  async find(kind: CorrectableKind, id: string): Promise<CorrectableFact | null> {
    switch (kind) {
      case 'warning_sign': {
        const [row] = await this.queries.warnings([id]);
        if (!row) return null;
        const facts = { kind: row.kind, occurredOn: row.occurredOn ?? '', text: row.text };
        return { ...row, now: { kind, facts }, nextOn: period(row.respondedOn) };
      }
      case 'organisation_event': {
        const [row] = await this.queries.events([id]);
        if (!row) return null;
        const { occurredOn, text } = row;
        const facts = { kind: row.kind, occurredOn: occurredOn ?? '', text, significant: row.significant === 1 };
        return { ...row, now: { kind, facts }, nextOn: null, organisationId: null };
      }
      case 'exit_evidence': {
        const criterionId = await this.queries.parentOf('exit_evidence', id);
        const evidence = criterionId === null ? [] : await this.queries.evidenceOf([criterionId]);
        const row = evidence.find((one) => one.id === id);
        if (!row) return null;
        const { occurredOn, text, reference } = row;
        const facts = { kind: row.kind, occurredOn, text, reference };
        return { ...row, now: { kind, facts }, nextOn: null, organisationId: null };
      }
      case 'peer_support': {
        const [row] = await this.queries.support([id]);
        if (!row) return null;
        const { type, provider, offeredOn, askedBy, basis, focus } = row;
        const facts = { type, provider, offeredOn, askedBy, basis, focus };
        return { ...row, now: { kind, facts }, nextOn: period(row.agreedOn ?? row.startedOn) };
      }
      case 'intervention': {
        const [row] = await this.queries.steps([id]);
        if (!row) return null;
        const { typeText, authority, startedOn } = row;
        const facts = { kind: row.kind, typeText, authority, startedOn: startedOn ?? '' };
        return { ...row, now: { kind, facts }, nextOn: period(row.endedOn) };
      }
    }
  }

  async correct(
    actor: Actor,
    { id, version }: { readonly id: string; readonly version: number },
    wanted: Correction,
    why: string,
  ): Promise<Result<null, 'not-found' | 'changed' | CorrectionRefusal>> {
    const { kind } = wanted;
    return this.db.transaction(async () => {
      const found = await this.find(kind, id);
      if (!found) return refused('not-found');
      if (found.version !== version) return refused('changed');
      const { now, nextOn, organisationId } = found;
      const isHeld = await this.holds.isHeld(kind, id);
      const may = mayCorrect({ now, wanted, isHeld, nextOn, today: this.clock.today() });
      if (!may.ok) return may;
      await this.store.correct(id, wanted);
      await this.audit.record(actor, {
        action: `${kind}.corrected`,
        entity: kind,
        entityId: id,
        before: now.facts,
        after: wanted.facts,
        reason: why,
      });
      // When a step began decides what state a case may be in, and whether it has failed again.
      if (kind === 'intervention' && organisationId)
        await this.news.announce('intervention.changed', { organisationIds: [organisationId] });
      return ok(null);
    });
  }
}
