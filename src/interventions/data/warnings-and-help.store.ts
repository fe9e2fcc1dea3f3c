import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type {
  NewPeerFinding,
  NewPeerSupport,
  NewStructuralChange,
  NewSustainmentCheck,
  NewWarningSign,
} from '../domain/new-intervention.js';
import { PeerFinding, PeerSupport, StructuralChange, SustainmentCheck, WarningSign } from './intervention.entity.js';

@Injectable()
export class WarningsAndHelpStore {
  constructor(private readonly db: Database) {}

  async addWarnings(stamp: Stamp, given: readonly NewWarningSign[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('WS', given.length);
    const rows = given.map((warning, index) => ({
      id: randomUUID(),
      ref: refs[index],
      organisationId: warning.organisationId,
      occurredOn: whenText(warning.occurredOn),
      kind: warning.kind,
      text: warning.text,
      respondedOn: whenText(warning.respondedOn),
      response: warning.response ?? null,
      known: knownColumns(warning),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(WarningSign, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  async addPeerSupport(stamp: Stamp, given: readonly NewPeerSupport[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('PS', given.length);
    const rows = given.map((support, index) => ({
      id: randomUUID(),
      ref: refs[index],
      organisationId: support.organisationId,
      type: support.type,
      provider: support.provider,
      basis: support.basis ?? null,
      agreedOn: whenText(support.agreedOn),
      startedOn: whenText(support.startedOn),
      endedOn: whenText(support.endedOn),
      focus: support.focus ?? null,
      sameAsKind: support.sameAs?.kind ?? null,
      sameAsId: support.sameAs?.id ?? null,
      known: knownColumns(support),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(PeerSupport, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  async addPeerFindings(
    stamp: Stamp,
    findings: readonly (NewPeerFinding & { readonly peerSupportId: string })[],
  ): Promise<string[]> {
    const rows = findings.map((finding) => ({
      id: randomUUID(),
      peerSupportId: finding.peerSupportId,
      text: finding.text,
      accepted: finding.accepted ?? null,
      reason: finding.reason ?? null,
      answeredOn: whenText(finding.answeredOn),
      known: knownColumns(finding),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(PeerFinding, rows);
    return rows.map(({ id }) => id);
  }

  async addStructuralChanges(stamp: Stamp, given: readonly NewStructuralChange[]): Promise<string[]> {
    const rows = given.map((change) => ({
      id: randomUUID(),
      organisationId: change.organisationId,
      occurredOn: whenText(change.occurredOn),
      kind: change.kind,
      text: change.text,
      reason: change.reason ?? null,
      known: knownColumns(change),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(StructuralChange, rows);
    return rows.map(({ id }) => id);
  }

  async addSustainmentChecks(stamp: Stamp, given: readonly NewSustainmentCheck[]): Promise<string[]> {
    const rows = given.map((check) => ({
      id: randomUUID(),
      organisationId: check.organisationId,
      dueOn: whenText(check.dueOn),
      doneOn: whenText(check.doneOn),
      byWhom: check.byWhom,
      result: check.result ?? null,
      text: check.text,
      known: knownColumns(check),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(SustainmentCheck, rows);
    return rows.map(({ id }) => id);
  }
}
