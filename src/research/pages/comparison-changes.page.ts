import { triggerKinds } from '../../episodes/domain/episode.js';
import { interventionKinds } from '../../interventions/domain/intervention-record.js';
import { ukDayAt } from '../../kernel/clock.js';
import { parsePeriod } from '../../kernel/period.js';
import { formatDay, formatPeriod } from '../../shell/format.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import {
  type Because,
  type FactFate,
  piecesOf,
  recordOf,
  whyAdded,
  whyChanged,
  whyWithdrawn,
} from '../domain/comparison-changes.js';
import type { FactDifference } from '../domain/comparison-facts.js';
import type { FactLine } from '../domain/fact-line.js';
import { competingWords } from '../domain/recovery-case.js';
import { comparedKindWords, postWords, supportWords } from '../domain/compared-words.js';

const codes: Readonly<Record<string, string>> = {
  ...sectors,
  ...organisationKinds,
  ...episodeAreas,
  ...triggerKinds,
  ...interventionKinds,
  ...supportWords,
  ...postWords,
  ...competingWords,
  ...warningKinds,
};

const dateWords = (text: string): string => {
  const on = parsePeriod(text);
  return on ? formatPeriod(on) : text;
};

/** A part of a line as it is kept (codes, exact dates) in words; what is words already stays. */
function partWords(part: string): string {
  const [first = '', last, ...more] = part.split(' to ');
  if (last !== undefined && more.length === 0 && (parsePeriod(first) || parsePeriod(last)))
    return `${dateWords(first)} to ${dateWords(last)}`;
  const [name = '', value, ...rest] = part.split(': ');
  if (value !== undefined && rest.length === 0) return `${name}: ${codes[value] ?? dateWords(value)}`;
  return codes[part] ?? dateWords(part);
}

const leadOf = (place: number): string => (place === 0 ? '' : '; ');
const kindWords = (part: string): string => (comparedKindWords as Readonly<Record<string, string>>)[part] ?? part;
const textWords = (text: string): string =>
  text
    .split('; ')
    .map((part, place) => (place === 0 && part in comparedKindWords ? kindWords(part) : partWords(part)))
    .join('; ');

export type ChangedPiece = {
  /** What parts it from the one before. */
  readonly lead: string;
  readonly same: string | null;
  readonly before: string | null;
  readonly after: string | null;
};
export type ChangedLine = { readonly ref: string; readonly pieces: readonly ChangedPiece[]; readonly why: string };
export type ChangedPart = { readonly id: string; readonly heading: string; readonly lines: readonly ChangedLine[] };

const reasons: Readonly<Record<Because['why'], (on: string | null) => string>> = {
  recorded: (on) => `It was recorded on ${on ?? 'a later day'}.`,
  published: (on) => `It was made public on ${on ?? 'a later day'}.`,
  'belongs-now': (on) =>
    `It was on the record before, and belongs to the case now${on ? `, since ${on} or later` : ''}.`,
  edited: (on) => `It was put right or changed on ${on ?? 'a later day'}, as the audit trail tells.`,
  follows: () => 'It follows from facts of the case that changed, or from who it is compared with.',
  'rests-on': () => 'What it rests on was changed, such as its source or its framework; the trail does not tell when.',
  number: () => 'Its measure tells of this number, its editions and its definitions.',
  'taken-back': (on) => `It was taken back from the public record on ${on ?? 'a later day'}.`,
  'not-public': (on) => `It is no longer public${on ? `, since ${on}` : ''}.`,
  gone: () => 'It is on no record any more.',
  'belongs-no-more': (on) =>
    `It is on the record still, and belongs to the case no more${on ? `, since ${on} or later` : ''}.`,
};

const whyWords = ({ why, at }: Because): string => reasons[why](at === null ? null : formatDay(ukDayAt(at)));

type Known = {
  readonly difference: FactDifference;
  /** What became of the records behind the lines, by their ids. */
  readonly fates: ReadonlyMap<string, FactFate>;
  /** When the comparison was saved. */
  readonly saved: string;
  /** Cases that are no longer on the public record. */
  readonly gone: readonly string[];
};

/** What a saved comparison would say otherwise today, fact by fact, and why. */
export function changedParts({ difference, fates, saved, gone }: Known): readonly ChangedPart[] {
  const { added, changed, withdrawn } = difference;
  const fateOf = (line: FactLine): FactFate | null => fates.get(recordOf(line)?.id ?? '') ?? null;
  const whole = (line: FactLine, side: 'before' | 'after', why: Because | string): ChangedLine => ({
    ref: line.ref,
    pieces: [{ lead: '', same: null, before: null, after: null, [side]: textWords(line.text) }],
    why: typeof why === 'string' ? why : whyWords(why),
  });
  const parts: readonly ChangedPart[] = [
    {
      id: 'added',
      heading: `Added since (${added.length})`,
      lines: added.map((line) => whole(line, 'after', whyAdded(line, fateOf(line), saved))),
    },
    {
      id: 'changed',
      heading: `Changed since (${changed.length})`,
      lines: changed.map(({ before, after }) => ({
        ref: after.ref,
        pieces: piecesOf(before.text, after.text).map((piece, place): ChangedPiece =>
          'same' in piece
            ? {
                lead: leadOf(place),
                same: place === 0 ? kindWords(piece.same) : partWords(piece.same),
                before: null,
                after: null,
              }
            : {
                lead: leadOf(place),
                same: null,
                before: textWords(piece.before) || null,
                after: textWords(piece.after) || null,
              },
        ),
        why: whyWords(whyChanged(after, fateOf(after))),
      })),
    },
    {
      id: 'withdrawn',
      heading: `Withdrawn since (${withdrawn.length})`,
      lines: withdrawn.map((line) =>
        whole(
          line,
          'before',
          gone.includes(line.ref) ? 'Its case is no longer on the public record.' : whyWithdrawn(line, fateOf(line)),
        ),
      ),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}
