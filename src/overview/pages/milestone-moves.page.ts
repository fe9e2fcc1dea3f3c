import type { EvidenceRow, PlanRow } from '../../plans/data/plan.row.js';
import {
  isBackward,
  milestoneMovesFrom,
  type MilestoneMoveRefusal,
  milestoneRules,
  milestoneStates,
  type MilestoneState,
  moveName,
  usualImpactDays,
} from '../../plans/domain/milestone-state.js';
import type { DateRefusal } from '../../plans/domain/date-move.js';
import { checkResults } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ReadMilestone } from '../../plans/reading-plans.service.js';
import { dayBoxes, type FieldMaker, prose, radios, select, text, tick, type Tried } from '../../shell/form/form.js';
import type { Standing } from '../../shell/form/merging.js';
import { formatDay } from '../../shell/format.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { RefusalWords } from './case-desk.js';
import type { RecordedDecision } from './decision-choice.js';
import { aboveMilestone } from './plan-forms.page.js';
import { type PlanPage, planFormPage } from './plan-frame.page.js';
import { choicesOf, firstDateWords } from './plan-words.page.js';

/** A decision that is on the record, or its reference in the board’s own papers. */
export const decisionFields = (decisions: readonly RecordedDecision[]): readonly FieldMaker[] => [
  ...(decisions.length > 0
    ? [
        select({
          name: 'decision',
          label: 'Which decision says so?',
          any: 'None of these',
          choices: decisions.map(({ id, ref, text: words, board }) => ({
            value: id,
            text: `${ref}, ${board}: ${words.length > 80 ? `${words.slice(0, 80)}…` : words}`,
          })),
          value: null,
        }),
      ]
    : []),
  text({
    name: 'decisionRef',
    label:
      decisions.length > 0
        ? 'Or its reference in the board’s own papers'
        : 'Reference of the decision in the board’s papers',
    hint: 'Up to 20 characters, for example Minute 42/7',
    width: 20,
    value: null,
  }),
  text({ name: 'approvedBy', label: 'Who approved it', hint: 'Empty: the board', value: null }),
];

const needsDecision = (to: MilestoneState): boolean => to === 'paused' || to === 'cancelled';

function fieldsOf(
  milestone: ReadMilestone,
  to: MilestoneState,
  { today, evidence, decisions, me }: MoveInput,
): readonly FieldMaker[] {
  const from = milestone.stateToday;
  const on = dayBoxes({ name: 'on', label: 'As of which day?', hint: 'Today or earlier', value: today });
  if (to === 'action_complete' && !isBackward(from, to))
    return [
      on,
      tick({
        name: 'evidenceOwed',
        label: 'Evidence',
        hint: evidence.length > 0 ? `${evidence.length} on the milestone already` : 'None on the milestone yet',
        words: 'It will follow within 10 working days',
      }),
      dayBoxes({
        name: 'impactDue',
        label: 'When should impact show?',
        hint: `Empty: ${usualImpactDays} days after completion. At most a year`,
        value: null,
      }),
    ];
  if (to === 'impact_shown' && !isBackward(from, to))
    return [
      radios({
        name: 'evidenceId',
        label: 'Which evidence shows the impact?',
        choices: evidence
          .filter(({ level }) => level === 'impact')
          .map(({ id, ref, title, recordedBy }) => ({
            value: id,
            text: `${title} (${ref})`,
            hint: recordedBy === me ? 'You added this' : null,
          })),
        value: null,
      }),
      on,
    ];
  if (to === 'embedded') return [on];
  return [
    on,
    ...(needsDecision(to) || isBackward(from, to)
      ? [prose({ name: 'reason', label: 'Why?', hint: 'Up to 500 characters', rows: 3, value: null })]
      : []),
    ...(needsDecision(to) ? decisionFields(decisions) : []),
  ];
}

export type MoveInput = {
  readonly today: CalendarDay;
  readonly evidence: readonly EvidenceRow[];
  readonly decisions: readonly RecordedDecision[];
  /** The account that asks. */
  readonly me: string;
};

/** What the record says of what the form asks for, which starts empty: for whoever sends it after somebody else. */
const savedNow = (
  { completedOn, impactDue, evidenceOwedUntil }: ReadMilestone,
  to: MilestoneState,
): readonly Standing[] => [
  ...(completedOn
    ? [{ label: 'Action complete since', saved: formatDay(completedOn), typed: 'Not changed here' }]
    : []),
  ...(to === 'action_complete'
    ? [
        { field: 'impactDue', saved: impactDue && formatDay(impactDue) },
        { field: 'evidenceOwed', saved: evidenceOwedUntil && `Owed until ${formatDay(evidenceOwedUntil)}` },
      ]
    : []),
];

export const movePage = (
  plan: PlanRow,
  milestone: ReadMilestone,
  to: MilestoneState,
  input: MoveInput,
  tried: Tried = null,
): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `${moveName(milestone.stateToday, to)}: ${milestone.ref}`,
      blocked: milestoneMovesFrom(milestone.stateToday).includes(to)
        ? null
        : `${milestone.ref} stands at “${milestone.stateWords}” now. From there it cannot be moved to “${milestoneStates[to]}”.`,
      standing: [
        { label: 'State', saved: milestone.stateWords, typed: milestoneStates[to] },
        ...savedNow(milestone, to),
      ],
      action: planPaths.move(plan.ref, milestone.ref, to),
      button: moveName(milestone.stateToday, to),
      above: aboveMilestone(plan, milestone),
      cancel: planPaths.milestone(plan.ref, milestone.ref),
      version: milestone.version,
      isWarning: to === 'cancelled',
      lead: [
        isBackward(milestone.stateToday, to)
          ? 'Say why. What was said before stays on the record.'
          : milestoneRules[to],
      ],
      warning:
        to === 'cancelled'
          ? 'A cancelled milestone cannot be taken up again. It stays on the record and counts as not done on time against both its dates. The people of the organisation and its board see that it was cancelled, why, and by which decision; nothing becomes public.'
          : null,
      facts: {
        rows: [
          { label: 'Action', text: milestone.title },
          { label: 'Done means', text: milestone.doneMeans },
          { label: 'State', text: milestone.stateWords },
          { label: 'First date', text: firstDateWords(milestone) },
          { label: 'Current date', text: formatDay(milestone.currentDue) },
        ],
      },
      fields: fieldsOf(milestone, to, input),
    },
    tried,
  );

export const moveWords: Readonly<
  Record<Exclude<MilestoneMoveRefusal, 'no-such-move'>, { readonly at?: string; readonly text: string }>
> = {
  'after-today': { at: 'on', text: 'Date of the change must be today or in the past' },
  'no-reason': { at: 'reason', text: 'Enter why' },
  'no-decision': { at: 'decisionRef', text: 'Select the decision that says so, or enter its reference' },
  'no-evidence': {
    at: 'evidenceOwed',
    text: 'Add evidence of activity or an output first, or say that it will follow',
  },
  'evidence-owed': { text: 'Evidence of the action is still owed. Impact comes after it' },
  'impact-due-before-completion': {
    at: 'impactDue',
    text: 'Date by which impact should show must be after completion',
  },
  'impact-due-too-late': {
    at: 'impactDue',
    text: 'Date by which impact should show must be within a year of completion',
  },
  'no-impact-evidence': { at: 'evidenceId', text: 'Add evidence of impact to the milestone first' },
  'only-a-document': {
    at: 'evidenceId',
    text: 'A document alone does not show impact. Choose something that was seen, heard or measured',
  },
  'added-it': {
    at: 'evidenceId',
    text: 'Impact must be accepted by someone other than the person who added the evidence',
  },
  'completed-it': { text: 'You marked this action complete. Impact must be accepted by someone else' },
  'before-completion': {
    at: 'on',
    text: 'Date of the change must be on or after the day on which the action was complete',
  },
  'too-soon': { text: 'Impact must have been shown for 180 days before the change counts as embedded' },
  'no-check-held': { text: 'Record a check since impact was shown, and that it held, first' },
  'no-external-evidence': {
    text: 'To choose “Embedded”, add at least one piece of evidence from outside the organisation',
  },
};

export const checkPage = (plan: PlanRow, milestone: ReadMilestone, today: CalendarDay, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Record a check of ${milestone.ref}`,
      standing: [{ label: 'State', saved: milestone.stateWords, typed: 'Not changed here' }],
      action: planPaths.check(plan.ref, milestone.ref),
      button: 'Record the check',
      above: aboveMilestone(plan, milestone),
      cancel: planPaths.milestone(plan.ref, milestone.ref),
      version: milestone.version,
      lead: ['A look, after impact was shown, at whether it held.'],
      fields: [
        dayBoxes({ name: 'on', label: 'When was it looked at?', value: today }),
        text({
          name: 'byText',
          label: 'Who looked?',
          hint: 'A post or a body, for example Internal audit',
          value: null,
        }),
        radios({ name: 'result', label: 'What was found?', choices: choicesOf(checkResults), value: null }),
        prose({ name: 'text', label: 'What was seen?', rows: 3, value: null }),
      ],
    },
    tried,
  );

export const checkWords: RefusalWords = {
  'after-today': { at: 'on', text: 'Date of the check must be today or in the past' },
  'impact-not-shown': { at: 'on', text: 'Date of the check must be on or after the day on which impact was shown' },
};

export const correctionPage = (plan: PlanRow, milestone: ReadMilestone, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Put the date of ${milestone.ref} right`,
      standing: [{ field: 'to', saved: formatDay(milestone.currentDue) }],
      action: planPaths.correctDate(plan.ref, milestone.ref),
      button: 'Put it right',
      above: aboveMilestone(plan, milestone),
      cancel: planPaths.milestone(plan.ref, milestone.ref),
      version: milestone.version,
      lead: [
        'Whoever wrote a wrong date puts it right within 24 hours without a decision. It is listed with the other changes of the date, and the first date stays as it is.',
      ],
      facts: {
        rows: [
          { label: 'First date', text: firstDateWords(milestone) },
          { label: 'Current date', text: formatDay(milestone.currentDue) },
        ],
      },
      fields: [
        dayBoxes({ name: 'to', label: 'What is the right date?', value: null }),
        prose({ name: 'reason', label: 'What was the mistake?', hint: '20 characters or more', rows: 3, value: null }),
      ],
    },
    tried,
  );

export const correctionWords: RefusalWords &
  Readonly<Partial<Record<DateRefusal, { readonly at?: string; readonly text: string }>>> = {
  'not-agreed-yet': { text: 'No first date is fixed yet. Edit the milestone instead' },
  finished: { text: 'This milestone is finished, so its date does not move any more' },
  'no-reason': { at: 'reason', text: 'Enter why the date is moving' },
  'reason-too-short': { at: 'reason', text: 'Reason must be 20 characters or more' },
  'not-after-today': { at: 'to', text: 'Date due must be in the future' },
  'same-date': { at: 'to', text: 'Date due must be another than the current one' },
  'not-the-same-person': { text: 'Only whoever wrote the date puts it right like this. Ask for a new date instead' },
  'too-late-to-correct': { text: 'More than 24 hours have passed. Ask for a new date instead' },
};
