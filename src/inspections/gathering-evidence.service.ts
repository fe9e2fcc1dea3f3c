import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { FileRefusal } from '../office/domain/file-kind.js';
import { FilesService } from '../office/files.service.js';
import { personalDataIn } from '../vocabulary/domain/personal-data.js';
import { EvidenceStore, newEvidenceId } from './data/evidence.store.js';
import { evidenceOf, isDecided, needsEvidence } from './domain/provisional-gate.js';
import type { InspectionWork } from './domain/inspection-work.js';
import type { HandedFile, NewEvidence } from './domain/new-workspace.js';
import { isInspecting, type Relation } from './domain/relation.js';
import { InspectionDesk } from './inspection-desk.service.js';

export type EvidenceRefusal =
  | 'not-found'
  | 'not-yours'
  | 'locked'
  | 'stale'
  | 'no-such-area'
  | 'looks-personal'
  | 'last-of-a-judged-area'
  | FileRefusal;

/** What inspectors saw, heard and read. The trail holds that it was added and a fingerprint, never the words. */
@Injectable()
export class GatheringEvidenceService {
  constructor(
    private readonly db: Database,
    private readonly desk: InspectionDesk,
    private readonly store: EvidenceStore,
    private readonly files: FilesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async add(
    actor: Actor,
    ref: string,
    given: NewEvidence,
    file: HandedFile | null,
  ): Promise<Result<{ ref: string }, EvidenceRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation, accountId } = opened.value;
      const refusal = whyNot(work, relation, given);
      if (refusal) return refused(refusal);
      const id = newEvidenceId();
      const kept = await this.#keep(actor, id, file);
      if (!kept.ok) return kept;
      const made = await this.store.add(given, {
        id,
        inspectionId: work.id,
        byId: accountId,
        at: this.clock.now(),
        file: kept.value,
      });
      await this.audit.record(actor, {
        action: 'inspection.evidence_added',
        entity: 'inspection',
        entityId: work.id,
        after: { evidence: made, area: given.area, words: fingerprint(given) },
      });
      return ok({ ref: made });
    });
  }

  async change(
    actor: Actor,
    ref: string,
    given: NewEvidence & { readonly evidence: string; readonly version: number },
    file: HandedFile | null,
  ): Promise<Result<null, EvidenceRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      const held = await this.store.find(given.evidence);
      if (!held || held.inspectionId !== work.id || held.withdrawnAt !== null) return refused('not-found');
      const refusal = whyNot(work, relation, given);
      if (refusal) return refused(refusal);
      if (held.version !== given.version) return refused('stale');
      if (held.area !== given.area && isLastOfJudged(work, held.area)) return refused('last-of-a-judged-area');
      const kept = await this.#keep(actor, held.id, file);
      if (!kept.ok) return kept;
      await this.store.change(held.id, given, kept.value);
      await this.audit.record(actor, {
        action: 'inspection.evidence_changed',
        entity: 'inspection',
        entityId: work.id,
        after: { evidence: held.ref, area: given.area, words: fingerprint(given) },
      });
      return ok(null);
    });
  }

  async withdraw(
    actor: Actor,
    ref: string,
    { evidence, reason, version }: { readonly evidence: string; readonly reason: string; readonly version: number },
  ): Promise<Result<null, EvidenceRefusal>> {
    return this.db.transaction(async () => {
      const opened = await this.desk.open(actor, ref);
      if (!opened.ok) return opened;
      const { work, relation } = opened.value;
      const held = await this.store.find(evidence);
      if (!held || held.inspectionId !== work.id || held.withdrawnAt !== null) return refused('not-found');
      if (!isInspecting(relation)) return refused('not-yours');
      if (work.state !== 'draft') return refused('locked');
      if (held.version !== version) return refused('stale');
      if (isLastOfJudged(work, held.area)) return refused('last-of-a-judged-area');
      await this.store.withdraw(held.id, { at: this.clock.now(), reason });
      await this.audit.record(actor, {
        action: 'inspection.evidence_withdrawn',
        entity: 'inspection',
        entityId: work.id,
        before: { evidence: held.ref, area: held.area },
      });
      return ok(null);
    });
  }

  async #keep(
    actor: Actor,
    evidenceId: string,
    file: HandedFile | null,
  ): Promise<Result<{ id: string; name: string } | null, FileRefusal>> {
    if (!file) return ok(null);
    const record = { recordKind: 'inspection_evidence', recordId: evidenceId, visibility: 'inspection' } as const;
    const kept = await this.files.store(actor, { ...file, ...record });
    return kept.ok ? ok({ id: kept.value.id, name: file.name.slice(-300) }) : kept;
  }
}

function whyNot(work: InspectionWork, relation: Relation, given: NewEvidence): EvidenceRefusal | null {
  if (!isInspecting(relation)) return 'not-yours';
  if (work.state !== 'draft') return 'locked';
  const isKnown = work.judgements.some(({ area }) => area === given.area);
  if (work.judgements.length > 0 ? !isKnown : given.area !== null) return 'no-such-area';
  return !given.personalChecked && personalDataIn(given.summary).length > 0 ? 'looks-personal' : null;
}

/** Evidence before grade holds afterwards too: what a judgement rests on is not taken from under it. */
function isLastOfJudged(work: InspectionWork, area: string | null): boolean {
  const judgement = work.judgements.find((each) => each.area === area);
  return judgement !== undefined && isDecided(judgement) && needsEvidence(judgement) && evidenceOf(work, area) === 1;
}

const fingerprint = (given: NewEvidence): string => createHash('sha256').update(JSON.stringify(given)).digest('hex');
