import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, type Sql, sql } from '../../database/sql.js';
import { type Period, periodText } from '../../kernel/period.js';
import { knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type {
  NewPeerFinding,
  NewPeerSupport,
  NewStructuralChange,
  NewSustainmentCheck,
  NewWarningSign,
} from '../domain/new-intervention.js';
import type { AnsweringDecision, FindingAnswer, PeerSupportState } from '../domain/peer-support-state.js';
import type { CheckDone, Checker } from '../domain/sustainment.js';
import { keptAs } from '../domain/visibility.js';
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
      kept: keptAs(stamp, warning.visibility),
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
      status: support.status ?? null,
      askedBy: support.askedBy ?? null,
      offeredOn: whenText(support.offeredOn),
      reportedOn: null,
      triggerId: support.triggerId ?? null,
      known: knownColumns(support),
      kept: keptAs(stamp, support.visibility),
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
      kept: keptAs(stamp, finding.visibility),
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
      kept: keptAs(stamp, change.visibility),
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
      interventionId: check.after?.interventionId ?? null,
      months: check.after?.months ?? null,
      known: knownColumns(check),
      kept: keptAs(stamp, check.visibility),
    }));
    await this.db.insert(SustainmentCheck, rows);
    return rows.map(({ id }) => id);
  }

  async answerWarning(id: string, respondedOn: Period, response: string): Promise<void> {
    await this.db.run(sql`
      UPDATE warning_sign
         SET responded_on = ${periodText(respondedOn)}, response = ${response}, version = version + 1
       WHERE warning_sign.id = ${id}`);
  }

  /** Each state has a date of its own: help that was accepted keeps the day on which it was offered. */
  async moveSupport(id: string, status: PeerSupportState, on: Period): Promise<void> {
    const when = periodText(on);
    const dated: Readonly<Record<PeerSupportState, Sql>> = {
      offered: sql`offered_on = ${when}`,
      accepted: sql`agreed_on = ${when}`,
      visited: sql`started_on = ${when}`,
      reported: sql`reported_on = ${when}`,
      declined: sql`ended_on = NULL`,
      fell_through: sql`ended_on = NULL`,
    };
    await this.db.run(sql`
      UPDATE peer_support
         SET status = ${status}, ${dated[status]}, version = version + 1
       WHERE peer_support.id = ${id}`);
  }

  async endSupport(id: string, endedOn: Period): Promise<void> {
    await this.db.run(sql`
      UPDATE peer_support
         SET ended_on = ${periodText(endedOn)}, version = version + 1
       WHERE peer_support.id = ${id}`);
  }

  async answerFinding(
    id: string,
    answer: { readonly accepted: FindingAnswer; readonly reason: string | null; readonly on: Period },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE peer_finding
         SET accepted = ${answer.accepted}, reason = ${answer.reason}, answered_on = ${periodText(answer.on)},
             version = version + 1
       WHERE peer_finding.id = ${id}`);
  }

  async tieDecision(id: string, decision: AnsweringDecision | null, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE peer_finding
         SET decision_id = ${decision?.id ?? null}, decision_ref = ${decision?.ref ?? null},
             decision_on = ${decision?.decidedOn ?? null}, decision_tied_at = ${decision ? at : null},
             version = version + 1
       WHERE peer_finding.id = ${id}`);
  }

  async doCheck(id: string, done: CheckDone & { readonly byWhom: Checker }): Promise<void> {
    await this.db.run(sql`
      UPDATE sustainment_check
         SET done_on = ${periodText(done.doneOn)}, by_whom = ${done.byWhom}, result = ${done.result},
             text = ${done.text}, version = version + 1
       WHERE sustainment_check.id = ${id}`);
  }

  async withdrawChecks(ids: readonly string[], at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE sustainment_check
         SET withdrawn_at = ${at}, withdrawn_reason = 'Another intervention has ended since', version = version + 1
       WHERE sustainment_check.id IN (${list(ids)})`);
  }
}
