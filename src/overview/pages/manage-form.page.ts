import { form, type FieldMaker, type FormModel, radios, type Tried } from '../../shell/form/form.js';
import type { Link } from '../../shell/links.js';
import { visibilities } from '../../interventions/domain/visibility.js';
import type { ManagedCase } from '../managed-case.js';
import { caseFrame, type CaseFrame } from './manage-frame.page.js';

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
};

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
};

export function caseFormPage(managed: ManagedCase, asked: CaseFormAsked, tried: Tried = null): CaseFormPage {
  const isShut = managed.shut !== null && asked.action !== '';
  const blocked = asked.blocked ?? null;
  const model =
    blocked !== null || isShut
      ? null
      : form({
          action: asked.action,
          button: asked.button,
          fields: asked.fields,
          tried,
          version: asked.version ?? null,
          isWarning: asked.isWarning ?? false,
          cancel: { text: 'Cancel', href: asked.cancel },
        });
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
    errors: model?.errors ?? [],
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
