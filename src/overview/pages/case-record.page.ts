import { recordInWords } from '../../lessons/domain/assessment-words.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { lessons } from '../../vocabulary/domain/lessons.js';
import type { PublicResultFact } from '../domain/dossier.js';
import { lessonReadingPaths } from './lesson-readings.paths.js';

/** What is worth a sentence first: a challenge before what is to be discussed, and that before the rest. */
const mostTelling = ['challenge', 'discuss', 'supports'] as const;

/**
 * What the record shows of each lesson of a case, in public: the signals named under their words, and the sentence of the
 * one that tells most. Each leads to the working of all. Nothing is added up.
 */
export function caseRecord(ref: string, results: readonly PublicResultFact[]): Table | null {
  if (results.length === 0) return null;
  return stacked({
    id: 'record-shows',
    caption: 'What the record shows of each lesson',
    captionHidden: true,
    head: tableHead(['Lesson', 'What the record shows', 'In a sentence'].map((text) => ({ text }))),
    rows: lessons.map(({ number, name }) => {
      const own = results.filter(({ lesson }) => lesson === number);
      const telling = mostTelling.flatMap((result) => own.find((one) => one.result === result) ?? [])[0];
      return {
        cells: [
          { text: `${number}. ${name}`, header: true },
          { text: recordInWords(own), href: lessonReadingPaths.lesson(ref, number) },
          telling
            ? { text: telling.sentence, note: telling.key }
            : { text: 'Nothing can be read from public facts yet.' },
        ],
      };
    }),
  });
}
