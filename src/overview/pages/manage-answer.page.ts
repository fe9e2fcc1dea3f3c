import { dayBoxes, prose, type Tried } from '../../shell/form/form.js';
import type { ManagedCase } from '../managed-case.js';
import { type CaseFormPage, caseFormPage, whenHint } from './manage-form.page.js';
import type { RefusalTexts } from './manage-words.page.js';
import { whenOrNull } from './manage-frame.page.js';

export function answerPage(
  managed: ManagedCase,
  {
    what,
    quoted,
    action,
    back,
    version,
    answered,
    tried = null,
  }: {
    readonly what: string;
    readonly quoted: string;
    readonly action: string;
    readonly back: { readonly text: string; readonly href: string };
    readonly version: number;
    /** What has been answered already. */
    readonly answered: { readonly respondedOn: string | null; readonly response: string | null };
    readonly tried?: Tried;
  },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: what,
      here: back.href,
      above: [back],
      action,
      button: 'Save the answer',
      cancel: back.href,
      version,
      intro: [quoted],
      blocked: answered.respondedOn === null ? null : 'It has been answered already.',
      standing: [
        { field: 'on', saved: whenOrNull(answered.respondedOn) },
        { field: 'response', saved: answered.response },
      ],
      fields: [
        dayBoxes({ name: 'on', label: 'When was it answered?', hint: whenHint }),
        prose({ name: 'response', label: 'What was done' }),
      ],
    },
    tried,
  );
}

export const answerRefusals: RefusalTexts = {
  'already-answered': { text: 'It has been answered already' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-detected': { at: 'on', text: 'The answer must not be before what it answers' },
  'no-words': { at: 'response', text: 'Enter what was done' },
};

export const moveRefusalsOf = (missing: string): RefusalTexts => ({
  'no-such-move': { text: 'It cannot go there from where it is now' },
  'no-reason': { at: 'why', text: missing },
  'no-words': { at: 'why', text: missing },
  'no-evidence': { text: 'Add at least one piece of evidence first' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-last-change': { at: 'on', text: 'The date must not be before the last change' },
});
