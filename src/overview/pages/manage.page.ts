import type { CaseFile } from '../../episodes/case-records.service.js';
import type { MoveRow } from '../../episodes/data/cases.row.js';
import { positionOn } from '../../episodes/domain/case-position.js';
import { recoveryBases, triggerKinds } from '../../episodes/domain/episode.js';
import { closeReasons, episodeStates, stateRule } from '../../episodes/domain/episode-state.js';
import { decidingBodies, offeredMoves } from '../../episodes/domain/moving-a-case.js';
import { moveKinds } from '../../episodes/domain/new-case.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { exitReadiness, readinessWords } from '../../interventions/domain/exit-readiness.js';
import { interventionLevels } from '../../interventions/domain/intervention.js';
import { checkStanding } from '../../interventions/domain/sustainment.js';
import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, plural } from '../../shell/format.js';
import { form, type FormModel } from '../../shell/form/form.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import { saidAfter } from '../../shell/said.js';
import { type ManagedCase, mayDo } from '../managed-case.js';
import { historyPaths } from './history.paths.js';
import { caseFrame, type CaseFrame, recordedWords, whenOrNull, whenWords, whoCanDo } from './manage-frame.page.js';
import type { ConditionLine } from './manage-form.page.js';
import { conditionLine, moveWords, ruleWords } from './manage-move.page.js';
import { doneSentences } from './manage-words.page.js';

export type OfferedPart = {
  readonly id: string;
  readonly heading: string;
  readonly rule: string;
  readonly conditions: readonly ConditionLine[];
  readonly button: Link | null;
  readonly note: string | null;
};

export type MovePart = {
  readonly heading: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
  readonly recorded: string;
};

export type ManagePage = CaseFrame & {
  readonly stateRule: string;
  readonly stateReason: string | null;
  readonly takingUp: FormModel | null;
  readonly whoRuns: string | null;
  readonly moves: readonly OfferedPart[];
  readonly sideBySide: SummaryList;
  readonly now: readonly Link[];
  readonly story: readonly MovePart[];
  readonly people: { readonly text: string; readonly link: Link };
  readonly others: readonly Link[];
};

export type ManageInput = {
  readonly file: CaseFile;
  readonly moves: readonly MoveRow[];
  readonly today: CalendarDay;
  readonly query: Readonly<Record<string, unknown>>;
};

export function managePage(managed: ManagedCase, input: ManageInput): ManagePage {
  const { theCase } = managed;
  const { ref } = theCase;
  const { file, moves } = input;
  const said: Notification | null = saidAfter(input.query, doneSentences);
  const runs = managed.acts.has('episodes.open');
  return {
    ...caseFrame(managed, { title: 'Run this case', here: casePaths.manage(ref), said, hasForm: true }),
    stateRule: theCase.status
      ? stateRule(theCase.status, positionOn(file.record, input.today).latestFull?.rule ?? null)
      : 'Judgements tell this case. Nobody has recorded a decision.',
    stateReason: theCase.statusReason,
    takingUp:
      !theCase.status && runs
        ? form({ action: casePaths.takingUp(ref), button: 'Run this case', fields: [], version: theCase.version })
        : null,
    whoRuns: runs ? null : `You can read how this case is run. To move it: ${lower(whoCanDo('episodes.open'))}`,
    moves: theCase.status ? offeredParts(managed, input) : [],
    sideBySide: { rows: sideBySide(managed, file) },
    now: nowLinks(managed, input),
    story: moves.toReversed().map(movePart),
    people: {
      text:
        theCase.people === 0
          ? 'Nobody is on the list.'
          : `${plural(theCase.people, 'person', 'people')} on the list, ${theCase.told} told.`,
      link: { text: 'People to tell', href: casePaths.people(ref) },
    },
    others: [
      ...(mayDo(managed, 'episodes.open')
        ? [
            { text: 'Change title, summary and beginning', href: casePaths.details(ref) },
            { text: 'Pause this case', href: casePaths.pause(ref) },
          ]
        : []),
      { text: 'The public page', href: episodePaths.show(ref) },
      { text: 'History', href: historyPaths.of('failure_episode', ref) },
    ],
    errors: [],
  };

  function offeredParts(one: ManagedCase, { file: read, today: day }: ManageInput): readonly OfferedPart[] {
    const position = positionOn(read.record, day);
    return offeredMoves(read.record, day).map(({ to, conditions, isOpen }) => {
      const words = moveWords[to];
      const may = mayDo(one, 'episodes.open');
      return {
        id: `move-${to}`,
        heading: words.button,
        rule: ruleWords(to, position),
        conditions: conditions.map((condition) => conditionLine(condition, { position, file: read, today: day })),
        button: may
          ? { text: isOpen ? words.button : `${words.button} on an earlier date`, href: casePaths.move(ref, to) }
          : null,
        note: may || one.shut ? null : whoCanDo('episodes.open'),
      };
    });
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What people decided and what judgements say, in one table: neither overwrites the other. */
function sideBySide({ theCase }: ManagedCase, { record }: CaseFile): SummaryList['rows'] {
  const judged = (text: string | null): string =>
    text ? `from judgements: ${whenWords(text)}` : 'judgements do not say';
  return [
    {
      label: 'State',
      text: theCase.status ? episodeStates[theCase.status] : 'Nobody has decided one',
      note: theCase.status ? 'decided here' : null,
    },
    {
      label: 'Trigger',
      text: `${triggerKinds[theCase.triggerKind]}, ${whenWords(theCase.triggerOn)}`,
      note: judged(theCase.derivedTriggerOn),
    },
    { label: 'Failure began', text: whenOrNull(theCase.onsetOn) ?? 'Not known', note: theCase.onsetBasis },
    {
      label: 'First not failing',
      text: whenOrNull(theCase.notFailingOn) ?? 'Nobody recorded one',
      note: judged(theCase.derivedNotFailingOn),
    },
    {
      label: 'Recovered',
      text: theCase.recoveredOn ? whenWords(theCase.recoveredOn) : 'Not decided',
      note: theCase.recoveryBasis ? ((recoveryBases as Record<string, string>)[theCase.recoveryBasis] ?? null) : null,
    },
    {
      label: 'Relapse watch',
      text: theCase.watchUntil ? `To ${formatDay(theCase.watchUntil)}` : 'Not begun',
      note: theCase.watchUntil
        ? '84 months from the first judgement that was not failing, or from recovery without one'
        : null,
    },
    ...(theCase.relapseOfRef
      ? [{ label: 'Relapse of', text: theCase.relapseOfRef, href: episodePaths.show(theCase.relapseOfRef) }]
      : []),
    ...(theCase.failedAgainRef
      ? [{ label: 'Failed again in', text: theCase.failedAgainRef, href: episodePaths.show(theCase.failedAgainRef) }]
      : []),
    {
      label: 'Highest level of intervention',
      text: record.steps.length === 0 ? 'None on the record' : levelNow(record.steps),
    },
  ];
}

const levelNow = (steps: CaseFile['record']['steps']): string => {
  const highest = Math.max(...steps.map(({ level }) => level)) as keyof typeof interventionLevels;
  return `Level ${highest}: ${interventionLevels[highest].toLowerCase()}`;
};

/** What waits for somebody today. */
function nowLinks({ theCase }: ManagedCase, { file, today }: ManageInput): readonly Link[] {
  const { ref } = theCase;
  const waiting = theCase.requestsWaiting;
  const due = file.checks.filter(({ dueOn, doneOn }) =>
    ['due', 'overdue'].includes(checkStanding({ dueOn: parseCalendarDay(dueOn), isDone: doneOn !== null }, today)),
  );
  const readiness = exitReadiness(file.record.criteria, today);
  return [
    ...(waiting > 0
      ? [
          {
            text: `${plural(waiting, 'request')} to step up or down ${waiting === 1 ? 'waits' : 'wait'} for a decision`,
            href: casePaths.interventions(ref),
          },
        ]
      : []),
    ...(due.length > 0
      ? [
          {
            text: `${plural(due.length, 'check')} after the exit ${due.length === 1 ? 'is' : 'are'} due`,
            href: casePaths.checks(ref),
          },
        ]
      : []),
    ...(readiness.total > 0
      ? [{ text: `Exit readiness: ${readinessWords(readiness)}`, href: casePaths.interventions(ref) }]
      : []),
  ];
}

function movePart(move: MoveRow): MovePart {
  const names = new Map(move.recorder ? [[move.recordedBy, move.recorder]] : []);
  const to = move.toState ? episodeStates[move.toState] : null;
  const heading = move.kind === 'moved' && to ? to : moveKinds[move.kind];
  const body = move.decisionBody ? (decidingBodies as Record<string, string>)[move.decisionBody] : null;
  const basis = move.basis
    ? ((recoveryBases as Record<string, string>)[move.basis] ??
      (closeReasons as Record<string, string>)[move.basis] ??
      move.basis)
    : null;
  return {
    heading,
    date: whenWords(move.occurredOn),
    paragraphs: [
      move.automatic === 1 ? 'It followed from the record; nobody decided it.' : null,
      move.decisionBy
        ? `${body ?? 'It'} decided it: ${move.decisionBy}, ${whenWords(move.decisionOn)}${move.decisionRef ? ` (${move.decisionRef})` : ''}.`
        : null,
      basis ? `Basis: ${basis}.` : null,
      move.why,
      move.otherRef ? `The other case: ${move.otherRef}.` : null,
    ].flatMap((text) => text ?? []),
    recorded: recordedWords(move, names, move.occurredOn),
  };
}
