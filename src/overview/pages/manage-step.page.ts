import { casePaths } from '../../episodes/pages/cases.paths.js';
import type {
  ChangeRow,
  CriterionRow,
  DirectionRow,
  EvidenceRow,
  PlannedEndRow,
  RequestRow,
  StepDownRow,
  StepRow,
} from '../../interventions/data/case-work.row.js';
import { readinessWords } from '../../interventions/domain/exit-readiness.js';
import { interventionKinds } from '../../interventions/domain/intervention-record.js';
import { requestStates, stepDirections } from '../../interventions/domain/step-request.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { type ManagedCase, mayDo, readable } from '../managed-case.js';
import { labelOf } from './dossier-words.page.js';
import { historyPaths } from './history.paths.js';
import { directionItem } from './manage-directions.page.js';
import { criterionItem } from './manage-exit.page.js';
import {
  addTo,
  caseFrame,
  type CaseListPage,
  type CaseSection,
  linkIf,
  recordedWords,
  seenByWords,
  whenOrNull,
  whenWords,
  whoCanDo,
} from './manage-frame.page.js';
import { type StepAround, levelWords, lower, readinessOf } from './step-words.page.js';

export function stepPage(
  managed: ManagedCase,
  {
    step,
    ends,
    directions,
    criteria,
    evidence,
    changes,
    requests,
    stepDowns,
    said,
    names,
    today,
  }: StepAround & {
    readonly step: StepRow;
    readonly ends: readonly PlannedEndRow[];
    readonly directions: readonly DirectionRow[];
    readonly criteria: readonly CriterionRow[];
    readonly evidence: readonly EvidenceRow[];
    readonly changes: readonly ChangeRow[];
    readonly requests: readonly RequestRow[];
    readonly stepDowns: readonly StepDownRow[];
  },
): CaseListPage {
  const { theCase } = managed;
  const own = readable(managed, criteria);
  const readiness = readinessOf(own, today);
  return {
    ...caseFrame(managed, {
      title: step.typeText,
      here: casePaths.interventions(theCase.ref),
      above: [{ text: 'Interventions', href: casePaths.interventions(theCase.ref) }],
      said,
      hasForm: true,
    }),
    lead: `${levelWords(step.level)}. ${step.endedOn ? `Ended ${whenWords(step.endedOn)}.` : 'It has not ended.'} Exit readiness: ${lower(readinessWords(readiness))}.`,
    sections: [
      aboutSection(managed, step, { ends, names }),
      {
        id: 'criteria',
        heading: 'Exit criteria',
        intro:
          own.length === 0
            ? null
            : `${readinessWords(readiness)}. A criterion is met in two steps: evidence shows that it is partly met, and the chair or the lead inspector marks it met.`,
        ...addTo(managed, 'interventions.record', {
          text: 'Add a criterion',
          href: interventionPaths.newCriterion(step.ref),
        }),
        empty:
          own.length === 0
            ? { text: 'No exit criteria yet. Lesson 2 asks for at least 3 within 6 months.', link: null }
            : null,
        items: own.map((criterion) =>
          criterionItem(managed, { step, criterion, evidence: readable(managed, evidence), changes, names }),
        ),
      },
      {
        id: 'directions',
        heading: 'Directions',
        intro: null,
        ...addTo(managed, 'interventions.record', {
          text: 'Add a direction',
          href: interventionPaths.newDirection(step.ref),
        }),
        empty: directions.length === 0 ? { text: 'No directions recorded.', link: null } : null,
        items: readable(managed, directions).map((direction) =>
          directionItem(managed, { step, direction, changes, names }),
        ),
      },
      requestsSection(managed, { step, requests, names }),
      {
        id: 'soft-landing',
        heading: 'Soft landing',
        intro: 'The lighter help that is planned for after this step.',
        ...addTo(managed, 'interventions.record', {
          text: 'Plan a step down',
          href: interventionPaths.newStepDown(step.ref),
        }),
        empty: stepDowns.length === 0 ? { text: 'No soft landing planned yet.', link: null } : null,
        items: readable(managed, stepDowns).map((plan) => ({
          ...plainItem,
          id: `step-down-${plan.id}`,
          heading: `${levelWords(plan.level)}, from ${whenWords(plan.fromOn)}`,
          seenBy: seenByWords(plan),
          paragraphs: [plan.text],
          rows: [
            { label: 'Until', text: whenOrNull(plan.untilOn) ?? 'Not said' },
            {
              label: 'Agreed',
              text: [whenOrNull(plan.agreedOn), plan.agreedBy].flatMap((one) => one ?? []).join(', by ') || 'Not said',
            },
          ],
          recorded: recordedWords(plan, names),
        })),
      },
    ],
  };
}

const plainItem = {
  href: null,
  tag: null,
  seenBy: null,
  paragraphs: [],
  rows: [],
  parts: [],
  actions: [],
  recorded: null,
} as const;

function aboutSection(
  managed: ManagedCase,
  step: StepRow,
  { ends, names }: { readonly ends: readonly PlannedEndRow[]; readonly names: ReadonlyMap<string, string> },
): CaseSection {
  const records = 'interventions.record' as const;
  const running = step.endedOn === null;
  return {
    id: 'about',
    heading: 'Powers and scope',
    intro: null,
    add: null,
    whoCan: managed.shut === null && !mayDo(managed, records) ? whoCanDo(records) : null,
    empty: null,
    items: [
      {
        id: `step-${step.id}`,
        heading: `${step.ref}: ${labelOf(interventionKinds, step.kind)}`,
        href: null,
        tag: { text: running ? 'Active' : 'Ended', colour: running ? 'teal' : 'grey' },
        seenBy: seenByWords(step),
        paragraphs: [step.text],
        rows: [
          { label: 'By', text: step.authority },
          { label: 'Legal basis', text: step.legalBasis ?? 'Not said' },
          { label: 'Powers', text: step.powers ?? 'Not said' },
          { label: 'Scope', text: step.scope ?? 'Not said' },
          { label: 'Began', text: whenWords(step.startedOn) },
          ...(step.endedOn ? [{ label: 'Ended', text: whenWords(step.endedOn), note: step.endReason }] : []),
          ...(step.replacesRef
            ? [
                {
                  label: 'It took the place of',
                  text: `${step.replacesText ?? ''} (${step.replacesRef})`,
                  href: interventionPaths.show(step.replacesRef),
                },
              ]
            : []),
        ],
        parts: ends.map((end, index) => ({
          text: `${index === 0 ? 'Planned end announced' : 'Planned end changed'}${end.announcedOn ? `, ${whenWords(end.announcedOn)}` : ''}: ${whenWords(end.plannedEndOn)}.`,
          note: end.note,
          actions: [],
        })),
        actions: [
          ...linkIf(managed, records, { text: 'Describe it', href: interventionPaths.details(step.ref) }),
          ...linkIf(managed, records, {
            text: 'Put it right',
            href: casePaths.correction(managed.theCase.ref, 'intervention', step.id),
          }),
          ...(running
            ? [
                ...linkIf(managed, records, {
                  text: 'Announce an end',
                  href: interventionPaths.newPlannedEnd(step.ref),
                }),
                ...linkIf(managed, records, { text: 'Record that it ended', href: interventionPaths.end(step.ref) }),
              ]
            : []),
          { text: 'History', href: historyPaths.of('intervention', step.ref) },
        ],
        recorded: recordedWords(step, names, step.startedOn),
      },
    ],
  };
}

function requestsSection(
  managed: ManagedCase,
  {
    step,
    requests,
    names,
  }: { readonly step: StepRow; readonly requests: readonly RequestRow[]; readonly names: ReadonlyMap<string, string> },
): CaseSection {
  const rows = readable(managed, requests).toReversed();
  const mayAsk = step.endedOn === null && !rows.some(({ state }) => state === 'asked');
  return {
    id: 'requests',
    heading: 'Up and down the ladder',
    intro: 'A step up or down is asked for by one person and its decision is written down by another.',
    add:
      mayAsk && mayDo(managed, 'interventions.record')
        ? { text: 'Ask for a step', href: interventionPaths.newRequest(step.ref) }
        : null,
    whoCan: null,
    empty: rows.length === 0 ? { text: 'Nobody has asked for another level.', link: null } : null,
    items: rows.map((request) => {
      const isOwn = request.recordedBy === managed.account.ref;
      const waits = request.state === 'asked';
      return {
        id: `request-${request.id}`,
        heading: `${request.ref}: ${request.toLevel > request.fromLevel ? stepDirections.up : stepDirections.down}, from level ${request.fromLevel} to ${request.toLevel}`,
        href: null,
        tag: { text: requestStates[request.state], colour: waits ? ('orange' as const) : ('grey' as const) },
        seenBy: seenByWords(request),
        paragraphs:
          waits && isOwn && mayDo(managed, 'interventions.decide')
            ? [
                'You asked for this, so somebody else writes its decision down: the chair of the board, another board secretary or a lead inspector.',
              ]
            : [],
        rows: [
          { label: 'Asked', text: `${whenWords(request.askedOn)}, by ${request.askedBy}`, note: request.why },
          { label: 'To', text: request.typeText ?? levelWords(request.toLevel) },
          {
            label: 'Decided',
            text: request.decidedOn ? `${whenWords(request.decidedOn)}, by ${request.decidedBy ?? ''}` : 'Not yet',
            note: request.decisionWhy,
          },
          ...(request.madeRef
            ? [{ label: 'The next step', text: request.madeRef, href: interventionPaths.show(request.madeRef) }]
            : []),
        ],
        parts: [],
        actions: waits
          ? isOwn
            ? linkIf(managed, 'interventions.record', {
                text: 'Take it back',
                href: interventionPaths.takingBack(step.ref, request.id),
              })
            : linkIf(managed, 'interventions.decide', {
                text: 'Record the decision',
                href: interventionPaths.decision(step.ref, request.id),
              })
          : [],
        recorded: recordedWords(request, names, request.askedOn),
      };
    }),
  };
}
