import type { SignalGuide } from './lesson-guide.js';
import { type LimitsEdition, limitsOn } from './limits.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { LimitGuide, Limits } from './signal.js';
import { numberWords, percentWords } from './signal-words.js';
import { signals } from './signals.js';

const singulars: Readonly<Record<string, string>> = {
  breaches: 'breach',
  'exit criteria': 'exit criterion',
  'different bodies': 'body',
  'outside checks': 'outside check',
  'structural changes': 'structural change',
};

/** "1 trigger", where the unit is written for several. */
function singular(unit: string): string {
  const [first = '', ...rest] = unit.split(' ');
  return singulars[unit] ?? [first.endsWith('s') ? first.slice(0, -1) : first, ...rest].join(' ');
}

/** A limit with its unit: "80%", "−10 points", "6 months", "1 finding". */
export function limitWords({ unit }: Pick<LimitGuide, 'unit'>, value: number): string {
  if (unit === 'share') return percentWords(value);
  const number = numberWords(unit === 'points' ? value * 100 : value);
  return `${number} ${Math.abs(value) === 1 && unit !== 'points' ? singular(unit) : unit}`;
}

/** "Supported up to 6 months": a limit in words. */
export const limitSentence = (guide: LimitGuide, value: number): string => `${guide.label} ${limitWords(guide, value)}`;

/** Words with the limits named in braces put in: "{supports} or less" is "6 months or less". */
export function withLimits(text: string, guides: readonly LimitGuide[], limits: Limits): string {
  return guides.reduce((words, guide) => {
    const value = limits[guide.name] ?? guide.initial;
    return words.replaceAll(`{${guide.name}}`, limitWords(guide, value));
  }, text);
}

/** How a signal is read, with the limits that are in force on a day. */
export function guideInForce(guide: SignalGuide, editions: readonly LimitsEdition[], day: CalendarDay): SignalGuide {
  const signal = signals.find(({ key }) => key === guide.key);
  if (!signal) return guide;
  const { limits } = limitsOn(signal, editions, day);
  const put = (text: string): string => withLimits(text, signal.limits, limits);
  const { measure, supports, discuss, challenge, needs } = guide;
  return {
    ...guide,
    measure: put(measure),
    supports: put(supports),
    discuss: put(discuss),
    challenge: put(challenge),
    needs: put(needs),
  };
}
