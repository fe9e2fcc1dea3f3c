import { isInConfidence, isOut } from '../domain/inspection-state.js';
import { findingKinds } from '../domain/new-inspection.js';
import { isInspecting } from '../domain/relation.js';
import { form, prose, radios, text, type FieldMaker, type Tried } from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import { grade as gradeShape } from '../../shell/grade.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, tableHead } from '../../shell/table.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { notRatedReasons } from '../../vocabulary/domain/not-rated-reasons.js';
import type { WorkView } from '../workspace-reader.service.js';
import { checkedTick, labelIn } from './area.page.js';
import { inspectionPaths } from './inspections.paths.js';
import { type Block, paragraphsOf, type Sheet } from './sheet.js';
import { frameOf } from './workspace-words.js';

const mayWrite = ({ work, relation }: WorkView): boolean =>
  isInspecting(relation) && isInConfidence(work.state) && (work.state === 'draft' || relation.part === 'lead');

/** The summary and the report, and a category on top of the grades where the framework has one. */
export function reportPage(
  view: WorkView,
  {
    query,
    tried = null,
    triedCategory = null,
  }: { readonly query: Readonly<Record<string, unknown>>; readonly tried?: Tried; readonly triedCategory?: Tried },
): Sheet {
  const { work, background, categories } = view;
  const fields: FieldMaker[] = [
    prose({
      name: 'summary',
      label: 'Summary',
      hint: 'Two or three sentences that anyone can read aloud. It heads the public page. At most 2,000 characters.',
      value: work.summary,
      rows: 4,
    }),
    prose({
      name: 'reportText',
      label: 'Report',
      hint: 'The whole report. The organisation checks these words for their accuracy, and they become public.',
      value: work.reportText,
      rows: 16,
    }),
    text({
      name: 'reportUrl',
      label: 'Address of the report on your own site (optional)',
      value: background.reportUrl,
      type: 'url',
    }),
  ];
  if (tried?.errors.summary || tried?.errors.reportText || (tried && 'checked' in tried.posted))
    fields.push(checkedTick);
  const model = form({
    action: inspectionPaths.report(work.ref),
    button: 'Save report',
    fields,
    tried,
    version: work.version,
  });
  const ofCategory = form({
    action: inspectionPaths.category(work.ref),
    button: 'Save category',
    tried: triedCategory,
    fields: [
      radios({
        name: 'category',
        label: 'Category',
        value: work.category ?? '',
        choices: [
          { value: '', text: 'None' },
          ...categories.map(({ key, label, rule }) => ({ value: key, text: label, hint: rule })),
        ],
      }),
      ...(work.state === 'draft' ? [] : [prose({ name: 'reason', label: 'Reason for the change', rows: 3 })]),
    ],
  });
  const isOpen = mayWrite(view);
  return {
    ...frameOf(view, 'Summary and report', { done: saidAfter(query, { category: 'The category is saved' }) }),
    errors: isOpen ? [...model.errors, ...ofCategory.errors] : [],
    blocks: [
      ...(isOpen
        ? [{ id: 'report', form: model } satisfies Block]
        : [
            { id: 'summary', heading: 'Summary', prose: paragraphsOf(work.summary ?? 'Not written yet.') },
            { id: 'report', heading: 'Report', prose: paragraphsOf(work.reportText ?? 'Not written yet.') },
          ]),
      ...(isOpen && categories.length > 0 ? [{ id: 'category', heading: 'Category', form: ofCategory }] : []),
    ],
  };
}

/** The note of a monitoring visit. */
export function notePage(view: WorkView, tried: Tried = null): Sheet {
  const { work, note } = view;
  const fields: FieldMaker[] = [
    prose({ name: 'improved', label: 'What improved', value: note?.improved, rows: 5 }),
    prose({ name: 'notImproved', label: 'What did not improve', value: note?.notImproved, rows: 5 }),
    radios({
      name: 'pace',
      label: 'Pace of improvement',
      inline: true,
      value: note?.pace,
      choices: [
        { value: 'too_slow', text: 'Too slow' },
        { value: 'right', text: 'Right' },
        { value: 'fast', text: 'Fast' },
      ],
    }),
    prose({ name: 'next', label: 'What comes next', value: note?.next, rows: 4 }),
  ];
  if (tried && ('checked' in tried.posted || tried.errors.improved || tried.errors.notImproved))
    fields.push(checkedTick);
  const model = form({
    action: inspectionPaths.note(work.ref),
    button: 'Save what the visit found',
    fields,
    tried,
    version: note?.version ?? 0,
  });
  return {
    ...frameOf(view, 'What the visit found'),
    errors: mayWrite(view) ? model.errors : [],
    blocks: mayWrite(view) ? [{ id: 'note', form: model }] : noteBlocks(view),
  };
}

const paces: Readonly<Record<string, string>> = { too_slow: 'Too slow', right: 'Right', fast: 'Fast' };

const noteBlocks = ({ note }: Pick<WorkView, 'note'>): readonly Block[] =>
  note === null
    ? []
    : [
        {
          id: 'note',
          heading: 'What the visit found',
          summary: {
            rows: [
              { label: 'Improved', text: note.improved ?? 'Not recorded' },
              { label: 'Not improved', text: note.notImproved ?? 'Not recorded' },
              { label: 'Pace', text: note.pace ? labelIn(paces, note.pace) : 'Not recorded' },
              { label: 'Next', text: note.next ?? 'Not recorded' },
            ],
          },
        },
      ];

/** What is judged and found, as it would be read in public: for the check, the organisation and the publisher. */
export function saidBlocks(view: Pick<WorkView, 'work' | 'grades' | 'findings' | 'note'>): readonly Block[] {
  const { work, grades, findings } = view;
  const grade = (id: string | null) => grades.find((each) => each.id === id);
  return [
    ...(work.judgements.length > 0
      ? [
          {
            id: 'judgements',
            heading: 'Judgements',
            summary: {
              rows: work.judgements.map(({ areaText, gradeId, absence, narrative }) => {
                const given = grade(gradeId);
                return {
                  label: areaText,
                  text: given ? null : absence ? `No grade: ${notRatedReasons[absence].toLowerCase()}` : 'Nothing yet',
                  grade: given ? gradeShape(given.band, given.label) : null,
                  note: narrative,
                };
              }),
            },
          } satisfies Block,
        ]
      : []),
    ...noteBlocks(view),
    {
      id: 'findings',
      heading: 'Findings',
      table: stacked({
        id: 'findings-table',
        caption: 'Findings',
        captionHidden: true,
        head: tableHead([{ text: 'Finding' }, { text: 'Area' }, { text: 'Kind' }, { text: 'Cause' }]),
        rows: findings.map((finding) => ({
          cells: [
            { text: finding.text, header: true },
            { text: work.judgements.find(({ area }) => area === finding.area)?.areaText ?? 'The whole' },
            {
              text: labelIn(findingKinds, finding.kind),
              note: finding.dueOn ? `Due ${formatDay(finding.dueOn)}` : null,
            },
            { text: finding.cause ? labelIn(causes, finding.cause) : 'Not known' },
          ],
        })),
        empty: { text: 'No findings are recorded one by one.' },
      }),
    },
  ];
}

/** The report before it is public, for the team and for the organisation's contacts. */
export function provisionalReportPage(view: WorkView): Sheet {
  const { work, relation } = view;
  return {
    ...frameOf(view, 'The report'),
    blocks: [
      {
        id: 'summary',
        heading: 'Summary',
        prose: paragraphsOf(work.summary ?? 'Not written yet.'),
        ...(isOut(work.state)
          ? {}
          : { warning: 'This is provisional and confidential. It may change, and must not be passed on.' }),
      },
      ...saidBlocks(view),
      { id: 'report', heading: 'Report', prose: paragraphsOf(work.reportText ?? 'Not written yet.') },
      ...(work.state === 'accuracy_check'
        ? [
            {
              id: 'next',
              links: [
                {
                  text: relation.part === 'contact' ? 'Send points about its accuracy' : 'Points about its accuracy',
                  href: inspectionPaths.accuracy(work.ref),
                },
              ],
            },
          ]
        : []),
    ],
  };
}
