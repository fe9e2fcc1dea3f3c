import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { AftercareService } from '../interventions/aftercare.service.js';
import { EarlyHelpService } from '../interventions/early-help.service.js';
import { InterventionsService } from '../interventions/interventions.service.js';
import type { CaseLibrary, LibraryPeerSupport } from './domain/case-library.js';
import { type LibraryKeys, type LibraryKind, when, whenKnown } from './library-keys.js';

const kindOfSameEvent: Readonly<Record<LibraryPeerSupport['sameAs']['kind'], LibraryKind>> = {
  intervention: 'intervention',
  inspection: 'inspection',
  warning: 'warning_sign',
};

/** Loads what was seen, done and held: warnings, interventions, help from peers, structural changes and checks. */
@Injectable()
export class LibraryFactsService {
  constructor(
    private readonly interventions: InterventionsService,
    private readonly earlyHelp: EarlyHelpService,
    private readonly aftercare: AftercareService,
  ) {}

  async load(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    await this.#loadWarnings(actor, library, keys);
    await this.#loadInterventions(actor, library, keys);
    await this.#loadSupport(actor, library, keys);
    await this.#loadChanges(actor, library, keys);
    await this.#loadChecks(actor, library, keys);
  }

  async #loadWarnings(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('warning_sign', library.warnings);
    const made = await this.earlyHelp.noteWarnings(
      actor,
      missing.map((warning) => ({
        ...factOf(warning, keys),
        occurredOn: when(warning.on),
        kind: warning.kind,
        text: warning.text,
        response: warning.response,
      })),
    );
    keys.note(
      'warning_sign',
      missing,
      made.map(({ id }) => id),
    );
  }

  async #loadInterventions(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('intervention', library.interventions);
    const made = await this.interventions.imposeMany(
      actor,
      missing.map((intervention) => ({
        ...factOf(intervention, keys),
        kind: intervention.kind,
        typeText: intervention.type,
        level: intervention.level,
        levelNote: intervention.levelNote,
        authority: intervention.authority,
        legalBasis: intervention.legalBasis,
        startedOn: when(intervention.from),
        endedOn: when(intervention.to),
        text: intervention.text,
        stage: intervention.stage === null ? null : String(intervention.stage),
        plannedEnds: intervention.plannedEnds.map(({ announced, plannedEnd, note }) => ({
          announcedOn: when(announced),
          plannedEndOn: whenKnown(plannedEnd),
          note,
        })),
        exitCriteria: intervention.exitCriteria.map(({ text }) => ({
          ...certaintyOf(intervention),
          text,
          sources: keys.sources(intervention.sources),
        })),
      })),
    );
    keys.note(
      'intervention',
      missing,
      made.map(({ id }) => id),
    );
    const id = (key: string): string => keys.id('intervention', key);
    await this.interventions.relate(actor, {
      overlaps: missing.flatMap(({ key, overlaps }) =>
        overlaps.map((other) => ({ interventionId: id(key), otherId: id(other) })),
      ),
      replacements: missing.flatMap(({ key, replaces }) =>
        replaces === null ? [] : [{ interventionId: id(key), replacesId: id(replaces) }],
      ),
    });
  }

  async #loadSupport(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('peer_support', library.peerSupport);
    const made = await this.earlyHelp.recordSupport(
      actor,
      missing.map((support) => ({
        ...factOf(support, keys),
        type: support.type,
        provider: support.provider,
        basis: support.basis,
        startedOn: when(support.from),
        endedOn: when(support.to),
        focus: support.text,
        sameAs: {
          kind: support.sameAs.kind === 'warning' ? 'warning_sign' : support.sameAs.kind,
          id: keys.id(kindOfSameEvent[support.sameAs.kind], support.sameAs.key),
        },
        findings: support.findings.map(({ text, accepted, answer }) => ({
          ...certaintyOf(support),
          text,
          accepted,
          reason: answer,
          sources: keys.sources(support.sources),
        })),
      })),
    );
    keys.note(
      'peer_support',
      missing,
      made.map(({ id }) => id),
    );
  }

  async #loadChanges(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('structural_change', library.structuralChanges);
    const ids = await this.aftercare.recordChanges(
      actor,
      missing.map((change) => ({
        ...factOf(change, keys),
        occurredOn: when(change.on),
        kind: change.kind,
        text: change.text,
        reason: change.reason,
      })),
    );
    keys.note('structural_change', missing, ids);
  }

  async #loadChecks(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('sustainment_check', library.sustainmentChecks);
    const ids = await this.aftercare.recordChecks(
      actor,
      missing.map((check) => ({
        ...factOf(check, keys),
        dueOn: when(check.due),
        doneOn: when(check.done),
        byWhom: check.by,
        result: check.result,
        text: check.text,
      })),
    );
    keys.note('sustainment_check', missing, ids);
  }
}

type Entry = {
  readonly organisation: string;
  readonly known: string | null;
  readonly sources: readonly string[];
  readonly verified: boolean;
  readonly inferred: boolean;
  readonly note: string | null;
};

const certaintyOf = ({ known, verified, inferred }: Entry) => ({ knownOn: when(known), verified, inferred });

const factOf = (entry: Entry, keys: LibraryKeys) => ({
  ...certaintyOf(entry),
  organisationId: keys.id('organisation', entry.organisation),
  note: entry.note,
  sources: keys.sources(entry.sources),
});
