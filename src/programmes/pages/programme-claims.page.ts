import { sayNumber, sayShown } from '../../measures/domain/measure-words.js';
import type { Shown } from '../../measures/domain/disclosure.js';
import { dateOrNotKnown } from '../../shell/cited.js';
import { plural } from '../../shell/format.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import type { ClaimRow } from '../data/programme.row.js';
import {
  byOutcome,
  changeFrom,
  type ClaimFigure,
  claimFigures,
  claimKinds,
  comparisons,
  showClaim,
  type ShownClaim,
} from '../domain/claim.js';
import { certaintyOf, labelOf, type Marks, type ProgrammeInput, sentences } from './programme-input.page.js';

/** A figure of a kind that nobody knows any more is protected as people are. */
const figureOf = (code: string): ClaimFigure => (Object.hasOwn(claimFigures, code) ? (code as ClaimFigure) : 'people');

export const shownOf = (row: ClaimRow): ShownClaim => showClaim({ ...row, figure: figureOf(row.figure) }, 'public');

const withheldWords = 'This claim is about so few people that its words and numbers are withheld.';

const say = (shown: Shown | null, unit: string | null): string | null =>
  shown === null ? null : sayShown(shown, unit ?? '');

/** What a file says of a number: the number, or the letter that stands for it. */
export const written = (shown: Shown | null): number | string | null =>
  shown === null ? null : shown.is === 'number' ? shown.value : shown.letter;

const signed = (value: number): string => `${value > 0 ? '+' : ''}${sayNumber(value)}`;

function numberWords(row: ClaimRow, shown: ShownClaim): { text: string; note: string | null } {
  const value = say(shown.value, row.unit);
  if (value === null) return { text: 'No number', note: null };
  if (shown.isWithheld) return { text: 'c', note: 'Withheld: too few people.' };
  const before = say(shown.baseline, row.unit);
  const change = changeFrom(row.baseline, row.value);
  if (row.figure === 'change' && row.value !== null && row.unit === '%')
    return { text: `${signed(row.value)}%`, note: before ? `From ${before}.` : null };
  return {
    text: before ? `${sayNumber(row.baseline ?? 0)} to ${value}` : value,
    note: change === null ? null : `A change of ${signed(Math.round(change * 10) / 10)}%, worked out here.`,
  };
}

function baseWords(
  { population, denominator, figure }: ClaimRow,
  shown: ShownClaim,
): { text: string; note: string | null } {
  const of = say(shown.denominator, null);
  const asked = figure === 'share' || figure === 'change' || denominator !== null;
  return {
    text: population ?? (asked ? 'Not said' : 'Not a share'),
    note:
      of === null
        ? asked
          ? 'Of how many is not known.'
          : null
        : `${say(shown.numerator, null) ?? 'Not known how many'} of ${of}.`,
  };
}

type Numbered = { readonly row: ClaimRow; readonly number: number };

const head = ['What is claimed', 'Number', 'Of whom', 'Compared with', 'How it is known', 'When'].map((text) => ({
  text,
}));

function cellsOf({ row, number }: Numbered, marks: Marks): readonly Cell[] {
  const shown = shownOf(row);
  const figures = numberWords(row, shown);
  return [
    {
      text: `${number}. ${shown.isWithheld ? withheldWords : row.text}`,
      header: true,
      note: shown.isWithheld ? null : certaintyOf(row),
      citations: marks.of(row.id),
    },
    {
      ...figures,
      written: {
        Value: written(shown.value),
        Unit: row.unit,
        Before: written(shown.baseline),
        Numerator: written(shown.numerator),
        Denominator: written(shown.denominator),
      },
    },
    baseWords(row, shown),
    { text: labelOf(comparisons, row.comparison) ?? 'Not said' },
    { text: labelOf(claimKinds, row.claimKind) ?? 'Not said' },
    {
      text: dateOrNotKnown(row.occurredOn),
      note: row.periodWords ? sentences(`Over: ${row.periodWords}`) : null,
      written: row.occurredOn,
    },
  ];
}

export type OutcomePart = {
  readonly id: string;
  readonly outcome: string;
  /** "3 claims that do not say the same, side by side." */
  readonly words: string;
  readonly table: Table;
  /** Which of them cannot be read as the same thing, and why. */
  readonly conflicts: readonly string[];
};

type Group = { readonly outcome: string; readonly numbered: readonly Numbered[] };

/** Claims under their outcomes, numbered as they are printed: first outcomes of which several claims speak. */
function groupsOf({ claims }: Pick<ProgrammeInput, 'claims'>): readonly Group[] {
  const groups = byOutcome(claims);
  const ordered = [
    ...groups.filter((one) => one.claims.length > 1),
    ...groups.filter((one) => one.claims.length === 1),
  ];
  const places = new Map(ordered.flatMap((one) => one.claims).map((row, index) => [row.id, index + 1]));
  return ordered.map(({ outcome, claims: own }) => ({
    outcome,
    numbered: own.map((row) => ({ row, number: places.get(row.id) ?? 0 })),
  }));
}

const wordsOf = (count: number, disagree: boolean): string =>
  `${plural(count, 'claim')}${disagree ? ' that do not say the same' : ''}, side by side.`;

/** Each claim by itself: those that disagree stand side by side, and none is picked. */
export function outcomeParts(input: ProgrammeInput, marks: Marks): readonly OutcomePart[] {
  const groups = groupsOf(input);
  const several = groups.filter(({ numbered }) => numbered.length > 1);
  const single = groups.filter(({ numbered }) => numbered.length === 1);
  return [
    ...several.map(({ outcome, numbered }, index): OutcomePart => {
      const numberOf = new Map(numbered.map((one) => [one.row.id, one.number]));
      const conflicts = input.conflicts.flatMap(({ claimId, otherId, why }) => {
        const [one, other] = [numberOf.get(claimId), numberOf.get(otherId)];
        return one === undefined || other === undefined ? [] : [`${one} and ${other}: ${why}`];
      });
      return {
        id: `outcome-${index + 1}`,
        outcome,
        words: wordsOf(numbered.length, conflicts.length > 0),
        table: stacked({
          id: `claims-${index + 1}`,
          caption: `Claims about: ${outcome}`,
          captionHidden: true,
          head: tableHead(head),
          rows: numbered.map((one) => ({ cells: cellsOf(one, marks) })),
        }),
        conflicts,
      };
    }),
    ...(single.length === 0 ? [] : [singlePart(single, marks)]),
  ];
}

const singlePart = (groups: readonly Group[], marks: Marks): OutcomePart => ({
  id: 'outcomes-of-one',
  outcome: 'Outcomes of which one claim is on the record',
  words: 'Nobody else on the record says anything about these. That does not make them certain.',
  table: stacked({
    id: 'claims-of-one',
    caption: 'Outcomes of which one claim is on the record',
    captionHidden: true,
    head: tableHead(head),
    rows: groups.flatMap(({ outcome, numbered }) =>
      numbered.map((one) => {
        const [claim = {}, ...rest] = cellsOf(one, marks);
        return { cells: [{ ...claim, note: sentences(`Outcome: ${outcome}`, claim.note ?? null) }, ...rest] };
      }),
    ),
  }),
  conflicts: [],
});

/** Every claim in one table, for its file. */
export function claimsTable(input: ProgrammeInput, marks: Marks): Table {
  const groups = groupsOf(input);
  const numberOf = new Map(groups.flatMap(({ numbered }) => numbered).map((one) => [one.row.id, one.number]));
  const against = (id: string): string =>
    input.conflicts
      .flatMap(({ claimId, otherId }) => (claimId === id ? [otherId] : otherId === id ? [claimId] : []))
      .map((other) => numberOf.get(other))
      .filter((other) => other !== undefined)
      .join(' ');
  return {
    id: 'claims',
    caption: 'Everything that is claimed for it',
    head: tableHead([{ text: 'No.' }, { text: 'Outcome' }, ...head, { text: 'Does not say the same as' }]),
    rows: groups.flatMap(({ outcome, numbered }) =>
      numbered.map((one) => {
        const [claim = {}, ...rest] = cellsOf(one, marks);
        const text = shownOf(one.row).isWithheld ? withheldWords : one.row.text;
        return {
          cells: [
            { text: String(one.number), written: one.number },
            { text: outcome },
            { ...claim, text },
            ...rest,
            { text: against(one.row.id) },
          ],
        };
      }),
    ),
  };
}
