import { type FieldMaker, file, form, prose, radios, text, tick, type Tried } from '../../shell/form/form.js';
import { evidenceKinds, evidenceMethods, evidenceStrengths } from '../../vocabulary/domain/evidence-kinds.js';
import type { WorkView } from '../workspace-reader.service.js';
import { checkedTick, mayGather } from './area.page.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Sheet } from './sheet.js';
import { frameOf, wholeArea } from './workspace-words.js';

export type EvidenceValues = {
  readonly kind: string | null;
  readonly method: string | null;
  readonly summary: string | null;
  readonly strength: string | null;
  readonly contradicts: boolean;
  readonly page: string | null;
  readonly paragraph: string | null;
  readonly version: number | null;
  readonly ref: string | null;
  readonly fileName: string | null;
};

export const noEvidence: EvidenceValues = {
  kind: null,
  method: null,
  summary: null,
  strength: null,
  contradicts: false,
  page: null,
  paragraph: null,
  version: null,
  ref: null,
  fileName: null,
};

export const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, words]) => ({ value, text: words }));

/** Page 21: a piece of evidence. */
export function evidencePage(
  view: WorkView,
  {
    area,
    areaText,
    values,
    tried = null,
  }: {
    readonly area: string | null;
    readonly areaText: string;
    readonly values: EvidenceValues;
    readonly tried?: Tried;
  },
): Sheet {
  const { ref } = view.work;
  const address = inspectionPaths.area(ref, area ?? wholeArea);
  const title = values.ref ? `Evidence ${values.ref}` : `Add evidence: ${areaText}`;
  const fields: FieldMaker[] = [
    radios({ name: 'kind', label: 'What it is', choices: choicesOf(evidenceKinds), value: values.kind }),
    radios({
      name: 'method',
      label: 'How you came by it',
      choices: choicesOf(evidenceMethods),
      value: values.method,
      inline: true,
    }),
    prose({
      name: 'summary',
      label: 'What it shows',
      hint: 'At most 2,000 characters. Do not write names, dates of birth, addresses or case numbers.',
      value: values.summary,
      rows: 6,
    }),
    radios({
      name: 'strength',
      label: 'How strong it is',
      choices: choicesOf(evidenceStrengths),
      value: values.strength,
    }),
    tick({
      name: 'contradicts',
      label: 'Does it agree with the rest?',
      words: 'It speaks against what else was found here',
      value: values.contradicts,
    }),
    text({ name: 'page', label: 'Page (optional)', value: values.page, width: 10 }),
    text({ name: 'paragraph', label: 'Paragraph (optional)', value: values.paragraph, width: 10 }),
    file({
      name: 'file',
      label: values.fileName ? 'Another file instead (optional)' : 'File (optional)',
      hint: 'A PDF, CSV, PNG or JPG smaller than 20MB, with names and case numbers taken out.',
      accept: '.pdf,.csv,.png,.jpg,.jpeg',
    }),
  ];
  if (tried?.errors.summary || (tried && 'checked' in tried.posted)) fields.push(checkedTick);
  const isOpen = mayGather(view);
  const model = form({
    action: values.ref ? inspectionPaths.evidence(ref, values.ref) : inspectionPaths.newEvidence(ref),
    button: 'Save evidence',
    fields,
    tried,
    hidden: { area: area ?? wholeArea },
    version: values.version,
    cancel: { text: 'Cancel', href: address },
  });
  return {
    ...frameOf(view, title, { above: [{ text: areaText, href: address }] }),
    errors: isOpen ? model.errors : [],
    blocks: [
      {
        id: 'evidence',
        ...(isOpen
          ? {
              warning:
                'Evidence is read by the team only, and still must not identify anybody: write what was seen, not of whom.',
              form: model,
            }
          : { paragraphs: [values.summary ?? '', 'Evidence can be changed while the inspection is a draft.'] }),
        ...(values.ref && values.fileName
          ? { links: [{ text: `Download ${values.fileName}`, href: inspectionPaths.evidenceFile(ref, values.ref) }] }
          : {}),
      },
      ...(isOpen && values.ref
        ? [
            {
              id: 'withdrawal',
              heading: 'Withdraw this evidence',
              form: form({
                action: inspectionPaths.evidenceWithdrawal(ref, values.ref),
                button: 'Withdraw evidence',
                isWarning: true,
                fields: [text({ name: 'reason', label: 'Why it is withdrawn' })],
                version: values.version,
              }),
            },
          ]
        : []),
    ],
  };
}
