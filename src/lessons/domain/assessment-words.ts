import { assessmentLevels } from '../../vocabulary/domain/lessons.js';
import type { AssessmentRefusal, ChosenLevel } from './assessment.js';
import { disagreementOf, type SaidByRecord } from './disagreement.js';
import { resultWords } from './result-words.js';
import type { SignalResult } from './signal.js';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/**
 * What is said where the two readings of a lesson differ; null where they do not. It is made of what both said on the
 * day of the meeting and changes neither.
 */
export function mismatchSentence(level: ChosenLevel, record: readonly SaidByRecord[]): string | null {
  const found = disagreementOf(level, record);
  if (!found) return null;
  const signals = listed(found.against.map(({ key, name }) => `${key} ${name}`));
  const chosen = assessmentLevels[level];
  return found.is === 'higher'
    ? `The board says “${chosen}”. The record challenges that: ${signals}.`
    : `The board says “${chosen}”. Everything that the record can show supports the lesson: ${signals}.`;
}

const results: readonly SignalResult[] = ['challenge', 'discuss', 'supports', 'not_enough', 'not_yet'];

/** "Challenge: L1.1 and L1.3. Supported: L1.2." Named, never counted up: signals have no total. */
export const recordInWords = (record: readonly Pick<SaidByRecord, 'key' | 'result'>[]): string =>
  results
    .flatMap((result) => {
      const keys = record.filter((one) => one.result === result).map(({ key }) => key);
      return keys.length === 0 ? [] : [`${resultWords[result]}: ${listed(keys)}.`];
    })
    .join(' ');

type Message = { readonly at: string; readonly text: string };

/** Why an assessment cannot stand, at its field. `needs-a-year` is worded with its day, where it is known. */
export const assessmentMessages: Readonly<Record<AssessmentRefusal, Message>> = {
  'needs-evidence': { at: 'evidence', text: 'To choose “Starting”, add at least one piece of evidence' },
  'needs-two': { at: 'evidence', text: 'To choose “In place”, add at least 2 pieces of evidence' },
  'needs-impact': {
    at: 'evidence',
    text: 'To choose “In place”, add at least one piece of evidence that shows impact',
  },
  'needs-three': { at: 'evidence', text: 'To choose “Embedded”, add at least 3 pieces of evidence' },
  'needs-external': {
    at: 'evidence',
    text: 'To choose “Embedded”, add at least one piece of evidence from outside the organisation',
  },
  'needs-a-year': {
    at: 'level',
    text: 'To choose “Embedded”, the first piece of evidence must be at least 365 days old',
  },
  'no-direction': { at: 'direction', text: 'Select whether this is better, the same or worse than last time' },
  'higher-unexplained': {
    at: 'whyDifferent',
    text: 'The board’s assessment is higher than the record supports. Say why',
  },
  'lower-unexplained': { at: 'whyDifferent', text: 'The board’s assessment is lower than the record shows. Say why' },
  'dissent-without-member': { at: 'dissentMember', text: 'Select who sees it otherwise' },
  'member-without-dissent': { at: 'dissent', text: 'Enter what they see otherwise' },
};
