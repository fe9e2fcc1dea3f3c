import type { PlanRow, PlanVersionRow } from '../../plans/data/plan.row.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { dayBoxes, prose, type Tried } from '../../shell/form/form.js';
import type { Standing } from '../../shell/form/merging.js';
import { formatDay, formatMoment } from '../../shell/format.js';
import { planVersionStates } from '../../plans/domain/plan-version.js';
import type { RefusalWords } from './case-desk.js';
import type { RecordedDecision } from './decision-choice.js';
import { decisionFields } from './milestone-moves.page.js';
import { type PlanPage, planFormPage } from './plan-frame.page.js';

const stateRow = ({ number, state, proposedAt }: PlanVersionRow, typed: string): Standing => ({
  label: `Version ${number}`,
  saved:
    state === 'proposed' && proposedAt
      ? `${planVersionStates[state]} at ${formatMoment(proposedAt)}`
      : planVersionStates[state],
  typed,
});

const above = (plan: PlanRow) => [{ text: 'Versions', href: planPaths.versions(plan.ref) }];

export const proposalPage = (plan: PlanRow, version: PlanVersionRow, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Propose version ${version.number}`,
      standing: [stateRow(version, 'Proposed')],
      action: planPaths.proposal(plan.ref, version.number),
      button: 'Propose it to the board',
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      lead: [
        'What the plan says now is kept as this version: the board agrees what it has read, whatever is edited meanwhile.',
      ],
      fields: [
        prose({
          name: 'summary',
          label:
            version.baseNumber === null
              ? 'What is there to say about it?'
              : `What changed since version ${version.baseNumber}, and why?`,
          rows: 5,
          value: version.summaryOfChange,
        }),
      ],
    },
    tried,
  );

export const takingBackPage = (plan: PlanRow, version: PlanVersionRow, tried: Tried = null): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Take version ${version.number} back`,
      standing: [stateRow(version, 'Draft')],
      action: planPaths.takingBack(plan.ref, version.number),
      button: 'Make it a draft again',
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      lead: ['It is a draft again, and what was kept of it is kept anew when it is proposed the next time.'],
      fields: [],
    },
    tried,
  );

export const agreementPage = (
  plan: PlanRow,
  version: PlanVersionRow,
  { decisions, today }: { readonly decisions: readonly RecordedDecision[]; readonly today: CalendarDay },
  tried: Tried = null,
): PlanPage =>
  planFormPage(
    plan,
    {
      heading: `Version ${version.number} was agreed`,
      standing: [
        stateRow(version, 'Agreed'),
        { field: 'on', saved: version.agreedOn && formatDay(version.agreedOn) },
        { field: 'decisionRef', saved: version.decisionRef },
        { field: 'approvedBy', saved: version.approvedBy },
      ],
      action: planPaths.agreement(plan.ref, version.number),
      button: 'Record the agreement',
      above: above(plan),
      cancel: planPaths.versions(plan.ref),
      version: version.version,
      warning:
        'First dates in this version are fixed for ever, and the version before it is superseded. This cannot be undone.',
      fields: [
        dayBoxes({ name: 'on', label: 'When did the board agree it?', value: today }),
        ...decisionFields(decisions),
      ],
    },
    tried,
  );

/** `agreedOn`: when the version that stands was agreed. */
export const versionWords = (agreedOn: CalendarDay | null): RefusalWords => ({
  'not-a-draft': { text: 'This version is not a draft any more' },
  'nothing-in-it': { text: 'Add at least one milestone before you propose the plan' },
  'no-summary': { at: 'summary', text: 'Enter what changed, and why' },
  'not-proposed': { text: 'This version is not proposed. Propose it first' },
  'no-decision': { at: 'decisionRef', text: 'Select the decision that agreed this version, or enter its reference' },
  'after-today': { at: 'on', text: 'Date agreed must be today or in the past' },
  'another-was-agreed': {
    text: `Another plan version was agreed on ${agreedOn ? formatDay(agreedOn) : 'another day'}. Make a new version instead`,
  },
});
