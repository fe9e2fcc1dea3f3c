import { day } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import { prose, radios, select, text, type FieldMaker, type Tried } from '../../shell/form/form.js';
import { formatDay, plural } from '../../shell/format.js';
import type { SummaryRow } from '../../shell/parts.js';
import type { KeptMeasureRow, ProposalRow } from '../data/keeping.row.js';
import type { BaselineRefusal } from '../domain/baseline-lock.js';
import { type DipRefusal, longestDip } from '../domain/expected-dip.js';
import { sayNumber, sayValue } from '../domain/measure-words.js';
import { type DecidingRefusal, isProposalKind, proposalKinds } from '../domain/proposal.js';
import type { AskingRefusal } from '../measure-decisions.service.js';
import type { RecordedDecision } from '../recorded-decisions.service.js';
import { periodWords } from './entry-words.page.js';
import { periodField } from './keep-measure.page.js';
import { measureFormPage, type MeasureFormPage } from './measure-form.page.js';
import { measurePaths } from './measures.paths.js';

type Words = { readonly at?: string; readonly text: string };

const asking: Readonly<Record<Exclude<AskingRefusal, 'not-found'>, Words>> = {
  'asked-already': { text: 'The same was asked for already and waits for a decision. Decide that first' },
  'no-decision': { at: 'decisionRef', text: 'Select the decision that agreed this, or enter its reference' },
};

export const baselineMessages: Readonly<Record<BaselineRefusal | Exclude<AskingRefusal, 'not-found'>, Words>> = {
  ...asking,
  'of-another-length': { at: 'from', text: 'Periods must be of the same length as those of the measure' },
  'ends-before-it-begins': { at: 'to', text: 'Last period must not come before the first' },
  'not-over': { at: 'to', text: 'Last period must be over' },
  'too-few-numbers': { at: 'to', text: 'A baseline needs 6 numbers or more; 12 settle it' },
  'crosses-a-break': { at: 'from', text: 'A baseline must not cross a change of the definition or the scale' },
  'begins-in-an-earlier-one': { at: 'from', text: 'A baseline must begin after the one that was locked before' },
};

export const dipMessages: Readonly<Record<DipRefusal | Exclude<AskingRefusal, 'not-found'>, Words>> = {
  ...asking,
  'safety-critical': { text: 'This measure is marked safety-critical. A fall is not explained as an early dip' },
  'no-direction': { text: 'No way is better by itself in this measure, so it cannot dip' },
  'too-long': { at: 'months', text: `Months must be between 1 and ${longestDip}` },
  'limit-on-the-better-side': { at: 'limitValue', text: 'Limit must be on the worse side of where the measure stands' },
};

export const decidingMessages: Readonly<Record<DecidingRefusal, Words>> = {
  'decided-already': { text: 'Somebody decided this meanwhile' },
  'your-own': { text: 'Somebody other than the person who asked must agree to less protection' },
  'not-yours-to-decide': { text: 'The chair of the board or its secretary decides this' },
  'no-decision': { at: 'decisionRef', text: 'Select the decision that agreed this, or enter its reference' },
  'no-answer': { at: 'answer', text: 'Enter why it is refused' },
};

/** What a refusal says, at its field or above the form. */
export const triedWith = (posted: NonNullable<Tried>['posted'], words: Words | undefined): Tried =>
  words?.at
    ? { posted, errors: { [words.at]: words.text } }
    : { posted, errors: {}, problem: words?.text ?? 'This cannot be done now' };

/** What whoever records for the board chooses from: its decisions, or the reference that its own papers give. */
const decisionFields = (decisions: readonly RecordedDecision[]): readonly FieldMaker[] => [
  ...(decisions.length === 0
    ? []
    : [
        select({
          name: 'boardDecision',
          label: 'Which decision agreed this?',
          any: 'None of these',
          choices: decisions.map(({ id, ref, text: words, board }) => ({
            value: id,
            text: `${ref}, ${board}: ${words.length > 80 ? `${words.slice(0, 80)}…` : words}`,
          })),
          value: null,
        }),
      ]),
  text({
    name: 'decisionRef',
    label:
      decisions.length === 0
        ? 'Reference of the decision in the board’s papers'
        : 'Or its reference in the board’s own papers',
    hint: 'Up to 20 characters, for example Minute 42/7',
    width: 20,
  }),
];

/** What was said of the decision: one that is recorded goes before words that were typed. */
export const decisionSaid = (
  decisions: readonly RecordedDecision[],
  { boardDecision, decisionRef }: { readonly boardDecision: string | null; readonly decisionRef: string | null },
): string | null => decisions.find(({ id }) => id === boardDecision)?.ref ?? decisionRef;

/** Who records, and the decisions that they can name. */
export type Deciding = { readonly isOfTheBoard: boolean; readonly decisions: readonly RecordedDecision[] };

const whoDecides = (isOfTheBoard: boolean): string =>
  isOfTheBoard
    ? 'It holds at once, with the decision of the board that agreed it.'
    : 'You propose it. The chair of the board or its secretary decides.';

export const baselinePage = (
  row: KeptMeasureRow,
  { isOfTheBoard, decisions, tried }: Deciding & { readonly tried: Tried },
): MeasureFormPage =>
  measureFormPage(
    row,
    {
      title: 'Lock or move the baseline',
      intro: [
        'Limits are worked out from the numbers of the baseline and held against all that come after. A new baseline begins new limits; the old ones stay drawn.',
        'Moving a baseline is for a chart what a new date is for an action: it needs a reason and a decision.',
        whoDecides(isOfTheBoard),
      ],
      action: measurePaths.baseline(row.ref),
      button: isOfTheBoard ? 'Lock the baseline' : 'Propose it',
      fields: [
        periodField('from', 'First period of the baseline', row.frequency),
        periodField('to', 'Last period of the baseline', row.frequency),
        prose({
          name: 'reason',
          label: 'Why it is drawn here',
          hint: '20 characters or more. Everyone reads this',
          rows: 3,
        }),
        ...(isOfTheBoard ? decisionFields(decisions) : []),
      ],
    },
    tried,
  );

export const dipPage = (
  row: KeptMeasureRow,
  { isOfTheBoard, decisions, tried }: Deciding & { readonly tried: Tried },
): MeasureFormPage => {
  const blocked =
    row.safetyCritical === 1
      ? 'This measure is marked safety-critical. A fall is not explained as an early dip.'
      : row.polarity === 'neither'
        ? 'No way is better by itself in this measure, so it cannot dip.'
        : null;
  return measureFormPage(
    row,
    {
      title: 'Expect a dip',
      intro: [
        'Things may get worse before they get better. That counts only where it was written down before it happened: for how long, and how far at most.',
        `It is dated today and drawn on the chart. ${whoDecides(isOfTheBoard)}`,
      ],
      blocked,
      action: measurePaths.dip(row.ref),
      button: isOfTheBoard ? 'Write it down' : 'Propose it',
      fields: [
        text({
          name: 'months',
          label: 'For how many months',
          hint: `From today, ${longestDip} at most`,
          width: 3,
          inputMode: 'numeric',
        }),
        text({
          name: 'limitValue',
          label: row.polarity === 'lower' ? 'Not above' : 'Not below',
          hint: `In ${row.unit}. A number beyond it is more than was expected`,
          width: 10,
          inputMode: 'decimal',
        }),
        prose({
          name: 'reason',
          label: 'Why a dip is expected',
          hint: '20 characters or more. Everyone reads this',
          rows: 3,
        }),
        ...(isOfTheBoard ? decisionFields(decisions) : []),
      ],
    },
    tried,
  );
};

/** What is asked, in words. */
function askedRows({ kind, content }: ProposalRow, { unit }: KeptMeasureRow): readonly SummaryRow[] {
  const asked = JSON.parse(content) as Readonly<Record<string, unknown>>;
  const periodOf = (name: string): string => {
    const on = parsePeriod(String(asked[name]));
    return on ? periodWords(on) : String(asked[name]);
  };
  if (kind === 'baseline') return [{ label: 'Baseline', text: `${periodOf('from')} to ${periodOf('to')}` }];
  if (kind === 'dip')
    return [
      { label: 'For', text: plural(Number(asked.months), 'month') },
      { label: 'Limit', text: sayValue(Number(asked.limitValue), unit) },
    ];
  return [
    { label: 'Small numbers', text: asked.smallNumbers === true ? 'Withheld' : 'Shown' },
    { label: 'Threshold', text: sayNumber(Number(asked.threshold)) },
    { label: 'Zeros', text: asked.suppressZero === true ? 'Withheld' : 'Shown' },
    { label: 'Rounding', text: asked.roundTo === null ? 'As usual' : `To the nearest ${Number(asked.roundTo)}` },
  ];
}

export function proposalPage(
  row: KeptMeasureRow,
  {
    proposal,
    by,
    isOfTheBoard,
    decisions,
    isOwn,
    tried,
  }: Deciding & {
    readonly proposal: ProposalRow;
    /** The name of whoever asked. */
    readonly by: string;
    readonly isOwn: boolean;
    readonly tried: Tried;
  },
): MeasureFormPage {
  const isProtection = proposal.kind === 'protection';
  const kind = isProposalKind(proposal.kind) ? proposalKinds[proposal.kind] : proposal.kind;
  const blocked =
    proposal.state !== 'asked'
      ? proposal.state === 'agreed'
        ? 'It was agreed.'
        : `It was refused. ${proposal.answer ?? ''}`.trim()
      : isProtection && isOwn
        ? 'You asked for this. Somebody else of the organisation or its board must decide it.'
        : !isProtection && !isOfTheBoard
          ? 'The chair of the board or its secretary decides this.'
          : null;
  return measureFormPage(
    row,
    {
      title: `Decide: ${kind.charAt(0).toLowerCase()}${kind.slice(1)}`,
      facts: {
        rows: [
          ...askedRows(proposal, row),
          { label: 'Why', text: proposal.reason },
          { label: 'Asked by', text: by, note: formatDay(day(proposal.proposedOn)) },
        ],
      },
      warning:
        isProtection && blocked === null
          ? 'Everyone will see numbers that are withheld now. What was once published cannot be taken back.'
          : null,
      blocked,
      action: measurePaths.proposal(row.ref, proposal.id),
      button: 'Save',
      isWarning: isProtection,
      fields: [
        radios({
          name: 'decision',
          label: 'Is it agreed?',
          choices: [
            { value: 'agree', text: 'Agreed' },
            { value: 'refuse', text: 'Refused' },
          ],
        }),
        ...(isProtection ? [] : decisionFields(decisions)),
        prose({ name: 'answer', label: 'Answer', hint: 'Needed where it is refused', rows: 3 }),
      ],
      version: proposal.version,
    },
    tried,
  );
}
