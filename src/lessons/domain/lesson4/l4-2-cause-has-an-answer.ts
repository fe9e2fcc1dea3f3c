import { withoutFullStop } from '../../../kernel/full-stop.js';
import { shareOf, surely, valueOf } from '../counting.js';
import { atLeast, limitOf, notEnough } from '../judging.js';
import { noPlanWords, notHeldWords, planNotes } from '../plan-read.js';
import type { Signal, SignalOutcome } from '../signal.js';
import { least, moreNeeded, shareLimits, told } from '../signal-parts.js';
import { countWords, shareWords } from '../signal-words.js';
import { answeredInKind, leverOfCause } from './cause-levers.js';
import type { CausedFinding, Lesson4Facts, PlanAction } from './facts.js';
import { usedAction } from './plan-actions.js';

/**
 * L4.2. Of findings whose cause inspectors gave as culture, practice, leadership or capacity (people or money): the share
 * with an action of the same kind that is tied to them and is under way, planned or done. What was paused or cancelled
 * answers nothing, and an action that nobody tied to the finding is told beside it and not counted.
 *
 * Without an agreed plan that the reader may see nothing is said: it may well hold the answers.
 *
 * No date enters it: findings and plan are read as they stood on the day.
 *
 * Method: lessons A4; limits chosen by the makers of this record.
 */
export const causeHasAnAnswer: Signal<Lesson4Facts> = {
  key: 'L4.2',
  lesson: 4,
  version: 1,
  limits: [...shareLimits({ supports: 0.8, challenge: 0.5 }), least('findings', 3)],
  read({ findings, actions, published }, _reading, limits): SignalOutcome {
    const live = actions.filter(({ state }) => state !== 'cancelled' && state !== 'paused');
    const asked = findings.filter(asksForAnAnswer).map((finding) => ({ finding, answers: answersTo(finding, live) }));
    const share = shareOf(asked.map(({ answers }) => ({ counted: surely(true), hit: surely(answers.length > 0) })));
    const answers = new Map(asked.flatMap((one) => one.answers.map((action) => [action.id, action] as const)));
    const used = [
      ...asked.map(({ finding: { id, inspectionRef, label, on } }) => ({
        kind: 'finding',
        id,
        ref: inspectionRef,
        label,
        on,
      })),
      ...[...answers.values()].map(usedAction),
    ];
    const needed = limitOf(limits, 'least') - share.all;
    if (needed > 0)
      return notEnough(
        `Inspectors gave culture, practice, leadership or capacity as the cause of ${countWords(share.all, 'finding')}.`,
        [moreNeeded('Record the cause of', needed, ['finding', 'findings'])],
        { n: share.all, used },
      );
    const noPlan = noPlanWords(published);
    if (actions.length === 0)
      return notEnough(
        `${withoutFullStop(noPlan.sentence)}, so nobody can say what answers the findings.`,
        [noPlan.missing],
        { n: share.all, used },
      );
    const notHeld = notHeldWords('what its actions answer');
    if (published && !published.isWhole)
      return notEnough(notHeld.sentence, [notHeld.missing], { n: share.all, used, notes: planNotes(published) });
    const untied = asked.filter(({ finding, answers: own }) => own.length === 0 && hasSameKind(finding, live)).length;
    const result = atLeast(valueOf(share), {
      supports: limitOf(limits, 'supports'),
      challenge: limitOf(limits, 'challenge'),
    });
    return told(
      { result, unsure: false },
      {
        value: valueOf(share),
        n: share.all,
        sentence: `Inspectors gave culture, practice, leadership or capacity as the cause of ${countWords(share.all, 'finding')}. ${shareWords(share.hits, share.all)} ${share.hits === 1 ? 'has' : 'have'} an action of the same kind.`,
        used,
        notes: [
          ...(untied === 0
            ? []
            : [
                `For ${countWords(untied, 'more finding')} the plan has an action of the same kind that is not tied to it. Tie them if they are its answer.`,
              ]),
          ...planNotes(published),
        ],
      },
    );
  },
};

const asksForAnAnswer = ({ cause }: CausedFinding): boolean => {
  const lever = cause && leverOfCause[cause];
  return lever !== null && answeredInKind.includes(lever);
};

const isSameKind = ({ cause }: CausedFinding, { lever }: PlanAction): boolean =>
  cause !== null && lever !== null && leverOfCause[cause] === lever;

const hasSameKind = (finding: CausedFinding, actions: readonly PlanAction[]): boolean =>
  actions.some((action) => isSameKind(finding, action));

const answersTo = (finding: CausedFinding, actions: readonly PlanAction[]): readonly PlanAction[] =>
  actions.filter((action) => action.findingIds.includes(finding.id) && isSameKind(finding, action));
