import type { OrganisationPage } from './organisation.page.js';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import type { AreaViewRow } from '../../inspections/data/area-views.queries.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { formatPeriod } from '../../shell/format.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import {
  gapWords,
  type InspectorFact,
  knownBy,
  type Triangle,
  trianglesOf,
  type ViewFact,
} from '../domain/assurance-triangle.js';

/** The views that stand, as facts. */
export const viewFacts = (rows: readonly AreaViewRow[]): readonly ViewFact[] =>
  rows.flatMap((row): ViewFact[] => {
    const [from, to, on] = [parsePeriod(row.periodFrom), parsePeriod(row.periodTo), parseCalendarDay(row.on ?? '')];
    if (!from || !to || !on) return [];
    const { kind, ref, frameworkKey, frameworkTitle, areaKey, scaleId, ordinal, narrative } = row;
    const [areaLabel, label] = [row.areaLabel ?? areaKey, row.gradeLabel];
    const isForBoard = row.visibility !== 'public';
    return [
      {
        kind,
        ref,
        frameworkKey,
        frameworkTitle,
        areaKey,
        areaLabel,
        label,
        scaleId,
        ordinal,
        from,
        to,
        on,
        narrative,
        isForBoard,
      },
    ];
  });

const periodWords = ({ from, to }: Triangle): string => {
  const [first, last] = [formatPeriod(from), formatPeriod(to)];
  return first === last ? first : `${first} to ${last}`;
};

const viewCell = (view: ViewFact | null): Cell =>
  view
    ? {
        text: view.label,
        note: [view.isForBoard ? 'Not for publication.' : '', view.narrative].filter(Boolean).join(' '),
      }
    : { text: 'Not said' };

function inspectorCell({ inspectors, inspectorsBefore }: Triangle): Cell {
  if (inspectors)
    return {
      text: inspectors.label,
      href: inspectionPaths.show(inspectors.ref),
      note: formatPeriod(inspectors.judgedOn),
    };
  return {
    text: 'Not judged in this period',
    note: inspectorsBefore ? `Before it: ${inspectorsBefore.label}, ${formatPeriod(inspectorsBefore.judgedOn)}` : null,
  };
}

/**
 * The three sides of assurance: what a body says of itself, what its board holds, what inspectors judged; what was known by
 * `knownOn` where it is told. Null without any.
 */
export function triangleTable(
  rows: readonly AreaViewRow[],
  inspectors: readonly InspectorFact[],
  { name, knownOn }: { readonly name: string; readonly knownOn: CalendarDay | null },
): Table | null {
  const all = { views: viewFacts(rows), inspectors };
  const known = knownOn === null ? all : knownBy(knownOn, all);
  const triangles = trianglesOf(known.views, known.inspectors);
  if (triangles.length === 0) return null;
  return stacked(
    {
      id: 'three-views',
      caption: `How ${name}, its board and inspectors judge it`,
      captionHidden: true,
      head: tableHead(['Area', 'The organisation', 'Its board', 'Inspectors', 'The gap'].map((text) => ({ text }))),
      rows: triangles.map((triangle) => ({
        cells: [
          { text: triangle.areaLabel, note: `${periodWords(triangle)}, ${triangle.frameworkTitle}`, header: true },
          viewCell(triangle.self),
          viewCell(triangle.board),
          inspectorCell(triangle),
          { text: gapWords(triangle) },
        ],
      })),
    },
    ['', 'The organisation', 'Its board', 'Inspectors', 'The gap'],
  );
}

/** The page of a body with its three sides of assurance among its parts, after the judgements. */
export const withTriangle = (
  page: OrganisationPage,
  triangle: Table | null,
): OrganisationPage & { readonly triangle: Table | null } => {
  const after = page.contents.findIndex(({ href }) => href === '#judgements') + 1;
  const link = { text: 'How it, its board and inspectors judge it', href: '#triangle' };
  const contents = triangle && after > 0 ? page.contents.toSpliced(after, 0, link) : page.contents;
  return { ...page, contents, triangle, isEmpty: page.isEmpty && triangle === null };
};
