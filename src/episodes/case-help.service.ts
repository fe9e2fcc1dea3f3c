import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Period } from '../kernel/period.js';
import { CaseWorkQueries } from '../interventions/data/case-work.queries.js';
import type { AnsweringDecision, FindingAnswer, SupportMove } from '../interventions/domain/peer-support-state.js';
import type { NewBreach, NewSupportTrigger } from '../interventions/domain/new-case-work.js';
import type { NewPeerSupport, NewWarningSign } from '../interventions/domain/new-intervention.js';
import type { Visibility } from '../interventions/domain/visibility.js';
import { EarlyHelpService } from '../interventions/early-help.service.js';
import { PeerHelpService } from '../interventions/peer-help.service.js';
import { type Response, SupportTriggersService } from '../interventions/support-triggers.service.js';
import type { CaseRow } from './data/cases.row.js';
import { CasesStore } from './data/cases.store.js';
import { WritingInCasesService } from './writing-in-cases.service.js';

type Version = { readonly id: string; readonly version: number };
type InCase<New> = Omit<New, 'organisationId'> & { readonly visibility: Visibility };

const mine = { permission: 'help.record' } as const;

/** Early help within a case: signs, help from peers with its findings, and what was agreed to bring it. */
@Injectable()
export class CaseHelpService {
  constructor(
    private readonly writing: WritingInCasesService,
    private readonly cases: CasesStore,
    private readonly work: CaseWorkQueries,
    private readonly help: EarlyHelpService,
    private readonly peers: PeerHelpService,
    private readonly triggers: SupportTriggersService,
  ) {}

  noteWarning(actor: Actor, ref: string, warning: InCase<NewWarningSign> & { readonly isFirst: boolean }) {
    return this.writing.in(actor, { ref, ...mine, visibility: warning.visibility }, async (theCase) => {
      const { isFirst, ...given } = warning;
      const made = await this.help.noteWarnings(actor, [
        { knownOn: this.writing.knownSince(), ...given, organisationId: theCase.organisationId },
      ]);
      await this.cases.link(
        theCase.id,
        made.map(({ id }) => ({
          role: isFirst ? 'first_warning' : 'warning',
          recordKind: 'warning_sign',
          recordId: id,
        })),
      );
      return ok(made[0]?.ref ?? '');
    });
  }

  answerWarning(actor: Actor, ref: string, version: Version, answer: Response) {
    return this.#about(actor, ref, version.id, () => this.triggers.answerWarning(actor, version, answer));
  }

  offer(actor: Actor, ref: string, support: InCase<NewPeerSupport> & { readonly offeredOn: Period }) {
    return this.writing.in(actor, { ref, ...mine, visibility: support.visibility }, async (theCase) => {
      if (support.triggerId && !(await this.writing.factsNaming(theCase, support.triggerId)))
        return refused('not-found');
      const made = await this.help.recordSupport(actor, [
        { knownOn: this.writing.knownSince(), ...support, status: 'offered', organisationId: theCase.organisationId },
      ]);
      await this.cases.link(
        theCase.id,
        made.map(({ id }) => ({ role: 'peer', recordKind: 'peer_support', recordId: id })),
      );
      return ok(made[0]?.ref ?? '');
    });
  }

  moveSupport(actor: Actor, ref: string, version: Version, move: SupportMove) {
    return this.#about(actor, ref, version.id, () => this.peers.move(actor, version, move));
  }

  addFinding(actor: Actor, ref: string, supportId: string, text: string) {
    return this.#about(actor, ref, supportId, () => this.peers.addFinding(actor, supportId, text));
  }

  answerFinding(
    actor: Actor,
    ref: string,
    version: Version,
    answer: { readonly accepted: FindingAnswer; readonly reason: string; readonly on: Period },
  ) {
    return this.writing.in(actor, { ref, ...mine }, async (theCase) => {
      const supportId = await this.work.parentOf('peer_finding', version.id);
      if (!(await this.writing.factsNaming(theCase, supportId))) return refused('not-found');
      return this.peers.answer(actor, version, answer);
    });
  }

  /** The decision is one that this person may read, as whoever knows boards hands it over. */
  tieDecision(actor: Actor, ref: string, version: Version, decision: AnsweringDecision | null) {
    return this.writing.in(actor, { ref, ...mine }, async (theCase) => {
      const supportId = await this.work.parentOf('peer_finding', version.id);
      if (!(await this.writing.factsNaming(theCase, supportId))) return refused('not-found');
      return this.peers.tieDecision(actor, version, decision);
    });
  }

  agreeTrigger(actor: Actor, ref: string, trigger: InCase<NewSupportTrigger>) {
    return this.writing.in(actor, { ref, ...mine, visibility: trigger.visibility }, async (theCase) => {
      const made = await this.triggers.agree(actor, { ...trigger, organisationId: theCase.organisationId });
      await this.cases.link(theCase.id, [{ role: 'trigger', recordKind: 'support_trigger', recordId: made.id }]);
      return ok(made.ref);
    });
  }

  testTrigger(actor: Actor, ref: string, version: Version, on: Period) {
    return this.#about(actor, ref, version.id, () => this.triggers.test(actor, version, on));
  }

  noteBreach(actor: Actor, ref: string, triggerId: string, breach: NewBreach) {
    return this.#about(actor, ref, triggerId, () => this.triggers.noteBreach(actor, triggerId, breach));
  }

  answerBreach(actor: Actor, ref: string, version: Version, answer: Response) {
    return this.writing.in(actor, { ref, ...mine }, async (theCase) => {
      const triggerId = await this.work.parentOf('trigger_breach', version.id);
      if (!(await this.writing.factsNaming(theCase, triggerId))) return refused('not-found');
      return this.triggers.answerBreach(actor, version, answer);
    });
  }

  /** Something about a record that the case names. */
  #about<Done extends Result<unknown, string>>(
    actor: Actor,
    ref: string,
    recordId: string,
    act: (theCase: CaseRow) => Promise<Done>,
  ) {
    return this.writing.in(actor, { ref, ...mine }, async (theCase) =>
      (await this.writing.factsNaming(theCase, recordId)) ? act(theCase) : refused('not-found'),
    );
  }
}
