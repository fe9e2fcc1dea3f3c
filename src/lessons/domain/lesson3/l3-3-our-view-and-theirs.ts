import { daysBetween } from '../../../kernel/calendar-day.js';
import { onDay, type Period, periodEnd, periodMiddle } from '../../../kernel/period.js';
import { between, limitOf, notEnough } from '../judging.js';
import type { Limits, Signal, SignalOutcome, SignalResult, UsedFact } from '../signal.js';
import { least, moreNeeded, told } from '../signal-parts.js';
import { countWords, numberWords, shareWords } from '../signal-words.js';
import type { AreaGrade, Lesson3Facts } from './facts.js';

/** How far apart two judgements of the same may lie. */
const daysApart = 183;

/**
 * L3.3. On average, by how many steps the organisation rated itself above inspectors: the same area, the same version
 * of the scale, judged within 183 days of each other.
 *
 * Each area counts once, by its newest outside judgement that has a self-assessment near enough, and of several
 * self-assessments by the nearest: an old pair must not thin out a new one. Steps are those of the scale, each as wide
 * as the next, which is a convention and no measurement.
 *
 * Method: lessons A3; limits chosen by the makers of this record.
 */
export const ourViewAndTheirs: Signal<Lesson3Facts> = {
  key: 'L3.3',
  lesson: 3,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to, either way', unit: 'grades', initial: 0.5 },
    { name: 'challenge', label: 'A challenge beyond', unit: 'grades', initial: 1 },
    least('areas that both judged', 3),
  ],
  read({ ownGrades, outsideGrades }, _reading, limits): SignalOutcome {
    const pairs = pairsOf(ownGrades, outsideGrades, daysApart);
    const used = pairs.flatMap(usedPair);
    const needed = limitOf(limits, 'least') - pairs.length;
    if (needed > 0)
      return notEnough(
        pairs.length === 0
          ? 'No area was judged by the organisation and by inspectors at about the same time, on the same scale.'
          : `${countWords(pairs.length, 'area')} ${pairs.length === 1 ? 'was' : 'were'} judged by the organisation and by inspectors at about the same time, on the same scale.`,
        [
          moreNeeded('Record how the organisation judges', needed, [
            'area that inspectors judge',
            'areas that inspectors judge',
          ]),
        ],
        { n: pairs.length, used },
      );
    const sure = pairs.filter(({ isUnsure }) => !isUnsure);
    const value = meanOf(pairs);
    const whenSure = sure.length < limitOf(limits, 'least') ? 'not_enough' : judged(meanOf(sure), limits);
    const later = pairs.filter(({ own, outside }) => own.on.start > periodEnd(outside.on)).length;
    return told(between(judged(value, limits), whenSure), {
      value,
      n: pairs.length,
      sentence: sentenceOf(value, pairs.length),
      used,
      notes:
        later === 0
          ? []
          : [`${shareWords(later, pairs.length)} self-assessments were made when the judgement was already known.`],
    });
  },
};

/** One area, as the organisation and as inspectors saw it. `steps` above 0: the organisation rated itself higher. */
export type GradePair = {
  readonly own: AreaGrade;
  readonly outside: AreaGrade;
  readonly steps: number;
  /** Their dates leave open whether they lie near enough. */
  readonly isUnsure: boolean;
};

const gap = (a: Period, b: Period): number => Math.abs(daysBetween(periodMiddle(a), periodMiddle(b)));

/** `unsure`: the spans of the two dates allow both. */
function liesNear(a: Period, b: Period, apart: number): 'yes' | 'no' | 'unsure' {
  const furthest = Math.max(daysBetween(a.start, periodEnd(b)), daysBetween(b.start, periodEnd(a)));
  const nearest = Math.max(daysBetween(periodEnd(a), b.start), daysBetween(periodEnd(b), a.start), 0);
  if (furthest <= apart) return 'yes';
  return nearest > apart ? 'no' : 'unsure';
}

/** The pair of each area, in the order of areas; only grades of one version of a scale make a pair. */
export function pairsOf(
  ownGrades: readonly AreaGrade[],
  outsideGrades: readonly AreaGrade[],
  apart: number,
): readonly GradePair[] {
  const candidates = outsideGrades
    .flatMap((outside) =>
      ownGrades
        .filter(({ area, scaleId }) => area === outside.area && scaleId === outside.scaleId)
        .map((own) => ({ own, outside, near: liesNear(own.on, outside.on, apart) })),
    )
    .filter(
      ({ own, outside, near }) =>
        near === 'yes' ||
        (near === 'unsure' && liesNear(onDay(periodMiddle(own.on)), onDay(periodMiddle(outside.on)), apart) === 'yes'),
    );
  const chosen = new Map<string, (typeof candidates)[number]>();
  for (const pair of candidates) {
    const best = chosen.get(pair.outside.area);
    if (!best || isBetter(pair, best)) chosen.set(pair.outside.area, pair);
  }
  return [...chosen.values()]
    .toSorted((a, b) => (a.outside.area < b.outside.area ? -1 : 1))
    .map(({ own, outside, near }) => ({
      own,
      outside,
      steps: own.ordinal - outside.ordinal,
      isUnsure: near === 'unsure',
    }));
}

type Candidate = { readonly own: AreaGrade; readonly outside: AreaGrade };

/** The newer outside judgement, then the nearer self-assessment, then the later of two as near. */
function isBetter(a: Candidate, b: Candidate): boolean {
  const newer = daysBetween(periodMiddle(b.outside.on), periodMiddle(a.outside.on));
  if (newer !== 0) return newer > 0;
  const nearer = gap(b.own.on, b.outside.on) - gap(a.own.on, a.outside.on);
  return nearer === 0 ? a.own.ref > b.own.ref : nearer > 0;
}

const meanOf = (pairs: readonly GradePair[]): number => pairs.reduce((sum, { steps }) => sum + steps, 0) / pairs.length;

function judged(steps: number, limits: Limits): SignalResult {
  if (Math.abs(steps) <= limitOf(limits, 'supports') + 1e-9) return 'supports';
  return steps > limitOf(limits, 'challenge') + 1e-9 ? 'challenge' : 'discuss';
}

function sentenceOf(value: number, pairs: number): string {
  const areas = `over ${countWords(pairs, 'area')}`;
  if (value === 0) return `On average the organisation rated itself as inspectors did, ${areas}.`;
  const steps = `${numberWords(Math.abs(value))} ${Math.abs(value) === 1 ? 'step' : 'steps'}`;
  return `On average the organisation rated itself ${steps} ${value > 0 ? 'higher' : 'lower'} than inspectors did, ${areas}.`;
}

const usedPair = ({ own, outside }: GradePair): readonly UsedFact[] => [
  { kind: 'self_assessment', id: own.id, ref: own.ref, label: `Its own view: ${own.areaLabel}`, on: own.on },
  { kind: 'inspection', id: outside.id, ref: outside.ref, label: `Inspectors: ${outside.areaLabel}`, on: outside.on },
];
