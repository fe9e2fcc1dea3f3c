import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { BreachRow, TriggerRow } from '../../interventions/data/case-work.row.js';
import { triggerConditions } from '../../interventions/domain/support-trigger.js';
import { dayBoxes, prose, radios, text, type Tried } from '../../shell/form/form.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { labelOf } from './dossier-words.page.js';
import { type CaseFormPage, caseFormPage, seenByField, whenHint, choicesOf, notHere } from './manage-form.page.js';
import {
  addTo,
  caseFrame,
  type CaseListPage,
  linkIf,
  recordedWords,
  seenByWords,
  whenOrNull,
  whenWords,
  type Around,
} from './manage-frame.page.js';
import type { RefusalTexts } from './manage-words.page.js';

export function triggersPage(
  managed: ManagedCase,
  {
    triggers,
    breaches,
    said,
    names,
  }: Around & { readonly triggers: readonly TriggerRow[]; readonly breaches: readonly BreachRow[] },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, triggers);
  return {
    ...caseFrame(managed, { title: 'Triggers of help', here: casePaths.triggers(ref), said }),
    lead: 'What was agreed beforehand to bring help, and what came of it each time.',
    sections: [
      {
        id: 'triggers',
        heading: 'The triggers',
        intro: null,
        ...addTo(managed, 'help.record', { text: 'Agree a trigger', href: casePaths.newTrigger(ref) }),
        empty:
          rows.length === 0
            ? { text: 'No triggers agreed. Agree the first: what should bring help by itself?', link: null }
            : null,
        items: rows.map((trigger) => {
          const own = breaches.filter(({ triggerId }) => triggerId === trigger.id);
          const open = own.filter(({ respondedOn }) => respondedOn === null).length;
          return {
            id: `trigger-${trigger.id}`,
            heading: `${trigger.ref}: ${labelOf(triggerConditions, trigger.condition)}`,
            href: null,
            tag: open > 0 ? { text: 'Breach not answered', colour: 'orange' as const } : null,
            seenBy: seenByWords(trigger),
            paragraphs: [trigger.text],
            rows: [
              { label: 'Who comes', text: trigger.provider ?? 'Not agreed' },
              { label: 'Owner', text: trigger.ownerPost ?? 'Nobody named' },
              { label: 'Agreed', text: whenWords(trigger.agreedOn) },
              { label: 'Last tested', text: whenOrNull(trigger.lastTestedOn) ?? 'Never' },
            ],
            parts: own.map((breach) => ({
              text: `Breach, ${whenWords(breach.detectedOn)}: ${breach.text}`,
              note: breach.respondedOn
                ? `Answered ${whenWords(breach.respondedOn)}: ${breach.response ?? ''}`
                : 'Not answered yet.',
              actions: breach.respondedOn
                ? []
                : linkIf(managed, 'help.record', {
                    text: 'Record the answer',
                    href: casePaths.breachAnswer(ref, breach.id),
                  }),
            })),
            actions: [
              ...linkIf(managed, 'help.record', { text: 'Note a breach', href: casePaths.newBreach(ref, trigger.id) }),
              ...linkIf(managed, 'help.record', { text: 'Note a test', href: casePaths.triggerTest(ref, trigger.id) }),
            ],
            recorded: recordedWords(trigger, names, trigger.agreedOn),
          };
        }),
      },
    ],
  };
}

export function newTriggerPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Agree a trigger of help',
      here: casePaths.triggers(ref),
      above: [{ text: 'Triggers of help', href: casePaths.triggers(ref) }],
      action: casePaths.newTrigger(ref),
      button: 'Agree it',
      cancel: casePaths.triggers(ref),
      fields: [
        radios({ name: 'condition', label: 'What does it watch?', choices: choicesOf(triggerConditions) }),
        prose({
          name: 'text',
          label: 'The condition',
          hint: 'For example, “caseloads above 20 for two months running”, or “the director leaves”',
          rows: 3,
        }),
        text({ name: 'provider', label: 'Who comes? (optional)' }),
        text({ name: 'owner', label: 'Which post watches it? (optional)' }),
        dayBoxes({ name: 'on', label: 'When was it agreed?', hint: whenHint }),
        ...seenByField(managed, 'board'),
      ],
    },
    tried,
  );
}

export function triggerTestPage(managed: ManagedCase, trigger: TriggerRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Note a test of ${trigger.ref}`,
      here: casePaths.triggers(ref),
      above: [{ text: 'Triggers of help', href: casePaths.triggers(ref) }],
      action: casePaths.triggerTest(ref, trigger.id),
      button: 'Save',
      cancel: casePaths.triggers(ref),
      version: trigger.version,
      intro: [trigger.text],
      standing: [{ field: 'on', saved: whenOrNull(trigger.lastTestedOn) }, notHere('The condition', trigger.text)],
      fields: [dayBoxes({ name: 'on', label: 'When was it tested?', hint: whenHint })],
    },
    tried,
  );
}

export function newBreachPage(managed: ManagedCase, trigger: TriggerRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Note a breach of ${trigger.ref}`,
      here: casePaths.triggers(ref),
      above: [{ text: 'Triggers of help', href: casePaths.triggers(ref) }],
      action: casePaths.newBreach(ref, trigger.id),
      button: 'Note the breach',
      cancel: casePaths.triggers(ref),
      intro: [trigger.text],
      fields: [
        dayBoxes({ name: 'on', label: 'When was it detected?', hint: whenHint }),
        prose({ name: 'text', label: 'What happened', rows: 3 }),
      ],
    },
    tried,
  );
}

export const breachRefusals: RefusalTexts = {
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-agreed': { at: 'on', text: 'A breach must not be before the trigger was agreed' },
  'no-words': { at: 'text', text: 'Enter what happened' },
};
