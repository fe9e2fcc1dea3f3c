import type { CaseFile } from '../../episodes/case-records.service.js';
import { positionOn, type CasePosition } from '../../episodes/domain/case-position.js';
import { recoveryBases } from '../../episodes/domain/episode.js';
import { closeReasons, type Hindrance, progressShare, reviewMonths } from '../../episodes/domain/episode-state.js';
import { type AskedMove, decidingBodies, type OfferedMove, offeredMoves } from '../../episodes/domain/moving-a-case.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { exitReadiness, readinessWords } from '../../interventions/domain/exit-readiness.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, formatList, formatPeriod } from '../../shell/format.js';
import { dayBoxes, type FieldMaker, prose, radios, select, text, type Tried } from '../../shell/form/form.js';
import type { ManagedCase } from '../managed-case.js';
import { caseFormPage, type CaseFormPage, type ConditionLine } from './manage-form.page.js';
import type { RefusalTexts } from './manage-words.page.js';
import { caseStanding } from './manage-frame.page.js';
import { defaultRecoveredRule, recoveredRules } from '../../inspections/domain/recovered-rule.js';

type To = AskedMove['to'];

/** "You can mark this recovered when": the rule beside each button. */
export const moveWords: Readonly<
  Record<To, { readonly button: string; readonly title: string; readonly rule: string; readonly done: string }>
> = {
  in_intervention: {
    button: 'Mark as in intervention',
    title: 'Mark this case as in intervention',
    rule: 'You can mark this in intervention when an intervention of level 3 or more is active.',
    done: 'The case is in intervention.',
  },
  monitoring: {
    button: 'Mark as monitoring',
    title: 'Mark this case as monitored',
    rule: 'You can mark this monitored when no intervention of level 4 or more is active (from open: none of level 3 or more), and a published judgement is not failing or at least 70% of the exit criteria are met. It can be undone.',
    done: 'The case is monitored.',
  },
  recovered: {
    button: 'Mark as recovered',
    title: 'Mark this case as recovered',
    rule: 'You can mark this recovered when the latest full published inspection has no area in a failing band, intervention is at level 2 or less, and the board or the inspectorate has decided it. Where nothing is graded: when the intervention was lifted and a review from outside came within 12 months. It starts the relapse watch of 84 months. It never happens by itself.',
    done: 'The case has recovered. The relapse watch runs for 84 months.',
  },
  closed: {
    button: 'Close this case',
    title: 'Close this case',
    rule: 'You can close this when the organisation or the service ended otherwise (merged, abolished, transferred), or when the case was entered in error. It is not a recovery, and it cannot be undone.',
    done: 'The case is closed.',
  },
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const notFound = 'None on the record.';

/** The rule beside a button: for recovery, with what the framework of the latest full inspection asks for. */
export const ruleWords = (to: To, { latestFull }: Pick<CasePosition, 'latestFull'>): string =>
  moveWords[to].rule.replace(
    recoveredRules[defaultRecoveredRule],
    recoveredRules[latestFull?.rule ?? defaultRecoveredRule],
  );

/** Each condition in words, with what the record shows of it. */
export function conditionLine(
  { unless, isMet }: OfferedMove['conditions'][number],
  { position, file, today }: { readonly position: CasePosition; readonly file: CaseFile; readonly today: CalendarDay },
): ConditionLine {
  const active = file.steps.filter(({ id }) => position.activeSteps.includes(id));
  const steps =
    active.length === 0
      ? 'No intervention is active.'
      : `Active: ${formatList(active.map(({ typeText, level, ref }) => `${typeText} (level ${level}, ${ref})`))}.`;
  const readiness = exitReadiness(file.record.criteria, today);
  const judged = position.notFailingLook
    ? `Judged not failing ${formatPeriod(position.notFailingLook.on)}.`
    : 'No judgement since the trigger is better than failing.';
  const { interventionLiftedOn } = position.recovery;
  const said: Readonly<Record<Hindrance, readonly [string, string]>> = {
    'no-formal-intervention': ['An intervention of level 3 or more is active', steps],
    'formal-intervention-active': ['No intervention of level 3 or more is active', steps],
    'strong-intervention-active': ['No intervention of level 4 or more is active', steps],
    'nothing-shows-progress': [
      `A published judgement is not failing, or at least ${progressShare * 100}% of the exit criteria are met`,
      `${judged} ${readinessWords(readiness)}.`,
    ],
    'area-still-failing': [
      upperFirst(recoveredRules[position.latestFull?.rule ?? defaultRecoveredRule]),
      position.latestFull ? `The latest is of ${formatPeriod(position.latestFull.on)}.` : notFound,
    ],
    'intervention-not-lifted': [
      'The intervention was lifted',
      interventionLiftedOn
        ? `The last formal step ended ${formatDay(interventionLiftedOn)}.`
        : 'No formal step on the record has ended.',
    ],
    'no-recent-external-review': [
      `A review from outside came within the last ${reviewMonths} months`,
      position.latestReview ? `The latest is of ${formatPeriod(position.latestReview.on)}.` : notFound,
    ],
    'no-decision': ['The board or the inspectorate has decided it', 'You say who decided it, when and on what basis.'],
  };
  const [words, shows] = said[unless];
  const isGiven = unless === 'no-decision';
  return { text: words, isMet, mark: isMet ? 'Met' : isGiven ? 'To be given' : 'Not met', shows };
}

const blockedWords = (offer: OfferedMove, lines: readonly ConditionLine[]): string | null =>
  offer.isOpen
    ? null
    : `This is not possible yet: ${formatList(lines.filter(({ mark }) => mark === 'Not met').map(({ text: words }) => words.toLowerCase()))}. What happened earlier can still be written down with its own date: open this page again once it is on the record.`;

export function movePage(
  managed: ManagedCase,
  {
    file,
    to,
    today,
    tried = null,
  }: { readonly file: CaseFile; readonly to: To; readonly today: CalendarDay; readonly tried?: Tried },
): CaseFormPage {
  const { theCase } = managed;
  const words = moveWords[to];
  const position = positionOn(file.record, today);
  const offer = offeredMoves(file.record, today).find((one) => one.to === to);
  const lines = (offer?.conditions ?? []).map((condition) => conditionLine(condition, { position, file, today }));
  return caseFormPage(
    managed,
    {
      title: words.title,
      here: casePaths.manage(theCase.ref),
      above: [],
      action: casePaths.move(theCase.ref, to),
      button: words.button,
      cancel: casePaths.manage(theCase.ref),
      version: theCase.version,
      standing: caseStanding(managed, words.button),
      rule: ruleWords(to, position),
      conditions: lines,
      blocked: offer ? null : 'A case cannot go there from where it is.',
      intro: offer && !offer.isOpen ? [blockedWords(offer, lines) ?? ''] : [],
      warning: warnings[to] ?? null,
      isWarning: to === 'closed',
      fields: fieldsFor[to],
    },
    tried,
  );
}

const warnings: Readonly<Partial<Record<To, string>>> = {
  recovered:
    'This is public at once, with who decided it and why. The people to tell of this case are listed on its page.',
  closed: 'This is public at once and cannot be undone. Nothing more can be recorded in the case.',
};

const on = (label: string): FieldMaker =>
  dayBoxes({
    name: 'on',
    label,
    hint: 'For example, 27 3 2026. A month and a year will do for what is long past. What happened earlier is marked “recorded later”.',
  });
const why = (label: string, hint: string | null = null): FieldMaker => prose({ name: 'why', label, hint, rows: 4 });

const fieldsFor: Readonly<Record<To, readonly FieldMaker[]>> = {
  in_intervention: [on('When did it go into intervention?'), why('Why')],
  monitoring: [on('When did monitoring begin?'), why('Why')],
  recovered: [
    on('When had it recovered?'),
    radios({
      name: 'basis',
      label: 'On what basis?',
      choices: Object.entries(recoveryBases).map(([value, words]) => ({ value, text: words })),
    }),
    radios({
      name: 'decisionBody',
      label: 'Who decided it?',
      choices: Object.entries(decidingBodies).map(([value, words]) => ({ value, text: words })),
    }),
    text({ name: 'decisionBy', label: 'Its name', hint: 'For example, improvement board of the council' }),
    dayBoxes({ name: 'decisionOn', label: 'When was it decided?', hint: 'For example, 27 3 2026' }),
    text({
      name: 'decisionRef',
      label: 'Where the decision is written (optional)',
      hint: 'For example, minute 7 of 4 March 2026',
    }),
    why('What the decision rests on (optional)'),
  ],
  closed: [
    select({
      name: 'closeReason',
      label: 'How did it end?',
      choices: Object.entries(closeReasons).map(([value, words]) => ({ value, text: words })),
    }),
    on('When?'),
    why('Why'),
  ],
};

export const moveRefusals: RefusalTexts = {
  'no-such-move': { text: 'The case cannot go there from where it is now' },
  'after-today': { at: 'on', text: 'The date must be today or in the past' },
  'before-trigger': { at: 'on', text: 'The date must be after the trigger of the case' },
  'before-last-move': { at: 'on', text: 'The date must not be before the last time the case was moved' },
  'no-reason': { at: 'why', text: 'Enter why' },
  'no-close-reason': { at: 'closeReason', text: 'Select how it ended' },
  'no-basis': { at: 'basis', text: 'Select on what basis' },
  'basis-not-shown': { at: 'basis', text: 'The record does not show this basis on that date. Select what it shows' },
  'decided-after-move': { at: 'decisionOn', text: 'The decision must not be later than the recovery' },
  'no-decision': { at: 'decisionBody', text: 'Select who decided it' },
  'no-formal-intervention': { text: 'No intervention of level 3 or more was active on that date' },
  'formal-intervention-active': { text: 'An intervention of level 3 or more was active on that date' },
  'strong-intervention-active': { text: 'An intervention of level 4 or more was active on that date' },
  'nothing-shows-progress': {
    text: 'On that date no judgement was better than failing, and less than 70% of the exit criteria were met',
  },
  'area-still-failing': { text: 'The latest full inspection on that date had an area in a failing band' },
  'intervention-not-lifted': { text: 'The intervention had not been lifted on that date' },
  'no-recent-external-review': { text: 'No review from outside had come within the 12 months before that date' },
};
