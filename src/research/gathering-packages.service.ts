import { Injectable } from '@nestjs/common';
import { isFromOutside } from '../boards/domain/board.js';
import { inChunks } from '../database/in-chunks.js';
import { listedStates, type ListedState } from '../episodes/domain/listed-state.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { groupBy } from '../kernel/group-by.js';
import { EpisodeRunQueries } from '../lessons/data/episode-run.queries.js';
import { LessonAssessmentsQueries } from '../lessons/data/lesson-assessments.queries.js';
import { Lessons3To6FactsQueries } from '../lessons/data/lessons-3-to-6-facts.queries.js';
import { readCodebook } from '../lessons/domain/codebook.js';
import { turnsOf } from '../lessons/domain/episode-run.js';
import type { HeldMeeting } from '../lessons/domain/lesson3/facts.js';
import type { Reading } from '../lessons/domain/signal.js';
import { LessonSignalsService } from '../lessons/lesson-signals.service.js';
import { MeasureReadingService } from '../measures/measure-reading.service.js';
import { type MeasureSeries, seriesOf } from '../measures/data/measure-facts.js';
import { CodingReader } from './coding-reader.service.js';
import { PackageQueries } from './data/package.queries.js';
import { RecoveryQueries } from './data/recovery.queries.js';
import { chosenBy, type CohortDefinition, type ListedCase } from './domain/cohort.js';
import {
  assessmentsTable,
  dateChangesTable,
  milestonesTable,
  reviewsTable,
  signalsTable,
} from './domain/package/boards-tables.js';
import { linksTable, organisationsTable } from './domain/package/bodies-tables.js';
import { agreementOn, agreementTable, codingsTable, type PackagedCode } from './domain/package/coding-tables.js';
import { codebookOfJudgements } from './domain/package/codebook-of-judgements.js';
import {
  eventsOfEpisode,
  eventsOfFact,
  eventsOfJudgements,
  plansOf,
  qcaCasesOf,
  type ToldEpisode,
} from './domain/package/cohort-facts.js';
import { conditionsTable } from './domain/package/describe.js';
import { episodesTable, type PackagedEpisode } from './domain/package/episodes-table.js';
import {
  eventsTable,
  interventionsTable,
  type PackagedFact,
  supportsTable,
  warningsTable,
} from './domain/package/facts-tables.js';
import { judgementsTable } from './domain/package/judgements-table.js';
import {
  measuresTable,
  type PackagedMeasure,
  type PackagedValue,
  valuesTable,
} from './domain/package/measures-tables.js';
import type { FactKind, MeasureDefinitionRow, PackageEpisodeRow } from './domain/package/package-record.js';
import type { PackageTable } from './domain/package/package-table.js';
import { qcaTable, qcaWarnings } from './domain/package/qca.js';
import { type LevelSpan, sequencesTable } from './domain/package/sequences-table.js';
import { citationsTable, faultsTable, type KnownFault, sourcesTable } from './domain/package/sources-tables.js';
import {
  answersOf,
  answersTable,
  notTimed,
  type PackageAnswer,
  survivalTable,
  timedUnder,
} from './domain/package/survival-table.js';
import { type RecoveryCase, recoveryCases } from './domain/recovery-case.js';
import type { RecoveryFactRow } from './domain/recovery-record.js';
import { tellsOfSomebody } from './domain/tells-of-somebody.js';

/** What a definition comes to on a day: its tables, and what the pages say of them. */
export type Gathered = {
  readonly episodes: readonly string[];
  readonly organisations: number;
  readonly tables: readonly PackageTable[];
  readonly answers: readonly PackageAnswer[];
  readonly faults: number;
};

type Chosen = { readonly of: RecoveryCase; readonly row: PackageEpisodeRow };
type Refs = (id: string) => string;

/**
 * Reads what a data package holds: published facts alone, as they stand on the day. What is told of an episode beyond
 * its judgements is read episode by episode; all else some hundred bodies at a time.
 */
@Injectable()
export class GatheringPackagesService {
  constructor(
    private readonly recovery: RecoveryQueries,
    private readonly record: PackageQueries,
    private readonly runs: EpisodeRunQueries,
    private readonly lessonFacts: Lessons3To6FactsQueries,
    private readonly signals: LessonSignalsService,
    private readonly assessments: LessonAssessmentsQueries,
    private readonly measures: MeasureReadingService,
    private readonly codings: CodingReader,
  ) {}

  /** How many episodes a definition means, and of how many bodies, before anything is frozen. */
  async count(
    definition: CohortDefinition,
    today: CalendarDay,
  ): Promise<{
    readonly episodes: number;
    readonly organisations: number;
    readonly answers: readonly PackageAnswer[];
  }> {
    const { cases } = await this.#meant(definition, today);
    return {
      episodes: cases.length,
      organisations: new Set(cases.map(({ organisationId }) => organisationId)).size,
      answers: answersOf(cases),
    };
  }

  /** Everything of the episodes of a definition. Asked within a transaction, nothing changes while it is read. */
  async gather(definition: CohortDefinition, today: CalendarDay): Promise<Gathered> {
    const { chosen, facts: recoveryFacts } = await this.#choose(definition, today);
    const cases = chosen.map(({ of }) => of);
    const own = [...new Set(chosen.map(({ row }) => row.organisationId))];
    const links = await this.record.links(own);
    const linked = links.flatMap(({ fromId, toId }) => [fromId, toId]);
    const bodies = await this.record.organisations([...new Set([...own, ...linked])]);
    const bodyRefs = new Map(bodies.map(({ id, ref }) => [id, ref]));
    const refOf: Refs = (id) => bodyRefs.get(id) ?? '';
    const isOwn = new Set(own);
    const codes = groupBy(await this.record.codes(bodies.map(({ id }) => id)), ({ organisationId }) => organisationId);
    const headcounts = groupBy(await this.record.headcounts(own), ({ organisationId }) => organisationId);
    const judgements = (await this.record.judgements(own)).map((row) => ({
      ...row,
      organisation: refOf(row.organisationId),
    }));
    const facts = await this.#facts(chosen, own, refOf);
    const episodeIds = new Map(chosen.map(({ of }) => [of.id, of.ref]));
    const records = recordRefs(chosen, bodies, judgements, facts);
    const citations = await this.record.citations([...records.keys()]);
    const cited = groupBy(citations, ({ recordId }) => recordId);
    const sources = await this.record.sources([...new Set(citations.map(({ sourceRef }) => sourceRef))]);
    const sourceOf = (id: string): string | null => cited.get(id)?.[0]?.sourceRef ?? null;
    const told = await this.#told(chosen, today);
    const coded = await this.#coded(chosen);
    const codersOf = new Map(coded.map(({ episode, coders }) => [episode, coders]));
    const verified = new Set(sources.filter((source) => source.verified === 1).map(({ ref }) => ref));
    const ofBody = groupBy(judgements, ({ organisationId }) => organisationId);
    const episodes = chosen.map(({ of, row }): PackagedEpisode => {
      const more = told.get(of.id);
      const about = ofBody.get(row.organisationId) ?? [];
      const refs = new Set(
        [row.id, row.organisationId, ...about.map(({ inspectionId }) => inspectionId)].flatMap(
          (id) => cited.get(id)?.map(({ sourceRef }) => sourceRef) ?? [],
        ),
      );
      const fields =
        more?.fields ??
        codebookOfJudgements({
          of,
          row,
          judgements: about,
          isSourced: (id) => cited.has(id),
          sources: { count: refs.size, verified: [...refs].filter((ref) => verified.has(ref)).length },
          asOf: today,
        });
      return {
        of,
        row,
        listedState: row.state,
        fields,
        coders: codersOf.get(of.ref) ?? null,
        isTold: more !== undefined,
      };
    });
    const inspections = inspectionEpisodes(chosen, judgements);
    const plans = plansOf(await this.record.versions(own), {
      organisation: refOf,
      episode: (id) => (id === null ? null : (episodeIds.get(id) ?? null)),
    });
    const reviews = await this.record.reviews(own, today);
    const assessments = await inChunks(
      chosen.map(({ of }) => of.id),
      (chunk) => this.assessments.publishedLevels(chunk, today),
    );
    const isPublic = new Set(reviews.map(({ ref }) => ref));
    const qca = chosen.flatMap(({ of }) => {
      const more = told.get(of.id);
      return more ? qcaCasesOf(of, more) : [];
    });
    const answers = answersOf(cases);
    const spans = spansOf(recoveryFacts);
    const { measures, values } = await this.#measures(own, refOf);
    const faults = await this.#faults(definition, { cases, own, refOf, records, qca });
    const events = [
      ...chosen.flatMap(({ of, row }) =>
        eventsOfEpisode(
          { of, id: row.id, recordedAt: row.recordedAt },
          { organisation: row.organisationRef, sourceOf },
        ),
      ),
      ...facts.flatMap((fact) => eventsOfFact(fact, sourceOf)),
      ...eventsOfJudgements(judgements, (id) => inspections.get(id) ?? [], sourceOf),
    ];
    const ofKind = (kind: FactKind): readonly PackagedFact[] => facts.filter(({ fact }) => fact === kind);
    return {
      episodes: cases.map(({ ref }) => ref),
      organisations: own.length,
      answers,
      faults: faults.length,
      tables: [
        organisationsTable(
          bodies.map((body) => ({
            ...body,
            codes: codes.get(body.id) ?? [],
            headcount: headcounts.get(body.id)?.at(-1) ?? null,
            isOwn: isOwn.has(body.id),
          })),
        ),
        linksTable(links.map((link) => ({ ...link, from: refOf(link.fromId), to: refOf(link.toId) }))),
        episodesTable(episodes),
        eventsTable(events),
        judgementsTable(judgements),
        interventionsTable(ofKind('intervention')),
        supportsTable(ofKind('support')),
        warningsTable(ofKind('warning')),
        milestonesTable(plans.milestones),
        dateChangesTable(plans.moves),
        reviewsTable(reviews.map((review) => ({ ...review, organisation: refOf(review.organisationId) }))),
        assessmentsTable(
          assessments
            .filter(({ reviewRef }) => isPublic.has(reviewRef))
            .map((one) => ({
              episode: episodeIds.get(one.episodeId ?? '') ?? '',
              lesson: one.lesson,
              review: one.reviewRef,
              asOf: one.readAsOf,
              level: String(one.level),
              strength: one.strength,
              direction: one.direction,
              edition: one.edition,
              pieces: one.pieces,
            })),
        ),
        signalsTable(
          chosen.flatMap(({ of }) =>
            (told.get(of.id)?.signals ?? []).map((reading) => ({ episode: of.ref, asOf: today, reading })),
          ),
        ),
        measuresTable(measures),
        valuesTable(values),
        sourcesTable(sources),
        citationsTable(
          [...cited.values()].flatMap((rows) =>
            rows.map((row, index) => ({ ...row, record: records.get(row.recordId) ?? row.recordId, nth: index + 1 })),
          ),
        ),
        survivalTable(cases),
        answersTable(answers),
        sequencesTable(
          cases.map((of) => ({ of, spans: spans.get(of.id) ?? [], warnedOn: told.get(of.id)?.warnedOn ?? null })),
        ),
        codingsTable(coded, tellsOfSomebody),
        agreementTable(coded),
        qcaTable(qca, { chosen: definition.anchors, agreementOn: agreementOn(coded) }),
        conditionsTable(definition.anchors),
        faultsTable(faults),
      ],
    };
  }

  /** The episodes that a definition means, of those that everybody may see: in two statements, however many. */
  async #meant(
    definition: CohortDefinition,
    today: CalendarDay,
  ): Promise<{ readonly cases: readonly RecoveryCase[]; readonly facts: readonly RecoveryFactRow[] }> {
    const rows = await this.recovery.episodes();
    const { facts, frameworks } = await this.recovery.beside(today);
    const cases = recoveryCases(rows, facts, frameworks, today);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const listed = cases.flatMap((of): ListedCase[] => {
      const row = byId.get(of.id);
      return row && isListedState(row.state)
        ? [{ of, state: row.state, isRelapse: row.relapseOfId !== null, isDecided: row.status !== null }]
        : [];
    });
    return { cases: chosenBy(definition, listed).map(({ of }) => of), facts };
  }

  async #choose(
    definition: CohortDefinition,
    today: CalendarDay,
  ): Promise<{ readonly chosen: readonly Chosen[]; readonly facts: readonly RecoveryFactRow[] }> {
    const { cases, facts } = await this.#meant(definition, today);
    const own = new Map((await this.record.episodes(cases.map(({ id }) => id))).map((row) => [row.id, row]));
    const chosen = cases.flatMap((of) => {
      const row = own.get(of.id);
      return row ? [{ of, row }] : [];
    });
    return { chosen, facts };
  }

  async #facts(chosen: readonly Chosen[], own: readonly string[], refOf: Refs): Promise<readonly PackagedFact[]> {
    const ids = new Map(chosen.map(({ of }) => [of.id, of.ref]));
    const tied = groupBy(await this.record.episodeFacts([...ids.keys()]), ({ recordId }) => recordId);
    return (await this.record.facts(own)).map((fact) => {
      const episodes = new Map(
        (tied.get(fact.id) ?? []).map(({ episodeId, level }) => [ids.get(episodeId) ?? '', level]),
      );
      return {
        ...fact,
        organisation: refOf(fact.organisationId),
        episodes: [...episodes].map(([ref, level]) => ({ ref, level })).toSorted((a, b) => (a.ref < b.ref ? -1 : 1)),
      };
    });
  }

  /** With hindsight, from what is published: the reading for researchers. */
  async #told(chosen: readonly Chosen[], today: CalendarDay): Promise<ReadonlyMap<string, ToldEpisode>> {
    const reading: Reading = { asOf: today, mode: 'hindsight', scope: 'public' };
    const told = new Map<string, ToldEpisode>();
    for (const { of, row } of chosen) {
      if (of.origin === 'judgements' && row.status === null) continue;
      const run = await this.runs.of(of.id, reading);
      if (!run) continue;
      const facts = await this.lessonFacts.of(of.id, reading, run);
      const turns = turnsOf(run, today);
      told.set(of.id, {
        warnedOn: turns.warning?.on ?? null,
        helpedOn: turns.peerHelp?.on ?? null,
        outsideShare: outsideShareOf(facts[3].meetings),
        fields: readCodebook(facts[6].codebook),
        signals: (await this.signals.readEpisode(of.id, reading)) ?? [],
      });
    }
    return told;
  }

  /** Coders are numbered in the order in which they appear: who they are is nobody’s to take away. */
  async #coded(chosen: readonly Chosen[]): Promise<readonly PackagedCode[]> {
    const refs = new Map(chosen.map(({ of }) => [of.id, of.ref]));
    const numbers = new Map<string, string>();
    const numberOf = (coder: string): string => {
      const number = numbers.get(coder) ?? `C${numbers.size + 1}`;
      numbers.set(coder, number);
      return number;
    };
    return (await this.codings.finished([...refs.keys()]))
      .map((code) => ({ ...code, episode: refs.get(code.episodeId) ?? '' }))
      .toSorted((a, b) => (a.episode < b.episode ? -1 : Number(a.episode > b.episode)))
      .map(({ coders: [one, two], ...code }) => ({ ...code, coders: [numberOf(one), numberOf(two)] as const }));
  }

  async #measures(
    own: readonly string[],
    refOf: Refs,
  ): Promise<{ readonly measures: readonly PackagedMeasure[]; readonly values: readonly PackagedValue[] }> {
    const series = await inChunks(own, (chunk) => this.measures.ofOrganisations(chunk));
    const definitions = new Map((await this.record.definitions(own)).map((row) => [row.ref, row]));
    return {
      measures: series.map((one) => measureOf(one, refOf, definitions.get(one.row.ref) ?? null)),
      values: series.flatMap((one) =>
        seriesOf(one).entries.map((entry) => ({
          measure: one.row.ref,
          position: entry.fact.position,
          edition: entry.fact.edition,
          entry,
        })),
      ),
    };
  }

  async #faults(
    definition: CohortDefinition,
    {
      cases,
      own,
      refOf,
      records,
      qca,
    }: {
      readonly cases: readonly RecoveryCase[];
      readonly own: readonly string[];
      readonly refOf: Refs;
      readonly records: ReadonlyMap<string, string>;
      readonly qca: Parameters<typeof qcaWarnings>[0];
    },
  ): Promise<readonly KnownFault[]> {
    const recorded = await this.record.faults(own, [...records.keys()]);
    const without = notTimed(cases);
    const uncounted = without.filter(({ why }) => why === 'no-intervention').length;
    const first = timedUnder(cases).filter(({ definition: timed }) => timed === 'not-failing');
    return [
      ...recorded.map(({ kind, recordId, ref, text }): KnownFault => ({
        kind,
        about: kind === 'gap' ? refOf(recordId) : (records.get(recordId) ?? recordId),
        text: kind === 'conflict' ? `${ref ?? ''}: ${text}` : text,
      })),
      ...first.flatMap(({ followed }): KnownFault[] =>
        followed.isRough
          ? [
              {
                kind: 'rough_date',
                about: followed.of.ref,
                text: 'A date of it is known only to a month, quarter or year: its middle was used.',
              },
            ]
          : [],
      ),
      ...first.flatMap(({ followed }): KnownFault[] =>
        followed.changedScale
          ? [
              {
                kind: 'changed_scale',
                about: followed.of.ref,
                text: 'It was judged to recover on another scale than to fail.',
              },
            ]
          : [],
      ),
      ...without
        .filter(({ why }) => why === 'ends-before-it-begins')
        .map(({ ref, definition: timed }): KnownFault => ({
          kind: 'not_timed',
          about: ref,
          text: `By the record it ends before it begins, so it is not timed under “${timed}”.`,
        })),
      ...(uncounted > 0
        ? [
            {
              kind: 'not_timed' as const,
              about: 'intervention-ended',
              text: `${uncounted} episodes are not timed under it: no intervention of level 3 or more is on the record of them.`,
            },
          ]
        : []),
      ...qcaWarnings(qca, definition.anchors).map((warning): KnownFault => ({ kind: 'qca', ...warning })),
    ];
  }
}

const isListedState = (state: string): state is ListedState => Object.hasOwn(listedStates, state);

function outsideShareOf(meetings: readonly HeldMeeting[]): number | null {
  const room = meetings.flatMap((meeting) => meeting.room).filter(({ independence }) => independence !== null);
  const outside = room.filter(({ independence }) => independence !== null && isFromOutside(independence)).length;
  return room.length === 0 ? null : outside / room.length;
}

function measureOf({ row }: MeasureSeries, refOf: Refs, definition: MeasureDefinitionRow | null): PackagedMeasure {
  return {
    ...row,
    organisation: refOf(row.organisationId),
    smallNumbers: row.smallNumbers === 1,
    definitionVersion: definition?.edition ?? null,
    definition: definition?.text ?? null,
  };
}

/** The reference of each record that may rest on a source, by its id. */
function recordRefs(
  chosen: readonly Chosen[],
  bodies: readonly { readonly id: string; readonly ref: string }[],
  judgements: readonly { readonly inspectionId: string; readonly inspectionRef: string }[],
  facts: readonly PackagedFact[],
): ReadonlyMap<string, string> {
  return new Map([
    ...chosen.map(({ of }) => [of.id, of.ref] as const),
    ...bodies.map(({ id, ref }) => [id, ref] as const),
    ...judgements.map(({ inspectionId, inspectionRef }) => [inspectionId, inspectionRef] as const),
    ...facts.map(({ id, ref }) => [id, ref ?? id] as const),
  ]);
}

/** The episodes that an inspection opened or ended, by its id. */
function inspectionEpisodes(
  chosen: readonly Chosen[],
  judgements: readonly { readonly inspectionId: string; readonly inspectionRef: string }[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Map(judgements.map(({ inspectionId, inspectionRef }) => [inspectionRef, inspectionId]));
  const found = new Map<string, string[]>();
  for (const { of, row } of chosen)
    for (const ref of new Set([row.triggerInspectionRef, row.notFailingInspectionRef])) {
      const id = ref === null ? undefined : ids.get(ref);
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), of.ref]);
    }
  return found;
}

/** Interventions by the episode that they belong to. */
function spansOf(facts: readonly RecoveryFactRow[]): ReadonlyMap<string, readonly LevelSpan[]> {
  const steps = facts.filter(
    ({ kind, episodeId, level }) => kind === 'intervention' && episodeId !== null && level !== null,
  );
  return new Map(
    [...groupBy(steps, ({ episodeId }) => episodeId ?? '')].map(([id, rows]) => [
      id,
      rows.map(({ level, startedOn, endedOn }) => ({ level: level ?? 0, from: startedOn, to: endedOn })),
    ]),
  );
}
