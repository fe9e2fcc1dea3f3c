import { episodeClock } from '../../episodes/domain/episode-clock.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Figure } from '../../shell/figure.js';
import type { SummaryList } from '../../shell/parts.js';
import { asKnown } from '../../shell/as-known.js';
import { stacked, type Table } from '../../shell/table.js';
import type { CsvFile } from '../../shell/csv.js';
import { tableCsv, withFile } from '../../shell/table-csv.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { entriesOf, episodeFactsOf, inspectionsOf, recordsNamedBy } from '../domain/case-facts.js';
import { caseOnly } from '../domain/case-only.js';
import type { ConflictFact, Dossier, EpisodeFactSheet } from '../domain/dossier.js';
import { timelineOf } from '../domain/timeline.js';
import { type CaseLesson, caseLessons } from './case-lessons.page.js';
import { caseRecord } from './case-record.page.js';
import { historyPaths } from './history.paths.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';
import { Citing } from './citing.page.js';
import { clockCsv, type ClockRow, clockRows, type FactHref } from './clock.page.js';
import { type ConflictPart, conflictParts } from './conflicts.page.js';
import { labelOf } from './dossier-words.page.js';
import { eventsCsv } from './events-csv.page.js';
import { inspectionsTable } from './judgements-table.page.js';
import { lifeLineFigure } from './life-line.page.js';
import { measuresTable } from './measures-table.page.js';
import {
  type DossierPageInput,
  hindsightNotice,
  keepKnown,
  knownDay,
  lastChangedOf,
  lastDay,
} from './organisation-frame.page.js';
import { recordedTogether, tellingOf, type ToldEntry, toldEntry } from './told-entry.page.js';
import {
  bodyOf,
  type CaseState,
  type Continuation,
  continuationOf,
  correctionsOf,
  figureHeadline,
  type Setback,
  stateOf,
  summaryOf,
  whatDidNotWork,
} from './case-story.page.js';
import { causeList, findingTable, impactList, keyFactList, type Sourced, stepTable } from './case-parts.page.js';
import type { EpisodePageInput } from './case-input.page.js';
import { codingPaths } from '../../research/pages/coding.paths.js';
import { comparePaths } from '../../research/pages/compare.paths.js';
import { researchPaths } from '../../research/pages/research.paths.js';

export type EpisodePage = PageFacts & {
  /** Where it is run, for somebody who may see that. */
  readonly manageHref: string | null;
  readonly caption: string;
  /** The parts of the page, in their order. */
  readonly contents: readonly Link[];
  readonly organisation: Link;
  readonly summary: string;
  readonly summaryNote: string | null;
  readonly state: CaseState;
  readonly figure: Figure | null;
  readonly continuation: readonly Continuation[];
  readonly keyFacts: SummaryList;
  readonly clock: readonly ClockRow[];
  readonly clockCsvHref: string;
  /** Every step of intervention of the case, with its own length. */
  readonly steps: Table;
  readonly impacts: readonly Sourced[];
  readonly causes: readonly Sourced[];
  readonly entries: readonly ToldEntry[];
  /** When all of them came onto the record, where that is one day. */
  readonly recorded: string | null;
  readonly judgements: Table;
  readonly findings: Table;
  /** What the table of findings cannot say. */
  readonly findingsNote: string | null;
  readonly measures: Table;
  readonly lessons: readonly CaseLesson[];
  /** What the record shows of each lesson in public, today; null on a page “as known”, which is another day. */
  readonly record: Table | null;
  /** Said where the record changed since it was read. */
  readonly recordNote: string | null;
  /** Where each signal is read, with its working. */
  readonly signalsHref: string;
  /** Lessons of which the case says nothing. */
  readonly silentLessons: readonly Link[];
  readonly didNotWork: readonly Setback[];
  readonly conflicts: readonly ConflictPart[];
  readonly gaps: readonly string[];
  readonly corrections: readonly string[];
  readonly csvHref: string;
  /** Where this case is read among others. */
  readonly beside: readonly Link[];
  readonly citation: string;
};

/** The public page of one case: what failed, what was done, how long it took, and how we know. */
export function episodePage(input: EpisodePageInput): EpisodePage {
  const { dossier, episode, today } = input;
  const day = lastDay(input);
  const body = bodyOf(dossier, episode.organisationId);
  const ref = episode.ref ?? '';
  const path = episodePaths.show(ref);
  const citing = new Citing(input.citations);
  const own = ownFacts(dossier, episode, day);
  const facts = episodeFactsOf(dossier, episode);
  const keyFacts = keyFactList(input, citing);
  const clock = clockRows(episodeClock(facts), facts, hrefIn(dossier, own.entryIds));
  const file = (table: string): string => keepKnown(input, episodePaths.table(ref, table));
  const steps = withFile(stacked(stepTable(facts, { citing, href: hrefIn(dossier, own.entryIds) })), file('steps'));
  const impactParts = impactList(episode, citing);
  const causeParts = causeList(episode, citing);
  const telling = tellingOf(dossier, citing);
  const told = recordedTogether(own.entries.map((entry) => toldEntry(entry, telling)));
  const judgementRows = inspectionsTable(inspectionsOf(dossier, episode).toReversed(), {
    id: 'judgements',
    caption: 'Judgements of this case',
    citing,
    dossier,
    csvHref: file('judgements'),
    empty: 'No inspection of this case is on the record.',
  });
  const judgements = stacked(judgementRows);
  const findings = withFile(stacked(findingTable(own.inspections, citing)), file('findings'));
  const measures = measuresTable(input.measures, {
    id: 'measures',
    caption: 'Measures of this case',
    citing,
    ownId: episode.organisationId,
    knownOn: knownDay(input),
    empty: 'No measures of this case are on the record.',
    csvHref: file('measures'),
  });
  const evidence = dossier.lessons.filter(
    ({ episodeId, organisationId }) =>
      episodeId === episode.id || (episodeId === null && organisationId === episode.organisationId),
  );
  const lessonParts = caseLessons(evidence, citing);
  const isSilent = ({ supports, complicates }: CaseLesson): boolean => supports.length + complicates.length === 0;
  const didNotWork = whatDidNotWork(input, { citing, lessonParts });
  const conflicts = conflictParts(conflictsOf(dossier, episode, own.recordIds), citing);
  const figure = lifeLineFigure(caseOnly(dossier, episode, own.entries), {
    id: 'life-line',
    to: day,
    headline: figureHeadline(dossier, episode),
    csvHref: file('life-line'),
  });
  const changed = lastChangedOf(dossier);
  return {
    title: episode.title,
    description: summaryOf(dossier, episode),
    breadcrumbs: [
      { text: 'Episodes', href: episodePaths.index() },
      { text: body.name, href: keepKnown(input, organisationPaths.show(body.slug)) },
    ],
    notices: hindsightNotice(input),
    lastChanged: changed,
    manageHref: input.manages && episode.ref ? casePaths.manage(episode.ref) : null,
    historyHref: episode.ref ? historyPaths.of('failure_episode', episode.ref) : null,
    asKnown: asKnown(input.known, { path }),
    caption: captionOf(body.name, episode),
    contents: contentsOf({ hasFigure: figure !== null, hasConflicts: conflicts.length > 0 }),
    organisation: { text: body.name, href: keepKnown(input, organisationPaths.show(body.slug)) },
    summary: summaryOf(dossier, episode),
    summaryNote: originNote(episode),
    state: stateOf(input),
    figure,
    continuation: continuationOf(input),
    keyFacts,
    clock,
    clockCsvHref: file('durations'),
    steps,
    impacts: impactParts,
    causes: causeParts,
    ...told,
    judgements,
    findings,
    measures,
    findingsNote: own.inspections.some(({ findings }) => findings.length > 0)
      ? null
      : 'Findings are not on the record one by one, so their causes and what became of each are not known here.',
    lessons: lessonParts.filter((one) => !isSilent(one)),
    record: dossier.results ? caseRecord(ref, dossier.results) : null,
    recordNote:
      dossier.results?.length === 0 ? 'The record changed a moment ago, and what it shows is being read anew.' : null,
    signalsHref: keepKnown(input, lessonReadingPaths.episode(ref)),
    silentLessons: lessonParts.filter(isSilent).map(({ heading, link }) => ({ text: heading, href: link.href })),
    didNotWork,
    conflicts,
    gaps: dossier.gaps
      .filter(({ organisationId }) => organisationId === episode.organisationId)
      .map(({ text }) => text),
    corrections: correctionsOf(own.inspections, episode),
    csvHref: keepKnown(input, episodePaths.csv(ref)),
    beside: [...(input.codes ? [{ text: 'Code this case', href: codingPaths.show(ref) }] : []), ...besideOthers(ref)],
    citation: `${body.name}: ${episode.title} (${ref}), version ${episode.version}, ${changed?.on ?? formatDay(today)}. Turnaround. ${input.publicUrl}${path}. Accessed ${formatDay(today)}.`,
    sources: citing.list(),
    sourcesNote: originNote(episode),
  };
}

/** Whose case, of which part and which work: the work is not said twice where the body is named by it. */
function captionOf(name: string, { unit, area }: EpisodeFactSheet): string {
  const work = labelOf(episodeAreas, area);
  const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'");
  return [name, unit, plain(name).includes(plain(work)) ? null : work].filter(Boolean).join(', ');
}

const besideOthers = (ref: string): readonly Link[] => [
  { text: 'Set this case beside others on one clock', href: address(comparePaths.choose(), { case: ref }) },
  { text: 'Find cases that began alike', href: address(comparePaths.alike(), { case: ref }) },
  { text: 'How long recovery takes', href: researchPaths.recovery() },
];

const contentsOf = ({ hasFigure, hasConflicts }: { hasFigure: boolean; hasConflicts: boolean }): readonly Link[] => [
  { text: 'State', href: '#state' },
  ...(hasFigure ? [{ text: 'Life line', href: '#picture' }] : []),
  { text: 'Key facts', href: '#key-facts' },
  { text: 'How long it took', href: '#clock' },
  { text: 'What the failure did', href: '#impacts' },
  { text: 'What sources say lay behind it', href: '#causes' },
  { text: 'Timeline', href: '#timeline-heading' },
  { text: 'Judgements', href: '#judgements-heading' },
  { text: 'What inspectors found', href: '#findings-heading' },
  { text: 'Measures', href: '#measures-heading' },
  { text: 'The eight lessons', href: '#lessons' },
  { text: 'What did not work', href: '#did-not-work' },
  ...(hasConflicts ? [{ text: 'Where sources disagree', href: '#conflicts' }] : []),
  { text: 'What is not known', href: '#gaps' },
  { text: 'Corrections and changes', href: '#corrections' },
  { text: 'Beside other cases', href: '#beside' },
  { text: 'Download, cite and reuse', href: '#cite' },
];

/** One table of this case as a download, by the name in its address; null where there is none of that name. */
export function episodeTableCsv(input: EpisodePageInput, name: string): CsvFile | null {
  const { clock, steps, judgements, findings, measures, figure } = episodePage(input);
  if (name === 'durations') return clockCsv(clock);
  const tables = new Map([
    ['steps', steps],
    ['judgements', judgements],
    ['findings', findings],
    ['measures', measures],
    ['life-line', figure?.table],
  ]);
  const table = tables.get(name);
  return table ? tableCsv(table) : null;
}

/** The dated things of this case, as a download. */
export function episodeCsv(input: EpisodePageInput): CsvFile {
  const { dossier, episode } = input;
  return eventsCsv(ownFacts(dossier, episode, lastDay(input)).entries, tellingOf(dossier, new Citing(input.citations)));
}

function ownFacts(dossier: Dossier, episode: EpisodeFactSheet, day: DossierPageInput['today']) {
  const entries = entriesOf(dossier, episode, { timeline: timelineOf(dossier), today: day });
  const entryIds = new Set(entries.flatMap(({ id, help }) => [id, ...help.map((one) => one.id)]));
  const inspections = entries.flatMap((entry) =>
    entry.kind === 'judgement' || entry.kind === 'visit' ? [entry.fact] : [],
  );
  const steps = entries.flatMap((entry) => (entry.kind === 'intervention' ? [entry.fact.id] : []));
  return { entries, entryIds, inspections, recordIds: new Set([...inspections.map(({ id }) => id), ...steps]) };
}

const hrefIn =
  (dossier: Dossier, entryIds: ReadonlySet<string>): FactHref =>
  (factId) => {
    const inspection = dossier.inspections.find(({ id }) => id === factId);
    if (inspection) return inspectionPaths.show(inspection.ref);
    return entryIds.has(factId) ? `#fact-${factId}` : null;
  };

function conflictsOf(
  dossier: Dossier,
  episode: EpisodeFactSheet,
  recordIds: ReadonlySet<string>,
): readonly ConflictFact[] {
  const ids = new Set([...recordIds, ...recordsNamedBy(episode), episode.id, episode.organisationId]);
  if (episode.successorId) ids.add(episode.successorId);
  const links = dossier.links.filter(
    ({ fromId, toId }) => fromId === episode.organisationId || toId === episode.organisationId,
  );
  for (const { id } of links) ids.add(id);
  return dossier.conflicts.filter(({ subjectIds }) => subjectIds.some((id) => ids.has(id)));
}

/** Who describes the case: the library, judgements alone, or a person of whom the page says so elsewhere. */
function originNote({ origin }: EpisodeFactSheet): string | null {
  if (origin === 'library') return 'Compiled from public sources; not checked by the organisation.';
  return origin === 'judgements' ? 'From judgements alone; nobody has described this case.' : null;
}
