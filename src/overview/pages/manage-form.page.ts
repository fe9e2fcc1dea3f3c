import { form, type FieldMaker, type FormModel, radios, type Tried } from '../../shell/form/form.js';
import { goneMeanwhile, type Kept, keptOf } from '../../shell/form/kept.js';
import type { Standing } from '../../shell/form/merging.js';
import type { Link } from '../../shell/links.js';
import { visibilities } from '../../interventions/domain/visibility.js';
import type { ManagedCase } from '../managed-case.js';
import { caseFrame, type CaseFrame } from './manage-frame.page.js';

export const whenHint = 'For example, 27 3 2026. A month and a year, or a year, will do where more is not known.';

export const choicesOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, words]) => ({ value, text: words }));

/** A condition with whether the record meets it, and what it shows. */
export type ConditionLine = {
  readonly text: string;
  readonly isMet: boolean;
  readonly mark: string;
  readonly shows: string;
};

/** One thing to do in a case: what it takes, and the form. */
export type CaseFormPage = CaseFrame & {
  readonly intro: readonly string[];
  readonly rule: string | null;
  readonly conditions: readonly ConditionLine[];
  /** What cannot be undone, or who will see it. */
  readonly warning: string | null;
  /** Why it cannot be done now, and who can; then there is no form. */
  readonly blocked: string | null;
  readonly form: FormModel | null;
  /** What was typed, where it can no longer be sent: kept to be copied. */
  readonly kept: Kept | null;
};

/** A part of the record that somebody else may have changed and that this form leaves as it is. */
export const notHere = (label: string, saved: string | null): Standing => ({ label, saved, typed: 'Not changed here' });

export type CaseFormAsked = {
  readonly title: string;
  readonly here: string;
  readonly above?: readonly Link[];
  readonly action: string;
  readonly button: string;
  readonly fields: readonly FieldMaker[];
  readonly cancel: string;
  readonly version?: number | null;
  readonly intro?: readonly string[];
  readonly rule?: string | null;
  readonly conditions?: readonly ConditionLine[];
  readonly warning?: string | null;
  readonly blocked?: string | null;
  readonly isWarning?: boolean;
  /** What the record says now, where the form starts empty: for whoever sends it after somebody else. */
  readonly standing?: readonly Standing[];
};

export function caseFormPage(managed: ManagedCase, asked: CaseFormAsked, tried: Tried = null): CaseFormPage {
  const isShut = managed.shut !== null && asked.action !== '';
  const blocked = asked.blocked ?? null;
  const made = form({
    action: asked.action,
    button: asked.button,
    fields: asked.fields,
    tried,
    version: asked.version ?? null,
    isWarning: asked.isWarning ?? false,
    cancel: { text: 'Cancel', href: asked.cancel },
    standing: asked.standing ?? [],
  });
  const isGone = blocked !== null || isShut;
  const model = isGone ? null : made;
  return {
    ...caseFrame(managed, {
      title: asked.title,
      here: asked.here,
      above: asked.above ?? [],
      hasForm: true,
    }),
    intro: asked.intro ?? [],
    rule: asked.rule ?? null,
    conditions: asked.conditions ?? [],
    warning: asked.warning ?? null,
    blocked,
    form: model,
    kept: isGone && tried ? keptOf(made) : null,
    errors: model?.errors ?? (tried?.conflict ? [{ text: goneMeanwhile(tried.conflict.message), href: '#kept' }] : []),
  };
}

/** Who may read it: asked only of those who may read what is for the board. */
export const seenByField = (
  { readsBoardOnly }: Pick<ManagedCase, 'readsBoardOnly'>,
  value = 'public',
): readonly FieldMaker[] =>
  readsBoardOnly
    ? [
        radios({
          name: 'visibility',
          label: 'Who may read this?',
          hint: 'What everyone may read stands on the public page of the case.',
          choices: Object.entries(visibilities).map(([code, words]) => ({ value: code, text: words })),
          value,
        }),
      ]
    : [];
