import { isInConfidence } from '../domain/inspection-state.js';
import type { CorrectionChanges } from '../domain/correction-changes.js';
import { findingKinds } from '../domain/new-inspection.js';
import { confirmRefusal, type RequestKind, requestKinds } from '../domain/publishing-gate.js';
import { parsePeriod } from '../../kernel/period.js';
import { dayBoxes, type FieldMaker, form, prose, radios, select, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, formatPeriod } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import type { SummaryRow } from '../../shell/parts.js';
import { causes } from '../../vocabulary/domain/causes.js';
import { notRatedReasons } from '../../vocabulary/domain/not-rated-reasons.js';
import type { RequestRow } from '../data/workspace.queries.js';
import type { WorkView } from '../workspace-reader.service.js';
import { gradeHint, labelIn } from './area.page.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Block, Sheet } from './sheet.js';
import { frameOf } from './workspace-words.js';

/** What of a published inspection can be put right, each by the word that stands for it in the address. */
export const correctionParts = (view: WorkView): readonly { readonly part: string; readonly text: string }[] => [
  { part: 'summary', text: 'The summary' },
  { part: 'report', text: 'The report' },
  { part: 'dates', text: 'The dates' },
  ...view.work.judgements.map(({ area, areaText }) => ({
    part: `area-${area ?? ''}`,
    text: `The judgement of: ${areaText}`,
  })),
  ...view.findings.map(({ id, text }) => ({ part: `finding-${id}`, text: `The finding: ${text.slice(0, 80)}` })),
];

/** Page 25: what is wrong, then what is right instead, what was wrong and why. */
export function correctPage(view: WorkView, part: string | null, tried: Tried = null): Sheet {
  const { work, background } = view;
  const parts = correctionParts(view);
  const chosen = parts.find((each) => each.part === part);
  if (!chosen)
    return {
      ...frameOf(view, 'Ask for a correction'),
      blocks: [
        {
          id: 'parts',
          heading: 'What is wrong?',
          paragraphs: [
            'You say what is right instead. The quality assurer confirms it from their own account, and then it is published as the next edition. The one before stays readable.',
          ],
          links: parts.map((each) => ({
            text: each.text,
            href: address(inspectionPaths.correct(work.ref), { part: each.part }),
          })),
        },
      ],
    };
  const model = form({
    action: inspectionPaths.correct(work.ref),
    button: 'Ask for this correction',
    tried,
    hidden: { part: chosen.part },
    version: background.edition,
    fields: [
      ...fieldsOf(view, chosen.part),
      prose({ name: 'what', label: 'What was wrong', hint: 'It is published with the correction.', rows: 3 }),
      prose({ name: 'why', label: 'Why it is corrected', hint: 'It is published with the correction.', rows: 3 }),
    ],
    cancel: { text: 'Cancel', href: inspectionPaths.correct(work.ref) },
  });
  return {
    ...frameOf(view, 'Ask for a correction'),
    errors: model.errors,
    blocks: [
      {
        id: 'correction',
        heading: chosen.text,
        warning:
          'It changes nothing until the quality assurer has confirmed it. Then it is public, with what was wrong and why.',
        form: model,
      },
    ],
  };
}

function fieldsOf(view: WorkView, part: string): FieldMaker[] {
  const { work, background, findings } = view;
  if (part === 'summary') return [prose({ name: 'words', label: 'Summary', value: work.summary, rows: 4 })];
  if (part === 'report') return [prose({ name: 'words', label: 'Report', value: work.reportText, rows: 16 })];
  if (part === 'dates')
    return [
      dayBoxes({ name: 'publishedOn', label: 'Date published', value: background.publishedOn }),
      dayBoxes({
        name: 'receivedOn',
        label: 'Date received by the organisation (optional)',
        value: background.receivedOn,
      }),
    ];
  const judgement = work.judgements.find(({ area }) => part === `area-${area ?? ''}`);
  if (judgement) {
    const scaleId = view.areas.find(({ key }) => key === judgement.area)?.scaleId ?? null;
    const grades = view.grades.filter((grade) => grade.scaleId === scaleId);
    return [
      radios({
        name: 'grade',
        label: 'Grade',
        value: judgement.gradeId ?? (judgement.absence ? `not:${judgement.absence}` : null),
        choices: [
          ...grades.map((grade) => ({ value: grade.id, text: grade.label, hint: gradeHint(grade, grades) })),
          ...Object.entries(notRatedReasons).map(([key, label]) => ({
            value: `not:${key}`,
            text: `No grade: ${label.toLowerCase()}`,
          })),
        ],
      }),
      prose({ name: 'words', label: 'What inspectors say', value: judgement.narrative, rows: 8 }),
    ];
  }
  const finding = findings.find(({ id }) => part === `finding-${id}`);
  return [
    prose({ name: 'words', label: 'Finding', value: finding?.text, rows: 4 }),
    radios({
      name: 'kind',
      label: 'Kind',
      value: finding?.kind,
      choices: Object.entries(findingKinds).map(([value, text]) => ({ value, text })),
    }),
    select({
      name: 'cause',
      label: 'Cause',
      any: 'Not known',
      value: finding?.cause,
      choices: Object.entries(causes).map(([value, text]) => ({ value, text })),
    }),
  ];
}

/** Withdrawing: alone and for good before publication, by two people afterwards. */
export function withdrawPage(view: WorkView, tried: Tried = null): Sheet {
  const { work, background } = view;
  const isInside = isInConfidence(work.state);
  const model = form({
    action: inspectionPaths.withdraw(work.ref),
    button: isInside ? 'Withdraw this inspection' : 'Ask for its withdrawal',
    isWarning: true,
    tried,
    version: isInside ? work.version : background.edition,
    fields: [
      prose({ name: 'why', label: 'Why it is withdrawn', rows: 3 }),
      ...(isInside
        ? []
        : [
            prose({
              name: 'statement',
              label: 'What the page will say',
              hint: 'The page stays with this statement. Name the inspection that replaces it, if there is one.',
              rows: 3,
            }),
          ]),
    ],
    cancel: { text: 'Cancel', href: inspectionPaths.workspace(work.ref) },
  });
  return {
    ...frameOf(view, isInside ? 'Withdraw this inspection' : 'Ask for its withdrawal'),
    errors: model.errors,
    blocks: [
      {
        id: 'withdrawal',
        warning: isInside
          ? 'It ends here and never becomes public. This cannot be taken back.'
          : 'Its judgements no longer count, and what they opened is told anew. The lead inspector and an administrator must both agree.',
        form: model,
      },
    ],
  };
}

const paperDay = (text: string | null): string => {
  const on = text === null ? null : parsePeriod(text);
  return on ? formatPeriod(on) : 'none';
};

/** What a correction would change: what is published now, and what would be. */
function changeRows(view: WorkView, request: RequestRow): SummaryRow[] {
  const changes = JSON.parse(request.changes ?? '{}') as CorrectionChanges;
  const grade = (gradeId: string | null, absence: string | null): string =>
    view.grades.find(({ id }) => id === gradeId)?.label ?? (absence ? labelIn(notRatedReasons, absence) : 'Nothing');
  const from = (now: string | null): string => `Now: ${now ?? 'nothing'}`;
  return [
    ...(changes.summary === undefined
      ? []
      : [{ label: 'Summary', text: changes.summary, note: from(view.work.summary) }]),
    ...(changes.reportText === undefined
      ? []
      : [{ label: 'Report', text: changes.reportText, note: from(view.work.reportText) }]),
    ...(changes.publishedOn === undefined
      ? []
      : [
          {
            label: 'Date published',
            text: formatDay(changes.publishedOn),
            note: from(paperDay(view.background.publishedOn)),
          },
        ]),
    ...(changes.receivedOn === undefined
      ? []
      : [
          {
            label: 'Date received',
            text: changes.receivedOn ? formatDay(changes.receivedOn) : 'None',
            note: from(paperDay(view.background.receivedOn)),
          },
        ]),
    ...(changes.judgements ?? []).flatMap((change) => {
      const held = view.work.judgements.find(({ id }) => id === change.id);
      if (!held) return [];
      return [
        {
          label: `${held.areaText}: grade`,
          text: grade(change.gradeId, change.absence),
          note: from(grade(held.gradeId, held.absence)),
        },
        { label: `${held.areaText}: words`, text: change.narrative ?? 'None', note: from(held.narrative) },
      ];
    }),
    ...(changes.findings ?? []).flatMap((change) => {
      const held = view.findings.find(({ id }) => id === change.id);
      return held
        ? [
            { label: 'Finding', text: change.text, note: from(held.text) },
            { label: 'Kind', text: labelIn(findingKinds, change.kind), note: from(labelIn(findingKinds, held.kind)) },
          ]
        : [];
    }),
  ];
}

/** The request of one of two people, for the other to answer. An interruption: what becomes public is said first. */
export function requestPage(view: WorkView, request: RequestRow, tried: Tried = null): Sheet {
  const { work, relation, accountId } = view;
  const kind = request.kind as RequestKind;
  const isOwn = request.askedById === accountId;
  const refusal = confirmRefusal({ ...request, kind }, work.state, { accountId, relation });
  const mayConfirm = request.answer === null && refusal === null;
  const decline = form({
    action: inspectionPaths.requestRefusal(work.ref, request.id),
    button: isOwn ? 'Take the request back' : 'Refuse',
    isWarning: true,
    tried,
    fields: isOwn ? [] : [prose({ name: 'reason', label: 'Why you refuse', rows: 3 })],
  });
  const blocks: Block[] = [
    {
      id: 'request',
      summary: {
        rows: [
          { label: 'Asked by', text: `${request.askedBy}, ${formatMoment(request.askedAt)}` },
          { label: 'What', text: request.what },
          { label: 'Why', text: request.why },
          ...(request.statement ? [{ label: 'The page will say', text: request.statement }] : []),
          ...changeRows(view, request),
          ...(request.answer
            ? [
                {
                  label: 'Answer',
                  text: labelIn(
                    { confirmed: 'Confirmed', refused: 'Refused', taken_back: 'Taken back' },
                    request.answer,
                  ),
                  note: request.answerReason,
                },
              ]
            : []),
        ],
      },
    },
  ];
  if (mayConfirm)
    blocks.push({
      id: 'confirm',
      heading: kind === 'correction' ? 'Publish this correction' : 'Withdraw this inspection',
      warning:
        kind === 'correction'
          ? 'You are about to change what is public. Everybody can read the new edition, what was wrong and why, and the edition before it.'
          : 'You are about to withdraw a published inspection. Its page stays with the statement; its judgements no longer count, and its deadlines stop.',
      form: form({
        action: inspectionPaths.requestConfirmation(work.ref, request.id),
        button: kind === 'correction' ? 'Confirm and publish' : 'Confirm and withdraw',
        isWarning: kind === 'withdrawal',
        fields: [],
      }),
    });
  if (request.answer === null && (mayConfirm || isOwn))
    blocks.push({ id: 'decline', heading: isOwn ? 'Take it back' : 'Refuse it', form: decline });
  if (request.answer === null && !mayConfirm && !isOwn)
    blocks.push({
      id: 'wait',
      paragraphs: [
        kind === 'correction'
          ? 'The quality assurer of the inspection can confirm it.'
          : 'The other of the two can confirm it: the lead inspector or an administrator.',
      ],
    });
  return { ...frameOf(view, `Request: ${requestKinds[kind].toLowerCase()}`), errors: decline.errors, blocks };
}
