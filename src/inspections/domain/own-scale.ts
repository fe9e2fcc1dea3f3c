import { fold } from '../../office/domain/fold.js';
import { type Band, bands } from './grade-scale.js';

/** A scale that an administrator writes with a framework version: its grades from the worst to the best. */
export type OwnScale = { readonly label: string; readonly grades: readonly OwnGrade[] };

export type OwnGrade = {
  readonly key: string;
  readonly label: string;
  readonly band: Band;
  readonly isFailing: boolean;
};

export const ownScaleId = 'own';
/** The scale that is written with a version, as those of the record are read. */
export const ownScaleRow = (scale: OwnScale | null) =>
  scale && {
    id: ownScaleId,
    label: scale.label,
    grades: scale.grades.map(({ label }) => label),
    failing: scale.grades.filter(({ isFailing }) => isFailing),
  };

export const mostGrades = 10;
const longestLabel = 100;

/**
 * Reads grades as they are typed, one on each line from the worst to the best: the name, the band, and "fails" where
 * the inspectorate counts it as failing, divided by semicolons. Gives the grades, or what is wrong, in a sentence.
 */
export function readGrades(
  typed: string | null,
): { readonly grades: readonly OwnGrade[] } | { readonly problem: string } {
  const lines = (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length < 2) return { problem: 'Enter at least two grades, one on each line' };
  if (lines.length > mostGrades) return { problem: `Enter no more than ${mostGrades} grades` };
  const grades: OwnGrade[] = [];
  for (const [index, line] of lines.entries()) {
    const [label = '', bandWords = '', failsWords = '', ...rest] = line.split(';').map((part) => part.trim());
    const at = `Line ${index + 1}`;
    const band = bandOf(bandWords);
    if (label === '' || label.length > longestLabel)
      return { problem: `${at}: enter the name of the grade, in ${longestLabel} characters or less` };
    if (!band) return { problem: `${at}: enter its band: failing, below, meeting, exceeding or none` };
    if (rest.length > 0 || !['', 'fails'].includes(failsWords.toLowerCase()))
      return { problem: `${at}: end with “fails” where it counts as failing, otherwise with nothing` };
    const key =
      fold(label)
        .replaceAll(/[^a-z0-9]+/g, '_')
        .slice(0, 50) || `grade_${index + 1}`;
    if (grades.some((grade) => grade.key === key)) return { problem: `${at}: “${label}” is named twice` };
    grades.push({ key, label, band, isFailing: failsWords !== '' });
  }
  return isInOrder(grades)
    ? { grades }
    : { problem: 'Order the grades from the worst to the best: their bands go down' };
}

const bandOf = (words: string): Band | null => {
  const found = Object.keys(bands).find((band) => band === words.toLowerCase());
  return (found as Band | undefined) ?? null;
};

const order: readonly Band[] = ['failing', 'below', 'meeting', 'exceeding'];

/** Grades without a band may stand anywhere. */
function isInOrder(grades: readonly OwnGrade[]): boolean {
  const places = grades.map(({ band }) => order.indexOf(band)).filter((place) => place >= 0);
  return places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0));
}

/** The grades as they were typed. */
export const gradeLines = ({ grades }: OwnScale): string =>
  grades.map(({ label, band, isFailing }) => `${label}; ${band}${isFailing ? '; fails' : ''}`).join('\n');
