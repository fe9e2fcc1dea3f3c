import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { RequestRow, StepRow } from '../../interventions/data/case-work.row.js';
import { interventionKinds } from '../../interventions/domain/intervention-record.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { dayBoxes, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import type { ManagedCase } from '../managed-case.js';
import { type CaseFormPage, caseFormPage, whenHint, choicesOf } from './manage-form.page.js';
import { whenWords, whenOrNull } from './manage-frame.page.js';
import type { RefusalTexts } from './manage-words.page.js';
import { above, levelChoices, levelWords, lower } from './step-words.page.js';
import { requestStates } from '../../interventions/domain/step-request.js';

export function requestPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Ask for a step up or down',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newRequest(step.ref),
      button: 'Ask',
      cancel: interventionPaths.show(step.ref),
      intro: [
        `This step is at ${lower(levelWords(step.level))}. Somebody else writes down what was decided; the step is then changed from the day that is given.`,
      ],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        radios({ name: 'level', label: 'Which level is asked for?', choices: levelChoices }),
        select({
          name: 'kind',
          label: 'What kind of step would it be? (optional)',
          choices: choicesOf(interventionKinds),
        }),
        text({ name: 'name', label: 'What would it be called? (optional)' }),
        text({ name: 'authority', label: 'Who would take it? (optional)' }),
        text({ name: 'legalBasis', label: 'Legal basis (optional)' }),
        text({ name: 'askedBy', label: 'Who asks?', hint: 'A board, a body or a post' }),
        dayBoxes({ name: 'on', label: 'When was it asked?', hint: whenHint }),
        prose({ name: 'why', label: 'Why', rows: 4 }),
      ],
    },
    tried,
  );
}

export const requestRefusals: RefusalTexts = {
  'no-such-level': { at: 'level', text: 'Select the level that is asked for' },
  'same-level': { at: 'level', text: 'The step is at this level already' },
  'step-has-ended': { text: 'This step has ended' },
  'asked-already': { text: 'A request about this step waits for its decision already' },
  'no-reason': { at: 'why', text: 'Enter why' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
};

export function decisionPage(
  managed: ManagedCase,
  { step, request, tried = null }: { readonly step: StepRow; readonly request: RequestRow; readonly tried?: Tried },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: `Record the decision on ${request.ref}`,
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.decision(step.ref, request.id),
      button: 'Record the decision',
      cancel: interventionPaths.show(step.ref),
      version: request.version,
      standing: [
        { label: 'Where it stands', saved: requestStates[request.state], typed: 'Decided' },
        { field: 'decidedBy', saved: request.decidedBy },
        { field: 'on', saved: whenOrNull(request.decidedOn) },
        { field: 'why', saved: request.decisionWhy },
        { field: 'from', saved: whenOrNull(request.effectiveOn) },
      ],
      intro: [
        `Asked ${whenWords(request.askedOn)} by ${request.askedBy}: from level ${request.fromLevel} to level ${request.toLevel}.`,
        request.why,
      ],
      warning: 'If it was granted, the step ends on the day given, and the next one takes its place at once.',
      blocked:
        request.state !== 'asked'
          ? 'This request has been decided.'
          : request.recordedBy === managed.account.ref
            ? 'You asked for this step, so you cannot write its decision down. The chair of the board, another board secretary or a lead inspector can.'
            : null,
      fields: [
        radios({
          name: 'granted',
          label: 'What was decided?',
          choices: [
            { value: 'yes', text: 'Granted' },
            { value: 'no', text: 'Refused' },
          ],
        }),
        text({ name: 'decidedBy', label: 'Who decided?', hint: 'A minister, a regulator, the board' }),
        dayBoxes({ name: 'on', label: 'When was it decided?', hint: whenHint }),
        prose({ name: 'why', label: 'Why', rows: 4 }),
        dayBoxes({ name: 'from', label: 'From when does it hold?', hint: 'Needed when it was granted' }),
      ],
    },
    tried,
  );
}

export const decisionRefusals: RefusalTexts = {
  'already-decided': { text: 'This request has been decided' },
  'decided-by-asker': {
    text: 'You asked for this step, so you cannot write its decision down. The chair of the board, another board secretary or a lead inspector can',
  },
  'nobody-decided': { at: 'decidedBy', text: 'Enter who decided' },
  'no-reason': { at: 'why', text: 'Enter why' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-asked': { at: 'on', text: 'The decision must not be before the request' },
  'no-start': { at: 'from', text: 'Enter from when it holds' },
  'starts-before-step': { at: 'from', text: 'It must not hold from before the step itself began' },
};

export function takingBackPage(
  managed: ManagedCase,
  { step, request, tried = null }: { readonly step: StepRow; readonly request: RequestRow; readonly tried?: Tried },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: `Take ${request.ref} back`,
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.takingBack(step.ref, request.id),
      button: 'Take it back',
      cancel: interventionPaths.show(step.ref),
      version: request.version,
      standing: [{ label: 'Where it stands', saved: requestStates[request.state], typed: 'Taken back' }],
      intro: ['The request stays on the record as taken back.'],
      isWarning: true,
      fields: [],
    },
    tried,
  );
}

export const takingBackRefusals: RefusalTexts = {
  'already-decided': { text: 'This request has been decided' },
  'asked-by-another': { text: 'Only whoever asked can take it back' },
};
