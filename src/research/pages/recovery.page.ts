import type { CalendarDay } from '../../kernel/calendar-day.js';
import { daysPerMonth } from '../../kernel/period.js';
import type { CsvColumn } from '../../shell/csv.js';
import type { Figure } from '../../shell/figure.js';
import { type FilterForm, filterForm } from '../../shell/filters.js';
import { formatCount, formatDay, formatDecimal, formatList, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import type { Table } from '../../shell/table.js';
import type { CurvePoint } from '../domain/kaplan-meier.js';
import { definitions, type RecoveryCase } from '../domain/recovery-case.js';
import type { GroupReading, RecoveryReading } from '../domain/recovery-reading.js';
import { knownAfterwards, strata } from '../domain/strata.js';
import { axisOf, mainFigure, panelOf, relapseFigure, stepsOf } from './recovery-curves.page.js';
import type { ListedCohortRow } from '../data/cohort.row.js';
import { carriedFilters } from '../domain/cohort-filters.js';
import { frozenBy } from './cohort-lists.page.js';
import type { AskedCases, RecoveryValues } from './recovery-question.js';
import { ofEverybodyWords } from './recovery-doubts.page.js';
import { yearsFigure } from './recovery-years.page.js';
import { casesTable, groupsTable, incidenceTable } from './recovery-tables.page.js';
import {
  answerOf,
  chosenWords,
  sayChance,
  sayDays,
  sayMonths,
  sayShare,
  stillWords,
  whoseWords,
} from './recovery-words.page.js';
import { researchPaths } from './research.paths.js';

export type RecoveryPage = PageFacts & {
  readonly answer: string;
  /** Of whom it is; null: of nobody. */
  readonly whose: string | null;
  readonly definition: { readonly name: string; readonly words: string };
  readonly filter: FilterForm;
  readonly figure: Figure | null;
  readonly panels: readonly Figure[];
  readonly panelsHeading: string;
  /** What may not be read out of a comparison, each a sentence. */
  readonly cautions: readonly string[];
  readonly comparison: string | null;
  readonly groups: Table | null;
  readonly naive: readonly string[];
  readonly bounds: string | null;
  readonly competing: Table | null;
  readonly competingWords: string;
  readonly relapse: Figure | null;
  readonly relapseWords: string;
  readonly cases: Table | null;
  /** When the failures were found, broken where a framework began. */
  readonly years: Figure | null;
  readonly leftOut: readonly string[];
  readonly csvHref: string;
  readonly apiHref: string;
  readonly apiAddress: string;
  readonly machinesHref: string;
  readonly citation: string;
  /** Where these episodes can be frozen, or have been. */
  readonly frozenHref: string;
};

/** As it is shown: with what has been frozen by exactly these filters, which changes while the episodes do not. */
export type ShownRecoveryPage = RecoveryPage & { readonly frozen: readonly Link[] };

export const withFrozen = (
  page: RecoveryPage,
  values: RecoveryValues,
  cohorts: readonly ListedCohortRow[],
): ShownRecoveryPage => ({ ...page, frozen: frozenBy(cohorts, carriedFilters(values)) });

export type Answered = {
  readonly asked: AskedCases;
  readonly reading: RecoveryReading;
  readonly today: CalendarDay;
  /** Where this service is, `https://…`: for what is quoted elsewhere. */
  readonly site: string;
};

type Drawn = GroupReading & { readonly curve: NonNullable<GroupReading['curve']> };
const isDrawn = (group: GroupReading): group is Drawn => group.curve !== null;

function naiveFigure({ n, naive, median }: GroupReading): string {
  if (naive.medianDays === null) return 'None of them has recovered, so there is no middle of those that did.';
  const said = `The middle of the ${plural(naive.n, 'episode')} that recovered is ${sayDays(naive.medianDays)}. That is the figure most often quoted.`;
  const left = n - naive.n;
  if (left === 0) return `${said} Here it leaves nobody out, since every one of them recovered.`;
  const without = `${said} It leaves out the ${plural(left, 'episode')} that had not recovered, and the long ones are among those`;
  if (median.days === null) return `${without}: it is too short, and by how much cannot be said yet.`;
  return median.days > naive.medianDays
    ? `${without}: it is too short, here by ${sayMonths(median.days - naive.medianDays)} months.`
    : `${without}: it can only be too short, though here both figures fall on the same day.`;
}

const naiveWords = ({ all, latestShows }: RecoveryReading): readonly string[] => {
  if (all.n === 0) return [];
  const hidden = all.n - latestShows;
  return [
    naiveFigure(all),
    `A list of latest judgements would show ${formatCount(latestShows)} of these ${plural(all.n, 'failure')}: those that still fail. The other ${formatCount(hidden)} (${sayShare(hidden / all.n)}) stand behind a later judgement or a closing, and nobody who reads such a list would know of them.`,
  ];
};

function boundsWords({ all, question }: RecoveryReading): string | null {
  if (question.definition !== 'not-failing' || all.earliestMedian === null) return null;
  const late = all.median.days === null ? 'is not reached' : `is ${sayMonths(all.median.days)} months`;
  return `Recovery is seen only when inspectors come back, so its time is known only between two inspections. If every recovery had come right after the last judgement that still failed, half would have recovered ${all.earliestMedian === 0 ? 'at once' : `within ${sayMonths(all.earliestMedian)} months`}; dated by the judgement that said so, half ${late}. Neither is a strict bound: the day itself is on no record.`;
}

function comparisonWords({ logRank, question, compared, groups }: RecoveryReading): string | null {
  if (!question.by) return null;
  if (compared < 2) return 'Fewer than two groups have 10 episodes, so nothing is compared.';
  if (!logRank)
    return 'The groups that have 10 episodes cannot be compared: nothing happened in them that could differ.';
  const found =
    logRank.p < 0.05
      ? 'differ by more than chance easily explains'
      : 'do not differ by more than chance easily explains';
  const within = question.within ? `, compared only within the same ${strata[question.within].toLowerCase()}` : '';
  const small = groups.length - compared;
  return `The ${formatCount(compared)} groups ${found} (log-rank test${within}: chi-square ${formatDecimal(logRank.chiSquare)} with ${plural(logRank.degreesOfFreedom, 'degree')} of freedom, ${sayChance(logRank.p)}). It does not say which, by how much, or why${small > 0 ? `. ${plural(small, 'group')} with fewer than 10 episodes ${small === 1 ? 'is' : 'are'} left out of it` : ''}.`;
}

function cautionsOf({ question, mixesScales, groups, all }: RecoveryReading): readonly string[] {
  const scales = [...new Set([all, ...groups].flatMap(({ scales: own }) => own))];
  const changes = all.scaleChanges.length;
  const isMarked = all.scaleChanges.some((days) => days <= (all.curve?.points.at(-1)?.days ?? -1));
  const chosen = chosenWords(all);
  const ofEverybody = ofEverybodyWords(all);
  return [
    ...(chosen === null ? [] : [chosen]),
    ...(ofEverybody === null ? [] : [ofEverybody]),
    ...(mixesScales
      ? [
          `Not one scale: these episodes were judged on ${formatCount(scales.length)} (${formatList(scales)}). “Failing” is each framework’s own test, and a difference between groups may lie in the scales.`,
        ]
      : []),
    ...(changes > 0
      ? [
          `${plural(changes, 'recovery', 'recoveries')} ${changes === 1 ? 'was' : 'were'} judged on another scale than the failure: the framework had changed in between.${isMarked ? ' Dotted marks at the foot of the curve show when.' : ''}`,
        ]
      : []),
    ...(question.by && knownAfterwards.includes(question.by)
      ? [
          `${strata[question.by]} is known only afterwards: an episode that lasted longer had more time for it. The curves do not show what it did.`,
        ]
      : []),
    ...(all.rough > 0
      ? [
          `${plural(all.rough, 'episode')} ${all.rough === 1 ? 'has a date' : 'have dates'} known only to a month, quarter or year; the middle was used.`,
        ]
      : []),
  ];
}

const leftOutWords = ({ leftOut }: RecoveryReading): readonly string[] => [
  ...(leftOut['no-intervention'] > 0
    ? [
        `${plural(leftOut['no-intervention'], 'episode')} left out: no formal intervention (level 3 or more) on the record.`,
      ]
    : []),
  ...(leftOut['ends-before-it-begins'] > 0
    ? [`${plural(leftOut['ends-before-it-begins'], 'episode')} left out: by the record it ends before it begins.`]
    : []),
];

/** The series that the episodes come from, each with the last day that it tells of. */
export function seriesOf(cases: readonly RecoveryCase[]): readonly {
  readonly framework: string;
  readonly title: string;
  readonly inspectorate: string;
  readonly episodes: number;
  readonly followedTo: CalendarDay;
}[] {
  const found = new Map<
    string,
    { framework: string; title: string; inspectorate: string; episodes: number; followedTo: CalendarDay }
  >();
  for (const { framework, followedTo } of cases) {
    const key = framework?.key ?? '';
    const held = found.get(key);
    if (held) {
      held.episodes += 1;
      if (followedTo > held.followedTo) held.followedTo = followedTo;
    } else
      found.set(key, {
        framework: key,
        title: framework?.title ?? 'No framework on the record',
        inspectorate: framework?.inspectorate ?? '',
        episodes: 1,
        followedTo,
      });
  }
  return [...found.values()].toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

const sourceOf = (cases: readonly RecoveryCase[], today: CalendarDay): string => {
  const inspectorates = [...new Set(seriesOf(cases).map(({ inspectorate }) => inspectorate))].filter(Boolean);
  return `Source: judgements by ${formatList(inspectorates) || 'inspectorates'} on this record, as it stood on ${formatDay(today)}.`;
};

function citationOf({ asked, today, site }: Answered, { selected }: FilterForm): string {
  const chosen = selected.map(
    ({ label, tags }) => `${label.toLowerCase()}: ${tags.map(({ text }) => text).join(', ')}`,
  );
  const what = chosen.length > 0 ? ` (${chosen.join('; ')})` : '';
  const here = address(`${site}${researchPaths.recovery()}`, asked.values);
  return `Time to recovery after failure${what}. Turnaround, record as of ${formatDay(today)}. ${here}. Accessed ${formatDay(today)}.`;
}

/** How long recovery takes: the answer, its doubt, what may not be read out of it, and how to ask again. */
export function recoveryPage(answered: Answered): RecoveryPage {
  const { asked, reading, today, site } = answered;
  const { all, groups, question, relapse } = reading;
  const { definition } = question;
  const axis = axisOf([all.curve, ...groups.map(({ curve }) => curve)]);
  const beside = stepsOf(all.curve);
  const filter = filterForm(asked.filters, asked.values, { path: researchPaths.recovery() });
  const source = sourceOf(asked.cases, today);
  const still = stillWords[definition];
  const within = all.mean ? formatDecimal(all.mean.within / daysPerMonth).replace('.0', '') : null;
  return {
    title: 'How long recovery takes',
    description:
      'How long it takes until a public service that failed is judged not failing any more, with those that still fail counted.',
    breadcrumbs: [{ text: 'Research', href: researchPaths.index() }],
    notices: asked.notes.map((text) => ({ text })),
    isSameForAll: true,
    answer: answerOf(all, definition),
    whose: whoseWords(all),
    definition: definitions[definition],
    filter: { ...filter, purpose: 'Ask about others' },
    figure: isDrawn(all) ? mainFigure(all, { axis, definition, source }) : null,
    panels: groups.filter(isDrawn).map((group) => panelOf(group, { beside, axis, definition })),
    panelsHeading: question.by ? strata[question.by] : '',
    cautions: cautionsOf(reading),
    comparison: comparisonWords(reading),
    groups: all.n === 0 ? null : groupsTable([all, ...groups], within),
    naive: naiveWords(reading),
    bounds: boundsWords(reading),
    competing: all.incidence.length > 0 ? incidenceTable(all.incidence, still) : null,
    competingWords:
      all.competing === 0
        ? 'None of these episodes ended because the organisation closed, merged or handed the service over.'
        : `${plural(all.competing, 'episode')} ended because the organisation closed, merged or handed the service over. They did not recover, and never can. The curve takes them as no longer followed; ${all.incidence.length > 0 ? 'this table counts them as an end of their own.' : 'there are too few episodes to work out their share.'}`,
    relapse: relapse.curve ? relapseFigure({ ...relapse, curve: relapse.curve }, source) : null,
    relapseWords: `${plural(relapse.n, 'recovery', 'recoveries')} on the record, ${formatCount(relapse.relapses)} followed by another failure within the watch. Fewer than 10: no curve is drawn.`,
    cases: !isDrawn(all) && all.n > 0 ? casesTable(all.cases) : null,
    years: yearsFigure(asked.cases, source, today),
    leftOut: leftOutWords(reading),
    csvHref: address(researchPaths.recoveryCsv(), asked.values),
    apiHref: address(researchPaths.recoveryApi(), asked.values),
    apiAddress: address(`${site}${researchPaths.recoveryApi()}`, asked.values),
    machinesHref: researchPaths.forMachines(),
    citation: citationOf(answered, filter),
    frozenHref: address(researchPaths.cohorts(), carriedFilters(asked.values)),
  };
}

type CsvRow = { readonly group: GroupReading; readonly point: CurvePoint; readonly reading: RecoveryReading };

/** Every step of every curve that is drawn: of the groups where there are any, otherwise of all. */
export const curveRows = (reading: RecoveryReading): readonly CsvRow[] =>
  (reading.groups.length > 0 ? reading.groups : [reading.all]).flatMap((group) =>
    (group.curve?.points ?? []).map((point) => ({ group, point, reading })),
  );

export const curveCsvColumns: readonly CsvColumn<CsvRow>[] = [
  { header: 'definition', value: ({ reading }) => reading.question.definition },
  { header: 'group', value: ({ group }) => group.key },
  { header: 'group_name', value: ({ group }) => group.name },
  { header: 'episodes', value: ({ group }) => group.n },
  { header: 'days', value: ({ point }) => point.days },
  { header: 'months', value: ({ point }) => Number((point.days / daysPerMonth).toFixed(4)) },
  { header: 'at_risk', value: ({ point }) => point.atRisk },
  { header: 'recovered', value: ({ point }) => point.events },
  { header: 'no_longer_followed', value: ({ point }) => point.censored },
  { header: 'share_not_recovered', value: ({ point }) => point.survival },
  { header: 'lower_95', value: ({ point }) => point.lower },
  { header: 'upper_95', value: ({ point }) => point.upper },
  { header: 'interval', value: ({ reading }) => reading.question.interval },
];
