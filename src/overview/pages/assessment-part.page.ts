import type { Assessment, KeptSignal } from '../../lessons/data/lesson-assessment.row.js';
import type { AssessmentDirection } from '../../lessons/domain/assessment.js';
import { mismatchSentence } from '../../lessons/domain/assessment-words.js';
import { resultColours, resultWords } from '../../lessons/domain/result-words.js';
import type { SignalOutcome, SignalResult } from '../../lessons/domain/signal.js';
import type { SignalReading } from '../../lessons/domain/signals.js';
import { ukDayAt } from '../../kernel/clock.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { evidenceIndependences, evidenceLevels } from '../../plans/domain/milestone-words.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { formatCount, formatDay, formatList, plural } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Tag } from '../../shell/parts.js';
import { evidenceStrengths } from '../../vocabulary/domain/evidence-kinds.js';
import { type AssessmentLevel, assessmentLevels } from '../../vocabulary/domain/lessons.js';

/** `board`: for those who read its papers. `public`: everybody, once the minutes are out. */
export type AssessmentReader = 'board' | 'public';

export type SignalLine = {
  readonly key: string;
  readonly name: string;
  readonly tag: Tag;
  readonly sentence: string;
  readonly missing: readonly string[];
};

/** `overview/_assessment`: what a board said of a lesson at a meeting. */
export type AssessmentPart = {
  readonly level: Tag;
  /** "Better than before. Fair evidence." */
  readonly when: string;
  /** What lies behind it, where it is told in short. */
  readonly more: string;
  readonly meeting: Link | null;
  readonly reason: string;
  readonly whatWouldChange: string;
  readonly mismatch: string | null;
  readonly whyDifferent: string | null;
  readonly dissent: { readonly who: string; readonly text: string } | null;
  readonly evidence: string;
  /** Named for those who may read it. */
  readonly pieces: readonly { readonly text: string; readonly href: string; readonly note: string }[];
  /** Evidence that was taken back since: the assessment stands as it was said, and says so. */
  readonly withdrawn: readonly string[];
};

/** A result in the words of its tag. No red and no green: a signal begins a conversation. */
export const resultTag = (result: SignalResult): Tag => ({ text: resultWords[result], colour: resultColours[result] });

const lineOf = (
  { key, name }: Pick<SignalReading, 'key' | 'name'>,
  { result, sentence, missing }: Pick<SignalOutcome, 'result' | 'sentence' | 'missing'>,
): SignalLine => ({ key, name, tag: resultTag(result), sentence, missing: [...missing] });

export const keptLine = (signal: KeptSignal): SignalLine => lineOf(signal, signal);
export const readLine = (signal: SignalReading): SignalLine => lineOf(signal, signal.outcome);

/** One colour for every level: a level is no mark. */
export const levelTag = (level: AssessmentLevel): Tag => ({
  text: assessmentLevels[level],
  colour: level === 0 ? 'grey' : 'teal',
});

function evidenceSentence({ evidence }: Assessment): string {
  if (evidence.length === 0) return 'It rests on no evidence that was named.';
  const outside = evidence.filter(({ independence }) => independence === 'external').length;
  const impact = evidence.filter(({ level }) => level === 'impact').length;
  const beside = [
    outside > 0 ? `${formatCount(outside)} from outside the organisation` : '',
    impact > 0 ? `${formatCount(impact)} that ${impact === 1 ? 'shows' : 'show'} impact` : '',
  ].filter(Boolean);
  const counted = plural(evidence.length, 'piece') + ' of evidence';
  return `It rests on ${counted}${beside.length > 0 ? `, ${formatList(beside)}` : ''}.`;
}

/** "Fair" of "Fair: direct, from one place or one person". */
const shortWord = (words: string): string => words.split(':')[0] ?? words;

const changeWords: Readonly<Record<AssessmentDirection, string>> = {
  first: 'First assessment',
  better: 'Better than before',
  same: 'The same as before',
  worse: 'Worse than before',
};

/** `record`: the signals that this reader may see beside it, for the sentence on where the two readings differ. */
export function assessmentPart(
  assessment: Assessment,
  reader: AssessmentReader,
  record: readonly { readonly key: string; readonly name: string; readonly result: SignalResult }[],
): AssessmentPart {
  const { level, heldOn, reviewRef, direction, dissent, evidence } = assessment;
  const isBoard = reader === 'board';
  return {
    level: levelTag(level),
    when: `${changeWords[direction]}. ${shortWord(evidenceStrengths[assessment.strength])} evidence.`,
    more: dissent ? 'The reason, the evidence, and who sees it otherwise' : 'The reason and the evidence',
    meeting: {
      text: `Meeting of ${formatDay(heldOn)}`,
      href: isBoard ? reviewPaths.lessons(reviewRef) : reviewPaths.show(reviewRef),
    },
    reason: assessment.reason,
    whatWouldChange: assessment.whatWouldChange,
    mismatch: mismatchSentence(level, record),
    whyDifferent: assessment.whyDifferent,
    dissent: dissent
      ? {
          who: isBoard ? (assessment.dissentName ?? assessment.dissentRole ?? 'A member') : 'A member of the board',
          text: dissent,
        }
      : null,
    evidence: evidenceSentence(assessment),
    pieces: isBoard
      ? evidence.map((piece) => ({
          text: `${piece.ref} ${piece.title}`,
          href: planPaths.evidence(piece.ref),
          note: `${shortWord(evidenceLevels[piece.level])}, ${shortWord(evidenceIndependences[piece.independence]).toLowerCase()}, ${formatDay(piece.onDay)}`,
        }))
      : [],
    withdrawn: evidence.flatMap(({ ref, withdrawnAt, withdrawnReason }) =>
      withdrawnAt === null
        ? []
        : [
            isBoard
              ? `${ref} was withdrawn on ${formatDay(ukDayAt(withdrawnAt))}${withdrawnReason ? `: ${withdrawnReason}` : ''}`
              : 'A piece of evidence that this rests on was withdrawn since.',
          ],
    ),
  };
}
