import type { MeasureRow } from '../../measures/data/measure-pages.row.js';
import { type CalendarDay } from '../../kernel/calendar-day.js';
import { onDay, type Period } from '../../kernel/period.js';
import { type FilterForm, filterForm } from '../../shell/filters.js';
import type { Figure } from '../../shell/figure.js';
import { formatDay, formatList, formatPeriod, plural } from '../../shell/format.js';
import type { Notice, PageFacts } from '../../shell/layout.js';
import { address, type Link, type QueryValues } from '../../shell/links.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import { type Aligned, clockRange, onClock } from '../domain/clock-range.js';
import { type Zero, zeroOf, zeros, zeroWords } from '../domain/compared-case.js';
import { notTheSame } from '../domain/not-the-same.js';
import { competingWords } from '../domain/recovery-case.js';
import { fewestEpisodes, type RecoveryReading } from '../domain/recovery-reading.js';
import { type CaseBlock, caseBlock } from './compare-figures.page.js';
import { type ComparedMeasure, measureChoices, type MeasurePart, measurePart } from './compare-measures.page.js';
import { notTheSameNotes, type NotTheSameNote } from './compare-notes.page.js';
import { type LaneName, lanesShown } from '../domain/lanes.js';
import { type Chosen, viewFilters } from './compare-question.js';
import { clockCell, nameOfCase } from './compare-words.page.js';
import { comparePaths } from './compare.paths.js';
import { codingPaths } from './coding.paths.js';
import { comparisonPaths } from './comparisons.paths.js';
import { axisOf, mainFigure } from './recovery-curves.page.js';
import { researchPaths } from './research.paths.js';

export type CompareSidePage = PageFacts & {
  readonly lede: string;
  /** The cases, each with where it is drawn on the page. */
  readonly contents: readonly Link[];
  readonly filter: FilterForm;
  readonly notes: readonly NotTheSameNote[];
  readonly alike: string | null;
  readonly blocks: readonly CaseBlock[];
  readonly measure: MeasurePart | null;
  readonly glance: Table;
  readonly curve: Figure | null;
  readonly noCurve: string | null;
  readonly chosenFrom: string | null;
  readonly csvHref: string;
  readonly changeHref: string;
  readonly alikeLinks: readonly Link[];
  readonly citation: string;
  /** What the foot of the page offers this reader. */
  readonly useText: string;
  /** Where this reader may save it; null where they may not. */
  readonly saveHref: string | null;
  /** Where this reader may code its cases. */
  readonly codeLinks: readonly Link[];
};

export type CompareSideInput = {
  readonly chosen: Chosen;
  readonly rows: readonly LaneName[];
  readonly notes: readonly string[];
  readonly cases: readonly Aligned[];
  readonly held: readonly MeasureRow[];
  readonly measureAsked: string | null;
  readonly measures: readonly ComparedMeasure[];
  /** Of the list that the cases were chosen from; null where it was not narrowed. */
  readonly reading: RecoveryReading | null;
  readonly today: CalendarDay;
  readonly site: string;
  readonly maySave: boolean;
};

/** The address that shows this comparison again: what is usual is left out. */
export const comparisonQuery = (chosen: Chosen, rows: readonly LaneName[], measure: string | null): QueryValues => ({
  case: chosen.picked.map(({ ref }) => ref),
  align: chosen.align === 'trigger' ? null : chosen.align,
  row: rows,
  measure,
  ...chosen.values,
});

const endCell = (cell: Cell, how: string | null): Cell =>
  how === null ? cell : { ...cell, note: [cell.note, how].filter(Boolean).join('. ') };

/** The turns of each case on the clock, in the order in which the cases were chosen: no order by result. */
function glanceTable(cases: readonly Aligned[], zeroName: Zero): Table {
  const say = (
    zero: Period | null,
    on: Period | null | undefined,
    none: string,
  ): { readonly text: string; readonly note?: string | null } => {
    if (!on) return { text: none };
    return zero ? clockCell(onClock(zero, on)) : { text: formatPeriod(on) };
  };
  // However roughly month zero is dated, it lies no month from itself.
  const exactlyZero = clockCell({ months: 0, uncertainty: 0 });
  return stacked(
    {
      id: 'glance',
      caption: `Months from the ${zeros[zeroName].toLowerCase()}`,
      captionHidden: true,
      head: tableHead([
        { text: 'Case' },
        { text: 'First warning', numeric: true },
        { text: 'Trigger', numeric: true },
        { text: 'First intervention', numeric: true },
        { text: 'First board', numeric: true },
        { text: 'Not failing', numeric: true },
        { text: 'Good or better', numeric: true },
        { text: 'Failed again', numeric: true },
        { text: 'Ended otherwise', numeric: true },
      ]),
      rows: cases.map(({ one, zero }) => {
        const { of } = one;
        const cell = (on: Period | null | undefined, none = 'none') => ({
          ...say(zero, on, none),
          numeric: true,
        });
        const stopped = of.stopped && of.stopped.day >= of.triggered.day ? of.stopped : null;
        return {
          cells: [
            {
              text: nameOfCase(of),
              header: true,
              note: `${of.ref}, ${of.organisation}. Month zero: ${zero ? formatPeriod(zero) : 'none on record'}`,
            },
            ...(['warning', 'trigger', 'intervention', 'board'] as const).map((turn) =>
              zero && turn === zeroName ? { ...exactlyZero, numeric: true } : cell(zeroOf(one, turn)),
            ),
            of.notFailing
              ? cell(of.notFailing.on)
              : { ...cell(null, 'not yet'), note: `followed to ${formatDay(of.followedTo)}` },
            cell(of.good?.on, 'not yet'),
            cell(of.failedAgain?.on, 'no'),
            endCell(cell(stopped?.on, 'no'), stopped && competingWords[stopped.as]),
          ],
        };
      }),
    },
    [
      '',
      'First warning',
      'Trigger',
      'First intervention',
      'First board',
      'Not failing',
      'Good',
      'Failed again',
      'Ended otherwise',
    ],
  );
}

/** The curve of the list that the cases were chosen from: of two to six cases there is none. */
function curveOf({ reading, chosen }: CompareSideInput): Pick<CompareSidePage, 'curve' | 'noCurve' | 'chosenFrom'> {
  const few = `Fewer than ${fewestEpisodes} episodes: no curve is drawn, the list is shown.`;
  if (reading === null || reading.all.curve === null)
    return {
      curve: null,
      noCurve: few,
      chosenFrom:
        reading === null
          ? 'A curve is drawn of the list that the cases were chosen from, once that list is narrowed and holds ten episodes or more.'
          : `The list that they were chosen from holds ${plural(reading.all.n, 'episode')}.`,
    };
  return {
    curve: mainFigure(
      { ...reading.all, curve: reading.all.curve },
      {
        axis: axisOf([reading.all.curve]),
        definition: 'not-failing',
        source: 'All public episodes of the list that these cases were chosen from.',
      },
    ),
    noCurve: null,
    chosenFrom: `The ${plural(chosen.picked.length, 'case')} here ${chosen.picked.length === 1 ? 'is' : 'are'} among the ${plural(reading.all.n, 'episode')} of the list that they were chosen from. The curve is of all of those: of ${chosen.picked.length} alone none may be drawn.`,
  };
}

export function compareSidePage(input: CompareSideInput): CompareSidePage {
  const { chosen, rows, cases, measureAsked, today } = input;
  const { align, picked } = chosen;
  const query = comparisonQuery(chosen, rows, measureAsked);
  const choices = measureChoices(input.held, new Set(picked.map(({ organisationId }) => organisationId)).size);
  const filters = viewFilters(choices);
  const values = { align: align === 'trigger' ? null : align, row: rows, measure: measureAsked };
  const range = clockRange(cases);
  const names = picked.map(({ ref }) => ref);
  const notes = notTheSameNotes(notTheSame(picked));
  const path = comparePaths.sideBySide();
  const title = `${plural(picked.length, 'case')} side by side`;
  const permanent = `${input.site}${address(path, query)}`;
  return {
    title,
    description: `${formatList(picked.map(nameOfCase))}, in months from the ${zeros[align].toLowerCase()}.`,
    breadcrumbs: [
      { text: 'Research', href: researchPaths.index() },
      { text: 'Compare cases', href: comparePaths.choose() },
    ],
    notices: [...chosen.notes, ...input.notes].map((text): Notice => ({ text })),
    lede: `On one clock, in the order in which they were chosen. Month zero is ${zeroWords[align]}.`,
    contents: cases.map(({ one: { of } }) => ({ text: nameOfCase(of), href: `#case-${of.ref}` })),
    filter: {
      ...filterForm(filters, values, { path, keep: { case: names, ...chosen.values } }),
      purpose: 'What is shown',
    },
    notes,
    alike:
      notes.length === 0
        ? 'Framework, scale, part of the work, kind, sector and trigger are the same for all of them.'
        : null,
    blocks: cases.map((aligned) => caseBlock(aligned, { zeroName: align, range, lanes: lanesShown(rows), today })),
    measure: measureAsked === null ? null : measurePart(measureAsked, cases, { measures: input.measures, range }),
    glance: glanceTable(cases, align),
    ...curveOf(input),
    csvHref: address(comparePaths.factsCsv(), query),
    changeHref: address(comparePaths.choose(), { ...query, row: null, measure: null }),
    alikeLinks: picked.map(({ ref }) => ({
      text: ref,
      href: address(comparePaths.alike(), { case: ref }),
    })),
    codeLinks: input.maySave ? names.map((ref) => ({ text: ref, href: codingPaths.show(ref) })) : [],
    useText: input.maySave ? 'Save it, take it away or cite it' : 'Take it away or cite it',
    saveHref: input.maySave ? address(comparisonPaths.begin(), query) : null,
    citation: `Turnaround, “${formatList(names)}, aligned on the ${zeros[align].toLowerCase()}”, as on ${formatPeriod(onDay(today))}. ${permanent}`,
  };
}
