import { casePaths } from '../../episodes/pages/cases.paths.js';
import type { WarningRow } from '../../interventions/data/case-work.row.js';
import { dayBoxes, prose, select, tick, type Tried } from '../../shell/form/form.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { labelOf } from './dossier-words.page.js';
import { type CaseFormPage, caseFormPage, seenByField, whenHint, choicesOf } from './manage-form.page.js';
import {
  addTo,
  caseFrame,
  type CaseListPage,
  linkIf,
  recordedWords,
  seenByWords,
  whenWords,
  type Around,
} from './manage-frame.page.js';

const responseRows = (respondedOn: string | null, response: string | null) => [
  {
    label: 'Answer',
    text: respondedOn ? `${whenWords(respondedOn)}: ${response ?? ''}` : 'Not answered yet',
  },
];

export function warningsPage(
  managed: ManagedCase,
  {
    warnings,
    firstIds,
    said,
    names,
  }: Around & { readonly warnings: readonly WarningRow[]; readonly firstIds: readonly string[] },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, warnings);
  return {
    ...caseFrame(managed, { title: 'Warning signs', here: casePaths.warnings(ref), said }),
    lead: 'What could have been seen before the failure was judged, and what was done about it.',
    sections: [
      {
        id: 'warnings',
        heading: 'The signs',
        intro: null,
        ...addTo(managed, 'help.record', { text: 'Add a warning sign', href: casePaths.newWarning(ref) }),
        empty:
          rows.length === 0 ? { text: 'No warning signs recorded. Add the first one you know of.', link: null } : null,
        items: rows.map((warning) => ({
          id: `warning-${warning.id}`,
          heading: `${labelOf(warningKinds, warning.kind)}, ${whenWords(warning.occurredOn)}`,
          href: null,
          tag: firstIds.includes(warning.id)
            ? { text: 'First sign', colour: 'teal' as const }
            : warning.respondedOn
              ? null
              : { text: 'Not answered', colour: 'grey' as const },
          seenBy: seenByWords(warning),
          paragraphs: [warning.text],
          rows: responseRows(warning.respondedOn, warning.response),
          parts: [],
          actions: [
            ...(warning.respondedOn
              ? []
              : linkIf(managed, 'help.record', {
                  text: 'Record the answer',
                  href: casePaths.warningAnswer(ref, warning.id),
                })),
            ...linkIf(managed, 'help.record', {
              text: 'Put this sign right',
              href: casePaths.correction(ref, 'warning_sign', warning.id),
            }),
            ...linkIf(managed, 'help.record', {
              text: 'Withdraw this sign',
              href: casePaths.withdrawal(ref, 'warning_sign', warning.id),
            }),
          ],
          recorded: recordedWords(warning, names, warning.occurredOn),
        })),
      },
    ],
  };
}

export function newWarningPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Add a warning sign',
      here: casePaths.warnings(ref),
      above: [{ text: 'Warning signs', href: casePaths.warnings(ref) }],
      action: casePaths.newWarning(ref),
      button: 'Add',
      cancel: casePaths.warnings(ref),
      fields: [
        select({ name: 'kind', label: 'What was it seen in?', choices: choicesOf(warningKinds) }),
        dayBoxes({ name: 'on', label: 'When?', hint: whenHint }),
        prose({
          name: 'text',
          label: 'What could be seen',
          hint: 'No names, and nothing that could identify a person.',
        }),
        tick({ name: 'first', label: 'First sign', words: 'It is the first warning sign of this failure' }),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}
