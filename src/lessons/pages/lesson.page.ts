import type { CalendarDay } from '../../kernel/calendar-day.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { cite, type CitedSource, dateOrNotKnown } from '../../shell/cited.js';
import type { CsvColumn } from '../../shell/csv.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { Citations, type Citation as Mark, type Tag } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { type EvidenceStance, evidenceStances } from '../../vocabulary/domain/evidence-stances.js';
import { assessmentLevels, lessonOf, type LessonNumber, lessons } from '../../vocabulary/domain/lessons.js';
import { guideInForce } from '../domain/limit-words.js';
import type { LimitsEdition } from '../domain/limits.js';
import { lessonReadingPaths } from '../../overview/pages/lesson-readings.paths.js';
import { formatDay, plural } from '../../shell/format.js';
import type { AssessmentRow } from '../data/lesson-assessment.row.js';
import type { EvidenceRow, ReadCaseRow } from '../data/lesson-pages.row.js';
import type { PublicResult } from '../data/public-runs.queries.js';
import { recordInWords } from '../domain/assessment-words.js';
import { resultColours, resultWords } from '../domain/result-words.js';
import { lessonGuideOf, levelGates } from '../domain/lesson-guide.js';
import { lessonPaths } from './lessons.paths.js';

type Evidence = {
  /** What a link to this fact leads to. */
  readonly anchor: string;
  readonly text: string;
  readonly organisation: Link | null;
  readonly episode: Link | null;
  readonly when: string;
  readonly page: string | null;
  readonly marks: readonly Mark[];
  readonly certainty: string | null;
};

type Side = {
  readonly id: string;
  readonly heading: string;
  readonly evidence: readonly Evidence[];
  readonly empty: string;
};

export type LessonPage = PageFacts & {
  readonly caption: string;
  readonly question: string;
  readonly sides: readonly Side[];
  /** Every case of which more is told than its judgements, by name. */
  readonly cases: Table | null;
  /** What each signal says of each of them, in the same order. */
  readonly bySignal: readonly SignalAcross[];
  readonly csvHref: string | null;
  readonly levels: Table;
  readonly evidenceAsked: readonly string[];
  readonly signals: Table;
  readonly cautions: readonly string[];
  readonly previous: Link | null;
  readonly next: Link | null;
};

/** One signal across the cases: no order by result, and nothing counted up. */
export type SignalAcross = {
  readonly summary: string;
  readonly lines: readonly {
    readonly organisation: string;
    readonly working: Link;
    readonly tag: Tag;
    readonly sentence: string;
  }[];
};

export type CitationsByRecord = ReadonlyMap<string, readonly CitedSource[]>;

/** One lesson across the cases: whose it is, what their boards published of it, and what the record shows in public. */
export type LessonAcross = {
  readonly cases: readonly ReadCaseRow[];
  readonly said: readonly AssessmentRow[];
  readonly results: readonly PublicResult[];
};

/** More than a person reads on one page; of more the page says that they are not all here. */
export const mostCases = 100;

const headings: Readonly<Record<EvidenceStance, { readonly heading: string; readonly empty: string }>> = {
  supports: { heading: 'What supports it', empty: 'Nothing on the record supports it yet.' },
  complicates: { heading: 'What complicates it', empty: 'Nothing on the record complicates it yet.' },
};

/** One lesson: what it says, what the cases say for and against it side by side, and how a board would judge it. */
export function lessonPage(
  number: LessonNumber,
  rows: readonly EvidenceRow[],
  citations: CitationsByRecord,
  {
    editions,
    today,
    across = { cases: [], said: [], results: [] },
  }: { readonly editions: readonly LimitsEdition[]; readonly today: CalendarDay; readonly across?: LessonAcross },
): LessonPage {
  const lesson = lessonOf(number);
  const guide = lessonGuideOf(number);
  const numbered = new Citations();
  const sides = (Object.keys(evidenceStances) as EvidenceStance[]).map((stance) => {
    const evidence = rows
      .filter((row) => row.stance === stance)
      .map((row) => evidenceOf(row, citations.get(row.id) ?? [], numbered));
    const { heading, empty } = headings[stance];
    return { id: stance, heading: `${heading}${evidence.length > 0 ? ` (${evidence.length})` : ''}`, evidence, empty };
  });
  return {
    title: lesson.name,
    description: `Lesson ${number} of eight about failure and recovery: ${lesson.name}.`,
    breadcrumbs: [{ text: 'Lessons', href: lessonPaths.index() }],
    sources: numbered.list(),
    sourcesNote: 'Compiled from public sources; not checked by the organisations.',
    caption: `Lesson ${number} of ${lessons.length}`,
    question: lesson.question,
    sides,
    cases: across.cases.length > 0 ? casesTable(number, across) : null,
    bySignal: signalsAcross(number, across),
    csvHref: rows.length > 0 ? lessonPaths.csv(number) : null,
    levels: levelsTable(number),
    evidenceAsked: guide.evidence,
    signals: stacked({
      id: 'signals',
      caption: 'What the record can show, and how it is worked out',
      captionHidden: true,
      head: tableHead(
        ['What is asked', 'How it is worked out', 'Supported', 'Discuss', 'Challenge', 'Needs at least'].map(
          (text) => ({ text }),
        ),
      ),
      rows: guide.signals
        .map((signal) => guideInForce(signal, editions, today))
        .map(({ key, name, measure, supports, discuss, challenge, needs }) => ({
          cells: [
            { text: name, note: key, header: true },
            ...[measure, supports, discuss, challenge, needs].map((text) => ({ text })),
          ],
        })),
    }),
    cautions: guide.cautions,
    previous: neighbour(number - 1, 'Previous'),
    next: neighbour(number + 1, 'Next'),
  };
}

/** By the name of the body and the date: no order by result, for a place is not better for what its record shows. */
function casesTable(number: LessonNumber, { cases, said, results }: LessonAcross): Table {
  const shown = cases.slice(0, mostCases);
  const more = cases.length > mostCases ? ` The first ${mostCases} by name; there are more.` : '';
  return stacked({
    id: 'cases',
    caption: `${plural(shown.length, 'case')}, by name. No order by result: places differ too much to be ranked.${more}`,
    head: tableHead(
      ['Organisation', 'Failure', 'What the record shows', 'What its board said'].map((text) => ({ text })),
    ),
    rows: shown.map(({ episodeId, ref, title, organisation, slug }) => {
      const own = said.find((one) => one.episodeId === episodeId);
      const read = results.filter((one) => one.episodeId === episodeId);
      return {
        cells: [
          { text: organisation, href: organisationPaths.show(slug), header: true },
          { text: title, href: episodePaths.show(ref) },
          read.length > 0
            ? { text: recordInWords(read), href: lessonReadingPaths.lesson(ref, number) }
            : { text: 'See what it shows now', href: lessonReadingPaths.lesson(ref, number), note: beingRead },
          own ? { text: `${assessmentLevels[own.level]}, ${formatDay(own.heldOn)}` } : { text: 'Nothing published' },
        ],
      };
    }),
  });
}

/** Said instead of what was stored, where the record changed since. */
const beingRead = 'The record changed a moment ago and is being read anew.';

function signalsAcross(number: LessonNumber, { cases, results }: LessonAcross): readonly SignalAcross[] {
  return lessonGuideOf(number).signals.flatMap(({ key, name }) => {
    const lines = cases.slice(0, mostCases).flatMap(({ episodeId, ref, title, organisation }) => {
      const read = results.find((one) => one.episodeId === episodeId && one.key === key);
      return read
        ? [
            {
              organisation,
              working: { text: title, href: lessonReadingPaths.signal(ref, key) },
              tag: { text: resultWords[read.result], colour: resultColours[read.result] },
              sentence: read.sentence,
            },
          ]
        : [];
    });
    return lines.length === 0 ? [] : [{ summary: `${key} ${name}: what each case shows`, lines }];
  });
}

function neighbour(number: number, word: string): Link | null {
  const lesson = lessons.find((each) => each.number === number);
  return lesson ? { text: `${word}, lesson ${number}: ${lesson.name}`, href: lessonPaths.show(number) } : null;
}

function evidenceOf(row: EvidenceRow, cited: readonly CitedSource[], numbered: Citations): Evidence {
  return {
    anchor: `fact-${row.id}`,
    text: row.text,
    organisation:
      row.slug && row.organisation ? { text: row.organisation, href: organisationPaths.show(row.slug) } : null,
    episode:
      row.episodeRef && row.episodeTitle ? { text: row.episodeTitle, href: episodePaths.show(row.episodeRef) } : null,
    when: row.occurredOn ? dateOrNotKnown(row.occurredOn) : 'Date not known',
    page: row.page,
    marks: cited.map((source) => cite(numbered, source, sourcePaths.show(source.ref))),
    certainty: certaintyOf(row),
  };
}

/** "Not verified. Partly inferred: the year was worked out." Null where nothing needs to be said. */
function certaintyOf({ verified, inferred, note }: EvidenceRow): string | null {
  const flags = [verified === 1 ? null : 'Not verified', inferred === 1 ? 'Partly inferred' : null].filter(
    (word) => word !== null,
  );
  if (flags.length === 0) return note;
  return note ? `${flags.join('. ')}: ${note}` : `${flags.join('. ')}.`;
}

function levelsTable(number: LessonNumber): Table {
  const { levels } = lessonOf(number);
  return stacked({
    id: 'levels',
    caption: 'The scale on which a board judges itself',
    captionHidden: true,
    head: tableHead([{ text: 'Level' }, { text: 'What it looks like here' }, { text: 'What it asks for' }]),
    rows: ([0, 1, 2, 3, 4] as const).map((level) => ({
      cells: [
        { text: `${level}\u00a0${assessmentLevels[level]}`, header: true },
        { text: level === 0 ? 'Nobody has judged it yet.' : levels[level] },
        { text: levelGates[level] },
      ],
    })),
  });
}

/** One row of the download: a piece of evidence with what it rests on. */
export type EvidenceRecord = { readonly row: EvidenceRow; readonly sources: readonly CitedSource[] };

const stanceWords = (stance: string): string => evidenceStances[stance as EvidenceStance] ?? stance;
const yesNo = (flag: number): string => (flag === 1 ? 'yes' : 'no');

export const evidenceCsvColumns: readonly CsvColumn<EvidenceRecord>[] = [
  { header: 'lesson', value: ({ row }) => row.lesson },
  { header: 'stance', value: ({ row }) => stanceWords(row.stance) },
  { header: 'organisation', value: ({ row }) => row.organisation },
  { header: 'episode', value: ({ row }) => row.episodeRef },
  { header: 'text', value: ({ row }) => row.text },
  { header: 'date', value: ({ row }) => row.occurredOn },
  { header: 'became_known', value: ({ row }) => row.knownOn },
  { header: 'recorded', value: ({ row }) => row.recordedAt.slice(0, 10) },
  { header: 'verified', value: ({ row }) => yesNo(row.verified) },
  { header: 'inferred', value: ({ row }) => yesNo(row.inferred) },
  { header: 'note', value: ({ row }) => row.note },
  { header: 'page', value: ({ row }) => row.page },
  { header: 'sources', value: ({ sources }) => sources.map(({ ref }) => ref).join(' ') },
];
