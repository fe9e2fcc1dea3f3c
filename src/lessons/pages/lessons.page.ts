import { formatCount } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { sourcePaths } from '../../sources/pages/sources.paths.js';
import { lessons } from '../../vocabulary/domain/lessons.js';
import type { LessonCountRow } from '../data/lesson-pages.row.js';
import { lessonPaths } from './lessons.paths.js';

export type LessonsPage = PageFacts & {
  readonly table: Table;
  /** The sources that are the report itself; null on a record that has nothing from it. */
  readonly sourcesHref: string | null;
};

/** The eight lessons with what a board asks itself, and how much the cases say for and against each. */
export function lessonsPage(counts: readonly LessonCountRow[]): LessonsPage {
  const countOf = (number: number, stance: string): string =>
    formatCount(counts.find((row) => row.lesson === number && row.stance === stance)?.count ?? 0);
  return {
    title: 'The eight lessons',
    description:
      'Eight lessons about how public services fail and recover, each with what real cases say for and against it.',
    breadcrumbs: [],
    table: stacked({
      id: 'lessons',
      caption: 'The eight lessons, in the order of the report',
      captionHidden: true,
      head: tableHead([
        { text: 'Lesson' },
        { text: 'What a board asks itself' },
        { text: 'Supports', numeric: true },
        { text: 'Complicates', numeric: true },
      ]),
      rows: lessons.map(({ number, name, question }) => ({
        cells: [
          { text: `${number}. ${name}`, href: lessonPaths.show(number), header: true },
          { text: question },
          { text: countOf(number, 'supports'), numeric: true },
          { text: countOf(number, 'complicates'), numeric: true },
        ],
      })),
    }),
    sourcesHref: counts.some(({ count }) => count > 0) ? address(sourcePaths.index(), { q: 'Failing Well' }) : null,
  };
}
