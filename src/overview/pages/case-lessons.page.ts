import { lessonPaths } from '../../lessons/pages/lessons.paths.js';
import { lessons } from '../../vocabulary/domain/lessons.js';
import { formatPeriod } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Citation } from '../../shell/parts.js';
import type { LessonFact } from '../domain/dossier.js';
import type { Citing } from './citing.page.js';
import { certaintyWords } from './dossier-words.page.js';

export type EvidenceItem = {
  readonly id: string;
  readonly text: string;
  readonly date: string | null;
  readonly certainty: string | null;
  readonly citations: readonly Citation[];
};

/** What one case says for and against one lesson, side by side. */
export type CaseLesson = {
  readonly id: string;
  readonly heading: string;
  readonly link: Link;
  readonly supports: readonly EvidenceItem[];
  readonly complicates: readonly EvidenceItem[];
};

/** The eight in their order; a lesson of which the case says nothing stays, and says so. */
export function caseLessons(evidence: readonly LessonFact[], citing: Citing): readonly CaseLesson[] {
  return lessons.map(({ number, name }) => {
    const of = (stance: string): readonly EvidenceItem[] =>
      evidence.filter((one) => one.lesson === number && one.stance === stance).map((one) => itemOf(one, citing));
    return {
      id: `lesson-${number}`,
      heading: `${number}. ${name}`,
      link: { text: `About lesson ${number}`, href: lessonPaths.show(number) },
      supports: of('supports'),
      complicates: of('complicates'),
    };
  });
}

const itemOf = ({ id, text, on, certainty }: LessonFact, citing: Citing): EvidenceItem => ({
  id,
  text,
  date: on && formatPeriod(on),
  certainty: certaintyWords(certainty),
  citations: citing.marks(id),
});
