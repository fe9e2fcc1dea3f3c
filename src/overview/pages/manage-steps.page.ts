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
import {
  directionMovesFrom,
  directionRules,
  type DirectionState,
  directionStates,
  isForTheBoard,
} from '../../interventions/domain/direction-state.js';
import {
  criterionMovesFrom,
  exitCriterionRules,
  type ExitCriterionState,
  exitCriterionStates,
} from '../../interventions/domain/exit-criterion-state.js';
import { exitReadiness, readinessWords } from '../../interventions/domain/exit-readiness.js';
import { interventionKinds, interventionPowers } from '../../interventions/domain/intervention-record.js';
import { interventionLevels, levelMeanings } from '../../interventions/domain/intervention.js';
import { requestStates, stepDirections } from '../../interventions/domain/step-request.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { formatDay } from '../../shell/format.js';
import { checkboxes, dayBoxes, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import type { Notification } from '../../shell/parts.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { type ManagedCase, mayDo, readable } from '../managed-case.js';
import { historyPaths } from './history.paths.js';
import { labelOf } from './dossier-words.page.js';
import { caseFormPage, type CaseFormPage, seenByField } from './manage-form.page.js';
import {
  addTo,
  caseFrame,
  type CaseItem,
  type CaseListPage,
  type CaseSection,
  linkIf,
  recordedWords,
  seenByWords,
  whenOrNull,
  whenWords,
  whoCanDo,
} from './manage-frame.page.js';
import type { RefusalTexts } from './manage-words.page.js';

type Around = {
  readonly said: Notification | null;
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
};

const whenHint = 'For example, 27 3 2026. A month and a year, or a year, will do where more is not known.';
const choicesOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, words]) => ({ value, text: words }));
const levelChoices = Object.entries(interventionLevels).map(([value, words]) => ({
  value,
  text: `Level ${value}: ${words.toLowerCase()}`,
  hint: levelMeanings[Number(value) as keyof typeof levelMeanings],
}));
const when = (on: string | null): Period | null => (on === null ? null : parsePeriod(on));
const levelWords = (level: number): string =>
  `Level ${level}: ${(interventionLevels as Record<number, string>)[level]?.toLowerCase() ?? ''}`;

const readinessOf = (criteria: readonly CriterionRow[], today: CalendarDay) =>
  exitReadiness(
    criteria.map(({ status, metOn }) => ({ state: status, metOn: when(metOn) })),
    today,
  );

export function interventionsPage(
  managed: ManagedCase,
  {
    steps,
    ends,
    criteria,
    requests,
    said,
    names,
    today,
  }: Around & {
    readonly steps: readonly StepRow[];
    readonly ends: readonly PlannedEndRow[];
    readonly criteria: readonly CriterionRow[];
    readonly requests: readonly RequestRow[];
  },
): CaseListPage {
  const { ref } = managed.theCase;
  const rows = readable(managed, steps).toReversed();
  return {
    ...caseFrame(managed, { title: 'Interventions', here: casePaths.interventions(ref), said }),
    lead: 'Every step up and down the ladder, with its powers, its planned ends and its way out.',
    sections: [
      {
        id: 'steps',
        heading: 'The steps',
        intro: null,
        ...addTo(managed, 'interventions.record', { text: 'Record a step', href: casePaths.newIntervention(ref) }),
        empty:
          rows.length === 0
            ? { text: 'No intervention recorded. Record the first step of an authority.', link: null }
            : null,
        items: rows.map((step) => {
          const own = readable(managed, criteria).filter(({ interventionId }) => interventionId === step.id);
          const waits = requests.find(({ interventionId, state }) => interventionId === step.id && state === 'asked');
          const lastEnd = ends.findLast(({ interventionId }) => interventionId === step.id);
          return {
            id: `step-${step.id}`,
            heading: step.typeText,
            href: interventionPaths.show(step.ref),
            tag: waits
              ? { text: 'A request waits', colour: 'orange' as const }
              : {
                  text: step.endedOn ? 'Ended' : 'Active',
                  colour: step.endedOn ? ('grey' as const) : ('teal' as const),
                },
            seenBy: seenByWords(step),
            paragraphs: [],
            rows: [
              { label: 'Level', text: levelWords(step.level) },
              { label: 'By', text: step.authority },
              { label: 'Began', text: whenWords(step.startedOn) },
              {
                label: 'Ended',
                text: step.endedOn ? whenWords(step.endedOn) : 'Not ended',
                note: lastEnd ? `planned: ${whenWords(lastEnd.plannedEndOn)}` : null,
              },
              { label: 'Exit readiness', text: readinessWords(readinessOf(own, today)) },
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
            parts: [],
            actions: [{ text: 'Open this step', href: interventionPaths.show(step.ref) }],
            recorded: recordedWords(step, names, step.startedOn),
          };
        }),
      },
    ],
  };
}

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
  }: Around & {
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

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

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

const criterionMoveWords: Readonly<Record<ExitCriterionState, string>> = {
  not_met: 'No longer met',
  partly_met: 'Mark as partly met',
  met: 'Mark as met',
  withdrawn: 'Withdraw',
};

function criterionItem(
  managed: ManagedCase,
  {
    step,
    criterion,
    evidence,
    changes,
    names,
  }: {
    readonly step: StepRow;
    readonly criterion: CriterionRow;
    readonly evidence: readonly EvidenceRow[];
    readonly changes: readonly ChangeRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): CaseItem {
  const state = criterion.status;
  const story = changes.filter(({ recordId }) => recordId === criterion.id);
  return {
    id: `criterion-${criterion.id}`,
    heading: criterion.text,
    href: null,
    tag: {
      text: state ? exitCriterionStates[state] : 'Not known',
      colour: state === 'met' ? 'turquoise' : state === 'partly_met' ? 'yellow' : 'grey',
    },
    seenBy: seenByWords(criterion),
    paragraphs: [],
    rows: [
      { label: 'Test', text: criterion.test ?? 'Not said' },
      { label: 'Agreed', text: whenOrNull(criterion.agreedOn) ?? 'Not said' },
      { label: 'Owner', text: criterion.ownerPost ?? 'Nobody named' },
      { label: 'Held since', text: state === 'met' ? whenWords(criterion.metOn) : 'Not held' },
    ],
    parts: [
      ...evidence
        .filter(({ criterionId }) => criterionId === criterion.id)
        .map((one) => ({
          text: `${labelOf(evidenceKinds, one.kind)}: ${one.text}`,
          note: [whenOrNull(one.occurredOn), one.reference].flatMap((words) => words ?? []).join('. ') || null,
          actions: linkIf(managed, 'exit.add_evidence', {
            text: 'Withdraw this evidence',
            href: casePaths.withdrawal(managed.theCase.ref, 'exit_evidence', one.id),
          }),
        })),
      ...story.map((change) => ({
        text: `${(exitCriterionStates as Record<string, string>)[change.toState] ?? change.toState}, ${whenWords(change.occurredOn)}: ${change.text}`,
        note: recordedWords(change, names, change.occurredOn),
        actions: [],
      })),
    ],
    actions:
      state === 'withdrawn'
        ? []
        : [
            ...linkIf(managed, 'exit.add_evidence', {
              text: 'Add evidence',
              href: interventionPaths.newEvidence(step.ref, criterion.id),
            }),
            ...criterionMovesFrom(state).flatMap((to) =>
              mayMoveCriterion(managed, to)
                ? [{ text: criterionMoveWords[to], href: interventionPaths.criterionMove(step.ref, criterion.id, to) }]
                : [],
            ),
          ],
    recorded: recordedWords(criterion, names, criterion.agreedOn),
  };
}

/** Met is for the chair and the lead inspector; the rest also for whoever records the intervention. */
const mayMoveCriterion = (managed: ManagedCase, to: ExitCriterionState): boolean =>
  mayDo(managed, 'exit.mark_met') || (to !== 'met' && mayDo(managed, 'interventions.record'));

const directionMoveWords: Readonly<Record<DirectionState, string>> = {
  open: 'Give it back',
  evidence_submitted: 'Submit evidence',
  board_satisfied: 'The board is satisfied',
  closed: 'Close it',
};

function directionItem(
  managed: ManagedCase,
  {
    step,
    direction,
    changes,
    names,
  }: {
    readonly step: StepRow;
    readonly direction: DirectionRow;
    readonly changes: readonly ChangeRow[];
    readonly names: ReadonlyMap<string, string>;
  },
): CaseItem {
  const known = directionMovesFrom(direction.status) ?? [];
  return {
    id: `direction-${direction.id}`,
    heading: direction.number ? `Direction ${direction.number}` : 'Direction',
    href: null,
    tag: {
      text: directionStates[direction.status] ?? direction.status,
      colour: direction.status === 'closed' ? 'grey' : 'teal',
    },
    seenBy: seenByWords(direction),
    paragraphs: [direction.text],
    rows: [
      { label: 'Due', text: direction.dueOn ? formatDay(direction.dueOn) : 'No date set' },
      { label: 'Board’s comment', text: direction.boardComment ?? 'None yet' },
    ],
    parts: changes
      .filter(({ recordId }) => recordId === direction.id)
      .map((change) => ({
        text: `${(directionStates as Record<string, string>)[change.toState] ?? change.toState}, ${whenWords(change.occurredOn)}: ${change.text}`,
        note: recordedWords(change, names, change.occurredOn),
        actions: [],
      })),
    actions: known.flatMap((to) =>
      mayDo(managed, isForTheBoard(direction.status, to) ? 'directions.judge' : 'directions.move')
        ? [{ text: directionMoveWords[to], href: interventionPaths.directionMove(step.ref, direction.id, to) }]
        : [],
    ),
    recorded: recordedWords(direction, names),
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

const above = (step: StepRow) => [{ text: step.typeText, href: interventionPaths.show(step.ref) }];

export function newStepPage(
  managed: ManagedCase,
  { steps, tried = null }: { readonly steps: readonly StepRow[]; readonly tried?: Tried },
): CaseFormPage {
  const { theCase } = managed;
  const others = readable(managed, steps).map((step) => ({ value: step.id, text: `${step.typeText} (${step.ref})` }));
  return caseFormPage(
    managed,
    {
      title: 'Record a step of intervention',
      here: casePaths.interventions(theCase.ref),
      above: [{ text: 'Interventions', href: casePaths.interventions(theCase.ref) }],
      action: casePaths.newIntervention(theCase.ref),
      button: 'Record the step',
      cancel: casePaths.interventions(theCase.ref),
      intro: [
        'Record here what an authority has done. To ask for a step up or down, open the step that it would change.',
      ],
      warning:
        theCase.status === 'recovered'
          ? 'This case has recovered and is watched. A public step of level 3 or more in the same work means that it has failed again: the case ends here and another is opened by itself.'
          : null,
      fields: [
        select({ name: 'kind', label: 'What kind of step is it?', choices: choicesOf(interventionKinds) }),
        text({ name: 'name', label: 'What is it called?', hint: 'As its authority calls it' }),
        radios({
          name: 'level',
          label: 'At which level?',
          hint: 'Our reading of the facts, never a source’s',
          choices: levelChoices,
        }),
        text({
          name: 'authority',
          label: 'Who took it?',
          hint: 'A minister, a regulator, an inspectorate, the body itself',
        }),
        text({ name: 'legalBasis', label: 'Legal basis (optional)' }),
        checkboxes({ name: 'powers', label: 'Powers (optional)', choices: choicesOf(interventionPowers) }),
        text({ name: 'scope', label: 'Scope (optional)', hint: 'Which services or functions' }),
        dayBoxes({ name: 'started', label: 'When did it begin?', hint: whenHint }),
        dayBoxes({ name: 'planned', label: 'When was it planned to end? (optional)', hint: 'As first announced' }),
        prose({ name: 'text', label: 'What was done' }),
        ...(others.length > 0
          ? [
              select({
                name: 'replaces',
                label: 'Did it take the place of another step? (optional)',
                any: 'No',
                choices: others,
              }),
              checkboxes({ name: 'beside', label: 'Which steps did it run beside? (optional)', choices: others }),
            ]
          : []),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}

export function stepDetailsPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Describe this step',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.details(step.ref),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: step.version,
      fields: [
        prose({ name: 'text', label: 'What was done', value: step.text }),
        text({ name: 'powers', label: 'Powers (optional)', value: step.powers }),
        text({ name: 'scope', label: 'Scope (optional)', value: step.scope }),
        text({ name: 'legalBasis', label: 'Legal basis (optional)', value: step.legalBasis }),
      ],
    },
    tried,
  );
}

export function plannedEndPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Announce when it is to end',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newPlannedEnd(step.ref),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: step.version,
      intro: ['Every announcement is kept beside those before it: what was first announced stays on the record.'],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        dayBoxes({ name: 'announced', label: 'When was it announced?', hint: whenHint }),
        dayBoxes({ name: 'planned', label: 'When is it to end?', hint: whenHint }),
        prose({ name: 'note', label: 'Why then? (optional)', rows: 3 }),
      ],
    },
    tried,
  );
}

export const plannedEndRefusals: RefusalTexts = {
  'already-ended': { text: 'This step has ended' },
  'announced-after-today': { at: 'announced', text: 'The announcement must be today or in the past' },
  'before-announcement': { at: 'planned', text: 'The planned end must not be before the announcement' },
  'same-end': { at: 'planned', text: 'This end has been announced already. Enter the new one' },
};

export function endPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Record that it ended',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.end(step.ref),
      button: 'Record the end',
      cancel: interventionPaths.show(step.ref),
      version: step.version,
      intro: [
        'When the last formal step ends, the checks after the exit are made: after 6, 12, 24, 36, 60 and 84 months.',
      ],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        dayBoxes({ name: 'on', label: 'When did it end?', hint: whenHint }),
        prose({ name: 'why', label: 'Why did it end?', hint: 'Lifted, lapsed, replaced; by whose decision', rows: 4 }),
      ],
    },
    tried,
  );
}

export const endRefusals: RefusalTexts = {
  'already-ended': { text: 'This step has ended' },
  'request-waits': { text: 'A request to step up or down waits for its decision. Record the decision first' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-start': { at: 'on', text: 'The end must not be before the beginning' },
  'no-reason': { at: 'why', text: 'Enter why it ended' },
};

export function requestPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Ask for a step up or down',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newRequest(step.ref),
      button: 'Ask',
      cancel: interventionPaths.show(step.ref),
      intro: [
        `This step is at ${lower(levelWords(step.level))}. Somebody else writes down what was decided; the step is then changed from the day that is given.`,
      ],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        radios({ name: 'level', label: 'Which level is asked for?', choices: levelChoices }),
        select({
          name: 'kind',
          label: 'What kind of step would it be? (optional)',
          choices: choicesOf(interventionKinds),
        }),
        text({ name: 'name', label: 'What would it be called? (optional)' }),
        text({ name: 'authority', label: 'Who would take it? (optional)' }),
        text({ name: 'legalBasis', label: 'Legal basis (optional)' }),
        text({ name: 'askedBy', label: 'Who asks?', hint: 'A board, a body or a post' }),
        dayBoxes({ name: 'on', label: 'When was it asked?', hint: whenHint }),
        prose({ name: 'why', label: 'Why', rows: 4 }),
      ],
    },
    tried,
  );
}

export const requestRefusals: RefusalTexts = {
  'no-such-level': { at: 'level', text: 'Select the level that is asked for' },
  'same-level': { at: 'level', text: 'The step is at this level already' },
  'step-has-ended': { text: 'This step has ended' },
  'asked-already': { text: 'A request about this step waits for its decision already' },
  'no-reason': { at: 'why', text: 'Enter why' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
};

export function decisionPage(
  managed: ManagedCase,
  { step, request, tried = null }: { readonly step: StepRow; readonly request: RequestRow; readonly tried?: Tried },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: `Record the decision on ${request.ref}`,
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.decision(step.ref, request.id),
      button: 'Record the decision',
      cancel: interventionPaths.show(step.ref),
      version: request.version,
      intro: [
        `Asked ${whenWords(request.askedOn)} by ${request.askedBy}: from level ${request.fromLevel} to level ${request.toLevel}.`,
        request.why,
      ],
      warning: 'If it was granted, the step ends on the day given, and the next one takes its place at once.',
      blocked:
        request.state !== 'asked'
          ? 'This request has been decided.'
          : request.recordedBy === managed.account.ref
            ? 'You asked for this step, so you cannot write its decision down. The chair of the board, another board secretary or a lead inspector can.'
            : null,
      fields: [
        radios({
          name: 'granted',
          label: 'What was decided?',
          choices: [
            { value: 'yes', text: 'Granted' },
            { value: 'no', text: 'Refused' },
          ],
        }),
        text({ name: 'decidedBy', label: 'Who decided?', hint: 'A minister, a regulator, the board' }),
        dayBoxes({ name: 'on', label: 'When was it decided?', hint: whenHint }),
        prose({ name: 'why', label: 'Why', rows: 4 }),
        dayBoxes({ name: 'from', label: 'From when does it hold?', hint: 'Needed when it was granted' }),
      ],
    },
    tried,
  );
}

export const decisionRefusals: RefusalTexts = {
  'already-decided': { text: 'This request has been decided' },
  'decided-by-asker': {
    text: 'You asked for this step, so you cannot write its decision down. The chair of the board, another board secretary or a lead inspector can',
  },
  'nobody-decided': { at: 'decidedBy', text: 'Enter who decided' },
  'no-reason': { at: 'why', text: 'Enter why' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-asked': { at: 'on', text: 'The decision must not be before the request' },
  'no-start': { at: 'from', text: 'Enter from when it holds' },
  'starts-before-step': { at: 'from', text: 'It must not hold from before the step itself began' },
};

export function takingBackPage(
  managed: ManagedCase,
  { step, request, tried = null }: { readonly step: StepRow; readonly request: RequestRow; readonly tried?: Tried },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: `Take ${request.ref} back`,
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.takingBack(step.ref, request.id),
      button: 'Take it back',
      cancel: interventionPaths.show(step.ref),
      version: request.version,
      intro: ['The request stays on the record as taken back.'],
      isWarning: true,
      fields: [],
    },
    tried,
  );
}

export const takingBackRefusals: RefusalTexts = {
  'already-decided': { text: 'This request has been decided' },
  'asked-by-another': { text: 'Only whoever asked can take it back' },
};

export function directionPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Add a direction',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newDirection(step.ref),
      button: 'Add the direction',
      cancel: interventionPaths.show(step.ref),
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        text({ name: 'number', label: 'Its number (optional)', width: 10 }),
        prose({ name: 'text', label: 'What is required' }),
        dayBoxes({ name: 'due', label: 'When is it due? (optional)', hint: 'For example, 27 3 2026' }),
        ...seenByField(managed, step.visibility),
      ],
    },
    tried,
  );
}

export function directionMovePage(
  managed: ManagedCase,
  {
    step,
    direction,
    to,
    tried = null,
  }: { readonly step: StepRow; readonly direction: DirectionRow; readonly to: DirectionState; readonly tried?: Tried },
): CaseFormPage {
  const labels: Readonly<Record<DirectionState, string>> = {
    open: 'What is missing',
    evidence_submitted: 'What the evidence is, and where it can be read',
    board_satisfied: 'The board’s comment on the evidence',
    closed: 'Who closed it, and how',
  };
  return caseFormPage(
    managed,
    {
      title: directionMoveWords[to],
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.directionMove(step.ref, direction.id, to),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: direction.version,
      rule: directionRules[to],
      intro: [direction.text],
      blocked: directionMovesFrom(direction.status).includes(to)
        ? null
        : 'The direction cannot go there from where it is.',
      fields: [
        dayBoxes({ name: 'on', label: 'When?', hint: whenHint }),
        prose({ name: 'why', label: labels[to], rows: 4 }),
      ],
    },
    tried,
  );
}

export function criterionPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Add an exit criterion',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newCriterion(step.ref),
      button: 'Add the criterion',
      cancel: interventionPaths.show(step.ref),
      intro: [
        'Write the test at the start: what must be true before this step ends, and how anybody can see that it is.',
      ],
      blocked: step.endedOn ? 'This step has ended.' : null,
      fields: [
        prose({ name: 'text', label: 'What must be true', rows: 3 }),
        prose({
          name: 'test',
          label: 'How it is tested',
          hint: 'For example, 95% within 45 days in each of six months',
          rows: 3,
        }),
        dayBoxes({ name: 'on', label: 'When was it agreed?', hint: whenHint }),
        text({ name: 'owner', label: 'Which post owns it? (optional)' }),
        ...seenByField(managed, step.visibility),
      ],
    },
    tried,
  );
}

export function evidencePage(
  managed: ManagedCase,
  {
    step,
    criterion,
    tried = null,
  }: { readonly step: StepRow; readonly criterion: CriterionRow; readonly tried?: Tried },
): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Add evidence',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newEvidence(step.ref, criterion.id),
      button: 'Add the evidence',
      cancel: interventionPaths.show(step.ref),
      intro: [criterion.text, `The test: ${criterion.test ?? 'not said'}`],
      blocked: criterion.status === 'withdrawn' ? 'This criterion was withdrawn.' : null,
      fields: [
        select({ name: 'kind', label: 'What kind of evidence is it?', choices: choicesOf(evidenceKinds) }),
        prose({ name: 'text', label: 'What it shows', rows: 4 }),
        dayBoxes({ name: 'on', label: 'Of which date is it? (optional)', hint: whenHint }),
        text({ name: 'reference', label: 'Where can it be read? (optional)', hint: 'An address, a paper, a page' }),
      ],
    },
    tried,
  );
}

export const evidenceRefusals: RefusalTexts = {
  'criterion-withdrawn': { text: 'This criterion was withdrawn' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
};

export function criterionMovePage(
  managed: ManagedCase,
  {
    step,
    criterion,
    to,
    evidence,
    tried = null,
  }: {
    readonly step: StepRow;
    readonly criterion: CriterionRow;
    readonly to: ExitCriterionState;
    readonly evidence: number;
    readonly tried?: Tried;
  },
): CaseFormPage {
  const needs = to === 'met' || to === 'partly_met';
  return caseFormPage(
    managed,
    {
      title: criterionMoveWords[to],
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.criterionMove(step.ref, criterion.id, to),
      button: 'Save',
      cancel: interventionPaths.show(step.ref),
      version: criterion.version,
      rule: exitCriterionRules[to],
      intro: [criterion.text, `The test: ${criterion.test ?? 'not said'}`],
      conditions: needs
        ? [
            {
              text: 'At least one piece of evidence',
              isMet: evidence > 0,
              mark: evidence > 0 ? 'Met' : 'Not met',
              shows: evidence > 0 ? `${evidence} on the record.` : 'None on the record.',
            },
          ]
        : [],
      blocked: !criterionMovesFrom(criterion.status).includes(to)
        ? 'The criterion cannot go there from where it is.'
        : mayMoveCriterion(managed, to)
          ? null
          : `You cannot mark this. ${whoCanDo('exit.mark_met')}`,
      fields: [
        dayBoxes({ name: 'on', label: to === 'met' ? 'Since when is it met?' : 'When?', hint: whenHint }),
        prose({ name: 'why', label: needs ? 'What shows it' : 'Why', rows: 4 }),
      ],
    },
    tried,
  );
}

export function stepDownPage(managed: ManagedCase, step: StepRow, tried: Tried = null): CaseFormPage {
  return caseFormPage(
    managed,
    {
      title: 'Plan a step down',
      here: casePaths.interventions(managed.theCase.ref),
      above: above(step),
      action: interventionPaths.newStepDown(step.ref),
      button: 'Save the plan',
      cancel: interventionPaths.show(step.ref),
      fields: [
        radios({
          name: 'level',
          label: 'At which level?',
          choices: levelChoices.filter(({ value }) => Number(value) < step.level),
        }),
        prose({ name: 'text', label: 'What lighter help follows?', rows: 4 }),
        dayBoxes({ name: 'from', label: 'When does it begin?', hint: whenHint }),
        dayBoxes({ name: 'until', label: 'Until when? (optional)', hint: whenHint }),
        dayBoxes({ name: 'agreed', label: 'When was it agreed? (optional)', hint: whenHint }),
        text({ name: 'agreedBy', label: 'Who agreed it? (optional)' }),
      ],
    },
    tried,
  );
}

export const stepDownRefusals: RefusalTexts = {
  'not-lighter': { at: 'level', text: 'A step down must be at a lower level than the step that it follows' },
  'until-before-from': { at: 'until', text: 'The end must not be before the beginning' },
};
