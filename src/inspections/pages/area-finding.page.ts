import { dayBoxes, type FieldMaker, form, prose, radios, select, type Tried } from '../../shell/form/form.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { findingKinds } from '../domain/new-inspection.js';
import type { WorkView } from '../workspace-reader.service.js';
import { choicesOf } from './area-evidence.page.js';
import { checkedTick } from './area.page.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Sheet } from './sheet.js';
import { frameOf, wholeArea } from './workspace-words.js';

export type FindingValues = {
  readonly id: string | null;
  readonly text: string | null;
  readonly kind: string | null;
  readonly cause: string | null;
  readonly dueOn: string | null;
  readonly version: number | null;
};

export const noFinding: FindingValues = { id: null, text: null, kind: null, cause: null, dueOn: null, version: null };

export function findingPage(
  view: WorkView,
  {
    area,
    areaText,
    values,
    tried = null,
  }: {
    readonly area: string | null;
    readonly areaText: string;
    readonly values: FindingValues;
    readonly tried?: Tried;
  },
): Sheet {
  const { ref } = view.work;
  const address = inspectionPaths.area(ref, area ?? wholeArea);
  const fields: FieldMaker[] = [
    prose({
      name: 'text',
      label: 'Finding',
      hint: 'One finding, in words that everybody may read. No names or case numbers.',
      value: values.text,
      rows: 4,
    }),
    radios({ name: 'kind', label: 'Kind', choices: choicesOf(findingKinds), value: values.kind }),
    select({
      name: 'cause',
      label: 'Cause',
      hint: 'What lies behind it, where inspectors can say.',
      choices: choicesOf(causes),
      value: values.cause,
      any: 'Not known',
    }),
    dayBoxes({ name: 'dueOn', label: 'To be done by (optional)', value: values.dueOn }),
  ];
  if (tried?.errors.text || (tried && 'checked' in tried.posted)) fields.push(checkedTick);
  const model = form({
    action: values.id ? inspectionPaths.finding(ref, values.id) : inspectionPaths.newFinding(ref),
    button: 'Save finding',
    fields,
    tried,
    hidden: { area: area ?? wholeArea },
    version: values.version,
    cancel: { text: 'Cancel', href: address },
  });
  return {
    ...frameOf(view, values.id ? 'Change a finding' : `Add a finding: ${areaText}`, {
      above: [{ text: areaText, href: address }],
    }),
    errors: model.errors,
    blocks: [
      { id: 'finding', form: model },
      ...(values.id
        ? [
            {
              id: 'removal',
              heading: 'Take this finding out',
              form: form({
                action: inspectionPaths.findingRemoval(ref, values.id),
                button: 'Take out',
                isWarning: true,
                fields: [],
                version: values.version,
              }),
            },
          ]
        : []),
    ],
  };
}
