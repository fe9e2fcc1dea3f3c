import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { type Months, monthsBetween } from '../../kernel/period.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { Drawing } from '../../shell/charts/drawing.js';
import { lifeLineStrips, lifeLineYears } from '../../shell/charts/life-line.js';
import type { CsvColumn } from '../../shell/csv.js';
import {
  formatCount,
  formatDay,
  formatDecimal,
  formatList,
  formatMonths,
  formatPeriod,
  noBreak,
  notKnown,
  plural,
} from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { formatCapped } from '../../shell/pagination.js';
import type { Search } from '../../shell/parts.js';
import { type Cell, type Table, tableHead } from '../../shell/table.js';
import { lessons } from '../../vocabulary/domain/lessons.js';
import type { ChangeRow, HomeCounts } from '../data/home.row.js';
import { type Case, type CaseEpisode, relapsesOf } from '../domain/cases.js';
import { firstJanuary, lifeLineOf, type LifeLineRow } from '../domain/life-line-of.js';
import { caseFigures, notFailingOf, triggerOf } from '../domain/time-in-failure.js';
import { listPaths } from './lists.paths.js';

export type HomeFacts = {
  readonly counts: HomeCounts;
  readonly mostCounted: number;
  readonly cases: readonly Case[];
  readonly lines: ReadonlyMap<string, readonly LifeLineRow[]>;
  readonly changes: readonly ChangeRow[];
  readonly today: CalendarDay;
};

type CaseLine = {
  readonly name: string;
  readonly href: string;
  readonly text: string;
  readonly strips: readonly Drawing[];
};

export type CasesFigure = {
  readonly heading: string;
  /** How long they took and how many came back, as a sentence. */
  readonly headline: string;
  readonly subtitle: string;
  readonly years: readonly Drawing[];
  readonly lines: readonly CaseLine[];
  readonly source: string;
  readonly summary: string;
  readonly workedOut: readonly string[];
  readonly table: Table;
  readonly episodesHref: string;
};

export type HomePage = PageFacts & {
  readonly sentence: string;
  readonly search: Search;
  readonly empty: { readonly text: string } | null;
  readonly cases: CasesFigure | null;
  readonly counts: readonly { readonly number: string; readonly text: string; readonly href: string | null }[];
  readonly changes: readonly { readonly on: string; readonly text: string; readonly href: string | null }[];
  readonly lessons: readonly (Link & { readonly number: string })[];
};

const sentence = 'Find out what happened when a public service failed, and what changed.';

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;
const inWords = (count: number): string => numberWords[count] ?? formatCount(count);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "26.0", "29.5 ± 6.5": for a list that ends in "months". */
const shortMonths = ({ months, uncertainty }: Months): string =>
  noBreak(uncertainty > 0 ? `${formatDecimal(months)} ± ${uncertainty}` : formatDecimal(months));

function lengthOf(episode: CaseEpisode): Months | null {
  const start = triggerOf(episode);
  const end = notFailingOf(episode);
  return start && end ? monthsBetween(start, end) : null;
}

/** "2 episodes, 1 relapse. 26.0 and 48.1 months to a judgement that was not failing." */
function caseText({ episodes }: Case): string {
  const relapses = episodes.filter(({ relapseOfId }) => relapseOfId !== null).length;
  const lengths = episodes.flatMap((episode) => lengthOf(episode) ?? []).map(shortMonths);
  const without = episodes.length - lengths.length;
  const counts = [plural(episodes.length, 'episode'), ...(relapses > 0 ? [plural(relapses, 'relapse')] : [])].join(
    ', ',
  );
  const took = lengths.length > 0 ? ` ${formatList(lengths)} months to a judgement that was not failing.` : '';
  const none = without > 0 ? ` ${upperFirst(inWords(without))} without such a judgement.` : '';
  return `${counts}.${took}${none}`;
}

const caseLine = (
  one: Case,
  index: number,
  facts: HomeFacts,
  scale: { from: CalendarDay; to: CalendarDay },
): CaseLine => {
  const name = one.bodies.map((body) => body.name).join(', then ');
  const rows = one.bodies.flatMap(({ id }) => facts.lines.get(id) ?? []);
  return {
    name,
    href: organisationPaths.show(one.bodies[0]?.slug ?? ''),
    text: caseText(one),
    strips: lifeLineStrips(lifeLineOf(rows, scale), { id: `case-${index + 1}`, name }),
  };
};

function headlineOf(cases: readonly Case[]): string {
  const { n, median } = caseFigures(cases.flatMap(({ episodes }) => episodes));
  const { cases: again, episodes: relapses } = relapsesOf(cases);
  const took = median
    ? `Half of these failures took ${formatMonths(median)} or more to reach a judgement that was not failing (median of ${n}).`
    : 'No judgement on record says yet that any of these failures ended.';
  const times = relapses === 1 ? 'once' : `${inWords(relapses)} times`;
  return `${took} ${cameBack(again, cases.length, times)}`;
}

function cameBack(again: number, cases: number, times: string): string {
  if (again === 0) return 'None has come back so far.';
  if (cases === 1) return `Failure came back ${times}.`;
  const where = again === cases ? `all ${inWords(cases)}` : `${inWords(again)} of the ${inWords(cases)}`;
  return `In ${where} cases failure came back, ${times} in all.`;
}

function workedOutOf(episodes: readonly CaseEpisode[]): readonly string[] {
  const { n, leftOut, shortest, longest } = caseFigures(episodes);
  const range =
    shortest && longest && n > 1 ? ` They run from ${formatMonths(shortest)} to ${formatMonths(longest)}.` : '';
  return [
    'For each episode: days from its trigger to the first judgement that was not failing, divided by 30.4375. A date known only to its month, quarter or year counts from its middle; the ± says how far the true figure may lie from the one shown. The median is the middle of these, or half-way between the two in the middle.',
    `n = ${formatCount(n)} of ${plural(episodes.length, 'episode')}.${range} Every episode of the bodies of these cases is counted, also those that judgements alone tell of.`,
    ...(leftOut > 0
      ? [
          `Left out: ${plural(leftOut, 'episode')} in which no judgement on record is better than failing, because it is still open or because nothing was graded when it ended. If those that are still open last long, the true median is longer than the one shown.`,
        ]
      : []),
    'A relapse is a new failure in the same area, or a part of it, of the same body or one that continues it, within 84 months of the first judgement that was not failing, or of its recovery.',
  ];
}

const judgedIn = (inspectionRef: string | null): string | null => inspectionRef && inspectionPaths.show(inspectionRef);

/** The record that gives the trigger: the judgement, or the notice as it stands on the case's own timeline. */
const triggerHref = ({ ref, triggerInspectionRef, triggerInterventionId }: CaseEpisode): string | null =>
  judgedIn(triggerInspectionRef) ?? (triggerInterventionId && episodePaths.fact(ref, triggerInterventionId));

const dated = (on: ReturnType<typeof triggerOf>, href: string | null, inferred: number | null): Cell =>
  on ? { text: formatPeriod(on), href, note: inferred === 1 ? 'Partly inferred' : null } : { text: 'None on record' };

const caseTable = (episodes: readonly CaseEpisode[]): Table => ({
  id: 'cases',
  caption: 'The episodes of these cases',
  head: tableHead([
    { text: 'Episode' },
    { text: 'Trigger' },
    { text: 'First judgement not failing' },
    { text: 'Months', numeric: true },
    { text: 'A relapse' },
  ]),
  rows: episodes.map((episode) => {
    const length = lengthOf(episode);
    return {
      cells: [
        { text: episode.title, href: episodePaths.show(episode.ref), header: true },
        dated(triggerOf(episode), triggerHref(episode), episode.triggerInferred),
        dated(notFailingOf(episode), judgedIn(episode.notFailingInspectionRef), episode.notFailingInferred),
        { text: length ? shortMonths(length) : 'Left out', numeric: true },
        { text: episode.relapseOfId === null ? 'No' : 'Yes' },
      ],
    };
  }),
  csvHref: listPaths.casesCsv(),
});

function casesFigure(facts: HomeFacts): CasesFigure | null {
  const { cases, lines, today } = facts;
  if (cases.length === 0) return null;
  const episodes = cases.flatMap((one) => one.episodes);
  const rows = cases.flatMap(({ bodies }) => bodies.flatMap(({ id }) => lines.get(id) ?? []));
  const scale = { from: firstJanuary(rows, { today, yearsAtLeast: 20 }), to: today };
  return {
    heading: `${upperFirst(inWords(cases.length))} ${cases.length === 1 ? 'case' : 'cases'}, from first warning to today`,
    headline: headlineOf(cases),
    subtitle: `Everything on record about each, on one scale from ${scale.from.slice(0, 4)} to ${formatDay(today)}.`,
    years: lifeLineYears(scale, { id: 'case-years' }),
    lines: cases.map((one, index) => caseLine(one, index, facts, scale)),
    source: 'Compiled from public sources; each case page names its own. Not checked by the organisations.',
    summary: 'How this was worked out',
    workedOut: workedOutOf(episodes),
    table: caseTable(episodes),
    episodesHref: episodePaths.index(),
  };
}

/** The same table as a file. */
export const caseCsv: readonly CsvColumn<CaseEpisode>[] = [
  { header: 'Reference', value: ({ ref }) => ref },
  { header: 'Episode', value: ({ title }) => title },
  { header: 'Organisation', value: ({ organisationName }) => organisationName },
  { header: 'Trigger on', value: ({ derivedTriggerOn, triggerOn }) => derivedTriggerOn ?? triggerOn },
  { header: 'Trigger inspection', value: ({ triggerInspectionRef }) => triggerInspectionRef },
  {
    header: 'First judgement not failing on',
    value: ({ derivedNotFailingOn, notFailingOn }) => derivedNotFailingOn ?? notFailingOn,
  },
  { header: 'First judgement not failing', value: ({ notFailingInspectionRef }) => notFailingInspectionRef },
  {
    header: 'A date was inferred',
    value: ({ triggerInferred, notFailingInferred }) =>
      triggerInferred === 1 || notFailingInferred === 1 ? 'yes' : 'no',
  },
  { header: 'Months', value: (episode) => lengthOf(episode)?.months },
  { header: 'Plus or minus', value: (episode) => lengthOf(episode)?.uncertainty },
  { header: 'A relapse', value: ({ relapseOfId }) => (relapseOfId === null ? 'no' : 'yes') },
  { header: 'Page', value: ({ ref }) => episodePaths.show(ref) },
];

/** What is told of the trail, by what was done: one of it, and many. Whatever is not here is nobody's business. */
const tellings: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'source.added': ['source added', 'sources added'],
  'source_conflict.added': ['disagreement between sources recorded', 'disagreements between sources recorded'],
  'organisation.registered': ['organisation registered', 'organisations registered'],
  'organisation.renamed': ['organisation renamed', 'organisations renamed'],
  'organisation.linked': ['link between organisations recorded', 'links between organisations recorded'],
  'post.recorded': ['holder of a post recorded', 'holders of posts recorded'],
  'inspection.recorded': ['inspection recorded', 'inspections recorded'],
  'inspection.corrected': ['inspection corrected', 'inspections corrected'],
  'inspection.superseded': ['inspection superseded', 'inspections superseded'],
  'intervention.imposed': ['intervention recorded', 'interventions recorded'],
  'warning.noted': ['warning sign recorded', 'warning signs recorded'],
  'peer_support.recorded': ['spell of help from peers recorded', 'spells of help from peers recorded'],
  'structural_change.recorded': ['structural change recorded', 'structural changes recorded'],
  'sustainment_check.recorded': ['check after an exit recorded', 'checks after exits recorded'],
  'episode.opened': ['episode of failure recorded', 'episodes of failure recorded'],
  'episode.relapse_recorded': ['relapse recorded', 'relapses recorded'],
  'episodes.derived': [
    'episode of failure worked out from judgements',
    'episodes of failure worked out from judgements',
  ],
  'outcome.recorded': ['outcome recorded', 'outcomes recorded'],
  'measure.recorded': ['measure recorded', 'measures recorded'],
  'programme.recorded': ['programme recorded', 'programmes recorded'],
  'programme_element.recorded': ['statement about a programme recorded', 'statements about programmes recorded'],
  'funding_stream.recorded': ['stream of money for a programme recorded', 'streams of money for programmes recorded'],
  'adoption.recorded': ['place that took a programme up recorded', 'places that took a programme up recorded'],
  'adoption_stage.recorded': ['stage of an adoption recorded', 'stages of adoptions recorded'],
  'adoption_fidelity.recorded': ['statement about fidelity recorded', 'statements about fidelity recorded'],
  'outcome_claim.recorded': ['claim for a programme recorded', 'claims for programmes recorded'],
  'claim_conflict.recorded': ['disagreement of claims recorded', 'disagreements of claims recorded'],
  'programme_use.recorded': ['use of a programme recorded', 'uses of programmes recorded'],
  'lesson_evidence.added': ['piece of evidence for a lesson added', 'pieces of evidence for lessons added'],
};

const pathsOf: Readonly<Record<string, (ref: string) => string>> = {
  inspection: inspectionPaths.show,
  failure_episode: episodePaths.show,
};

type Told = {
  readonly rows?: unknown;
  readonly ref?: unknown;
  readonly visibility?: unknown;
  readonly status?: unknown;
};

function readTold(text: string | null): Told {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as Told;
  } catch {
    return {};
  }
}

/** "57 records" of records made together; one record has its own id there. */
const recordsOf = (entityId: string): number => Number(/^(\d+) records$/.exec(entityId)?.[1] ?? 1);

/**
 * One line of the trail as a sentence for everybody, or null for what is nobody's business here: only what was done to
 * the public record, never by whom.
 */
export function changeOf({ at, action, entity, entityId, after }: ChangeRow): HomePage['changes'][number] | null {
  const day = parseCalendarDay(at.slice(0, 10));
  const on = day ? formatDay(day) : notKnown;
  const told = readTold(after);
  if (action === 'import.applied' && typeof told.rows === 'number') {
    return { on, text: `A published file was imported: ${plural(told.rows, 'row')}`, href: null };
  }
  if (action === 'library.loaded') {
    return { on, text: `The case library was loaded: ${plural(recordsOf(entityId), 'record')}`, href: null };
  }
  // What only the board may read, and help that was only offered, is not told in public.
  if (told.visibility === 'board' || told.status === 'offered') return null;
  const telling = tellings[action];
  const pathOf = pathsOf[entity];
  const href = typeof told.ref === 'string' && pathOf ? pathOf(told.ref) : null;
  return telling ? { on, text: plural(recordsOf(entityId), ...telling), href } : null;
}

const changesShown = 5;

export function homePage(facts: HomeFacts): HomePage {
  const { counts, mostCounted } = facts;
  const counted = (count: number): string =>
    formatCapped({ count: Math.min(count, mostCounted), capped: count > mostCounted });
  const nounFor = (count: number, [one, many]: readonly [string, string]): string => (count === 1 ? one : many);
  return {
    title: 'What happened when public services failed',
    sentence,
    search: {
      id: 'find',
      action: organisationPaths.index(),
      name: 'q',
      label: 'Find an organisation',
      hint: 'A name, a former name, or a code such as E08000017',
      button: 'Search',
    },
    empty: counts.organisations === 0 ? { text: 'No organisations have been published yet.' } : null,
    cases: casesFigure(facts),
    counts: [
      {
        number: counted(counts.organisations),
        text: nounFor(counts.organisations, ['organisation', 'organisations']),
        href: organisationPaths.index(),
      },
      {
        number: counted(counts.inspections),
        text: nounFor(counts.inspections, ['inspection', 'inspections']),
        href: null,
      },
      {
        number: counted(counts.episodes),
        text: nounFor(counts.episodes, ['episode of failure', 'episodes of failure']),
        href: episodePaths.index(),
      },
    ],
    changes: facts.changes.flatMap((row) => changeOf(row) ?? []).slice(0, changesShown),
    lessons: lessons.map(({ number, name }) => ({
      number: String(number),
      text: name,
      href: lessonPaths.show(number),
    })),
  };
}
