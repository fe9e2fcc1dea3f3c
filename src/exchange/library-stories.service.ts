import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { EpisodesService } from '../episodes/episodes.service.js';
import type { NewEpisode, NewEpisodeFact } from '../episodes/domain/new-episode.js';
import { LessonEvidenceService } from '../lessons/lesson-evidence.service.js';
import type { RecordKind } from '../sources/domain/record-kinds.js';
import { SourcesService } from '../sources/sources.service.js';
import type { CaseLibrary, LibraryConflict, LibraryEpisode, SourcedText } from './domain/case-library.js';
import { judgedOnOf } from './library-inspections.service.js';
import { LibraryFault, type LibraryKeys, type LibraryKind, when, whenKnown } from './library-keys.js';

const kindOfSubject: Readonly<Record<LibraryConflict['about'][number]['kind'], LibraryKind & RecordKind>> = {
  organisation: 'organisation',
  inspection: 'inspection',
  intervention: 'intervention',
  episode: 'episode',
  link: 'organisation_link',
  measure: 'measure',
};

/** Loads what the facts add up to: episodes, outcomes, evidence for the lessons, and where sources disagree. */
@Injectable()
export class LibraryStoriesService {
  constructor(
    private readonly episodes: EpisodesService,
    private readonly lessons: LessonEvidenceService,
    private readonly sources: SourcesService,
  ) {}

  async load(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    await this.#loadEpisodes(actor, library, keys);
    await this.#loadOutcomes(actor, library, keys);
    await this.#loadEvidence(actor, library, keys);
    await this.#loadConflicts(actor, library, keys);
  }

  async #loadEpisodes(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('episode', library.episodes);
    const made = await this.episodes.openMany(
      actor,
      missing.map((entry) => newEpisode(entry, library, keys)),
    );
    keys.note(
      'episode',
      missing,
      made.map(({ id }) => id),
    );
    await this.episodes.relateRelapses(
      actor,
      missing.flatMap(({ key, relapseOf }) =>
        relapseOf === null ? [] : [{ episodeId: keys.id('episode', key), relapseOfId: keys.id('episode', relapseOf) }],
      ),
    );
  }

  async #loadOutcomes(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('outcome', library.outcomes);
    const ids = await this.episodes.addOutcomes(
      actor,
      missing.map((outcome) => ({
        organisationId: keys.id('organisation', outcome.organisation),
        episodeId: keys.idOrNull('episode', outcome.episode),
        state: outcome.state,
        occurredOn: when(outcome.on),
        text: outcome.text,
        knownOn: when(outcome.known),
        verified: outcome.verified,
        inferred: outcome.inferred,
        note: outcome.note,
        sources: keys.sources(outcome.sources),
      })),
    );
    keys.note('outcome', missing, ids);
  }

  async #loadEvidence(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('lesson_evidence', library.lessonEvidence);
    const ids = await this.lessons.addMany(
      actor,
      missing.map((evidence) => ({
        lesson: evidence.lesson,
        organisationId: keys.idOrNull('organisation', evidence.organisation),
        episodeId: keys.idOrNull('episode', evidence.episode),
        stance: evidence.stance,
        text: evidence.text,
        occurredOn: when(evidence.on),
        page: evidence.page,
        knownOn: when(evidence.known),
        verified: evidence.verified,
        inferred: evidence.inferred,
        note: evidence.note,
        sources: keys.sources(evidence.sources),
      })),
    );
    keys.note('lesson_evidence', missing, ids);
  }

  async #loadConflicts(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('source_conflict', library.conflicts);
    const made = await this.sources.addConflicts(
      actor,
      missing.map(({ topic, claims, shownFirst, why, verified, about }) => ({
        topic,
        shownFirst,
        why,
        verified,
        claims: claims.map(({ text, sources }) => ({ text, sourceIds: sources.map((key) => keys.id('source', key)) })),
        about: about.map(({ kind, key }) => ({
          recordKind: kindOfSubject[kind],
          recordId: keys.id(kindOfSubject[kind], key),
        })),
      })),
    );
    keys.note(
      'source_conflict',
      missing,
      made.map(({ id }) => id),
    );
  }
}

function newEpisode(entry: LibraryEpisode, library: CaseLibrary, keys: LibraryKeys): NewEpisode {
  const { trigger, onset, ended, recovered } = entry;
  const cause = triggerFact(entry, library);
  const sourced = ({ text, sources }: SourcedText) => ({ text, sources: keys.sources(sources) });
  return {
    organisationId: keys.id('organisation', entry.organisation),
    area: entry.area,
    unit: entry.unit,
    title: entry.title,
    origin: 'library',
    summary: entry.summary,
    status: entry.status,
    statusReason: entry.statusReason,
    onset: { on: when(onset.on), basis: onset.basis, sources: keys.sources(onset.sources) },
    triggerKind: trigger.kind,
    triggerInspectionId: keys.idOrNull('inspection', trigger.inspection),
    triggerInterventionId: keys.idOrNull('intervention', trigger.intervention),
    triggerOn: whenKnown(entry.triggerOn),
    notFailingInspectionId: keys.idOrNull('inspection', entry.notFailing),
    notFailingOn: judgedIn(library, entry.notFailing),
    goodInspectionId: keys.idOrNull('inspection', entry.good),
    goodOn: judgedIn(library, entry.good),
    recoveredOn: recovered && whenKnown(recovered.on),
    recoveryBasis: recovered?.basis ?? null,
    interventionEndedOn: ended && whenKnown(ended.on),
    endedInterventionId: keys.idOrNull('intervention', ended?.intervention ?? null),
    endedNote: ended?.note ?? null,
    successorId: keys.idOrNull('organisation', entry.successor),
    impacts: entry.impacts.map((impact) => ({ impact: impact.kind, ...sourced(impact) })),
    causes: entry.causes.map((each) => ({ cause: each.kind, ...sourced(each) })),
    facts: factsOf(entry, library, keys),
    knownOn: when(cause.known),
    verified: cause.verified,
    inferred: cause.inferred,
    note: entry.note,
    sources: keys.sources(cause.sources),
  };
}

/** The inspection or the step that opened an episode: what the episode as a whole rests on. */
function triggerFact({ key, trigger }: LibraryEpisode, library: CaseLibrary) {
  const fact =
    library.inspections.find((inspection) => inspection.key === trigger.inspection) ??
    library.interventions.find((intervention) => intervention.key === trigger.intervention);
  if (!fact)
    throw new LibraryFault(`The case library says of ${key} neither which inspection nor which step opened it`);
  return fact;
}

const judgedIn = (library: CaseLibrary, key: string | null) => {
  const inspection = library.inspections.find((each) => each.key === key);
  return inspection ? judgedOnOf(inspection) : null;
};

function factsOf(entry: LibraryEpisode, library: CaseLibrary, keys: LibraryKeys): NewEpisodeFact[] {
  const fact = (role: NewEpisodeFact['role'], recordKind: LibraryKind & RecordKind, key: string): NewEpisodeFact => ({
    role,
    recordKind,
    recordId: keys.id(recordKind, key),
  });
  const checks = library.sustainmentChecks.filter(({ episode }) => episode === entry.key);
  return [
    ...(entry.firstWarning === null ? [] : [fact('first_warning', 'warning_sign', entry.firstWarning)]),
    ...entry.warnings.map((key) => fact('warning', 'warning_sign', key)),
    ...entry.peers.map((key) => fact('peer', 'peer_support', key)),
    ...entry.interventions.map(({ key, level }) => ({ ...fact('intervention', 'intervention', key), level })),
    ...entry.lighterCover.map((cover) => lighterCover(cover, keys)),
    ...entry.later.map(({ inspection, reading }) => ({ ...fact('later', 'inspection', inspection), note: reading })),
    ...entry.continuesIn.map((key) => fact('continues_in', 'organisation', key)),
    ...checks.map(({ key }) => fact('check', 'sustainment_check', key)),
    ...checks.flatMap(({ inspection }) => (inspection === null ? [] : [fact('check', 'inspection', inspection)])),
  ];
}

/** A step on the record, or what sources say of lighter cover that is no step of its own. */
function lighterCover(cover: LibraryEpisode['lighterCover'][number], keys: LibraryKeys): NewEpisodeFact {
  const sources = keys.sources(cover.sources);
  if (cover.intervention !== null) {
    return {
      role: 'lighter_cover',
      recordKind: 'intervention',
      recordId: keys.id('intervention', cover.intervention),
      sources,
    };
  }
  const [first] = sources;
  if (!first) throw new LibraryFault(`The case library tells of lighter cover without a source: ${cover.text}`);
  return { role: 'lighter_cover', recordKind: 'source', recordId: first.sourceId, note: cover.text, sources };
}
