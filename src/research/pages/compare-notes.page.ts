import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, formatList, plural } from '../../shell/format.js';
import type { Difference, DifferenceNote } from '../domain/not-the-same.js';

export type NotTheSameNote = { readonly heading: string; readonly text: string };

const valueWords = (kind: Difference, value: string | null): string => {
  if (value === null) return 'Not on the record';
  const day = kind === 'censored' ? parseCalendarDay(value) : null;
  return day ? `Followed to ${formatDay(day)}` : upperFirst(value);
};

const groupsText = ({ kind, groups }: DifferenceNote): string =>
  groups.map(({ value, refs }) => `${valueWords(kind, value)}: ${refs.join(', ')}`).join('. ');

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const refsOf = ({ groups }: DifferenceNote): readonly string[] => groups.flatMap(({ refs }) => refs);

const headings: Readonly<Record<Difference, (note: DifferenceNote) => string>> = {
  framework: () => 'Judged under different frameworks',
  scale: () => 'Graded on different scales',
  'scale-changed': (note) => `${countOf(note)} changed scale before it was judged better`,
  area: () => 'Different parts of the work',
  kind: () => 'Different kinds of organisation',
  sector: () => 'Different sectors',
  trigger: () => 'Opened in different ways',
  competing: (note) => `${countOf(note)} ended without recovering`,
  repeated: () => 'More than one episode of the same organisation',
  censored: (note) => `${countOf(note)} not over`,
  rough: (note) => `${countOf(note)} dated no more exactly than a month, quarter or year`,
};

const because: Readonly<Record<Difference, string>> = {
  framework: 'A grade says what its framework asked. Read each row of judgements by itself, never one against another.',
  scale: 'The same word on two scales need not mean the same, and bands are our reading of both.',
  'scale-changed':
    'The judgement that ended the failure stands on another scale than the one that found it. The dotted line shows where; nothing is joined across it.',
  area: 'What failed is not the same work, so neither is what had to recover.',
  kind: 'They have other powers, other money and other people to answer to.',
  sector: 'They are inspected by others and helped by others.',
  trigger:
    'A judgement, a formal notice and a declaration of one’s own come at different points of a failure: month zero is not the same moment.',
  competing:
    'A merger, a closing or a transfer ends the episode and is no recovery: it competes with one. The heavy line shows where. Nothing after it is counted.',
  repeated: 'Episodes of one organisation are not independent of each other. Count them as one story, not as several.',
  censored: 'How long it will last is not known. What is shown is the least that it can be.',
  rough: 'A mark stands at the middle of the time that its date may lie in, and a thin line over all of it.',
};

const countOf = (note: DifferenceNote): string => plural(refsOf(note).length, 'case');

/** What is not the same between these cases, each with why it matters. */
export const notTheSameNotes = (notes: readonly DifferenceNote[]): readonly NotTheSameNote[] =>
  notes.map((note) => ({
    heading: headings[note.kind](note),
    text:
      note.kind === 'repeated'
        ? `${formatList(refsOf(note))}, both of ${note.groups[0]?.value ?? ''}. ${because.repeated}`.replace(
            ', both of',
            refsOf(note).length === 2 ? ', both of' : ', all of',
          )
        : `${groupsText(note)}. ${because[note.kind]}`,
  }));
