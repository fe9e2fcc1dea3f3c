import { parsePeriod } from '../../kernel/period.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Result } from '../../kernel/result.js';
import { findingKinds, findingStatuses } from '../../inspections/domain/new-inspection.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { asKnown, type KnownRefusal } from '../../shell/as-known.js';
import { formatDay, formatMoment, formatPeriod, notKnown } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { type Link, outsideHref } from '../../shell/links.js';
import type { Citation, Inset, SummaryList, SummaryRow, Value } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { AnsweringRow } from '../../plans/data/plan.row.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { withFile } from '../../shell/table-csv.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import type { InspectionFact, JudgementFact } from '../domain/dossier.js';
import type { InspectionContext, InspectionSheet } from '../domain/inspection-sheet.js';
import { historyPaths } from './history.paths.js';
import { type CitationsByRecord, Citing } from './citing.page.js';
import { type ConflictPart, conflictParts } from './conflicts.page.js';
import {
  absenceWords,
  bandWords,
  certaintyWords,
  dateWords,
  frameworkWords,
  headlineWords,
  judgementValue,
  labelOf,
  lowerFirstWord,
  settingWords,
  spoken,
} from './dossier-words.page.js';
import { verdictWords } from './verdict.page.js';

export type InspectionPageInput = {
  readonly sheet: InspectionSheet;
  readonly citations: CitationsByRecord;
  readonly known: Result<CalendarDay | null, KnownRefusal>;
};

type Card = {
  readonly id: string;
  readonly heading: string;
  readonly value: Value;
  readonly rows: readonly SummaryRow[];
  readonly citations: readonly Citation[];
};

export type InspectionPage = PageFacts & {
  readonly caption: string;
  readonly banner: Inset | null;
  readonly verdict: string;
  readonly headline: string | null;
  readonly quote: string | null;
  readonly roles: readonly { readonly text: string; readonly link: Link; readonly note: string | null }[];
  readonly facts: SummaryList;
  readonly cards: readonly Card[];
  readonly empty: string | null;
  readonly findings: Table;
  /** What plans do about them, for those who may read the plans; null where there is nothing to say. */
  readonly done: Table | null;
  readonly monitoring: SummaryList | null;
  readonly corrections: readonly string[];
  /** The report as written here, a paragraph each. */
  readonly reportText: readonly string[];
  readonly editions: readonly Link[];
  readonly conflicts: readonly ConflictPart[];
  readonly report: Link | null;
  /** Which file and which of its lines it was read from; null where nobody brought a file in. */
  readonly provenance: SummaryList | null;
};

/** One inspection: what was judged, by which rule it counts, and what it did to which episode. */
export function inspectionPage({ sheet, citations, known }: InspectionPageInput): InspectionPage {
  const { inspection, context } = sheet;
  const organisation = context.find(({ kind }) => kind === 'organisation');
  const citing = new Citing(citations);
  const path = inspectionPaths.show(inspection.ref);
  const day = known.ok ? known.value : null;
  const facts = factList(inspection, citing);
  const cards = cardsOf(inspection, citing);
  const findings = findingTable(inspection, citing);
  const conflicts = conflictParts(sheet.conflicts, citing);
  return {
    title: `${inspection.inspectorate}, ${dateWords(inspection.judgedOn)}: ${inspection.subject}`,
    breadcrumbs: organisation
      ? [
          { text: 'Organisations', href: organisationPaths.index() },
          { text: organisation.name, href: organisationPaths.show(organisation.ref) },
          { text: 'Inspections', href: organisationPaths.inspections(organisation.ref) },
        ]
      : [],
    lastChanged: inspection.certainty.recordedOn ? { on: formatDay(inspection.certainty.recordedOn) } : null,
    historyHref: historyPaths.of('inspection', inspection.ref),
    asKnown: asKnown(known, { path }),
    caption: [organisation?.name, inspection.ref].filter(Boolean).join(', '),
    banner: bannerOf(context, { organisation, isCorrected: inspection.corrections.length > 0 }),
    verdict: verdictWords(inspection),
    headline: inspection.headline,
    quote: inspection.quote,
    roles: rolesOf(context),
    facts,
    cards,
    empty: cards.length > 0 ? null : `No judgement was made. Reason: ${reasonForNone(inspection)}.`,
    done: null,
    findings: withFile(findings, inspectionPaths.findingsCsv(inspection.ref)),
    monitoring: monitoringList(inspection),
    corrections: inspection.corrections
      .filter(({ on }) => !day || (on !== null && on.start <= day))
      .map(
        ({ edition, on, what, why, byRole }) =>
          `Edition ${edition}, ${dateWords(on)}: ${what} Why: ${why} By ${byRole}.`,
      ),
    conflicts,
    reportText: sheet.reportText === null ? [] : sheet.reportText.split(/\n{2,}/),
    editions: sheet.editions.length > 1 ? editionLinks(inspection.ref, sheet.editions) : [],
    report: reportLink(inspection),
    provenance: provenanceOf(context),
    sources: citing.list(),
  };
}

function bannerOf(
  context: readonly InspectionContext[],
  { organisation, isCorrected }: { organisation: InspectionContext | undefined; isCorrected: boolean },
): Inset | null {
  if (organisation?.detail) {
    return { text: `This inspection was withdrawn. Reason: ${organisation.second ?? 'not recorded'}` };
  }
  const later = context.find(({ kind }) => kind === 'superseded_by');
  if (!later) return null;
  // A report that was put right stands for what was published then; any other is only followed by the next.
  const on = later.detail ? parsePeriod(later.detail) : null;
  return {
    text: isCorrected
      ? 'A later inspection took the place of this one. It stays here as it was published.'
      : 'The next inspection of this kind was:',
    link: { text: `${later.name}${on ? `, ${formatPeriod(on)}` : ''}`, href: inspectionPaths.show(later.ref) },
  };
}

type Turn = Exclude<InspectionContext['kind'], 'organisation' | 'superseded_by' | 'imported' | 'line'>;

const roleWords: Readonly<Record<Turn, string>> = {
  opened: 'It opened this episode of failure:',
  ended: 'It was the first judgement that was not failing in:',
  good: 'It was the first judgement of good or better after:',
  later: 'It is a later judgement in the story of:',
  warning: 'It is a warning sign in the story of:',
};

const rolesOf = (context: readonly InspectionContext[]): InspectionPage['roles'] =>
  context.flatMap(({ kind, ref, name, second }) =>
    isTurn(kind)
      ? [{ text: roleWords[kind], link: { text: name, href: episodePaths.show(ref) }, note: noteOf(kind, second) }]
      : [],
  );

const isTurn = (kind: InspectionContext['kind']): kind is Turn => Object.hasOwn(roleWords, kind);

/** From which file and which of its lines it came, where a publication was brought in; null where it was not. */
function provenanceOf(context: readonly InspectionContext[]): SummaryList | null {
  const imported = context.find(({ kind }) => kind === 'imported');
  const lines = context.filter(({ kind }) => kind === 'line');
  if (!imported && lines.length === 0) return null;
  const rows: SummaryRow[] = imported
    ? [
        { label: 'File', text: imported.name, note: `Brought in as ${imported.ref}` },
        { label: 'Brought in', text: imported.second ? formatMoment(imported.second) : notKnown },
        { label: 'Checksum (SHA-256)', text: imported.detail ?? notKnown },
      ]
    : [];
  return {
    rows: [
      ...rows,
      ...lines.map(({ ref, name, detail }) => ({
        label: 'Row',
        text: sentenceCase(detail ?? ''),
        links: [{ text: name, href: sourcePaths.show(ref) }],
      })),
    ],
  };
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Of a turn, `second` is the part that a wider inspection judged by itself. */
const noteOf = (kind: InspectionContext['kind'], second: string | null): string | null =>
  second !== null && (kind === 'ended' || kind === 'good') ? `By what it said of ${second} alone.` : second;

function factList(inspection: InspectionFact, citing: Citing): SummaryList {
  const { framework } = inspection;
  const exact = inspection.publishedOn && ['day', 'month'].includes(inspection.publishedOn.precision);
  const rows: (SummaryRow | null)[] = [
    { label: 'Inspectorate', text: inspection.inspectorate, citations: citing.marks(inspection.id) },
    {
      label: 'Framework',
      text: frameworkWords(inspection),
      href: framework ? frameworkPaths.show(framework.key) : null,
      note: framework && inspection.publishedFramework ? `Published as: ${inspection.publishedFramework}` : null,
    },
    { label: 'Type', text: inspection.typeText ?? labelOf(inspectionTypes, inspection.type) },
    {
      label: 'What was looked at',
      text: inspection.subject,
      note: inspection.unit ? `Part only: ${inspection.unit}` : null,
    },
    inspection.setting ? { label: 'Takeover', text: settingWords(inspection.setting) } : null,
    { label: 'Overall, as published', text: headlineWords(inspection) },
    inspection.categoryKey ? { label: 'Category', text: spoken(inspection.categoryKey) } : null,
    { label: 'Started', text: dateWords(inspection.startedOn) },
    { label: 'Ended', text: dateWords(inspection.endedOn) },
    { label: 'Published', text: dateWords(inspection.publishedOn) },
    {
      label: 'Counts from',
      text: dateWords(inspection.judgedOn),
      note: `${
        exact
          ? 'The publication, which is known to the month or better'
          : 'The last day of the inspection that is known, because its publication is not known to the month'
      }${inspection.dateInferred ? '. The date was worked out, not read' : ''}`,
    },
    {
      label: 'Became known',
      text: inspection.certainty.knownOn ? formatPeriod(inspection.certainty.knownOn) : 'Not known when',
    },
    { label: 'How sure this is', text: certaintyWords(inspection.certainty) ?? 'Verified' },
  ];
  return { rows: rows.flatMap((row) => row ?? []) };
}

const cardsOf = (inspection: InspectionFact, citing: Citing): readonly Card[] =>
  [...inspection.judgements]
    .toSorted((a, b) => Number(b.isOverall) - Number(a.isOverall) || a.position - b.position)
    .map((judgement, index) => ({
      id: `area-${index + 1}`,
      heading: judgement.areaText,
      value: headOf(judgement),
      rows: cardRows(judgement),
      citations: citing.marks(judgement.id),
    }));

/** A conclusion that was published in words, by a framework that grades nothing. */
const isInWords = ({ grade, label, absence }: JudgementFact): boolean =>
  grade === null && label !== null && absence === 'ungraded_by_design';

/** Without the band's note: the card says it in a line of its own. */
function headOf(judgement: JudgementFact): Value {
  const { grade, text } = judgementValue(judgement);
  if (isInWords(judgement)) return { text: judgement.label };
  return { text, grade: grade && { ...grade, note: null } };
}

function cardRows(judgement: JudgementFact): readonly SummaryRow[] {
  const { grade } = judgement;
  const rows: (SummaryRow | null)[] = [
    isInWords(judgement)
      ? { label: 'Published in words', text: judgement.label, note: 'On no scale: not graded by design' }
      : { label: 'Published grade', text: judgement.label ?? grade?.label ?? absenceWords(judgement.absence) },
    grade
      ? {
          label: 'Band (ours)',
          text: grade.band === 'none' ? 'No band' : bandWords(judgement),
          note: grade.altBand ? `It can also be read as ${lowerFirstWord(spoken(grade.altBand))}` : null,
        }
      : null,
    grade ? { label: 'Place on its scale', text: `${grade.ordinal}, counted from the worst` } : null,
    judgement.limiting ? { label: 'Limiting', text: 'It held the overall grade down by the rule of its day' } : null,
    judgement.narrative ? { label: 'What was said', text: judgement.narrative } : null,
  ];
  return rows.flatMap((row) => row ?? []);
}

function reasonForNone(inspection: InspectionFact): string {
  if (!inspection.graded)
    return `${lowerFirstWord(labelOf(inspectionTypes, inspection.type))}s of this kind give no grades`;
  return 'the grades are not in the source';
}

/** What the plans that the reader may read do about each finding; null where none does anything. */
export function doneAbout({ findings }: InspectionFact, answering: readonly AnsweringRow[]): Table | null {
  if (answering.length === 0) return null;
  return stacked({
    id: 'done-about',
    caption: 'What is done about them, which only those who read the plan see',
    head: tableHead([{ text: 'Finding' }, { text: 'Actions' }]),
    rows: findings.map(({ id, text }) => {
      const own = answering.filter(({ targetId }) => targetId === id);
      const links = own.map((one) => ({
        text: `${one.ref} ${one.title}`,
        href: planPaths.milestone(one.planRef, one.ref),
      }));
      return { cells: [{ text, header: true }, links.length === 0 ? { text: 'No action yet' } : { links }] };
    }),
  });
}

function findingTable(inspection: InspectionFact, citing: Citing): Table {
  return {
    id: 'findings',
    caption: 'Findings',
    captionHidden: true,
    head: tableHead([{ text: 'Finding' }, { text: 'Kind' }, { text: 'Cause' }, { text: 'What became of it' }]),
    rows: inspection.findings.map((finding) => ({
      cells: [
        { text: finding.text, header: true, citations: citing.marks(finding.id) },
        { text: labelOf(findingKinds, finding.kind) },
        { text: finding.cause ? labelOf(causes, finding.cause) : 'Not known' },
        {
          text: labelOf(findingStatuses, finding.status),
          note: finding.dueOn ? `Due ${formatPeriod(finding.dueOn)}` : null,
        },
      ],
    })),
    empty: { text: 'No findings are recorded one by one.' },
  };
}

const paces: Readonly<Record<string, string>> = { too_slow: 'Too slow', right: 'Right', fast: 'Fast' };

function monitoringList({ monitoring }: InspectionFact): SummaryList | null {
  if (!monitoring) return null;
  const { improved, notImproved, pace, next } = monitoring;
  return {
    rows: [
      { label: 'Improved', text: improved ?? 'Not recorded' },
      { label: 'Not improved', text: notImproved ?? 'Not recorded' },
      { label: 'Pace', text: pace ? labelOf(paces, pace) : 'Not recorded' },
      { label: 'Next', text: next ?? 'Not recorded' },
    ],
  };
}

function reportLink({ reportUrl }: InspectionFact): Link | null {
  const href = outsideHref(reportUrl);
  return href ? { text: 'Read the published report', href } : null;
}

const editionLinks = (ref: string, editions: readonly number[]): readonly Link[] =>
  editions.map((edition) => ({
    text: `Edition ${edition}, word for word`,
    href: inspectionPaths.edition(ref, edition),
  }));
