import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { CriterionRow, PlannedEndRow, RequestRow, StepRow } from '../../interventions/data/case-work.row.js';
import { readinessWords } from '../../interventions/domain/exit-readiness.js';
import { interventionKinds, interventionPowers } from '../../interventions/domain/intervention-record.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { checkboxes, dayBoxes, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { type CaseFormPage, caseFormPage, seenByField, whenHint, choicesOf } from './manage-form.page.js';
import { addTo, caseFrame, type CaseListPage, recordedWords, seenByWords, whenWords } from './manage-frame.page.js';
import { type StepAround, levelChoices, levelWords, readinessOf } from './step-words.page.js';

export function interventionsPage(
  managed: ManagedCase,
  {
    steps,
    ends,
    criteria,
    requests,
    said,
    names,
    today,
  }: StepAround & {
    readonly steps: readonly StepRow[];
    readonly ends: readonly PlannedEndRow[];
    readonly criteria: readonly CriterionRow[];
    readonly requests: readonly RequestRow[];
  },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, steps).toReversed();
  return {
    ...caseFrame(managed, { title: 'Interventions', here: casePaths.interventions(ref), said }),
    lead: 'Every step up and down the ladder, with its powers, its planned ends and its way out.',
    sections: [
      {
        id: 'steps',
        heading: 'The steps',
        intro: null,
        ...addTo(managed, 'interventions.record', { text: 'Record a step', href: casePaths.newIntervention(ref) }),
        empty:
          rows.length === 0
            ? { text: 'No intervention recorded. Record the first step of an authority.', link: null }
            : null,
        items: rows.map((step) => {
          const own = readable(managed, criteria).filter(({ interventionId }) => interventionId === step.id);
          const waits = requests.find(({ interventionId, state }) => interventionId === step.id && state === 'asked');
          const lastEnd = ends.findLast(({ interventionId }) => interventionId === step.id);
          return {
            id: `step-${step.id}`,
            heading: step.typeText,
            href: interventionPaths.show(step.ref),
            tag: waits
              ? { text: 'A request waits', colour: 'orange' as const }
              : {
                  text: step.endedOn ? 'Ended' : 'Active',
                  colour: step.endedOn ? ('grey' as const) : ('teal' as const),
                },
            seenBy: seenByWords(step),
            paragraphs: [],
            rows: [
              { label: 'Level', text: levelWords(step.level) },
              { label: 'By', text: step.authority },
              { label: 'Began', text: whenWords(step.startedOn) },
              {
                label: 'Ended',
                text: step.endedOn ? whenWords(step.endedOn) : 'Not ended',
                note: lastEnd ? `planned: ${whenWords(lastEnd.plannedEndOn)}` : null,
              },
              { label: 'Exit readiness', text: readinessWords(readinessOf(own, today)) },
              ...(step.replacesRef
                ? [
                    {
                      label: 'It took the place of',
                      text: `${step.replacesText ?? ''} (${step.replacesRef})`,
                      href: interventionPaths.show(step.replacesRef),
                    },
                  ]
                : []),
            ],
            parts: [],
            actions: [{ text: 'Open this step', href: interventionPaths.show(step.ref) }],
            recorded: recordedWords(step, names, step.startedOn),
          };
        }),
      },
    ],
  };
}

export function newStepPage(
  managed: ManagedCase,
  { steps, tried = null }: { readonly steps: readonly StepRow[]; readonly tried?: Tried },
): CaseFormPage {
  const { theCase } = managed;
  const others = readable(managed, steps).map((step) => ({ value: step.id, text: `${step.typeText} (${step.ref})` }));
  return caseFormPage(
    managed,
    {
      title: 'Record a step of intervention',
      here: casePaths.interventions(theCase.ref),
      above: [{ text: 'Interventions', href: casePaths.interventions(theCase.ref) }],
      action: casePaths.newIntervention(theCase.ref),
      button: 'Record the step',
      cancel: casePaths.interventions(theCase.ref),
      intro: [
        'Record here what an authority has done. To ask for a step up or down, open the step that it would change.',
      ],
      warning:
        theCase.status === 'recovered'
          ? 'This case has recovered and is watched. A public step of level 3 or more in the same work means that it has failed again: the case ends here and another is opened by itself.'
          : null,
      fields: [
        select({ name: 'kind', label: 'What kind of step is it?', choices: choicesOf(interventionKinds) }),
        text({ name: 'name', label: 'What is it called?', hint: 'As its authority calls it' }),
        radios({
          name: 'level',
          label: 'At which level?',
          hint: 'Our reading of the facts, never a source’s',
          choices: levelChoices,
        }),
        text({
          name: 'authority',
          label: 'Who took it?',
          hint: 'A minister, a regulator, an inspectorate, the body itself',
        }),
        text({ name: 'legalBasis', label: 'Legal basis (optional)' }),
        checkboxes({ name: 'powers', label: 'Powers (optional)', choices: choicesOf(interventionPowers) }),
        text({ name: 'scope', label: 'Scope (optional)', hint: 'Which services or functions' }),
        dayBoxes({ name: 'started', label: 'When did it begin?', hint: whenHint }),
        dayBoxes({ name: 'planned', label: 'When was it planned to end? (optional)', hint: 'As first announced' }),
        prose({ name: 'text', label: 'What was done' }),
        ...(others.length > 0
          ? [
              select({
                name: 'replaces',
                label: 'Did it take the place of another step? (optional)',
                any: 'No',
                choices: others,
              }),
              checkboxes({ name: 'beside', label: 'Which steps did it run beside? (optional)', choices: others }),
            ]
          : []),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}
