import { historyPaths } from '../../overview/pages/history.paths.js';
import { cite, type CitedSource } from '../../shell/cited.js';
import { formatCount, formatList, plural } from '../../shell/format.js';
import { type Grade, grade } from '../../shell/grade.js';
import type { PageFacts } from '../../shell/layout.js';
import { Citations, type Citation as Mark, type SummaryList, type SummaryRow } from '../../shell/parts.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import {
  gradeUnknownReasons,
  noSuchJudgement,
  notRatedReasons,
  type NotRatedReason,
} from '../../vocabulary/domain/not-rated-reasons.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import type {
  FrameworkAreaRow,
  FrameworkFactRow,
  FrameworkGradeRow,
  FrameworkRow,
} from '../data/framework-pages.row.js';
import { describeFailureRule, type FailureRule, type FailureTests } from '../domain/failure-rule.js';
import { frameworkFactKinds } from '../domain/framework-fact-kinds.js';
import { type Band, bands } from '../domain/grade-scale.js';
import {
  basisWords,
  capitalised,
  codesIn,
  headlineWords,
  kindWords,
  notRatedMeanings,
  publishedWords,
  sectorsIn,
  statusWords,
  yearsInUse,
} from './framework-words.js';
import { frameworkPaths } from './frameworks.paths.js';

export type FrameworkParts = {
  readonly framework: FrameworkRow;
  readonly areas: readonly FrameworkAreaRow[];
  readonly grades: readonly FrameworkGradeRow[];
  readonly facts: readonly FrameworkFactRow[];
  /** By the id of the framework, an area, a scale or a statement. */
  readonly citations: ReadonlyMap<string, readonly CitedSource[]>;
  readonly inspectionsCountedTo: number;
};

type Scale = {
  readonly heading: string;
  readonly isMain: boolean;
  readonly words: string;
  readonly marks: readonly Mark[];
  readonly note: string | null;
  readonly table: Table | null;
};

export type FrameworkPage = PageFacts & {
  readonly inspectorate: string;
  readonly lede: string;
  readonly summary: SummaryList;
  readonly headline: string;
  readonly areas: Table;
  readonly scales: readonly Scale[];
  readonly rule: FailureRule & { readonly hasSerious: boolean };
  readonly statements: readonly { readonly heading: string; readonly table: Table }[];
  readonly caveats: readonly { readonly text: string; readonly marks: readonly Mark[] }[];
  readonly notRated: Table;
};

/** Everything that the record holds about one framework, worst grade first, with what each statement rests on. */
export function frameworkPage(parts: FrameworkParts): FrameworkPage {
  const { framework, areas, grades, facts } = parts;
  const numbered = new Citations();
  const marksOf = (id: string): readonly Mark[] =>
    (parts.citations.get(id) ?? []).map((source) => cite(numbered, source, sourcePaths.show(source.ref)));
  const summary = { rows: summaryRows(parts, marksOf(framework.id)) };
  const filed = (table: Table): Table => withFile(stacked(table), frameworkPaths.table(framework.key, table.id));
  const areaTable = filed(areasTable(areas, marksOf));
  const scales = scaleParts(grades, marksOf).map((scale) => ({ ...scale, table: scale.table && filed(scale.table) }));
  const statements = statementTables(facts, marksOf).map(({ heading, table }) => ({ heading, table: filed(table) }));
  const caveats = facts.filter(({ kind }) => kind === 'caveat').map(({ id, text }) => ({ text, marks: marksOf(id) }));
  const rule = failureRule(parts);
  return {
    title: framework.title,
    description: `What a judgement by ${framework.inspectorate} under “${framework.title}” means.`,
    breadcrumbs: [{ text: 'Frameworks', href: frameworkPaths.index() }],
    historyHref: historyPaths.of('framework', framework.key),
    sources: numbered.list(),
    inspectorate: framework.inspectorate,
    lede: lede(framework),
    summary,
    headline: `${headlineWords(framework)}.`,
    areas: areaTable,
    scales,
    rule: { ...rule, hasSerious: rule.serious.length > 0 },
    statements,
    caveats,
    notRated: filed(notRatedTable),
  };
}

/** One table of the page by its id, for its file. */
export function frameworkTable(parts: FrameworkParts, id: string): Table | null {
  const { areas, scales, statements, notRated } = frameworkPage(parts);
  const tables = [areas, ...scales.map(({ table }) => table), ...statements.map(({ table }) => table), notRated];
  return tables.find((table) => table?.id === id) ?? null;
}

function lede(framework: FrameworkRow): string {
  const use = yearsInUse(framework);
  if (framework.status === 'announced') return `Announced by ${framework.inspectorate}: ${use}.`;
  return `A way of judging used by ${framework.inspectorate}, ${use}.`;
}

function summaryRows(
  { framework, inspectionsCountedTo }: FrameworkParts,
  marks: readonly Mark[],
): readonly SummaryRow[] {
  const { inspections } = framework;
  const here =
    inspections > inspectionsCountedTo
      ? `More than ${plural(inspectionsCountedTo, 'inspection')}`
      : inspections === 0
        ? 'None yet'
        : plural(inspections, 'inspection');
  const dateNotes = [framework.datesVerified === 1 ? null : 'Not verified', framework.dateNote].filter(
    (note) => note !== null,
  );
  return [
    { label: 'Inspectorate', text: framework.inspectorate },
    {
      label: 'Years in use',
      text: capitalised(yearsInUse(framework)),
      note: dateNotes.length > 0 ? `${dateNotes.join(': ')}.` : null,
      citations: marks,
    },
    { label: 'Now', text: statusWords(framework.status) },
    { label: 'Kind', text: kindWords(framework.kind) },
    { label: 'What is judged', text: capitalised(framework.unit) },
    {
      label: 'Services',
      text: formatList(sectorsIn(framework.sectors).map((sector) => sectors[sector])) || 'Not known',
    },
    { label: 'Where', text: formatList(codesIn(framework.countries)) || 'Not known' },
    { label: 'Before it', ...version(framework.predecessorKey, framework.predecessorTitle) },
    { label: 'After it', ...version(framework.successorKey, framework.successorTitle) },
    {
      label: 'Part of an organisation’s work',
      text: episodeAreas[framework.episodeArea as EpisodeArea] ?? framework.episodeArea,
      note: 'Ours: a failure under this framework belongs to an episode of this area.',
    },
    {
      label: 'Verified',
      text: `${formatCount(framework.factsVerified)} of ${formatCount(framework.factsTotal)} statements`,
      note: 'A statement is verified when a source was read that says so.',
    },
    { label: 'Inspections here', text: here },
  ];
}

/** A version on record is a link; one that is only named is said to be missing. */
function version(key: string | null, title: string | null): { readonly text: string; readonly href?: string } {
  if (!key) return { text: 'None on record' };
  return title ? { text: title, href: frameworkPaths.show(key) } : { text: 'One that is not on record' };
}

const checked = (verified: number | null): string =>
  verified === null ? 'No source given' : verified === 1 ? 'Verified' : 'Not verified';

function areasTable(areas: readonly FrameworkAreaRow[], marksOf: (id: string) => readonly Mark[]): Table {
  return {
    id: 'areas',
    caption: 'Areas that are judged',
    captionHidden: true,
    head: tableHead([{ text: 'Area' }, { text: 'Headline' }, { text: 'Checked' }]),
    rows: areas.map((area) => ({
      cells: [
        {
          text: area.label,
          note: area.note ? capitalised(area.note) : null,
          citations: marksOf(area.id),
          header: true,
        },
        { text: area.isOverall === 1 ? 'Headline judgement' : 'No' },
        { text: checked(area.verified) },
      ],
    })),
    empty: { text: 'No area of this framework is on record.' },
  };
}

function scaleParts(grades: readonly FrameworkGradeRow[], marksOf: (id: string) => readonly Mark[]): readonly Scale[] {
  const scaleIds = [...new Set(grades.map(({ scaleId }) => scaleId))];
  return scaleIds.flatMap((scaleId) => {
    const rows = grades.filter((row) => row.scaleId === scaleId);
    const [scale] = rows;
    if (!scale) return [];
    const graded = rows.filter((row): row is GradeOnScale => row.key !== null);
    return [
      {
        heading: scale.scaleLabel,
        isMain: scale.isMain === 1,
        words: [
          scale.isMain === 1 ? null : 'Used beside the main scale.',
          graded.length > 0 ? publishedWords(scale.published) : null,
          basisWords(scale.bandBasis),
          scale.scaleVerified === 1 ? null : 'Not verified: no source that was read gives this scale.',
        ]
          .filter((sentence) => sentence !== null)
          .join(' '),
        marks: marksOf(scaleId),
        note: scale.scaleNote,
        table: graded.length > 0 ? gradesTable(scale, graded) : null,
      },
    ];
  });
}

type GradeOnScale = FrameworkGradeRow & { readonly key: string };

function gradesTable({ scaleKey, scaleLabel }: FrameworkGradeRow, grades: readonly GradeOnScale[]): Table {
  return {
    id: `scale-${scaleKey}`,
    caption: `${scaleLabel}: grades from worst to best`,
    captionHidden: true,
    head: tableHead([
      { text: 'Grade, as published' },
      { text: 'Band, ours' },
      { text: 'Also arguable' },
      { text: 'How sure we are' },
      { text: 'Failing' },
    ]),
    rows: grades.map((row) => ({ cells: gradeCells(row) })),
  };
}

const gradeCells = (row: GradeOnScale): readonly Cell[] => [
  { text: row.label ?? row.key, header: true },
  { grade: bandGrade(row.band) },
  row.altBand ? { grade: bandGrade(row.altBand) } : { text: 'No other' },
  { text: confidences[row.bandConfidence ?? ''] ?? 'Not said' },
  { text: row.isFailing === 1 ? 'Yes' : 'No' },
];

const confidences: Readonly<Record<string, string>> = { high: 'Sure', medium: 'Fairly sure', low: 'Not sure' };

function bandGrade(band: string | null): Grade {
  const known: Band = band && Object.hasOwn(bands, band) ? (band as Band) : 'none';
  return grade(known, bands[known]);
}

/** The first row of a key wins: the main scale stands before the others. */
function failureRule({ framework, areas, grades, facts }: FrameworkParts): FailureRule {
  const areaLabels = new Map(areas.map(({ key, label }) => [key, label]));
  const gradeLabels = new Map(grades.toReversed().map(({ key, label }) => [key, label]));
  const categoryLabels = new Map(
    facts
      .filter(({ kind }) => kind === 'category')
      .map(({ detail, text }) => {
        const { key, label } = readDetail(detail);
        return [String(key), typeof label === 'string' ? label : text];
      }),
  );
  return describeFailureRule(readTests(framework.formalFailure), readTests(framework.seriousFindings), {
    area: (key) => areaLabels.get(key) ?? key,
    grade: (key) => gradeLabels.get(key) ?? key,
    category: (key) => categoryLabels.get(key) ?? key.replaceAll('_', ' '),
  });
}

const readTests = (json: string): FailureTests => ({ anyOf: [], ...(JSON.parse(json) as Partial<FailureTests>) });

type Detail = Readonly<Record<string, unknown>>;

function readDetail(json: string | null): Detail {
  const parsed: unknown = json === null ? null : JSON.parse(json);
  return parsed !== null && typeof parsed === 'object' ? (parsed as Detail) : {};
}

function statementTables(
  facts: readonly FrameworkFactRow[],
  marksOf: (id: string) => readonly Mark[],
): FrameworkPage['statements'] {
  return Object.entries(frameworkFactKinds).flatMap(([kind, heading]) => {
    const ofKind = facts.filter((fact) => fact.kind === kind);
    if (kind === 'caveat' || ofKind.length === 0) return [];
    const { columns, cells } = layouts[kind] ?? plainLayout;
    return [
      {
        heading,
        table: {
          id: `statements-${kind.replaceAll('_', '-')}`,
          caption: heading,
          captionHidden: true,
          head: tableHead([...columns, 'Checked'].map((text) => ({ text }))),
          rows: ofKind.map((fact) => {
            const [first, ...rest] = cells(fact, readDetail(fact.detail));
            return { cells: [{ ...first, citations: marksOf(fact.id) }, ...rest, { text: checked(fact.verified) }] };
          }),
        },
      },
    ];
  });
}

type Layout = {
  readonly columns: readonly string[];
  readonly cells: (fact: FrameworkFactRow, detail: Detail) => readonly Cell[];
};

const plainLayout: Layout = {
  columns: ['Statement'],
  cells: ({ text }, { note }) => [{ text, note: typeof note === 'string' ? capitalised(note) : null }],
};

const yesNoOrUnknown = (value: unknown): string =>
  value === true || value === 1 ? 'Yes' : value === false || value === 0 ? 'No' : 'Not known';

/** What a statement says beside its text has columns of its own. */
const layouts: Readonly<Record<string, Layout>> = {
  inspection_type: {
    columns: ['Kind of inspection', 'Gives grades'],
    cells: ({ text }, { graded, note }) => [
      { text, note: typeof note === 'string' ? capitalised(note) : null, header: true },
      { text: yesNoOrUnknown(graded) },
    ],
  },
  category: {
    columns: ['Category', 'When', 'Counts as failure'],
    cells: ({ text }, { label, failure }) => [
      { text: typeof label === 'string' ? label : text, header: true },
      { text },
      { text: yesNoOrUnknown(failure) },
    ],
  },
  deadline: {
    columns: ['What is due', 'How long', 'Counted from'],
    cells: ({ text }, { value, unit, from }) => [
      { text, header: true },
      {
        text:
          typeof value === 'number'
            ? `${formatCount(value)}\u00a0${typeof unit === 'string' ? unit : ''}`.trim()
            : 'Not known',
      },
      { text: typeof from === 'string' ? capitalised(from) : 'Not known' },
    ],
  },
  monitoring: withInterval(),
  reinspection: withInterval(),
};

function withInterval(): Layout {
  return {
    columns: ['Statement', 'How often'],
    cells: ({ text }, { intervalMonths }) => [
      { text },
      { text: typeof intervalMonths === 'number' ? `Every ${plural(intervalMonths, 'month')}` : 'Not said' },
    ],
  };
}

const reasonAlone = (words: string): string => words.replace(/^Not known: /, '');

/** The three absences of a grade, never mixed. */
const notRatedTable: Table = {
  id: 'no-grade',
  caption: 'When there is no grade',
  captionHidden: true,
  head: tableHead([{ text: 'What the page says' }, { text: 'What it means' }]),
  rows: [
    ...Object.entries(notRatedReasons).map(([reason, label]) => ({
      cells: [
        { text: `Not rated: ${label.toLowerCase()}`, header: true },
        { text: notRatedMeanings[reason as NotRatedReason] },
      ],
    })),
    {
      cells: [
        { text: 'Grade not known', header: true },
        {
          text: `A grade was given and this record does not have it. The page says why: ${formatList(Object.values(gradeUnknownReasons).map(reasonAlone))}.`,
        },
      ],
    },
    {
      cells: [
        { text: noSuchJudgement.no_such_judgement, header: true },
        {
          text: 'The framework of that day had no such judgement, so there is nothing to know. It is never worked out from the others.',
        },
      ],
    },
  ],
};
