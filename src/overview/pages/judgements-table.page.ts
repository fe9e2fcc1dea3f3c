import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { groupBy } from '../../kernel/group-by.js';
import { byPeriod, type Period, periodText } from '../../kernel/period.js';
import { type Table, tableHead } from '../../shell/table.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import type { Dossier, InspectionFact } from '../domain/dossier.js';
import { judgedInspection } from '../domain/judged.js';
import type { Citing } from './citing.page.js';
import {
  certaintyWords,
  dateWords,
  frameworkWords,
  gradeMark,
  headlineWords,
  judgementWords,
  labelOf,
  lowerFirstWord,
  settingWords,
} from './dossier-words.page.js';

/** Inspections of one part of the work of a body, and of one part of the body where that was judged by itself. */
export type Stream = { readonly heading: string; readonly inspections: readonly InspectionFact[] };

const inOrder = (a: Period | null, b: Period | null): number => (a && b ? byPeriod(a, b) : a ? -1 : Number(b !== null));

/** Inspections by what they speak of, each stream newest first, the stream with the latest inspection first. */
export function streamsOf(inspections: readonly InspectionFact[]): readonly Stream[] {
  const streams = new Map<string, InspectionFact[]>();
  for (const one of inspections.toSorted((a, b) => inOrder(b.judgedOn, a.judgedOn))) {
    const { area, unit } = judgedInspection(one);
    const heading = unit ? `${labelOf(episodeAreas, area)}: ${unit}` : labelOf(episodeAreas, area);
    streams.set(heading, [...(streams.get(heading) ?? []), one]);
  }
  return [...streams].map(([heading, list]) => ({ heading, inspections: list }));
}

/**
 * Ids of the inspections that were the first, in time, under another framework than the graded one before them: of the
 * same work and the same part, since a part that was judged by itself is no sequel to the whole.
 */
export function firstUnderNewFramework(inspections: readonly InspectionFact[]): ReadonlySet<string> {
  const graded = inspections
    .filter(({ framework, graded: isGraded }) => isGraded && framework)
    .toSorted((a, b) => inOrder(a.judgedOn, b.judgedOn));
  const streams = groupBy(graded, (one) => `${judgedInspection(one).area} ${one.unit}`);
  return new Set(
    [...streams.values()].flatMap((stream) =>
      stream.flatMap((one, index) => {
        const before = stream[index - 1];
        return before && before.framework?.key !== one.framework?.key ? [one.id] : [];
      }),
    ),
  );
}

const breakWords = 'The framework changes here: grades above and below this line need not mean the same.';

type Asked = {
  readonly id: string;
  readonly caption: string;
  readonly citing: Citing;
  readonly dossier: Dossier;
  readonly csvHref?: string | null;
  readonly empty: string;
};

/** One row an inspection: when, by whom, under what, with every grade, and a line where the framework changes. */
export function inspectionsTable(
  inspections: readonly InspectionFact[],
  { id, caption, citing, dossier, csvHref = null, empty }: Asked,
): Table {
  const breaks = firstUnderNewFramework(inspections);
  const many = dossier.family.length > 1;
  const head = tableHead([
    { text: 'Judged' },
    { text: 'Inspection' },
    { text: 'Framework' },
    { text: 'Headline' },
    { text: 'Areas' },
  ]);
  return {
    id,
    caption,
    captionHidden: true,
    csvHref,
    empty: { text: empty },
    head,
    rows: inspections.map((one, index) => {
      const headline = one.judgements.find(({ isOverall, grade }) => isOverall && grade);
      const single = one.judgements.filter(({ isOverall }) => isOverall).length === 1;
      const areas = one.judgements.filter(({ isOverall }) => !isOverall);
      const body = many ? (dossier.bodies.find(({ id: bodyId }) => bodyId === one.organisationId)?.name ?? null) : null;
      return {
        // Newest first: what was judged before, under the other framework, stands below.
        after: breaks.has(one.id) && index < inspections.length - 1 ? { text: breakWords, span: head.length } : null,
        cells: [
          {
            text: dateWords(one.judgedOn),
            href: inspectionPaths.show(one.ref),
            header: true,
            written: one.judgedOn && periodText(one.judgedOn),
          },
          {
            text: `${one.inspectorate}: ${lowerFirstWord(one.typeText ?? labelOf(inspectionTypes, one.type))}`,
            note:
              [body, one.unit && `Part only: ${one.unit}`, settingWords(one.setting), certaintyWords(one.certainty)]
                .filter(Boolean)
                .join('. ') || null,
            citations: citing.marks(one.id, ...one.judgements.map(({ id: judgementId }) => judgementId)),
          },
          {
            text: frameworkWords(one),
            href: one.framework ? frameworkPaths.show(one.framework.key) : null,
          },
          headline?.grade && single
            ? { grade: gradeMark(headline.grade, headline.label) }
            : {
                grade: headline?.grade ? gradeMark(headline.grade, headlineWords(one)) : null,
                text: headline ? null : headlineWords(one),
              },
          {
            text:
              areas.length > 0
                ? areas.map((area) => `${area.areaText}: ${lowerFirstWord(judgementWords(area))}`).join('; ')
                : one.graded
                  ? 'No area grades on the record'
                  : 'No grades: this kind of visit gives none',
          },
        ],
      };
    }),
  };
}
