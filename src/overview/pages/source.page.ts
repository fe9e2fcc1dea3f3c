import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { dateOrNotKnown, sourceCheck } from '../../shell/cited.js';
import type { CsvColumn } from '../../shell/csv.js';
import { formatCount, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { type Link, outsideHref } from '../../shell/links.js';
import { type Count, type Pagination, paginate } from '../../shell/pagination.js';
import type { Citation as Mark, Notification, SummaryList, SummaryRow } from '../../shell/parts.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import { type RecordKind, recordKinds } from '../../sources/domain/record-kinds.js';
import { sourceKindWords } from '../../sources/domain/source-kinds.js';
import { programmePaths } from '../../programmes/pages/programmes.paths.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { organisationLinkTypes } from '../../vocabulary/domain/organisation-link-types.js';
import type { CitingRecordRow, ConflictClaimRow, SourceRow, SourceUseRow, UseCount } from '../data/source-facts.row.js';
import { type CitationsByRecord, Citing } from './citing.page.js';
import { historyPaths } from './history.paths.js';
import { labelOf, postWords, schemeWords, spoken } from './dossier-words.page.js';

/** Facts to a page: each is one line. */
export const usesPerPage = 50;

export type SourceFacts = {
  readonly source: SourceRow;
  readonly counts: readonly UseCount[];
  readonly uses: readonly SourceUseRow[];
  readonly records: readonly CitingRecordRow[];
  readonly claims: readonly ConflictClaimRow[];
  readonly citations: CitationsByRecord;
};

type Shown = {
  readonly page: number;
  readonly notes: readonly string[];
  readonly countedTo: number;
  readonly said?: Notification | null;
  /** Whoever keeps sources: what they may do with this one. Null: the reader does not keep any. */
  readonly keeper?: { readonly mayCheck: boolean } | null;
};

type Conflict = {
  readonly topic: string;
  readonly why: string;
  readonly claims: readonly { readonly text: string; readonly isFirst: boolean; readonly marks: readonly Mark[] }[];
};

export type SourcePage = PageFacts & {
  readonly heading: string;
  readonly said: Notification | null;
  /** What whoever keeps sources may do with it. */
  readonly keeping: readonly Link[];
  readonly summary: SummaryList;
  readonly outside: Link | null;
  readonly archive: Link | null;
  /** An address that no link may lead to, as it came. */
  readonly unsafeAddress: string | null;
  readonly factsHeading: string;
  readonly groups: readonly { readonly heading: string; readonly table: Table }[];
  readonly pagination: Pagination | null;
  readonly conflicts: readonly Conflict[];
};

/** One source, every fact that leans on it, and the disagreements that it is part of. */
export function sourcePage(facts: SourceFacts, shown: Shown): SourcePage {
  const { page, notes, countedTo, said = null, keeper = null } = shown;
  const { source, counts, uses } = facts;
  const counted = counts.reduce((sum, { count }) => sum + count, 0);
  const total = { count: Math.min(counted, countedTo), capped: counted > countedTo };
  const citing = new Citing(facts.citations);
  const conflicts = conflictsOf(facts.claims, citing);
  const outside = outsideHref(source.url);
  const archive = outsideHref(source.archiveUrl);
  return {
    title: `${source.title} (source ${source.ref})`,
    heading: source.title,
    description: `Where facts of this record come from: ${source.title}.`,
    breadcrumbs: [{ text: 'Sources', href: sourcePaths.index() }],
    notices: notes.map((text) => ({ text })),
    said,
    keeping: keeper ? keepingLinks(source.ref, keeper) : [],
    historyHref: historyPaths.of('source', source.ref),
    sources: citing.list(),
    summary: { rows: summaryRows(source) },
    outside: outside ? { text: outside, href: outside } : null,
    archive: archive ? { text: archive, href: archive } : null,
    unsafeAddress: outside ? null : source.url,
    factsHeading: factsHeading(total),
    groups: groupsOf(facts, countedTo),
    pagination: paginate(
      { page, shown: uses.length, total, size: usesPerPage },
      { path: sourcePaths.show(source.ref), query: {} },
    ),
    conflicts,
  };
}

const keepingLinks = (ref: string, { mayCheck }: { readonly mayCheck: boolean }): readonly Link[] => [
  ...(mayCheck ? [{ text: 'Check it', href: sourcePaths.check(ref) }] : []),
  { text: 'Change what is said of it', href: sourcePaths.edit(ref) },
  { text: 'Withdraw it', href: sourcePaths.withdrawal(ref) },
];

export const sourceSaid: Readonly<Record<string, string>> = {
  added: 'The source is on the record. Somebody else must check it.',
  saved: 'What you wrote is saved, and public.',
  'checked-stands': 'The source is marked as verified.',
  'checked-differs': 'The source is marked as not verified, and the history says what is wrong.',
  'took-its-place': 'The other source is withdrawn. What rested on it rests on this one, and its address leads here.',
};

function factsHeading({ count, capped }: Count): string {
  if (count === 0) return 'What rests on it';
  if (capped) return `More than ${plural(count, 'fact')} rest on it`;
  return `${plural(count, 'fact')} ${count === 1 ? 'rests' : 'rest'} on it`;
}

function summaryRows(source: SourceRow): readonly SummaryRow[] {
  return [
    { label: 'Reference', text: source.ref },
    { label: 'Publisher', text: source.publisher ?? 'Not known' },
    { label: 'Published', text: dateOrNotKnown(source.publishedOn) },
    { label: 'Kind', text: sourceKindWords(source.kind) },
    { label: 'Looked at on', text: dateOrNotKnown(source.accessedOn) },
    { label: 'Licence', text: source.licence ?? 'Not known' },
    {
      label: 'Checked',
      text: sourceCheck(source.verified === 1),
      note:
        source.verified === 1
          ? null
          : 'Nobody has read it for this record. Facts that rest on it alone are marked “Not verified”.',
    },
    { label: 'What it is used for', text: source.supports ?? 'Not said' },
  ];
}

function groupsOf({ source, uses, records, counts }: SourceFacts, countedTo: number): SourcePage['groups'] {
  const told = new Map(records.map((record) => [`${record.kind} ${record.id}`, record]));
  const kinds = [...new Set(uses.map(({ recordKind }) => recordKind))];
  return kinds.map((kind) => {
    const heading = kindWords(kind);
    const count = counts.find(({ recordKind }) => recordKind === kind)?.count ?? 0;
    const rows = uses
      .filter(({ recordKind }) => recordKind === kind)
      .map((use) => ({ use, record: told.get(`${kind} ${use.recordId}`) ?? null }))
      .toSorted((a, b) => compare(a.record?.on ?? '9', b.record?.on ?? '9'));
    return {
      heading: count > countedTo ? heading : `${heading} (${formatCount(count)})`,
      table: stacked({
        id: `facts-${kind.replaceAll('_', '-')}`,
        csvHref: sourcePaths.facts(source.ref, kind),
        caption: heading,
        captionHidden: true,
        head: tableHead([
          { text: 'Fact' },
          { text: 'Organisation' },
          { text: 'When' },
          { text: 'Where in the source' },
          { text: 'Checked' },
        ]),
        rows: rows.map(({ use, record }) => ({ cells: cellsOf(use, record) })),
      }),
    };
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isRecordKind = (kind: string): kind is RecordKind => Object.hasOwn(recordKinds, kind);
const kindWords = (kind: string): string => (isRecordKind(kind) ? recordKinds[kind] : spoken(kind));

function cellsOf(use: SourceUseRow, record: CitingRecordRow | null): readonly Cell[] {
  const part = use.field ? `For one part: ${spoken(use.field).toLowerCase()}.` : null;
  const quote = use.quote ? `“${use.quote}”` : null;
  const note = [part, quote].filter((words) => words !== null).join(' ') || null;
  const place = [
    use.page ? `page ${use.page}` : null,
    use.paragraph ? (use.paragraph.startsWith('line ') ? use.paragraph : `paragraph ${use.paragraph}`) : null,
  ]
    .filter((words) => words !== null)
    .join(', ');
  if (!record) {
    return [
      { text: 'A record that is no longer shown', header: true },
      { text: 'Not shown' },
      { text: 'Not shown' },
      { text: 'Not shown' },
      { text: 'Withdrawn' },
    ];
  }
  return [
    { text: factWords(record), href: addressOf(record), note, header: true },
    { text: record.organisation ?? 'Not of one organisation' },
    { text: dateOrNotKnown(record.on) },
    { text: place ? place.charAt(0).toUpperCase() + place.slice(1) : 'Not said' },
    { text: record.verified === null ? 'On its page' : record.verified === 1 ? 'Verified' : 'Not verified' },
  ];
}

const linkWords: Readonly<Record<string, string>> = organisationLinkTypes;

/** What the record says, where its text alone would not make sense. */
const wordings: Readonly<Record<string, (record: CitingRecordRow) => string>> = {
  post_holding: ({ text, code }) => `${labelOf(postWords, code ?? '')}: ${text || 'holder not named'}`,
  headcount: ({ text, code, organisation }) =>
    `${organisation ?? ''}: ${text} ${code === 'people' ? 'people' : 'full-time equivalents'} work there`,
  organisation_link: ({ text, code, organisation }) =>
    `${organisation ?? ''}: ${labelOf(linkWords, code ?? '').toLowerCase()} ${text}`,
  organisation_code: ({ text, code }) => `${labelOf(schemeWords, code ?? '')}: ${text}`,
  framework_area: ({ text, code }) => `${code ?? ''}: area “${text}”`,
  framework_fact: ({ text, code }) => `${code ?? ''}: ${text}`,
  inspection: ({ text, organisation }) => `${organisation ?? ''}: ${text}`,
  judgement: ({ text, code, organisation }) => `${organisation ?? ''}: ${text}, ${code ?? 'no grade'}`,
  measure_value: ({ text }) => `A number of “${text}”`,
  planned_end: ({ text }) => `Planned end: ${text}`,
  funding_stream: ({ text }) => `Money from ${text}`,
  adoption_stage: ({ text, code }) => `${text}: ${code ?? ''}`,
  adoption_fidelity: ({ text, code }) =>
    `${text}: follows a principle ${code === 'no' ? 'not at all' : `in ${code ?? ''}`}`,
  outcome_claim: ({ text }) => `A claim about: ${text}`,
  peer_support: ({ text, code }) => [code, text].filter(Boolean).join(': '),
  episode_fact: ({ text, code }) => text || `A fact of “${code ?? ''}”`,
};

const factWords = (record: CitingRecordRow): string => wordings[record.kind]?.(record) ?? record.text;

/** What stands on the page of a programme. */
const ofProgramme: readonly string[] = [
  'programme',
  'programme_element',
  'funding_stream',
  'adoption_stage',
  'adoption_fidelity',
  'outcome_claim',
  'programme_use',
];

/** The page that shows the record; null where there is none. */
function addressOf({ kind, place, anchor }: CitingRecordRow): string | null {
  if (!place) return null;
  if (kind.startsWith('framework') || kind === 'rating_scale') return frameworkPaths.show(place);
  if (['inspection', 'judgement', 'finding'].includes(kind)) return inspectionPaths.show(place);
  if (kind.startsWith('episode')) return episodePaths.show(place);
  if (kind.startsWith('measure')) return measurePaths.show(place);
  if (ofProgramme.includes(kind)) return programmePaths.show(place);
  if (kind === 'lesson_evidence') return lessonPaths.fact(Number(place), anchor ?? '');
  return anchor ? organisationPaths.fact(place, anchor) : organisationPaths.show(place);
}

function conflictsOf(claims: readonly ConflictClaimRow[], citing: Citing): readonly Conflict[] {
  return [...new Set(claims.map(({ conflictId }) => conflictId))].flatMap((conflictId) => {
    const own = claims.filter((claim) => claim.conflictId === conflictId);
    const [first] = own;
    if (!first) return [];
    return [
      {
        topic: first.topic,
        why: first.why,
        claims: own.map(({ claimId, text }, index) => ({
          text,
          isFirst: index === first.shownFirst,
          marks: citing.marks(claimId),
        })),
      },
    ];
  });
}

/** One fact that rests on a source, for its file. */
export type SourceFactLine = { readonly use: SourceUseRow; readonly record: CitingRecordRow | null };

/** Dates stand as they are kept; a record that is no longer shown keeps its line and says nothing of itself. */
export const sourceFactColumns: readonly CsvColumn<SourceFactLine>[] = [
  { header: 'Fact', value: ({ record }) => (record ? factWords(record) : 'A record that is no longer shown') },
  { header: 'Page here', value: ({ record }) => record && addressOf(record) },
  { header: 'Organisation', value: ({ record }) => record?.organisation },
  { header: 'When', value: ({ record }) => record?.on },
  { header: 'For one part', value: ({ use, record }) => (record && use.field ? spoken(use.field) : null) },
  { header: 'Page of the source', value: ({ use, record }) => record && use.page },
  { header: 'Paragraph', value: ({ use, record }) => record && use.paragraph },
  { header: 'Quote', value: ({ use, record }) => record && use.quote },
  {
    header: 'Checked',
    value: ({ record }) =>
      record ? (record.verified === null ? 'on its page' : record.verified === 1 ? 'yes' : 'no') : 'withdrawn',
  },
];

export const recordOf = (records: readonly CitingRecordRow[], use: SourceUseRow): CitingRecordRow | null =>
  records.find(({ kind, id }) => kind === use.recordKind && id === use.recordId) ?? null;
