import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { ChangeRow, CriterionRow, EvidenceRow, StepRow } from '../../interventions/data/case-work.row.js';
import {
  criterionMovesFrom,
  exitCriterionRules,
  type ExitCriterionState,
  exitCriterionStates,
} from '../../interventions/domain/exit-criterion-state.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { dayBoxes, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { type ManagedCase, mayDo } from '../managed-case.js';
import { labelOf } from './dossier-words.page.js';
import { type CaseFormPage, caseFormPage, seenByField, whenHint, choicesOf, notHere } from './manage-form.page.js';
import {
  type CaseItem,
  linkIf,
  recordedWords,
  seenByWords,
  whenOrNull,
  whenWords,
  whoCanDo,
} from './manage-frame.page.js';
import type { RefusalTexts } from './manage-words.page.js';
import { above, levelChoices } from './step-words.page.js';

const criterionMoveWords: Readonly<Record<ExitCriterionState, string>> = {
  not_met: 'No longer met',
  partly_met: 'Mark as partly met',
  met: 'Mark as met',
  withdrawn: 'Withdraw',
};

export function criterionItem(
  managed: ManagedCase,
  {
    step,
    criterion,
    evidence,
    changes,
    names,
  }: {
    readonly step: StepRow;
    readonly criterion: CriterionRow;
    readonly evidence: readonly EvidenceRow[];
    readonly changes: readonly ChangeRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): CaseItem {
  const state = criterion.status;
  const story = changes.filter(({ recordId }) => recordId === criterion.id);
  return {
    id: `criterion-${criterion.id}`,
    heading: criterion.text,
    href: null,
    tag: {
      text: state ? exitCriterionStates[state] : 'Not known',
      colour: state === 'met' ? 'turquoise' : state === 'partly_met' ? 'yellow' : 'grey',
    },
    seenBy: seenByWords(criterion),
    paragraphs: [],
    rows: [
      { label: 'Test', text: criterion.test ?? 'Not said' },
      { label: 'Agreed', text: whenOrNull(criterion.agreedOn) ?? 'Not said' },
      { label: 'Owner', text: criterion.ownerPost ?? 'Nobody named' },
      { label: 'Held since', text: state === 'met' ? whenWords(criterion.metOn) : 'Not held' },
    ],
    parts: [
      ...evidence
        .filter(({ criterionId }) => criterionId === criterion.id)
        .map((one) => ({
          text: `${labelOf(evidenceKinds, one.kind)}: ${one.text}`,
          note: [whenOrNull(one.occurredOn), one.reference].flatMap((words) => words ?? []).join('. ') || null,
          actions: [
            ...linkIf(managed, 'exit.add_evidence', {
              text: 'Put this evidence right',
              href: casePaths.correction(managed.theCase.ref, 'exit_evidence', one.id),
            }),
            ...linkIf(managed, 'exit.add_evidence', {
              text: 'Withdraw this evidence',
              href: casePaths.withdrawal(managed.theCase.ref, 'exit_evidence', one.id),
            }),
          ],
        })),
      ...story.map((change) => ({
        text: `${(exitCriterionStates as Record<string, string>)[change.toState] ?? change.toState}, ${whenWords(change.occurredOn)}: ${change.text}`,
        note: recordedWords(change, names, change.occurredOn),
        actions: [],
      })),
    ],
    actions:
      state === 'withdrawn'
        ? []
        : [
            ...linkIf(managed, 'exit.add_evidence', {
              text: 'Add evidence',
              href: interventionPaths.newEvidence(step.ref, criterion.id),
            }),
            ...criterionMovesFrom(state).flatMap((to) =>
              mayMoveCriterion(managed, to)
                ? [{ text: criterionMoveWords[to], href: interventionPaths.criterionMove(step.ref, criterion.id, to) }]
                : [],
            ),
          ],
    recorded: recordedWords(criterion, names, criterion.agreedOn),
  };
}

/** Met is for the chair and the lead inspector; the rest also for whoever records the intervention. */
const mayMoveCriterion = (managed: ManagedCase, to: ExitCriterionState): boolean =>
  mayDo(managed, 'exit.mark_met') || (to !== 'met' && mayDo(managed, 'interventions.record'));

export function criterionPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Add an exit criterion',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newCriterion(step.ref),
      button: 'Add the criterion',
      cancel: interventionPaths.show(step.ref),
      intro: [
        'Write the test at the start: what must be true before this step ends, and how anybody can see that it is.',
      ],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        prose({ name: 'text', label: 'What must be true', rows: 3 }),
        prose({
          name: 'test',
          label: 'How it is tested',
          hint: 'For example, 95% within 45 days in each of six months',
          rows: 3,
        }),
        dayBoxes({ name: 'on', label: 'When was it agreed?', hint: whenHint }),
        text({ name: 'owner', label: 'Which post owns it? (optional)' }),
        ...seenByField(managed, step.visibility),
      ],
    },
    tried,
  );
}

export function evidencePage(
  managed: ManagedCase,
  {
    step,
    criterion,
    tried = null,
  }: { readonly step: StepRow; readonly criterion: CriterionRow; readonly tried?: Tried },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Add evidence',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newEvidence(step.ref, criterion.id),
      button: 'Add the evidence',
      cancel: interventionPaths.show(step.ref),
      intro: [criterion.text, `The test: ${criterion.test ?? 'not said'}`],
      blocked: criterion.status === 'withdrawn' ? 'This criterion was withdrawn.' : null,
      fields: [
        select({ name: 'kind', label: 'What kind of evidence is it?', choices: choicesOf(evidenceKinds) }),
        prose({ name: 'text', label: 'What it shows', rows: 4 }),
        dayBoxes({ name: 'on', label: 'Of which date is it? (optional)', hint: whenHint }),
        text({ name: 'reference', label: 'Where can it be read? (optional)', hint: 'An address, a paper, a page' }),
      ],
    },
    tried,
  );
}

export const evidenceRefusals: RefusalTexts = {
  'criterion-withdrawn': { text: 'This criterion was withdrawn' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
};

export function criterionMovePage(
  managed: ManagedCase,
  {
    step,
    criterion,
    to,
    evidence,
    tried = null,
  }: {
    readonly step: StepRow;
    readonly criterion: CriterionRow;
    readonly to: ExitCriterionState;
    readonly evidence: number;
    readonly tried?: Tried;
  },
): CaseFormPage {
  const needs = to === 'met' || to === 'partly_met';
  return caseFormPage(
    managed,
    {
      title: criterionMoveWords[to],
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.criterionMove(step.ref, criterion.id, to),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: criterion.version,
      standing: [
        {
          label: 'Where it stands',
          saved: criterion.status ? exitCriterionStates[criterion.status] : 'Not known',
          typed: exitCriterionStates[to],
        },
        { field: 'on', saved: whenOrNull(criterion.metOn) },
        notHere('What must be true', criterion.text),
        notHere('How it is tested', criterion.test),
      ],
      rule: exitCriterionRules[to],
      intro: [criterion.text, `The test: ${criterion.test ?? 'not said'}`],
      conditions: needs
        ? [
            {
              text: 'At least one piece of evidence',
              isMet: evidence > 0,
              mark: evidence > 0 ? 'Met' : 'Not met',
              shows: evidence > 0 ? `${evidence} on the record.` : 'None on the record.',
            },
          ]
        : [],
      blocked: !criterionMovesFrom(criterion.status).includes(to)
        ? 'The criterion cannot go there from where it is.'
        : mayMoveCriterion(managed, to)
          ? null
          : `You cannot mark this. ${whoCanDo('exit.mark_met')}`,
      fields: [
        dayBoxes({ name: 'on', label: to === 'met' ? 'Since when is it met?' : 'When?', hint: whenHint }),
        prose({ name: 'why', label: needs ? 'What shows it' : 'Why', rows: 4 }),
      ],
    },
    tried,
  );
}

export function stepDownPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Plan a step down',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newStepDown(step.ref),
      button: 'Save the plan',
      cancel: interventionPaths.show(step.ref),
      fields: [
        radios({
          name: 'level',
          label: 'At which level?',
          choices: levelChoices.filter(({ value }) => Number(value) < step.level),
        }),
        prose({ name: 'text', label: 'What lighter help follows?', rows: 4 }),
        dayBoxes({ name: 'from', label: 'When does it begin?', hint: whenHint }),
        dayBoxes({ name: 'until', label: 'Until when? (optional)', hint: whenHint }),
        dayBoxes({ name: 'agreed', label: 'When was it agreed? (optional)', hint: whenHint }),
        text({ name: 'agreedBy', label: 'Who agreed it? (optional)' }),
      ],
    },
    tried,
  );
}

export const stepDownRefusals: RefusalTexts = {
  'not-lighter': { at: 'level', text: 'A step down must be at a lower level than the step that it follows' },
  'until-before-from': { at: 'until', text: 'The end must not be before the beginning' },
};
