import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { ChangeRow, DirectionRow, StepRow } from '../../interventions/data/case-work.row.js';
import {
  directionMovesFrom,
  directionRules,
  type DirectionState,
  directionStates,
  isForTheBoard,
} from '../../interventions/domain/direction-state.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { dayBoxes, prose, text, type Tried } from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import { type ManagedCase, mayDo } from '../managed-case.js';
import { type CaseFormPage, caseFormPage, seenByField, whenHint, notHere } from './manage-form.page.js';
import { type CaseItem, recordedWords, seenByWords, whenWords } from './manage-frame.page.js';
import { above } from './step-words.page.js';

const directionMoveWords: Readonly<Record<DirectionState, string>> = {
  open: 'Give it back',
  evidence_submitted: 'Submit evidence',
  board_satisfied: 'The board is satisfied',
  closed: 'Close it',
};

export function directionItem(
  managed: ManagedCase,
  {
    step,
    direction,
    changes,
    names,
  }: {
    readonly step: StepRow;
    readonly direction: DirectionRow;
    readonly changes: readonly ChangeRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): CaseItem {
  const known = directionMovesFrom(direction.status) ?? [];
  return {
    id: `direction-${direction.id}`,
    heading: direction.number ? `Direction ${direction.number}` : 'Direction',
    href: null,
    tag: {
      text: directionStates[direction.status] ?? direction.status,
      colour: direction.status === 'closed' ? 'grey' : 'teal',
    },
    seenBy: seenByWords(direction),
    paragraphs: [direction.text],
    rows: [
      { label: 'Due', text: direction.dueOn ? formatDay(direction.dueOn) : 'No date set' },
      { label: 'Board’s comment', text: direction.boardComment ?? 'None yet' },
    ],
    parts: changes
      .filter(({ recordId }) => recordId === direction.id)
      .map((change) => ({
        text: `${(directionStates as Record<string, string>)[change.toState] ?? change.toState}, ${whenWords(change.occurredOn)}: ${change.text}`,
        note: recordedWords(change, names, change.occurredOn),
        actions: [],
      })),
    actions: known.flatMap((to) =>
      mayDo(managed, isForTheBoard(direction.status, to) ? 'directions.judge' : 'directions.move')
        ? [{ text: directionMoveWords[to], href: interventionPaths.directionMove(step.ref, direction.id, to) }]
        : [],
    ),
    recorded: recordedWords(direction, names),
  };
}

export function directionPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Add a direction',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newDirection(step.ref),
      button: 'Add the direction',
      cancel: interventionPaths.show(step.ref),
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        text({ name: 'number', label: 'Its number (optional)', width: 10 }),
        prose({ name: 'text', label: 'What is required' }),
        dayBoxes({ name: 'due', label: 'When is it due? (optional)', hint: 'For example, 27 3 2026' }),
        ...seenByField(managed, step.visibility),
      ],
    },
    tried,
  );
}

export function directionMovePage(
  managed: ManagedCase,
  {
    step,
    direction,
    to,
    tried = null,
  }: { readonly step: StepRow; readonly direction: DirectionRow; readonly to: DirectionState; readonly tried?: Tried },
): CaseFormPage {
  const labels: Readonly<Record<DirectionState, string>> = {
    open: 'What is missing',
    evidence_submitted: 'What the evidence is, and where it can be read',
    board_satisfied: 'The board’s comment on the evidence',
    closed: 'Who closed it, and how',
  };
  return caseFormPage(
    managed,
    {
      title: directionMoveWords[to],
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.directionMove(step.ref, direction.id, to),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: direction.version,
      standing: [
        { label: 'Where it stands', saved: directionStates[direction.status], typed: directionStates[to] },
        notHere('What is required', direction.text),
        notHere('The board’s comment', direction.boardComment),
      ],
      rule: directionRules[to],
      intro: [direction.text],
      blocked: directionMovesFrom(direction.status).includes(to)
        ? null
        : 'The direction cannot go there from where it is.',
      fields: [
        dayBoxes({ name: 'on', label: 'When?', hint: whenHint }),
        prose({ name: 'why', label: labels[to], rows: 4 }),
      ],
    },
    tried,
  );
}
