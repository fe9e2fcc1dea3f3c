import { dayBoxes, form, prose, radios, text } from '../../shell/form/form.js';
import { formatDay, plural } from '../../shell/format.js';
import { saidAfter } from '../../shell/said.js';
import type { ActionRow as MovedRow } from '../../plans/data/plan.row.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import type { ActionRow, AnswerRow, ChallengeRow, DecisionRow } from '../data/board.row.js';
import { actionStates, challengeStates } from '../domain/outcome.js';
import { isRoomOpen, type ReviewState } from '../domain/review-state.js';
import { paragraphsOf, type Reading } from './board-words.page.js';
import type { Standing } from '../../shell/form/merging.js';
import { actionTag, askedBy, challengeTag, decisionTag } from './outcome-tables.page.js';
import { registerPaths } from './registers.paths.js';
import {
  type Around,
  frameOf,
  made,
  meetingRows,
  type Offered,
  type OutcomeForm,
  type OutcomePage,
  outcomeSentences,
  pageOf,
  triedOf,
} from './outcome-frame.page.js';

type OfDecision = Around & {
  readonly state: ReviewState;
  /** What it moved, paused or ended in plans that the reader may read. */
  readonly moved: readonly MovedRow[];
};

export function decisionPage(row: DecisionRow, around: OfDecision): OutcomePage {
  const { may, tried, query = {}, state, moved } = around;
  const { ref, version } = row;
  const forms: Offered[] = [];
  const offer = (isOpen: boolean, one: OutcomeForm): void => void forms.push({ ...one, isOpen });
  if (may.record)
    offer(
      true,
      made(
        'look-back',
        'What became of it',
        form({
          action: registerPaths.lookBack(ref),
          button: 'Record what became of it',
          tried: triedOf(tried, 'look-back'),
          version,
          fields: [
            prose({ name: 'words', label: 'In a few words', rows: 3, value: row.reviewWords }),
            dayBoxes({ name: 'nextOn', label: 'When to look at it again, if ever', hint: 'For example, 1 6 2027' }),
          ],
        }),
      ),
    );
  if (may.record)
    offer(
      isRoomOpen(state),
      made(
        'withdraw',
        'Recorded in error?',
        form({
          action: registerPaths.withdrawDecision(ref),
          button: 'Take it back',
          isWarning: true,
          tried: triedOf(tried, 'withdraw'),
          version,
          standing: [
            { label: 'The decision', saved: row.text, typed: 'Taken back' },
            ...(row.reviewWords
              ? [{ label: 'What became of it', saved: row.reviewWords, typed: 'Not changed here' }]
              : []),
          ],
          fields: [prose({ name: 'reason', label: 'Why it is taken back', rows: 2 })],
        }),
      ),
    );
  return {
    title: `Decision ${ref}`,
    heading: `Decision ${ref}`,
    ...frameOf(row, { text: 'Decisions', href: registerPaths.decisions() }),
    tag: decisionTag(row),
    said: saidAfter(query, outcomeSentences),
    paragraphs: paragraphsOf(row.text),
    facts: {
      rows: [
        ...meetingRows(row),
        { label: 'Taken by', text: row.takenBy },
        ...(moved.length > 0
          ? [
              {
                label: 'What it changed',
                links: moved.map((one) => ({
                  text: `${one.ref} ${one.title}`,
                  href: planPaths.milestone(one.planRef, one.ref),
                })),
              },
            ]
          : []),
        ...(row.whoFor ? [{ label: 'For', text: row.whoFor }] : []),
        ...(row.options ? [{ label: 'Options that were weighed', text: row.options }] : []),
        ...(row.dissent ? [{ label: 'Dissent', text: row.dissent }] : []),
        ...(row.forLackOfQuorum
          ? [
              {
                label: 'Quorum',
                text: 'There was none, so this is a recommendation.',
                note: row.confirmedBy ? null : 'A later meeting with a quorum may confirm it.',
              },
            ]
          : []),
        ...(row.confirmsRef
          ? [{ label: 'Confirms', text: row.confirmsRef, href: registerPaths.decision(row.confirmsRef) }]
          : []),
        ...(row.confirmedBy
          ? [{ label: 'Confirmed by', text: row.confirmedBy, href: registerPaths.decision(row.confirmedBy) }]
          : []),
        ...(row.reviewOn ? [{ label: 'To be looked at again', text: formatDay(row.reviewOn) }] : []),
        ...(row.reviewedOn
          ? [{ label: 'What became of it', text: row.reviewWords, note: formatDay(row.reviewedOn) }]
          : []),
      ],
    },
    answers: [],
    ...pageOf(forms, tried),
  };
}

export function challengePage(
  row: ChallengeRow,
  { answers, ...around }: Around & { readonly answers: readonly AnswerRow[] },
): OutcomePage {
  const { may, tried, query = {}, reading, names, today } = around;
  const { ref, version, state } = row;
  const last = answers.at(-1) ?? null;
  const forms: Offered[] = [];
  const offer = (isOpen: boolean, one: OutcomeForm): void => void forms.push({ ...one, isOpen });
  if (may.answer)
    offer(
      state !== 'satisfied',
      made(
        'answer',
        state === 'answered' ? 'Add to the answer' : 'Answer',
        form({
          action: registerPaths.answer(ref),
          button: 'Record the answer',
          tried: triedOf(tried, 'answer'),
          version,
          standing: [
            { label: 'State', saved: challengeTag(row, today).text, typed: challengeStates.answered },
            { field: 'answer', saved: last?.text ?? null },
          ],
          fields: [
            prose({
              name: 'answer',
              label: 'What is the answer?',
              hint: 'Say what shows it and where that can be read.',
              rows: 4,
            }),
          ],
        }),
      ),
    );
  if (may.judge)
    offer(
      state === 'answered',
      made(
        'judge',
        'Will the answer do?',
        form({
          action: registerPaths.judge(ref),
          button: 'Record the board’s word',
          tried: triedOf(tried, 'judge'),
          version,
          standing: [
            { label: 'State', saved: challengeTag(row, today).text, typed: 'Judged by the board' },
            { label: 'The answer', saved: last?.text ?? null, typed: 'Not changed here' },
            { field: 'satisfied', saved: judgedWords(last) },
            { field: 'why', saved: last?.judgedWhy ?? null },
          ],
          fields: [
            radios({
              name: 'satisfied',
              label: 'Is whoever asked satisfied?',
              choices: [
                { value: 'yes', text: 'Yes: the challenge is closed' },
                { value: 'no', text: 'No: it is open again' },
              ],
            }),
            prose({ name: 'why', label: 'If not, what is missing', rows: 2 }),
          ],
        }),
      ),
    );
  return {
    title: `Challenge ${ref}`,
    heading: `Challenge ${ref}`,
    ...frameOf(row, { text: 'Challenges', href: registerPaths.challenges() }),
    tag: challengeTag(row, today),
    said: saidAfter(query, outcomeSentences),
    paragraphs: paragraphsOf(row.text),
    facts: {
      rows: [
        ...meetingRows(row),
        { label: 'Asked by', text: askedBy(row, reading) },
        { label: 'Asked of', text: row.toPost },
        { label: 'Asked on', text: formatDay(row.raisedOn) },
        { label: 'Answer due', text: formatDay(row.dueOn) },
      ],
    },
    answers: answers.map((answer) => ({
      heading: `Answer of ${formatDay(answer.answeredOn)}`,
      paragraphs: paragraphsOf(answer.text),
      verdict: verdictOf(answer, reading, names),
      tag:
        answer.satisfied === null
          ? { text: 'Not judged yet', colour: 'yellow' as const }
          : answer.satisfied
            ? { text: 'Will do', colour: 'teal' as const }
            : { text: 'Will not do', colour: 'orange' as const },
    })),
    ...pageOf(forms, tried),
  };
}

const judgedWords = (last: AnswerRow | null): string =>
  last === null || last.satisfied === null
    ? 'Not judged yet'
    : `${last.satisfied ? 'Yes' : 'No'}${last.judgedOn ? `, on ${formatDay(last.judgedOn)}` : ''}`;

function verdictOf(answer: AnswerRow, reading: Reading, names: ReadonlyMap<string, string>): string | null {
  const by = reading === 'board' ? `Recorded by ${names.get(answer.recordedBy) ?? answer.recordedBy}.` : '';
  const word =
    answer.satisfied === false && answer.judgedOn
      ? `Not satisfied on ${formatDay(answer.judgedOn)}: ${answer.judgedWhy ?? ''}`
      : '';
  return [by, word].filter(Boolean).join(' ') || null;
}

export function actionPage(row: ActionRow, around: Around): OutcomePage {
  const { may, tried, query = {}, today } = around;
  const { ref, version, state } = row;
  const forms: Offered[] = [];
  const stands = (typed: string): Standing => ({
    label: 'State',
    saved: row.closedOn ? `${actionTag(row, today).text}, ${formatDay(row.closedOn)}` : actionTag(row, today).text,
    typed,
  });
  const closing: Standing = { label: 'What was said of it', saved: row.closingWords, typed: 'Not changed here' };
  const add = (isOpen: boolean, which: string, heading: string, model: Parameters<typeof form>[0]): void =>
    void forms.push({ ...made(which, heading, form({ ...model, version, tried: triedOf(tried, which) })), isOpen });
  if (may.answer)
    add(state === 'open', 'done', 'It is done', {
      action: registerPaths.actionDone(ref),
      button: 'Note it as done',
      standing: [stands(actionStates.done), { field: 'words', saved: row.closingWords }],
      fields: [
        dayBoxes({ name: 'on', label: 'Date done', value: today }),
        prose({ name: 'words', label: 'What was done, if it needs saying', rows: 2 }),
      ],
    });
  if (may.record) {
    add(state === 'open', 'date', 'Another date', {
      action: registerPaths.actionDate(ref),
      button: 'Move the date',
      standing: [stands('Not changed here'), { field: 'dueOn', saved: formatDay(row.dueOn) }],
      fields: [
        dayBoxes({ name: 'dueOn', label: 'New date', hint: `First ${formatDay(row.firstDueOn)}: that stays in sight` }),
        text({ name: 'reason', label: 'Why the date is moving' }),
      ],
    });
    add(state === 'open', 'cancel', 'No longer wanted', {
      action: registerPaths.actionCancel(ref),
      button: 'Cancel the action',
      isWarning: true,
      standing: [stands(actionStates.cancelled), { field: 'reason', saved: row.closingWords }],
      fields: [prose({ name: 'reason', label: 'Why it is cancelled', rows: 2 })],
    });
    add(state !== 'open', 'reopen', 'Open it again', {
      action: registerPaths.actionReopen(ref),
      button: 'Open the action again',
      standing: [stands(actionStates.open), closing],
      fields: [prose({ name: 'reason', label: 'Why it is open again', rows: 2 })],
    });
  }
  return {
    title: `Action ${ref}`,
    heading: `Action ${ref}`,
    ...frameOf(row, { text: 'Actions', href: registerPaths.actions() }),
    tag: actionTag(row, today),
    said: saidAfter(query, outcomeSentences),
    paragraphs: paragraphsOf(row.text),
    facts: {
      rows: [
        ...meetingRows(row),
        { label: 'Owner', text: row.ownerPost },
        { label: 'First due', text: formatDay(row.firstDueOn) },
        {
          label: 'Due',
          text: formatDay(row.dueOn),
          note: row.moves === 0 ? 'Not moved' : `Moved ${plural(row.moves, 'time')}`,
        },
        ...(row.milestoneRef ? [{ label: 'For milestone', text: row.milestoneRef }] : []),
        ...(row.closedOn
          ? [
              {
                label: state === 'done' ? 'Done on' : 'Cancelled on',
                text: formatDay(row.closedOn),
                note: row.closingWords,
              },
            ]
          : []),
      ],
    },
    answers: [],
    ...pageOf(forms, tried),
  };
}
