import { casePaths } from '../../episodes/pages/cases.paths.js';
import type {
  CheckRow,
  EventRow,
  StructuralChangeRow,
  SustainabilityPlanRow,
} from '../../interventions/data/case-work.row.js';
import { checkers, checkResults, checkStanding } from '../../interventions/domain/sustainment.js';
import { eventKinds } from '../../interventions/domain/timeline-event.js';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { formatDay } from '../../shell/format.js';
import { dayBoxes, prose, radios, select, text, tick, type Tried } from '../../shell/form/form.js';
import type { Tag } from '../../shell/parts.js';
import { type ManagedCase, readable } from '../managed-case.js';
import { changeWords, labelOf } from './dossier-words.page.js';
import { changeKinds } from './manage-after.form.js';
import { caseFormPage, type CaseFormPage, seenByField, whenHint, choicesOf, notHere } from './manage-form.page.js';
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

const standingTags: Readonly<Record<ReturnType<typeof checkStanding>, Tag>> = {
  done: { text: 'Done', colour: 'teal' },
  due: { text: 'Due', colour: 'yellow' },
  overdue: { text: 'Overdue', colour: 'orange' },
  later: { text: 'Later', colour: 'grey' },
};

export function checksPage(
  managed: ManagedCase,
  {
    checks,
    plans,
    said,
    names,
    today,
  }: Around & {
    readonly checks: readonly CheckRow[];
    readonly plans: readonly SustainabilityPlanRow[];
    readonly today: CalendarDay;
  },
): CaseListPage {
  const { theCase } = managed;
  const { ref } = theCase;
  const rows = readable(managed, checks);
  const kept = readable(managed, plans);
  return {
    ...caseFrame(managed, { title: 'Checks and watch', here: casePaths.checks(ref), said }),
    lead: watchWords(managed, today),
    sections: [
      {
        id: 'checks',
        heading: 'Checks after the exit',
        intro: 'After 6, 12, 24, 36, 60 and 84 months: has it held?',
        add: null,
        whoCan: null,
        empty: rows.length === 0 ? { text: 'Checks begin when an intervention ends.', link: null } : null,
        items: rows.map((check) => {
          const standing = checkStanding(
            { dueOn: parseCalendarDay(check.dueOn), isDone: check.doneOn !== null },
            today,
          );
          return {
            id: `check-${check.id}`,
            heading: check.months ? `After ${check.months} months` : 'Check',
            href: null,
            tag: standingTags[standing],
            seenBy: seenByWords(check),
            paragraphs: [check.text],
            rows: [
              { label: 'Due', text: whenWords(check.dueOn) },
              ...(check.doneOn
                ? [
                    {
                      label: 'Done',
                      text: `${whenWords(check.doneOn)}, by ${(checkers as Record<string, string>)[check.byWhom]?.toLowerCase() ?? check.byWhom}`,
                    },
                    { label: 'Result', text: check.result ? labelOf(checkResults, check.result) : 'Not known' },
                  ]
                : []),
            ],
            parts: [],
            actions: check.doneOn
              ? []
              : linkIf(managed, 'help.record', {
                  text: 'Record the result',
                  href: casePaths.checkResult(ref, check.id),
                }),
            recorded: recordedWords(check, names, check.doneOn),
          };
        }),
      },
      {
        id: 'plans',
        heading: 'The plan to keep it',
        intro: 'What keeps what was regained, when others have gone.',
        ...addTo(managed, 'interventions.record', { text: 'Record a plan', href: casePaths.newPlan(ref) }),
        empty: kept.length === 0 ? { text: 'No plan recorded.', link: null } : null,
        items: kept.map((plan) => ({
          id: `plan-${plan.id}`,
          heading: `Agreed ${whenWords(plan.agreedOn)}`,
          href: null,
          tag: null,
          seenBy: seenByWords(plan),
          paragraphs: [plan.text],
          rows: [
            { label: 'By', text: plan.agreedBy },
            { label: 'Review', text: plan.reviewOn ? formatDay(plan.reviewOn) : 'No date set' },
          ],
          parts: [],
          actions: [],
          recorded: recordedWords(plan, names, plan.agreedOn),
        })),
      },
    ],
  };
}

function watchWords({ theCase }: ManagedCase, today: CalendarDay): string {
  const { watchUntil, failedAgainRef } = theCase;
  if (failedAgainRef) return `It failed again: ${failedAgainRef}.`;
  if (!watchUntil)
    return 'The relapse watch has not begun: it begins with the first judgement that is not failing, or with recovery.';
  return watchUntil >= today
    ? `The relapse watch runs to ${formatDay(watchUntil)}. A failing judgement, or an intervention of level 3 or more, in the same work by then is a relapse: the next case is opened by itself.`
    : `The relapse watch ended ${formatDay(watchUntil)}.`;
}

export function checkPage(managed: ManagedCase, check: CheckRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: check.months ? `Check after ${check.months} months` : 'Record a check',
      here: casePaths.checks(ref),
      above: [{ text: 'Checks and watch', href: casePaths.checks(ref) }],
      action: casePaths.checkResult(ref, check.id),
      button: 'Record the result',
      cancel: casePaths.checks(ref),
      version: check.version,
      standing: check.doneOn
        ? [
            { field: 'on', saved: whenWords(check.doneOn) },
            { field: 'byWhom', saved: labelOf(checkers, check.byWhom) },
            { field: 'result', saved: check.result && labelOf(checkResults, check.result) },
            { field: 'text', saved: check.text },
          ]
        : [notHere('When it is due', whenWords(check.dueOn))],
      blocked: check.doneOn ? 'This check has been done.' : null,
      fields: [
        dayBoxes({ name: 'on', label: 'When was it done?', hint: whenHint }),
        radios({ name: 'byWhom', label: 'Who looked?', choices: choicesOf(checkers) }),
        radios({ name: 'result', label: 'Has it held?', choices: choicesOf(checkResults) }),
        prose({ name: 'text', label: 'What was found', rows: 4 }),
      ],
    },
    tried,
  );
}

export function planPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Record a plan to keep it',
      here: casePaths.checks(ref),
      above: [{ text: 'Checks and watch', href: casePaths.checks(ref) }],
      action: casePaths.newPlan(ref),
      button: 'Record the plan',
      cancel: casePaths.checks(ref),
      fields: [
        prose({ name: 'text', label: 'What keeps what was regained?' }),
        dayBoxes({ name: 'on', label: 'When was it agreed?', hint: whenHint }),
        text({ name: 'agreedBy', label: 'Who agreed it?' }),
        dayBoxes({ name: 'review', label: 'When is it reviewed? (optional)', hint: 'For example, 27 3 2027' }),
        ...seenByField(managed, 'board'),
      ],
    },
    tried,
  );
}

export function eventsPage(
  managed: ManagedCase,
  {
    events,
    changes,
    said,
    names,
  }: Around & { readonly events: readonly EventRow[]; readonly changes: readonly StructuralChangeRow[] },
): CaseListPage {
  const { ref } = managed.theCase;
  const told = readable(managed, events);
  const moved = readable(managed, changes);
  return {
    ...caseFrame(managed, { title: 'Events and changes', here: casePaths.events(ref), said }),
    lead: 'What else happened: what everyone may read stands on the public timeline.',
    sections: [
      {
        id: 'events',
        heading: 'Events',
        intro: null,
        ...addTo(managed, 'help.record', { text: 'Add an event', href: casePaths.newEvent(ref) }),
        empty: told.length === 0 ? { text: 'No events yet.', link: null } : null,
        items: told.map((event) => ({
          id: `event-${event.id}`,
          heading: `${labelOf(eventKinds, event.kind)}, ${whenWords(event.occurredOn)}`,
          href: null,
          tag: event.significant === 1 ? { text: 'Significant', colour: 'teal' } : null,
          seenBy: seenByWords(event),
          paragraphs: [event.text],
          rows: [],
          parts: [],
          actions: [
            ...linkIf(managed, 'help.record', {
              text: 'Put this event right',
              href: casePaths.correction(ref, 'organisation_event', event.id),
            }),
            ...linkIf(managed, 'help.record', {
              text: 'Withdraw this event',
              href: casePaths.withdrawal(ref, 'organisation_event', event.id),
            }),
          ],
          recorded: recordedWords(event, names, event.occurredOn),
        })),
      },
      {
        id: 'changes',
        heading: 'Changes of structure',
        intro: null,
        ...addTo(managed, 'interventions.record', { text: 'Add a change', href: casePaths.newChange(ref) }),
        empty: moved.length === 0 ? { text: 'No changes of structure recorded.', link: null } : null,
        items: moved.map((change) => ({
          id: `change-${change.id}`,
          heading: `${labelOf(changeWords, change.kind)}, ${whenWords(change.occurredOn)}`,
          href: null,
          tag: null,
          seenBy: seenByWords(change),
          paragraphs: [change.text],
          rows: change.reason ? [{ label: 'Reason given', text: change.reason }] : [],
          parts: [],
          actions: [],
          recorded: recordedWords(change, names, change.occurredOn),
        })),
      },
    ],
  };
}

export function eventPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Add an event',
      here: casePaths.events(ref),
      above: [{ text: 'Events and changes', href: casePaths.events(ref) }],
      action: casePaths.newEvent(ref),
      button: 'Add the event',
      cancel: casePaths.events(ref),
      fields: [
        select({ name: 'kind', label: 'What kind of event is it?', choices: choicesOf(eventKinds) }),
        dayBoxes({ name: 'on', label: 'When did it happen?', hint: whenHint }),
        prose({ name: 'text', label: 'What happened', hint: 'No names below director level.', rows: 4 }),
        tick({ name: 'significant', label: 'Weight', words: 'It mattered to this case' }),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}

export function changePage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Add a change of structure',
      here: casePaths.events(ref),
      above: [{ text: 'Events and changes', href: casePaths.events(ref) }],
      action: casePaths.newChange(ref),
      button: 'Add the change',
      cancel: casePaths.events(ref),
      fields: [
        radios({ name: 'kind', label: 'What kind of change is it?', choices: choicesOf(changeKinds) }),
        dayBoxes({ name: 'on', label: 'When did it take effect?', hint: whenHint }),
        prose({ name: 'text', label: 'What changed', rows: 4 }),
        prose({ name: 'reason', label: 'The reason given (optional)', rows: 3 }),
        ...seenByField(managed),
      ],
    },
    tried,
  );
}
