import { scanWords } from '../../measures/domain/disclosure.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';

/** Whether words that everybody would read look as if they tell of a person (record B6.8). */
export const tellsOfSomebody = (words: string): boolean =>
  personalDataIn(words).length > 0 || scanWords(words).length > 0;
