import {
  assurerRefusal,
  contactsAreDone,
  isClosed,
  pointDecisions,
  pointSections,
  raiseRefusal,
} from '../domain/accuracy.js';
import { form, prose, radios, text, type Tried } from '../../shell/form/form.js';
import { formatDay, formatMoment, plural } from '../../shell/format.js';
import { saidAfter } from '../../shell/said.js';
import { stacked, tableHead } from '../../shell/table.js';
import { labelIn } from './area.page.js';
import type { PointRow } from '../data/workspace.queries.js';
import type { WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import { afterTheDeadline } from './refusal-words.js';
import type { Block, Sheet } from './sheet.js';
import { frameOf } from './workspace-words.js';

const sentences = {
  raised: 'Your point is sent',
  finished: 'You have said that there are no more points',
  decided: 'The decision is saved',
};

/** Page 23: the organisation's points and the time that it has. `left`: working days, counted by its own calendar. */
export function accuracyPage(
  view: WorkView,
  {
    query,
    left,
    tried = null,
  }: { readonly query: Readonly<Record<string, unknown>>; readonly left: number | null; readonly tried?: Tried },
): Sheet {
  const { work, relation, points } = view;
  const mayRaise = raiseRefusal(work, relation, view.now) === null;
  const returning = form({
    action: inspectionPaths.returning(work.ref),
    button: 'Return to provisional',
    tried,
    fields: [
      prose({
        name: 'reason',
        label: 'Which point changes a judgement, and how',
        hint: 'The team keeps it with the changes.',
        rows: 3,
      }),
    ],
  });
  const mayReturn = work.state === 'accuracy_check' && (relation.part === 'lead' || assurerRefusal(relation) === null);
  return {
    ...frameOf(view, 'Points about its accuracy', { done: saidAfter(query, sentences) }),
    errors: returning.errors,
    blocks: [
      clockBlock(view, left),
      pointsBlock(view, points),
      ...(mayRaise
        ? [
            {
              id: 'raise',
              heading: 'Send a point',
              links: [
                { text: 'Read the report', href: inspectionPaths.provisionalReport(work.ref) },
                { text: 'Send a point', href: inspectionPaths.newPoint(work.ref) },
              ],
            },
            {
              id: 'finish',
              heading: 'No more points',
              paragraphs: ['If you have nothing to send, or nothing more, say so: the inspectors need not wait.'],
              form: form({
                action: inspectionPaths.noMorePoints(work.ref),
                button: 'We have no more points',
                fields: [],
              }),
            },
          ]
        : []),
      ...(mayReturn
        ? [
            {
              id: 'return',
              heading: 'A point changes a judgement',
              paragraphs: [
                'The inspection goes back to provisional, where the lead inspector changes the judgement with its reason. Two inspectors confirm again, and the organisation checks again.',
              ],
              form: returning,
            },
          ]
        : []),
    ],
  };
}

function clockBlock({ work, relation, now, background }: WorkView, left: number | null): Block {
  if (work.accuracyDueOn === null)
    return { id: 'clock', empty: { text: 'The report has not been sent to the organisation yet.' } };
  const day = formatDay(work.accuracyDueOn);
  const isOver = isClosed(work.accuracyDueOn, now);
  const isLate = work.state === 'accuracy_check' && isOver && relation.part === 'contact';
  const time = isOver
    ? `The time was over at 5pm on ${day}`
    : left === 0
      ? `Today until 5pm`
      : `${plural(left ?? 0, 'working day')} left, until 5pm on ${day}`;
  return {
    id: 'clock',
    summary: {
      rows: [
        { label: 'Sent', text: background.accuracySentOn ? formatDay(background.accuracySentOn) : 'Not known' },
        { label: 'Time', text: time, note: `${background.accuracyDays ?? ''} working days from when it was sent` },
        {
          label: 'The organisation',
          text: contactsAreDone(work) ? 'Has no more points' : 'Has not said that it has finished',
        },
      ],
    },
    ...(isLate ? { inset: { text: `${afterTheDeadline(day)}.` } } : {}),
  };
}

function pointsBlock({ work }: WorkView, points: readonly PointRow[]): Block {
  return {
    id: 'points',
    heading: points.length === 0 ? 'Points' : plural(points.length, 'point'),
    table: stacked({
      id: 'points-table',
      caption: 'Points about the accuracy of the report',
      captionHidden: true,
      head: tableHead([
        { text: 'Point' },
        { text: 'Where' },
        { text: 'What the organisation says' },
        { text: 'Decision' },
      ]),
      rows: points.map((point) => ({
        cells: [
          { text: `Point ${point.number}`, header: true, href: inspectionPaths.point(work.ref, point.number) },
          { text: point.paragraph, note: labelIn(pointSections, point.section) },
          { text: point.text, note: point.evidence ? `Evidence: ${point.evidence}` : null },
          point.decision
            ? { text: labelIn(pointDecisions, point.decision), note: point.reason }
            : { text: 'Not decided yet' },
        ],
      })),
      empty: { text: 'The organisation has not raised any points.' },
    }),
  };
}

/** One point: what the organisation says, and the decision with its reason. */
export function pointPage(view: WorkView, point: PointRow, tried: Tried = null): Sheet {
  const { work, relation } = view;
  const refusal = assurerRefusal(relation);
  const model = form({
    action: inspectionPaths.point(work.ref, point.number),
    button: 'Save decision',
    tried,
    version: point.version,
    fields: [
      radios({
        name: 'decision',
        label: 'Decision',
        value: point.decision,
        choices: Object.entries(pointDecisions).map(([value, words]) => ({ value, text: words })),
      }),
      prose({ name: 'reason', label: 'Reason', hint: 'The organisation reads it.', value: point.reason, rows: 4 }),
    ],
    cancel: { text: 'Cancel', href: inspectionPaths.accuracy(work.ref) },
  });
  const mayDecide = refusal === null && work.state === 'accuracy_check';
  const why: Readonly<Record<string, string>> = {
    'led-it': 'You led this inspection, so you cannot decide its points. The quality assurer can.',
    'was-on-the-visit': 'You were on the visit, so you cannot decide its points. The quality assurer can.',
  };
  return {
    ...frameOf(view, `Point ${point.number}`, {
      above: [{ text: 'Points about its accuracy', href: inspectionPaths.accuracy(work.ref) }],
    }),
    errors: mayDecide ? model.errors : [],
    blocks: [
      {
        id: 'point',
        summary: {
          rows: [
            { label: 'Kind', text: labelIn(pointSections, point.section) },
            { label: 'Paragraph', text: point.paragraph },
            { label: 'What the organisation says', text: point.text },
            { label: 'Its evidence', text: point.evidence ?? 'None given' },
            { label: 'Sent', text: `${point.raisedBy}, ${formatMoment(point.raisedAt)}` },
            ...(point.decision
              ? [
                  { label: 'Decision', text: labelIn(pointDecisions, point.decision), note: point.reason },
                  {
                    label: 'Decided',
                    text: `${point.decidedBy ?? ''}, ${point.decidedAt ? formatMoment(point.decidedAt) : ''}`,
                  },
                ]
              : []),
          ],
        },
        ...(mayDecide || refusal === null || !(refusal in why) ? {} : { inset: { text: why[refusal] ?? '' } }),
      },
      ...(mayDecide ? [{ id: 'decision', heading: 'Decide this point', form: model }] : []),
    ],
  };
}

export function newPointPage(view: WorkView, tried: Tried = null): Sheet {
  const { work } = view;
  const model = form({
    action: inspectionPaths.newPoint(work.ref),
    button: 'Send point',
    tried,
    fields: [
      radios({
        name: 'section',
        label: 'What kind of point it is',
        choices: Object.entries(pointSections).map(([value, words]) => ({ value, text: words })),
      }),
      text({
        name: 'paragraph',
        label: 'Paragraph or part of the report',
        hint: 'For example, Help and protection, third paragraph',
        width: 30,
      }),
      prose({
        name: 'text',
        label: 'What is wrong, and what would be right',
        hint: 'No names, dates of birth or case numbers.',
        rows: 5,
      }),
      prose({
        name: 'evidence',
        label: 'Your evidence (optional)',
        hint: 'What shows it, and where it can be found.',
        rows: 3,
      }),
    ],
    cancel: { text: 'Cancel', href: inspectionPaths.accuracy(work.ref) },
  });
  return {
    ...frameOf(view, 'Send a point', {
      above: [{ text: 'Points about its accuracy', href: inspectionPaths.accuracy(work.ref) }],
    }),
    errors: model.errors,
    blocks: [{ id: 'point', form: model }],
  };
}
