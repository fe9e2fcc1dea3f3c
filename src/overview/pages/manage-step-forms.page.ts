import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { StepRow } from '../../interventions/data/case-work.row.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { dayBoxes, prose, text, type Tried } from '../../shell/form/form.js';
import type { ManagedCase } from '../managed-case.js';
import { type CaseFormPage, caseFormPage, whenHint } from './manage-form.page.js';
import type { RefusalTexts } from './manage-words.page.js';
import { above, stepStanding } from './step-words.page.js';

export function stepDetailsPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Describe this step',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.details(step.ref),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: step.version,
      fields: [
        prose({ name: 'text', label: 'What was done', value: step.text }),
        text({ name: 'powers', label: 'Powers (optional)', value: step.powers }),
        text({ name: 'scope', label: 'Scope (optional)', value: step.scope }),
        text({ name: 'legalBasis', label: 'Legal basis (optional)', value: step.legalBasis }),
      ],
    },
    tried,
  );
}

export function plannedEndPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Announce when it is to end',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newPlannedEnd(step.ref),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: step.version,
      standing: stepStanding(step, 'An end is announced'),
      intro: ['Every announcement is kept beside those before it: what was first announced stays on the record.'],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        dayBoxes({ name: 'announced', label: 'When was it announced?', hint: whenHint }),
        dayBoxes({ name: 'planned', label: 'When is it to end?', hint: whenHint }),
        prose({ name: 'note', label: 'Why then? (optional)', rows: 3 }),
      ],
    },
    tried,
  );
}

export const plannedEndRefusals: RefusalTexts = {
  'already-ended': { text: 'This step has ended' },
  'announced-after-today': { at: 'announced', text: 'The announcement must be today or in the past' },
  'before-announcement': { at: 'planned', text: 'The planned end must not be before the announcement' },
  'same-end': { at: 'planned', text: 'This end has been announced already. Enter the new one' },
};

export function endPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Record that it ended',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.end(step.ref),
      button: 'Record the end',
      cancel: interventionPaths.show(step.ref),
      version: step.version,
      standing: stepStanding(step, 'It has ended'),
      intro: [
        'When the last formal step ends, the checks after the exit are made: after 6, 12, 24, 36, 60 and 84 months.',
      ],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        dayBoxes({ name: 'on', label: 'When did it end?', hint: whenHint }),
        prose({ name: 'why', label: 'Why did it end?', hint: 'Lifted, lapsed, replaced; by whose decision', rows: 4 }),
      ],
    },
    tried,
  );
}

export const endRefusals: RefusalTexts = {
  'already-ended': { text: 'This step has ended' },
  'request-waits': { text: 'A request to step up or down waits for its decision. Record the decision first' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-start': { at: 'on', text: 'The end must not be before the beginning' },
  'no-reason': { at: 'why', text: 'Enter why it ended' },
};
