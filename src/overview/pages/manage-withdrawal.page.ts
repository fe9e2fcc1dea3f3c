import { casePaths } from '../../episodes/pages/cases.paths.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { type WithdrawableKind, withdrawableKinds } from '../../interventions/domain/withdrawal.js';
import { prose, type Tried } from '../../shell/form/form.js';
import type { ManagedCase } from '../managed-case.js';
import { caseFormPage, type CaseFormPage } from './manage-form.page.js';
import type { RefusalTexts } from './manage-words.page.js';

export const withdrawalRefusals: RefusalTexts = {
  held: { text: 'It is held, so it cannot be withdrawn before the hold ends. An administrator can end it.' },
  'rests-on-it': {
    text: 'The criterion rests on this evidence alone. Take the criterion back first, or add other evidence.',
  },
};

/** Where the thing is listed: the warning signs, the events, or the step whose criterion it shows to be met. */
export const listOf = (ref: string, kind: WithdrawableKind, stepRef: string | null): string => {
  if (kind === 'warning_sign') return casePaths.warnings(ref);
  return kind === 'organisation_event' || stepRef === null ? casePaths.events(ref) : interventionPaths.show(stepRef);
};

export function withdrawalPage(
  managed: ManagedCase,
  {
    kind,
    id,
    text,
    version,
    stepRef,
    tried = null,
  }: {
    readonly kind: WithdrawableKind;
    readonly id: string;
    readonly text: string;
    readonly version: number;
    readonly stepRef: string | null;
    readonly tried?: Tried;
  },
): CaseFormPage {
  const { ref } = managed.theCase;
  const back = listOf(ref, kind, stepRef);
  const what = withdrawableKinds[kind].toLowerCase();
  return caseFormPage(
    managed,
    {
      title: `Withdraw ${kind === 'warning_sign' ? 'a' : kind === 'organisation_event' ? 'an' : 'this'} ${what}`,
      here: back,
      action: casePaths.withdrawal(ref, kind, id),
      button: 'Withdraw it',
      cancel: back,
      version,
      standing: [{ label: withdrawableKinds[kind], saved: text, typed: 'Withdrawn' }],
      intro: [text],
      warning: 'It is taken off every page. It is kept with your reason, and the history says who did it.',
      isWarning: true,
      fields: [prose({ name: 'why', label: 'Why is it withdrawn?', rows: 3 })],
    },
    tried,
  );
}
