import { casePaths } from '../../episodes/pages/cases.paths.js';
import { type CorrectableKind, correctableKinds, type Correction } from '../../interventions/domain/fact-correction.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { dayBoxes, type FieldMaker, prose, radios, select, text, tick, type Tried } from '../../shell/form/form.js';
import type { ManagedCase } from '../managed-case.js';
import { kindsOf } from './manage-correction.form.js';
import { caseFormPage, type CaseFormPage, choicesOf, whenHint } from './manage-form.page.js';
import { supportBases } from './manage-help.form.js';
import type { RefusalTexts } from './manage-words.page.js';

export const correctionRefusals: RefusalTexts = {
  held: { text: 'It is held, so it cannot be put right before the hold ends. An administrator can end it.' },
  'nothing-changed': { text: 'Nothing was changed. Change what is wrong, or go back' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'after-end': { at: 'on', text: 'The beginning must not be after the end of the step' },
  'after-next-date': { at: 'on', text: 'The date must not be after what followed it' },
};

/** Where the fact is listed. */
export const listOf = (ref: string, kind: CorrectableKind, stepRef: string | null): string => {
  if (kind === 'warning_sign') return casePaths.warnings(ref);
  if (kind === 'peer_support') return casePaths.support(ref);
  return stepRef === null ? casePaths.events(ref) : interventionPaths.show(stepRef);
};

export function correctionPage(
  managed: ManagedCase,
  {
    id,
    now,
    version,
    stepRef,
    tried = null,
  }: {
    readonly id: string;
    readonly now: Correction;
    readonly version: number;
    readonly stepRef: string | null;
    readonly tried?: Tried;
  },
): CaseFormPage {
  const { ref } = managed.theCase;
  const { kind } = now;
  const back = listOf(ref, kind, stepRef);
  return caseFormPage(
    managed,
    {
      title: `Put right: ${correctableKinds[kind].toLowerCase()}`,
      here: kind === 'intervention' || kind === 'exit_evidence' ? casePaths.interventions(ref) : back,
      action: casePaths.correction(ref, kind, id),
      button: 'Put it right',
      cancel: back,
      version,
      intro: [
        'What stood here before is kept in the history, with your name and your reason.',
        ...(kind === 'intervention'
          ? ['Its level changes by a request with its decision, and its end is recorded by itself.']
          : []),
      ],
      fields: [
        ...fieldsOf(now),
        prose({
          name: 'why',
          label: 'Why is it put right?',
          hint: 'For example, “the letter of 3 March says so”',
          rows: 3,
        }),
      ],
    },
    tried,
  );
}

function fieldsOf({ kind, facts }: Correction): readonly FieldMaker[] {
  const which = (label: string, value: string): FieldMaker =>
    select({ name: 'kind', label, choices: choicesOf(kindsOf[kind]), value });
  const when = (label: string, value: string | null): FieldMaker =>
    dayBoxes({ name: 'on', label, hint: whenHint, value });
  switch (kind) {
    case 'warning_sign':
      return [
        which('What was it seen in?', facts.kind),
        when('When?', facts.occurredOn),
        prose({ name: 'text', label: 'What could be seen', value: facts.text }),
      ];
    case 'organisation_event':
      return [
        which('What kind of event is it?', facts.kind),
        when('When did it happen?', facts.occurredOn),
        prose({ name: 'text', label: 'What happened', value: facts.text }),
        tick({ name: 'significant', label: 'Weight', words: 'It mattered to this case', value: facts.significant }),
      ];
    case 'exit_evidence':
      return [
        which('What kind of evidence is it?', facts.kind),
        prose({ name: 'text', label: 'What it shows', value: facts.text }),
        when('Of which date is it? (optional)', facts.occurredOn),
        text({ name: 'reference', label: 'Where can it be read? (optional)', value: facts.reference }),
      ];
    case 'peer_support':
      return [
        which('What kind of help is it?', facts.type),
        text({ name: 'by', label: 'Who helps?', value: facts.provider }),
        when('When was it offered, or asked for? (optional)', facts.offeredOn),
        text({ name: 'askedBy', label: 'Who asked for it? (optional)', value: facts.askedBy }),
        radios({
          name: 'basis',
          label: 'On what basis? (optional)',
          choices: choicesOf(supportBases),
          value: facts.basis,
        }),
        prose({ name: 'text', label: 'What is it about? (optional)', rows: 3, value: facts.focus }),
      ];
    case 'intervention':
      return [
        which('What kind of step is it?', facts.kind),
        text({ name: 'name', label: 'What is it called?', value: facts.typeText }),
        text({ name: 'by', label: 'Who took it?', value: facts.authority }),
        when('When did it begin?', facts.startedOn),
      ];
  }
}
