import { closeReasons, type CloseReason, episodeStates, type EpisodeState, recoveryBases, type RecoveryBasis, stateRules, triggerKinds } from '../../episodes/domain/episode.js';
import { episodeClock, type EpisodeFacts } from '../../episodes/domain/episode-clock.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { findingKinds, findingStatuses } from '../../inspections/domain/new-inspection.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { byPeriod, monthsBetween, type Period } from '../../kernel/period.js';
import { interventionLevels } from '../../interventions/domain/intervention.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, formatMonths, formatPeriod, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Citation, Figure, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { asKnown } from '../../shell/as-known.js';
import { type Table, tableHead } from '../../shell/table.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { impacts } from '../../vocabulary/domain/impacts.js';
import {
  earlierEpisodeOf,
  entriesOf,
  episodeFactsOf,
  goodOf,
  inspectionsOf,
  nextEpisodeOf,
  notFailingOf,
  recordsNamedBy,
  triggerFact,
  triggerInspectionOf,
  triggerLabel,
} from '../domain/case-facts.js';
import type { Body, ConflictFact, Dossier, EpisodeFactSheet, InspectionFact } from '../domain/dossier.js';
import { timelineOf } from '../domain/timeline.js';
import { type CaseLesson, caseLessons } from './case-lessons.page.js';
import { Citing } from './citing.page.js';
import { type ClockRow, clockRows, type FactHref } from './clock.page.js';
import { type ConflictPart, conflictParts } from './conflicts.page.js';
import { certaintyWords, dateWords, labelOf, lowerFirstWord, outcomeWords } from './dossier-words.page.js';
import { eventsCsv } from './events-csv.page.js';
import { inspectionsTable } from './judgements-table.page.js';
import { lifeLineFigure } from './life-line.page.js';
import { type DossierPageInput, hindsightNotice, keepKnown, lastChangedOf, lastDay } from './organisation-frame.page.js';
import { stateWords } from './organisation.page.js';
import { tellingOf, type ToldEntry, toldEntry } from './told-entry.page.js';

export type EpisodePageInput = DossierPageInput & {
  readonly episode: EpisodeFactSheet;
  /** The address of the service, for the line to cite. */
  readonly publicUrl: string;
};

type Sourced = { readonly label: string; readonly texts: readonly { readonly text: string; readonly citations: readonly Citation[] }[] };

export type EpisodePage = PageFacts & {
  readonly caption: string;
  readonly organisation: Link;
  readonly summary: string;
  readonly summaryNote: string | null;
  readonly state: { readonly tag: Tag; readonly rule: string; readonly reason: string | null; readonly watch: string };
  readonly figure: Figure | null;
  readonly continuation: readonly { readonly text: string; readonly link: Link }[];
  readonly keyFacts: SummaryList;
  readonly clock: readonly ClockRow[];
  /** Every step of intervention of the case, with its own length. */
  readonly steps: Table;
  readonly impacts: readonly Sourced[];
  readonly causes: readonly Sourced[];
  readonly entries: readonly ToldEntry[];
  readonly judgements: Table;
  readonly findings: Table;
  readonly lessons: readonly CaseLesson[];
  /** Lessons of which the case says nothing. */
  readonly silentLessons: readonly Link[];
  readonly didNotWork: readonly { readonly text: string; readonly link: Link | null; readonly citations: readonly Citation[] }[];
  readonly conflicts: readonly ConflictPart[];
  readonly gaps: readonly string[];
  readonly corrections: readonly string[];
  readonly csvHref: string;
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
  const steps = stepTable(facts, { citing, href: hrefIn(dossier, own.entryIds) });
  const impactParts = impactList(episode, citing);
  const causeParts = causeList(episode, citing);
  const telling = tellingOf(dossier, citing);
  const entries = own.entries.map((entry) => toldEntry(entry, telling));
  const judgements = inspectionsTable(inspectionsOf(dossier, episode).toReversed(), {
    id: 'judgements',
    caption: 'Judgements of this case',
    citing,
    dossier,
    empty: 'No inspection of this case is on the record.',
  });
  const evidence = dossier.lessons.filter(
    ({ episodeId, organisationId }) => episodeId === episode.id || (episodeId === null && organisationId === episode.organisationId),
  );
  const lessonParts = caseLessons(evidence, citing);
  const isSilent = ({ supports, complicates }: CaseLesson): boolean => supports.length + complicates.length === 0;
  const didNotWork = whatDidNotWork(input, { citing, lessonParts });
  const conflicts = conflictParts(conflictsOf(dossier, episode, own.recordIds), citing);
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
    asKnown: asKnown(input.known, { path }),
    caption: [body.name, episode.unit, labelOf(episodeAreas, episode.area)].filter(Boolean).join(', '),
    organisation: { text: body.name, href: keepKnown(input, organisationPaths.show(body.slug)) },
    summary: summaryOf(dossier, episode),
    summaryNote: episode.origin === 'library' ? 'Compiled from public sources; not checked by the organisation.' : null,
    state: stateOf(input),
    figure: lifeLineFigure(dossier, {
      id: 'life-line',
      to: day,
      headline: figureHeadline(dossier, episode),
    }),
    continuation: continuationOf(input),
    keyFacts,
    clock,
    steps,
    impacts: impactParts,
    causes: causeParts,
    entries,
    judgements,
    findings: findingTable(own.inspections, citing),
    lessons: lessonParts.filter((one) => !isSilent(one)),
    silentLessons: lessonParts.filter(isSilent).map(({ heading, link }) => ({ text: heading, href: link.href })),
    didNotWork,
    conflicts,
    gaps: dossier.gaps.filter(({ organisationId }) => organisationId === episode.organisationId).map(({ text }) => text),
    corrections: correctionsOf(own.inspections, episode),
    csvHref: keepKnown(input, episodePaths.csv(ref)),
    citation: `${body.name}: ${episode.title} (${ref}), version ${episode.version}, ${changed?.on ?? formatDay(today)}. Turnaround. ${input.publicUrl}${path}. Accessed ${formatDay(today)}.`,
    sources: citing.list(),
    sourcesNote: episode.origin === 'library' ? 'Compiled from public sources; not checked by the organisation.' : null,
  };
}

/** The dated things of this case, as a download. */
export function episodeCsv(input: EpisodePageInput): string {
  const { dossier, episode } = input;
  return eventsCsv(ownFacts(dossier, episode, lastDay(input)).entries, tellingOf(dossier, new Citing(input.citations)));
}

const bodyOf = (dossier: Dossier, id: string | null): Body => dossier.bodies.find((body) => body.id === id) ?? dossier.self;

function ownFacts(dossier: Dossier, episode: EpisodeFactSheet, day: DossierPageInput['today']) {
  const entries = entriesOf(dossier, episode, { timeline: timelineOf(dossier), today: day });
  const entryIds = new Set(entries.flatMap(({ id, help }) => [id, ...help.map((one) => one.id)]));
  const inspections = entries.flatMap((entry) => (entry.kind === 'judgement' || entry.kind === 'visit' ? [entry.fact] : []));
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

/** The library's own paragraph, or one made from what judgements say. */
function summaryOf(dossier: Dossier, episode: EpisodeFactSheet): string {
  if (episode.summary) return episode.summary;
  const body = bodyOf(dossier, episode.organisationId);
  const label = triggerLabel(dossier, episode);
  const { on } = triggerFact(dossier, episode);
  const over = notFailingOf(episode);
  const good = goodOf(episode);
  const what = episode.unit ? `${episode.unit} at ${body.name}` : `${labelOf(episodeAreas, episode.area)} of ${body.name}`;
  const sentences = [
    `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${label ? `judged ${lowerFirstWord(label)}` : 'found to be failing'}${on ? `, ${formatPeriod(on)}` : ''}.`,
    over ? `The first judgement after it that was not failing came ${formatPeriod(over.on)}.` : 'No judgement since then is better than failing.',
    good ? `Judged good or better ${formatPeriod(good.on)}.` : null,
    'This paragraph is made from judgements alone.',
  ];
  return sentences.flatMap((text) => text ?? []).join(' ');
}

function stateOf(input: EpisodePageInput): EpisodePage['state'] {
  const { episode } = input;
  const day = lastDay(input);
  const status = episode.status as EpisodeState | null;
  const until = episode.watchUntil;
  const watch = until
    ? `The relapse watch ${until >= day ? 'runs' : 'ran'} to ${formatDay(until)}: 84 months from ${episode.derived.notFailing ?? episode.notFailing ? 'the first judgement that was not failing' : 'recovery'}.`
    : 'The relapse watch begins with the first judgement that is not failing, or with recovery.';
  if (status) {
    return { tag: { text: episodeStates[status] }, rule: stateRules[status], reason: episode.statusReason, watch };
  }
  const byArea = episode.derived.byArea ? ' The framework has no formal test of failure, so an area decided.' : '';
  return {
    tag: { text: stateWords(episode, day) },
    rule: `From judgements: it opens with a failing judgement and ends with the first that is better than failing.${byArea} Nobody has recorded a decision.`,
    reason: episode.statusReason,
    watch,
  };
}

function figureHeadline(dossier: Dossier, episode: EpisodeFactSheet): string {
  const { triggerToNotFailing } = episodeClock(episodeFactsOf(dossier, episode));
  const next = nextEpisodeOf(dossier, episode);
  const length =
    'months' in triggerToNotFailing
      ? `It took ${formatMonths(triggerToNotFailing.months)} from the trigger to a judgement that was not failing`
      : episode.recoveredOn
        ? `Recovered ${formatPeriod(episode.recoveredOn)}`
        : 'No judgement since the trigger is better than failing';
  return next ? `${length}; it failed again ${formatPeriod(next.triggerOn)}` : length;
}

function continuationOf(input: EpisodePageInput): EpisodePage['continuation'] {
  const { dossier, episode } = input;
  const earlier = earlierEpisodeOf(dossier, episode);
  const next = nextEpisodeOf(dossier, episode);
  const successor = dossier.bodies.find(({ id }) => id === episode.successorId);
  const caseLink = ({ title, ref }: EpisodeFactSheet): Link | null =>
    ref ? { text: title, href: keepKnown(input, episodePaths.show(ref)) } : null;
  const parts: ({ text: string; link: Link | null } | null)[] = [
    earlier && { text: 'This is a relapse of:', link: caseLink(earlier) },
    next && { text: 'It failed again:', link: caseLink(next) },
    successor
      ? {
          text: 'The story and the watch continue at:',
          link: { text: successor.name, href: keepKnown(input, organisationPaths.show(successor.slug)) },
        }
      : null,
  ];
  return parts.flatMap((part) => (part?.link ? [{ text: part.text, link: part.link }] : []));
}

function keyFactList(input: EpisodePageInput, citing: Citing): SummaryList {
  const { dossier, episode } = input;
  const trigger = triggerFact(dossier, episode);
  const label = triggerLabel(dossier, episode);
  const over = notFailingOf(episode);
  const good = goodOf(episode);
  const inspectionHref = (id: string | null): string | null => {
    const inspection = dossier.inspections.find((one) => one.id === id);
    return inspection ? inspectionPaths.show(inspection.ref) : null;
  };
  const marks = (id: string | null | undefined): readonly Citation[] => (id ? citing.marks(id) : []);
  const dated = (label_: string, on: Period | null | undefined, more: Partial<SummaryRow> = {}): SummaryRow => ({
    label: label_,
    text: on ? formatPeriod(on) : 'Not known',
    ...more,
  });
  const rows: (SummaryRow | null)[] = [
    {
      label: 'Organisation',
      text: bodyOf(dossier, episode.organisationId).name,
      href: keepKnown(input, organisationPaths.show(bodyOf(dossier, episode.organisationId).slug)),
      citations: citing.marks(episode.id),
      note: certaintyWords(episode.certainty),
    },
    episode.unit ? { label: 'Part', text: episode.unit } : null,
    dated('When it began', episode.onsetOn, { note: episode.onsetBasis }),
    dated('Trigger', trigger.on, {
      href: inspectionHref(triggerInspectionOf(episode)),
      note: [labelOf(triggerKinds, episode.triggerKind), trigger.label, label].filter(Boolean).join(': '),
      citations: marks(trigger.factId),
    }),
    over
      ? dated('First judgement not failing', over.on, {
          href: inspectionHref(over.inspectionId),
          note: episode.derived.notFailing ? 'From judgements' : 'As recorded',
          citations: marks(over.inspectionId),
        })
      : { label: 'First judgement not failing', text: 'None on the record' },
    good
      ? dated('Good or better', good.on, { href: inspectionHref(good.inspectionId), citations: marks(good.inspectionId) })
      : { label: 'Good or better', text: 'None on the record' },
    episode.interventionEndedOn
      ? dated('Intervention ended', episode.interventionEndedOn, { note: episode.endedNote, citations: marks(episode.endedInterventionId) })
      : null,
    episode.recoveredOn
      ? dated('Recovered', episode.recoveredOn, {
          note: episode.recoveryBasis ? `Basis: ${recoveryBases[episode.recoveryBasis as RecoveryBasis].toLowerCase()}` : null,
        })
      : { label: 'Recovered', text: 'Nobody has recorded a decision' },
    episode.closedOn
      ? dated('Closed', episode.closedOn, { note: episode.closeReason ? closeReasons[episode.closeReason as CloseReason] : null })
      : null,
    episode.watchUntil ? { label: 'Relapse watch until', text: formatDay(episode.watchUntil), note: '84 months' } : null,
  ];
  return { rows: rows.flatMap((row) => row ?? []) };
}

function stepTable(facts: EpisodeFacts, { citing, href }: { citing: Citing; href: FactHref }): Table {
  const steps = facts.interventions.toSorted((a, b) => (a.from && b.from ? byPeriod(a.from, b.from) : a.from ? -1 : 1));
  return {
    id: 'steps',
    caption: 'Steps of intervention, each with its own length',
    head: tableHead([{ text: 'Step' }, { text: 'Level (ours)' }, { text: 'From' }, { text: 'To' }, { text: 'Months', numeric: true }]),
    rows: steps.map(({ factId, label, level, from, to }) => ({
      cells: [
        { text: label, href: href(factId), header: true, citations: citing.marks(factId) },
        { text: `${level}: ${interventionLevels[level].toLowerCase()}` },
        { text: dateWords(from) },
        { text: to ? formatPeriod(to) : 'No end on the record' },
        { text: from && to ? formatMonths(monthsBetween(from, to)) : 'Not known', numeric: true },
      ],
    })),
    empty: { text: 'No intervention is on the record of this case.' },
  };
}

const impactList = (episode: EpisodeFactSheet, citing: Citing): readonly Sourced[] =>
  Object.entries(impacts).map(([code, label]) => ({ label, texts: partsOf(episode.impacts, code, citing) }));

const causeList = (episode: EpisodeFactSheet, citing: Citing): readonly Sourced[] =>
  Object.entries(causes)
    .map(([code, label]) => ({ label, texts: partsOf(episode.causes, code, citing) }))
    .filter(({ texts }) => texts.length > 0);

const partsOf = (parts: EpisodeFactSheet['impacts'], wanted: string, citing: Citing): Sourced['texts'] =>
  parts.filter(({ code }) => code === wanted).map(({ id, text }) => ({ text, citations: citing.marks(id) }));

function findingTable(inspections: readonly InspectionFact[], citing: Citing): Table {
  const rows = inspections.flatMap((inspection) => {
    const link = { text: inspection.judgedOn ? formatPeriod(inspection.judgedOn) : 'Date not known', href: inspectionPaths.show(inspection.ref), header: true };
    const findings = inspection.findings.map((finding) => ({
      cells: [
        link,
        { text: finding.text, note: labelOf(findingKinds, finding.kind), citations: citing.marks(finding.id) },
        { text: finding.cause ? labelOf(causes, finding.cause) : 'Not known' },
        { text: labelOf(findingStatuses, finding.status) },
      ],
    }));
    if (findings.length > 0 || !inspection.headline) return findings;
    return [
      {
        cells: [
          link,
          { text: inspection.headline, note: inspection.inspectorate, citations: citing.marks(inspection.id) },
          { text: 'Not recorded one by one' },
          { text: 'Not known' },
        ],
      },
    ];
  });
  return {
    id: 'findings',
    caption: 'What inspectors and reviewers found',
    captionHidden: true,
    head: tableHead([{ text: 'Published' }, { text: 'Found' }, { text: 'Cause' }, { text: 'What became of it' }]),
    rows,
    empty: { text: 'No findings are on the record.' },
  };
}

const setbacks: readonly string[] = ['stalled', 'decline', 'relapse', 'relapse_in_part'];

function whatDidNotWork(
  input: EpisodePageInput,
  { citing, lessonParts }: { citing: Citing; lessonParts: readonly CaseLesson[] },
): EpisodePage['didNotWork'] {
  const { dossier, episode } = input;
  const next = nextEpisodeOf(dossier, episode);
  const { laterDecline } = episodeFactsOf(dossier, episode);
  const fell = dossier.outcomes
    .filter(({ episodeId, state }) => episodeId === episode.id && setbacks.includes(state))
    .map(({ id, state, on, text }) => ({
      text: `${labelOf(outcomeWords, state)}${on ? `, ${formatPeriod(on)}` : ''}: ${text}`,
      link: null,
      citations: citing.marks(id),
    }));
  const again = next
    ? [
        {
          text: `It failed again ${formatPeriod(next.triggerOn)}:`,
          link: next.ref ? { text: next.title, href: keepKnown(input, episodePaths.show(next.ref)) } : null,
          citations: citing.marks(next.id),
        },
      ]
    : [];
  const inspection = dossier.inspections.find(({ id }) => id === laterDecline?.factId);
  const declined =
    laterDecline && inspection && laterDecline.on
      ? [
          {
            text: `A later judgement was worse and opened no episode, ${formatPeriod(laterDecline.on)}:`,
            link: { text: laterDecline.label, href: inspectionPaths.show(inspection.ref) },
            citations: citing.marks(inspection.id),
          },
        ]
      : [];
  const against = lessonParts
    .filter(({ complicates }) => complicates.length > 0)
    .map(({ id, heading, complicates }) => ({
      text: `${plural(complicates.length, 'fact')} of this case ${complicates.length === 1 ? 'complicates' : 'complicate'} a lesson:`,
      link: { text: heading, href: `#${id}` },
      citations: [],
    }));
  return [...again, ...declined, ...fell, ...against];
}

function conflictsOf(dossier: Dossier, episode: EpisodeFactSheet, recordIds: ReadonlySet<string>): readonly ConflictFact[] {
  const ids = new Set([...recordIds, ...recordsNamedBy(episode), episode.id, episode.organisationId]);
  if (episode.successorId) ids.add(episode.successorId);
  const links = dossier.links.filter(({ fromId, toId }) => fromId === episode.organisationId || toId === episode.organisationId);
  for (const { id } of links) ids.add(id);
  return dossier.conflicts.filter(({ subjectIds }) => subjectIds.some((id) => ids.has(id)));
}

function correctionsOf(inspections: readonly InspectionFact[], episode: EpisodeFactSheet): readonly string[] {
  const corrected = inspections.flatMap(({ ref, corrections }) =>
    corrections.map(({ on, what, why, byRole }) => `${on ? formatPeriod(on) : 'Date not known'}: ${ref}, ${what} Why: ${why} By ${byRole}.`),
  );
  const recorded = episode.certainty.recordedOn ? [`Recorded ${formatDay(episode.certainty.recordedOn)}. This is version ${episode.version}.`] : [];
  return [...recorded, ...corrected];
}
